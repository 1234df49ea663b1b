using System.ComponentModel;
using Dragoman.Store;
using Dragoman.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
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
        api.MapGet("/me/keys", Keys).Answers<KeysAnswer>("People", "The keys of whoever asks, without their secrets, those taken back among them");
        api.MapGet("/audit", Audit)
            .RequireAuthorization(RoleNames.Admin)
            .WithTags("People")
            .WithSummary("Who did what, the latest first (admin)")
            .Produces<AuditAnswer>()
            .Problems(400, 403);
    }

    private static Ok<KeysAnswer> Keys(EventStore store, HttpContext context)
    {
        // Where nobody signs in there is no account, and no key of it.
        var name = RoleNames.NameOf(context.User);
        return TypedResults.Ok(new KeysAnswer(name == SignInHandler.Local
            ? []
            : [.. store.ApiKeys().Where(key => key.Account == name).Select(key => new KeyRow(key.Id, key.Label, RoleNames.Of(key.Role), key.MadeAt, key.ExpiresAt, key.UsedAt, key.RevokedAt))]));
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

/// <summary>Keys of an account.</summary>
/// <param name="Keys">The keys.</param>
public sealed record KeysAnswer(IReadOnlyList<KeyRow> Keys);

/// <summary>A key with which a program signs in. The secret itself is not kept.</summary>
/// <param name="Id">Its first part, which is no secret: what stands behind <c>dgm_</c>.</param>
/// <param name="Label">What it is for.</param>
/// <param name="Role">What it may do, where the account may too.</param>
/// <param name="MadeAt">Since when.</param>
/// <param name="ExpiresAt">Until when; absent for no end.</param>
/// <param name="UsedAt">When it was used last, to the hour; absent for never.</param>
/// <param name="RevokedAt">When it was taken back; absent while it is good.</param>
public sealed record KeyRow(
    string Id, string? Label, string Role, DateTimeOffset MadeAt, DateTimeOffset? ExpiresAt, DateTimeOffset? UsedAt, DateTimeOffset? RevokedAt);
