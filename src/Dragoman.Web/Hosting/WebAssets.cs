using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dragoman.Web.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Dragoman.Web.Hosting;

/// <summary>
/// Style and icon, served from the assembly. Addresses carry a hash of the content, so a browser may keep them for good and a new
/// version of the program is never seen in old clothes.
/// </summary>
public static class WebAssets
{
    private const string Forever = "public, max-age=31536000, immutable";

    private static readonly Asset Style = Load("text/css; charset=utf-8", "1-base.css", "2-now.css", "3-article.css", "4-pages.css", "5-pictures.css", "6-review.css");
    private static readonly Asset Script = Load("text/javascript; charset=utf-8", "live.js");
    private static readonly Asset Icon = Load("image/svg+xml", "favicon.svg");

    /// <summary>Path of the stylesheet, with its version.</summary>
    public static string StyleAddress { get; } = "/assets/dragoman.css?v=" + Style.Version;

    /// <summary>Path of the icon, with its version.</summary>
    public static string IconAddress { get; } = "/assets/favicon.svg?v=" + Icon.Version;

    /// <summary>Path of the start page's script, with its version.</summary>
    public static string ScriptAddress { get; } = "/assets/live.js?v=" + Script.Version;

    /// <summary>The stylesheet as served.</summary>
    public static string StyleText => Encoding.UTF8.GetString(Style.Bytes);

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/assets/dragoman.css", (HttpContext context) => Serve(context, Style)).ExcludeFromDescription();
        routes.MapGet("/assets/favicon.svg", (HttpContext context) => Serve(context, Icon)).ExcludeFromDescription();
        routes.MapGet("/assets/live.js", (HttpContext context) => Serve(context, Script)).ExcludeFromDescription();
        routes.MapGet("/favicon.ico", (HttpContext context) => Serve(context, Icon)).ExcludeFromDescription();
        routes.MapGet("/assets/pointing.css", (HttpContext context, string? k) =>
            PointingStyle.Write(k ?? "") is { } style
                ? Serve(context, Make(Style.MediaType, Encoding.UTF8.GetBytes(style)))
                : Results.BadRequest()).ExcludeFromDescription();
        routes.MapGet("/robots.txt", () => Results.Text("User-agent: *\nDisallow: /\n")).ExcludeFromDescription();
    }

    private static IResult Serve(HttpContext context, Asset asset)
    {
        context.Response.Headers.CacheControl = Forever;
        return Results.Bytes(asset.Bytes, asset.MediaType, entityTag: new EntityTagHeaderValue('"' + asset.Version + '"'));
    }

    private static Asset Load(string mediaType, params string[] names)
    {
        using var bytes = new MemoryStream();
        foreach (var name in names)
        {
            using var stream = typeof(WebAssets).Assembly.GetManifestResourceStream("Assets/" + name)
                ?? throw new InvalidOperationException($"the file {name} is not part of the assembly");
            stream.CopyTo(bytes);
        }

        return Make(mediaType, bytes.ToArray());
    }

    private static Asset Make(string mediaType, byte[] bytes) =>
        new(mediaType, bytes, Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8)).ToString(CultureInfo.InvariantCulture));

    private sealed record Asset(string MediaType, byte[] Bytes, string Version);
}
