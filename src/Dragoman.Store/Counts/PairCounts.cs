using System.Runtime.InteropServices;

namespace Dragoman.Store;

/// <summary>Counts a batch's events by pairs of values in memory, and adds that to the table at the batch's end.</summary>
internal sealed class PairCounts(WriteConnection connection)
{
    private const int MaximumValues = 200_000;

    // Counts that wait in memory while very many documents are loaded: some 100 MB.
    private const int MostWaiting = 1_000_000;

    // As many values as a batch can have; twice so many and the kind's number fit a whole number.
    private const int RankBits = 28;

    private readonly Dictionary<(int Kind, int A, int B), Quads> _counts = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _values = [];
    private readonly int[] _row = new int[Enum.GetValues<Dimension>().Length];
    private readonly IPairTable _table = connection.Own(connection.Sql.Dialect.PairTable(connection.Sql));
    private ArraySegment<PairCell>? _sorted;

    /// <summary>Whether so many counts wait that they should be written.</summary>
    public bool AreMany => _counts.Count > MostWaiting;

    /// <summary>Counts an event, or takes it out.</summary>
    /// <param name="values">Its values by <see cref="Dimension"/>; null where it has none.</param>
    /// <param name="quad">0 to 4.</param>
    /// <param name="goldstein">Its Goldstein value.</param>
    /// <param name="by">1, or −1.</param>
    public void Count(ReadOnlySpan<string?> values, int quad, double? goldstein, int by)
    {
        _sorted = null;
        var weight = goldstein is { } value1000 ? (int)Math.Round(value1000 * 1000) * by : 0;
        for (var i = 0; i < _row.Length; i++) _row[i] = values[i] is { } value ? Number(value) : -1;
        for (var kind = 0; kind < PairKind.All.Count; kind++)
        {
            var (a, b) = PairKind.All[kind];
            if (_row[(int)a] < 0 || _row[(int)b] < 0) continue;
            ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, (kind, _row[(int)a], _row[(int)b]), out _);
            counts[Math.Clamp(quad, 0, 4)] += by;
            counts[Quads.Sum] += weight;
            if (goldstein is not null) counts[Quads.Weighted] += by;
        }
    }

    /// <summary>Puts what was counted into the table's order: neighbours lie on one page. May run on another thread than <see cref="Write"/>, before it.</summary>
    public void Sort()
    {
        var ranks = Ranks();
        var (order, cells) = (new long[_counts.Count], new PairCell[_counts.Count]);
        var used = 0;
        foreach (var ((kind, a, b), counts) in _counts)
        {
            if (counts.IsEmpty) continue;
            order[used] = ((long)kind << (2 * RankBits)) | ((long)ranks[a] << RankBits) | (uint)ranks[b];
            cells[used++] = new PairCell(kind, _values[a], _values[b], counts);
        }

        Array.Sort(order, cells, 0, used);
        _sorted = new ArraySegment<PairCell>(cells, 0, used);
    }

    /// <summary>Adds what was counted.</summary>
    public void Write()
    {
        if (_sorted is null) Sort();
        _table.Add(_sorted!.Value);
        Forget();
    }

    public void Forget()
    {
        _sorted = null;
        _counts.Clear();
        if (_values.Count < MaximumValues) return;
        _values.Clear();
        _numbers.Clear();
    }

    /// <summary>For each number of a value, its place among all of them by their characters.</summary>
    private int[] Ranks()
    {
        var sorted = Enumerable.Range(0, _values.Count).ToArray();
        Array.Sort(sorted, (x, y) => string.CompareOrdinal(_values[x], _values[y]));
        var ranks = new int[sorted.Length];
        for (var i = 0; i < sorted.Length; i++) ranks[sorted[i]] = i;
        return ranks;
    }

    private int Number(string value)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, value, out var isKnown);
        if (!isKnown)
        {
            number = _values.Count;
            _values.Add(value);
        }

        return number;
    }
}

/// <summary>Counts by quad class, the sum of Goldstein values in thousandths, and how many events have one.</summary>
[System.Runtime.CompilerServices.InlineArray(7)]
internal struct Quads
{
    /// <summary>Place of the sum.</summary>
    public const int Sum = 5;

    /// <summary>Place of the number of events that have a Goldstein value.</summary>
    public const int Weighted = 6;

    private int _first;

    /// <summary>Whether nothing was counted, or as much taken out.</summary>
    public readonly bool IsEmpty => this[0] == 0 && this[1] == 0 && this[2] == 0 && this[3] == 0 && this[4] == 0 && this[5] == 0 && this[6] == 0;
}

/// <summary>What is added to one row of <c>pair_counts</c>.</summary>
internal readonly record struct PairCell(int Kind, string A, string B, Quads Counts);

/// <summary>The table of counts, as it is added to.</summary>
internal interface IPairTable : IDisposable
{
    /// <summary>Adds to rows, which are made where they are not there.</summary>
    void Add(IReadOnlyList<PairCell> cells);
}
