using System.Globalization;
using System.Text;
using Dragoman.Records;
using Dragoman.Store;
using Dragoman.Web.Security;
using Dragoman.Web.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Dragoman.Web.Hosting;

/// <summary>What the forms of the pages of sources and searches do. Every form carries a token, without which nothing is done.</summary>
internal static class SourceEndpoints
{
    private const int LongestNote = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sources/add", Add).RequireAuthorization(RoleNames.Editor).ExcludeFromDescription();
        routes.MapPost("/sources/import", Import).RequireAuthorization(RoleNames.Editor).WithMetadata(new RequestSizeLimitAttribute(SourceList.LongestSent)).ExcludeFromDescription();
        routes.MapPost("/sources/change", Change).RequireAuthorization(RoleNames.Editor).ExcludeFromDescription();
        routes.MapPost("/sources/grade", Grade).RequireAuthorization(RoleNames.Editor).ExcludeFromDescription();
        routes.MapGet("/sources/opml", List).ExcludeFromDescription();
        routes.MapPost("/queries/save", Save).RequireAuthorization(RoleNames.Editor).ExcludeFromDescription();
        routes.MapPost("/queries/remove", Remove).RequireAuthorization(RoleNames.Editor).ExcludeFromDescription();
    }

    private static IResult Add(EventStore store, Auditing audit, HttpContext context, [FromForm] string? url, [FromForm] string? kind)
    {
        if (SafeLink.Web(url?.Trim()) is not { } address) return Said("address");
        var source = new WatchedSource
        {
            Url = new Uri(address).GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped),
            Kind = kind switch { "sitemap" => SourceKind.Sitemap, "page" => SourceKind.Page, _ => SourceKind.Feed },
        };
        if (store.AddSources([source]) == 0) return Said("known");
        audit.Record(context, "source.add", source.Url);
        return Said("added");
    }

    private static async Task<IResult> Import(EventStore store, Auditing audit, HttpContext context, IFormFile? file, CancellationToken cancel)
    {
        if (file is null || file.Length == 0) return Said("opml");
        if (file.Length > SourceList.Longest) return Said("large");
        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        try
        {
            var (_, added) = SourceList.Import(store, await reader.ReadToEndAsync(cancel), cancel);
            audit.Record(context, "source.import", added.ToString(CultureInfo.InvariantCulture));
            return Said("imported", added);
        }
        catch (InputException)
        {
            return Said("opml");
        }
    }

    private static IResult Change(EventStore store, Auditing audit, HttpContext context, [FromForm] string? url, [FromForm] string? act)
    {
        if (url is null || store.FindSource(url) is not { } source) return Said("missing");
        if (act is "pause" or "resume" or "hide" or "show" or "remove") audit.Record(context, "source." + act, url);
        switch (act)
        {
            case "pause" or "resume":
                store.ArrangeSource(url, act == "pause", source.IsHidden);
                return Said("changed");
            case "hide" or "show":
                store.ArrangeSource(url, source.IsPaused, act == "hide");
                return Said("changed");
            case "look":
                store.HastenSource(url);
                return Said("changed");
            case "remove":
                store.RemoveSource(url);
                return Said("removed");
            default:
                return Results.BadRequest();
        }
    }

    private static IResult Grade(
        EventStore store, WebSettings settings, Auditing audit, HttpContext context, [FromForm] string? publisher, [FromForm] string? grade, [FromForm] string? note)
    {
        if (string.IsNullOrWhiteSpace(publisher) || grade is not [>= 'A' and <= 'F' and var letter]) return Results.BadRequest();
        var reason = string.IsNullOrWhiteSpace(note) ? null : note.Trim() is { Length: > LongestNote } words ? words[..LongestNote] : note.Trim();
        var documents = store.SetReliability(publisher, letter, reason, settings.Clock.GetUtcNow());
        audit.Record(context, "publisher.grade", $"{publisher.Trim()} {letter}");
        return Said("graded", (int)Math.Min(documents, int.MaxValue));
    }

    private static IResult List(EventStore store) => Results.Bytes(SourceList.Export(store), SourceList.MediaType, "sources.opml");

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
