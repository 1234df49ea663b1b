using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Dragoman.Records;

namespace Dragoman.Language;

/// <summary>
/// A CoNLL-U file read sentence by sentence, that can go on behind a sentence that is not well formed.
/// Tolerated: a byte-order mark, CRLF, several blank lines, no blank line at the end.
/// </summary>
public sealed class ConlluSentenceReader
{
    /// <summary>Longest line that is read, in UTF-16 code units.</summary>
    public const int MaxLineLength = 1024 * 1024;

    /// <summary>Most words that a sentence may have.</summary>
    public const int MaxWords = 100_000;

    /// <summary>Most characters of all lines of a sentence together, in UTF-16 code units.</summary>
    public const int MaxSentenceLength = 32 * 1024 * 1024;

    private const int ColumnCount = 10;
    private readonly ConlluLines _lines;
    private readonly StringPool _pool = new(1 << 14);
    private readonly List<string> _comments = [];
    private readonly List<ConlluWord> _words = [];
    private readonly List<ConlluMultiword> _multiwords = [];
    private readonly List<long> _wordLines = [];

    /// <summary>Reads from these characters.</summary>
    /// <param name="input">The file; not closed.</param>
    public ConlluSentenceReader(TextReader input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _lines = new ConlluLines(input, MaxLineLength);
    }

