using AngleSharp.Dom;

namespace Dragoman.Articles.Html;

/// <summary>A page's <c>meta</c> elements by name, property or itemprop; the first of each counts.</summary>
internal sealed class MetaTags
{
    private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads those of a page.</summary>
    public MetaTags(IDocument page)
    {
        foreach (var meta in page.GetElementsByTagName("meta"))
        {
            if (meta.GetAttribute("content") is not { Length: > 0 } content) continue;
            var name = meta.GetAttribute("property") ?? meta.GetAttribute("name") ?? meta.GetAttribute("itemprop") ?? meta.GetAttribute("http-equiv");
            if (name is not null) values.TryAdd(name.Trim(), content);
        }
    }

    /// <summary>The content of the first of these names that the page has; null where it has none.</summary>
    public string? Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (values.TryGetValue(name, out var value)) return value;
        }

        return null;
    }
}
