using System.Text.Json.Serialization;
using Dragoman.Records.Json;

namespace Dragoman.Records;

/// <summary>
/// Everything read out of one document. The output of <c>dragoman code</c>, and what the store keeps.
/// All offsets index <see cref="Text"/>, in UTF-16 code units, ends exclusive.
/// </summary>
public sealed class CodedDocument
{
    /// <summary>The caller's id; in the store, the id derived from the content.</summary>
    [JsonConverter(typeof(IdentityConverter))]
    public string? Id { get; init; }

    /// <summary>The text that offsets index: as handed in, or a page's kept blocks.</summary>
    public required string Text { get; init; }

    /// <summary>Headline.</summary>
    public string? Title { get; init; }

    /// <summary>Date of publication, <c>2019-03-29</c>; null where unknown.</summary>
    public string? Date { get; init; }

    /// <summary>Address that it came from.</summary>
    public string? Url { get; init; }

    /// <summary>Name of the publisher.</summary>
    public string? Source { get; init; }

    /// <summary>BCP 47 tag, <c>en</c>.</summary>
    public string? Language { get; init; }

    /// <summary>Name and version of the engine that read it, as <see cref="EngineVersion.Current"/>.</summary>
    public required string Engine { get; init; }

    /// <summary>Who published the text first, where it says so.</summary>
    public Origin? Origin { get; init; }

    /// <summary>What each piece of the text is.</summary>
    public IReadOnlyList<Part> Parts { get; init; } = [];

    /// <summary>Sentences, in text order.</summary>
    public IReadOnlyList<Extent> Sentences { get; init; } = [];

    /// <summary>Persons, bodies, places, groups and equipment that the text names, in text order.</summary>
    public IReadOnlyList<Mention> Mentions { get; init; } = [];

    /// <summary>Who did what to whom, in the order of their evidence.</summary>
    public IReadOnlyList<PoliticalEvent> Events { get; init; } = [];

    /// <summary>Who said what, in text order.</summary>
    public IReadOnlyList<Statement> Statements { get; init; } = [];

    /// <summary>Time expressions, in text order.</summary>
    public IReadOnlyList<TimeExpression> Times { get; init; } = [];

    /// <summary>Amounts, in text order.</summary>
    public IReadOnlyList<Quantity> Quantities { get; init; } = [];
}

/// <summary>A name or description of somebody or something in the text.</summary>
public sealed record Mention
{
    /// <summary>Unique in the document: <c>m1</c>, <c>m2</c> ….</summary>
    public required string Id { get; init; }

    /// <summary>Offset of the first UTF-16 code unit.</summary>
    public required int Start { get; init; }

    /// <summary>Offset behind the last UTF-16 code unit.</summary>
    public required int End { get; init; }

    /// <summary>What kind of thing is named.</summary>
    public required MentionKind Kind { get; init; }

    /// <summary>The name without title and description.</summary>
    public string? Name { get; init; }

    /// <summary>Who it is as an actor; null where it cannot be one.</summary>
    public Actor? Actor { get; init; }

    /// <summary>Where it lies; null where it is no place or could not be found.</summary>
    public Place? Place { get; init; }

    /// <summary>ISO 3166-1 alpha-3 code of the country that makes a piece of equipment.</summary>
    public string? Maker { get; init; }

    /// <summary>Id of the earlier mention of the same thing.</summary>
    public string? Corefers { get; init; }
}

/// <summary>What a mention names.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MentionKind>))]
public enum MentionKind
{
    /// <summary>None of the others.</summary>
    [JsonStringEnumMemberName("other")] Other,

    /// <summary>One human being.</summary>
    [JsonStringEnumMemberName("person")] Person,

    /// <summary>A body with members: ministry, company, state as a party.</summary>
    [JsonStringEnumMemberName("organization")] Organization,

    /// <summary>A place on the map.</summary>
    [JsonStringEnumMemberName("place")] Place,

    /// <summary>Several people under one description: "Russian troops".</summary>
    [JsonStringEnumMemberName("group")] Group,

    /// <summary>A weapon, vehicle, ship or aircraft.</summary>
    [JsonStringEnumMemberName("equipment")] Equipment,
}

/// <summary>A mention resolved to the code of an actor (ONTOLOGY.md §3).</summary>
public sealed record Actor
{
    /// <summary>Country or international code, then up to three sectors: <c>USAGOV</c>. Null where nothing is known.</summary>
    public string? Code { get; init; }

    /// <summary>ISO 3166-1 alpha-3 code, or one of the seven international codes.</summary>
    public string? Country { get; init; }

    /// <summary>Sectors, primary first, three at most.</summary>
    public IReadOnlyList<string> Sectors { get; init; } = [];

    /// <summary>Full name.</summary>
    public string? Name { get; init; }

    /// <summary>Office or function.</summary>
    public string? Role { get; init; }

    /// <summary>True where somebody else claims the same office.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Contested { get; init; }
}

/// <summary>A place on the map, and why it was taken for this one.</summary>
public sealed record Place
{
    /// <summary>Name in the gazetteer.</summary>
    public required string Name { get; init; }

