using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>What became of an event when its document was read again.</summary>
public enum ChangeKind
{
    /// <summary>It was not there.</summary>
    Added,

    /// <summary>It is not there any more.</summary>
    Removed,

    /// <summary>The same act is read otherwise.</summary>
    Changed,
}

/// <summary>One event that two readings of a document do not have alike.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Old">In the old reading; null where it was added.</param>
/// <param name="New">In the new reading; null where it was removed.</param>
/// <param name="OldSentence">The sentence that the old one was read from; null where it was added.</param>
/// <param name="NewSentence">The sentence that the new one was read from; null where it was removed.</param>
/// <param name="Fields">What differs, in a fixed order; empty unless changed.</param>
public sealed record EventChange(
    ChangeKind Kind, PoliticalEvent? Old, PoliticalEvent? New, string? OldSentence, string? NewSentence, IReadOnlyList<FieldChange> Fields)
{
    /// <summary>The type by which it is counted: the old one where there is one.</summary>
    public EventType Type => (Old ?? New)!.Type;
}

/// <summary>A field of an event in two readings.</summary>
/// <param name="Name">Its name, as in the columns of <c>csv</c>.</param>
/// <param name="Old">What it was, as written in exports; null for nothing.</param>
/// <param name="New">What it is; null for nothing.</param>
public sealed record FieldChange(string Name, string? Old, string? New);
