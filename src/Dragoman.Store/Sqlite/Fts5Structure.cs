namespace Dragoman.Store;

/// <summary>
/// The record that lists the segments of a full-text index (of a table with <c>contentless_delete</c>: the second layout, told at the head of <c>fts5_index.c</c>),
/// and the record of how many words there are.
/// </summary>
internal sealed class Fts5Structure
{
    /// <summary>Row of the record in the table of data.</summary>
    public const long Key = 10;

    /// <summary>Row of the record of how many rows and words there are.</summary>
    public const long AveragesKey = 1;

    private const int MostSegments = 2_000;
    private const int CookieBytes = 4;

    private static readonly byte[] Magic = [0xFF, 0, 0, 1];

    private readonly byte[] _cookie;
    private readonly List<(ulong Merging, List<Segment> Segments)> _levels;
    private ulong _written;

    private Fts5Structure(byte[] cookie, ulong written, List<(ulong, List<Segment>)> levels)
    {
        _cookie = cookie;
        _written = written;
        _levels = levels;
    }

    /// <summary>The number that rows of the next segment have.</summary>
    public long Origin => 1 + (long)_levels.SelectMany(level => level.Segments).Select(segment => segment.LastOrigin).DefaultIfEmpty().Max();

    /// <summary>Number of levels.</summary>
    public int Levels => _levels.Count;

    /// <summary>Most segments of a level, or a number above all where a level is being merged.</summary>
    public int Longest => _levels.Count == 0 ? 0 : _levels.Max(level => level.Merging > 0 ? int.MaxValue : level.Segments.Count);

    /// <summary>Reads the record; null where it is laid out in a way that is not known.</summary>
    public static Fts5Structure? Read(ReadOnlySpan<byte> record)
    {
        if (record.Length < CookieBytes + Magic.Length || !record[CookieBytes..].StartsWith(Magic)) return null;
        var at = CookieBytes + Magic.Length;
        var count = Varint(record, ref at);
        _ = Varint(record, ref at);
        var written = Varint(record, ref at);
        var levels = new List<(ulong, List<Segment>)>();
        for (var level = 0UL; level < count; level++)
        {
            var merging = Varint(record, ref at);
            var segments = new List<Segment>();
            for (var left = Varint(record, ref at); left > 0; left--)
            {
                segments.Add(new Segment(
                    Varint(record, ref at), Varint(record, ref at), Varint(record, ref at), Varint(record, ref at), Varint(record, ref at), Varint(record, ref at),
                    Varint(record, ref at), Varint(record, ref at)));
            }

            levels.Add((merging, segments));
        }

        return new Fts5Structure(record[..CookieBytes].ToArray(), written, levels);
    }

    /// <summary>Adds the segment of new rows; gives its number, or 0 where there are too many.</summary>
    /// <param name="leaves">Leaves that it has.</param>
    /// <param name="rows">Rows that it has.</param>
    public long Add(int leaves, int rows)
    {
        var used = _levels.SelectMany(level => level.Segments).Select(segment => (int)segment.Id).ToHashSet();
        var id = Enumerable.Range(1, MostSegments).FirstOrDefault(number => !used.Contains(number));
        if (id == 0) return 0;
        var origin = (ulong)Origin;
        if (_levels.Count == 0) _levels.Add((0, []));
        _levels[0].Segments.Add(new Segment((ulong)id, 1, (ulong)leaves, origin, origin, 0, 0, (ulong)rows));
        _written += (ulong)leaves;
        return id;
    }

    /// <summary>The record.</summary>
    public byte[] Write()
    {
        var bytes = new Fts5Segment.Bytes();
        bytes.Append(_cookie);
        bytes.Append(Magic);
        bytes.AppendVarint((ulong)_levels.Count);
        bytes.AppendVarint((ulong)_levels.Sum(level => level.Segments.Count));
        bytes.AppendVarint(_written);
        foreach (var (merging, segments) in _levels)
        {
            bytes.AppendVarint(merging);
            bytes.AppendVarint((ulong)segments.Count);
            foreach (var segment in segments)
            {
                foreach (var value in (ReadOnlySpan<ulong>)
                    [segment.Id, segment.FirstLeaf, segment.LastLeaf, segment.FirstOrigin, segment.LastOrigin, segment.TombstonePages, segment.Tombstones, segment.Rows])
                {
                    bytes.AppendVarint(value);
                }
            }
        }

        return bytes.Span.ToArray();
    }

    /// <summary>The record of how many rows and words there are, with some more.</summary>
    public static byte[] AddTo(ReadOnlySpan<byte> averages, long rows, long first, long second)
    {
        var bytes = new Fts5Segment.Bytes();
        var at = 0;
        foreach (var more in (ReadOnlySpan<long>)[rows, first, second]) bytes.AppendVarint((at < averages.Length ? Varint(averages, ref at) : 0) + (ulong)more);
        return bytes.Span.ToArray();
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0UL;
        for (var i = 0; i < 8; i++)
        {
            var part = bytes[at++];
            value = (value << 7) | (part & 0x7FUL);
            if (part < 0x80) return value;
        }

        return (value << 8) | bytes[at++];
    }

    private sealed record Segment(
        ulong Id, ulong FirstLeaf, ulong LastLeaf, ulong FirstOrigin, ulong LastOrigin, ulong TombstonePages, ulong Tombstones, ulong Rows);
}
