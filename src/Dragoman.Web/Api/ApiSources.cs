using System.ComponentModel;
using System.Globalization;
using Dragoman.Records;
using Dragoman.Store;
using Dragoman.Web.Hosting;
using Dragoman.Web.Security;
using Dragoman.Web.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
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
        api.MapGet("/sources/opml", (EventStore store) => TypedResults.Bytes(SourceList.Export(store), SourceList.MediaType, "sources.opml"))
            .WithTags("Sources")
            .WithSummary("The sources that are watched as an OPML file, for other readers of feeds")
            .Produces<string>(StatusCodes.Status200OK, SourceList.MediaType)
            .Problems();
        api.MapPost("/sources/opml", Import)
            .WithMetadata(new RequestSizeLimitAttribute(SourceList.LongestSent))
            .Accepts<string>(SourceList.MediaType, "application/xml", "text/xml")
            .AnswersEditors<ImportAnswer>("Sources", "Takes over the list of another reader of feeds: the body is its OPML file, 2 MiB at most", 400, 413);
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

    private static async Task<IResult> Import(EventStore store, Auditing audit, HttpContext context, CancellationToken cancel)
    {
        if (await SourceList.ReadAsync(context.Request.Body, cancel) is not { } text)
            return ApiProblems.Make(StatusCodes.Status413PayloadTooLarge, "The list is longer than 2 MiB.");
        try
        {
            var (found, added) = SourceList.Import(store, text, cancel);
            audit.Record(context, "source.import", added.ToString(CultureInfo.InvariantCulture));
            return TypedResults.Ok(new ImportAnswer(found, added));
        }
        catch (InputException wrong)
        {
            return ApiProblems.Make(StatusCodes.Status400BadRequest, "The body is no OPML file: " + wrong.Message + ".");
        }
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

/// <summary>What was taken over from a list of feeds.</summary>
/// <param name="Found">Addresses of the web in it, each once.</param>
/// <param name="Added">How many of them were not watched before.</param>
public sealed record ImportAnswer(int Found, int Added);
