using Dragoman.Articles.Cues;

namespace Dragoman.Articles.Lines;

/// <summary>The mark with which an agency ends its report: "… said. (Reuters)", "… said. — AFP", "… said. /AP/".</summary>
internal static class SignOff
{
    /// <summary>The agency that signs the end of a paragraph; null where none does.</summary>
    public static string? Agency(ReadOnlySpan<char> paragraph) => Agencies.Find(Bare(Words(paragraph)));

    /// <summary>The mark with its brackets or dash: what stands behind the last sentence.</summary>
    public static string Words(ReadOnlySpan<char> paragraph)
    {
        var text = paragraph.TrimEnd();
        var from = Math.Max(0, text.Length - Agencies.LongestMark - 6);
        for (var at = from; at < text.Length - 1; at++)
        {
            if (!char.IsWhiteSpace(text[at])) continue;
            var before = text[..at].TrimEnd();
            if (before.IsEmpty || before[^1] is not ('.' or '!' or '?' or '"' or '\u201D' or '\u2019')) continue;
            var mark = text[at..].Trim();
            if (mark[0] is '(' or '[' or '/' or '-' or '\u2013' or '\u2014') return mark.ToString();
        }

        return "";
    }

    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> mark)
    {
        var bare = mark.Trim("()[]/-\u2013\u2014 .");
        return bare.Length == mark.Length ? default : bare;
    }
}
