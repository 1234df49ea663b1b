using System.Text.Json.Serialization;
using Dragoman.Records.Json;

namespace Dragoman.Records;

/// <summary>
/// What a caller hands in to be read: one text or one page, with what is known about it. The input of <c>dragoman code</c>
/// and <c>dragoman extract</c>. Exactly one of <see cref="Text"/> and <see cref="Html"/> is given.
/// </summary>
public sealed record Document
{
    /// <summary>The caller's name for the document; null where it has none. A number is read as its digits.</summary>
    [JsonConverter(typeof(IdentityConverter))]
    public string? Id { get; init; }

    /// <summary>Plain text. All offsets of the coded document index this string, in UTF-16 code units.</summary>
    public string? Text { get; init; }

    /// <summary>An HTML page or fragment.</summary>
    public string? Html { get; init; }

    /// <summary>Headline, where it is not part of the text.</summary>
    public string? Title { get; init; }

    /// <summary>Date of publication, <c>2019-03-29</c>; a time of day behind it is allowed. Null: unknown, never guessed.</summary>
    public string? Date { get; init; }

    /// <summary>Address that the document came from.</summary>
    public string? Url { get; init; }

    /// <summary>Name of the publisher.</summary>
    public string? Source { get; init; }

    /// <summary>Name of the author, where the caller or the feed says it.</summary>
    public string? Author { get; init; }
}

/// <summary>
/// A document as it arrived: the bytes and where they came from, before anything was read out of them.
/// Goes from Sources to Articles; the bytes go to the store.
/// </summary>
public sealed class RawDocument
{
    /// <summary>Where it came from: a path or address, with the line or entry behind a <c>#</c> where the file holds many.</summary>
    public required string Locator { get; init; }

    /// <summary>What the bytes are, as a media type: <c>text/plain</c>, <c>text/html</c>, <c>application/json</c>, <c>application/xml</c>.</summary>
    public required string MediaType { get; init; }

    /// <summary>The bytes of this one document, as they arrived. For an entry of a feed: the entry's own markup.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>What the bytes say, decoded: text or page, and the metadata that came with them.</summary>
    public required Document Document { get; init; }
}
