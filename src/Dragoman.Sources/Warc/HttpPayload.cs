using System.Buffers.Text;
using System.IO.Compression;
using System.Text;
using Dragoman.Records;

namespace Dragoman.Sources;

/// <summary>The answer of a server as an archive keeps it: status, type, and the body with chunks and compression undone.</summary>
internal readonly ref struct HttpPayload
{
    private HttpPayload(int status, string? mediaType, string? charset, ReadOnlySpan<byte> body)
    {
        Status = status;
        MediaType = mediaType;
        Charset = charset;
        Body = body;
    }

    /// <summary>Status of the answer, 200 for a page.</summary>
    public int Status { get; }

    /// <summary>Media type in lower case, without parameters; null where none is named.</summary>
    public string? MediaType { get; }

    /// <summary>Charset that the sender names; null where it names none.</summary>
    public string? Charset { get; }

    /// <summary>The body.</summary>
    public ReadOnlySpan<byte> Body { get; }

    /// <summary>True for what is read as a page.</summary>
    public static bool IsPage(string? mediaType) => mediaType is null or "text/html" or "application/xhtml+xml";

    /// <summary>Reads an answer.</summary>
    /// <exception cref="InputException">invalid-archive: it is none. too-large, compression-bomb: its body is over the limit.</exception>
    public static HttpPayload Parse(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        var skip = 4;
        if (end < 0)
        {
            end = answer.IndexOf("\n\n"u8);
            skip = 2;
        }

        if (end < 0 || !answer.StartsWith("HTTP/"u8)) throw new InputException(ErrorCodes.InvalidArchive, "the record holds no HTTP answer");
        var head = answer[..end];
        var body = answer[(end + skip)..];
        var space = head.IndexOf((byte)' ');
        if (space < 0 || !Utf8Parser.TryParse(head[(space + 1)..], out int status, out _)) throw new InputException(ErrorCodes.InvalidArchive, "the HTTP answer has no status");
        string? type = null, encoding = null, transfer = null;
        foreach (var range in head.Split((byte)'\n'))
        {
            var line = head[range];
            var colon = line.IndexOf((byte)':');
            if (colon <= 0) continue;
            var value = line[(colon + 1)..].Trim(" \t\r"u8);
            if (Ascii.EqualsIgnoreCase(line[..colon], "content-type"u8)) type = Encoding.Latin1.GetString(value);
            else if (Ascii.EqualsIgnoreCase(line[..colon], "content-encoding"u8)) encoding = Encoding.Latin1.GetString(value).ToLowerInvariant();
            else if (Ascii.EqualsIgnoreCase(line[..colon], "transfer-encoding"u8)) transfer = Encoding.Latin1.GetString(value).ToLowerInvariant();
        }

        var (mediaType, charset) = SplitType(type);
        if (status != 200 || !IsPage(mediaType)) return new HttpPayload(status, mediaType, charset, body);
        if (transfer?.Contains("chunked", StringComparison.Ordinal) == true) body = Unchunk(body);
        return new HttpPayload(status, mediaType, charset, Unpack(body, encoding));
    }

    /// <summary>Media type and charset of a header's value.</summary>
    public static (string? MediaType, string? Charset) SplitType(string? type)
    {
        if (string.IsNullOrWhiteSpace(type)) return (null, null);
        var parts = type.Split(';', StringSplitOptions.TrimEntries);
        var charset = parts.Skip(1).FirstOrDefault(part => part.StartsWith("charset=", StringComparison.OrdinalIgnoreCase))?[8..].Trim('"', '\'', ' ');
        return (parts[0].ToLowerInvariant(), string.IsNullOrEmpty(charset) ? null : charset);
    }

    /// <summary>Undoes chunks; archives often keep bodies whose chunks are undone already, which stay as they are.</summary>
    private static ReadOnlySpan<byte> Unchunk(ReadOnlySpan<byte> body)
    {
        var whole = new MemoryStream(body.Length);
        var rest = body;
        while (true)
        {
            var line = rest.IndexOf("\r\n"u8);
            if (line is <= 0 or > 20 || !Utf8Parser.TryParse(rest[..line], out uint size, out _, 'x')) return whole.Length == 0 ? body : whole.ToArray();
            rest = rest[(line + 2)..];
            if (size == 0) return whole.ToArray();
            var piece = rest[..(int)Math.Min(size, (uint)rest.Length)];
            whole.Write(piece);
            rest = rest[piece.Length..];
            if (rest.Length < 2) return whole.ToArray();
            rest = rest[2..];
        }
    }

    private static ReadOnlySpan<byte> Unpack(ReadOnlySpan<byte> body, string? encoding)
    {
        if (encoding is null or "identity" or "" || body.IsEmpty) return body;
        using var packed = new MemoryStream(body.ToArray());
        Stream? unpacking = encoding switch
        {
            "gzip" or "x-gzip" when body is [0x1F, 0x8B, ..] => new GZipStream(packed, CompressionMode.Decompress),
            "deflate" => body[0] == 0x78 ? new ZLibStream(packed, CompressionMode.Decompress) : new DeflateStream(packed, CompressionMode.Decompress),
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            _ => null,
        };
        if (unpacking is null) return body;
        using (unpacking) return BoundedReading.ReadAll(unpacking, Limits.DocumentBytes, packed);
    }
}
