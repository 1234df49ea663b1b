using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Dragoman.Store;

/// <summary>When an event took place, as far as conditions ask.</summary>
/// <param name="Day">The first day that its date can mean; 0 where unknown.</param>
/// <param name="LastDay">The last one.</param>
/// <param name="Precision">Precision.</param>
internal sealed record EventDate(int Day, int LastDay, string Precision);

/// <summary>What an event is, as far as conditions ask.</summary>
internal sealed record EventNature(string Type, string? Mode, string Factuality, int Quad, bool IsAsserted, string? Cameo, double? Goldstein);

/// <summary>Who takes part: the code, and the sectors that conditions find it by.</summary>
internal sealed record EventParty(string? Code, IReadOnlyList<string> Sectors);

/// <summary>
/// What the events of a store are counted by, in memory and in the order of their keys: of each event six numbers of two bytes that name values in lists, and the key of its place. Rows are only ever added;
/// one thread adds while others read the rows that were there when they asked.
/// </summary>
internal sealed class ColumnSet(long generation, int chunkRows)
{
    /// <summary>Bytes that an event takes.</summary>
    public const int RowBytes = (6 * sizeof(ushort)) + sizeof(int);

    /// <summary>Most rows of a chunk, which two bytes number.</summary>
    public const int MostChunkRows = 1 << 16;

    private const int FirstChunks = 64;

