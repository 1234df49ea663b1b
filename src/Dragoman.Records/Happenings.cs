using System.Text.Json.Serialization;

namespace Dragoman.Records;

/// <summary>What a document has from an earlier one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReuseKind>))]
public enum ReuseKind
{
    /// <summary>A passage, quoted or taken over; the text is its own.</summary>
    [JsonStringEnumMemberName("passage")] Passage,

    /// <summary>The next issue of a series: the same frame with other numbers or days.</summary>
    [JsonStringEnumMemberName("series")] Series,

    /// <summary>The text wholly or mostly.</summary>
    [JsonStringEnumMemberName("reprint")] Reprint,
}

/// <summary>That a document's text, or a part of it, stands in another document.</summary>
/// <param name="Document">Id of the document.</param>
/// <param name="Kind">What it has from the other.</param>
/// <param name="Other">Id of the document in which the words stand.</param>
/// <param name="Origin">For a reprint, id of the document that counts as the first of its group; it may be <paramref name="Document"/>. Null for others.</param>
/// <param name="Share">Share of the document's words that stand in the other one, 0 to 1.</param>
/// <param name="Passages">Where the words stand in the document's text, in UTF-16 code units, in order, without overlap.</param>
public sealed record TextReuse(string Document, ReuseKind Kind, string Other, string? Origin, double Share, IReadOnlyList<Extent> Passages);

/// <summary>What one report says of a happening.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReportPosition>))]
public enum ReportPosition
{
    /// <summary>It took place, or takes place.</summary>
    [JsonStringEnumMemberName("asserts")] Asserts,

    /// <summary>It did not take place.</summary>
    [JsonStringEnumMemberName("denies")] Denies,

    /// <summary>It is to come, or may be: planned, threatened, possible, under a condition.</summary>
    [JsonStringEnumMemberName("expects")] Expects,
}

/// <summary>How far a happening is borne out by its reports.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Standing>))]
public enum Standing
{
    /// <summary>One origin reports it.</summary>
    [JsonStringEnumMemberName("single")] Alone,

    /// <summary>Two or more independent origins report it, and nobody denies it.</summary>
    [JsonStringEnumMemberName("corroborated")] Corroborated,

    /// <summary>Somebody reports it and somebody denies it, or two sides each name the other as the one who did it.</summary>
    [JsonStringEnumMemberName("disputed")] Disputed,

    /// <summary>Every document that reported it has been replaced by a version that does not.</summary>
    [JsonStringEnumMemberName("retracted")] Retracted,
}

/// <summary>One coded event as the report of a happening: what is compared when reports are brought together.</summary>
public sealed record EventReport
{
    /// <summary>The store's number of the event.</summary>
    public required long Key { get; init; }

    /// <summary>Id of the document in the store.</summary>
    public required string Document { get; init; }

    /// <summary>Id of the event in the document: <c>e1</c>.</summary>
    public required string Event { get; init; }

    /// <summary>What was done.</summary>
    public required EventType Type { get; init; }

    /// <summary>How; null for no mode.</summary>
    public string? Mode { get; init; }

    /// <summary>Actor code; null where not resolved.</summary>
    public string? ActorCode { get; init; }

    /// <summary>Name or words of the one who acts.</summary>
    public required string Actor { get; init; }

    /// <summary>Actor code of the recipient; null where not resolved.</summary>
    public string? RecipientCode { get; init; }

    /// <summary>Name or words of the one acted upon; null where the text names nobody.</summary>
    public string? Recipient { get; init; }

    /// <summary>First day that its date can mean, 1 for 0001-01-01; 0 where unknown.</summary>
    public int Day { get; init; }

    /// <summary>Last day that its date can mean; 0 where unknown.</summary>
    public int LastDay { get; init; }

    /// <summary>When the document was published, in seconds since the beginning of year 1, UTC; 0 where unknown.</summary>
    public long PublishedAt { get; init; }

    /// <summary>Bits of the document's id and the event's place in it: the same in every store.</summary>
    public long Rank { get; init; }

    /// <summary>Name of the place.</summary>
    public string? Place { get; init; }

    /// <summary>ISO 3166-1 alpha-3 code of the place's country.</summary>
    public string? PlaceCountry { get; init; }

    /// <summary>Degrees north.</summary>
    public double? Lat { get; init; }

    /// <summary>Degrees east.</summary>
    public double? Lon { get; init; }

    /// <summary>Status of the act.</summary>
    public Factuality Factuality { get; init; }

    /// <summary>Name or words of the one on whose word it stands; null for the text's own voice.</summary>
    public string? Speaker { get; init; }

    /// <summary>Actor code of the speaker.</summary>
    public string? SpeakerCode { get; init; }

    /// <summary>How many were killed, hurt, held or took part.</summary>
    public Magnitude? Magnitude { get; init; }

