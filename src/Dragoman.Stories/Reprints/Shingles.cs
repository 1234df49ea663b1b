using System.Numerics;

namespace Dragoman.Stories.Reprints;

/// <summary>
/// The sampled shingles of a text: hashes of four words in a row, of which those below a limit are kept, the same in every text
/// (FracMinHash; Irber and others, 2022). Two texts that share a passage keep the same hashes of it, wherever it stands and however long they are.
/// </summary>
internal static class Shingles
{
    /// <summary>Words in a shingle.</summary>
    public const int Width = 4;

    /// <summary>Share of shingles that the recent texts are known by, as a power of two: 1 in 4. Of a passage of 26 words one shingle is kept in 999 cases of 1,000.</summary>
    public const int RecentShift = 2;

    /// <summary>The densest rate at which a text is kept for good: 1 in 8.</summary>
    public const int LeastLastingShift = 3;

    /// <summary>Collects the hashes of a text that fall under the rate, without repetition.</summary>
    /// <param name="print">Words and marks.</param>
    /// <param name="shift">One hash in 2^<paramref name="shift"/> is kept.</param>
    /// <param name="hashes">Takes the hashes; cleared first.</param>
    public static void Sample(ReadOnlySpan<ushort> print, int shift, List<ulong> hashes)
    {
        hashes.Clear();
        var limit = ulong.MaxValue >> shift;
        ulong window = 0;
        var filled = 0;
        foreach (var item in print)
        {
            if (item < TextPrint.FirstWord) continue;
            window = (window << 16) | item;
            if (++filled < Width) continue;
            var hash = Mix(window);
            if (hash <= limit) hashes.Add(hash);
        }

        hashes.Sort();
        var kept = 0;
        for (var i = 0; i < hashes.Count; i++)
        {
            if (i == 0 || hashes[i] != hashes[i - 1]) hashes[kept++] = hashes[i];
        }

        hashes.RemoveRange(kept, hashes.Count - kept);
    }

    /// <summary>The rate at which a text is kept for good: long texts are sampled more thinly.</summary>
    /// <param name="words">Number of words.</param>
    public static int LastingShift(int words) => Math.Clamp(BitOperations.Log2((uint)Math.Max(1, words / 10)), LeastLastingShift, 6);

    // The finalizer of MurmurHash3: every bit of the four words moves every bit of the hash.
    private static ulong Mix(ulong value)
    {
        value ^= value >> 33;
        value *= 0xFF51AFD7ED558CCD;
        value ^= value >> 33;
        value *= 0xC4CEB9FE1A85EC53;
        return value ^ (value >> 33);
    }
}
