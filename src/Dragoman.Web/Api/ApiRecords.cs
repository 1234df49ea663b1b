using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dragoman.Records;
using Dragoman.Store;
using Microsoft.AspNetCore.Mvc;

namespace Dragoman.Web.Api;

/// <summary>A page of events.</summary>
/// <param name="Events">The events, newest first.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; absent on the last.</param>
public sealed record EventsAnswer(IReadOnlyList<EventRow> Events, string? Next);

/// <summary>One event with the words that it was read from, ready to be cited.</summary>
/// <param name="Document">Where it was told.</param>
/// <param name="Event">The event.</param>
/// <param name="Evidence">The words: first telling, then the others.</param>
/// <param name="AssertedBy">On whose word it stands; absent for the text's own voice.</param>
/// <param name="Citation">One line that names outlet, headline, date, address and words.</param>
/// <param name="Corrections">What readers said is wrong with it and editors accepted.</param>
public sealed record EventAnswer(
    DocumentReference Document,
    PoliticalEvent Event,
    IReadOnlyList<Quote> Evidence,
    StatementQuote? AssertedBy,
    string Citation,
    IReadOnlyList<EventCorrection> Corrections);

/// <summary>Where something was told.</summary>
/// <param name="Id">Id of the document in the store.</param>
/// <param name="Title">Headline.</param>
/// <param name="Url">Address.</param>
/// <param name="Source">Outlet.</param>
/// <param name="Origin">Who published the text first, where it says so.</param>
/// <param name="Published">When it was published, as it says.</param>
public sealed record DocumentReference(string Id, string? Title, string? Url, string? Source, string? Origin, string? Published);

/// <summary>Words of a document.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Start">Offset of the sentence in the document's text, in UTF-16 code units.</param>
/// <param name="End">Offset behind it.</param>
/// <param name="Words">The words that name the act.</param>
/// <param name="WordsStart">Their offset in the document's text.</param>
/// <param name="Factuality">What this telling says of the act.</param>
/// <param name="AssertedBy">Id of the statement on whose word this telling stands.</param>
public sealed record Quote(string Text, int Start, int End, string Words, int WordsStart, Factuality Factuality, string? AssertedBy);

/// <summary>A page of documents.</summary>
/// <param name="Documents">The documents, newest first.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; absent on the last.</param>
public sealed record DocumentsAnswer(IReadOnlyList<DocumentRow> Documents, string? Next);

/// <summary>A piece of a document's text.</summary>
/// <param name="Id">Id of the document.</param>
/// <param name="From">Offset of the first character, in UTF-16 code units.</param>
/// <param name="To">Offset behind the last.</param>
/// <param name="Length">Length of the whole text.</param>
/// <param name="Text">The piece.</param>
public sealed record TextAnswer(string Id, int From, int To, int Length, string Text);

/// <summary>Versions of a document at its address.</summary>
/// <param name="Versions">The versions, the first first; empty where it was read once.</param>
public sealed record VersionsAnswer(IReadOnlyList<DocumentVersion> Versions);

/// <summary>A page of statements.</summary>
/// <param name="Statements">The statements, those read last first.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; absent on the last.</param>
public sealed record StatementsAnswer(IReadOnlyList<StatementQuote> Statements, string? Next);

/// <summary>Counts of events by one field.</summary>
/// <param name="Kind">The field.</param>
/// <param name="Facets">Values with their counts.</param>
public sealed record FacetsAnswer(FacetKind Kind, IReadOnlyList<Facet> Facets);

/// <summary>Events over time.</summary>
/// <param name="Unit"><c>day</c>, <c>week</c>, <c>month</c> or <c>year</c>.</param>
/// <param name="Spans">Spans that have events, the first first. Events that are not dated to a day are left out.</param>
public sealed record TimelineAnswer(string Unit, IReadOnlyList<TimelineSpan> Spans);

