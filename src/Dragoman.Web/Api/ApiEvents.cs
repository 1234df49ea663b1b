using System.ComponentModel;
using Dragoman.Store;
using Dragoman.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dragoman.Web.Api;

/// <summary>Events, and the query language.</summary>
internal static class ApiEvents
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/events", Events)
            .WithTags("Events")
            .WithSummary("Events that fit a query, newest first")
            .WithDescription("A page neither repeats nor misses what was there when the first page was asked for, whatever is added meanwhile. Cursors do not end.")
            .Produces<EventsAnswer>()
            .Problems(400);
        api.MapGet("/facets", Facets)
            .WithTags("Events")
            .WithSummary("Events that fit a query, counted by one field")
            .Produces<FacetsAnswer>()
            .Problems(400);
        api.MapGet("/query/fields", () => TypedResults.Ok(new FieldsAnswer(
                [.. QueryField.All.Select(field => new FieldRow(field.Name, field.Description, field.Values, field.AllowsNone))])))
            .WithTags("Query language")
            .WithSummary("The fields that a query may name")
            .Produces<FieldsAnswer>();
        api.MapGet("/queries", (EventStore store) => TypedResults.Ok(new SavedQueriesAnswer(
                [.. store.SavedQueries().Select(saved => new SavedQueryRow(saved.Name, saved.Query.ToString(), saved.SavedAt))])))
            .WithTags("Query language")
            .WithSummary("Queries that are kept under a name; @name stands for one in other queries")
            .Produces<SavedQueriesAnswer>();
        api.MapPut("/queries/{name}", Save)
            .RequireAuthorization(RoleNames.Editor)
            .WithTags("Query language")
            .WithSummary("Keeps a query under a name (editor)")
            .Produces<SavedQueryRow>()
            .Problems(400, 403);
        api.MapDelete("/queries/{name}", Remove)
            .RequireAuthorization(RoleNames.Editor)
            .WithTags("Query language")
            .WithSummary("Keeps a query no longer (editor)")
            .Produces(StatusCodes.Status204NoContent)
            .Problems(403, 404);
        api.MapGet("/query", Query)
            .WithTags("Query language")
            .WithSummary("Reads a query: its canonical writing and how many events it finds, or where it is wrong")
            .Produces<QueryAnswer>()
            .Problems(400);
    }

    private static IResult Events(
        EventStore store, HttpContext context, CancellationToken cancel,
        [Description(ApiRequest.QueryHelp)] string? q = null,
        [Description(ApiRequest.LimitHelp)] int limit = ApiRequest.DefaultLimit,
        [Description(ApiRequest.AfterHelp)] string? after = null)
    {
        if (!ApiRequest.TryRead(store, q, limit, out var query, out var problem)) return problem;
        if (ApiRequest.Given(after) is { } cursor && !EventStore.IsCursor(cursor)) return ApiProblems.Cursor();
        var page = store.Find(query, limit, ApiRequest.Given(after), cancel);
        ApiRequest.LinkNext(context, page.Next);
        return TypedResults.Ok(new EventsAnswer(page.Rows, page.Next));
    }

    private static IResult Facets(
        EventStore store,
        [Description("The field: type, actor, recipient, actorCountry, recipientCountry, country, day, publisher or factuality.")] string kind,
        CancellationToken cancel,
        [Description(ApiRequest.QueryHelp)] string? q = null,
        [Description(ApiRequest.LimitHelp)] int limit = ApiRequest.DefaultLimit)
    {
        if (!ApiRequest.TryRead(store, q, limit, out var query, out var problem)) return problem;
        if (kind.Length == 0 || !char.IsAsciiLetter(kind[0]) || !Enum.TryParse<FacetKind>(kind, ignoreCase: true, out var by) || !Enum.IsDefined(by))
        {
            var names = string.Join(", ", Enum.GetNames<FacetKind>().Select(name => char.ToLowerInvariant(name[0]) + name[1..]));
            return ApiProblems.Wrong("kind", $"kind is one of {names}.");
        }

        return TypedResults.Ok(new FacetsAnswer(by, store.Facets(query, by, limit, cancel)));
    }

    private static IResult Save(EventStore store, Auditing audit, HttpContext context, TimeProvider clock, string name, SaveQueryRequest request)
    {
        if (!EventStore.IsQueryName(name)) return ApiProblems.Wrong("name", "name is a letter, then letters, digits, - and _.");
        if (!store.TryReadQuery(request.Query, out var query, out var error)) return ApiProblems.Query(error, "query");
        store.SaveQuery(name, query, clock.GetUtcNow());
        audit.Record(context, "query.save", name, query.ToString());
        return TypedResults.Ok(new SavedQueryRow(name.ToLowerInvariant(), query.ToString(), clock.GetUtcNow()));
    }

    private static IResult Remove(EventStore store, Auditing audit, HttpContext context, string name)
    {
        if (!store.RemoveQuery(name)) return ApiProblems.NotFound("No query is kept under this name.");
        audit.Record(context, "query.remove", name);
        return TypedResults.NoContent();
    }

    private static IResult Query(EventStore store, CancellationToken cancel, [Description("The query.")] string? q = null) =>
        store.TryReadQuery(q, out var query, out var error)
            ? TypedResults.Ok(new QueryAnswer(query.ToString(), store.Count(query, cancel)))
            : ApiProblems.Query(error);
}