    private readonly TextPool _pool = new();
    private readonly Dictionary<(int, int, string), ushort> _dates = [];
    private readonly Dictionary<NatureKey, ushort> _natures = [];
    private readonly Dictionary<string, ushort> _countries = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), ushort> _parties = [];
    private readonly Dictionary<string, ushort> _publishers = new(StringComparer.Ordinal);
    private readonly KeyMap _partyKeys = new();
    private readonly KeyMap _publisherKeys = new();
    private ColumnChunk[] _chunks = new ColumnChunk[FirstChunks];
    private long _lastKey;
    private int _rows;

    /// <summary>How often rows had been taken out of the store: a set of another number is of no use.</summary>
    public long Generation => generation;

    /// <summary>Rows of a chunk.</summary>
    public int ChunkRows => chunkRows;

    /// <summary>Key of the last row.</summary>
    public long LastKey => Volatile.Read(ref _lastKey);

    /// <summary>Rows that there are.</summary>
    public int Rows => Volatile.Read(ref _rows);

    /// <summary>Dates.</summary>
    public ColumnValues<EventDate> Dates { get; } = new();

    /// <summary>What events are.</summary>
    public ColumnValues<EventNature> Natures { get; } = new();

    /// <summary>Actors and recipients.</summary>
    public ColumnValues<EventParty> Parties { get; } = new();

    /// <summary>Countries of places.</summary>
    public ColumnValues<string> Countries { get; } = new();

    /// <summary>Names of outlets.</summary>
    public ColumnValues<string> Publishers { get; } = new();

    /// <summary>The chunks; those of the first <see cref="RowsUntil"/> rows do not change any more but for rows behind them.</summary>
    public ColumnChunk[] Chunks => Volatile.Read(ref _chunks);

    /// <summary>Adds the rows behind the last one, in a read transaction; one thread at a time.</summary>
    /// <param name="session">A session that reads.</param>
    /// <param name="until">Key of the last row to add.</param>
    /// <param name="cancellationToken">Looked at every few thousand rows.</param>
    /// <exception cref="ColumnsFullException">A value has more than 65,535 forms.</exception>
    public void Append(SqlSession session, long until, CancellationToken cancellationToken)
    {
        AddNames(session);
        using var reader = session.Dialect.Rows(
            session,
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"""
                SELECT key, day, last_day, precision, type, mode, factuality, quad, goldstein, cameo, CAST(CASE WHEN asserted_by IS NULL THEN 0 ELSE 1 END AS BIGINT), actor, recipient, place_country, publisher, place
                FROM events WHERE key > {_lastKey} AND key <= {until} ORDER BY key
                """));
        while (reader.Read())
        {
            if ((_rows & 0x1FFF) == 0) cancellationToken.ThrowIfCancellationRequested();
            var key = reader.Whole(0);
            var at = _rows % chunkRows;
            var chunk = at == 0 ? AddChunk(key) : _chunks[_rows / chunkRows];
            chunk.Add(at, key);
            chunk.Dates[at] = Date(reader.Int(1), reader.Int(2), reader.Shared(3, _pool));
            chunk.Natures[at] = Nature(reader);
            chunk.Actors[at] = _partyKeys[reader.Whole(11)];
            chunk.Recipients[at] = reader.WholeOrNull(12) is { } recipient ? _partyKeys[recipient] : ColumnValues.None;
            chunk.Countries[at] = reader.SharedOrNull(13, _pool) is { } country ? Value(_countries, Countries, country, static text => text) : ColumnValues.None;
            chunk.Publishers[at] = reader.WholeOrNull(14) is { } publisher ? _publisherKeys[publisher] : ColumnValues.None;
            chunk.Places[at] = (int)Math.Min(reader.WholeOrNull(15) ?? 0, int.MaxValue);

            // A row is there for others once its key is.
            _rows++;
            Volatile.Write(ref _lastKey, key);
        }
    }

    /// <summary>Number of rows up to a key, that one among them.</summary>
    public int RowsUntil(long key)
    {
        var chunks = Chunks;
        var last = LastKey;
        if (key > last) key = last;
        var (low, high) = (0, chunks.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (chunks[middle] is { } chunk && chunk.FirstKey <= key) low = middle;
            else high = middle - 1;
        }

        return chunks[low] is { } found && found.FirstKey <= key ? (low * chunkRows) + found.RowsUntil(key, last) : 0;
    }

    /// <summary>Names that came since the last time: rows name them by their keys.</summary>
    private void AddNames(SqlSession session)
    {
        using (var reader = session.Dialect.Rows(session, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"SELECT key, code, sectors FROM parties WHERE key > {_partyKeys.Last} ORDER BY key")))
        {
            while (reader.Read())
            {
                var (code, sectors) = (reader.Shared(1, _pool), reader.Shared(2, _pool));
                _partyKeys.Add(reader.Whole(0), Value(_parties, Parties, (code, sectors), static party => new EventParty(
                    party.Item1.Length == 0 ? null : party.Item1, party.Item2.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
            }
        }

        using (var reader = session.Dialect.Rows(session, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"SELECT key, name FROM publishers WHERE key > {_publisherKeys.Last} ORDER BY key")))
        {
            while (reader.Read()) _publisherKeys.Add(reader.Whole(0), Value(_publishers, Publishers, reader.Text(1), static name => name));
        }
    }

    private ColumnChunk AddChunk(long key)
    {
        var number = _rows / chunkRows;
        if (number == _chunks.Length)
        {
            var more = new ColumnChunk[_chunks.Length * 2];
            _chunks.CopyTo(more, 0);
            Volatile.Write(ref _chunks, more);
        }

        var chunk = new ColumnChunk(key, chunkRows);
        Volatile.Write(ref _chunks[number], chunk);
        return chunk;
    }

    private ushort Date(int day, int last, string precision) =>
        Value(_dates, Dates, (day, last, precision), static date => new EventDate(date.Item1, date.Item2, date.Item3));

    private ushort Nature(RowReader reader)
    {
        var key = new NatureKey(
            reader.Shared(4, _pool), reader.SharedOrNull(5, _pool), reader.Shared(6, _pool), reader.Int(7), reader.RealOrNull(8) ?? double.NaN, reader.SharedOrNull(9, _pool), reader.Whole(10) != 0);
        return Value(_natures, Natures, key, static key => new EventNature(
            key.Type, key.Mode, key.Factuality, key.Quad, key.IsAsserted, key.Cameo, double.IsNaN(key.Goldstein) ? null : key.Goldstein));
    }

    private static ushort Value<TKey, TValue>(Dictionary<TKey, ushort> numbers, ColumnValues<TValue> values, TKey key, Func<TKey, TValue> make)
        where TKey : notnull
        where TValue : class
    {
        if (!numbers.TryGetValue(key, out var number)) numbers.Add(key, number = values.Add(make(key)));
        return number;
    }

    /// <summary>Told apart by which strings they are: the pool gives one for all that are equal, as long as it does not begin anew, which costs a number.</summary>
    private readonly struct NatureKey(string type, string? mode, string factuality, int quad, double goldstein, string? cameo, bool isAsserted) : IEquatable<NatureKey>
    {
        public string Type => type;

        public string? Mode => mode;

        public string Factuality => factuality;

        public int Quad => quad;

        public double Goldstein => goldstein;

        public string? Cameo => cameo;

        public bool IsAsserted => isAsserted;

        public bool Equals(NatureKey other) => ReferenceEquals(type, other.Type) && ReferenceEquals(mode, other.Mode) && ReferenceEquals(factuality, other.Factuality)
            && ReferenceEquals(cameo, other.Cameo) && quad == other.Quad && isAsserted == other.IsAsserted && goldstein.Equals(other.Goldstein);

        public override bool Equals([NotNullWhen(true)] object? obj) => obj is NatureKey other && Equals(other);

        public override int GetHashCode() => (RuntimeHelpers.GetHashCode(cameo) * 31) ^ (RuntimeHelpers.GetHashCode(mode) * 17) ^ (RuntimeHelpers.GetHashCode(factuality) * 7)
            ^ RuntimeHelpers.GetHashCode(type) ^ (isAsserted ? 1 : 0) ^ (quad << 1);
    }

    /// <summary>Numbers of values by the keys of rows, which count from 1 with few gaps.</summary>
    private sealed class KeyMap
    {
        private const long MostNames = 100_000_000;

        private ushort[] _numbers = new ushort[1024];

        public long Last { get; private set; }

        public ushort this[long key] => key < _numbers.Length ? _numbers[key] : ColumnValues.None;

        public void Add(long key, ushort number)
        {
            if (key > MostNames) throw new ColumnsFullException();
            if (key >= _numbers.Length) Array.Resize(ref _numbers, checked((int)Math.Max(key + 1, _numbers.Length * 2L)));
            _numbers[key] = number;
            Last = key;
        }
    }
}

