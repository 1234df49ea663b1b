using Dragoman.Records;

namespace Dragoman.Stories.Happenings;

/// <summary>How two reports stand to each other.</summary>
public enum ReportRelation
{
    /// <summary>They tell of two happenings.</summary>
    Different,

    /// <summary>They tell of one happening, and both can be right.</summary>
    Same,

    /// <summary>They tell of one happening, and cannot both be right: one denies it, their numbers exclude each other, or each side blames the other.</summary>
    Contradictory,
}

/// <summary>
/// Decides whether two reports tell of one happening, by type, sides, place, days, numbers and words. Symmetric: the order of the two does not matter. Every limit
/// stands here.
/// </summary>
public static class ReportMatcher
{
    /// <summary>Days that a report's date may be off: days change while news travels, and "Tuesday" is not always this one.</summary>
    public const int DaysApart = 1;

    /// <summary>Likeness from which two reports tell of one happening.</summary>
    internal const double Least = 0.6;

    private const double Unlike = 0.35;
    private const int LongDays = 7;

    /// <summary>Compares two reports.</summary>
    /// <param name="one">One of them.</param>
    /// <param name="other">The other one.</param>
    public static ReportRelation Compare(PreparedReport one, PreparedReport other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return Score(one, other, out var isReversed, out var isOpposite) < Least
            ? ReportRelation.Different
            : isReversed || isOpposite || IsDenied(one) != IsDenied(other) || Numbers.Differ(one, other)
                ? ReportRelation.Contradictory
                : ReportRelation.Same;
    }

    /// <summary>How alike two reports are: 0 for two happenings, about 1 for the same words about one.</summary>
    internal static double Score(PreparedReport one, PreparedReport other, out bool isReversed, out bool isOpposite)
    {
        isReversed = isOpposite = false;
        if (TypeDistance.Between(one.Report.Type, other.Report.Type) is not var (opposite, distance)) return 0;
        isOpposite = opposite;
        if (Days(one, other) is not { } days) return 0;
        var words = Words(one, other);
        var parties = Parties(one, other, opposite || (TypeDistance.IsMutual(one.Report.Type) && TypeDistance.IsMutual(other.Report.Type)));
        if (parties is null && one.Report.Type == EventType.Assault && other.Report.Type == EventType.Assault && IsClaim(one, other) && days == 0)
        {
            parties = Parties(other, one, mutual: true);
            isReversed = parties is not null && words > 0.1;
            if (!isReversed) return 0;
        }

        var place = Place(one, other);
        if (parties is not { } sides || (opposite && words < 0.2) || words < LeastWords(one, other, sides, place)) return 0;
        var score = (0.6 * sides) + (0.2 * place) + (0.3 * words) - (0.4 * distance) - days;
        if (IsExpected(one) != IsExpected(other)) score -= 0.12;

        // Numbers that are far apart speak for two happenings, unless one report is of the other's word.
        if (words < Unlike && Numbers.Factor(one, other) > 2 && one.Report.PublishedAt == other.Report.PublishedAt) score -= 0.1;
        return score;
    }

    /// <summary>What the distance of the days takes off; null where they exclude one happening.</summary>
    private static double? Days(PreparedReport one, PreparedReport other)
    {
        if (one.FirstDay == 0 || other.FirstDay == 0) return 0.1;
        var gap = Math.Max(one.FirstDay, other.FirstDay) - Math.Min(one.LastDay, other.LastDay);
        if (gap > DaysApart) return null;
        if (one.LastDay - one.FirstDay >= LongDays || other.LastDay - other.FirstDay >= LongDays)
            return one.PublishedDay == 0 || other.PublishedDay == 0 ? 0.1 : Math.Abs(one.PublishedDay - other.PublishedDay) > LongDays ? null : 0.08;

        // Told for another day with another number: the next day's, not the same.
        return gap <= 0 ? 0 : Numbers.Factor(one, other) > 1 ? null : 0.35;
    }

    private static double? Parties(PreparedReport one, PreparedReport other, bool mutual)
    {
        var best = Straight(one.Actor, one.Recipient, other.Actor, other.Recipient);
        if (mutual && Straight(one.Actor, one.Recipient, other.Recipient, other.Actor) is { } swapped && swapped > (best ?? 0)) best = swapped;
        return best;
    }

