using System.Buffers;
using System.IO.Compression;
using System.Text.Json;
using Dragoman.Records;
using Dragoman.Records.Json;

namespace Dragoman.Store;

/// <summary>
/// The compressed part of a document. Article and coded document share one Brotli stream of two lines of JSON: the text stands in
/// both of them, and so costs its space once.
/// </summary>
internal static class Contents
{
    // Measured on 67 news articles (article and coded document, 22 KB each): quality 3 takes 0.20 ms for a ratio of 4.7,
    // quality 5 takes 0.49 ms for 5.4, Deflate 0.22 ms for 4.9. Window of 4 MiB, as much as long pages repeat themselves over.
    private const int Quality = 3;
    private const int WindowBits = 22;

    // Far above what Limits allow a document to grow to; keeps a damaged length from asking for all memory.
    private const int MaximumLength = 1 << 30;

    public static byte[] Compress(ReadOnlySpan<byte> bytes)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(bytes.Length));
        try
        {
            return BrotliEncoder.TryCompress(bytes, buffer, out var written, Quality, WindowBits)
                ? buffer.AsSpan(0, written).ToArray()
                : throw new InvalidOperationException("the compressor had less room than it asked for");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public static byte[] Decompress(ReadOnlySpan<byte> compressed, long length, string path)
    {
        if (length is < 0 or > MaximumLength) throw StoreErrors.Damaged(path, "a document's length is out of range");
        var bytes = new byte[length];
        return BrotliDecoder.TryDecompress(compressed, bytes, out var written) && written == length
            ? bytes
            : throw StoreErrors.Damaged(path, "a document's text cannot be unpacked");
    }

    public static byte[] Write(Article article, CodedDocument coded)
    {
        using var stream = new MemoryStream();
        JsonSerializer.Serialize(stream, article, RecordsJson.Default.Article);
        stream.WriteByte((byte)'\n');
        JsonSerializer.Serialize(stream, coded, RecordsJson.Default.CodedDocument);
        return stream.ToArray();
    }

    public static (Article Article, CodedDocument Coded) Read(ReadOnlySpan<byte> reading, string path)
    {
        try
        {
            var end = reading.IndexOf((byte)'\n');
            if (end > 0
                && JsonSerializer.Deserialize(reading[..end], RecordsJson.Default.Article) is { } article
                && JsonSerializer.Deserialize(reading[(end + 1)..], RecordsJson.Default.CodedDocument) is { } coded)
            {
                return (article, coded);
            }
        }
        catch (JsonException exception)
        {
            throw StoreErrors.Damaged(path, "a document's reading is not JSON", exception);
        }

        throw StoreErrors.Damaged(path, "a document's reading is incomplete");
    }
}
