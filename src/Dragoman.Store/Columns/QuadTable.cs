using System.Numerics;
using System.Runtime.CompilerServices;

namespace Dragoman.Store;

/// <summary>Events that have something in common: how many, by quad class, with their Goldstein values and the last day.</summary>
internal struct QuadRow
{
    public uint Key;
    public int Total;
    public int Rated;
    public int LastDay;
    public double Sum;
    private Four _quads;

    /// <summary>Events by quad class.</summary>
    public readonly QuadCounts Quads => new(_quads[0], _quads[1], _quads[2], _quads[3]);

    /// <summary>Adds an event.</summary>
    public void Add(int quad, double goldstein, int rated, int day)
    {
        Total++;
        if (quad > 0) _quads[quad - 1]++;
        Sum += goldstein;
        Rated += rated;
        if (day > LastDay) LastDay = day;
    }

    [InlineArray(4)]
    private struct Four
    {
        private int _first;
    }
}

/// <summary>Sums by a number, which is never 0: an open table that grows.</summary>
internal sealed class QuadTable
{
    private const uint HashFactor = 0x9E37_79B9;
    private const int FirstRows = 1 << 10;

    private QuadRow[] _rows = new QuadRow[FirstRows];
    private int _count;

    /// <summary>All that were named.</summary>
    public IEnumerable<QuadRow> All => _rows.Where(static row => row.Key != 0);

    /// <summary>The sums of a number; zero where it was not named before. Holds until another is named.</summary>
    public ref QuadRow this[uint key]
    {
        get
        {
            ref var found = ref Find(_rows, key);
            if (found.Key == key) return ref found;
            if (++_count * 2 > _rows.Length)
            {
                var more = new QuadRow[_rows.Length * 2];
                foreach (ref readonly var row in _rows.AsSpan())
                {
                    if (row.Key != 0) Find(more, row.Key) = row;
                }

                _rows = more;
                found = ref Find(_rows, key);
            }

            found.Key = key;
            return ref found;
        }
    }

    private static ref QuadRow Find(QuadRow[] rows, uint key)
    {
        var mask = rows.Length - 1;
        for (var at = (int)((key * HashFactor) >> (32 - BitOperations.Log2((uint)rows.Length))); ; at = (at + 1) & mask)
        {
            ref var row = ref rows[at];
            if (row.Key == key || row.Key == 0) return ref row;
        }
    }
}
