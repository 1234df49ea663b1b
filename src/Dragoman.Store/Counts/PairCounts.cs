using System.Runtime.InteropServices;

namespace Dragoman.Store;

/// <summary>Counts a batch's events by pairs of values in memory, and adds that to the table at the batch's end.</summary>
internal sealed class PairCounts(WriteConnection connection)
{
    private const int MaximumValues = 200_000;

    private readonly Dictionary<(int Kind, int A, int B), Quads> _counts = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _values = [];
    private readonly int[] _row = new int[Enum.GetValues<Dimension>().Length];
    private readonly IPairTable _table = connection.Own(connection.Sql.Dialect.PairTable(connection.Sql));

    /// <summary>Counts an event, or takes it out.</summary>
    /// <param name="values">Its values by <see cref="Dimension"/>; null where it has none.</param>
    /// <param name="quad">0 to 4.</param>
    /// <param name="goldstein">Its Goldstein value.</param>
    /// <param name="by">1, or −1.</param>
    public void Count(ReadOnlySpan<string?> values, int quad, double? goldstein, int by)
    {
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

    /// <summary>Adds what was counted.</summary>
    public void Write()
    {
        // In the table's order: neighbours lie on one page.
        var cells = _counts.Where(cell => !cell.Value.IsEmpty)
            .Select(cell => new PairCell(cell.Key.Kind, _values[cell.Key.A], _values[cell.Key.B], cell.Value)).ToArray();
        Array.Sort(cells, static (x, y) => x.Kind != y.Kind ? x.Kind - y.Kind
            : string.CompareOrdinal(x.A, y.A) is not 0 and var order ? order : string.CompareOrdinal(x.B, y.B));
        _table.Add(cells);
        Forget();
    }

    public void Forget()
    {
        _counts.Clear();
        if (_values.Count < MaximumValues) return;
        _values.Clear();
        _numbers.Clear();
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
