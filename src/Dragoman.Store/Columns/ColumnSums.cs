namespace Dragoman.Store;

/// <summary>Sums over events that a query finds. More of them can be added later; lists of values may have grown meanwhile.</summary>
internal abstract class ColumnSums
{
    /// <summary>Makes room for the values that there are now.</summary>
    public abstract void Grow(ColumnSet set);

    /// <summary>Adds rows of a chunk.</summary>
    public abstract void Add(ColumnChunk chunk, ReadOnlySpan<ushort> rows);

    /// <summary>For each number of what events are, what one of them adds to sums; those that were known before are kept.</summary>
    protected static Weight[] Weights(Weight[] known, ColumnSet set)
    {
        var natures = set.Natures.All;
        if (natures.Length == known.Length) return known;
        var weights = new Weight[natures.Length];
        for (var i = 1; i < weights.Length; i++)
        {
            var nature = natures[i]!;
            weights[i] = new Weight(nature.Quad is >= 1 and <= 4 ? nature.Quad : 0, nature.Goldstein ?? 0, nature.Goldstein is null ? 0 : 1);
        }

        return weights;
    }

    /// <summary>The array with room for more.</summary>
    protected static T[] Larger<T>(T[] known, int length)
    {
        if (known.Length < length) Array.Resize(ref known, length);
        return known;
    }

    /// <summary>What an event adds to sums: its quad class (0 for none), its Goldstein value, and 1 where it has one.</summary>
    protected readonly record struct Weight(int Quad, double Goldstein, int Rated);
}

/// <summary>How many events have each value.</summary>
internal sealed class ValueSums : ColumnSums
{
    public int Total { get; private set; }

    public int[] Dates { get; private set; } = [];

    public int[] Natures { get; private set; } = [];

    public int[] Actors { get; private set; } = [];

    public int[] Recipients { get; private set; } = [];

    public int[] Countries { get; private set; } = [];

    public int[] Publishers { get; private set; } = [];

    public override void Grow(ColumnSet set)
    {
        Dates = Larger(Dates, set.Dates.Count);
        Natures = Larger(Natures, set.Natures.Count);
        Actors = Larger(Actors, set.Parties.Count);
        Recipients = Larger(Recipients, set.Parties.Count);
        Countries = Larger(Countries, set.Countries.Count);
        Publishers = Larger(Publishers, set.Publishers.Count);
    }

    public override void Add(ColumnChunk chunk, ReadOnlySpan<ushort> rows)
    {
        Total += rows.Length;
        Count(Dates, chunk.Dates, rows);
        Count(Natures, chunk.Natures, rows);
        Count(Actors, chunk.Actors, rows);
        Count(Recipients, chunk.Recipients, rows);
        Count(Countries, chunk.Countries, rows);
        Count(Publishers, chunk.Publishers, rows);
    }

    private static void Count(int[] counts, ushort[] column, ReadOnlySpan<ushort> rows)
    {
        foreach (var row in rows) counts[column[row]]++;
    }
}

/// <summary>Events by date: by quad class, with their Goldstein values.</summary>
internal sealed class DateSums : ColumnSums
{
    private Weight[] _weights = [];
    private QuadRow[] _sums = [];

    /// <summary>Sums by the number of a date.</summary>
    public ReadOnlySpan<QuadRow> All => _sums;

    public override void Grow(ColumnSet set)
    {
        _weights = Weights(_weights, set);
        _sums = Larger(_sums, set.Dates.Count);
    }

    public override void Add(ColumnChunk chunk, ReadOnlySpan<ushort> rows)
    {
        foreach (var row in rows)
        {
            ref readonly var weight = ref _weights[chunk.Natures[row]];
            _sums[chunk.Dates[row]].Add(weight.Quad, weight.Goldstein, weight.Rated, day: 0);
        }
    }
}

/// <summary>What passed between any two parties: by whole codes, or by their first three letters.</summary>
internal sealed class DyadSums(bool whole) : ColumnSums
{
    private const int Half = 16;

    private readonly List<string> _names = [""];
    private readonly Dictionary<string, ushort> _numbers = new(StringComparer.Ordinal);
    private readonly QuadTable _pairs = new();
    private Weight[] _weights = [];
    private ushort[] _codes = [];
    private int[] _days = [];

    /// <summary>The pairs that there are.</summary>
    public IEnumerable<(string Actor, string Recipient, QuadRow Sums)> All => _pairs.All.Select(pair => (_names[(int)(pair.Key >> Half)], _names[(int)(pair.Key & ushort.MaxValue)], pair));

    public override void Grow(ColumnSet set)
    {
        _weights = Weights(_weights, set);
        var dates = set.Dates.All;
        var known = _days.Length;
        _days = Larger(_days, dates.Length);
        for (var i = Math.Max(1, known); i < dates.Length; i++) _days[i] = dates[i]!.Day;
        var parties = set.Parties.All;
        known = _codes.Length;
        _codes = Larger(_codes, parties.Length);
        for (var i = Math.Max(1, known); i < parties.Length; i++)
        {
            if ((whole ? parties[i]!.Code : ColumnQuery.Root(parties[i]!.Code)) is not { } code) continue;
            if (!_numbers.TryGetValue(code, out _codes[i]))
            {
                _numbers.Add(code, _codes[i] = (ushort)_names.Count);
                _names.Add(code);
            }
        }
    }

    public override void Add(ColumnChunk chunk, ReadOnlySpan<ushort> rows)
    {
        foreach (var row in rows)
        {
            var (actor, recipient) = (_codes[chunk.Actors[row]], _codes[chunk.Recipients[row]]);
            if (actor == 0 || recipient == 0) continue;
            ref readonly var weight = ref _weights[chunk.Natures[row]];
            _pairs[((uint)actor << Half) | recipient].Add(weight.Quad, weight.Goldstein, weight.Rated, _days[chunk.Dates[row]]);
        }
    }
}

/// <summary>Events by place.</summary>
internal sealed class PlaceSums : ColumnSums
{
    private readonly QuadTable _places = new();
    private Weight[] _weights = [];

    /// <summary>The places that there are, by their keys.</summary>
    public IEnumerable<QuadRow> All => _places.All;

    public override void Grow(ColumnSet set) => _weights = Weights(_weights, set);

    public override void Add(ColumnChunk chunk, ReadOnlySpan<ushort> rows)
    {
        foreach (var row in rows)
        {
            if (chunk.Places[row] is not (> 0 and var place)) continue;
            ref readonly var weight = ref _weights[chunk.Natures[row]];
            _places[(uint)place].Add(weight.Quad, weight.Goldstein, weight.Rated, day: 0);
        }
    }
}