    /// <summary>ISO 3166-1 alpha-3 code.</summary>
    public string? Country { get; init; }

    /// <summary>First-order administrative division.</summary>
    public string? Admin1 { get; init; }

    /// <summary>Second-order administrative division.</summary>
    public string? Admin2 { get; init; }

    /// <summary>Feature code of GeoNames: <c>PPLC</c>, <c>PCLI</c> ….</summary>
    public string? Feature { get; init; }

    /// <summary>Degrees north, −90 to 90.</summary>
    public double? Lat { get; init; }

    /// <summary>Degrees east, −180 to 180.</summary>
    public double? Lon { get; init; }

    /// <summary>Id in GeoNames.</summary>
    public long? Geonames { get; init; }

    /// <summary>How narrow the point is: <c>country</c>, <c>admin1</c>, <c>city</c> ….</summary>
    public string? Precision { get; init; }

    /// <summary>How sure the choice is, 0 to 1.</summary>
    public double? Score { get; init; }

    /// <summary>Why this place.</summary>
    public string? Reason { get; init; }
}

/// <summary>One coded event: one act by one actor, named by words of the text.</summary>
public sealed record PoliticalEvent
{
    /// <summary>Unique in the document: <c>e1</c>, <c>e2</c> ….</summary>
    public required string Id { get; init; }

    /// <summary>What was done.</summary>
    public required EventType Type { get; init; }

    /// <summary>How, one of the modes of the type in <c>modes.tsv</c>; null for none.</summary>
    public string? Mode { get; init; }

    /// <summary>Why or about what, of the 37 contexts.</summary>
    public IReadOnlyList<string> Contexts { get; init; } = [];

    /// <summary>CAMEO code, a string: <c>020</c> and <c>20</c> differ.</summary>
    public string? Cameo { get; init; }

    /// <summary>1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.</summary>
    public int Quad { get; init; }

    /// <summary>Goldstein value of the CAMEO code, −10 to 10; null where the scale has none.</summary>
    public double? Goldstein { get; init; }

    /// <summary>Who did it.</summary>
    public required Participant Actor { get; init; }

    /// <summary>To whom it was done; null where the text names nobody.</summary>
    public Participant? Recipient { get; init; }

    /// <summary>When it was done, ISO 8601 as precise as known: <c>2019-03-29</c>, <c>2019-03</c>, <c>2019</c>, a range with a slash.</summary>
    public string? Date { get; init; }

    /// <summary>How precise <see cref="Date"/> is.</summary>
    public DatePrecision DatePrecision { get; init; }

    /// <summary>What the date was taken from.</summary>
    public DateOrigin? DateFrom { get; init; }

    /// <summary>Where it was done.</summary>
    public Place? Place { get; init; }

    /// <summary>Status of the act that the trigger words name.</summary>
    public Factuality Factuality { get; init; }

    /// <summary>Id of the statement on whose word the event stands; null for the text's own voice.</summary>
    public string? AssertedBy { get; init; }

    /// <summary>How many were killed, hurt, held or took part.</summary>
    public Magnitude? Magnitude { get; init; }

    /// <summary>The first telling.</summary>
    public required Evidence Evidence { get; init; }

    /// <summary>Later tellings and contrary positions, in text order.</summary>
    public IReadOnlyList<Telling> Also { get; init; } = [];

    /// <summary>Name of the rule that read it.</summary>
    public string? Rule { get; init; }

    /// <summary>Share of such events that are right, 0 to 1.</summary>
    public double Confidence { get; init; }

    /// <summary>How much the text is about it, 0 to 1.</summary>
    public double Salience { get; init; }
}

/// <summary>Actor or recipient of an event, in the words of its sentence.</summary>
public sealed record Participant
{
    /// <summary>Id of the mention.</summary>
    public string? Mention { get; init; }

    /// <summary>The words.</summary>
    public required string Text { get; init; }

    /// <summary>Offset of the first UTF-16 code unit.</summary>
    public required int Start { get; init; }

    /// <summary>Offset behind the last UTF-16 code unit.</summary>
    public required int End { get; init; }

    /// <summary>Actor code; null where it cannot be resolved.</summary>
    public string? Code { get; init; }

    /// <summary>True where the words stand for another (a pronoun, an office, a metonym) or in another sentence.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Inferred { get; init; }
}

/// <summary>The words that an event was read from.</summary>
/// <param name="Sentence">Index of the sentence in the document, 0 the first.</param>
/// <param name="Start">Offset of the first UTF-16 code unit of the clause.</param>
/// <param name="End">Offset behind its last.</param>
/// <param name="Trigger">The words that name the act.</param>
public sealed record Evidence(int Sentence, int Start, int End, TextSpan Trigger);

/// <summary>Another telling of an event, or a contrary position on it.</summary>
/// <param name="Sentence">Index of the sentence in the document.</param>
/// <param name="Start">Offset of the first UTF-16 code unit of the clause.</param>
/// <param name="End">Offset behind its last.</param>
/// <param name="Trigger">The words that name the act.</param>
/// <param name="AssertedBy">Id of the statement on whose word this telling stands.</param>
/// <param name="Factuality">What this telling says of the act.</param>
public sealed record Telling(int Sentence, int Start, int End, TextSpan Trigger, string? AssertedBy, Factuality Factuality);

