using System.Buffers;
using System.Text;

namespace Dragoman.Sources;

/// <summary>The charset that a page or XML file names in its first bytes.</summary>
internal static class CharsetDeclaration
{
    private static readonly SearchValues<char> LabelEnds = SearchValues.Create("\"'; \t\r\n/>");

    /// <summary>Windows-1252, which the web means where it says Latin-1 or ASCII.</summary>
    public static Encoding Windows1252 { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1252) ?? Encoding.Latin1;

    /// <summary>
    /// The encoding behind <c>charset=</c> in a <c>meta</c>, or behind <c>encoding=</c> in an XML declaration; null where none is
    /// named or known. UTF-16 in a declaration that could be read as ASCII is UTF-8, as the HTML standard has it.
    /// </summary>
    public static Encoding? Find(ReadOnlySpan<byte> head)
    {
        var text = Encoding.Latin1.GetString(head);
        if (text.AsSpan().TrimStart().StartsWith("<?xml", StringComparison.OrdinalIgnoreCase)
            && Label(text, text.IndexOf("encoding", StringComparison.OrdinalIgnoreCase), "encoding".Length, text.IndexOf("?>", StringComparison.Ordinal)) is { } xml)
        {
            return xml;
        }

        for (var meta = 0; (meta = text.IndexOf("<meta", meta, StringComparison.OrdinalIgnoreCase)) >= 0; meta++)
        {
            var close = text.IndexOf('>', meta);
            if (close < 0) return null;
            var at = text.IndexOf("charset", meta, close - meta, StringComparison.OrdinalIgnoreCase);
            if (Label(text, at, "charset".Length, close) is { } encoding) return encoding;
        }

        return null;
    }

    private static Encoding? Label(string text, int at, int skip, int limit)
    {
        if (at < 0 || limit < at + skip) return null;
        var rest = text.AsSpan(at + skip, limit - at - skip).TrimStart();
        if (!rest.StartsWith("=")) return null;
        rest = rest[1..].TrimStart().TrimStart("\"'").TrimStart();
        var end = rest.IndexOfAny(LabelEnds);
        return Named(end < 0 ? rest : rest[..end]);
    }

    /// <summary>The encoding of a name as pages write it; null for one that nobody knows.</summary>
    public static Encoding? Named(ReadOnlySpan<char> label)
    {
        if (label.IsEmpty || label.Length > 40) return null;
        var name = label.ToString().ToLowerInvariant();
        if (name.StartsWith("utf", StringComparison.Ordinal) || name.StartsWith("unicode", StringComparison.Ordinal)) return Encoding.UTF8;
        if (name is "iso-8859-1" or "iso8859-1" or "latin1" or "latin-1" or "us-ascii" or "ascii" or "windows-1252" or "cp1252") return Windows1252;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            // A charset that nobody knows says nothing.
            return null;
        }
    }
}