    /// <summary>Name or words of one who denies it in the same document; '' for somebody unnamed, null for nobody.</summary>
    public string? DeniedBy { get; init; }

    /// <summary>The sentence that tells it.</summary>
    public required string Sentence { get; init; }

    /// <summary>The words that name the act.</summary>
    public required string Trigger { get; init; }

    /// <summary>Share of such events that are right, 0 to 1.</summary>
    public double Confidence { get; init; }

    /// <summary>The outlet; null where unknown.</summary>
    public string? Publisher { get; init; }

    /// <summary>Who stands behind the text: the same for a report and its reprints, for one outlet, and for one agency.</summary>
    public required string Origin { get; init; }

    /// <summary>Whether its words are those of another document, which was there earlier or counts as the origin: it is shown, and counted with that one.</summary>
    public bool IsReprint { get; init; }

    /// <summary>Worth of the publisher, A to F (F: cannot be judged, as for one that nobody has graded).</summary>
    public char Reliability { get; init; } = 'F';

    /// <summary>Whether a newer version stands in for its document.</summary>
    public bool IsSuperseded { get; init; }

    /// <summary>Id of the happening that it belongs to; null where none was found yet.</summary>
    public string? Happening { get; init; }

    /// <summary>Number of the set of reports that are compared with each other; 0 where none was found yet.</summary>
    public long Component { get; init; }
}

/// <summary>A happening as it was brought together: what the store keeps of it beside its reports.</summary>
public sealed record HappeningState
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Number of the set of reports that it was found in.</summary>
    public required long Component { get; init; }

    /// <summary>The report that tells it best.</summary>
    public required EventReport Best { get; init; }

    /// <summary>Its reports in order of publication, with what each says of it. One that has this happening and this component is kept as it stands in the store.</summary>
    public required IReadOnlyList<(EventReport Report, ReportPosition Position)> Reports { get; init; }

    /// <summary>Number of outlets that report it, for or against.</summary>
    public required int Publishers { get; init; }

    /// <summary>Number of independent origins that assert it, those graded E left out.</summary>
    public required int Independent { get; init; }

    /// <summary>How far it is borne out.</summary>
    public required Standing Standing { get; init; }

    /// <summary>Credibility of the information, 1 (confirmed) to 6 (cannot be judged); apart from the worth of the sources.</summary>
    public required int Credibility { get; init; }

    /// <summary>The best grade among the outlets that assert it, A to F.</summary>
    public required char Reliability { get; init; }

    /// <summary>Whether reports give numbers that exclude each other.</summary>
    public required bool NumbersDiffer { get; init; }
}

/// <summary>What somebody has said about which reports belong together, with the reports as the store numbers them now.</summary>
/// <param name="Order">Rising with time: what is said later goes before what was said earlier.</param>
/// <param name="IsMerge">Whether all of the reports are one happening; else the second ones are another than the first ones.</param>
/// <param name="First">The store's numbers of reports of the one.</param>
/// <param name="Second">The store's numbers of reports of the other, or of the part.</param>
public sealed record ReportRuling(long Order, bool IsMerge, IReadOnlyList<long> First, IReadOnlyList<long> Second);

/// <summary>A story as the store keeps it.</summary>
public sealed record StoryState
{
    /// <summary>Its id: that of the document that began it.</summary>
    public required string Id { get; init; }

    /// <summary>Headline of the document that began it.</summary>
    public string? Title { get; init; }

    /// <summary>When its first document was published, in seconds since the beginning of year 1, UTC; 0 where unknown.</summary>
    public long FirstAt { get; init; }

    /// <summary>When its last document was published, in the same measure.</summary>
    public long LastAt { get; init; }

    /// <summary>Number of its documents.</summary>
    public int Documents { get; init; }

    /// <summary>Its words and names, as long as it takes reports; null when it is over.</summary>
    public ReadOnlyMemory<byte>? Words { get; init; }
}

/// <summary>What became of a document, a story or a happening.</summary>
/// <param name="Subject">Whose history it belongs to.</param>
/// <param name="Id">Id of the document, the story or the happening.</param>
/// <param name="Change">What happened to it, one word: <c>began</c>, <c>merged</c>, <c>split</c>, <c>standing</c>, <c>origin</c> ….</param>
/// <param name="Detail">The rest, for people: <c>single → corroborated</c>, an id.</param>
/// <param name="Time">When.</param>
public sealed record HistoryEntry(HistorySubject Subject, string Id, string Change, string Detail, DateTimeOffset Time);

/// <summary>Whose history an entry belongs to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HistorySubject>))]
public enum HistorySubject
{
    /// <summary>A document: whose reprint it is.</summary>
    [JsonStringEnumMemberName("document")] Document,

    /// <summary>A story.</summary>
    [JsonStringEnumMemberName("story")] Story,

    /// <summary>A happening.</summary>
    [JsonStringEnumMemberName("happening")] Happening,
}