/// <summary>Events of one day, week, month or year.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Quads">Events by quad class.</param>
/// <param name="Goldstein">Mean of their Goldstein values; absent where none has one.</param>
public sealed record TimelineSpan(DateOnly From, DateOnly To, QuadCounts Quads, double? Goldstein);

/// <summary>Pairs of sides.</summary>
/// <param name="Dyads">The pairs, the most frequent first.</param>
public sealed record DyadsAnswer(IReadOnlyList<DyadCount> Dyads);

/// <summary>Places.</summary>
/// <param name="Places">The places, the most frequent first.</param>
public sealed record PlacesAnswer(IReadOnlyList<PlaceCount> Places);

/// <summary>Names behind codes.</summary>
/// <param name="Actors">The names, the most frequent first.</param>
public sealed record ActorsAnswer(IReadOnlyList<NameCount> Actors);

/// <summary>One actor, by code.</summary>
/// <param name="Code">The code.</param>
/// <param name="Meaning">The code spelt out.</param>
/// <param name="Events">Events in which it acts or is acted upon.</param>
/// <param name="AsActor">Events in which it acts, by type.</param>
/// <param name="AsRecipient">Events in which it is acted upon, by type.</param>
/// <param name="Names">Names behind the code, as actor.</param>
/// <param name="Dyads">Relations: what passed between it and others, both ways.</param>
public sealed record ActorAnswer(
    string Code,
    string Meaning,
    long Events,
    IReadOnlyList<Facet> AsActor,
    IReadOnlyList<Facet> AsRecipient,
    IReadOnlyList<NameCount> Names,
    IReadOnlyList<DyadCount> Dyads);

/// <summary>What a name stands for.</summary>
/// <param name="Name">The name that was asked for.</param>
/// <param name="On">The day that was asked for; absent for the present of the tables.</param>
/// <param name="Candidates">Rows of the tables, the likeliest first; empty where they do not know the name.</param>
public sealed record WhoAnswer(string Name, string? On, IReadOnlyList<WhoRow> Candidates);

/// <summary>One row of the tables that a name may stand for.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Kind">What it is: person, body, country.</param>
/// <param name="Code">Actor code on the day; absent where nothing is known.</param>
/// <param name="Country">Country or international code.</param>
/// <param name="Sectors">Sectors on the day.</param>
/// <param name="Held">Whether the office was held, or the thing was there, on the day.</param>
/// <param name="Office">The office that counts on the day.</param>
/// <param name="From">Since when.</param>
/// <param name="Until">Until when.</param>
/// <param name="Contested">Whether somebody else claims the office.</param>
/// <param name="RecognizedBy">Who recognised a contested claim.</param>
/// <param name="Reason">Why it has this rank and this code.</param>
/// <param name="Source">Table, line and where the row came from.</param>
public sealed record WhoRow(
    string Name,
    string Kind,
    string? Code,
    string? Country,
    IReadOnlyList<string> Sectors,
    bool Held,
    string? Office,
    string? From,
    string? Until,
    bool Contested,
    IReadOnlyList<string> RecognizedBy,
    string Reason,
    string? Source);

/// <summary>The sources that are watched.</summary>
/// <param name="Sources">The sources, by address.</param>
public sealed record SourcesAnswer(IReadOnlyList<WatchedSource> Sources);

/// <summary>A source to be watched.</summary>
/// <param name="Url">Its address, http or https.</param>
/// <param name="Kind">What it is; a feed where not said.</param>
/// <param name="Title">Its name.</param>
/// <param name="Category">Folder that it stands in.</param>
public sealed record SourceRequest(string? Url, SourceKind Kind = SourceKind.Feed, string? Title = null, string? Category = null);

/// <summary>Inputs that could not be read.</summary>
/// <param name="Problems">The problems, the latest first.</param>
public sealed record ProblemsAnswer(IReadOnlyList<SourceProblem> Problems);