/// <summary>How many, by what befell them.</summary>
/// <param name="Killed">People killed.</param>
/// <param name="Injured">People hurt.</param>
/// <param name="Arrested">People held.</param>
/// <param name="Count">People who took part.</param>
public sealed record Magnitude(Amount? Killed, Amount? Injured, Amount? Arrested, Amount? Count);

/// <summary>A number with its bounds (ONTOLOGY.md §2.6); null where the words give none.</summary>
/// <param name="Value">The number, exactly or nearly.</param>
/// <param name="Low">The least that the words allow.</param>
/// <param name="High">The most that the words allow.</param>
public sealed record Amount(double? Value, double? Low, double? High);

/// <summary>Somebody's words as the text gives them.</summary>
public sealed record Statement
{
    /// <summary>Unique in the document: <c>s1</c>, <c>s2</c> ….</summary>
    public required string Id { get; init; }

    /// <summary>Whether the words are quoted, told, or both.</summary>
    public required StatementKind Kind { get; init; }

    /// <summary>Who speaks; null where the text names nobody.</summary>
    public Speaker? Speaker { get; init; }

    /// <summary>The words that say that it was said.</summary>
    public Extent? Cue { get; init; }

    /// <summary>What was said.</summary>
    public required Extent Content { get; init; }

    /// <summary>Id of the statement that this one stands in.</summary>
    public string? Parent { get; init; }

    /// <summary>Id of the statement that this one goes on from.</summary>
    public string? Continues { get; init; }

    /// <summary>What the speaker says of the content.</summary>
    public Factuality? Factuality { get; init; }

    /// <summary>When it was said.</summary>
    public string? Date { get; init; }

    /// <summary>Where or to whom it was said.</summary>
    public Extent? Venue { get; init; }
}

/// <summary>Who makes a statement, in the words of the text.</summary>
/// <param name="Mention">Id of the mention.</param>
/// <param name="Text">The words.</param>
/// <param name="Start">Offset of the first UTF-16 code unit.</param>
/// <param name="End">Offset behind the last.</param>
public sealed record Speaker(string? Mention, string Text, int Start, int End);

/// <summary>How somebody's words are given.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StatementKind>))]
public enum StatementKind
{
    /// <summary>Told in the writer's words.</summary>
    [JsonStringEnumMemberName("indirect")] Indirect,

    /// <summary>In quotation marks.</summary>
    [JsonStringEnumMemberName("direct")] Direct,

    /// <summary>Told, with quoted pieces.</summary>
    [JsonStringEnumMemberName("mixed")] Mixed,
}

/// <summary>An expression of time, and its value in the writing of TIMEX3.</summary>
/// <param name="Start">Offset of the first UTF-16 code unit.</param>
/// <param name="End">Offset behind the last.</param>
/// <param name="Type">What kind of time.</param>
/// <param name="Value">TIMEX3 value: <c>2019-03-29</c>, <c>XXXX-05-29</c>, <c>P3D</c>.</param>
/// <param name="Resolved">True where the value is a place on the calendar or a full length; false rather than a guess.</param>
public sealed record TimeExpression(int Start, int End, TimeType Type, string Value, bool Resolved);

/// <summary>Kind of a time expression, as in TIMEX3.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TimeType>))]
public enum TimeType
{
    /// <summary>A day or longer on the calendar.</summary>
    [JsonStringEnumMemberName("DATE")] Date,

    /// <summary>A time of day.</summary>
    [JsonStringEnumMemberName("TIME")] Time,

    /// <summary>A length of time.</summary>
    [JsonStringEnumMemberName("DURATION")] Duration,

    /// <summary>A repetition.</summary>
    [JsonStringEnumMemberName("SET")] Set,
}

/// <summary>An amount of something that the text states (ONTOLOGY.md §2.6).</summary>
public sealed record Quantity
{
    /// <summary>Offset of the first UTF-16 code unit.</summary>
    public required int Start { get; init; }

    /// <summary>Offset behind the last.</summary>
    public required int End { get; init; }

    /// <summary>The number given as the amount; null where the words give only bounds.</summary>
    public double? Value { get; init; }

    /// <summary>The least that the words allow.</summary>
    public double? Low { get; init; }

    /// <summary>The most that the words allow.</summary>
    public double? High { get; init; }

    /// <summary>True for "about", "nearly", "some".</summary>
    public bool Approximate { get; init; }

    /// <summary>What is counted: <c>military personnel</c>.</summary>
    public string? Of { get; init; }

    /// <summary>Unit or ISO 4217 currency: <c>km</c>, <c>USD</c>, <c>%</c>.</summary>
    public string? Unit { get; init; }

    /// <summary>Id of the mention that is counted.</summary>
    public string? Mention { get; init; }

    /// <summary>Id of the statement that gives the number.</summary>
    public string? Statement { get; init; }
}
