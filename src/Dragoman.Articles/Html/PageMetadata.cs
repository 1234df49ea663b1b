using AngleSharp.Dom;
using Dragoman.Articles.Lines;
using Dragoman.Dates;

namespace Dragoman.Articles.Html;

/// <summary>What a page says about itself: JSON-LD first, then Open Graph and other <c>meta</c>, then what is seen.</summary>
internal static class PageMetadata
{
    private const int LongestTitle = 400;

    /// <summary>Reads the metadata.</summary>
    public static Metadata Read(IDocument page, JsonLdArticle linked)
    {
        var metas = new MetaTags(page);
        var site = Site(Clean(metas.Find("og:site_name", "application-name", "dc.publisher", "twitter:site")));
        var publisher = Clean(linked.Publisher);

        // Pages that reprint an agency's text sometimes name the agency as its publisher.
        if (publisher is null || (site is not null && BylineReader.Agency(publisher) is not null)) publisher = site ?? publisher;
        return new Metadata
        {
            Canonical = Canonical(page, metas),
            Title = Title(page, linked, metas, publisher),
            Byline = Clean(linked.Author) ?? Author(metas.Find("author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator")),
            Publisher = publisher,
            Dates = Dates(page, linked, metas),
            Updated = Date(linked.Updated) ?? Date(metas.Find("article:modified_time", "article:modified", "og:updated_time", "datemodified", "lastmod", "last-modified", "dcterms.modified", "utime")),
            Language = Language(page, linked, metas),
        };
    }

    private static string? Title(IDocument page, JsonLdArticle linked, MetaTags metas, string? publisher)
    {
        var named = Clean(metas.Find("og:title", "twitter:title", "dc.title", "headline"));
        var window = Clean(page.Title);
        string? best = null;
        foreach (var heading in page.GetElementsByTagName("h1").Take(8))
        {
            // The heading that the page's own name begins with or holds; a site's logo is a heading too.
            var words = Clean(heading.TextContent);
            if (words is null || words.Length < 8 || words.Length <= best?.Length || words.Equals(publisher, StringComparison.OrdinalIgnoreCase)) continue;
            if (Holds(named, words) || Holds(window, words) || Holds(linked.Headline, words)) best = words;
        }

        if (best is not null) return best;
        return Clean(linked.Headline) ?? WithoutSite(named, publisher) ?? WithoutSite(window, publisher);
    }

    private static bool Holds(string? title, string words) => title is not null && title.Contains(words, StringComparison.OrdinalIgnoreCase);

    /// <summary>"Headline | Site" without the site.</summary>
    private static string? WithoutSite(string? title, string? publisher)
    {
        if (title is null) return null;
        foreach (var separator in (ReadOnlySpan<string>)[" | ", " – ", " — ", " - ", " :: ", " » "])
        {
            var at = title.LastIndexOf(separator, StringComparison.Ordinal);
            if (at <= 8) continue;
            var site = title.AsSpan(at + separator.Length).Trim();
            var isSite = separator == " | " || (publisher is not null && (site.Contains(publisher, StringComparison.OrdinalIgnoreCase) || publisher.AsSpan().Contains(site, StringComparison.OrdinalIgnoreCase)));
            if (isSite && site.Length < at) return WithoutSite(title[..at].Trim(), publisher);
        }

        return title;
    }

    private static string? Canonical(IDocument page, MetaTags metas)
    {
        string? address = null;
        foreach (var link in page.GetElementsByTagName("link"))
        {
            if (string.Equals(link.GetAttribute("rel"), "canonical", StringComparison.OrdinalIgnoreCase)) address ??= link.GetAttribute("href");
        }

        address = Clean(address) ?? Clean(metas.Find("og:url"));
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) ? address : null;
    }

    private static string? Language(IDocument page, JsonLdArticle linked, MetaTags metas)
    {
        var tag = page.DocumentElement?.GetAttribute("lang") ?? page.DocumentElement?.GetAttribute("xml:lang") ?? linked.Language
            ?? metas.Find("og:locale", "content-language", "language", "dc.language");
        tag = tag?.Trim().Replace('_', '-');
        return tag is { Length: >= 2 and <= 12 } && char.IsAsciiLetter(tag[0]) && char.IsAsciiLetter(tag[1]) ? tag.ToLowerInvariant().Split('-')[0] : null;
    }

    /// <summary>The dates of publication that the page says, the most trusted place first.</summary>
    private static List<StatedDate> Dates(IDocument page, JsonLdArticle linked, MetaTags metas)
    {
        var dates = new List<StatedDate>();
        Add(Date(linked.Published), "json-ld");
        Add(
            Date(metas.Find(
                "article:published_time", "article:published", "og:published_time", "datepublished", "publishdate", "pubdate", "publish-date", "parsely-pub-date",
                "sailthru.date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "date", "originalpublicationdate", "cxenseparse:recs:publishtime", "ptime")),
            "meta");
        Add(VisibleDate(page), "time");
        return dates;

        void Add(string? date, string from)
        {
            if (date is not null) dates.Add(new StatedDate(date, from));
        }
    }

    private static string? VisibleDate(IDocument page)
    {
        foreach (var time in page.GetElementsByTagName("time").Take(4))
        {
            if (Date(time.GetAttribute("datetime")) is { } machine) return machine;
            if (Date(time.TextContent) is { } seen) return seen;
        }

        return null;
    }

    private static string? Author(string? author)
    {
        author = Clean(author);

        // Some pages put the author's address there.
        return author is null || author.Contains("://", StringComparison.Ordinal) ? null : BylineReader.Author(author);
    }

    /// <summary>A site's name without what belongs to an address or account.</summary>
    private static string? Site(string? name)
    {
        if (name is null) return null;
        if (Uri.TryCreate(name, UriKind.Absolute, out var address)) name = address.Host;
        if (name.StartsWith("www.", StringComparison.OrdinalIgnoreCase)) name = name[4..];
        return Clean(name.TrimStart('@'));
    }

    private static string? Date(string? value) => PublicationDate.TryParse(value, out var date) && date.Length >= 10 ? date : null;

    private static string? Clean(string? text)
    {
        if (text is null || text.Length > 64 * LongestTitle) return null;
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length is 0 or > LongestTitle ? null : text;
    }
}
