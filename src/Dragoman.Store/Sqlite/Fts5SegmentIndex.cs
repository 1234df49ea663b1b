using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Dragoman.Store;

/// <summary>
/// Adds rows to <c>texts</c> as whole segments, built on another core while the other rows of a batch are written: a fifth of the time that FTS5 takes for the
/// same words, for which it looks up each in a table in memory under the writer's lock. Whatever else is done with the index (finding, deleting, merging) FTS5 does.
/// </summary>
internal sealed class Fts5SegmentIndex : ITextIndex, IDisposable
{
    private const int RowsAtOnce = 256;
    private const int SegmentBits = 37;
    private const int SkipBit = 36;

    // Segments of a level that are merged; as the table's automerge.
    private const int MergedAtOnce = 8;

    // As many at most wait for the end of a load: each is looked into when a word is looked for. (FTS5 refuses 2,000.)
    private const int MostParts = 1_000;

    // Memory stays bounded whatever the batch: so many characters are written as a segment of their own.
    private const long MostCharacters = 256L << 20;

    private readonly SqlSession _session;
    private readonly SqliteRow _data;
    private readonly SqliteRow _begins;
    private readonly SqliteRow _sizes;
    private readonly Fts5Postings _postings = new();
    private List<(long Row, string First, string Second)> _waiting = new(RowsAtOnce);
    private Task _work = Task.CompletedTask;
    private Task<Fts5Segment>? _segment;
    private long _characters;

    public Fts5SegmentIndex(SqlSession session)
    {
        _session = session;
        var connection = (SqliteConnection)session.Connection;
        _data = new SqliteRow(connection, "REPLACE INTO texts_data (id, block) VALUES (?1, ?2)");
        _begins = new SqliteRow(connection, "INSERT INTO texts_idx (segid, term, pgno) VALUES (?1, ?2, ?3)");
        _sizes = new SqliteRow(connection, "INSERT INTO texts_docsize (id, sz, origin) VALUES (?1, ?2, ?3)");
    }

    public bool PartsWait { get; set; }

    public void Add(long row, string first, string second)
    {
        if (_characters > MostCharacters) Flush();
        _characters += first.Length + second.Length;
        _waiting.Add((row, first, second));
        if (_waiting.Count == RowsAtOnce) HandOver();
    }

    public void Seal()
    {
        if (_segment is not null || (_work.IsCompleted && _waiting.Count == 0 && _postings.Rows.Count == 0)) return;
        if (_waiting.Count > 0) HandOver();
        _segment = _work.ContinueWith(
            before =>
            {
                before.GetAwaiter().GetResult();
                return new Fts5Segment(_postings);
            },
            CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    public void Flush()
    {
        Seal();
        if (_segment is null) return;
        var segment = _segment.GetAwaiter().GetResult();

        // The savepoint makes FTS5 write what it holds back, such as deletions; the merge of nothing makes it forget what it has read of the index.
        _session.Execute("SAVEPOINT words");
        var merge = Write(segment);
        _session.Execute("INSERT INTO texts (texts, rank) VALUES ('merge', 0)");
        _session.Execute("RELEASE words");
        if (merge > 0) _session.Execute(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO texts (texts, rank) VALUES ('merge', {merge})"));
        Clear();
    }

    public void Forget()
    {
        _work.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).GetAwaiter().GetResult();
        _segment?.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).GetAwaiter().GetResult();
        Clear();
    }

    public void Dispose()
    {
        Forget();
        _data.Dispose();
        _begins.Dispose();
        _sizes.Dispose();
    }

    private void HandOver()
    {
        var rows = _waiting;
        _waiting = new List<(long, string, string)>(RowsAtOnce);
        _work = _work.ContinueWith(
            before =>
            {
                before.GetAwaiter().GetResult();
                foreach (var (row, first, second) in rows) _postings.Add(row, first, second);
            },
            CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private void Clear()
    {
        _waiting.Clear();
        _work = Task.CompletedTask;
        _segment = null;
        _characters = 0;
        _postings.Clear();
    }

    /// <summary>Writes a segment; gives how many pages are to be merged after it, as FTS5 does by itself.</summary>
    private int Write(Fts5Segment segment)
    {
        var structure = Record(Fts5Structure.Key) is { } record ? Fts5Structure.Read(record) : null;
        if (structure is null) throw StoreErrors.Damaged(_session.Location, "its full-text index is laid out in a way that this program does not know");
        var origin = structure.Origin;
        var number = structure.Add(segment.Leaves.Count, _postings.Rows.Count);
        if (number == 0) throw StoreErrors.Damaged(_session.Location, "its full-text index has too many parts");
        for (var i = 0; i < segment.Leaves.Count; i++) _data.Run([(number << SegmentBits) + i + 1, segment.Leaves[i]], out _);
        foreach (var (begin, leaf, hasSkips) in segment.Begins) _begins.Run([number, begin, (leaf * 2L) + (hasSkips ? 1 : 0)], out _);
        foreach (var (leaf, page) in segment.SkipPages) _data.Run([(number << SegmentBits) | (1L << SkipBit) | (uint)leaf, page], out _);
        var size = new Fts5Segment.Bytes();
        var (all, allSecond) = (0L, 0L);
        foreach (var row in _postings.Rows)
        {
            size.Clear();
            size.AppendVarint((ulong)row.First);
            size.AppendVarint((ulong)row.Second);
            _sizes.Run([row.Id, size.Span.ToArray(), origin], out _);
            all += row.First;
            allSecond += row.Second;
        }

        _data.Run([Fts5Structure.AveragesKey, Fts5Structure.AddTo(Record(Fts5Structure.AveragesKey) ?? [], _postings.Rows.Count, all, allSecond)], out _);
        _data.Run([Fts5Structure.Key, structure.Write()], out _);
        return structure.Longest >= (PartsWait ? MostParts : MergedAtOnce) ? segment.Leaves.Count * structure.Levels : 0;
    }

    private byte[]? Record(long key) => _session.Scalar<byte[]>("SELECT block FROM texts_data WHERE id = $1", key);
}
