using System.Xml;

namespace Dragoman.Sources;

/// <summary>Opens XML of lists and feeds as it comes: cleaned, without namespaces, without a document type, nothing external.</summary>
internal static class MarkupReading
{
    /// <summary>A reader over cleaned XML.</summary>
    /// <param name="xml">What <see cref="XmlCleaner.Clean"/> gave.</param>
    public static XmlTextReader Open(TextReader xml) => new(xml)
    {
        Namespaces = false,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        WhitespaceHandling = WhitespaceHandling.All,
    };

    /// <summary>Name of the element that the reader stands on, lower case, without prefix.</summary>
    public static string LocalName(XmlTextReader reader)
    {
        var name = reader.Name;
        return name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..].ToLowerInvariant();
    }

    /// <summary>An http or https address without its fragment; null for anything else.</summary>
    public static string? Address(string? value)
    {
        if (value is null || value.Length > 4000 || !Uri.TryCreate(value.Trim(), UriKind.Absolute, out var uri)) return null;
        if (uri.Scheme is "feed") return Address("http" + value.Trim()[4..]);
        if (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) return null;
        return uri.Host.Length == 0 ? null : uri.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
    }
}
