using System.Xml;

namespace Dragoman.Sources;

/// <summary>Gives elements of feeds their usual lower-case names, whatever prefix a feed binds to the namespace.</summary>
internal sealed class FeedNames
{
    private readonly Dictionary<string, string> prefixes = new(StringComparer.Ordinal);

    /// <summary>Takes the namespace declarations of the element that the reader stands on.</summary>
    public void Declare(XmlReader reader)
    {
        if (!reader.MoveToFirstAttribute()) return;
        do
        {
            if (reader.Name.StartsWith("xmlns:", StringComparison.Ordinal)) prefixes[reader.Name[6..]] = UsualPrefix(reader.Value, reader.Name[6..]);
        }
        while (reader.MoveToNextAttribute());

        reader.MoveToElement();
    }

    /// <summary>The usual name: <c>pubdate</c>, <c>content:encoded</c>, <c>dc:date</c>.</summary>
    public string Of(XmlReader reader)
    {
        var name = reader.Name;
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return name.ToLowerInvariant();
        var prefix = prefixes.GetValueOrDefault(name[..colon], name[..colon]);
        return (prefix.Length == 0 ? name[(colon + 1)..] : $"{prefix}:{name[(colon + 1)..]}").ToLowerInvariant();
    }

    private static string UsualPrefix(string address, string given) => address.TrimEnd('/', '#') switch
    {
        "http://www.w3.org/2005/Atom" or "http://purl.org/atom/ns" or "http://purl.org/rss/1.0" or "http://my.netscape.com/rdf/simple/0.9" => "",
        "http://purl.org/rss/1.0/modules/content" => "content",
        "http://purl.org/dc/elements/1.1" => "dc",
        "http://purl.org/dc/terms" => "dcterms",
        "http://search.yahoo.com/mrss" => "media",
        "http://www.w3.org/1999/xhtml" => "xhtml",
        _ => given,
    };
}
