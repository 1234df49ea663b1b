using Dragoman.Store;
using Dragoman.Web.Components;
using Dragoman.Web.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Dragoman.Web.Hosting;

/// <summary>Addresses beside the pages: from an event to its words, a document's bytes, and a form made into a query.</summary>
internal static class DocumentEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/documents/{id}/events/{eventId}", ToEvidence).ExcludeFromDescription();
        routes.MapGet("/documents/{id}/statements/{statementId}", ToStatement).ExcludeFromDescription();
        routes.MapGet("/documents/{id}/raw", Raw).ExcludeFromDescription();
        routes.MapGet("/compose", Compose).ExcludeFromDescription();
    }

    /// <summary>Leads to the words of an event, whichever window of a long text they stand in.</summary>
    private static IResult ToEvidence(EventStore store, string id, string eventId)
    {
        var page = "/documents/" + Uri.EscapeDataString(id);
        return store.Get(id) is { } document && ArticleView.EventKey(document.Coded, eventId, out var offset) is { } key
            ? To(page, document, key, offset)
            : Results.LocalRedirect(page);
    }

    /// <summary>Leads to the words of a statement.</summary>
    private static IResult ToStatement(EventStore store, string id, string statementId)
    {
        var page = "/documents/" + Uri.EscapeDataString(id);
        return store.Get(id) is { } document && ArticleView.StatementKey(document.Coded, statementId, out var offset) is { } key
            ? To(page, document, key, offset)
            : Results.LocalRedirect(page);
    }

    private static IResult To(string page, StoredDocument document, string key, int offset)
    {
        var window = offset < ArticleView.Of(document.Coded).Window.End ? "" : $"?from={Math.Max(0, offset - 2000)}";
        return Results.LocalRedirect($"{page}{window}#at-{key}");
    }

    /// <summary>The bytes as they arrived, always as a file to keep: a hostile page must never open as a page of this server.</summary>
    private static IResult Raw(EventStore store, HttpContext context, string id)
    {
        if (store.Get(id) is not { } document || store.RawBytes(id) is not { } bytes) return Results.NotFound();
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        var isText = document.MediaType.StartsWith("text/plain", StringComparison.Ordinal);
        return Results.Bytes(bytes, isText ? "text/plain" : "application/octet-stream", $"{document.Id}.{Extension(document.MediaType)}");
    }

    private static string Extension(string mediaType) => mediaType switch
    {
        "text/plain" => "txt",
        "text/html" => "html",
        "application/json" => "json",
        "application/xml" => "xml",
        _ => "bin",
    };

    /// <summary>Makes the fields of the filter form into a query and goes there.</summary>
    private static IResult Compose(HttpContext context)
    {
        var form = context.Request.Query;
        var query = Short(form["q"]);
        foreach (var field in FilterBar.FormFields)
        {
            if (!form.TryGetValue(field, out var given)) continue;
            var values = Short(given).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            query = QueryText.With(query, field, values);
        }

        if (form.TryGetValue("words", out var words)) query = QueryText.WithWords(query, Short(words));
        return Results.LocalRedirect(QueryText.Address(query));
    }

    private static string Short(string? value) =>
        value is null ? "" : value.Length <= QueryText.MaxLength ? value.Trim() : value[..QueryText.MaxLength].Trim();
}
