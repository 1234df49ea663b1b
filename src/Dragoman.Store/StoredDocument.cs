using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>A document as the store keeps it: the bytes that came, what was cleaned out of them, and what was read.</summary>
public sealed class StoredDocument
{
    /// <summary>Content-derived id, as <see cref="DocumentId.Of"/> gives it.</summary>
    public required string Id { get; init; }

    /// <summary>The id that the document came with; null where it had none. Not unique.</summary>
    public string? GivenId { get; init; }

    /// <summary>Where it came from, as <see cref="RawDocument.Locator"/>.</summary>
    public required string Locator { get; init; }

    /// <summary>Media type of <see cref="Raw"/>.</summary>
    public required string MediaType { get; init; }

    /// <summary>The bytes as they arrived. Kept compressed; empty after <see cref="EventStore.Get"/>, see <see cref="EventStore.RawBytes"/>.</summary>
    public ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>
    /// The document as it was handed to the reading. Its text is not kept a second time, the rest is: what is needed to read <see cref="Raw"/> again.
    /// Null where that is not known; null after <see cref="EventStore.Get"/>.
    /// </summary>
    public Document? Given { get; init; }

    /// <summary>Address of the watched source that announced it; null for files. Null after <see cref="EventStore.Get"/>.</summary>
    public string? SourceUrl { get; init; }

    /// <summary>The cleaned article.</summary>
    public required Article Article { get; init; }

    /// <summary>What was read out of it.</summary>
    public required CodedDocument Coded { get; init; }

    /// <summary>What its text is found and compared by; null where it was not looked up among others. Not given back by <see cref="EventStore.Get"/>.</summary>
    public KeptPrint? Print { get; init; }

    /// <summary>What it has from another document; null for nothing. Not given back by <see cref="EventStore.Get"/>, see <see cref="EventStore.StandingOf"/>.</summary>
    public TextReuse? Reuse { get; init; }

    /// <summary>When it was read.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>What <see cref="EventStore.Prepare"/> made of it; null until then.</summary>
    internal PreparedDocument? Prepared { get; set; }
}
