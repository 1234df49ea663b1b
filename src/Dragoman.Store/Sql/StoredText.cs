using System.Text;

namespace Dragoman.Store;

/// <summary>Text that every engine keeps as it is.</summary>
internal static class StoredText
{
    /// <summary>The text with U+FFFD for zero characters and for halves of pairs of surrogates.</summary>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.Contains('\0', StringComparison.Ordinal)) return text;
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');
    }
}
