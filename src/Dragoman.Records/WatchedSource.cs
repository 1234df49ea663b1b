using System.Text.Json.Serialization;

namespace Dragoman.Records;

/// <summary>What a source of news is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SourceKind>))]
public enum SourceKind
{
    /// <summary>RSS, Atom or JSON Feed.</summary>
    [JsonStringEnumMemberName("feed")] Feed,

    /// <summary>A sitemap, of pages or of other sitemaps.</summary>
    [JsonStringEnumMemberName("sitemap")] Sitemap,

    /// <summary>One page that changes.</summary>
    [JsonStringEnumMemberName("page")] Page,
}

/// <summary>How a source did when it was looked at last.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SourceHealth>))]
public enum SourceHealth
{
    /// <summary>Not looked at yet.</summary>
    [JsonStringEnumMemberName("new")] New,

    /// <summary>It answers, and what it says can be read.</summary>
    [JsonStringEnumMemberName("working")] Working,

    /// <summary>It answers with a feed that is whole and has no entries: nothing is wrong with it.</summary>
    [JsonStringEnumMemberName("empty")] Empty,

    /// <summary>It did not answer, or refused; it is asked again, more and more seldom.</summary>
    [JsonStringEnumMemberName("failing")] Failing,

    /// <summary>It answers with what cannot be read.</summary>
    [JsonStringEnumMemberName("broken")] Broken,

    /// <summary>It says that it is gone (410), or its robots.txt forbids it: asked again once a day at most.</summary>
    [JsonStringEnumMemberName("gone")] Gone,
}

/// <summary>A source that is watched, with the state of its schedule. Kept in the store; times are UTC.</summary>
public sealed record WatchedSource
{
    /// <summary>Its address: http or https, without fragment. The key.</summary>
    public required string Url { get; init; }

    /// <summary>What it is.</summary>
    public SourceKind Kind { get; init; }

    /// <summary>Its name: of the list it came from, else its own; null where neither says one.</summary>
    public string? Title { get; init; }

    /// <summary>Folder that it stands in, parts joined by a slash; null for none.</summary>
    public string? Category { get; init; }

    /// <summary>Seconds between two looks at it, as adapted to how often it changes; 0 where not known yet.</summary>
    public int IntervalSeconds { get; init; }

    /// <summary>When it is to be looked at next; null for at once.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>The <c>ETag</c> of what was read last.</summary>
    public string? ETag { get; init; }

    /// <summary>The <c>Last-Modified</c> of what was read last, as sent.</summary>
    public string? LastModified { get; init; }

    /// <summary>Hash of what was read last, so that an answer that says it is new and is not costs nothing more.</summary>
    public string? ContentHash { get; init; }

    /// <summary>When it was looked at last.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>When it last had something new.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>How it did last.</summary>
    public SourceHealth Health { get; init; }

    /// <summary>Failures one after the other, up to now.</summary>
    public int Failures { get; init; }

    /// <summary>Why it failed last, for people; null when it works.</summary>
    public string? Problem { get; init; }

    /// <summary>Documents that came from it since it is watched.</summary>
    public long Documents { get; init; }

    /// <summary>Whether it is not to be looked at for the time being.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsPaused { get; init; }

    /// <summary>Whether its documents are left out of the start page.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsHidden { get; init; }

    /// <summary>Where it has moved for good, as it just said; not kept: the store renames it.</summary>
    public string? MovedTo { get; init; }
}

/// <summary>One version of what stands at an address.</summary>
/// <param name="Address">Where it stands: the page's address, or the feed's and the entry's id.</param>
/// <param name="Number">1 the first.</param>
/// <param name="DocumentId">The document in the store.</param>
/// <param name="Fingerprint">Hash of what announced it, such as a feed's entry: equal ones need not be fetched again.</param>
/// <param name="SeenAt">When it was read.</param>
/// <param name="Changes">What changed since the version before, as lines that begin with <c>+</c> or <c>-</c>; null for the first.</param>
public sealed record DocumentVersion(string Address, int Number, string DocumentId, string Fingerprint, DateTimeOffset SeenAt, string? Changes);

/// <summary>How far an archive has been read.</summary>
/// <param name="Path">The file.</param>
/// <param name="Length">Its length when it was read, in bytes: another length is another file.</param>
/// <param name="Offset">Bytes of it, as it lies on disk, whose documents are all in the store.</param>
/// <param name="Records">Records that were read.</param>
/// <param name="Skipped">Records that were damaged and skipped.</param>
public sealed record ReadingPosition(string Path, long Length, long Offset, long Records, long Skipped);
