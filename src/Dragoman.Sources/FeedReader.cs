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
    /// <summary>Damaged entries that are passed over in one file.</summary>
    private const int MostRecoveries = 64;

    private readonly string xml = XmlCleaner.Clean(feed);
    private readonly FeedNames names = new();
    private LineStarts? starts;
    private string? feedTitle;
    private string? feedAuthor;

    /// <summary>Title of the feed; known once the first entry has been read.</summary>
    public string? Title => feedTitle;

    /// <summary>
    /// Reads the entries in the file's order. Where the markup breaks, reading goes on at the next entry, up to <see cref="MostRecoveries"/> times.
    /// </summary>
    /// <exception cref="XmlException">The markup breaks, and no entry follows; those before it have been given.</exception>
    public IEnumerable<FeedEntry> Read(CancellationToken ct)
    {
        var offset = 0;
        for (var recoveries = 0; ; recoveries++)
        {
            XmlException? broken = null;
            var at = offset;
            using (var entries = ReadFrom(offset, position => at = position, ct).GetEnumerator())
            {
                while (true)
                {
                    try
                    {
                        if (!entries.MoveNext()) yield break;
                    }
                    catch (XmlException exception)
                    {
                        broken = exception;
                        break;
                    }

                    yield return entries.Current;
                }
            }

            var next = NextEntry(at + 1);
            if (next < 0 || recoveries == MostRecoveries)
            {
                // Behind damage the ends of the feed's own elements have no beginnings.
                if (recoveries > 0 && next < 0 && at > offset && HoldsEndsAlone(at)) yield break;
                throw broken;
            }

            if (at > offset || recoveries > 0 || IsEntryAt(at)) yield return new FeedEntry("", null, new InputException(ErrorCodes.InvalidFeed, $"its markup breaks at line {broken.LineNumber}: {Reason(broken)}"));
            offset = next;
        }
    }

    /// <summary>Entries from an offset on; tells where each begins before it is read.</summary>
    private IEnumerable<FeedEntry> ReadFrom(int offset, Action<int> begins, CancellationToken ct)
    {
        // Behind damage the entries stand alone: an element around them makes them a document again.
        const string around = "<x>";
        using var reader = offset == 0 ? MarkupReading.Open(new StringReader(xml)) : MarkupReading.Open(new ChainedReader(around, xml, offset));
        var lines = starts ??= new LineStarts(xml);
        var prefix = offset == 0 ? 0 : around.Length;
        while (reader.Read())
        {
            ct.ThrowIfCancellationRequested();
            if (reader.NodeType != XmlNodeType.Element) continue;
            names.Declare(reader);
            var name = names.Of(reader);
            switch (name)
            {
                case "item" or "entry":
                    var start = lines.Offset(reader, offset, prefix) - 1;
                    begins(start);
                    var entry = ReadEntry(reader);
                    var end = Math.Min(xml.Length, xml.IndexOf('>', Math.Clamp(lines.Offset(reader, offset, prefix), 0, xml.Length)) + 1);
                    yield return Finish(entry, start >= 0 && end > start ? xml[start..end] : "");
                    begins(end);
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

    private int NextEntry(int from)
    {
        while (from >= 0 && from < xml.Length)
        {
            from = xml.IndexOf('<', from);
            if (from < 0 || IsEntryAt(from)) return from;
            from++;
        }

        return -1;
    }

    private bool IsEntryAt(int at)
    {
        if (at < 0 || at + 6 >= xml.Length || xml[at] != '<') return false;
        var name = xml.AsSpan(at + 1);
        var colon = name[..Math.Min(12, name.Length)].IndexOf(':');
        if (colon > 0 && name[..colon].IndexOfAny(" <>/") < 0) name = name[(colon + 1)..];
        var length = name.StartsWith("item", StringComparison.OrdinalIgnoreCase) ? 4 : name.StartsWith("entry", StringComparison.OrdinalIgnoreCase) ? 5 : 0;
        return length > 0 && name.Length > length && (name[length] is '>' or '/' || char.IsWhiteSpace(name[length]));
    }

    private bool HoldsEndsAlone(int at)
    {
        if (at > 0 && xml[at - 1] != '>') return false;
        var rest = xml.AsSpan(at).Trim();
        while (rest.StartsWith("</"))
        {
            var end = rest.IndexOf('>');
            if (end < 0) return false;
            rest = rest[(end + 1)..].TrimStart();
        }

        return rest.IsEmpty;
    }

    private static string Reason(XmlException broken)
    {
        var end = broken.Message.IndexOf(" Line ", StringComparison.Ordinal);
        return end < 0 ? broken.Message : broken.Message[..end];
    }

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

            // An entry within an entry: the end of the first is missing.
            if (name is "item" or "entry") throw new XmlException("the entry does not end before the next one begins", null, reader.LineNumber, reader.LinePosition);
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
