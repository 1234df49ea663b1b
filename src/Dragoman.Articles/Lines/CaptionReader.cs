using Dragoman.Articles.Cues;
using Dragoman.Dates;
using Dragoman.Records;

namespace Dragoman.Articles.Lines;

/// <summary>A caption within one paragraph: its words, its credit, and the day that it names. Offsets are within the paragraph.</summary>
/// <param name="Words">The words without the credit.</param>
/// <param name="Credit">The credit with its brackets; null without one.</param>
/// <param name="CreditWords">The credit without brackets and without "Photo:" in front.</param>
/// <param name="Day">The day, <c>2018-07-12</c>; null without one.</param>
internal readonly record struct CaptionText(TextSpan Words, TextSpan? Credit, TextSpan? CreditWords, string? Day);

/// <summary>Knows the words under a picture.</summary>
internal static class CaptionReader
{
    private const int LongestCaption = 900;
    private const int LongestCredit = 120;

    /// <summary>Takes a paragraph of bare text for a caption where it reads like one.</summary>
    /// <param name="paragraph">The paragraph.</param>
    /// <param name="beforeBody">True where no sentence of the report has come yet: there, a bracketed name and a day are enough.</param>
    /// <param name="caption">The caption.</param>
    public static bool TryRead(ReadOnlySpan<char> paragraph, bool beforeBody, out CaptionText caption)
    {
        caption = default;
        if (paragraph.Length is < 8 or > LongestCaption) return false;
        var begins = CaptionCues.Begins(Folded.Of(paragraph));
        var split = Split(paragraph, out var isCredited);
        if (split.Credit is null) return begins && (caption = split) is { Words.Length: > 0 };

        // A lower-case remark in brackets at a sentence's end is no credit; a bare name in brackets is one only where a caption is likely.
        if (!isCredited && !begins && !(beforeBody && split.Day is not null && IsName(paragraph[split.CreditWords!.Value.Start..split.CreditWords.Value.End]))) return false;
        if (isCredited && !begins && split.Words.Length == 0) return false;
        if (isCredited && !begins && !beforeBody && split.Day is null && !IsStrongCredit(paragraph, split)) return false;
        caption = split;
        return true;
    }

    /// <summary>Divides a caption that is known to be one, as a page's <c>figcaption</c> is.</summary>
    public static CaptionText Split(ReadOnlySpan<char> paragraph) => Split(paragraph, out _);

    /// <summary>True where a short line is the credit of a picture rather than its caption.</summary>
    public static bool IsCredit(ReadOnlySpan<char> line) => line.Length <= LongestCredit && (CaptionCues.IsCredit(Folded.Of(line)) || line[^1] is not ('.' or '!' or '?'));

    /// <summary>The span of the credit's own words within it: no brackets, no "Photo:" in front.</summary>
    public static TextSpan CreditWords(ReadOnlySpan<char> credit, int offset)
    {
        int start = 0, end = credit.Length;
        while (start < end && (char.IsWhiteSpace(credit[start]) || credit[start] is '(' or '[' or '|' or '/')) start++;
        while (end > start && (char.IsWhiteSpace(credit[end - 1]) || credit[end - 1] is ')' or ']' or '.')) end--;
        foreach (var label in (ReadOnlySpan<string>)["photograph by ", "photo by ", "photo credit: ", "photo: ", "image: ", "image credit: ", "picture: ", "credit: ", "photos: ", "source: "])
        {
            if (!credit[start..end].StartsWith(label, StringComparison.OrdinalIgnoreCase)) continue;
            start += label.Length;
            break;
        }

        return new TextSpan(offset + start, offset + end);
    }

    private static CaptionText Split(ReadOnlySpan<char> paragraph, out bool isCredited)
    {
        isCredited = false;
        var trimmed = paragraph.TrimEnd();
        var day = PublicationDate.FindDay(trimmed);
        var open = OpeningBracket(trimmed);
        if (open < 0 && !LabelledCredit(trimmed, out open)) return new CaptionText(Span(trimmed, 0, trimmed.Length), null, null, day);

        var words = CreditWords(trimmed[open..], open);
        isCredited = CaptionCues.IsCredit(Folded.Of(trimmed[open..]));
        if (words.Length == 0 || words.Length > LongestCredit || PublicationDate.FindDay(trimmed[words.Start..words.End]) is not null) return new CaptionText(Span(trimmed, 0, trimmed.Length), null, null, day);
        return new CaptionText(Span(trimmed, 0, open), new TextSpan(open, trimmed.Length), words, day);
    }

    /// <summary>Where the bracket opens that the paragraph's end closes; -1 where it does not end in one.</summary>
    private static int OpeningBracket(ReadOnlySpan<char> text)
    {
        var end = text.TrimEnd('.');
        if (end.IsEmpty || end[^1] is not (')' or ']')) return -1;
        var depth = 0;
        for (var at = end.Length - 1; at >= 0; at--)
        {
            if (end[at] is ')' or ']') depth++;
            else if (end[at] is '(' or '[' && --depth == 0) return at;
        }

        return -1;
    }

    /// <summary>"… Photo: Name" at the end, behind the caption's last sentence.</summary>
    private static bool LabelledCredit(ReadOnlySpan<char> text, out int open)
    {
        open = -1;
        foreach (var label in (ReadOnlySpan<string>)["Photo by ", "Photo: ", "Photograph: ", "Photograph by ", "Image: ", "Image credit: ", "Photo credit: ", "Credit: ", "Picture: ", "Credit…", "| "])
        {
            var at = text.LastIndexOf(label, StringComparison.Ordinal);
            if (at > 0 && text.Length - at <= LongestCredit && at > open) open = at;
        }

        return open > 0;
    }

    private static bool IsStrongCredit(ReadOnlySpan<char> paragraph, CaptionText caption)
    {
        var credit = paragraph[caption.CreditWords!.Value.Start..caption.CreditWords.Value.End];
        return credit.Contains('/') || credit.Contains("photo", StringComparison.OrdinalIgnoreCase) || credit.Contains("image", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsName(ReadOnlySpan<char> words) => words.Length > 1 && char.IsUpper(words[0]) && words.Count(' ') < 9 && !words.ContainsAny(';', '?');

    private static TextSpan Span(ReadOnlySpan<char> text, int start, int end)
    {
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        return new TextSpan(start, end);
    }
}
