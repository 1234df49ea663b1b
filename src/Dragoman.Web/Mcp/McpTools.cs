using System.ComponentModel;
using System.Globalization;
using Dragoman.Knowledge;
using Dragoman.Store;
using Dragoman.Web.Api;
using Dragoman.Web.Review;
using Dragoman.Web.Views;
using ModelContextProtocol;

namespace Dragoman.Web.Mcp;

/// <summary>What assistants may ask: small answers, each with the words, the outlet, the address and the offsets, so that they can be cited.</summary>
internal sealed class McpTools(EventStore store, KnowledgeBase knowledge)
{
    private const int MaxFound = 25;
    private const int MaxPiece = 8_000;
    private const int MaxQuote = 600;
    private const int MaxReports = 12;

    [Description("Finds events in the news that was read: who did what to whom, when, where, and on whose word, each with the sentence that says so. "
        + "Conditions of the query must all hold: words or \"phrases\" of the text; actor:RUS recipient:USA with:UKR (country or actor codes, or names as actor:Bolton); "
        + "type:ACCUSE (AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT); "
        + "since:2019-03 until:2019-04-30 on:2019-03-29; place:VEN; source:\"Radio Equator\"; factuality:happened (planned, possible, denied …); asserted-by:USA; -type:CONSULT leaves out.")]
    public FoundEvents Search(
        [Description("The query; empty for everything, newest first.")] string query,
        [Description("Most events to give, 1 to 25.")] int limit = 10,
        [Description("next of the answer before, for more.")] string? after = null,
        CancellationToken cancellationToken = default)
    {
        if (limit is < 1 or > MaxFound) throw Wrong($"limit is a number from 1 to {MaxFound}.");
        if (!store.TryReadQuery(query, out var parsed, out var error)) throw Wrong($"The query cannot be read. {error}");
        var cursor = string.IsNullOrEmpty(after) ? null : after;
        if (cursor is not null && !EventStore.IsCursor(cursor)) throw Wrong("after is no cursor; take it from next of the answer before.");
        var page = store.Find(parsed, limit, cursor, cancellationToken);
        return new FoundEvents([.. page.Rows.Select(Of)], page.Next, store.Count(parsed, cancellationToken));
    }

