namespace Dragoman.Store;

/// <summary>What a store holds.</summary>
public sealed record StoreSummary
{
    /// <summary>Number of documents.</summary>
    public required long Documents { get; init; }

    /// <summary>Number of events.</summary>
    public required long Events { get; init; }

    /// <summary>Number of statements.</summary>
    public required long Statements { get; init; }

    /// <summary>Number of outlets that are named.</summary>
    public required long Publishers { get; init; }

    /// <summary>Number of inputs that could not be read.</summary>
    public required long Problems { get; init; }

    /// <summary>The earliest day that an event is dated to, <c>2019-03-29</c>; null where none is dated.</summary>
    public string? FirstDate { get; init; }

    /// <summary>The latest day that an event is dated to (of a month, year or range its first day).</summary>
    public string? LastDate { get; init; }

    /// <summary>Bytes on disk: the file with its write-ahead log.</summary>
    public required long SizeOnDisk { get; init; }

    /// <summary>Version of the schema, 1 or more.</summary>
    public required int SchemaVersion { get; init; }
}

/// <summary>What events are counted by.</summary>
public enum FacetKind
{
    /// <summary>Type: <c>ACCUSE</c>. Most frequent first.</summary>
    Type,

    /// <summary>Actor code: <c>RUSGOV</c>. Most frequent first; events without a code are left out.</summary>
    Actor,

    /// <summary>Recipient code. Most frequent first; events without one are left out.</summary>
    Recipient,

    /// <summary>First three letters of the actor's code: the country, or the sector where that is all that is known.</summary>
    ActorCountry,

    /// <summary>First three letters of the recipient's code.</summary>
    RecipientCountry,

    /// <summary>Country where it took place. Most frequent first.</summary>
    Country,

    /// <summary>Day, <c>2019-03-29</c>, of events dated to the day. Newest first.</summary>
    Day,

    /// <summary>Outlet. Most frequent first.</summary>
    Publisher,

    /// <summary>Whether it took place. Most frequent first.</summary>
    Factuality,
}

/// <summary>A value, and how many events have it.</summary>
/// <param name="Value">The value, as <see cref="FacetKind"/> says.</param>
/// <param name="Count">Events that have it; 1 or more.</param>
public sealed record Facet(string Value, long Count);

/// <summary>One document in a list.</summary>
public sealed record DocumentRow
{
    /// <summary>Id in the store.</summary>
    public required string Id { get; init; }

    /// <summary>The id that it came with.</summary>
    public string? GivenId { get; init; }

    /// <summary>Headline.</summary>
    public string? Title { get; init; }

    /// <summary>Outlet.</summary>
    public string? Publisher { get; init; }

    /// <summary>Who published the text first.</summary>
    public string? OriginPublisher { get; init; }

    /// <summary>When it was published, as it says.</summary>
    public string? Published { get; init; }

    /// <summary>Address.</summary>
    public string? Url { get; init; }

    /// <summary>Where it was read from.</summary>
    public required string Locator { get; init; }

    /// <summary>When it was read.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>Number of its events.</summary>
    public required int Events { get; init; }

    /// <summary>Number of its statements.</summary>
    public required int Statements { get; init; }
}

/// <summary>A page of documents, newest first.</summary>
/// <param name="Rows">The documents.</param>
/// <param name="Next">Cursor of the next page; null on the last.</param>
public sealed record DocumentPage(IReadOnlyList<DocumentRow> Rows, string? Next);

/// <summary>What a check of the store found.</summary>
/// <param name="SchemaVersion">Version of the schema.</param>
/// <param name="Deep">Whether every page was read.</param>
/// <param name="Findings">What is wrong, one sentence each; empty when all is well.</param>
public sealed record StoreHealth(int SchemaVersion, bool Deep, IReadOnlyList<string> Findings)
{
    /// <summary>True when nothing is wrong.</summary>
    public bool IsHealthy => Findings.Count == 0;
}

/// <summary>An input that could not be read.</summary>
/// <param name="Locator">Where it is, as <see cref="Records.RawDocument.Locator"/>.</param>
/// <param name="Code">One of <see cref="Records.ErrorCodes"/>.</param>
/// <param name="Message">What was wrong and what to do.</param>
/// <param name="Time">When it was tried last.</param>
public sealed record SourceProblem(string Locator, string Code, string Message, DateTimeOffset Time);
