namespace Dragoman.Knowledge;

/// <summary>What a known phrase stands for.</summary>
public enum NameKind
{
    /// <summary>A state, or a part of one that stands for it: "Ghana".</summary>
    Country,

    /// <summary>A nationality word: "Ghanaian", "Ghanaians".</summary>
    Nationality,

    /// <summary>A capital: a place, or the government when it acts.</summary>
    Capital,

    /// <summary>A seat of power that stands for those who sit there: "the Kremlin".</summary>
    Seat,

    /// <summary>A body with a name: party, agency, armed group, company.</summary>
    Body,

    /// <summary>An outlet: source of reports, and an actor only when it acts itself.</summary>
    Media,

    /// <summary>A person who holds or held an office.</summary>
    Person,

    /// <summary>A common noun for people or bodies: "lawmakers", "foreign minister".</summary>
    Role,

    /// <summary>A people or the followers of a faith: "Kurds", "Shiite".</summary>
    People,

    /// <summary>A kind of arms, an aircraft or a ship: "S-300". <see cref="NameEntry.Country"/> is its maker's.</summary>
    Equipment,
}

/// <summary>A phrase that the tables know, and what it stands for.</summary>
public sealed class NameEntry
{
    /// <summary>What the phrase stands for.</summary>
    public required NameKind Kind { get; init; }

    /// <summary>The name or role in its main form.</summary>
    public required string Name { get; init; }

    /// <summary>ISO 3166-1 alpha-3 code or one of the seven international codes; null where the phrase says none.</summary>
    public string? Country { get; init; }

    /// <summary>Sectors, primary first; empty for a state as such.</summary>
    public IReadOnlyList<string> Sectors { get; init; } = [];

    /// <summary>
    /// For <see cref="NameKind.Role"/>: one human being, a body, or several people; for nationality words
    /// whether the phrase can be a noun (<see cref="RoleKind.Group"/> "Ghanaians", <see cref="RoleKind.Person"/> "a Ghanaian").
    /// </summary>
    public RoleKind Role { get; init; }

    /// <summary>For <see cref="NameKind.Capital"/>: whether it stands for the government when it acts.</summary>
    public bool Acts { get; init; }

    /// <summary>For <see cref="NameKind.Nationality"/>: whether the phrase can stand before a noun, as "Ghanaian" does.</summary>
    public bool Adjective { get; init; }

    /// <summary>What the row says of its kind: "armed group", "news agency", "former"; empty where the table has no such column.</summary>
    public string Detail { get; init; } = "";

    /// <summary>First day on which the phrase stands for it, ISO 8601; null when unknown.</summary>
    public string? From { get; init; }

    /// <summary>Day on which it ended; null while it is there.</summary>
    public string? Until { get; init; }

    /// <summary>Which form of the name the phrase is.</summary>
    public NameForm Form { get; init; }

    /// <summary>
    /// For <see cref="NameKind.Person"/>: the offices, in order of their beginning. For a party: the times in the national executive;
    /// a party of which the table knows that it never was there has one without days that never covers.
    /// </summary>
    public IReadOnlyList<OfficeTerm> Offices { get; init; } = [];
}

/// <summary>Which form of a name a phrase is.</summary>
public enum NameForm
{
    /// <summary>The full name or one of its variants.</summary>
    Full,

    /// <summary>A short form that a text may use without having introduced it: "Putin".</summary>
    Alone,

    /// <summary>Title and short form: "President Putin".</summary>
    Titled,

    /// <summary>An acronym or another form that is the name only in capitals: "WHO".</summary>
    Capitals,
}

/// <summary>What kind of thing a role word names.</summary>
public enum RoleKind
{
    /// <summary>No noun.</summary>
    None,

    /// <summary>One human being.</summary>
    Person,

    /// <summary>A body.</summary>
    Organization,

    /// <summary>Several people.</summary>
    Group,

    /// <summary>Arms or vehicles: with a sector they act for those who use them ("warplanes"), without one they are only named.</summary>
    Equipment,
}

/// <summary>An office held by a person for a time.</summary>
/// <param name="Office">Words for the office, lower case.</param>
/// <param name="Country">ISO code or international code.</param>
/// <param name="Sectors">Sectors of the office.</param>
/// <param name="From">First day, ISO 8601, a day, month or year; null when unknown.</param>
/// <param name="Until">Day that the next holder begins or the office was left, a day, month or year; null where no end is known.</param>
/// <param name="Contested">Whether somebody else claims the same office.</param>
public sealed record OfficeTerm(
    string Office, string Country, IReadOnlyList<string> Sectors, string? From, string? Until, bool Contested)
{
    /// <summary>Who recognised the claim to a contested office.</summary>
    public IReadOnlyList<Recognition> RecognizedBy { get; init; } = [];

    /// <summary>Whether the office was held on a day.</summary>
    /// <param name="date">ISO 8601, at least the year.</param>
    public bool Covers(string date)
    {
        ArgumentNullException.ThrowIfNull(date);
        return Terms.Covers(From, Until, date);
    }

    /// <summary>Whether the office ended before a day.</summary>
    /// <param name="date">ISO 8601, at least the year.</param>
    public bool EndedBefore(string date)
    {
        ArgumentNullException.ThrowIfNull(date);
        return Until is not null && Terms.IsOver(Until, date);
    }
}

/// <summary>A state or body that recognised the holder of a contested office.</summary>
/// <param name="By">ISO code or international code of who recognised.</param>
/// <param name="From">First day, ISO 8601.</param>
/// <param name="Until">Last day; null where no end is known.</param>
public sealed record Recognition(string By, string From, string? Until);

/// <summary>Comparing days, months and years with each other.</summary>
internal static class Terms
{
    /// <summary>A day that no term covers: for parties that never governed.</summary>
    public const string Never = "0000";

    public static bool Covers(string? from, string? until, string date) =>
        (from is null || string.CompareOrdinal(Last(date), from) >= 0) && (until is null || !IsOver(until, date));

    /// <summary>An end given as a year or month lies at its end: the term is over in the next one.</summary>
    public static bool IsOver(string until, string date) => until.Length < 10
        ? string.CompareOrdinal(date.Length > until.Length ? date[..until.Length] : date, until) > 0
        : string.CompareOrdinal(date, until) >= 0;

    // "2019" lies within an office that began in 2019: the latest day of the year is compared with the first of the office.
    private static string Last(string date) => date.Length switch
    {
        4 => date + "-12-31",
        7 => date + "-31",
        _ => date,
    };
}
