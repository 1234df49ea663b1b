using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using Dragoman.Records;

namespace Dragoman.Sources;

/// <summary>What a body that was fetched holds.</summary>
/// <param name="Entries">Documents, or reasons why there are none, in order.</param>
/// <param name="Addresses">Addresses that it names: of a sitemap or OPML.</param>
/// <param name="Title">Its name; null where it says none.</param>
/// <param name="Problem">What was wrong with a part of it; null for nothing.</param>
internal sealed record SourceContent(IReadOnlyList<FeedEntry> Entries, IReadOnlyList<FoundAddress> Addresses, string? Title, string? Problem);

/// <summary>Reads what an address answered: feed, sitemap, list or page, whatever its media type says.</summary>
internal static class SourceReader
{
    /// <summary>Reads a body.</summary>
    /// <exception cref="InputException">It cannot be read at all.</exception>
    public static SourceContent Read(FetchResult answer, SourceKind expected, CancellationToken ct)
    {
        var bytes = answer.Body;
        if (bytes.IsEmpty) throw new InputException(ErrorCodes.Empty, "the answer is empty");
        if (bytes.Span is [0x1F, 0x8B, ..]) bytes = Unpack(bytes);
        var sample = new FormatSample(bytes[..Math.Min(bytes.Length, SourceLimits.SampleBytes)].ToArray(), answer.Address.AbsolutePath);
        if (JsonFeed.Recognizes(sample.Text))
        {
            var entries = JsonFeed.Read(bytes, out var name);
            return new SourceContent(entries, [], name, Trouble(entries));
        }

        var root = sample.Root;
        var text = TextDecoding.DecodePage(bytes.Span, answer.Charset);
        switch (root)
        {
            case "rss" or "feed" or "rdf": return Feed(text, ct);
            case "opml": return new SourceContent([], Opml.Read(text, ct), null, null);
            case "urlset" or "sitemapindex": return new SourceContent([], Sitemap.Read(text, ct), null, null);
            default: break;
        }

        if (root != "html" && sample.Text.AsSpan(0, Math.Min(sample.Text.Length, 8192)).Contains("<rss", StringComparison.OrdinalIgnoreCase)) return Feed(text, ct);
        if (expected is SourceKind.Feed)
        {
            var hint = FeedLink(text, answer.Address) is { } link ? $"; the page names the feed {link}" : "";
            throw new InputException(ErrorCodes.InvalidFeed, root.Length == 0 ? $"the answer is no feed but {answer.MediaType ?? "something else"}{hint}" : $"the answer is no feed: its first element is <{root[..Math.Min(root.Length, 40)]}>{hint}");
        }

        if (expected is SourceKind.Sitemap) throw new InputException(ErrorCodes.InvalidFeed, "the answer is no sitemap");
        if (answer.MediaType is { } type && !HttpPayload.IsPage(type) && !type.StartsWith("text/", StringComparison.Ordinal)) throw new InputException(ErrorCodes.UnknownFormat, $"the answer is {type}, not a page");
        var isHtml = answer.MediaType is null or not "text/plain";
        return new SourceContent(
            [new FeedEntry("", new Document { Html = isHtml ? text : null, Text = isHtml ? null : text, Url = answer.Address.AbsoluteUri }, null)], [], null, null);
    }

    /// <summary>Hash of bytes, for comparison.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));

    /// <summary>Hash of what an entry says.</summary>
    public static string Fingerprint(Document entry) => Hash(Encoding.UTF8.GetBytes(string.Join('\0', entry.Title, entry.Url, entry.Html ?? entry.Text)));

    private static SourceContent Feed(string text, CancellationToken ct)
    {
        var reader = new FeedReader(text);
        var entries = new List<FeedEntry>();
        try
        {
            entries.AddRange(reader.Read(ct));
        }
        catch (XmlException broken)
        {
            var where = string.Create(CultureInfo.InvariantCulture, $"not well-formed at line {broken.LineNumber}, column {broken.LinePosition}");
            if (!entries.Exists(entry => entry.Document is not null)) throw new InputException(ErrorCodes.InvalidFeed, $"the feed is {where}, and no whole entry stands in front of that", broken);
            return new SourceContent(entries, [], reader.Title, $"the feed is {where}; entries in front of that are kept");
        }

        return new SourceContent(entries, [], reader.Title, Trouble(entries));
    }

    private static string? Trouble(IReadOnlyList<FeedEntry> entries)
    {
        var broken = entries.Count(entry => entry.Document is null);
        return broken == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{broken} of {entries.Count} entries could not be read: {entries.First(entry => entry.Document is null).Failure!.Message}");
    }

    private static ReadOnlyMemory<byte> Unpack(ReadOnlyMemory<byte> packed)
    {
        using var gzip = new GzipInput(new MemoryStream(packed.ToArray()));
        try
        {
            return BoundedReading.ReadAll(gzip, SourceLimits.FeedBytes);
        }
        catch (InvalidDataException damaged)
        {
            throw new InputException(ErrorCodes.InvalidArchive, "the answer is damaged gzip", damaged);
        }
    }

    /// <summary>The feed that a page's head names; null where it names none.</summary>
    private static string? FeedLink(string html, Uri address)
    {
        var head = html.AsSpan(0, Math.Min(html.Length, SourceLimits.SampleBytes));
        foreach (var type in (ReadOnlySpan<string>)["application/rss+xml", "application/atom+xml", "application/feed+json"])
        {
            var at = head.IndexOf(type, StringComparison.OrdinalIgnoreCase);
            if (at < 0) continue;
            var start = head[..at].LastIndexOf('<');
            var length = start < 0 ? -1 : head[start..].IndexOf('>');
            if (length < 0) continue;
            var tag = head.Slice(start, length);
            var href = tag.IndexOf("href=", StringComparison.OrdinalIgnoreCase);
            if (href < 0 || href + 6 >= tag.Length) continue;
            var value = tag[(href + 6)..];
            var end = value.IndexOf(tag[href + 5]);
            if (end > 0 && Uri.TryCreate(address, value[..end].ToString(), out var link)) return link.AbsoluteUri;
        }

        return null;
    }
}