/// <summary>A field of the query language.</summary>
/// <param name="Name">Name, before the colon.</param>
/// <param name="Description">What it asks for.</param>
/// <param name="Values">Every value that it may take; empty where values are open.</param>
/// <param name="AllowsNone">Whether <c>none</c> asks for events that have nothing there.</param>
public sealed record FieldRow(string Name, string Description, IReadOnlyList<string> Values, bool AllowsNone);

/// <summary>The query language, or a query that was read.</summary>
/// <param name="Fields">The fields.</param>
public sealed record FieldsAnswer(IReadOnlyList<FieldRow> Fields);

/// <summary>A query that could be read.</summary>
/// <param name="Query">It in canonical writing.</param>
/// <param name="Count">Number of events that it finds.</param>
public sealed record QueryAnswer(string Query, long Count);

/// <summary>Queries that are kept under a name.</summary>
/// <param name="Queries">The queries, by name.</param>
public sealed record SavedQueriesAnswer(IReadOnlyList<SavedQueryRow> Queries);

/// <summary>A query that is kept under a name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Query">It in canonical writing.</param>
/// <param name="SavedAt">When it was saved.</param>
public sealed record SavedQueryRow(string Name, string Query, DateTimeOffset SavedAt);

/// <summary>A query to be kept.</summary>
/// <param name="Query">The query.</param>
public sealed record SaveQueryRequest(string? Query);

/// <summary>A page of happenings.</summary>
/// <param name="Happenings">The happenings, newest first.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; absent on the last.</param>
public sealed record HappeningsAnswer(IReadOnlyList<HappeningRow> Happenings, string? Next);

/// <summary>A page of stories.</summary>
/// <param name="Stories">The stories, the one with the newest report first.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; absent on the last.</param>
public sealed record StoriesAnswer(IReadOnlyList<StoryRow> Stories, string? Next);

/// <summary>Outlets that were graded.</summary>
/// <param name="Publishers">The outlets, by name.</param>
public sealed record ReliabilitiesAnswer(IReadOnlyList<PublisherReliability> Publishers);

/// <summary>A page of corrections.</summary>
/// <param name="Corrections">The corrections, the latest first.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; absent on the last.</param>
public sealed record CorrectionsAnswer(IReadOnlyList<EventCorrection> Corrections, string? Next);

/// <summary>A correction to be kept.</summary>
/// <param name="Document">Id of the document.</param>
/// <param name="Event">Id of the event in it: <c>e1</c>; absent for one that was missed.</param>
/// <param name="Aspect">What is wrong.</param>
/// <param name="Value">What is right, at most 500 characters; absent where not known.</param>
/// <param name="Note">Why, at most 4,000 characters.</param>
/// <param name="Start">Of a missed event: offset in the document's text of the words that tell of it, in UTF-16 code units.</param>
/// <param name="End">Of a missed event: offset behind them.</param>
/// <param name="Type">Of a missed event: its type, <c>ACCUSE</c>; absent where not known.</param>
/// <param name="Actor">Of a missed event: who acts, in words or as a code.</param>
/// <param name="Recipient">Of a missed event: to whom.</param>
public sealed record CorrectionRequest(
    string? Document, string? Event, CorrectionAspect Aspect, string? Value, string? Note,
    int? Start = null, int? End = null, string? Type = null, string? Actor = null, string? Recipient = null);

/// <summary>A decision on a correction.</summary>
/// <param name="Accepted">Whether it is right; absent to take a decision back.</param>
/// <param name="Reason">Why, at most 4,000 characters.</param>
public sealed record DecisionRequest(bool? Accepted, string? Reason);

/// <summary>A page of the audit log.</summary>
/// <param name="Entries">The lines, the latest first.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; absent on the last.</param>
public sealed record AuditAnswer(IReadOnlyList<AuditEntry> Entries, string? Next);

/// <summary>Who asks.</summary>
/// <param name="Name">Name of the account; <c>local</c> where nobody needs to sign in.</param>
/// <param name="Role">What they may do.</param>
/// <param name="SignInRequired">Whether one must sign in here.</param>
public sealed record MeAnswer(string Name, string Role, bool SignInRequired);

