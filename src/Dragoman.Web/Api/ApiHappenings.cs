using System.ComponentModel;
using Dragoman.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dragoman.Web.Api;

/// <summary>Happenings and stories: what several reports say together, and whose words a document has.</summary>
internal static class ApiHappenings
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/happenings", Happenings)
            .WithTags("Happenings")
            .WithSummary("Happenings of which a report fits a query, newest first, with how far they are borne out")
            .Produces<HappeningsAnswer>()
            .Problems(400);
        api.MapGet("/happenings/{id}", Happening)
            .WithTags("Happenings")
            .WithSummary("One happening: its reports, who says what of it, the numbers side by side, what became of it")
            .Produces<HappeningDetail>()
            .Problems(404);
        api.MapGet("/stories", Stories)
            .WithTags("Happenings")
            .WithSummary("Stories, the one with the newest report first")
            .Produces<StoriesAnswer>()
            .Problems(400);
        api.MapGet("/stories/{id}", Story)
            .WithTags("Happenings")
            .WithSummary("One story: its documents with their reprints, and its happenings in order")
            .Produces<StoryDetail>()
            .Problems(404);
        api.MapGet("/documents/{id}/standing", Standing)
            .WithTags("Documents")
            .WithSummary("What a document has from others, who reprints it, and which story it belongs to")
            .Produces<DocumentStanding>()
            .Problems(404);
        api.MapGet("/publishers", (EventStore store) => TypedResults.Ok(new ReliabilitiesAnswer(store.Reliabilities())))
            .WithTags("Sources")
            .WithSummary("Outlets that were graded, A reliable to F cannot be judged")
            .Produces<ReliabilitiesAnswer>();
    }

    private static IResult Happenings(
        EventStore store, HttpContext context, CancellationToken cancel,
        [Description(ApiRequest.QueryHelp)] string? q = null,
        [Description(ApiRequest.LimitHelp)] int limit = ApiRequest.DefaultLimit,
        [Description(ApiRequest.AfterHelp)] string? after = null)
    {
        if (!ApiRequest.TryRead(store, q, limit, out var query, out var problem)) return problem;
        if (ApiRequest.Given(after) is { } cursor && !EventStore.IsCursor(cursor)) return ApiProblems.Cursor();
        var page = store.Happenings(query, limit, ApiRequest.Given(after), cancel);
        ApiRequest.LinkNext(context, page.Next);
        return TypedResults.Ok(new HappeningsAnswer(page.Rows, page.Next));
    }

    private static IResult Happening(EventStore store, [Description("Id of the happening.")] string id) =>
        store.Happening(id) is { } found ? TypedResults.Ok(found) : ApiProblems.NotFound("There is no happening of this id.");

    private static IResult Stories(
        EventStore store, HttpContext context, CancellationToken cancel,
        [Description(ApiRequest.LimitHelp)] int limit = ApiRequest.DefaultLimit,
        [Description(ApiRequest.AfterHelp)] string? after = null)
    {
        if (ApiRequest.WrongLimit(limit) is { } wrong) return wrong;
        if (ApiRequest.Given(after) is { } cursor && !EventStore.IsCursor(cursor)) return ApiProblems.Cursor();
        var page = store.Stories(limit, ApiRequest.Given(after), cancel);
        ApiRequest.LinkNext(context, page.Next);
        return TypedResults.Ok(new StoriesAnswer(page.Rows, page.Next));
    }

    private static IResult Story(EventStore store, [Description("Id of the story.")] string id) =>
        store.Story(id) is { } found ? TypedResults.Ok(found) : ApiProblems.NotFound("There is no story of this id.");

    private static IResult Standing(EventStore store, [Description("Id of the document in the store, 26 characters.")] string id) =>
        store.StandingOf(id) is { } found ? TypedResults.Ok(found) : ApiProblems.NotFound("This document is not in the store.");
}
