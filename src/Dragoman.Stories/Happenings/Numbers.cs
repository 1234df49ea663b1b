using Dragoman.Records;

namespace Dragoman.Stories.Happenings;

/// <summary>Whether the numbers of two reports can both be right.</summary>
internal static class Numbers
{
    // "About forty" and 42, or a count that was taken an hour later.
    private const double Rounding = 1.15;

    /// <summary>Whether some number of one excludes that of the other. A tally that has grown since does not.</summary>
    public static bool Differ(PreparedReport one, PreparedReport other)
    {
        if (one.Report.Magnitude is not { } mine || other.Report.Magnitude is not { } theirs) return false;
        var later = one.Report.PublishedAt.CompareTo(other.Report.PublishedAt);
        return Differ(mine.Killed, theirs.Killed, later, grows: true) || Differ(mine.Injured, theirs.Injured, later, grows: true)
            || Differ(mine.Arrested, theirs.Arrested, later, grows: true) || Differ(mine.Count, theirs.Count, later, grows: false);
    }

    /// <summary>How far the numbers are apart: 1 for numbers that fit each other, more for the factor between them.</summary>
    public static double Factor(PreparedReport one, PreparedReport other)
    {
        if (one.Report.Magnitude is not { } mine || other.Report.Magnitude is not { } theirs) return 1;
        return Math.Max(
            Math.Max(Factor(mine.Killed, theirs.Killed), Factor(mine.Injured, theirs.Injured)),
            Math.Max(Factor(mine.Arrested, theirs.Arrested), Factor(mine.Count, theirs.Count)));
    }

    private static bool Differ(Amount? one, Amount? other, int later, bool grows)
    {
        if (Factor(one, other) <= Rounding) return false;
        return !grows || later == 0 || Low(one!) > Low(other!) != later > 0;
    }

    private static double Factor(Amount? one, Amount? other)
    {
        if (one is null || other is null) return 1;
        var (low, high) = High(one) < Low(other) ? (High(one), Low(other)) : High(other) < Low(one) ? (High(other), Low(one)) : (1, 1);
        return high / Math.Max(low, 0.5);
    }

    private static double Low(Amount amount) => amount.Low ?? amount.Value ?? 0;

    private static double High(Amount amount) => amount.High ?? (amount.Low is null ? amount.Value : null) ?? double.PositiveInfinity;
}
