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

    /// <summary>The cleaned article.</summary>
    public required Article Article { get; init; }

    /// <summary>What was read out of it.</summary>
    public required CodedDocument Coded { get; init; }

    /// <summary>When it was read.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>What <see cref="EventStore.Prepare"/> made of it; null until then.</summary>
    internal PreparedDocument? Prepared { get; set; }
}
