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
    private const double ShortSentence = 14;
    private const double Number = 4;
    private const int LongDays = 7;
    private const double FarKilometres = 80;

    // Sentences that have so much in common tell the same whatever else differs.
    private const double Alike = 0.55;

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
        if (AreParted(one, other)) return 0;
        var parties = Parties(one, other, opposite || (TypeDistance.IsMutual(one.Report.Type) && TypeDistance.IsMutual(other.Report.Type)));
        var words = -1.0;
        if (parties is null && one.Report.Type == EventType.Assault && other.Report.Type == EventType.Assault && IsClaim(one, other) && days == 0)
        {
            parties = Parties(other, one, mutual: true);
            if (parties is not null) words = Words(one, other);
            isReversed = parties is not null && words > 0.1;
            if (!isReversed) return 0;
        }

        if (parties is not { } sides || Place(one, other) is not { } place) return 0;
        if (words < 0) words = Words(one, other);
        if ((opposite && words < 0.4) || words < LeastWords(one, other, sides, place)) return 0;
        var score = (0.6 * sides) + (0.2 * place) + (0.3 * words) - (0.4 * distance) - days;
        if (IsExpected(one) != IsExpected(other)) score -= 0.12;

        // Numbers far apart on one day, and nothing else in common: two happenings, unless one report is of the other's word or counts anew.
        if (words < Unlike && place < 0.8 && one.PublishedDay == other.PublishedDay && Numbers.Factor(one, other) > 2) score -= 0.25;
        return score;
    }

    /// <summary>
    /// Whether what the sentences say of themselves excludes one happening: other days of the calendar; or, where one of them has no day that can be relied on, other days of the week
    /// or none of each other's numbers, as in the issues of a series.
    /// </summary>
    private static bool AreParted(PreparedReport one, PreparedReport other)
    {
        var (mine, theirs) = (one.Particulars, other.Particulars);
        return WordSet.Exclude(mine.Days, theirs.Days)
            || WordSet.Exclude(mine.Labels, theirs.Labels)
            || ((!one.IsDated || !other.IsDated) && (WordSet.Exclude(mine.Figures, theirs.Figures) || WordSet.Exclude(mine.Weekdays, theirs.Weekdays)));
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

    /// <summary>How far the places are one, -1 to 1; null where an act done at a place cannot have been done at both.</summary>
    private static double? Place(PreparedReport one, PreparedReport other)
    {
        var (mine, theirs) = (one.Report, other.Report);
        if (mine.Place is null || theirs.Place is null) return 0.5;
        var isAtPlace = TypeDistance.IsAtPlace(mine.Type) && TypeDistance.IsAtPlace(theirs.Type);
        if (one.IsWholeCountry || other.IsWholeCountry)
            return mine.PlaceCountry is null || mine.PlaceCountry == theirs.PlaceCountry || IsNamedBy(one, other) ? 0.5 : isAtPlace ? null : 0.3;
        if (one.PlaceWords.Overlaps(other.PlaceWords)) return 1;
        var far = mine is { Lat: { } lat, Lon: { } lon } && theirs is { Lat: { } otherLat, Lon: { } otherLon } ? Kilometres(lat, lon, otherLat, otherLon) : double.NaN;
        if (far < 30) return 1;
        if (IsNamedBy(one, other)) return 0.8;
        if (!isAtPlace) return mine.PlaceCountry is not null && mine.PlaceCountry == theirs.PlaceCountry ? 0.4 : 0.2;
        return far < FarKilometres ? 0.3 : null;
    }

    // Whether one sentence names the other's place.
    private static bool IsNamedBy(PreparedReport one, PreparedReport other) =>
        one.PlaceWords.Overlaps(other.SentenceWords) || other.PlaceWords.Overlaps(one.SentenceWords);

    /// <summary>
    /// How much the sentences must have in common. Who struck which city on which day is one event under few words; who said something of somebody at home, or of nobody named, may have
    /// said many things that day; what has no day, and what goes on, needs nearly the same words; and so do sentences that name other people and places.
    /// </summary>
    private static double LeastWords(PreparedReport one, PreparedReport other, double sides, double place)
    {
        var isAtPlace = TypeDistance.IsAtPlace(one.Report.Type) && TypeDistance.IsAtPlace(other.Report.Type);
        var isVague = one.Recipient is null || other.Recipient is null || sides < 0.75;
        var isAtHome = IsAtHome(one) || IsAtHome(other);
        var isMeeting = one.Report.Type == EventType.Consult && other.Report.Type == EventType.Consult;
        var isWhere = place >= 0.8;
        var isFirm = (PartyName.ShareWord(one.Actor, other.Actor) && PartyName.ShareWord(one.Recipient, other.Recipient)) || (PartyName.ShareWord(one.Actor, other.Recipient) && PartyName.ShareWord(one.Recipient, other.Actor));
        isVague |= !isFirm && one.Recipient is { Root: null } && other.Recipient is { Root: null } && !PartyName.ShareWord(one.Recipient, other.Recipient);
        var isOpen = (one.Recipient is null && other.Recipient is null) || one.Recipient?.IsPress == true || other.Recipient?.IsPress == true;
        var least = isMeeting ? (isVague || isAtHome ? 0.45 : isWhere ? 0 : 0.05)
            : isAtPlace ? (isWhere ? (isVague ? 0.05 : 0) : isVague || isAtHome ? 0.4 : isFirm ? 0.15 : 0.22)
            : isOpen ? 0.5
            : isVague || isAtHome ? 0.42
            : isFirm ? 0.15 : 0.22;
        if (!isWhere && WordSet.Exclude(one.Particulars.Figures, other.Particulars.Figures)) least += 0.15;
        var isUndated = !one.IsDated || !other.IsDated;
        var names = Apart(one, other);
        if (names == NamesApart.All) least += isWhere ? 0.05 : 0.25;
        if (isUndated) least = Math.Max(least, names == NamesApart.None ? Alike : 0.9);
        if (IsBackground(one) || IsBackground(other)) least += 0.15;
        if (WordSet.Exclude(one.Particulars.Weekdays, other.Particulars.Weekdays)) least += 0.15;
        return Math.Min(least, 0.95);
    }

    // What has long been said, and what goes on without a day, is said again and again.
    private static bool IsBackground(PreparedReport report) => report.Particulars.IsBackground || (report.Report.Factuality == Factuality.Ongoing && !report.IsDated);

    /// <summary>How far the names and countries in two sentences are others, the two sides left out: their names are compared by themselves.</summary>
    private static NamesApart Apart(PreparedReport one, PreparedReport other)
    {
        var (mine, theirs) = (Own(one, other), Own(other, one));
        return mine.Own == 0 || theirs.Own == 0 ? NamesApart.None : mine.Shared == 0 && theirs.Shared == 0 ? NamesApart.All : NamesApart.Some;
    }

    private static (int Own, int Shared) Own(PreparedReport report, PreparedReport other)
    {
        var (own, shared) = (0, 0);
        foreach (var name in report.Particulars.Names.Words)
        {
            if ((report.Actor.Code is not null && report.Actor.Words.Contains(name)) || (report.Recipient?.Code is not null && report.Recipient.Words.Contains(name)) || report.PlaceWords.Contains(name)) continue;
            if (other.SentenceWords.Contains(name)) shared++;
            else own++;
        }

        foreach (var nation in report.Particulars.Nations)
        {
            if (!other.Particulars.Nations.Contains(nation) && other.Actor.Root != nation && other.Recipient?.Root != nation && other.Report.PlaceCountry != nation) own++;
            else if (report.Actor.Root != nation && report.Recipient?.Root != nation) shared++;
        }

        return (own, shared);
    }

    private enum NamesApart
    {
        /// <summary>One sentence names nothing that the other one does not.</summary>
        None,

        /// <summary>Each names something of its own, and they name something together.</summary>
        Some,

        /// <summary>Each names something of its own, and nothing together.</summary>
        All,
    }

    private static bool IsAtHome(PreparedReport report) => report.Recipient is not null && (report.Actor.Root is null || report.Actor.Root == report.Recipient.Root);

    /// <summary>Share of what the shorter sentence tells, apart from names of sides and places, that the other one tells too.</summary>
    private static double Words(PreparedReport one, PreparedReport other)
    {
        var (shared, mine, theirs, common) = one.Content.Weigh(other.Content, other.Names, one.Names);

        // One word is that of the act, as often as not: it is in every sentence of its kind.
        if (common == 1) shared /= 2;

        // One word of two or three is no likeness. A number that is the same says as much as a rare word.
        if (Particulars.ShareNumber(one.Particulars, other.Particulars)) (shared, mine, theirs) = (shared + Number, mine + Number, theirs + Number);
        return shared / Math.Max(Math.Min(mine, theirs), ShortSentence);
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
