using Dragoman.Records;

namespace Dragoman.Articles.Lines;

/// <summary>Cuts a bare text into paragraphs: at blank lines, and at every line end where lines are not wrapped by hand.</summary>
internal static class ParagraphSplitter
{
    private const int ShortestWrapped = 40;
    private const int LongestWrapped = 110;

    /// <summary>The paragraphs in order, without white space around them.</summary>
    public static List<Piece> Split(string text)
    {
        var pieces = new List<Piece>();
        var lines = new List<TextSpan>();
        var at = 0;
        while (at < text.Length)
        {
            var length = text.AsSpan(at).IndexOfAny("\n\r\u2028\u2029\u0085");
            var end = length < 0 ? text.Length : at + length;
            var line = Trim(text, at, end);
            if (line.Length > 0) lines.Add(line);
            if (line.Length == 0 && end > at - 1) Flush(text, lines, pieces);
            at = end + 1;
            if (end < text.Length && text[end] == '\r' && at < text.Length && text[at] == '\n') at++;
        }

        Flush(text, lines, pieces);
        return pieces;
    }

    private static void Flush(string text, List<TextSpan> lines, List<Piece> pieces)
    {
        if (lines.Count > 2 && IsWrapped(text, lines) || (lines.Count == 2 && IsWrapped(text, lines) && !EndsSentence(text, lines[0])))
        {
            pieces.Add(new Piece(new TextSpan(lines[0].Start, lines[^1].End), null));
        }
        else
        {
            foreach (var line in lines) pieces.Add(new Piece(line, null));
        }

        lines.Clear();
    }

    /// <summary>Wrapped by hand: lines of much the same length, most of which do not end a sentence.</summary>
    private static bool IsWrapped(string text, List<TextSpan> lines)
    {
        var ends = 0;
        for (var index = 0; index < lines.Count - 1; index++)
        {
            if (lines[index].Length is < ShortestWrapped or > LongestWrapped) return false;
            if (EndsSentence(text, lines[index])) ends++;
        }

        return lines[^1].Length <= LongestWrapped && ends * 2 < lines.Count;
    }

    private static bool EndsSentence(string text, TextSpan line) => text[line.End - 1] is '.' or '!' or '?' or '"' or '\u201D' or ':';

    private static TextSpan Trim(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        return new TextSpan(start, end);
    }
}
