using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>
/// The id of a document in the store, derived from what the document says and not from where or when it was read:
/// the same document read twice, by another process or on another machine, has the same id.
/// </summary>
/// <remarks>
/// <para>
/// SHA-256 over seven fields in this order: url, source, title, date, author, kind (<c>text</c> or <c>html</c>) and the text
/// or page itself. Each field is written as its length in bytes of UTF-8 (four bytes, little-endian; all bits set for a field
/// that is absent) and then the bytes, so that no two different documents give the same input. The hash begins with the
/// bytes <c>dragoman document 1</c> and a zero byte, so that a later rule cannot be confused with this one.
/// The first 130 bits are written as 26 characters of RFC 4648 Base32 in lower case (<c>a</c>–<c>z</c>, <c>2</c>–<c>7</c>).
/// </para>
/// <para>The caller's own id (<see cref="Document.Id"/>) has no part in it: two lines with one id are two documents.</para>
/// </remarks>
public static class DocumentId
{
    /// <summary>Number of characters of an id.</summary>
    public const int Length = 26;

    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>The id of a document: 26 characters of <c>a</c>–<c>z</c> and <c>2</c>–<c>7</c>.</summary>
    /// <param name="document">The document as it was handed in.</param>
    public static string Of(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("dragoman document 1\0"u8);
        Append(hash, document.Url);
        Append(hash, document.Source);
        Append(hash, document.Title);
        Append(hash, document.Date);
        Append(hash, document.Author);
        Append(hash, document.Html is null ? "text" : "html");
        Append(hash, document.Html ?? document.Text);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return Encode(digest);
    }

    /// <summary>Whether a string has the form of an id; says nothing about whether the store holds it.</summary>
    /// <param name="id">The string; null is no id.</param>
    public static bool IsWellFormed(string? id) =>
        id is { Length: Length } && !id.AsSpan().ContainsAnyExcept(Characters);

    private static SearchValues<char> Characters { get; } = SearchValues.Create(Alphabet);

    /// <summary>The first 47 bits of an id as a number: the tie-break of "newest first" (see <see cref="EventStore"/>).</summary>
    internal static long Rank(string id)
    {
        var bits = 0L;
        for (var i = 0; i < 10; i++) bits = (bits << 5) | (long)Alphabet.IndexOf(id[i], StringComparison.Ordinal);
        return bits >> 3;
    }

    private static void Append(IncrementalHash hash, string? field)
    {
        Span<byte> length = stackalloc byte[4];
        if (field is null)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(length, uint.MaxValue);
            hash.AppendData(length);
            return;
        }

        // Lone surrogates become U+FFFD here, as they do everywhere a text leaves the program.
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(field.Length));
        try
        {
            var count = Encoding.UTF8.GetBytes(field, buffer);
            BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)count);
            hash.AppendData(length);
            hash.AppendData(buffer.AsSpan(0, count));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string Encode(ReadOnlySpan<byte> digest)
    {
        Span<char> characters = stackalloc char[Length];
        for (var i = 0; i < Length; i++)
        {
            var bit = i * 5;
            var pair = BinaryPrimitives.ReadUInt16BigEndian(digest[(bit / 8)..]);
            characters[i] = Alphabet[(pair >> (11 - (bit % 8))) & 31];
        }

        return new string(characters);
    }
}
