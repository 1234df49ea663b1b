using Dragoman.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Dragoman.Web.Security;

/// <summary>
/// Refuses whatever would change something and comes from a page elsewhere, beside the tokens of forms: browsers say in
/// <c>Sec-Fetch-Site</c> and <c>Origin</c> where a request was made. Programs send neither, and have no cookies that a page could abuse.
/// </summary>
internal static class SameOrigin
{
    public static void Use(IApplicationBuilder app) => app.Use(static async (context, next) =>
    {
        if (!Changes(context.Request.Method) || IsOwn(context.Request))
        {
            await next(context);
            return;
        }

        if (ApiProblems.Applies(context))
            await ApiProblems.Make(StatusCodes.Status403Forbidden, "This was sent by a page of another site.").ExecuteAsync(context);
        else
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
    });

    internal static bool IsOwn(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [{ Length: > 0 } site]) return site is "same-origin" or "none";
        if (request.Headers.Origin is not [{ Length: > 0 } origin]) return true;
        return Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }

    internal static bool Changes(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method) && !HttpMethods.IsTrace(method);
}
