using System.Net;
using System.Text;
using System.Xml;

namespace Dragoman.Sources;

/// <summary>
/// Makes the XML that feeds really contain readable by a strict parser, in one linear pass: the document type goes (with it
/// every entity declaration, so that nothing external is loaded and nothing expands), HTML's named characters become
/// characters, a bare ampersand is escaped, and characters that XML does not allow are dropped.
/// </summary>
internal static class XmlCleaner
{
    private const int LongestReference = 32;

    /// <summary>Cleans a whole file.</summary>
    public static string Clean(string xml)
    {
        var result = new StringBuilder(xml.Length);
        var text = xml.AsSpan().TrimStart('\uFEFF').TrimStart();
        while (!text.IsEmpty)
        {
            var special = text.IndexOfAny('<', '&');
            AppendAllowed(result, special < 0 ? text : text[..special]);
            if (special < 0) break;
            text = text[special..];
            text = text[0] == '&' ? Reference(result, text) : Markup(result, text);
        }

        return result.ToString();
    }

    /// <summary>Length of a <c>&lt;!DOCTYPE …&gt;</c> with its internal subset; 0 where its end is missing.</summary>
    public static int DeclarationLength(ReadOnlySpan<char> text)
    {
        var brackets = 0;
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '[': brackets++; break;
                case ']': brackets--; break;
                case '"' or '\'':
                    var close = text[(at + 1)..].IndexOf(text[at]);
                    if (close < 0) return 0;
                    at += close + 1;
                    break;
                case '<' when text[at..].StartsWith("<!--"):
                    var end = text[at..].IndexOf("-->");
                    if (end < 0) return 0;
                    at += end + 2;
                    break;
                case '>' when brackets <= 0: return at + 1;
                default: break;
            }
        }

        return 0;
    }

    private static ReadOnlySpan<char> Markup(StringBuilder result, ReadOnlySpan<char> text)
    {
        if (text.StartsWith("<![CDATA[")) return Verbatim(result, text, "]]>");
        if (text.StartsWith("<!--")) return Dropped(text, "-->");
        if (text.StartsWith("<?")) return Dropped(text, "?>");
        if (text.StartsWith("<!"))
        {
            var length = DeclarationLength(text);
            return length == 0 ? default : text[length..];
        }

        result.Append('<');
        return text[1..];
    }

    private static ReadOnlySpan<char> Verbatim(StringBuilder result, ReadOnlySpan<char> text, string end)
    {
        var close = text.IndexOf(end);
        var piece = close < 0 ? text : text[..(close + end.Length)];
        AppendAllowed(result, piece);
        return text[piece.Length..];
    }

    private static ReadOnlySpan<char> Dropped(ReadOnlySpan<char> text, string end)
    {
        var close = text.IndexOf(end);
        return close < 0 ? default : text[(close + end.Length)..];
    }

    private static ReadOnlySpan<char> Reference(StringBuilder result, ReadOnlySpan<char> text)
    {
        var window = text[..Math.Min(text.Length, LongestReference)];
        var end = window.IndexOf(';');
        var name = end > 1 ? window[1..end] : default;
        if (name is "amp" or "lt" or "gt" or "quot" or "apos")
        {
            result.Append(text[..(end + 1)]);
            return text[(end + 1)..];
        }

        if (!name.IsEmpty && !name.ContainsAny(" <&\n"))
        {
            var decoded = WebUtility.HtmlDecode(text[..(end + 1)].ToString());
            if (decoded.Length is 1 or 2)
            {
                foreach (var character in decoded)
                {
                    // A reference may stand for a mark-up character, as &#60; does; it stays text.
                    if (character is '<') result.Append("&lt;");
                    else if (character is '&') result.Append("&amp;");
                    else if (character is '"') result.Append("&quot;");
                    else AppendAllowed(result, [character]);
                }

                return text[(end + 1)..];
            }
        }

        result.Append("&amp;");
        return text[1..];
    }

    private static void AppendAllowed(StringBuilder result, ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var allowed = 0;
            while (allowed < text.Length && (XmlConvert.IsXmlChar(text[allowed]) || char.IsSurrogate(text[allowed]))) allowed++;
            result.Append(text[..allowed]);
            text = text[Math.Min(text.Length, allowed + 1)..];
        }
    }
}
