using System.Net;
using System.Text;
using System.Xml;

namespace Dragoman.Sources;

/// <summary>What one element of a feed holds: its text, and its markup where it has any.</summary>
internal sealed class FeedContent
{
    private readonly Dictionary<string, string> attributes = new(StringComparer.Ordinal);
    private string? markup;
    private string? href;
    private string? innerTitle;

    /// <summary>All character data inside.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Text of a <c>name</c> inside, as Atom writes a person.</summary>
    public string? Name { get; private set; }

    /// <summary>Text of a <c>title</c> inside, or the text itself: the feed that an entry was taken from.</summary>
    public string? SourceTitle => innerTitle ?? (markup is null ? Text : null);

    /// <summary>True where there is nothing inside but white space.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Text) && markup is null && href is null;

    /// <summary>The address of a link, in an attribute (Atom) or as text (RSS).</summary>
    public string? Link => href ?? Text.Trim();

    /// <summary>The content as HTML; null where it is empty.</summary>
    public string? Html
    {
        get
        {
            if (markup is not null) return markup;
            if (string.IsNullOrWhiteSpace(Text)) return null;
            return Attribute("type") is "text" or "text/plain" ? WebUtility.HtmlEncode(Text) : Text;
        }
    }

    /// <summary>An attribute of the element; null where it has none of this name.</summary>
    public string? Attribute(string name) => attributes.GetValueOrDefault(name);

    /// <summary>Reads the element that the reader stands on, to its end.</summary>
    public static FeedContent Read(XmlTextReader reader, FeedNames names)
    {
        var content = new FeedContent();
        var isEmpty = reader.IsEmptyElement;
        var depth = reader.Depth;
        while (reader.MoveToNextAttribute()) content.attributes.TryAdd(reader.Name.ToLowerInvariant(), reader.Value);
        content.href = content.Attribute("href") ?? content.Attribute("rdf:resource");
        if (!isEmpty) content.ReadInside(reader, names, depth);
        return content;
    }

    private void ReadInside(XmlTextReader reader, FeedNames names, int depth)
    {
        var text = new StringBuilder();
        StringBuilder? inner = null;
        string? open = null;
        while (reader.Read() && reader.Depth > depth)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    text.Append(reader.Value);
                    inner?.Append(WebUtility.HtmlEncode(reader.Value));
                    if (open == "name") Name = string.Concat(Name, reader.Value);
                    else if (open == "title") innerTitle = string.Concat(innerTitle, reader.Value);
                    break;
                case XmlNodeType.Element:
                    inner ??= new StringBuilder(WebUtility.HtmlEncode(text.ToString()));
                    names.Declare(reader);
                    open = names.Of(reader);
                    if (open is "item" or "entry") throw new XmlException("the entry does not end before the next one begins", null, reader.LineNumber, reader.LinePosition);
                    AppendTag(inner, reader, open);
                    break;
                case XmlNodeType.EndElement:
                    inner?.Append("</").Append(Local(names.Of(reader))).Append('>');
                    open = null;
                    break;
                default: break;
            }
        }

        Text = text.ToString();
        markup = inner?.ToString();
    }

    private static void AppendTag(StringBuilder inner, XmlTextReader reader, string name)
    {
        inner.Append('<').Append(Local(name));
        var isEmpty = reader.IsEmptyElement;
        while (reader.MoveToNextAttribute())
        {
            if (reader.Name.StartsWith("xmlns", StringComparison.Ordinal)) continue;
            inner.Append(' ').Append(reader.Name).Append("=\"").Append(WebUtility.HtmlEncode(reader.Value)).Append('"');
        }

        reader.MoveToElement();
        inner.Append('>');
        if (isEmpty && !IsVoid(name)) inner.Append("</").Append(Local(name)).Append('>');
    }

    private static string Local(string name) => name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static bool IsVoid(string name) => Local(name) is "br" or "hr" or "img" or "input" or "meta" or "link" or "source" or "wbr";
}
