using System.Text.Json.Serialization;
using Dragoman.Web.Api;

namespace Dragoman.Web.Mcp;

/// <summary>What the tool <c>search</c> answers.</summary>
/// <param name="Events">Events, newest first.</param>
/// <param name="Next">What to give as after for more; absent where there is no more.</param>
/// <param name="Total">Number of events that the query finds.</param>
public sealed record FoundEvents(IReadOnlyList<FoundEvent> Events, string? Next, long Total);

/// <summary>One event in few words.</summary>
/// <param name="Id">Id to give to the tool <c>evidence</c>: the document's, a slash, the event's.</param>
/// <param name="What">Who did what to whom, as codes and words.</param>
/// <param name="Date">When, as precise as known.</param>
/// <param name="Place">Where.</param>
/// <param name="Factuality">Whether it took place: happened, planned, denied and so on.</param>
/// <param name="SaidBy">On whose word it stands; absent for the text's own voice.</param>
/// <param name="Quote">The sentence that it was read from, word for word.</param>
/// <param name="Source">The outlet.</param>
/// <param name="Url">Address of the report.</param>
/// <param name="Published">When the report was published.</param>
/// <param name="Start">Offset of the quote in the document's text, in UTF-16 code units.</param>
/// <param name="Confidence">Share of such events that are right, 0 to 1.</param>
public sealed record FoundEvent(
    string Id,
    string What,
    string? Date,
    string? Place,
    string Factuality,
    string? SaidBy,
    string Quote,
    string? Source,
    string? Url,
    string? Published,
    int Start,
    double Confidence);

/// <summary>What the tool <c>evidence</c> answers.</summary>
/// <param name="Id">Id of the event.</param>
/// <param name="What">Who did what to whom.</param>
/// <param name="Date">When.</param>
/// <param name="Place">Where, and how narrow the point is.</param>
/// <param name="Factuality">Whether it took place.</param>
/// <param name="SaidBy">On whose word it stands; absent for the text's own voice.</param>
/// <param name="Saying">That speaker's words.</param>
/// <param name="Quotes">The sentences, word for word, each with its offsets; the first telling first.</param>
/// <param name="Document">Where it was told.</param>
/// <param name="Citation">One line to cite.</param>
/// <param name="Corrections">What readers said is wrong with it and editors accepted.</param>
public sealed record EvidenceAnswer(
    string Id,
    string What,
    string? Date,
    string? Place,
    string Factuality,
    string? SaidBy,
    string? Saying,
    IReadOnlyList<Quote> Quotes,
    DocumentReference Document,
    string Citation,
    IReadOnlyList<string> Corrections);

/// <summary>What the tool <c>happening</c> answers.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Best">The report that tells it best.</param>
/// <param name="Standing">single report, corroborated, disputed or retracted.</param>
/// <param name="Independent">Number of independent origins that assert it.</param>
/// <param name="Outlets">Number of outlets that report it.</param>
/// <param name="Denials">Number of reports that deny it.</param>
/// <param name="Positions">Who says what of it.</param>
/// <param name="Numbers">The numbers side by side, with whose word they are.</param>
/// <param name="Reports">Its reports in order of publication, twelve at most.</param>
public sealed record HappeningFound(
    string Id,
    FoundEvent Best,
    string Standing,
    int Independent,
    int Outlets,
    int Denials,
    IReadOnlyList<string> Positions,
    IReadOnlyList<string> Numbers,
    IReadOnlyList<FoundEvent> Reports);

/// <summary>What the tool <c>article</c> answers.</summary>
/// <param name="Document">Where it was published.</param>
/// <param name="From">Offset of the piece, in UTF-16 code units.</param>
/// <param name="To">Offset behind it.</param>
/// <param name="Length">Length of the whole text.</param>
/// <param name="Text">The piece.</param>
/// <param name="Events">Ids of the events whose evidence stands in the piece.</param>
public sealed record ArticlePiece(DocumentReference Document, int From, int To, int Length, string Text, IReadOnlyList<string> Events);

/// <summary>What the tool <c>actor</c> answers.</summary>
/// <param name="Name">The name that was asked for.</param>
/// <param name="On">The day that was asked for.</param>
/// <param name="Candidates">What the tables say that the name stands for, the likeliest first.</param>
/// <param name="Events">Number of events with the likeliest code; absent where there is no code.</param>
/// <param name="Relations">With whom most passed: pairs with counts.</param>
public sealed record ActorFound(string Name, string? On, IReadOnlyList<WhoRow> Candidates, long? Events, IReadOnlyList<string> Relations);

/// <summary>The JSON of the tools.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FoundEvents))]
[JsonSerializable(typeof(EvidenceAnswer))]
[JsonSerializable(typeof(ArticlePiece))]
[JsonSerializable(typeof(HappeningFound))]
[JsonSerializable(typeof(ActorFound))]
internal sealed partial class McpJsonContext : JsonSerializerContext;
