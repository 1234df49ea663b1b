namespace Dragoman.Language.Training;

/// <summary>A random source that gives the same numbers on every machine and runtime (SplitMix64). A class: one stream, passed along.</summary>
internal sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>A whole number from 0 to below the bound.</summary>
    /// <param name="bound">At least 1.</param>
    public int Below(int bound) => (int)((Next() >> 32) * (ulong)bound >> 32);

    /// <summary>A number from 0 to below 1.</summary>
    public float Single() => (Next() >> 40) * (1f / (1 << 24));

    /// <summary>Brings the items into random order.</summary>
    /// <typeparam name="T">Anything.</typeparam>
    /// <param name="items">The items.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>Fills with <paramref name="scale"/> where a value is kept and 0 where it is dropped.</summary>
    /// <param name="mask">What to fill; a multiple of four long.</param>
    /// <param name="rate">Share that is dropped, in steps of 1/65536.</param>
    /// <param name="scale">Value of the kept ones.</param>
    public void Mask(Span<float> mask, float rate, float scale)
    {
        var limit = (uint)(rate * 65536f);
        for (var i = 0; i + 3 < mask.Length; i += 4)
        {
            var bits = Next();
            mask[i] = (uint)(bits & 0xFFFF) < limit ? 0f : scale;
            mask[i + 1] = (uint)((bits >> 16) & 0xFFFF) < limit ? 0f : scale;
            mask[i + 2] = (uint)((bits >> 32) & 0xFFFF) < limit ? 0f : scale;
            mask[i + 3] = (uint)(bits >> 48) < limit ? 0f : scale;
        }
    }
}
