using System.ComponentModel;
using Dragoman.Records;
using Dragoman.Store;
using Dragoman.Web.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dragoman.Web.Api;

/// <summary>Documents: lists, codings, texts, events with their evidence, statements, versions.</summary>
internal static class ApiDocuments
{
    private const string IdHelp = "Id of the document in the store, 26 characters.";
    private const int MaxText = 1_000_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/documents", Documents)
            .WithTags("Documents")
            .WithSummary("Documents, newest first, those with the given words where there are any")
            .Produces<DocumentsAnswer>()
            .Problems(400);
        api.MapGet("/documents/{id}", Document)
            .WithTags("Documents")
            .WithSummary("Everything that was read out of one document")
            .WithDescription("The coded document, as dragoman code writes it. All offsets index its text, in UTF-16 code units, ends exclusive.")
            .Produces<CodedDocument>()
            .Problems(404, 422);
        api.MapGet("/documents/{id}/article", Article)
            .WithTags("Documents")
            .WithSummary("The cleaned article: body, captions, notices, origin")
            .Produces<Article>()
            .Problems(404, 422);
        api.MapGet("/documents/{id}/text", Text)
            .WithTags("Documents")
            .WithSummary("A piece of a document's text")
            .Produces<TextAnswer>()
            .Problems(400, 404);
        api.MapGet("/documents/{id}/events/{event}", Event)
            .WithTags("Documents")
            .WithSummary("One event with its evidence, ready to be cited")
            .Produces<EventAnswer>()
            .Problems(404);
        api.MapGet("/documents/{id}/statements", DocumentStatements)
            .WithTags("Statements")
            .WithSummary("The statements of one document with their words")
            .Produces<StatementsAnswer>()
            .Problems(404, 422);
        api.MapGet("/documents/{id}/versions", Versions)
            .WithTags("Documents")
            .WithSummary("The versions of what stood at the document's address")
            .Produces<VersionsAnswer>()
            .Problems(404);
        api.MapGet("/statements", Statements)
            .WithTags("Statements")
            .WithSummary("Statements, those read last first")
            .Produces<StatementsAnswer>()
            .Problems(400);
    }

    /// <summary>One event with its evidence; null where document or event are not there.</summary>
    public static EventAnswer? Evidence(EventStore store, string id, string eventId)
    {
        if (store.Get(id) is not { } document || document.Coded.Events.FirstOrDefault(one => one.Id == eventId) is not { } item) return null;
        var coded = document.Coded;
        var evidence = new List<Quote>
        {
            QuoteOf(coded, item.Evidence.Sentence, item.Evidence.Start, item.Evidence.End, item.Evidence.Trigger, item.Factuality, item.AssertedBy),
        };
        evidence.AddRange(item.Also.Select(also => QuoteOf(coded, also.Sentence, also.Start, also.End, also.Trigger, also.Factuality, also.AssertedBy)));
        var asserted = item.AssertedBy is { } by && coded.Statements.FirstOrDefault(one => one.Id == by) is { } statement
            ? StatementQuote.Of(id, coded, statement)
            : null;
        var reference = Reference(document);
        return new EventAnswer(reference, item, evidence, asserted, Cite(reference, evidence[0].Text), Accepted(store, document, item));
    }

    /// <summary>Where a document was published.</summary>
    public static DocumentReference Reference(StoredDocument document) => new(
        document.Id,
        document.Article.Title ?? document.Coded.Title,
        SafeLink.Web(document.Article.Url ?? document.Coded.Url),
        document.Article.Publisher ?? document.Coded.Source,
        document.Coded.Origin?.Publisher ?? document.Article.Origin?.Publisher,
        document.Article.Published ?? document.Coded.Date);

    /// <summary>One line that names outlet, headline, date, address and words.</summary>
    public static string Cite(DocumentReference document, string words)
    {
        var parts = new[]
        {
            document.Origin is { } origin && origin != document.Source ? $"{document.Source ?? "outlet not named"} (first published by {origin})" : document.Source ?? "outlet not named",
            document.Title is { } title ? $"“{title}”" : null,
            document.Published is { } published ? DateText.Words(published) : "date not known",
            document.Url,
        };
        return $"{string.Join(", ", parts.Where(part => part is not null))}: “{words}”";
    }

    /// <summary>Accepted corrections of an event, found by its words.</summary>
    public static IReadOnlyList<EventCorrection> Accepted(EventStore store, StoredDocument document, PoliticalEvent item) =>
    [
        .. store.CorrectionsOf(document.Id)
            .Where(one => one.State == CorrectionState.Accepted && CorrectionMatch.Find(one, document.Coded)?.Id == item.Id),
    ];

    private static Quote QuoteOf(CodedDocument document, int sentence, int start, int end, TextSpan trigger, Factuality factuality, string? assertedBy)
    {
        var text = document.Text;
        var (from, to) = sentence >= 0 && sentence < document.Sentences.Count
            ? (document.Sentences[sentence].Start, document.Sentences[sentence].End)
            : (start, end);
        from = Math.Clamp(from, 0, text.Length);
        to = Math.Clamp(to, from, Math.Min(text.Length, from + StatementQuote.MaximumWords));
        var wordsStart = Math.Clamp(trigger.Start, 0, text.Length);
        var wordsEnd = Math.Clamp(trigger.End, wordsStart, Math.Min(text.Length, wordsStart + 500));
        return new Quote(text[from..to], from, to, text[wordsStart..wordsEnd], wordsStart, factuality, assertedBy);
    }

    private static IResult Documents(
        EventStore store, HttpContext context, CancellationToken cancel,
        [Description("Words of title or text; absent for every document.")] string? q = null,
        [Description(ApiRequest.LimitHelp)] int limit = ApiRequest.DefaultLimit,
        [Description(ApiRequest.AfterHelp)] string? after = null)
    {
        if (ApiRequest.WrongLimit(limit) is { } wrong) return wrong;
        if (q is { Length: > QueryText.MaxLength }) return ApiProblems.Wrong("q", $"q is longer than {QueryText.MaxLength} characters.");
        if (ApiRequest.Given(after) is { } cursor && !EventStore.IsCursor(cursor)) return ApiProblems.Cursor();
        var page = store.Documents(string.IsNullOrWhiteSpace(q) ? null : q, limit, ApiRequest.Given(after), cancel);
        ApiRequest.LinkNext(context, page.Next);
        return TypedResults.Ok(new DocumentsAnswer(page.Rows, page.Next));
    }

    private static IResult Document(EventStore store, [Description(IdHelp)] string id) =>
        store.Get(id) is { } document ? TypedResults.Ok(document.Coded) : Missing();

    private static IResult Article(EventStore store, [Description(IdHelp)] string id) =>
        store.Get(id) is { } document ? TypedResults.Ok(document.Article) : Missing();

    private static IResult Text(
        EventStore store,
        [Description(IdHelp)] string id,
        [Description("Offset of the first character, in UTF-16 code units.")] int from = 0,
        [Description("Offset behind the last; absent for the end of the text, or a million characters.")] int? to = null)
    {
        if (store.Get(id) is not { } document) return Missing();
        var text = document.Coded.Text;
        if (from < 0 || from > text.Length) return ApiProblems.Wrong("from", $"from is a number from 0 to {text.Length}, the length of the text.");
        if (to is { } end && (end < from || end > text.Length)) return ApiProblems.Wrong("to", $"to is a number from {from} to {text.Length}.");
        var until = Math.Min(to ?? text.Length, from + MaxText);
        return TypedResults.Ok(new TextAnswer(id, from, until, text.Length, text[from..until]));
    }

    private static IResult Event(
        EventStore store, [Description(IdHelp)] string id, [Description("Id of the event in the document: e1.")] string @event) =>
        Evidence(store, id, @event) is { } answer
            ? TypedResults.Ok(answer)
            : ApiProblems.NotFound("This event is not in the store: look into /api/v1/documents/{id} for those there are.");

    private static IResult DocumentStatements(EventStore store, [Description(IdHelp)] string id) =>
        store.Get(id) is { } document
            ? TypedResults.Ok(new StatementsAnswer([.. document.Coded.Statements.Select(one => StatementQuote.Of(id, document.Coded, one))], null))
            : Missing();

    private static IResult Versions(EventStore store, [Description(IdHelp)] string id) =>
        store.Contains(id) ? TypedResults.Ok(new VersionsAnswer(store.VersionsOf(id))) : Missing();

    private static IResult Statements(
        EventStore store, HttpContext context, CancellationToken cancel,
        [Description("Actor code of the one who speaks, or its beginning: USA, USAGOV. Absent for everybody.")] string? speaker = null,
        [Description(ApiRequest.LimitHelp)] int limit = ApiRequest.DefaultLimit,
        [Description(ApiRequest.AfterHelp)] string? after = null)
    {
        if (ApiRequest.WrongLimit(limit) is { } wrong) return wrong;
        if (!ApiRequest.TryNumber(after, out var before)) return ApiProblems.Cursor();
        if (!string.IsNullOrEmpty(speaker) && !ApiActors.IsCode(speaker)) return ApiActors.NoCode("speaker");
        var page = store.Statements(string.IsNullOrEmpty(speaker) ? null : speaker, limit, before, cancel);
        ApiRequest.LinkNext(context, ApiRequest.Write(page.Next));
        return TypedResults.Ok(new StatementsAnswer(page.Rows, ApiRequest.Write(page.Next)));
    }

    private static IResult Missing() => ApiProblems.NotFound("This document is not in the store.");
}
