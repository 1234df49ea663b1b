using System.Net;
using System.Text.Json;

namespace Dragoman.Articles.Html;

/// <summary>The article that a page describes in JSON-LD (schema.org NewsArticle and its kin).</summary>
internal sealed class JsonLdArticle
{
    private const int DeepestSearch = 6;
    private const int MostNodes = 2000;
    private static readonly string[] Kinds = ["Article", "BlogPosting", "Report", "Posting", "WebPage"];
    private int nodes;

    /// <summary>Headline.</summary>
    public string? Headline { get; private set; }

    /// <summary>Names of the authors, joined by commas.</summary>
    public string? Author { get; private set; }

    /// <summary>Name of the publisher.</summary>
    public string? Publisher { get; private set; }

    /// <summary>Day or moment of publication, as written.</summary>
    public string? Published { get; private set; }

    /// <summary>Day or moment of the last change, as written.</summary>
    public string? Updated { get; private set; }

    /// <summary>Language tag, as written.</summary>
    public string? Language { get; private set; }

    /// <summary>The report as the page gives it to machines: a hint, often cut or with notes mixed in.</summary>
    public string? Body { get; private set; }

    /// <summary>Reads a page's scripts; those that are no JSON are passed over, as every other reader of them does.</summary>
    public static JsonLdArticle Read(IReadOnlyList<string> scripts)
    {
        var article = new JsonLdArticle();
        foreach (var script in scripts)
        {
            try
            {
                using var json = JsonDocument.Parse(
                    WithoutBareControls(script), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
                article.Search(json.RootElement, 0);
            }
            catch (JsonException)
            {
                // A page's metadata are a help, not a condition: what is broken is as good as absent.
            }
        }

        return article;
    }

    private void Search(JsonElement node, int depth)
    {
        if (depth > DeepestSearch || ++nodes > MostNodes) return;
        if (node.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in node.EnumerateArray()) Search(item, depth + 1);
        }
        else if (node.ValueKind == JsonValueKind.Object)
        {
            if (IsArticle(node)) Take(node);
            foreach (var name in (ReadOnlySpan<string>)["@graph", "mainEntity", "mainEntityOfPage"])
            {
                if (node.TryGetProperty(name, out var inner)) Search(inner, depth + 1);
            }
        }
    }

    private static bool IsArticle(JsonElement node)
    {
        if (!node.TryGetProperty("@type", out var type)) return false;
        if (type.ValueKind == JsonValueKind.Array) return type.EnumerateArray().Any(IsKind);
        return IsKind(type);

        static bool IsKind(JsonElement type) =>
            type.ValueKind == JsonValueKind.String && Kinds.Any(kind => type.GetString()!.EndsWith(kind, StringComparison.Ordinal));
    }

    private void Take(JsonElement node)
    {
        Headline ??= Text(node, "headline");
        Author ??= Names(node, "author") ?? Names(node, "creator");
        Publisher ??= Names(node, "publisher");
        Published ??= Text(node, "datePublished") ?? Text(node, "dateCreated");
        Updated ??= Text(node, "dateModified");
        Language ??= Text(node, "inLanguage");
        Body ??= Text(node, "articleBody");
    }

    private static string? Names(JsonElement node, string property)
    {
        if (!node.TryGetProperty(property, out var value)) return null;
        if (value.ValueKind != JsonValueKind.Array) return Name(value);
        var names = value.EnumerateArray().Take(8).Select(Name).Where(name => name is not null).Distinct().ToList();
        return names.Count == 0 ? null : string.Join(", ", names);
    }

    private static string? Name(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Decoded(value.GetString()),
        JsonValueKind.Object => Text(value, "name"),
        _ => null,
    };

    private static string? Text(JsonElement node, string property) =>
        node.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? Decoded(value.GetString()) : null;

    private static string? Decoded(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        return text.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(text) : text;
    }

    /// <summary>Line ends within strings are wrong JSON and common: as blanks they do no harm anywhere.</summary>
    private static string WithoutBareControls(string script) => string.Create(script.Length, script, static (target, source) =>
    {
        for (var at = 0; at < source.Length; at++) target[at] = source[at] < ' ' ? ' ' : source[at];
    });
}