/// <summary>Events one after the other in the order of their keys: for each value the numbers of all of them.</summary>
internal sealed class ColumnChunk(long firstKey, int size)
{
    // Distances from the first key, where keys are missing between them.
    private int[]? _distances;

    public long FirstKey => firstKey;

    public ushort[] Dates { get; } = new ushort[size];

    public ushort[] Natures { get; } = new ushort[size];

    public ushort[] Actors { get; } = new ushort[size];

    public ushort[] Recipients { get; } = new ushort[size];

    public ushort[] Countries { get; } = new ushort[size];

    public ushort[] Publishers { get; } = new ushort[size];

    /// <summary>Keys of places; 0 for none.</summary>
    public int[] Places { get; } = new int[size];

    /// <summary>Takes the key of a row that is added.</summary>
    public void Add(int row, long key)
    {
        var distance = checked((int)(key - firstKey));
        if (Volatile.Read(ref _distances) is not { } distances)
        {
            if (distance == row) return;
            distances = new int[size];
            for (var i = 0; i < row; i++) distances[i] = i;
            distances[row] = distance;
            Volatile.Write(ref _distances, distances);
            return;
        }

        distances[row] = distance;
    }

    /// <summary>Number of rows up to a key.</summary>
    /// <param name="key">The key; not before the first row's.</param>
    /// <param name="last">The last key of the set.</param>
    public int RowsUntil(long key, long last)
    {
        var distance = Math.Min(key, last) - firstKey;
        if (Volatile.Read(ref _distances) is not { } distances) return (int)Math.Min(distance + 1, size);

        // Behind the last row stand zeros, which are no distances.
        var (low, high) = (0, size - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (distances[middle] > 0 && distances[middle] <= distance) low = middle;
            else high = middle - 1;
        }

        return low + 1;
    }
}

/// <summary>Numbers of values.</summary>
internal static class ColumnValues
{
    /// <summary>The number of no value.</summary>
    public const ushort None = 0;
}

/// <summary>Values by their numbers, counted from 1; 0 is none. One thread adds while others read.</summary>
internal sealed class ColumnValues<T>
    where T : class
{
    private T?[] _values = new T?[256];
    private int _count = 1;

    /// <summary>One more than the largest number.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The values that are there, by number; the first is null.</summary>
    public ReadOnlySpan<T?> All
    {
        get
        {
            var count = Count;
            return Volatile.Read(ref _values).AsSpan(0, count);
        }
    }

    public ushort Add(T value)
    {
        if (_count > ushort.MaxValue) throw new ColumnsFullException();
        if (_count == _values.Length)
        {
            var more = new T?[_values.Length * 2];
            _values.CopyTo(more, 0);
            Volatile.Write(ref _values, more);
        }

        _values[_count] = value;
        Volatile.Write(ref _count, _count + 1);
        return (ushort)(_count - 1);
    }
}

/// <summary>A value has more forms than two bytes can name.</summary>
internal sealed class ColumnsFullException() : Exception("events are too various to be counted in memory");
