namespace Dragoman.Store;

/// <summary>What a document's text is found and compared by; the bytes mean something to those who find reprints alone.</summary>
public sealed record KeptPrint
{
    /// <summary>Number of words.</summary>
    public required int Words { get; init; }

    /// <summary>Whether the publisher is a news agency.</summary>
    public bool IsAgency { get; init; }

    /// <summary>Sampled shingles, for finding; empty where only <see cref="Print"/> was read.</summary>
    public ReadOnlyMemory<byte> Hashes { get; init; }

    /// <summary>Words and marks, for comparing.</summary>
    public ReadOnlyMemory<byte> Print { get; init; }

    /// <summary>Id of the document; empty where it is not in the store yet.</summary>
    public string Document { get; init; } = "";

    /// <summary>The outlet.</summary>
    public string? Publisher { get; init; }

    /// <summary>Who published the text first, where it says so.</summary>
    public string? OriginPublisher { get; init; }

    /// <summary>When it was published, UTC; null where unknown.</summary>
    public DateTime? Published { get; init; }
}

/// <summary>What a text is found by.</summary>
/// <param name="Key">The store's number of the document.</param>
/// <param name="Origin">The store's number of the document that counts as the origin of its group; its own where it is no reprint.</param>
/// <param name="Words">Number of words.</param>
/// <param name="Hashes">Sampled shingles.</param>
public readonly record struct Fingerprint(long Key, long Origin, int Words, ReadOnlyMemory<byte> Hashes);
