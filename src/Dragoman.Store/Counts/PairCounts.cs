using System.Runtime.InteropServices;

namespace Dragoman.Store;

/// <summary>
/// Counts a batch's events by pairs of values, and adds that to the table at the batch's end. What is kept of an event meanwhile are the numbers of its values; kinds are
/// counted one after the other, value by value, when all events are known: counting each event by every kind as it comes takes ten times as long.
/// </summary>
internal sealed class PairCounts(WriteConnection connection)
{
    // Room for values that is kept from batch to batch.
    private const int MostValuesKept = 20_000;

    // Events that wait while very many documents are loaded: some 30 bytes each, and 12 more while they are counted. Counts of ten million are written once, at the
    // end: written in between, they would make every other million slower.
    private const int MostWaiting = 12_000_000;

    private const int MostKept = 1_000_000;
    private const int WeightBits = 16;

    // Cells that are handed over at once.
    private const int MostCells = 100_000;

    private static readonly int Dimensions = Enum.GetValues<Dimension>().Length;

    private readonly Column[] _columns = [.. Enumerable.Range(0, Dimensions).Select(_ => new Column())];
    private readonly List<Weight[]> _weights = [];
    private int _count;
    private readonly IPairTable _table = connection.Own(connection.Sql.Dialect.PairTable(connection.Sql));
    private List<PairCell>? _sorted;

    /// <summary>Whether so many events wait that they should be counted.</summary>
    public bool AreMany => _count > MostWaiting;

    /// <summary>Counts an event, or takes it out.</summary>
    /// <param name="values">Its values by <see cref="Dimension"/>; null where it has none.</param>
    /// <param name="quad">0 to 4.</param>
    /// <param name="goldstein">Its Goldstein value.</param>
    /// <param name="by">1, or −1.</param>
    public void Count(ReadOnlySpan<string?> values, int quad, double? goldstein, int by)
    {
        _sorted = null;
        for (var i = 0; i < _columns.Length; i++) _columns[i].Add(values[i]);
        if (_count >> WeightBits == _weights.Count) _weights.Add(new Weight[1 << WeightBits]);
        _weights[_count >> WeightBits][_count & ((1 << WeightBits) - 1)] = new Weight(
            goldstein is { } number ? (int)Math.Round(number * 1000) * by : 0, (sbyte)Math.Clamp(quad, 0, 4), (sbyte)by, (sbyte)(goldstein is null ? 0 : by));
        _count++;
    }

    /// <summary>Counts what is there, in the table's order: neighbours lie on one page. May run on another thread than <see cref="Write"/>, before it.</summary>
    public void Sort()
    {
        var sorted = new List<PairCell>();
        Visit(sorted, static _ => { });
        _sorted = sorted;
    }

    /// <summary>Adds what was counted.</summary>
    public void Write()
    {
        if (_sorted is not null) _table.Add(_sorted);
        else
        {
            var rest = new List<PairCell>();
            Visit(rest, cells =>
            {
                if (cells.Count < MostCells) return;
                _table.Add(cells);
                cells.Clear();
            });
            _table.Add(rest);
        }

        Forget();
    }

    public void Forget()
    {
        _sorted = null;
        foreach (var column in _columns) column.Clear();
        if (_weights.Count > 1) _weights.Clear();
        _count = 0;
    }

