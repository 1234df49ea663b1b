using Microsoft.AspNetCore.Builder;

namespace Dragoman.Web.Hosting;

/// <summary>
/// Headers that hold every answer to what these pages are: text, one stylesheet and an icon from this server. No script runs, from
/// anywhere, whatever a document says; on the start page alone one file of this server does.
/// </summary>
public static class SecurityHeaders
{
    /// <summary>The content security policy: no script, no inline style, nothing from elsewhere, no frames.</summary>
    public const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The policy of the start page, which alone has a script: this server's own file, which listens to this server and sets text.</summary>
    public const string StartPolicy = Policy + "; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'";

    internal static void Use(IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        // Set before anything answers, so that errors carry them too.
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = context.Request.Path == "/" ? StartPolicy : Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), browsing-topics=()";
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        return next(context);
    });
}
