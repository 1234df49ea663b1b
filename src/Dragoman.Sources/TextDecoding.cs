using System.Globalization;
using System.Text;
using Dragoman.Records;

namespace Dragoman.Sources;

/// <summary>Turns bytes of unknown encoding into text.</summary>
public static class TextDecoding
{
    private const int SniffedBytes = 4096;

    /// <summary>
    /// Decodes by, in this order: a byte order mark; UTF-16 without one, seen from its zero bytes; strict UTF-8 that uses more
    /// than ASCII; the charset that the page's <c>meta</c> (or XML declaration) names; UTF-8 with single bytes of Windows-1252
    /// mixed in; Windows-1252. Time is linear in the bytes.
    /// </summary>
    /// <param name="bytes">The whole document.</param>
    /// <param name="html">True where a charset named in the markup counts.</param>
    /// <returns>The text, without byte order mark.</returns>
    /// <exception cref="InputException">binary: the bytes are not text. empty: there is no character but white space.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, bool html)
    {
        if (bytes.IsEmpty) throw new InputException(ErrorCodes.Empty, "the file is empty (0 bytes)");
        var text = DecodeAny(bytes, html);
        if (IsBinary(text)) throw new InputException(ErrorCodes.Binary, $"this is not text but {BinaryKind.Describe(bytes)}");
        if (string.IsNullOrWhiteSpace(text)) throw new InputException(ErrorCodes.Empty, "there is nothing but white space");
        return text;
    }

    /// <summary>Decodes a page whose sender has named a charset, which goes before what the page names and behind what the bytes show.</summary>
    /// <param name="bytes">The whole document.</param>
    /// <param name="charset">The charset, as sent; null or unknown for none.</param>
    /// <exception cref="InputException">binary or empty, as <see cref="Decode(ReadOnlySpan{byte}, bool)"/>.</exception>
    public static string DecodePage(ReadOnlySpan<byte> bytes, string? charset)
    {
        var declared = charset is null ? null : CharsetDeclaration.Named(charset.AsSpan().Trim("\"' "));
        if (declared is null || ByteOrderMark(bytes, out _) is not null || Utf16(bytes) is not null || System.Text.Unicode.Utf8.IsValid(bytes)) return Decode(bytes, html: true);
        if (declared.CodePage == Encoding.UTF8.CodePage) return Decode(bytes, html: true);
        var text = declared.GetString(bytes);
        if (IsBinary(text)) throw new InputException(ErrorCodes.Binary, $"this is not text but {BinaryKind.Describe(bytes)}");
        if (string.IsNullOrWhiteSpace(text)) throw new InputException(ErrorCodes.Empty, "there is nothing but white space");
        return text;
    }

    /// <summary>Decodes the beginning of a file, whose last character may be cut; never throws.</summary>
    internal static string DecodeSample(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? "" : DecodeAny(bytes, html: true);

    /// <summary>The encoding of a byte order mark, with its length; null without one.</summary>
    internal static Encoding? ByteOrderMark(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 3;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return Encoding.UTF8;
        length = 4;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0])) return Encoding.UTF32;
        length = 2;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Encoding.Unicode;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Encoding.BigEndianUnicode;
        length = 0;
        return null;
    }

    /// <summary>UTF-16 with or without byte order mark; null where the bytes are something else.</summary>
    internal static Encoding? Utf16(ReadOnlySpan<byte> bytes)
    {
        if (ByteOrderMark(bytes, out _) is { } marked)
            return ReferenceEquals(marked, Encoding.Unicode) || ReferenceEquals(marked, Encoding.BigEndianUnicode) ? marked : null;

        var sample = bytes[..Math.Min(bytes.Length & ~1, SniffedBytes)];
        if (sample.Length < 4 || !sample.Contains((byte)0)) return null;
        if (ReadsAsText(Encoding.Unicode.GetString(sample))) return Encoding.Unicode;
        return ReadsAsText(Encoding.BigEndianUnicode.GetString(sample)) ? Encoding.BigEndianUnicode : null;
    }

    private static string DecodeAny(ReadOnlySpan<byte> bytes, bool html)
    {
        if (ByteOrderMark(bytes, out var mark) is { } marked)
            return ReferenceEquals(marked, Encoding.UTF8) ? DecodeUtf8(bytes[mark..], null) : marked.GetString(bytes[mark..]);

        return Utf16(bytes) is { } utf16
            ? utf16.GetString(bytes)
            : DecodeUtf8(bytes, html ? CharsetDeclaration.Find(bytes[..Math.Min(bytes.Length, SniffedBytes)]) : null);
    }

    private static string DecodeUtf8(ReadOnlySpan<byte> bytes, Encoding? declared)
    {
        var ascii = System.Text.Ascii.IsValid(bytes);
        if (System.Text.Unicode.Utf8.IsValid(bytes))
            return ascii && declared is not null ? declared.GetString(bytes) : Encoding.UTF8.GetString(bytes);

        if (declared is not null && declared.CodePage != Encoding.UTF8.CodePage) return declared.GetString(bytes);
        return DecodeMixed(bytes);
    }

    /// <summary>
    /// Text that is UTF-8 in one place and Windows-1252 in another, as pages glued together from several systems are; or all
    /// Windows-1252, where no multi-byte sequence is whole.
    /// </summary>
    private static string DecodeMixed(ReadOnlySpan<byte> bytes)
    {
        var windows = CharsetDeclaration.Windows1252;
        int whole = 0, broken = 0;
        for (var rest = bytes; !rest.IsEmpty;)
        {
            var valid = Rune.DecodeFromUtf8(rest, out _, out var consumed) == System.Buffers.OperationStatus.Done;
            if (!valid) broken++;
            else if (consumed > 1) whole++;
            rest = rest[consumed..];
        }

        if (whole < broken) return windows.GetString(bytes);

        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var consumed) == System.Buffers.OperationStatus.Done)
            {
                if (rune.IsBmp) text.Append((char)rune.Value);
                else text.Append(rune.ToString());
            }
            else
            {
                text.Append(windows.GetString(bytes[..consumed]));
            }

            bytes = bytes[consumed..];
        }

        return text.ToString();
    }

    private static bool IsBinary(string text)
    {
        var controls = 0;
        foreach (var character in text)
        {
            if (character == '\0') return true;
            if (character < ' ' && character is not ('\t' or '\n' or '\r' or '\f' or '\v' or '\u001A' or '\u001B')) controls++;
            else if (character == '\uFFFD') controls++;
        }

        return controls > 8 && controls > text.Length / 50;
    }

    private static bool ReadsAsText(string sample)
    {
        int odd = 0, spaces = 0, ascii = 0;
        foreach (var character in sample)
        {
            if (char.IsWhiteSpace(character)) spaces++;
            if (character < 0x80) ascii++;
            var category = CharUnicodeInfo.GetUnicodeCategory(character);
            if (category is UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse
                || (category == UnicodeCategory.Control && !char.IsWhiteSpace(character))
                || character == '\uFFFD')
            {
                odd++;
            }
        }

        return odd * 50 <= sample.Length && (spaces > 0 || ascii == sample.Length);
    }
}
