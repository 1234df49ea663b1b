using Dragoman.Store;
using Dragoman.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dragoman.Web.Api;

/// <summary>The HTTP API: what the pages show, as JSON, in pages that name the next one.</summary>
internal static class ApiEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1");
        var answers = api.MapGroup("").AddEndpointFilter(ApiAnswer.Filter);
        ApiEvents.Map(answers);
        ApiDocuments.Map(answers);
        ApiHappenings.Map(answers);
        ApiFigures.Map(answers);
        ApiActors.Map(answers);
        ApiSources.Map(answers);
        ApiCitations.Map(answers);
        ApiCorrections.Map(answers);
        ApiRulings.Map(answers);
        ApiPeople.Map(answers);
        ApiViews.Map(answers);
        ApiExport.Map(api);
        ApiLive.Map(api);
        answers.MapGet("/summary", (EventStore store) => TypedResults.Ok(store.Summarize()))
            .WithTags("Store")
            .WithSummary("What the store holds");
        api.MapFallback(() => ApiProblems.NotFound("There is no such address; /openapi/v1.json lists what there is."))
            .ExcludeFromDescription();
    }

    /// <summary>Says in the description what an address is about and what it answers with.</summary>
    /// <typeparam name="T">What it answers with where nothing is wrong.</typeparam>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder route, string tag, string summary, params ReadOnlySpan<int> problems) =>
        route.WithTags(tag).WithSummary(summary).Produces<T>().Problems(problems);

    /// <summary>As <see cref="Answers{T}"/>, for what editors alone may do; the summary says so by itself.</summary>
    /// <typeparam name="T">What it answers with where nothing is wrong.</typeparam>
    public static RouteHandlerBuilder AnswersEditors<T>(this RouteHandlerBuilder route, string tag, string summary, params ReadOnlySpan<int> problems) =>
        route.RequireAuthorization(RoleNames.Editor).Answers<T>(tag, summary + " (editor)", [.. problems, StatusCodes.Status403Forbidden]);

    /// <summary>Says in the description that an address answers with problem details.</summary>
    public static RouteHandlerBuilder Problems(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses) route.ProducesProblem(status);
        return route.ProducesProblem(StatusCodes.Status429TooManyRequests);
    }
}