    private static double? Straight(PartyName? actor, PartyName? recipient, PartyName? otherActor, PartyName? otherRecipient)
    {
        var acting = actor is null || otherActor is null ? 0.5 : PartyName.Likeness(actor, otherActor);
        var receiving = recipient is null || otherRecipient is null ? 0.5 : PartyName.Likeness(recipient, otherRecipient);
        return acting < 0.4 || receiving < 0.3 ? null : ((0.58 * acting) + (0.42 * receiving));
    }

    private static double Place(PreparedReport one, PreparedReport other)
    {
        var (mine, theirs) = (one.Report, other.Report);
        if (mine.Place is null || theirs.Place is null) return 0.5;
        if (mine is { Lat: { } lat, Lon: { } lon } && theirs is { Lat: { } otherLat, Lon: { } otherLon })
        {
            var far = Kilometres(lat, lon, otherLat, otherLon);
            if (far < 30) return 1;
        }

        if (one.PlaceWords.Overlaps(other.PlaceWords)) return 1;
        if (one.PlaceWords.Any(other.SentenceWords.ContainsKey) || other.PlaceWords.Any(one.SentenceWords.ContainsKey)) return 0.8;
        var isAtPlace = TypeDistance.IsAtPlace(mine.Type) && TypeDistance.IsAtPlace(theirs.Type);
        if (mine.PlaceCountry is not null && mine.PlaceCountry == theirs.PlaceCountry) return isAtPlace ? -0.8 : 0.4;
        return isAtPlace ? -1 : 0.2;
    }

    /// <summary>
    /// How much the sentences must have in common. Who struck which city on which day is one event under any words; who said something of somebody at home, or of nobody
    /// named, may have said many things that day.
    /// </summary>
    private static double LeastWords(PreparedReport one, PreparedReport other, double sides, double place)
    {
        var isAtPlace = TypeDistance.IsAtPlace(one.Report.Type) && TypeDistance.IsAtPlace(other.Report.Type);
        var isVague = one.Recipient is null || other.Recipient is null || sides < 0.75;
        var isAtHome = IsAtHome(one) || IsAtHome(other);
        var isMeeting = one.Report.Type == EventType.Consult && other.Report.Type == EventType.Consult;
        var least = isAtPlace && (place >= 0.8 || (isMeeting && !isVague && !isAtHome)) ? 0 : isAtPlace && !isAtHome ? 0.1 : isVague || isAtHome ? 0.3 : 0.12;
        return one.Report.Day == 0 || other.Report.Day == 0 ? Math.Max(least, 0.25) : least;
    }

    private static bool IsAtHome(PreparedReport report) => report.Recipient is not null && (report.Actor.Root is null || report.Actor.Root == report.Recipient.Root);

    /// <summary>Share of what the shorter sentence tells, apart from names of sides and places, that the other one tells too.</summary>
    private static double Words(PreparedReport one, PreparedReport other)
    {
        var (mine, theirs, shared) = (0.0, 0.0, 0.0);
        foreach (var (word, weight) in one.Content)
        {
            if (other.Names.Contains(word)) continue;
            mine += weight;
            if (other.Content.ContainsKey(word)) shared += weight;
        }

        foreach (var (word, weight) in other.Content)
        {
            if (!one.Names.Contains(word)) theirs += weight;
        }

        var least = Math.Min(mine, theirs);
        return least <= 0 ? 0 : shared / least;
    }

    private static double Kilometres(double lat, double lon, double otherLat, double otherLon)
    {
        var (x, y) = ((lon - otherLon) * Math.Cos((lat + otherLat) * Math.PI / 360), lat - otherLat);
        return 111.2 * Math.Sqrt((x * x) + (y * y));
    }

    private static bool IsDenied(PreparedReport report) => report.Report.Factuality == Factuality.Denied;

    private static bool IsExpected(PreparedReport report) =>
        report.Report.Factuality is Factuality.Planned or Factuality.Threatened or Factuality.Possible or Factuality.Hypothetical;

    // Each side's own word about the other.
    private static bool IsClaim(PreparedReport one, PreparedReport other) => one.Report.Speaker is not null || other.Report.Speaker is not null;
}
