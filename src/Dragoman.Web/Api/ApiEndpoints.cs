using Dragoman.Records;
using Dragoman.Store;
using Dragoman.Web.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dragoman.Web.Api;

/// <summary>The HTTP API: what the pages show, as JSON, in pages that name the next one.</summary>
internal static class ApiEndpoints
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1");
        api.MapGet("/events", Events)
            .WithSummary("Events that fit a query, newest first")
            .Produces<EventsAnswer>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapGet("/documents", Documents)
            .WithSummary("Documents, newest first, those with the given words where there are any")
            .Produces<DocumentsAnswer>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapGet("/documents/{id}", Document)
            .WithSummary("Everything that was read out of one document")
            .Produces<CodedDocument>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/summary", (EventStore store) => TypedResults.Ok(store.Summarize()))
            .WithSummary("What the store holds");
        api.MapGet("/facets", Facets)
            .WithSummary("Events that fit a query, counted by one field")
            .Produces<FacetsAnswer>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapFallback(() => Results.Problem("There is no such address; /openapi/v1.json lists what there is.", statusCode: StatusCodes.Status404NotFound))
            .ExcludeFromDescription();
    }

    private static IResult Events(EventStore store, CancellationToken cancel, string? q = null, int limit = DefaultLimit, string? after = null)
    {
        if (Limit(limit) is { } wrong) return wrong;
        if (!EventQuery.TryParse(q, out var query, out var error)) return QueryProblem(error);
        try
        {
            var page = store.Find(query, limit, Given(after), cancel);
            return TypedResults.Ok(new EventsAnswer(page.Rows, page.Next));
        }
        catch (ArgumentException)
        {
            return CursorProblem();
        }
    }

    private static IResult Documents(EventStore store, string? q = null, int limit = DefaultLimit, string? after = null)
    {
        if (Limit(limit) is { } wrong) return wrong;
        if (q is { Length: > QueryText.MaxLength }) return Wrong($"q is longer than {QueryText.MaxLength} characters.");
        try
        {
            var page = store.Documents(string.IsNullOrWhiteSpace(q) ? null : q, limit, Given(after));
            return TypedResults.Ok(new DocumentsAnswer(page.Rows, page.Next));
        }
        catch (ArgumentException)
        {
            return CursorProblem();
        }
    }

    private static IResult Document(EventStore store, string id) =>
        store.Get(id) is { } document
            ? TypedResults.Ok(document.Coded)
            : Results.Problem("This document is not in the store.", statusCode: StatusCodes.Status404NotFound);

    private static IResult Facets(EventStore store, string kind, string? q = null, int limit = DefaultLimit)
    {
        if (Limit(limit) is { } wrong) return wrong;
        if (!EventQuery.TryParse(q, out var query, out var error)) return QueryProblem(error);
        if (!Enum.TryParse<FacetKind>(kind, ignoreCase: true, out var by) || !Enum.IsDefined(by) || char.IsAsciiDigit(kind[0]))
            return Wrong($"kind is one of {string.Join(", ", Enum.GetNames<FacetKind>().Select(name => char.ToLowerInvariant(name[0]) + name[1..]))}.");
        return TypedResults.Ok(new FacetsAnswer(by, store.Facets(query, by, limit)));
    }

    private static string? Given(string? after) => string.IsNullOrEmpty(after) ? null : after;

    private static IResult? Limit(int limit) =>
        limit is >= 1 and <= MaxLimit ? null : Wrong($"limit is a number from 1 to {MaxLimit}.");

    private static IResult Wrong(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest);

    private static IResult CursorProblem() => Wrong("after is no cursor of this list; take it from next of the page before.");

    private static IResult QueryProblem(QueryError error) => Results.Problem(
        error.ToString(),
        title: "The query cannot be read.",
        statusCode: StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?> { ["position"] = error.Position, ["length"] = error.Length, ["suggestion"] = error.Suggestion });
}
