namespace Dragoman.Articles.Cues;

/// <summary>
/// A line cut into words and marks. A word is a run of letters and digits with apostrophes inside; every other character but white
/// space is a mark of its own. Words that some cue names carry their number. One line per thread: the next <see cref="Of"/> on the
/// same thread reuses it.
/// </summary>
internal sealed class LineTokens
{
    [ThreadStatic]
    private static LineTokens? _own;

    private int[] starts = new int[128];
    private int[] ends = new int[128];
    private int[] words = new int[128];
    private string folded = "";

    /// <summary>Number of tokens.</summary>
    public int Count { get; private set; }

    /// <summary>Cuts a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="vocabulary">The words that cues name.</param>
    public static LineTokens Of(ReadOnlySpan<char> line, Vocabulary vocabulary)
    {
        var tokens = _own ??= new LineTokens();
        tokens.Fill(line, vocabulary);
        return tokens;
    }

    /// <summary>Cuts the words of a table.</summary>
    public static IEnumerable<string> Split(string words)
    {
        var folded = Folded.Of(words);
        for (var at = 0; at < folded.Length;)
        {
            if (char.IsWhiteSpace(folded[at]))
            {
                at++;
                continue;
            }

            var end = End(folded, at);
            yield return folded[at..end];
            at = end;
        }
    }

    /// <summary>Offset of a token in the line.</summary>
    public int Start(int token) => token < Count ? starts[token] : folded.Length;

    /// <summary>Offset behind a token.</summary>
    public int End(int token) => ends[token];

    /// <summary>Number of a token's word in the vocabulary; 0 where no cue names it.</summary>
    public int Word(int token) => words[token];

    /// <summary>The token itself, folded.</summary>
    public ReadOnlySpan<char> Text(int token) => folded.AsSpan(starts[token], ends[token] - starts[token]);

    /// <summary>True for a mark that ends a sentence: one with white space or nothing behind it, and no single letter in front.</summary>
    public bool EndsSentence(int token)
    {
        if (folded[starts[token]] is not ('.' or '!' or '?')) return false;
        if (token + 1 < Count && starts[token + 1] == ends[token]) return false;
        return token == 0 || ends[token - 1] - starts[token - 1] > 1;
    }

    /// <summary>The first token that is a word, or a sign of copyright.</summary>
    public int FirstWord()
    {
        for (var token = 0; token < Count; token++)
        {
            var first = folded[starts[token]];
            if (first is '"' or '\'') return 0;
            if (char.IsLetterOrDigit(first) || first == '\u00A9') return token;
            if (first == '(' && token + 2 < Count && Text(token + 1) is "c" && Text(token + 2) is ")") return token;
        }

        return 0;
    }

    private static int End(ReadOnlySpan<char> text, int at)
    {
        if (!char.IsLetterOrDigit(text[at])) return at + 1;
        var end = at + 1;
        while (end < text.Length
            && (char.IsLetterOrDigit(text[end]) || (text[end] == '\'' && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1]))))
        {
            end++;
        }

        return end;
    }

    private void Fill(ReadOnlySpan<char> line, Vocabulary vocabulary)
    {
        folded = Folded.Of(line);
        Count = 0;
        for (var at = 0; at < folded.Length;)
        {
            if (char.IsWhiteSpace(folded[at]))
            {
                at++;
                continue;
            }

            var end = End(folded, at);
            if (Count == starts.Length) Grow();
            starts[Count] = at;
            ends[Count] = end;
            words[Count] = vocabulary.Number(folded.AsSpan(at, end - at));
            Count++;
            at = end;
        }
    }

    private void Grow()
    {
        Array.Resize(ref starts, 2 * starts.Length);
        Array.Resize(ref ends, starts.Length);
        Array.Resize(ref words, starts.Length);
    }
}