    [Description("Gives the evidence of one event: the sentences word for word with their offsets, the outlet, the address, on whose word it stands, a line to cite, and accepted corrections.")]
    public EvidenceAnswer Evidence([Description("Id of the event as search gives it: DOCUMENT/e1.")] string id)
    {
        var slash = id.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0) throw Wrong("id is a document's id, a slash and an event's id, as search gives it.");
        if (ApiDocuments.Evidence(store, id[..slash], id[(slash + 1)..]) is not { } found) throw Wrong("There is no event of this id; take it from search.");
        var item = found.Event;
        return new EvidenceAnswer(
            id,
            What(Views.EventTypes.Of(item.Type).Name, item.Mode, item.Actor.Text, item.Actor.Code, item.Recipient?.Text, item.Recipient?.Code),
            item.Date,
            item.Place is { } place ? string.Join(", ", new[] { place.Name, place.Admin1, place.Country }.Where(part => part is { Length: > 0 })) + (place.Precision is { } narrow ? $" ({narrow})" : "") : null,
            FactualityText.Word(item.Factuality),
            item.AssertedBy is null ? null : found.AssertedBy?.SpeakerName ?? found.AssertedBy?.Speaker ?? "a speaker not named",
            found.AssertedBy?.Words,
            [.. found.Evidence.Take(10)],
            found.Document,
            found.Citation,
            [.. found.Corrections.Select(one => $"{Aspects.Words(one.Aspect)}{(one.Value is null ? "" : $" should be {one.Value}")} ({one.Author}, accepted by {one.DecidedBy}){(one.Note is null ? "" : ": " + one.Note)}")]);
    }

    [Description("Gives what several reports say of one happening: how far it is borne out, by how many independent origins, who asserts and who denies it, the numbers side by side, and its reports.")]
    public HappeningFound Happening([Description("Id of a happening, or of an event as search gives it (DOCUMENT/e1).")] string id)
    {
        var slash = id.IndexOf('/', StringComparison.Ordinal);
        var happening = slash > 0 ? store.HappeningOf(id[..slash], id[(slash + 1)..]) : id;
        if (happening is null || store.Happening(happening) is not { } found)
            throw Wrong("There is no happening of this id: reports may not have been brought together yet; ask for the evidence of the event instead.");
        var row = found.Happening;
        return new HappeningFound(
            row.Id,
            Of(row.Best),
            row.Standing.ToString().ToLowerInvariant() is var standing && standing == "alone" ? "single report" : standing,
            row.Independent,
            row.Publishers,
            row.Denials,
            [.. found.Positions.Take(10).Select(one => $"{one.Position.ToString().ToLowerInvariant()}: {one.Voice ?? "the texts’ own voice"} ({string.Join(", ", one.Outlets.Take(5))})")],
            [.. found.Numbers.Take(15).Select(one => string.Create(
                CultureInfo.InvariantCulture, $"{one.What}: {one.Amount.Value ?? one.Amount.Low ?? one.Amount.High} ({one.Voice ?? "the text’s own voice"}, {one.Outlet ?? "outlet not named"})"))],
            [.. found.Reports.Where(one => !one.IsSuperseded).Take(MaxReports).Select(one => Of(one.Row))]);
    }

    [Description("Gives the text of one article, in pieces of at most 8,000 characters, with the ids of the events that were read from the piece.")]
    public ArticlePiece Article(
        [Description("Id of the document: the part of an event's id before the slash.")] string document,
        [Description("Offset at which the piece begins.")] int from = 0,
        [Description("Length of the piece, 1 to 8,000 characters.")] int length = 4_000)
    {
        if (store.Get(document) is not { } found) throw Wrong("There is no document of this id; take it from search.");
        var text = found.Coded.Text;
        if (from < 0 || from > text.Length) throw Wrong(string.Create(CultureInfo.InvariantCulture, $"from is a number from 0 to {text.Length}, the length of the text."));
        if (length is < 1 or > MaxPiece) throw Wrong($"length is a number from 1 to {MaxPiece}.");
        var to = Math.Min(text.Length, from + length);
        return new ArticlePiece(
            ApiDocuments.Reference(found), from, to, text.Length, text[from..to],
            [.. found.Coded.Events.Where(item => item.Evidence.Trigger.Start >= from && item.Evidence.Trigger.Start < to).Take(100).Select(item => $"{found.Id}/{item.Id}")]);
    }

    [Description("Says who or what a name stands for on a day: office, code, country, since when and until when, whether others claim the office, and why; with the number of events and the most frequent relations of its code.")]
    public ActorFound Actor(
        [Description("A name, short form, acronym or office: Sergei Lavrov, NATO, the Kremlin.")] string name,
        [Description("A day, month or year: 2019-03-29. Absent for what the tables know as present.")] string? on = null,
        CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 200) throw Wrong("name has 1 to 200 characters.");
        if (!string.IsNullOrEmpty(on) && !ApiActors.IsDate(on)) throw Wrong("on is a day, month or year: 2019-03-29, 2019-03 or 2019.");
        var who = ApiActors.Find(knowledge, name, string.IsNullOrEmpty(on) ? null : on);
        if (who.Candidates is not [{ Code: { } code }, ..] || !ApiActors.IsCode(code)) return new ActorFound(who.Name, who.On, [.. who.Candidates.Take(5)], null, []);
        var facts = ApiActors.Of(store, code, EventQuery.Everything, cancellationToken);
        return new ActorFound(
            who.Name, who.On, [.. who.Candidates.Take(5)], facts.Events,
            [.. facts.Dyads.Take(8).Select(pair => string.Create(
                CultureInfo.InvariantCulture,
                $"{pair.Actor} to {pair.Recipient}: {pair.Quads.Total} events, {pair.Quads.Cooperation} cooperation, {pair.Quads.Conflict} conflict"))]);
    }

    private static FoundEvent Of(EventRow row) => new(
        $"{row.Document}/{row.Event}",
        What(Views.EventTypes.Of(row.Type).Name, row.Mode, row.ActorText, row.ActorCode, row.RecipientText, row.RecipientCode),
        row.Date,
        row.PlaceName is { } place ? row.PlaceCountry is { } country ? $"{place}, {country}" : place : null,
        FactualityText.Word(row.Factuality),
        row.AssertedBy is null ? null : row.SpeakerName ?? row.SpeakerText ?? "a speaker not named",
        row.Sentence.Length <= MaxQuote ? row.Sentence : row.Sentence[..MaxQuote] + "…",
        row.Publisher,
        SafeLink.Web(row.Url),
        row.Published,
        row.SentenceStart,
        Math.Round(row.Confidence, 2));

    private static string What(string type, string? mode, string actor, string? actorCode, string? recipient, string? recipientCode) =>
        $"{actor} ({actorCode ?? "unresolved"}) {type}{(mode is null ? "" : "/" + mode)}{(recipient is null ? "" : $" {recipient} ({recipientCode ?? "unresolved"})")}";

    private static McpException Wrong(string words) => new(words);
}
