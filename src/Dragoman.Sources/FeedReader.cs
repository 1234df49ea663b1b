using System.Net;
using System.Text;
using System.Xml;
using Dragoman.Dates;
using Dragoman.Records;

namespace Dragoman.Sources;

/// <summary>One entry of a feed: a document, or the reason why there is none.</summary>
internal sealed record FeedEntry(string Markup, Document? Document, InputException? Failure);

/// <summary>
/// Entries of RSS 0.9x, 1.0 (RDF) and 2.0 and of Atom 0.3 and 1.0. Elements are known by their usual names whatever prefix the
/// feed chose for their namespace. Memory: the file, and one entry.
/// </summary>
/// <param name="feed">The file as text.</param>
internal sealed class FeedReader(string feed)
{
    private readonly string xml = XmlCleaner.Clean(feed);
    private readonly FeedNames names = new();
    private string? feedTitle;
    private string? feedAuthor;

    /// <summary>Reads the entries in the file's order.</summary>
    /// <exception cref="XmlException">The markup breaks off or is not well formed; the entries before it have been given.</exception>
    public IEnumerable<FeedEntry> Read(CancellationToken ct)
    {
        using var reader = Open();
        var lines = new LineStarts(xml);
        while (reader.Read())
        {
            ct.ThrowIfCancellationRequested();
            if (reader.NodeType != XmlNodeType.Element) continue;
            names.Declare(reader);
            var name = names.Of(reader);
            switch (name)
            {
                case "item" or "entry":
                    var start = lines.Offset(reader) - 1;
                    var entry = ReadEntry(reader);
                    var end = Math.Min(xml.Length, xml.IndexOf('>', lines.Offset(reader)) + 1);
                    yield return Finish(entry, start >= 0 && end > start ? xml[start..end] : "");
                    break;
                case "title" when feedTitle is null:
                    feedTitle = Plain(FeedContent.Read(reader, names).Text);
                    break;
                case "author" or "dc:creator" when feedAuthor is null:
                    feedAuthor = Author(FeedContent.Read(reader, names));
                    break;
                case "image" or "textinput":
                    // Their titles are not the feed's.
                    FeedContent.Read(reader, names);
                    break;
                default: break;
            }
        }
    }

    private XmlTextReader Open() => new(new StringReader(xml))
    {
        Namespaces = false,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        WhitespaceHandling = WhitespaceHandling.All,
    };

    private Dictionary<string, FeedContent> ReadEntry(XmlTextReader reader)
    {
        var fields = new Dictionary<string, FeedContent>(StringComparer.Ordinal);
        if (reader.IsEmptyElement) return fields;
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            names.Declare(reader);
            var name = names.Of(reader);
            var content = FeedContent.Read(reader, names);

            // Atom may name many links; the one to the page is "alternate", which is also what no relation means.
            if (name == "link" && content.Attribute("rel") is { Length: > 0 } relation && relation != "alternate") continue;
            if (content.IsEmpty && name != "link") continue;
            fields.TryAdd(name, content);
        }

        return fields;
    }

    private FeedEntry Finish(Dictionary<string, FeedContent> fields, string markup)
    {
        var title = Plain(First(fields, "title", "dc:title")?.Text);
        var body = First(fields, "content:encoded", "content", "xhtml:body", "body", "description", "summary", "media:description");
        var html = body?.Html;
        var document = new Document
        {
            Id = First(fields, "guid", "id")?.Text.Trim() ?? First(fields, "link")?.Link,
            Title = title,
            Html = html,
            Text = html is null ? title : null,
            Date = Date(First(fields, "pubdate", "published", "issued", "dc:date", "dcterms:issued", "created", "updated", "modified", "dcterms:modified")),
            Url = Address(First(fields, "link")?.Link) ?? Address(First(fields, "guid", "id")?.Text),
            Source = Plain(First(fields, "source")?.SourceTitle) ?? feedTitle,
            Author = Author(First(fields, "author", "dc:creator")) ?? feedAuthor,
        };

        if (document.Html is null && document.Text is null)
            return new FeedEntry(markup, null, new InputException(ErrorCodes.Empty, "it has neither content nor title"));
        if (Encoding.UTF8.GetByteCount(document.Html ?? document.Text!) > Limits.DocumentBytes)
            return new FeedEntry(markup, null, new InputException(ErrorCodes.TooLarge, $"its content is over {Limits.DocumentBytes:N0} bytes"));
        return new FeedEntry(markup, document, null);
    }

    private static FeedContent? First(Dictionary<string, FeedContent> fields, params ReadOnlySpan<string> wanted)
    {
        foreach (var name in wanted)
        {
            if (fields.TryGetValue(name, out var content)) return content;
        }

        return null;
    }

    private static string? Date(FeedContent? content) => PublicationDate.TryParse(content?.Text, out var date) ? date : null;

    private static string? Author(FeedContent? content)
    {
        var text = Plain(content?.Name ?? content?.Text);
        if (text is null) return null;

        // RSS writes "address@host (Name)".
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (text.Contains('@', StringComparison.Ordinal) && open > 0 && text.EndsWith(')')) return text[(open + 1)..^1].Trim();
        return text;
    }

    private static string? Address(string? link)
    {
        link = link?.Trim();
        return Uri.TryCreate(link, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) ? link : null;
    }

    /// <summary>A title as plain text: escaped markup decoded, tags removed, white space made one blank.</summary>
    private static string? Plain(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (text.AsSpan().ContainsAny('<', '&')) text = WebUtility.HtmlDecode(WithoutTags(text));
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length == 0 ? null : text;
    }

    private static string WithoutTags(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '<' && at + 1 < text.Length && (char.IsAsciiLetter(text[at + 1]) || text[at + 1] == '/')
                && text.IndexOf('>', at) is var close and > 0)
            {
                at = close;
            }
            else
            {
                result.Append(text[at]);
            }
        }

        return result.ToString();
    }
}