/// <summary>What the live stream says of a new document.</summary>
/// <param name="Document">The document.</param>
/// <param name="Events">Its events that fit the query, ten at most.</param>
public sealed record LiveAnswer(DocumentRow Document, IReadOnlyList<EventRow> Events);

/// <summary>The JSON of the API, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EventsAnswer))]
[JsonSerializable(typeof(EventAnswer))]
[JsonSerializable(typeof(DocumentsAnswer))]
[JsonSerializable(typeof(TextAnswer))]
[JsonSerializable(typeof(VersionsAnswer))]
[JsonSerializable(typeof(StatementsAnswer))]
[JsonSerializable(typeof(FacetsAnswer))]
[JsonSerializable(typeof(TimelineAnswer))]
[JsonSerializable(typeof(DyadsAnswer))]
[JsonSerializable(typeof(PlacesAnswer))]
[JsonSerializable(typeof(ActorsAnswer))]
[JsonSerializable(typeof(ActorAnswer))]
[JsonSerializable(typeof(WhoAnswer))]
[JsonSerializable(typeof(SourcesAnswer))]
[JsonSerializable(typeof(SourceRequest))]
[JsonSerializable(typeof(ProblemsAnswer))]
[JsonSerializable(typeof(FieldsAnswer))]
[JsonSerializable(typeof(QueryAnswer))]
[JsonSerializable(typeof(CorrectionsAnswer))]
[JsonSerializable(typeof(EventCorrection))]
[JsonSerializable(typeof(CorrectionRequest))]
[JsonSerializable(typeof(DecisionRequest))]
[JsonSerializable(typeof(RulingsAnswer))]
[JsonSerializable(typeof(Ruling))]
[JsonSerializable(typeof(MergeRequest))]
[JsonSerializable(typeof(SplitRequest))]
[JsonSerializable(typeof(AuditAnswer))]
[JsonSerializable(typeof(MeAnswer))]
[JsonSerializable(typeof(KeysAnswer))]
[JsonSerializable(typeof(CitationAnswer))]
[JsonSerializable(typeof(ImportAnswer))]
[JsonSerializable(typeof(LiveAnswer))]
[JsonSerializable(typeof(NewAnswer))]
[JsonSerializable(typeof(ChangesAnswer))]
[JsonSerializable(typeof(RevisionsAnswer))]
[JsonSerializable(typeof(WhyAnswer))]
[JsonSerializable(typeof(OfficesAnswer))]
[JsonSerializable(typeof(CompletionsAnswer))]
[JsonSerializable(typeof(ArrangeRequest))]
[JsonSerializable(typeof(GradeRequest))]
[JsonSerializable(typeof(SavedQueriesAnswer))]
[JsonSerializable(typeof(SavedQueryRow))]
[JsonSerializable(typeof(SaveQueryRequest))]
[JsonSerializable(typeof(HappeningsAnswer))]
[JsonSerializable(typeof(HappeningDetail))]
[JsonSerializable(typeof(StoriesAnswer))]
[JsonSerializable(typeof(StoryDetail))]
[JsonSerializable(typeof(DocumentStanding))]
[JsonSerializable(typeof(ReliabilitiesAnswer))]
[JsonSerializable(typeof(StoreSummary))]
[JsonSerializable(typeof(CodedDocument))]
[JsonSerializable(typeof(Article))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(string))]
internal sealed partial class ApiJsonContext : JsonSerializerContext;

/// <summary>The one way in which the API writes JSON.</summary>
internal static class ApiJson
{
    /// <summary>Options as the API has them, for what is written elsewhere than in an answer.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>Sets options to write the records as everywhere else: camelCase, absent for null, letters of all scripts as themselves.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        // Answers are application/json with nosniff, never markup: no need to escape letters beyond JSON's own rules.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter<FacetKind>(JsonNamingPolicy.CamelCase));
        options.TypeInfoResolverChain.Insert(0, ApiJsonContext.Default);
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly();
        return options;
    }
}
