using System.Text;
using System.Xml;
using Dragoman.Records;

namespace Dragoman.Sources;

/// <summary>Lists of feeds in OPML 1.0 and 2.0, as feed readers exchange them.</summary>
public static class Opml
{
    private const int DeepestFolder = 32;

    /// <summary>Reads a list, in its order, each feed once.</summary>
    /// <param name="opml">The file as text.</param>
    /// <param name="ct">Ends the reading, by an exception.</param>
    /// <exception cref="InputException">invalid-feed: it is no OPML, or breaks off; the message says where.</exception>
    public static IReadOnlyList<FoundAddress> Read(string opml, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(opml);
        var found = new List<FoundAddress>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var folders = new List<(int Depth, string Name)>();
        using var reader = MarkupReading.Open(new StringReader(XmlCleaner.Clean(opml)));
        var isOpml = false;
        try
        {
            while (reader.Read())
            {
                ct.ThrowIfCancellationRequested();
                if (reader.NodeType != XmlNodeType.Element) continue;
                var name = MarkupReading.LocalName(reader);
                isOpml |= name == "opml";
                if (name != "outline") continue;
                while (folders.Count > 0 && folders[^1].Depth >= reader.Depth) folders.RemoveAt(folders.Count - 1);
                Outline(reader, folders, seen, found);
            }
        }
        catch (XmlException broken)
        {
            // What stands in front of the damage is as good as ever.
            if (found.Count == 0)
            {
                throw new InputException(
                    ErrorCodes.InvalidFeed, $"not well-formed OPML at line {broken.LineNumber}, column {broken.LinePosition}, and no feed in front of it", broken);
            }
        }

        return isOpml || found.Count > 0 ? found : throw new InputException(ErrorCodes.InvalidFeed, "there is no <opml> in it");
    }

    /// <summary>Writes a list that other feed readers take, folders as nested outlines.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="output">Where to; UTF-8.</param>
    public static void Write(IEnumerable<WatchedSource> sources, Stream output)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(output);
        using var writer = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), CloseOutput = false, NewLineChars = "\n", CheckCharacters = false });
        writer.WriteStartElement("opml");
        writer.WriteAttributeString("version", "2.0");
        writer.WriteStartElement("head");
        writer.WriteElementString("title", "Sources of Dragoman");
        writer.WriteEndElement();
        writer.WriteStartElement("body");
        foreach (var folder in sources.GroupBy(source => source.Category ?? "", StringComparer.Ordinal).OrderBy(folder => folder.Key, StringComparer.Ordinal))
        {
            var parts = folder.Key.Split('/', StringSplitOptions.RemoveEmptyEntries);
            foreach (var part in parts)
            {
                writer.WriteStartElement("outline");
                writer.WriteAttributeString("text", Allowed(part));
            }

            foreach (var source in folder.OrderBy(source => source.Url, StringComparer.Ordinal)) Write(writer, source);
            foreach (var _ in parts) writer.WriteEndElement();
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void Write(XmlWriter writer, WatchedSource source)
    {
        writer.WriteStartElement("outline");
        writer.WriteAttributeString("type", source.Kind switch { SourceKind.Sitemap => "sitemap", SourceKind.Page => "link", _ => "rss" });
        writer.WriteAttributeString("text", Allowed(source.Title ?? source.Url));
        if (source.Title is { } title) writer.WriteAttributeString("title", Allowed(title));
        writer.WriteAttributeString(source.Kind == SourceKind.Page ? "url" : "xmlUrl", source.Url);
        writer.WriteEndElement();
    }

    private static string Allowed(string text) => new([.. text.Where(character => XmlConvert.IsXmlChar(character) || char.IsSurrogate(character))]);

    private static void Outline(XmlTextReader reader, List<(int Depth, string Name)> folders, HashSet<string> seen, List<FoundAddress> found)
    {
        string? address = null, link = null, title = null, text = null, type = null;
        var depth = reader.Depth;
        while (reader.MoveToNextAttribute())
        {
            switch (reader.Name.ToLowerInvariant())
            {
                case "xmlurl": address = MarkupReading.Address(reader.Value); break;
                case "url": link = MarkupReading.Address(reader.Value); break;
                case "title": title = reader.Value.Trim(); break;
                case "text": text = reader.Value.Trim(); break;
                case "type": type = reader.Value.ToLowerInvariant(); break;
                default: break;
            }
        }

        reader.MoveToElement();
        var name = string.IsNullOrEmpty(title) ? string.IsNullOrEmpty(text) ? null : text : title;
        address ??= type is "rss" or "atom" or "link" or "include" ? link : null;
        if (address is null)
        {
            if (name is not null && folders.Count < DeepestFolder) folders.Add((depth, name.Replace('/', '-')));
            return;
        }

        var kind = type switch { "sitemap" => SourceKind.Sitemap, "link" => SourceKind.Page, _ => SourceKind.Feed };
        var category = folders.Count == 0 ? null : string.Join('/', folders.Select(folder => folder.Name));
        if (seen.Add(address)) found.Add(new FoundAddress(address, kind, name == address ? null : name, category, IsSource: true));
    }
}

/// <summary>OPML files: each feed in them is an address to watch.</summary>
internal sealed class OpmlFormat : FileFormat
{
    /// <inheritdoc/>
    public override bool Recognizes(FormatSample sample) => sample.Root == "opml";

    /// <inheritdoc/>
    public override IEnumerable<SourceItem> Read(OpenedFile file, CancellationToken ct)
    {
        var found = Opml.Read(TextDecoding.Decode(file.ReadBytes(SourceLimits.FeedBytes, ct), html: true), ct);
        if (found.Count == 0) throw new InputException(ErrorCodes.Empty, "the list names no feed");
        foreach (var address in found) yield return file.Found(address);
    }
}
