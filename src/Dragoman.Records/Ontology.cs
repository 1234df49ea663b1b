using System.Text.Json.Serialization;
using Dragoman.Records.Json;

namespace Dragoman.Records;

/// <summary>The sixteen PLOVER types (ONTOLOGY.md §1).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EventType>))]
public enum EventType
{
    /// <summary>Commits itself, or is willing, to cooperate later.</summary>
    [JsonStringEnumMemberName("AGREE")] Agree,

    /// <summary>Meets, visits, talks with.</summary>
    [JsonStringEnumMemberName("CONSULT")] Consult,

    /// <summary>Backs in words; recognises; signs or ratifies.</summary>
    [JsonStringEnumMemberName("SUPPORT")] Support,

    /// <summary>Gives ground in words, or promises to.</summary>
    [JsonStringEnumMemberName("CONCEDE")] Concede,

    /// <summary>Exchanges something useful to both sides.</summary>
    [JsonStringEnumMemberName("COOPERATE")] Cooperate,

    /// <summary>Gives something useful mainly to the recipient.</summary>
    [JsonStringEnumMemberName("AID")] Aid,

    /// <summary>Gives ground in deeds.</summary>
    [JsonStringEnumMemberName("RETREAT")] Retreat,

    /// <summary>Asks, demands or orders.</summary>
    [JsonStringEnumMemberName("REQUEST")] Request,

    /// <summary>Criticises, blames, charges or investigates.</summary>
    [JsonStringEnumMemberName("ACCUSE")] Accuse,

    /// <summary>Refuses.</summary>
    [JsonStringEnumMemberName("REJECT")] Reject,

    /// <summary>Warns of harm it will or may do.</summary>
    [JsonStringEnumMemberName("THREATEN")] Threaten,

    /// <summary>Dissents as a crowd or group of civilians.</summary>
    [JsonStringEnumMemberName("PROTEST")] Protest,

    /// <summary>Cuts back relations that existed.</summary>
    [JsonStringEnumMemberName("SANCTION")] Sanction,

    /// <summary>Moves or readies armed power without using it.</summary>
    [JsonStringEnumMemberName("MOBILIZE")] Mobilize,

    /// <summary>Uses power over someone short of violence.</summary>
    [JsonStringEnumMemberName("COERCE")] Coerce,

    /// <summary>Does something that can gravely harm bodies.</summary>
    [JsonStringEnumMemberName("ASSAULT")] Assault,
}

/// <summary>Whether an act took place (ONTOLOGY.md §1.17).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Factuality>))]
public enum Factuality
{
    /// <summary>It took place.</summary>
    [JsonStringEnumMemberName("happened")] Happened,

    /// <summary>It is taking place.</summary>
    [JsonStringEnumMemberName("ongoing")] Ongoing,

    /// <summary>The actor means to do it.</summary>
    [JsonStringEnumMemberName("planned")] Planned,

    /// <summary>The actor holds it out as a harm.</summary>
    [JsonStringEnumMemberName("threatened")] Threatened,

    /// <summary>It may have taken place, or may take place.</summary>
    [JsonStringEnumMemberName("possible")] Possible,

    /// <summary>It would take place under a condition.</summary>
    [JsonStringEnumMemberName("hypothetical")] Hypothetical,

    /// <summary>It is said not to have taken place.</summary>
    [JsonStringEnumMemberName("denied")] Denied,
}

/// <summary>How precise an event's date is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DatePrecision>))]
public enum DatePrecision
{
    /// <summary>Not known at all.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown,

    /// <summary>One day.</summary>
    [JsonStringEnumMemberName("day")] Day,

    /// <summary>One month.</summary>
    [JsonStringEnumMemberName("month")] Month,

    /// <summary>One year.</summary>
    [JsonStringEnumMemberName("year")] Year,

    /// <summary>Between two days.</summary>
    [JsonStringEnumMemberName("range")] Range,
}

/// <summary>
/// What an event's date was taken from: a time expression of the document, the document's own date, or its dateline.
/// Written in JSON as an index into <c>times</c>, <c>"document"</c> or <c>"dateline"</c>.
/// </summary>
[JsonConverter(typeof(DateOriginConverter))]
public readonly record struct DateOrigin
{
    private readonly int _code;

    private DateOrigin(int code) => _code = code;

    /// <summary>The date that the document came with.</summary>
    public static DateOrigin Document => default;

    /// <summary>The date in the dateline.</summary>
    public static DateOrigin Dateline => new(-1);

    /// <summary>A time expression.</summary>
    /// <param name="index">Its index in <see cref="CodedDocument.Times"/>, 0 or more.</param>
    public static DateOrigin Time(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new DateOrigin(index + 1);
    }

    /// <summary>Index into <see cref="CodedDocument.Times"/>; null for the document's date and the dateline.</summary>
    [JsonIgnore]
    public int? TimeIndex => _code > 0 ? _code - 1 : null;
}
