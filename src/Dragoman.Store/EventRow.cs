using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>One event as a row: what a table or a page shows of it without opening its document.</summary>
public sealed class EventRow
{
    private PoliticalEvent? _whole;

    /// <summary>The data set that says so: <c>gdelt</c>, <c>icews</c>, <c>polecat</c>; null for what Dragoman read.</summary>
    public string? Origin { get; init; }

    /// <summary>What another data set says about the reports behind the row; null for what Dragoman read.</summary>
    public ForeignReport? Report { get; init; }

    /// <summary>False where another data set has a code that PLOVER knows no type for; <see cref="Type"/> then says nothing.</summary>
    public bool HasType { get; init; } = true;

    /// <summary>Id of the document in the store; of a row of another data set, its name.</summary>
    public required string Document { get; init; }

    /// <summary>Id of the event in the document: <c>e1</c>; of a row of another data set, the id that it has there.</summary>
    public required string Event { get; init; }

    /// <summary>What was done.</summary>
    public required EventType Type { get; init; }

    /// <summary>How; null for no mode.</summary>
    public string? Mode { get; init; }

    /// <summary>Why or about what.</summary>
    public IReadOnlyList<string> Contexts { get; init; } = [];

    /// <summary>CAMEO code, a string.</summary>
    public string? Cameo { get; init; }

    /// <summary>1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; 0 unknown.</summary>
    public int Quad { get; init; }

    /// <summary>Goldstein value, −10 to 10.</summary>
    public double? Goldstein { get; init; }

    /// <summary>Words of the one who acts.</summary>
    public required string ActorText { get; init; }

    /// <summary>Actor code, <c>RUSGOV</c>; null where not resolved.</summary>
    public string? ActorCode { get; init; }

    /// <summary>ISO 3166-1 alpha-3 or international code of the actor.</summary>
    public string? ActorCountry { get; init; }

    /// <summary>Sectors of the actor, primary first.</summary>
    public IReadOnlyList<string> ActorSectors { get; init; } = [];

    /// <summary>Full name of the actor.</summary>
    public string? ActorName { get; init; }

    /// <summary>Words of the one acted upon; null where the text names nobody.</summary>
    public string? RecipientText { get; init; }

    /// <summary>Actor code of the recipient.</summary>
    public string? RecipientCode { get; init; }

    /// <summary>ISO 3166-1 alpha-3 or international code of the recipient.</summary>
    public string? RecipientCountry { get; init; }

    /// <summary>Sectors of the recipient, primary first.</summary>
    public IReadOnlyList<string> RecipientSectors { get; init; } = [];

    /// <summary>Full name of the recipient.</summary>
    public string? RecipientName { get; init; }

    /// <summary>When, ISO 8601 as precise as known.</summary>
    public string? Date { get; init; }

    /// <summary>How precise <see cref="Date"/> is.</summary>
    public DatePrecision DatePrecision { get; init; }

    /// <summary>Name of the place.</summary>
    public string? PlaceName { get; init; }

    /// <summary>ISO 3166-1 alpha-3 code of the place's country.</summary>
    public string? PlaceCountry { get; init; }

    /// <summary>First-order administrative division of the place.</summary>
    public string? PlaceAdmin1 { get; init; }

    /// <summary>Degrees north.</summary>
    public double? PlaceLat { get; init; }

    /// <summary>Degrees east.</summary>
    public double? PlaceLon { get; init; }

    /// <summary>Whether it took place; other data sets do not say it.</summary>
    public Factuality Factuality { get; init; }

    /// <summary>Id of the statement on whose word it stands; null for the text's own voice.</summary>
    public string? AssertedBy { get; init; }

    /// <summary>Words of the one who asserts it; null for the text's own voice, and where the speaker is not named.</summary>
    public string? SpeakerText { get; init; }

    /// <summary>Full name of the one who asserts it.</summary>
    public string? SpeakerName { get; init; }

    /// <summary>Actor code of the one who asserts it.</summary>
    public string? SpeakerCode { get; init; }

    /// <summary>The outlet.</summary>
    public string? Publisher { get; init; }

    /// <summary>Who published the text first, where it says so.</summary>
    public string? OriginPublisher { get; init; }

    /// <summary>Headline of the document.</summary>
    public string? Title { get; init; }

    /// <summary>Address of the document.</summary>
    public string? Url { get; init; }

    /// <summary>When the document was published, as it says.</summary>
    public string? Published { get; init; }

    /// <summary>Text of the sentence that the event was read from.</summary>
    public required string Sentence { get; init; }

    /// <summary>Offset of <see cref="Sentence"/> in the document's text, in UTF-16 code units.</summary>
    public int SentenceStart { get; init; }

    /// <summary>Offset of the evidence clause in the document's text.</summary>
    public int EvidenceStart { get; init; }

    /// <summary>Offset behind the evidence clause.</summary>
    public int EvidenceEnd { get; init; }

    /// <summary>The words that name the act, in the document's text.</summary>
    public TextSpan Trigger { get; init; }

    /// <summary>The document's text, which offsets index. Null unless asked for (<see cref="EventDetail.Text"/>).</summary>
    public string? Text { get; internal set; }

    /// <summary>Share of such events that are right, 0 to 1.</summary>
    public double Confidence { get; init; }

    /// <summary>How much the text is about it, 0 to 1.</summary>
    public double Salience { get; init; }

    /// <summary>Id of the happening that it reports; null where it was not brought together with others yet.</summary>
    public string? Happening { get; init; }

    /// <summary>How far the happening is borne out; null as above.</summary>
    public Standing? Standing { get; init; }

    /// <summary>Number of independent origins that assert the happening.</summary>
    public int? Independent { get; init; }

    /// <summary>Credibility of the information, 1 (confirmed) to 6 (cannot be judged).</summary>
    public int? Credibility { get; init; }

    /// <summary>Worth of the outlet, A to F; F (cannot be judged) where nobody graded it.</summary>
    public char Reliability { get; init; } = 'F';

    /// <summary>The event with everything that was read of it. Null unless asked for (<see cref="EventDetail.Whole"/>).</summary>
    public PoliticalEvent? Whole
    {
        get => _whole;
        init => _whole = value;
    }

    /// <summary>Gives the row the whole of its event.</summary>
    internal void Complete(PoliticalEvent? whole) => _whole = whole;
}

/// <summary>How much of an event is read from the store.</summary>
public enum EventDetail
{
    /// <summary>The columns of <see cref="EventRow"/>.</summary>
    Row,

    /// <summary>Also <see cref="EventRow.Whole"/>, which opens the document.</summary>
    Whole,

    /// <summary>Also <see cref="EventRow.Text"/>.</summary>
    Text,
}

/// <summary>A page of events, newest first.</summary>
/// <param name="Rows">The events; fewer than asked for only on the last page.</param>
/// <param name="Next">Cursor of the next page; null on the last.</param>
public sealed record EventPage(IReadOnlyList<EventRow> Rows, string? Next);
