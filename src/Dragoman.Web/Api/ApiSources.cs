using System.ComponentModel;
using Dragoman.Records;
using Dragoman.Store;
using Dragoman.Web.Security;
using Dragoman.Web.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dragoman.Web.Api;

/// <summary>The sources that are watched, and inputs that could not be read.</summary>
internal static class ApiSources
{
    private const int MaxName = 300;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/sources", (EventStore store) => TypedResults.Ok(new SourcesAnswer(store.Sources())))
            .WithTags("Sources")
            .WithSummary("The sources that are watched, with their health")
            .Produces<SourcesAnswer>();
        api.MapPost("/sources", Add)
            .RequireAuthorization(RoleNames.Editor)
            .WithTags("Sources")
            .WithSummary("Adds a source; it is looked at at once where sources are watched (editor)")
            .Produces<SourcesAnswer>(StatusCodes.Status201Created)
            .Problems(400, 403, 409);
        api.MapDelete("/sources", Remove)
            .RequireAuthorization(RoleNames.Editor)
            .WithTags("Sources")
            .WithSummary("Stops watching a source; what came from it stays (editor)")
            .Produces(StatusCodes.Status204NoContent)
            .Problems(403, 404);
        api.MapGet("/problems", Problems)
            .WithTags("Sources")
            .WithSummary("Inputs that could not be read, the latest first")
            .Produces<ProblemsAnswer>()
            .Problems(400);
    }

    private static IResult Add(EventStore store, Auditing audit, HttpContext context, SourceRequest request)
    {
        if (SafeLink.Web(request.Url) is not { } url || url.Contains('#', StringComparison.Ordinal))
            return ApiProblems.Wrong("url", "url is an address of the web: http or https, without name and password, without a part behind #.");
        if (request.Title is { Length: > MaxName }) return ApiProblems.Wrong("title", $"title is longer than {MaxName} characters.");
        if (request.Category is { Length: > MaxName }) return ApiProblems.Wrong("category", $"category is longer than {MaxName} characters.");
        var source = new WatchedSource { Url = url, Kind = request.Kind, Title = request.Title, Category = request.Category };
        if (store.AddSources([source]) == 0) return ApiProblems.Make(StatusCodes.Status409Conflict, "This source is watched already.");
        audit.Record(context, "source.add", url);
        return TypedResults.Json(new SourcesAnswer([source]), statusCode: StatusCodes.Status201Created);
    }

    private static IResult Remove(EventStore store, Auditing audit, HttpContext context, [Description("Its address.")] string url)
    {
        if (!store.RemoveSource(url)) return ApiProblems.NotFound("This source is not watched.");
        audit.Record(context, "source.remove", url);
        return TypedResults.NoContent();
    }

    private static IResult Problems(EventStore store, [Description(ApiRequest.LimitHelp)] int limit = ApiRequest.DefaultLimit) =>
        ApiRequest.WrongLimit(limit) is { } wrong ? wrong : TypedResults.Ok(new ProblemsAnswer(store.Problems(limit)));
}
