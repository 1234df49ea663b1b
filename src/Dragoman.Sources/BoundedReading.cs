using Dragoman.Records;

namespace Dragoman.Sources;

/// <summary>Reads streams whose length nobody vouches for.</summary>
internal static class BoundedReading
{
    /// <summary>All bytes of a stream, never more than the limit.</summary>
    /// <param name="stream">The bytes.</param>
    /// <param name="limit">The most that are taken.</param>
    /// <param name="packed">What <paramref name="stream"/> unpacks, where it can say how far it has been read; null for a stream that minds its ratio itself.</param>
    /// <exception cref="InputException">too-large: there are more. compression-bomb: there are far more than packed ones.</exception>
    public static byte[] ReadAll(Stream stream, int limit, MemoryStream? packed = null)
    {
        var buffer = new byte[Math.Min(64 * 1024, limit + 1)];
        var length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                if (length > limit) throw new InputException(ErrorCodes.TooLarge, $"over {limit:N0} bytes when unpacked");
                Array.Resize(ref buffer, (int)Math.Min(limit + 1L, 2L * length));
            }

            var read = stream.Read(buffer, length, buffer.Length - length);
            if (read == 0) break;
            length += read;
            if (packed is not null) UnpackingRatio.Check(length, packed.Position);
        }

        if (length > limit) throw new InputException(ErrorCodes.TooLarge, $"over {limit:N0} bytes when unpacked");
        Array.Resize(ref buffer, length);
        return buffer;
    }
}
