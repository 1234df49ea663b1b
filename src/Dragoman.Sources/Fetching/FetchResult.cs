namespace Dragoman.Sources;

/// <summary>What became of a request.</summary>
public enum FetchOutcome
{
    /// <summary>The body came.</summary>
    Fetched,

    /// <summary>Nothing has changed since the validators that were sent (304).</summary>
    NotModified,

    /// <summary>It is gone for good (410).</summary>
    Gone,

    /// <summary>robots.txt forbids it.</summary>
    Disallowed,

    /// <summary>The host asks to wait (429, 503).</summary>
    Throttled,

    /// <summary>The address may not be reached, or is none.</summary>
    Forbidden,

    /// <summary>Anything else that did not give a body.</summary>
    Failed,
}

/// <summary>The answer to a request.</summary>
public sealed record FetchResult
{
    /// <summary>What became of it.</summary>
    public required FetchOutcome Outcome { get; init; }

    /// <summary>Where it came from in the end, after redirects.</summary>
    public required Uri Address { get; init; }

    /// <summary>Where all redirects were permanent (301, 308): the address to use from now on; else null.</summary>
    public Uri? MovedTo { get; init; }

    /// <summary>HTTP status; 0 where none came.</summary>
    public int Status { get; init; }

    /// <summary>Why there is no body, for people; null where there is one.</summary>
    public string? Problem { get; init; }

    /// <summary>The body, unpacked.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Media type in lower case; null where none was sent.</summary>
    public string? MediaType { get; init; }

    /// <summary>Charset; null where none was sent.</summary>
    public string? Charset { get; init; }

    /// <summary><c>ETag</c>, as sent.</summary>
    public string? ETag { get; init; }

    /// <summary><c>Last-Modified</c>, as sent.</summary>
    public string? LastModified { get; init; }

    /// <summary>How long the answer asks to be left alone: <c>Retry-After</c>, or <c>Cache-Control: max-age</c>.</summary>
    public TimeSpan? Wait { get; init; }
}
