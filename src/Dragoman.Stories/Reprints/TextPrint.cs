using System.Collections.Frozen;

namespace Dragoman.Stories.Reprints;

/// <summary>
/// The words of a text as numbers, with the marks that comparing needs: ends of sentences and quotation marks. A word is 15 bits of its
/// hash; bit 15 says that it is of the kind that changes from one issue of a series to the next (a number, a weekday, "rose"). Equal words have
/// equal numbers; different words share a number once in 32,000 times.
/// </summary>
internal static class TextPrint
{
    /// <summary>Ends a sentence or a paragraph.</summary>
    public const ushort SentenceEnd = 0;

    /// <summary>Opens or closes a quotation; a straight mark does either.</summary>
    public const ushort Quote = 1;

    /// <summary>Marks below this value are no words.</summary>
    public const ushort FirstWord = 2;

    /// <summary>Set in words that change from one issue of a series to the next.</summary>
    public const ushort Changing = 0x8000;

    /// <summary>Words of a text that are looked at; a longer text is known by its beginning.</summary>
    public const int MaxWords = 20_000;

    private static readonly FrozenSet<uint> ChangingWords = StoryTables.Hashes("changing-words.tsv");

    /// <summary>Turns a text into numbers.</summary>
    /// <param name="text">The body of an article, without notices.</param>
    /// <param name="print">Takes the words and marks; cleared first.</param>
    /// <param name="places">Takes where each word begins and ends; null where nobody asks.</param>
    /// <returns>Number of words.</returns>
    public static int Read(ReadOnlySpan<char> text, PrintBuffer print, List<(int Start, int End)>? places = null)
    {
        print.Clear();
        var words = 0;
        for (var at = 0; at < text.Length && words < MaxWords;)
        {
            var character = text[at];
            if (char.IsLetterOrDigit(character) || char.IsSurrogate(character))
            {
                var start = at;
                at = ReadWord(text, at, print);
                places?.Add((start, at));
                words++;
                continue;
            }

            if (IsQuote(text, at)) print.Add(Quote);
            else if (EndsSentence(text, at)) print.AddEnd();
            at++;
        }

        print.AddEnd();
        return words;
    }

    private static int ReadWord(ReadOnlySpan<char> text, int at, PrintBuffer print)
    {
        var start = at;
        var hash = WordHash.Start;
        var digits = false;

        // Scripts without blanks between words: each sign is a word of its own.
        if (text[at] >= '\u2E80')
        {
            at += char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? 2 : 1;
            foreach (var character in text[start..at]) hash = WordHash.Add(hash, character);
        }
        else
        {
            for (; at < text.Length && text[at] < '\u2E80' && char.IsLetterOrDigit(text[at]); at++)
            {
                digits |= char.IsAsciiDigit(text[at]);
                hash = WordHash.Add(hash, char.ToLowerInvariant(text[at]));
            }
        }

        var word = (ushort)(FirstWord + (hash ^ (hash >> 15)) % (Changing - FirstWord));
        print.Add(digits || ChangingWords.Contains(hash) ? (ushort)(word | Changing) : word);
        return at;
    }

    private static bool IsQuote(ReadOnlySpan<char> text, int at) => text[at] is '"' or '\u201C' or '\u201D' or '\u00AB' or '\u00BB' or '\u201E';

    private static bool EndsSentence(ReadOnlySpan<char> text, int at)
    {
        var character = text[at];
        if (character == '\n') return true;
        if (character is not ('.' or '!' or '?' or '\u3002')) return false;

        // An initial or a letter of an abbreviation ends nothing.
        if (at >= 2 && char.IsUpper(text[at - 1]) && !char.IsLetterOrDigit(text[at - 2])) return false;
        return at + 1 >= text.Length || !char.IsLetterOrDigit(text[at + 1]);
    }
}

/// <summary>A growing array of words and marks, used again for the next text.</summary>
internal sealed class PrintBuffer
{
    private ushort[] _items = new ushort[1024];

    /// <summary>Number of words and marks.</summary>
    public int Count { get; private set; }

    /// <summary>Words and marks.</summary>
    public ReadOnlySpan<ushort> Items => _items.AsSpan(0, Count);

    /// <summary>Forgets all.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a word or a mark.</summary>
    public void Add(ushort item)
    {
        if (Count == _items.Length) Array.Resize(ref _items, _items.Length * 2);
        _items[Count++] = item;
    }

    /// <summary>Adds the end of a sentence, unless one is there.</summary>
    public void AddEnd()
    {
        if (Count > 0 && _items[Count - 1] != TextPrint.SentenceEnd) Add(TextPrint.SentenceEnd);
    }

    /// <summary>Room for a number of items, to be filled by the caller.</summary>
    public Span<ushort> Fill(int count)
    {
        if (_items.Length < count) _items = new ushort[Math.Max(count, _items.Length * 2)];
        Count = count;
        return _items.AsSpan(0, count);
    }
}