    /// <summary>Reads the next sentence.</summary>
    /// <param name="ct">Looked at once.</param>
    /// <returns>The sentence, or null at the end of the file. Comments without words are passed over.</returns>
    /// <exception cref="InputException">
    /// <see cref="ErrorCodes.InvalidConllu"/>: the sentence is not well formed. The rest of it has been passed over: the next
    /// call reads the sentence behind it.
    /// </exception>
    public ConlluSentence? Read(CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            return ReadSentence();
        }
        catch (InputException)
        {
            while (!_lines.AtBlank && _lines.TryRead(out var line) && !IsBlank(line))
            {
            }

            throw;
        }
    }

    private static bool IsBlank(ReadOnlySpan<char> line) => line.IndexOfAnyExcept(' ', '\t') < 0;

    private ConlluSentence? ReadSentence()
    {
        _comments.Clear();
        _words.Clear();
        _multiwords.Clear();
        _wordLines.Clear();
        long first = 0;
        long length = 0;
        while (_lines.TryRead(out var line))
        {
            if (_lines.TooLong) Fail($"the line is longer than {MaxLineLength} characters");
            if (IsBlank(line))
            {
                if (_words.Count > 0 || _multiwords.Count > 0) return Finish(first);
                _comments.Clear();
                first = length = 0;
                continue;
            }

            if (line.Contains('\r')) Fail("a carriage return stands inside the line; lines end in LF or CRLF");
            if (first == 0) first = _lines.Number;
            length += line.Length;
            if (length > MaxSentenceLength) Fail($"the sentence is longer than {MaxSentenceLength} characters");
            if (line[0] == '#') _comments.Add(line.ToString());
            else ReadColumns(line);
        }

        return _words.Count > 0 || _multiwords.Count > 0 ? Finish(first) : null;
    }

    private void ReadColumns(ReadOnlySpan<char> line)
    {
        Span<Range> columns = stackalloc Range[ColumnCount + 1];
        var count = line.Split(columns, '\t');
        if (count != ColumnCount) Fail($"{(count > ColumnCount ? "more than 10" : Text(count))} columns found, 10 separated by tabs are wanted");
        var id = line[columns[0]];
        var form = line[columns[1]];
        if (form.IsEmpty) Fail("the form (column 2) is empty");
        var misc = Value(line[columns[9]]);
        var dash = id.IndexOf('-');
        if (dash >= 0)
        {
            ReadMultiword(id, dash, form, misc);
            return;
        }

        if (id.Contains('.'))
        {
            // An empty node belongs to the enhanced graph alone; its id is checked, its content is not kept.
            var dot = id.IndexOf('.');
            if (!IsNumber(id[..dot]) || !IsNumber(id[(dot + 1)..])) FailId(id);
            return;
        }

        if (_words.Count == MaxWords) Fail($"the sentence has more than {MaxWords} words");
        if (!TryNumber(id, out var number)) FailId(id);
        if (number != _words.Count + 1) Fail($"the word's number is {number}, {_words.Count + 1} is next");
        var lemma = line[columns[2]];
        _words.Add(new ConlluWord(
            _pool.Get(form),
            lemma is "_" && form is not "_" ? "" : _pool.Get(lemma),
            Value(line[columns[3]]),
            Value(line[columns[4]]),
            Value(line[columns[5]]),
            ReadHead(line[columns[6]], number),
            Value(line[columns[7]]),
            misc));
        _wordLines.Add(_lines.Number);
    }

    private void ReadMultiword(ReadOnlySpan<char> id, int dash, ReadOnlySpan<char> form, string misc)
    {
        var last = 0;
        if (!TryNumber(id[..dash], out var first) || !TryNumber(id[(dash + 1)..], out last)) FailId(id);
        if (first != _words.Count + 1) Fail($"the multiword token starts at {first}, {_words.Count + 1} is next");
        if (last < first || last > MaxWords) Fail($"the multiword token ends at {last}, before its start or behind every word");
        if (_multiwords.Count > 0 && first - 1 <= _multiwords[^1].Last) Fail("the multiword token overlaps the one in front of it");
        _multiwords.Add(new ConlluMultiword(first - 1, last - 1, _pool.Get(form), misc));
    }

    private int ReadHead(ReadOnlySpan<char> head, int number)
    {
        if (head is "_") return ConlluWord.NoHead;
        if (head is "0") return ConlluWord.RootHead;
        if (!TryNumber(head, out var value)) Fail($"the head (column 7) is '{Shown(head)}', a number or _ is wanted");
        if (value == number) Fail($"word {number} is its own head");
        return value - 1;
    }

    private ConlluSentence Finish(long first)
    {
        if (_words.Count == 0) FailAt(first, "the sentence has a multiword token and no words");
        for (var index = 0; index < _words.Count; index++)
        {
            if (_words[index].Head >= _words.Count)
                FailAt(_wordLines[index], $"the head (column 7) is {_words[index].Head + 1}, the sentence has {_words.Count} words");
        }

        if (_multiwords.Count > 0 && _multiwords[^1].Last >= _words.Count)
            FailAt(first, $"a multiword token ends at word {_multiwords[^1].Last + 1}, the sentence has {_words.Count} words");

        return new ConlluSentence
        {
            Comments = _comments.ToArray(),
            Words = _words.ToArray(),
            Multiwords = _multiwords.Count == 0 ? [] : _multiwords.ToArray(),
            Line = first,
        };
    }

    private string Value(ReadOnlySpan<char> column) => column is "_" ? "" : _pool.Get(column);

    private static bool IsNumber(ReadOnlySpan<char> digits) => TryNumber(digits, out _) || digits is "0";

    private static bool TryNumber(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        return digits.Length is > 0 and < 8 && digits[0] != '0' && digits.IndexOfAnyExceptInRange('0', '9') < 0
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Shown(ReadOnlySpan<char> value) => value.Length <= 40 ? value.ToString() : string.Concat(value[..40], "…");

    [DoesNotReturn]
    private void FailId(ReadOnlySpan<char> id) =>
        Fail($"the id (column 1) is '{Shown(id)}', a number, a range such as 3-4 or an empty node such as 3.1 is wanted");

    [DoesNotReturn]
    private void Fail(string what) => FailAt(_lines.Number, what);

    [DoesNotReturn]
    private static void FailAt(long line, string what) =>
        throw new InputException(ErrorCodes.InvalidConllu, string.Create(CultureInfo.InvariantCulture, $"line {line}: {what}"));
}
