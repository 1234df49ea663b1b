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
        var folded = Folded.Of(paragraph);
        var begins = CaptionCues.Begins(folded) || CaptionCues.PrefixLength(folded) > 0;
        var split = Split(paragraph, folded, out var isCredited);
        if (split.Credit is null) return begins && (caption = split) is { Words.Length: > 0 };
        if (!begins && !beforeBody && SignOff.Agency(paragraph) is not null) return false;
        var credit = paragraph[split.CreditWords!.Value.Start..split.CreditWords.Value.End];

        // A lower-case remark in brackets at a sentence's end is no credit; a bare name in brackets is one only where a caption is likely.
        if (!isCredited && !begins && !(beforeBody && IsName(credit) && (split.Day is not null || credit.Contains('/')))) return false;
        if (isCredited && !begins && split.Words.Length == 0) return false;
        if (isCredited && !begins && !beforeBody && !IsStrongCredit(credit)) return false;
        caption = split;
        return true;
    }

    /// <summary>Divides a caption that is known to be one, as a page's <c>figcaption</c> is.</summary>
    public static CaptionText Split(ReadOnlySpan<char> paragraph) => Split(paragraph, Folded.Of(paragraph), out _);

    /// <summary>True where a short line is the credit of a picture rather than its caption.</summary>
    public static bool IsCredit(ReadOnlySpan<char> line) => line.Length <= LongestCredit && (CaptionCues.IsCredit(Folded.Of(line)) || line[^1] is not ('.' or '!' or '?'));

    /// <summary>The span of the credit's own words within it: no brackets, no "Photo:" in front.</summary>
    public static TextSpan CreditWords(ReadOnlySpan<char> credit, int offset)
    {
        int start = 0, end = credit.Length;
        while (start < end && (char.IsWhiteSpace(credit[start]) || credit[start] is '(' or '[' or '|' or '/' or '\u2014' or '\u2013' or '-')) start++;
        while (end > start && (char.IsWhiteSpace(credit[end - 1]) || credit[end - 1] is ')' or ']' or '.')) end--;
        var label = CaptionCues.LabelLength(Folded.Of(credit[start..end]));
        return new TextSpan(offset + Math.Min(start + label, end), offset + end);
    }

    private static CaptionText Split(ReadOnlySpan<char> paragraph, string folded, out bool isCredited)
    {
        isCredited = false;
        var trimmed = paragraph.TrimEnd();
        var day = PublicationDate.FindDay(trimmed);
        var first = CaptionCues.PrefixLength(folded);
        if (first > 0 && trimmed[first..].Count(' ') < 3) first = 0;
        var open = OpeningBracket(trimmed);
        if (open >= 0) isCredited = CaptionCues.IsCredit(folded.AsSpan(open, trimmed.Length - open));
        else if (LastWords(trimmed, folded, first, out open)) isCredited = true;
        if (open < 0) return new CaptionText(Span(trimmed, first, trimmed.Length), null, null, day);

        var words = CreditWords(trimmed[open..], open);
        if (words.Length == 0 || words.Length > LongestCredit || PublicationDate.FindDay(trimmed[words.Start..words.End]) is not null)
        {
            isCredited = false;
            return new CaptionText(Span(trimmed, first, trimmed.Length), null, null, day);
        }

        return new CaptionText(Span(trimmed, Math.Min(first, open), open), new TextSpan(open, trimmed.Length), words, day);
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

    /// <summary>A credit behind the caption's last sentence or a bar: "Photo: Name", "REUTERS/Name", "© Name", "Name via Agency".</summary>
    private static bool LastWords(ReadOnlySpan<char> text, string folded, int first, out int open)
    {
        open = -1;
        for (var at = text.Length - 2; at > Math.Max(first, text.Length - LongestCredit); at--)
        {
            if (!StartsSegment(text, at)) continue;
            var tail = folded.AsSpan(at, text.Length - at);
            var bar = text[at] is '|' or '\u00A9';
            // "Photo credit: Name" begins at its first word, wherever a shorter label begins in it.
            if (bar || CaptionCues.LabelLength(tail) > 0 || (CaptionCues.IsCredit(tail) && IsNames(text[at..]))) open = at;
        }

        return open > 0;
    }

    /// <summary>True at a bar, a sign of copyright, and behind the end of a sentence that is no abbreviation's.</summary>
    private static bool StartsSegment(ReadOnlySpan<char> text, int at)
    {
        if (char.IsWhiteSpace(text[at])) return false;
        if (text[at] is '|' or '\u00A9') return at > 0 && char.IsWhiteSpace(text[at - 1]);
        if (at < 2 || !char.IsWhiteSpace(text[at - 1])) return false;
        var before = text[..at].TrimEnd();
        if (before.IsEmpty || before[^1] is not ('.' or '!' or '?' or '"' or '\u201D' or '\u2019' or ')')) return false;
        return before[^1] != '.' || before.Length < 3 || char.IsLetterOrDigit(before[^2]) == false || before[..^1].LastIndexOf(' ') < before.Length - 3;
    }

    /// <summary>True where all words begin with a capital or join such words.</summary>
    private static bool IsNames(ReadOnlySpan<char> words)
    {
        if (words.ContainsAny(";?!")) return false;
        var stop = words.TrimEnd(". ").IndexOf(". ", StringComparison.Ordinal);

        // "U.S. Coast Guard" is one name.
        if (stop > 0 && !(char.IsUpper(words[stop - 1]) && (stop == 1 || !char.IsLetter(words[stop - 2])))) return false;
        foreach (var range in words.Split(' '))
        {
            var word = words[range];
            if (word.IsEmpty || !char.IsLetter(word[0]) || char.IsUpper(word[0])) continue;
            if (!CueTables.IsConnector(word) && word is not ("via" or "by" or "courtesy" or "handout" or "photo" or "file" or "pool" or "dpa" or "with")) return false;
        }

        return true;
    }

    private static bool IsStrongCredit(ReadOnlySpan<char> credit) =>
        credit.Contains('/') || credit.Contains("photo", StringComparison.OrdinalIgnoreCase) || credit.Contains("image", StringComparison.OrdinalIgnoreCase);

    private static bool IsName(ReadOnlySpan<char> words) => words.Length > 1 && char.IsUpper(words[0]) && words.Count(' ') < 9 && !words.ContainsAny(';', '?');

    private static TextSpan Span(ReadOnlySpan<char> text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        return new TextSpan(start, end);
    }
}
