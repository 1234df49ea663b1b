using System.Text.Json.Serialization;
using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>What somebody decided about what belongs together.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RulingKind>))]
public enum RulingKind
{
    /// <summary>Two are one.</summary>
    [JsonStringEnumMemberName("merge")] Merge,

    /// <summary>A part is another one.</summary>
    [JsonStringEnumMemberName("split")] Split,
}

/// <summary>A decision by hand about happenings or stories. It is kept when they are found anew, until somebody takes it back.</summary>
public sealed record Ruling
{
    /// <summary>Longest reason, in UTF-16 code units.</summary>
    public const int MaximumReason = 500;

    /// <summary>Most reports or documents that can be taken out of one at once.</summary>
    public const int MaximumPart = 200;

    /// <summary>Its id, 16 letters and digits.</summary>
    public required string Id { get; init; }

    /// <summary>Happening or story.</summary>
    public required HistorySubject Subject { get; init; }

    /// <summary>What was decided.</summary>
    public required RulingKind Kind { get; init; }

    /// <summary>Id of the happening or story that was to go on.</summary>
    public required string One { get; init; }

    /// <summary>For a merge, id of the one that was to end; for the split of a story, id of the part once it has one. Null else.</summary>
    public string? Other { get; init; }

    /// <summary>Who decided.</summary>
    public required string Author { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Why; null for no reason.</summary>
    public string? Reason { get; init; }

    /// <summary>Who took it back; null while it holds.</summary>
    public string? UndoneBy { get; init; }

    /// <summary>When it was taken back.</summary>
    public DateTimeOffset? UndoneAt { get; init; }
}

/// <summary>A report that is to be taken out of its happening.</summary>
/// <param name="Document">Id of the document.</param>
/// <param name="Event">Id of the event in it.</param>
public readonly record struct ReportName(string Document, string Event);

/// <summary>A decision about stories that is to be carried out.</summary>
/// <param name="Key">The store's number of it.</param>
/// <param name="IsMerge">Whether <paramref name="From"/> is to go into <paramref name="Into"/>; else documents are to leave it.</param>
/// <param name="From">Id of the story that documents leave.</param>
/// <param name="Into">Id of the story that they go into; null for a new one.</param>
/// <param name="Documents">Ids of the documents, in order of publication; all of them for a merge.</param>
public sealed record StoryMove(long Key, bool IsMerge, string From, string? Into, IReadOnlyList<string> Documents);
