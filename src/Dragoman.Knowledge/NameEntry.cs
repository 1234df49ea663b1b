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

    /// <summary>For <see cref="NameKind.Person"/>: the offices, in order of their beginning.</summary>
    public IReadOnlyList<OfficeTerm> Offices { get; init; } = [];
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
}

/// <summary>An office held by a person for a time.</summary>
/// <param name="Office">Words for the office, lower case.</param>
/// <param name="Country">ISO code or international code.</param>
/// <param name="Sectors">Sectors of the office.</param>
/// <param name="From">First day, ISO 8601; null when unknown.</param>
/// <param name="Until">Day that the next holder begins or the office was left; null while it is held.</param>
/// <param name="Contested">Whether somebody else claims the same office.</param>
public sealed record OfficeTerm(
    string Office, string Country, IReadOnlyList<string> Sectors, string? From, string? Until, bool Contested)
{
    /// <summary>Whether the office was held on a day.</summary>
    /// <param name="date">ISO 8601, at least the year.</param>
    public bool Covers(string date) =>
        (From is null || string.CompareOrdinal(Padded(date), From) >= 0)
        && (Until is null || string.CompareOrdinal(date, Until) < 0);

    // "2019" lies within an office that began in 2019: the latest day of the year is compared with the first of the office.
    private static string Padded(string date) => date.Length switch
    {
        4 => date + "-12-31",
        7 => date + "-31",
        _ => date,
    };
}
