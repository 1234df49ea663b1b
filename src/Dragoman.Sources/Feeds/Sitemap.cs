using System.Xml;
using Dragoman.Dates;
using Dragoman.Records;

namespace Dragoman.Sources;

/// <summary>Sitemaps (sitemaps.org) with the news extension, and indexes of sitemaps.</summary>
internal static class Sitemap
{
    /// <summary>Most addresses that one file may name (sitemaps.org: 50,000).</summary>
    private const int MostAddresses = 50_000;

    /// <summary>Reads the addresses, in the file's order.</summary>
    /// <param name="sitemap">The file as text.</param>
    /// <param name="ct">Ends the reading, by an exception.</param>
    /// <exception cref="InputException">invalid-feed: it breaks off before the first address.</exception>
    public static IReadOnlyList<FoundAddress> Read(string sitemap, CancellationToken ct)
    {
        var found = new List<FoundAddress>();
        using var reader = MarkupReading.Open(new StringReader(XmlCleaner.Clean(sitemap)));
        try
        {
            while (reader.Read() && found.Count < MostAddresses)
            {
                ct.ThrowIfCancellationRequested();
                if (reader.NodeType != XmlNodeType.Element || reader.IsEmptyElement) continue;
                var name = MarkupReading.LocalName(reader);
                if (name is "url" or "sitemap" && Entry(reader, name == "sitemap") is { } address) found.Add(address);
            }
        }
        catch (XmlException broken) when (found.Count == 0)
        {
            throw new InputException(ErrorCodes.InvalidFeed, $"not a well-formed sitemap at line {broken.LineNumber}, column {broken.LinePosition}", broken);
        }
        catch (XmlException)
        {
            // What stands in front of the damage is as good as ever.
        }

        return found;
    }

    private static FoundAddress? Entry(XmlTextReader reader, bool isIndex)
    {
        string? address = null, title = null, published = null, modified = null, publisher = null;
        var depth = reader.Depth;
        string? open = null;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element) open = MarkupReading.LocalName(reader);
            else if (reader.NodeType == XmlNodeType.EndElement) open = null;
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                switch (open)
                {
                    case "loc": address ??= MarkupReading.Address(reader.Value); break;
                    case "title": title ??= reader.Value.Trim(); break;
                    case "name": publisher ??= reader.Value.Trim(); break;
                    case "publication_date": published ??= Date(reader.Value); break;
                    case "lastmod": modified ??= Date(reader.Value); break;
                    default: break;
                }
            }
        }

        if (address is null) return null;
        return isIndex
            ? new FoundAddress(address, SourceKind.Sitemap, Date: modified)
            : new FoundAddress(address, SourceKind.Page, title, null, published, publisher);
    }

    private static string? Date(string value) => PublicationDate.TryParse(value, out var date) ? date : null;
}

/// <summary>Sitemap files: the pages and sitemaps that they name.</summary>
internal sealed class SitemapFormat : FileFormat
{
    /// <inheritdoc/>
    public override bool Recognizes(FormatSample sample) => sample.Root is "urlset" or "sitemapindex";

    /// <inheritdoc/>
    public override IEnumerable<SourceItem> Read(OpenedFile file, CancellationToken ct)
    {
        var found = Sitemap.Read(TextDecoding.Decode(file.ReadBytes(SourceLimits.ExportBytes, ct), html: true), ct);
        if (found.Count == 0) throw new InputException(ErrorCodes.Empty, "the sitemap names no page");
        foreach (var address in found) yield return file.Found(address);
    }
}

/// <summary>Plain lists of addresses, one a line; blank lines and lines that begin with # are passed over.</summary>
internal sealed class AddressListFormat : FileFormat
{
    /// <inheritdoc/>
    public override bool Recognizes(FormatSample sample)
    {
        var lines = 0;
        var text = sample.Text.AsSpan();

        // The last line of the sample may be cut.
        foreach (var range in text.Split('\n'))
        {
            var line = text[range].Trim();
            if (line.IsEmpty || line[0] == '#') continue;
            if (line.Contains(' ') || MarkupReading.Address(line.ToString()) is null) return range.End.Value == text.Length && lines > 20;
            lines++;
        }

        return lines > 0;
    }

    /// <inheritdoc/>
    public override IEnumerable<SourceItem> Read(OpenedFile file, CancellationToken ct)
    {
        using var reader = new BoundedLineReader(file.Stream, 8192);
        while (reader.TryReadLine(out var line, out var tooLong, ct))
        {
            var text = tooLong ? "" : TextDecoding.DecodeSample(line.Span).Trim();
            if (text.Length == 0 && !tooLong) continue;
            if (text.StartsWith('#')) continue;
            var locator = $"{file.Path}#{reader.LineNumber}";
            yield return MarkupReading.Address(text) is { } address
                ? file.Found(new FoundAddress(address, SourceKind.Page))
                : file.Failed(new SourceFailure(locator, ErrorCodes.InvalidField, $"{file.Path}: line {reader.LineNumber} is no http or https address"));
        }
    }
}
