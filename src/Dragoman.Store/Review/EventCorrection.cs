using System.Text.Json.Serialization;

namespace Dragoman.Store;

/// <summary>What of an event is wrong.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CorrectionAspect>))]
public enum CorrectionAspect
{
    /// <summary>None of the others; the note says what.</summary>
    [JsonStringEnumMemberName("other")] Other,

    /// <summary>The words tell of no such event.</summary>
    [JsonStringEnumMemberName("no-event")] NoEvent,

    /// <summary>The type.</summary>
    [JsonStringEnumMemberName("type")] Type,

    /// <summary>The mode.</summary>
    [JsonStringEnumMemberName("mode")] Mode,

    /// <summary>Who acts, or the actor's code.</summary>
    [JsonStringEnumMemberName("actor")] Actor,

    /// <summary>To whom it was done, or the recipient's code.</summary>
    [JsonStringEnumMemberName("recipient")] Recipient,

    /// <summary>Actor and recipient have changed places.</summary>
    [JsonStringEnumMemberName("direction")] Direction,

    /// <summary>When.</summary>
    [JsonStringEnumMemberName("date")] Date,

    /// <summary>Where.</summary>
    [JsonStringEnumMemberName("place")] Place,

    /// <summary>Whether it took place.</summary>
    [JsonStringEnumMemberName("factuality")] Factuality,

    /// <summary>On whose word it stands.</summary>
    [JsonStringEnumMemberName("asserted-by")] AssertedBy,

    /// <summary>How many were killed, hurt, held or took part.</summary>
    [JsonStringEnumMemberName("numbers")] Numbers,

    /// <summary>Words tell of an event that was not read; there is no event that it is about.</summary>
    [JsonStringEnumMemberName("missed")] Missed,
}

/// <summary>What became of a correction.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CorrectionState>))]
public enum CorrectionState
{
    /// <summary>Nobody has decided yet.</summary>
    [JsonStringEnumMemberName("open")] Open,

    /// <summary>It is right: shown beside the event.</summary>
    [JsonStringEnumMemberName("accepted")] Accepted,

    /// <summary>It is not right.</summary>
    [JsonStringEnumMemberName("rejected")] Rejected,
}

/// <summary>
/// What a reader says is wrong with an event. It changes nothing of what was read: it is kept beside it, decided by an editor, shown and
/// exported.
/// </summary>
public sealed record EventCorrection
{
    /// <summary>Longest <see cref="Value"/>, in UTF-16 code units.</summary>
    public const int MaximumValue = 500;

    /// <summary>Longest <see cref="Note"/> and <see cref="Reason"/>, in UTF-16 code units.</summary>
    public const int MaximumNote = 4_000;

    /// <summary>Id: 16 characters of <c>a</c>–<c>z</c> and <c>2</c>–<c>7</c>, by chance.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the document.</summary>
    public required string Document { get; init; }

    /// <summary>Id of the event in its document when the correction was made; null for one that was missed.</summary>
    public string? Event { get; init; }

    /// <summary>Type of the event then: <c>ACCUSE</c>; of one that was missed, what it should be. Likewise the parties.</summary>
    public string? Type { get; init; }

    /// <summary>Words of the actor then.</summary>
    public string? Actor { get; init; }

    /// <summary>Words of the recipient then.</summary>
    public string? Recipient { get; init; }

    /// <summary>The words that the event was read from. By these it is found again after another reading.</summary>
    public required string Evidence { get; init; }

    /// <summary>Offset of <see cref="Evidence"/> in the document's text then, in UTF-16 code units.</summary>
    public int EvidenceStart { get; init; }

    /// <summary>Offset behind it.</summary>
    public int EvidenceEnd { get; init; }

    /// <summary>The words that name the act.</summary>
    public required string TriggerWords { get; init; }

    /// <summary>Offset of <see cref="TriggerWords"/>.</summary>
    public int TriggerStart { get; init; }

    /// <summary>Offset behind them.</summary>
    public int TriggerEnd { get; init; }

    /// <summary>Headline of the document.</summary>
    public string? Title { get; init; }

    /// <summary>Address of the document.</summary>
    public string? Url { get; init; }

    /// <summary>What is wrong.</summary>
    public required CorrectionAspect Aspect { get; init; }

    /// <summary>What the program said of it; null for nothing.</summary>
    public string? Coded { get; init; }

    /// <summary>What is right, at most <see cref="MaximumValue"/> characters; null where the reader does not know.</summary>
    public string? Value { get; init; }

    /// <summary>Why, at most <see cref="MaximumNote"/> characters.</summary>
    public string? Note { get; init; }

    /// <summary>Engine that had read the event.</summary>
    public required string Engine { get; init; }

    /// <summary>Who made the correction.</summary>
    public required string Author { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>What became of it.</summary>
    public CorrectionState State { get; init; }

    /// <summary>Who decided.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }
}

/// <summary>A page of corrections, the latest first.</summary>
/// <param name="Rows">The corrections.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; null on the last.</param>
public sealed record EventCorrectionPage(IReadOnlyList<EventCorrection> Rows, long? Next);
