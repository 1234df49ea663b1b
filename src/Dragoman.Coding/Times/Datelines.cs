using Dragoman.Records;

namespace Dragoman.Coding.Times;

/// <summary>Finds the day that a report is dated with: "KYIV/ISTANBUL, July 24, 2022 —".</summary>
internal static class Datelines
{
    /// <summary>A dateline is no longer than this, in UTF-16 code units.</summary>
    private const int Longest = 120;

    private const int MostBlocks = 6;

    /// <summary>The day, <c>2022-07-24</c>; null where no dateline names one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="parts">What each piece of it is.</param>
    /// <param name="blocks">The pieces that tell something, in order.</param>
    /// <param name="date">Day of publication, for datelines without a year; null where unknown.</param>
    public static string? Day(string text, IReadOnlyList<Part> parts, IReadOnlyList<TextSpan> blocks, string? date)
    {
        foreach (var part in parts)
        {
            if (part.Kind == PartKind.Dateline && DayIn(text[part.Start..Math.Min(part.End, part.Start + (2 * Longest))], date, null) is { } day)
                return day;
        }

        for (var i = 0; i < Math.Min(blocks.Count, MostBlocks); i++)
        {
            var (start, end) = (blocks[i].Start, Math.Min(blocks[i].End, blocks[i].Start + Longest));
            var head = text[start..end];
            var dash = head.AsSpan().IndexOfAny('—', '–');
            dash = dash < 0 ? head.IndexOf(" - ", StringComparison.Ordinal) : dash;
            if (dash > 0 && IsPlace(head) && DayIn(head[..dash], date, dash) is { } day)
                return day;
        }

        return null;
    }

    private static string? DayIn(string head, string? date, int? dash)
    {
        foreach (var time in TimeReader.Read(head, date))
        {
            // Between day and dash stands nothing but the agency in brackets.
            if (time is { Resolved: true, Type: TimeType.Date, Value.Length: 10 } && (dash is null || IsAgency(head.AsSpan(time.End))))
                return time.Value;
        }

        return null;
    }

    private static bool IsAgency(ReadOnlySpan<char> rest)
    {
        rest = rest.Trim(" .,");
        return rest.IsEmpty || (rest[0] == '(' && rest[^1] == ')') || (rest[0] == '/' && rest[^1] == '/');
    }

    /// <summary>Whether a text begins with a place in capitals: two capitals at least, and a comma behind it.</summary>
    private static bool IsPlace(string head)
    {
        var comma = head.IndexOf(',', StringComparison.Ordinal);
        if (comma < 3)
            return false;
        var capitals = 0;
        foreach (var c in head.AsSpan(0, comma))
        {
            if (char.IsLower(c))
                return false;
            capitals += char.IsUpper(c) ? 1 : 0;
        }

        return capitals >= 2;
    }
}
