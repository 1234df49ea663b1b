namespace Dragoman.Sources;

/// <summary>What a file of bytes is that is no text, for a message that helps.</summary>
internal static class BinaryKind
{
    /// <summary>Names the kind by its first bytes.</summary>
    public static string Describe(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("%PDF"u8)) return "a PDF file; convert it to text first";
        if (bytes.StartsWith("PK\x03\x04"u8)) return "a ZIP archive or office document; unpack or convert it first";
        if (bytes.StartsWith("SQLite format 3"u8)) return "an SQLite database";
        if (bytes.StartsWith("\x7F"u8) && bytes[1..].StartsWith("ELF"u8)) return "a program";
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) || bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47])
            || bytes.StartsWith("GIF8"u8) || (bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8))) return "a picture";
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])) return "an old office document; save it as text first";
        if (bytes.StartsWith("BZh"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFD, 0x37, 0x7A, 0x58])
            || bytes.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) || bytes.StartsWith("7z"u8)) return "a compressed file; only gzip is unpacked here";
        return "binary data";
    }

    /// <summary>True where the first bytes name a kind that is never text.</summary>
    public static bool IsKnown(ReadOnlySpan<byte> bytes) => Describe(bytes) != "binary data" && !bytes.StartsWith("BZh"u8) && !bytes.StartsWith("7z"u8);
}
