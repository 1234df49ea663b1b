using System.Globalization;
using System.Xml;

namespace Dragoman.Store;

/// <summary>
/// An Atom feed (RFC 4287) of events, newest first: the title says who did what to whom, the summary is the sentence, the link goes to the report. Entries keep their ids, so that a
/// reader tells new from known.
/// </summary>
public sealed class AtomFormat : EventFormat
{
    private const string Namespace = "http://www.w3.org/2005/Atom";
    private const string Unknown = "1970-01-01T00:00:00Z";

    /// <inheritdoc/>
    public override string Name => "atom";

    /// <inheritdoc/>
    public override string MediaType => "application/atom+xml";

    /// <inheritdoc/>
    public override string Extension => ".atom.xml";

    /// <inheritdoc/>
    public override EventDetail Detail => EventDetail.Row;

    /// <inheritdoc/>
    public override long Write(IEnumerable<EventRow> events, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new System.Text.UTF8Encoding(false), Indent = true, NewLineChars = "\n", CheckCharacters = false });
        var count = 0L;
        foreach (var row in events)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (count++ == 0) Begin(xml, Moment(row));
            Entry(xml, row);
        }

        if (count == 0) Begin(xml, Unknown);
        xml.WriteEndElement();
        xml.WriteEndDocument();
        return count;
    }

    private static void Begin(XmlWriter xml, string updated)
    {
        xml.WriteStartDocument();
        xml.WriteStartElement("feed", Namespace);
        xml.WriteElementString("title", Namespace, "Dragoman: events");
        xml.WriteElementString("id", Namespace, "urn:uuid:" + ForeignRow.Uuid("feed"));
        xml.WriteElementString("updated", Namespace, updated);
        xml.WriteStartElement("author", Namespace);
        xml.WriteElementString("name", Namespace, "Dragoman");
        xml.WriteEndElement();
    }

    private static void Entry(XmlWriter xml, EventRow row)
    {
        xml.WriteStartElement("entry", Namespace);
        var recipient = row.RecipientText is null ? "" : " → " + row.RecipientText;
        xml.WriteElementString("title", Namespace, Clean($"{row.ActorText}{recipient}: {EventExport.TypeOf(row) ?? ForeignCodes.ActName(row.Cameo) ?? row.Cameo}{(row.Mode is null ? "" : " " + row.Mode)}"));
        xml.WriteElementString("id", Namespace, "urn:uuid:" + ForeignRow.Uuid(row.Document + "/" + row.Event));
        xml.WriteElementString("updated", Namespace, Moment(row));
        var hasLink = Uri.TryCreate(row.Url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
        if (hasLink)
        {
            xml.WriteStartElement("link", Namespace);
            xml.WriteAttributeString("href", address!.AbsoluteUri);
            xml.WriteEndElement();
        }

        xml.WriteStartElement("category", Namespace);
        xml.WriteAttributeString("term", EventExport.TypeOf(row) ?? row.Cameo ?? "");
        xml.WriteEndElement();
        xml.WriteStartElement("category", Namespace);
        xml.WriteAttributeString("scheme", row.Origin is null ? "factuality" : "data-set");
        xml.WriteAttributeString("term", row.Origin ?? EventExport.Name(row.Factuality));
        xml.WriteEndElement();
        var word = row.AssertedBy is null ? "" : $" (on the word of {row.SpeakerName ?? row.SpeakerText ?? "a speaker who is not named"})";

        // An entry without a link must have content of its own (RFC 4287, 4.1.2).
        xml.WriteStartElement(hasLink ? "summary" : "content", Namespace);
        xml.WriteAttributeString("type", "text");
        xml.WriteString(Clean(row.Sentence + word));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    // What XML 1.0 cannot hold in any writing.
    private static string Clean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i])) continue;
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                i++;
                continue;
            }

            text = string.Concat(text.AsSpan(0, i), "\uFFFD", text.AsSpan(i + 1));
        }

        return text;
    }

    private static string Moment(EventRow row) =>
        (ForeignRow.Day(row.Published) ?? ForeignRow.Day(row.Date))?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) is { } day ? day + "T00:00:00Z" : Unknown;
}
