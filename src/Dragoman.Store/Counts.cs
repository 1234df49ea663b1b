namespace Dragoman.Store;

/// <summary>Events by quad class.</summary>
/// <param name="VerbalCooperation">Class 1.</param>
/// <param name="MaterialCooperation">Class 2.</param>
/// <param name="VerbalConflict">Class 3.</param>
/// <param name="MaterialConflict">Class 4.</param>
public readonly record struct QuadCounts(long VerbalCooperation, long MaterialCooperation, long VerbalConflict, long MaterialConflict)
{
    /// <summary>All of them.</summary>
    public long Total => Cooperation + Conflict;

    /// <summary>Words and deeds of cooperation.</summary>
    public long Cooperation => VerbalCooperation + MaterialCooperation;

    /// <summary>Words and deeds of conflict.</summary>
    public long Conflict => VerbalConflict + MaterialConflict;

    /// <summary>The class with the most events; of equal ones the more conflictual; 0 where there is none.</summary>
    public int Leading
    {
        get
        {
            var (most, leading) = (0L, 0);
            for (var quad = 1; quad <= 4; quad++)
            {
                if (this[quad] > 0 && this[quad] >= most) (most, leading) = (this[quad], quad);
            }

            return leading;
        }
    }

    /// <summary>The count of one class.</summary>
    /// <param name="quad">1 to 4; any other number has none.</param>
    public long this[int quad] => quad switch
    {
        1 => VerbalCooperation,
        2 => MaterialCooperation,
        3 => VerbalConflict,
        4 => MaterialConflict,
        _ => 0,
    };

    /// <summary>Both together.</summary>
    /// <param name="one">One.</param>
    /// <param name="other">The other.</param>
    public static QuadCounts operator +(QuadCounts one, QuadCounts other) => new(
        one.VerbalCooperation + other.VerbalCooperation,
        one.MaterialCooperation + other.MaterialCooperation,
        one.VerbalConflict + other.VerbalConflict,
        one.MaterialConflict + other.MaterialConflict);

    /// <summary>Both together.</summary>
    /// <param name="one">One.</param>
    /// <param name="other">The other.</param>
    public static QuadCounts Add(QuadCounts one, QuadCounts other) => one + other;
}

/// <summary>What one side did to the other.</summary>
/// <param name="Actor">Code of the one who acts: three letters, or the whole code.</param>
/// <param name="Recipient">Code of the one acted upon.</param>
/// <param name="Quads">Events by quad class.</param>
/// <param name="Goldstein">Mean of their Goldstein values, −10 to 10; null where none has one.</param>
/// <param name="LastDay">The last day that one of them is dated to; null where none is dated.</param>
public sealed record DyadCount(string Actor, string Recipient, QuadCounts Quads, double? Goldstein, DateOnly? LastDay);

/// <summary>Events of one day.</summary>
/// <param name="Day">The day; only events dated to a day count.</param>
/// <param name="Quads">Events by quad class.</param>
/// <param name="Goldstein">Sum of their Goldstein values.</param>
/// <param name="Rated">Number of events that have a Goldstein value.</param>
public readonly record struct DayCount(DateOnly Day, QuadCounts Quads, double Goldstein, long Rated);

/// <summary>Events at one place.</summary>
/// <param name="Name">Name of the place.</param>
/// <param name="Country">ISO 3166-1 alpha-3 code; null where not known.</param>
/// <param name="Admin1">First-order division; null where not known.</param>
/// <param name="Geonames">Id in GeoNames; null where not known.</param>
/// <param name="Lat">Degrees north; null where not known.</param>
/// <param name="Lon">Degrees east; null where not known.</param>
/// <param name="Quads">Events by quad class.</param>
public sealed record PlaceCount(string Name, string? Country, string? Admin1, long? Geonames, double? Lat, double? Lon, QuadCounts Quads);

/// <summary>Which side of an event.</summary>
public enum EventSide
{
    /// <summary>The one who acts.</summary>
    Actor,

    /// <summary>The one acted upon.</summary>
    Recipient,

    /// <summary>The one who says so.</summary>
    Speaker,
}

/// <summary>A name behind a code, and how many events name it.</summary>
/// <param name="Name">Full name where it was resolved, else the words of the text.</param>
/// <param name="Code">Actor code.</param>
/// <param name="Count">Events, 1 or more.</param>
public sealed record NameCount(string Name, string Code, long Count);

/// <summary>A statement in a list.</summary>
/// <param name="Document">Id of the document in the store.</param>
/// <param name="Statement">Id of the statement in the document: <c>s1</c>.</param>
/// <param name="Kind">Whether it is quoted or told.</param>
/// <param name="Speaker">Words of the one who speaks.</param>
/// <param name="SpeakerName">Full name, where resolved.</param>
/// <param name="SpeakerCode">Actor code, where resolved.</param>
/// <param name="Sentence">The sentence in which it begins.</param>
/// <param name="Start">Offset of what is said in <paramref name="Sentence"/>, in UTF-16 code units.</param>
/// <param name="End">Offset behind it, at most the length of the sentence.</param>
/// <param name="Date">When it was said, ISO 8601 as precise as known.</param>
/// <param name="Published">When the document was published, as it says.</param>
/// <param name="Publisher">The outlet.</param>
/// <param name="Title">Headline of the document.</param>
public sealed record StatementRow(
    string Document,
    string Statement,
    Records.StatementKind Kind,
    string Speaker,
    string? SpeakerName,
    string? SpeakerCode,
    string Sentence,
    int Start,
    int End,
    string? Date,
    string? Published,
    string? Publisher,
    string? Title);

/// <summary>How far the store had grown at a moment: what is added later lies behind it.</summary>
/// <param name="Key">Key of the newest document then; 0 for an empty store.</param>
public readonly record struct StoreMark(long Key);

/// <summary>What was added behind a mark.</summary>
/// <param name="Documents">Number of documents.</param>
/// <param name="Events">Number of their events.</param>
public readonly record struct Added(long Documents, long Events);

/// <summary>A correction: a version of a document that stands in for an earlier one.</summary>
/// <param name="Address">Where both stood.</param>
/// <param name="Before">Id of the earlier document.</param>
/// <param name="After">Id of the later one.</param>
/// <param name="SeenAt">When the later one was read.</param>
/// <param name="Changes">What changed, as lines that begin with <c>+</c> or <c>-</c>; null where not kept.</param>
public sealed record Correction(string Address, string Before, string After, DateTimeOffset SeenAt, string? Changes);
