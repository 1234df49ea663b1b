using System.Globalization;
using Dragoman.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Dragoman.Web.Security;

/// <summary>Signing in and out, changing one's password. The pages lie in <c>Review</c>; these take their forms.</summary>
internal static class SignInEndpoints
{
    /// <summary>Address of the page.</summary>
    public const string Address = "/sign-in";

    private static readonly TimeSpan Lasts = TimeSpan.FromDays(7);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-in/now", SignIn).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/sign-out", SignOut).RequireAuthorization(RoleNames.Reader).ExcludeFromDescription();
        routes.MapPost("/account/password", ChangePassword).RequireAuthorization(RoleNames.Reader).ExcludeFromDescription();
    }

    /// <summary>An address of this server that a form may lead back to; the start page for anything else.</summary>
    internal static string Back(string? address) =>
        address is { Length: > 0 and <= 2000 } && address[0] == '/' && !address.StartsWith("//", StringComparison.Ordinal)
        && !address.StartsWith("/\\", StringComparison.Ordinal) && !address.StartsWith(Address, StringComparison.Ordinal) && !address.Any(char.IsControl)
            ? address
            : "/";

    private static IResult SignIn(
        HttpContext context, AccountDesk desk, EventStore store, SignInThrottle throttle, Auditing audit, TimeProvider clock,
        [FromForm] string? name, [FromForm] string? password, [FromForm(Name = "return")] string? back)
    {
        var known = (name ?? "").Trim().ToLowerInvariant();
        if (known.Length > EventStore.MaximumName) known = known[..EventStore.MaximumName];
        string[] keys = ["name:" + known, SignInThrottle.Address + context.Connection.RemoteIpAddress];
        if (throttle.Wait(keys) is { Ticks: > 0 } wait)
        {
            context.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return Again("wait", back);
        }

        if (desk.SignIn(known, password ?? "") is not { } account)
        {
            throttle.Failed(keys);
            audit.Record(known.Length == 0 ? "nobody" : known, context, "sign-in.refused", null, null);
            return Again("wrong", back);
        }

        throttle.Succeeded(keys);
        var token = Secrets.NewToken();
        var now = clock.GetUtcNow();
        store.AddSession(Secrets.Hash(token), account.Name, now, now + Lasts);
        audit.Record(account.Name, context, "sign-in", null, null);
        context.Response.Cookies.Append(SignInHandler.Cookie, token, Cookie(context, now + Lasts));
        return Results.LocalRedirect(Back(back));
    }

    private static IResult SignOut(HttpContext context, EventStore store, Auditing audit, [FromForm] string? confirm)
    {
        _ = confirm;
        if (context.Request.Cookies[SignInHandler.Cookie] is { Length: > 0 } token)
        {
            store.RemoveSession(Secrets.Hash(token));
            audit.Record(context, "sign-out", null);
            context.Response.Cookies.Delete(SignInHandler.Cookie, Cookie(context, null));
        }

        return Results.LocalRedirect("/");
    }

    private static IResult ChangePassword(
        HttpContext context, AccountDesk desk, SignInThrottle throttle, [FromForm] string? old, [FromForm] string? password)
    {
        var name = RoleNames.NameOf(context.User);
        if (throttle.Wait("name:" + name) is { Ticks: > 0 }) return Results.LocalRedirect("/account?said=wait");
        if (desk.SignIn(name, old ?? "") is null)
        {
            throttle.Failed("name:" + name);
            return Results.LocalRedirect("/account?said=old");
        }

        if (AccountDesk.WrongWith(password) is not null) return Results.LocalRedirect("/account?said=weak");
        desk.SetPassword(name, password!, name);
        return Results.LocalRedirect(Address);
    }

    private static IResult Again(string said, string? back) =>
        Results.LocalRedirect($"{Address}?said={said}{(Back(back) is "/" ? "" : "&return=" + Uri.EscapeDataString(Back(back)))}");

    private static CookieOptions Cookie(HttpContext context, DateTimeOffset? until) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = "/",
        Expires = until,
        IsEssential = true,
    };
}
