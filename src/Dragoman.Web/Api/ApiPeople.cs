using System.ComponentModel;
using Dragoman.Store;
using Dragoman.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dragoman.Web.Api;

/// <summary>Who asks, and who did what.</summary>
internal static class ApiPeople
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/me", (HttpContext context, SecuritySettings settings) => TypedResults.Ok(new MeAnswer(
                RoleNames.NameOf(context.User), RoleNames.Of(RoleNames.Of(context.User) ?? Role.Reader), settings.SignInRequired)))
            .WithTags("People")
            .WithSummary("Who asks, and what they may do")
            .Produces<MeAnswer>();
        api.MapGet("/audit", Audit)
            .RequireAuthorization(RoleNames.Admin)
            .WithTags("People")
            .WithSummary("Who did what, the latest first (admin)")
            .Produces<AuditAnswer>()
            .Problems(400, 403);
    }

    private static IResult Audit(
        EventStore store, HttpContext context,
        [Description(ApiRequest.LimitHelp)] int limit = ApiRequest.DefaultLimit,
        [Description(ApiRequest.AfterHelp)] string? after = null)
    {
        if (ApiRequest.WrongLimit(limit) is { } wrong) return wrong;
        if (!ApiRequest.TryNumber(after, out var before)) return ApiProblems.Cursor();
        var page = store.Audit(limit, before);
        ApiRequest.LinkNext(context, ApiRequest.Write(page.Next));
        return TypedResults.Ok(new AuditAnswer(page.Rows, ApiRequest.Write(page.Next)));
    }
}