    /// <summary>Counts kind by kind.</summary>
    /// <param name="cells">Takes the counts, in the table's order.</param>
    /// <param name="full">Called after each first value of a kind; may take the cells out.</param>
    private void Visit(List<PairCell> cells, Action<List<PairCell>> full)
    {
        if (_count == 0) return;

        // Of few events what each dimension has is kept from kind to kind; of very many that would be too much.
        var axes = new Axis?[Dimensions];
        var spare = _count > MostKept ? new int[_count] : null;
        var (first, order, starts) = (-1, new int[_count], Array.Empty<int>());
        for (var kind = 0; kind < PairKind.All.Count; kind++)
        {
            var (one, other) = PairKind.All[kind];
            var a = AxisOf(one);
            if (first != (int)one)
            {
                starts = a.Group(order);
                first = (int)one;
            }

            var b = AxisOf(other);
            var counts = new Quads[b.Values.Length];
            var met = new bool[b.Values.Length];
            var touched = new List<int>();
            for (var value = 0; value < a.Values.Length; value++)
            {
                foreach (var i in order.AsSpan(starts[value], starts[value + 1] - starts[value]))
                {
                    var at = b.Places[i];
                    if (at < 0) continue;
                    if (!met[at])
                    {
                        met[at] = true;
                        touched.Add(at);
                    }

                    ref var count = ref counts[at];
                    ref readonly var weight = ref _weights[i >> WeightBits][i & ((1 << WeightBits) - 1)];
                    count[weight.Quad] += weight.By;
                    count[Quads.Sum] += weight.Goldstein;
                    count[Quads.Weighted] += weight.Weighted;
                }

                touched.Sort();
                foreach (var at in touched)
                {
                    if (!counts[at].IsEmpty) cells.Add(new PairCell(kind, a.Values[value], b.Values[at], counts[at]));
                    counts[at] = default;
                    met[at] = false;
                }

                touched.Clear();
                full(cells);
            }
        }

        Axis AxisOf(Dimension dimension)
        {
            var axis = axes[(int)dimension] ??= new Axis(_columns[(int)dimension]);
            axis.Look(spare);
            return axis;
        }
    }

    /// <summary>What an event adds: thousandths of its Goldstein value, its quad class, 1 or −1, and the same or 0 where it has no Goldstein value.</summary>
    private readonly record struct Weight(int Goldstein, sbyte Quad, sbyte By, sbyte Weighted);

    /// <summary>The values of one dimension as they came, and for each event the number of its own.</summary>
    private sealed class Column
    {
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

        public List<string> Values { get; } = [];

        public PackedNumbers Numbers { get; } = new();

        public void Add(string? value)
        {
            if (value is null)
            {
                Numbers.Add(-1);
                return;
            }

            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, value, out var isKnown);
            if (!isKnown)
            {
                number = Values.Count;
                Values.Add(value);
            }

            Numbers.Add(number);
        }

        public void Clear()
        {
            Numbers.Clear();
            _numbers.Clear();
            if (Values.Count > MostValuesKept)
            {
                _numbers.TrimExcess();
                Values.Clear();
                Values.Capacity = 0;
            }

            Values.Clear();
        }
    }

    /// <summary>The values of one dimension by their characters, and for each event the place of its own among them; -1 for none.</summary>
    private sealed class Axis
    {
        private readonly PackedNumbers _numbers;
        private readonly int[] _places;

        public Axis(Column column)
        {
            var order = Enumerable.Range(0, column.Values.Count).ToArray();
            Array.Sort(order, (x, y) => string.CompareOrdinal(column.Values[x], column.Values[y]));
            _numbers = column.Numbers;
            _places = new int[order.Length];
            for (var i = 0; i < order.Length; i++) _places[order[i]] = i;
            Values = [.. order.Select(number => column.Values[number])];
        }

        public string[] Values { get; }

        public int[] Places { get; private set; } = [];

        /// <summary>Fills <see cref="Places"/>.</summary>
        /// <param name="spare">Where to; null for an array that stays.</param>
        public void Look(int[]? spare)
        {
            if (spare is null && Places.Length == _numbers.Count) return;
            Places = spare ?? new int[_numbers.Count];
            _numbers.Look(_places, Places);
        }

        /// <summary>Puts the numbers of the events that have a value together by it; gives where each value's begin, and the end of all.</summary>
        public int[] Group(int[] order)
        {
            var starts = new int[Values.Length + 1];
            foreach (var place in Places)
            {
                if (place >= 0) starts[place + 1]++;
            }

            for (var i = 1; i < starts.Length; i++) starts[i] += starts[i - 1];
            var next = starts.AsSpan(0, Values.Length).ToArray();
            for (var i = 0; i < Places.Length; i++)
            {
                if (Places[i] >= 0) order[next[Places[i]]++] = i;
            }

            return starts;
        }
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
