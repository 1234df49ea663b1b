using System.Numerics;
using System.Runtime.CompilerServices;

namespace Dragoman.Store;

/// <summary>What passed between two parties.</summary>
internal struct PairSums
{
    public uint Key;
    public int Total;
    public int Rated;
    public int LastDay;
    public double Sum;
    public QuadSums Quads;

    /// <summary>Events of quad classes 1 to 4.</summary>
    [InlineArray(4)]
    internal struct QuadSums
    {
        private int _first;
    }
}

/// <summary>Sums by a pair's number, which is never 0: an open table that grows.</summary>
internal sealed class PairTable
{
    private const uint HashFactor = 0x9E37_79B9;

    private PairSums[] _pairs = new PairSums[1 << 12];
    private int _count;

    /// <summary>All that were named.</summary>
    public IEnumerable<PairSums> All => _pairs.Where(static pair => pair.Key != 0);

    /// <summary>The sums of a pair; zero where it was not named before. Holds until another is named.</summary>
    public ref PairSums this[uint key]
    {
        get
        {
            ref var found = ref Find(_pairs, key);
            if (found.Key == key) return ref found;
            if (_count * 2 >= _pairs.Length)
            {
                var more = new PairSums[_pairs.Length * 2];
                foreach (ref readonly var pair in _pairs.AsSpan())
                {
                    if (pair.Key != 0) Find(more, pair.Key) = pair;
                }

                _pairs = more;
                found = ref Find(_pairs, key);
            }

            found.Key = key;
            _count++;
            return ref found;
        }
    }

    private static ref PairSums Find(PairSums[] pairs, uint key)
    {
        var mask = pairs.Length - 1;
        for (var at = (int)((key * HashFactor) >> (32 - BitOperations.Log2((uint)pairs.Length))); ; at = (at + 1) & mask)
        {
            ref var pair = ref pairs[at];
            if (pair.Key == key || pair.Key == 0) return ref pair;
        }
    }
}
