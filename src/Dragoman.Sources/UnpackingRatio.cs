using Dragoman.Records;

namespace Dragoman.Sources;

/// <summary>
/// Tells data that were packed to do harm from news: text packs to a third or a tenth, markup of a machine to a fiftieth at best, zeros to a
/// thousandth (deflate) or less (Brotli). Sizes are limited elsewhere; this ends the work long before those limits.
/// </summary>
internal static class UnpackingRatio
{
    /// <summary>Unpacked bytes of one member or body that are never refused: 10 MiB.</summary>
    public const long FreeBytes = 10L << 20;

    /// <summary>Unpacked bytes of a whole file of many members that are never refused: 100 MiB.</summary>
    public const long FreeFileBytes = 100L << 20;

    /// <summary>Unpacked bytes for each packed one, behind the free ones.</summary>
    public const long Highest = 200;

    /// <summary>True for more than the free bytes at more than the highest ratio.</summary>
    public static bool IsExceeded(long unpacked, long packed, long free = FreeBytes) => unpacked > free && unpacked > packed * Highest;

    /// <summary>Refuses what unpacks too far.</summary>
    /// <exception cref="InputException">compression-bomb</exception>
    public static void Check(long unpacked, long packed, long free = FreeBytes)
    {
        if (IsExceeded(unpacked, packed, free)) throw new InputException(ErrorCodes.CompressionBomb, Message(unpacked, packed));
    }

    private static string Message(long unpacked, long packed) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{packed:N0} compressed bytes unpack to {unpacked:N0} and more, over {Highest} times as many; if you trust the file, unpack it yourself");
}
