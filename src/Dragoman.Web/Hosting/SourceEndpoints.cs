using System.Globalization;
using System.Text;
using Dragoman.Records;
using Dragoman.Sources;
using Dragoman.Store;
using Dragoman.Web.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Dragoman.Web.Hosting;

/// <summary>What the forms of the pages of sources and searches do. Every form carries a token, without which nothing is done.</summary>
internal static class SourceEndpoints
{
    private const long MaxList = 2 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sources/add", Add).ExcludeFromDescription();
        routes.MapPost("/sources/import", Import).WithMetadata(new RequestSizeLimitAttribute(MaxList + 16_384)).ExcludeFromDescription();
        routes.MapPost("/sources/change", Change).ExcludeFromDescription();
        routes.MapGet("/sources/opml", List).ExcludeFromDescription();
        routes.MapPost("/queries/save", Save).ExcludeFromDescription();
        routes.MapPost("/queries/remove", Remove).ExcludeFromDescription();
    }

    private static IResult Add(EventStore store, [FromForm] string? url, [FromForm] string? kind)
    {
        if (SafeLink.Web(url?.Trim()) is not { } address) return Said("address");
        var source = new WatchedSource
        {
            Url = new Uri(address).GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped),
            Kind = kind switch { "sitemap" => SourceKind.Sitemap, "page" => SourceKind.Page, _ => SourceKind.Feed },
        };
        return Said(store.AddSources([source]) > 0 ? "added" : "known");
    }

    private static async Task<IResult> Import(EventStore store, IFormFile? file, CancellationToken cancel)
    {
        if (file is null || file.Length == 0) return Said("opml");
        if (file.Length > MaxList) return Said("large");
        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        try
        {
            var found = Opml.Read(await reader.ReadToEndAsync(cancel), cancel);
            var sources = found
                .Where(one => SafeLink.Web(one.Url) is not null)
                .Select(one => new WatchedSource { Url = one.Url, Kind = one.IsSource ? one.Kind : SourceKind.Feed, Title = one.Title, Category = one.Category })
                .ToList();
            return Said("imported", store.AddSources(sources));
        }
        catch (InputException)
        {
            return Said("opml");
        }
    }

    private static IResult Change(EventStore store, [FromForm] string? url, [FromForm] string? act)
    {
        if (url is null || store.FindSource(url) is not { } source) return Said("missing");
        switch (act)
        {
            case "pause" or "resume":
                store.ArrangeSource(url, act == "pause", source.IsHidden);
                return Said("changed");
            case "hide" or "show":
                store.ArrangeSource(url, source.IsPaused, act == "hide");
                return Said("changed");
            case "look":
                store.KeepSeen([source with { NextAt = null }], [], []);
                return Said("changed");
            case "remove":
                store.RemoveSource(url);
                return Said("removed");
            default:
                return Results.BadRequest();
        }
    }

    private static IResult List(EventStore store)
    {
        using var bytes = new MemoryStream();
        Opml.Write(store.Sources(), bytes);
        return Results.Bytes(bytes.ToArray(), "text/x-opml", "sources.opml");
    }

    private static IResult Save(EventStore store, WebSettings settings, [FromForm] string? name, [FromForm] string? q)
    {
        var query = (q ?? "").Trim();
        var back = "/search?q=" + Uri.EscapeDataString(query) + "&said=";
        if (!EventStore.IsQueryName(name?.Trim())) return Results.LocalRedirect(back + "name");
        if (!AskedQuery.TryRead(store, query, out var read, out _)) return Results.LocalRedirect(back + "query");
        store.SaveQuery(name!.Trim(), read, settings.Clock.GetUtcNow());
        return Results.LocalRedirect(back + "saved");
    }

    private static IResult Remove(EventStore store, [FromForm] string? name)
    {
        if (name is not null) store.RemoveQuery(name);
        return Results.LocalRedirect("/search?said=unsaved");
    }

    private static IResult Said(string word, int? count = null) =>
        Results.LocalRedirect($"/sources?said={word}{(count is { } number ? "&count=" + number.ToString(CultureInfo.InvariantCulture) : "")}");
}
