using Dragoman.Records;

namespace Dragoman.Coding.Statements;

/// <summary>Words between quotation marks.</summary>
/// <param name="Start">Offset of the opening mark.</param>
/// <param name="End">Offset behind the closing mark, or behind the last word of the paragraph where none closes.</param>
/// <param name="Closed">Whether a mark closes it in its paragraph.</param>
/// <param name="Continues">Index of the quotation of the paragraph before that it goes on from; −1 for none.</param>
internal readonly record struct QuoteSpan(int Start, int End, bool Closed, int Continues);

/// <summary>Finds what stands between quotation marks, in one pass over the text; a mark that nothing closes ends with its paragraph.</summary>
internal static class QuoteFinder
{
    /// <summary>Most UTF-16 code units between single marks: they are also apostrophes, and must not be looked for without end.</summary>
    private const int LongestSingle = 1200;

    public static List<QuoteSpan> Find(string text, IReadOnlyList<TextSpan> blocks)
    {
        var quotes = new List<QuoteSpan>();
        var unclosed = -1;
        foreach (var block in blocks)
        {
            var start = block.Start;
            while (start < block.End)
            {
                var end = ParagraphEnd(text, start, block.End);
                unclosed = Paragraph(text, start, end, quotes, unclosed);
                start = end;
                while (start < block.End && text[start] is '\n' or '\r')
                    start++;
            }
        }

        return quotes;
    }

    /// <summary>Index of the quotation around an offset; −1 for none.</summary>
    public static int At(List<QuoteSpan> quotes, int offset)
    {
        int low = 0, high = quotes.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (quotes[middle].End <= offset)
                low = middle + 1;
            else if (quotes[middle].Start > offset)
                high = middle - 1;
            else
                return middle;
        }

        return -1;
    }

    private static int ParagraphEnd(string text, int start, int end)
    {
        var line = text.AsSpan(start, end - start).IndexOf('\n');
        return line < 0 ? end : start + line;
    }

    /// <summary>Reads a paragraph; returns the index of the quotation that its end leaves open, −1 for none.</summary>
    private static int Paragraph(string text, int start, int end, List<QuoteSpan> quotes, int unclosed)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        if (start == end)
            return unclosed;
        var open = -1;
        var mark = '\0';
        var continues = -1;
        var noSingle = false;
        for (var i = start; i < end; i++)
        {
            var c = text[i];
            if (c is '\'' or '`' or '’' && i + 1 < end && text[i + 1] == c)
            {
                // Two single marks are one double mark.
                if (open >= 0 && mark == 'd')
                {
                    Add(quotes, open, i + 2, true, continues);
                    open = -1;
                }
                else if (open < 0 && i + 2 < end && Opens(text, i + 1, i + 1, end) && (i == start || !char.IsLetterOrDigit(text[i - 1])))
                {
                    (open, mark) = (i, 'd');
                    continues = i == start ? unclosed : -1;
                }

                i++;
                continue;
            }

            if (open >= 0)
            {
                if (Closes(text, i, end, mark))
                {
                    Add(quotes, open, i + 1, true, continues);
                    open = -1;
                }
                else if (c is '“' or '«' or '„' && i > open + 1)
                {
                    // A second opening mark without a closing one: the first was never closed.
                    (open, mark, continues) = (i, c, -1);
                }

                continue;
            }

            if (c is '“' or '«' or '„' || (c == '"' && Opens(text, i, start, end)))
            {
                (open, mark) = (i, c);
                continues = i == start ? unclosed : -1;
            }
            else if (c is '‘' or '\'' && !noSingle && Opens(text, i, start, end) && char.IsLetter(text[i + 1]))
            {
                var close = SingleEnd(text, i, end);
                if (close < 0)
                {
                    noSingle = true;
                }
                else
                {
                    Add(quotes, i, close + 1, true, -1);
                    i = close;
                }
            }
        }

        if (open < 0)
            return -1;
        while (end > open && char.IsWhiteSpace(text[end - 1]))
            end--;
        Add(quotes, open, end, false, continues);
        return quotes.Count - 1;
    }

    private static void Add(List<QuoteSpan> quotes, int start, int end, bool closed, int continues)
    {
        if (end > start + 2)
            quotes.Add(new QuoteSpan(start, end, closed, continues));
    }

    private static bool Opens(string text, int i, int start, int end)
    {
        if (i + 1 >= end || char.IsWhiteSpace(text[i + 1]))
            return false;
        return i == start || char.IsWhiteSpace(text[i - 1]) || text[i - 1] is '(' or '[' or '—' or '–' or '-' or ':' or '“' or ',';
    }

    private static bool Closes(string text, int i, int end, char mark) => mark switch
    {
        '“' or '"' => text[i] is '”' or '"',
        '„' => text[i] is '“' or '”' or '"',
        '«' => text[i] == '»',
        _ => false,
    };

    /// <summary>The mark that ends ‘words in single marks’: no letter follows it, and no plural's apostrophe before it where another will do.</summary>
    private static int SingleEnd(string text, int open, int end)
    {
        var fallback = -1;
        var limit = Math.Min(end, open + LongestSingle);
        for (var i = open + 2; i < limit; i++)
        {
            if (text[i] is not ('’' or '\'') || (i + 1 < end && char.IsLetterOrDigit(text[i + 1])))
                continue;
            if (text[i - 1] is ',' or '.' or '!' or '?' or '…')
                return i;
            if (text[i - 1] != 's' || text[open] == '\'')
                return i;
            if (fallback < 0)
                fallback = i;
        }

        return fallback;
    }
}
