namespace Dragoman.Stories;

/// <summary>What deciding about reprints and stories needs of an article.</summary>
public sealed record StoryDocument
{
    /// <summary>The document's id, at most 65,535 bytes of UTF-8.</summary>
    public required string Id { get; init; }

    /// <summary>The body of the article, without headline, captions and notices.</summary>
    public required string Text { get; init; }

    /// <summary>The headline, where there is one.</summary>
    public string? Title { get; init; }

    /// <summary>Who published it here.</summary>
    public string? Publisher { get; init; }

    /// <summary>Who published it first, where its notices, dateline or byline say so.</summary>
    public string? OriginPublisher { get; init; }

    /// <summary>Whether the publisher is a news agency.</summary>
    public bool IsAgency { get; init; }

    /// <summary>When it was published, UTC; null: unknown.</summary>
    public DateTime? Published { get; init; }
}
