using System.Data.Common;
using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>Reads events in pages or as a stream.</summary>
internal static class EventReader
{
    // Documents whose whole events a stream keeps at hand: those of one day and one document come one after the other.
    private const int DocumentsAtHand = 64;

    // Keys that a stream reads at once, before it loads the rows.
    private const int StreamPiece = 1_000;

    public static EventPage Page(ReadConnection connection, EventQuery query, int limit, EventCursor? after)
    {
        using var snapshot = new Snapshot(connection.Sql);
        var plan = QueryPlan.Make(connection.Sql, query, limit + 1, after);
        var cursors = new List<EventCursor>(limit + 1);
        using (var command = plan.Keys(connection.Sql, limit + 1))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read()) cursors.Add(CursorAt(reader));
        }

        var rows = connection.Batch.Load([.. cursors.Take(limit).Select(cursor => cursor.Key)]).ConvertAll(pair => pair.Row);
        return new EventPage(rows, cursors.Count > limit ? cursors[limit - 1].ToString() : null);
    }

    public static IEnumerable<EventRow> Stream(Database database, EventQuery query, EventDetail detail, CancellationToken cancellationToken)
    {
        using var lease = database.Lease(cancellationToken);
        using var state = lease.Do(connection => new StreamState(connection, query, detail));
        if (detail == EventDetail.Row)
        {
            using var loaders = new RowLoaders(database, lease, cancellationToken);
            while (loaders.Next(state.NextKeys) is { } rows)
            {
                foreach (var (row, _) in rows) yield return row;
            }
        }
        else
        {
            while (lease.Do(_ => state.Next()) is { } row) yield return row;
        }
    }

    private static EventCursor CursorAt(DbDataReader reader) =>
        new(reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(0));

    /// <summary>
    /// Loads the rows of keys, piece by piece, in their order. Where there are several pieces, further connections that see the same state load some of them at the same time,
    /// a few pieces ahead of who takes them.
    /// </summary>
    private sealed class RowLoaders(Database database, ReadLease lease, CancellationToken cancellationToken) : IDisposable
    {
        // The first piece, and others where there are no further connections.
        private const int FirstPiece = 1_000;
        private const int Piece = 4_000;
        private const int MostConnections = 4;

        // Of each connection, so that none waits while who takes the rows is busy.
        private const int PiecesAhead = 2;

        private readonly List<(ReadLease Lease, Snapshot Snapshot)> _others = [];
        private readonly Queue<Task<List<(EventRow Row, long Document)>>> _ahead = new();
        private Task[] _last = [];
        private int _pieces;
        private bool _isEnd;

        /// <summary>The next rows, one or more; null at the end.</summary>
        /// <param name="keys">Gives keys, no more than a number; none at the end.</param>
        public List<(EventRow Row, long Document)>? Next(Func<int, List<long>> keys)
        {
            if (_pieces == 1) Open();
            while (true)
            {
                if (_others.Count == 0)
                {
                    var next = lease.Do(_ => keys(FirstPiece));
                    _pieces++;
                    if (next.Count == 0) return null;
                    if (lease.Do(connection => connection.Batch.Load(next)) is { Count: > 0 } rows) return rows;
                    continue;
                }

                while (!_isEnd && _ahead.Count <= _others.Count * PiecesAhead)
                {
                    var next = lease.Do(_ => keys(Piece));
                    _isEnd = next.Count < Piece;
                    if (next.Count == 0) break;
                    var number = _pieces++ % _others.Count;
                    var loader = _others[number].Lease;
                    var task = _last[number].ContinueWith(
                        _ => loader.Do(connection => connection.Batch.Load(next)), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                    _last[number] = task;
                    _ahead.Enqueue(task);
                }

                if (!_ahead.TryDequeue(out var first)) return null;
                if (first.GetAwaiter().GetResult() is { Count: > 0 } loaded) return loaded;
            }
        }

        public void Dispose()
        {
            // Nobody uses a connection any more when it is given back.
            foreach (var task in _last) task.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).GetAwaiter().GetResult();
            foreach (var (other, snapshot) in _others)
            {
                snapshot.Dispose();
                other.Dispose();
            }
        }

        private void Open()
        {
            for (var i = Math.Min(Environment.ProcessorCount, MostConnections); i > 0; i--)
            {
                var other = database.Lease(cancellationToken);
                var snapshot = default(Snapshot);
                try
                {
                    snapshot = other.Do(static connection =>
                    {
                        var begun = new Snapshot(connection.Sql);
                        connection.Sql.Scalar<long?>("SELECT count FROM tallies LIMIT 1");
                        return begun;
                    });
                    if (lease.Do(one => other.Do(connection => one.Sql.Dialect.SeeTheSame(one.Sql, connection.Sql))))
                    {
                        _others.Add((other, snapshot));
                        continue;
                    }

                    // Somebody has written meanwhile, or the engine cannot tell: one connection does it all.
                    snapshot.Dispose();
                    other.Dispose();
                    break;
                }
                catch
                {
                    snapshot?.Dispose();
                    other.Dispose();
                    throw;
                }
            }

            _last = [.. _others.Select(static _ => Task.CompletedTask)];
        }
    }

    /// <summary>A stream under way: one read transaction, so that what is added meanwhile does not show.</summary>
    private sealed class StreamState : IDisposable
    {
        private readonly ReadConnection _connection;
        private readonly Snapshot _snapshot;
        private readonly IRowStream _stream;
        private readonly List<long> _keys = new(StreamPiece);
        private readonly Queue<(EventRow Row, long Document)> _rows = new();
        private readonly Func<long, string, PoliticalEvent?>? _whole;
        private readonly bool _withText;
        private readonly Dictionary<long, (Dictionary<string, PoliticalEvent> Events, string? Text)> _atHand = [];
        private readonly Queue<long> _order = new();

        public StreamState(ReadConnection connection, EventQuery query, EventDetail detail)
        {
            _connection = connection;
            _whole = detail == EventDetail.Row ? null : Whole;
            _withText = detail == EventDetail.Text;
            _snapshot = new Snapshot(connection.Sql);
            try
            {
                var command = QueryPlan.Make(connection.Sql, query, long.MaxValue, after: null).Keys(connection.Sql, long.MaxValue);
                _stream = connection.Sql.Dialect.Stream(connection.Sql, command);
            }
            catch
            {
                _snapshot.Dispose();
                throw;
            }
        }

        /// <summary>The next keys; none at the end.</summary>
        public List<long> NextKeys(int most)
        {
            var keys = new List<long>(most);
            _stream.Next(most, reader => keys.Add(reader.GetInt64(0)));
            return keys;
        }

        /// <summary>The next rows, some hundred of them; none at the end.</summary>
        public List<(EventRow Row, long Document)> NextRows()
        {
            while (true)
            {
                _keys.Clear();
                if (!_stream.Next(StreamPiece, reader => _keys.Add(reader.GetInt64(0)))) return [];
                if (_connection.Batch.Load(_keys) is { Count: > 0 } rows) return rows;
            }
        }

        public EventRow? Next()
        {
            if (_rows.Count == 0)
            {
                foreach (var loaded in NextRows()) _rows.Enqueue(loaded);
            }

            if (!_rows.TryDequeue(out var next)) return null;
            if (_whole is null || next.Document == 0) return next.Row;
            next.Row.Complete(_whole(next.Document, next.Row.Event));
            if (_withText) next.Row.Text = _text;
            return next.Row;
        }

        public void Dispose()
        {
            _stream.Dispose();
            _snapshot.Dispose();
        }

        private string? _text;

        private PoliticalEvent? Whole(long document, string id)
        {
            if (!_atHand.TryGetValue(document, out var found))
            {
                if (_order.Count >= DocumentsAtHand) _atHand.Remove(_order.Dequeue());
                var coded = _connection.Documents.Coded(document);
                found = ([], _withText ? coded?.Text : null);
                foreach (var item in coded?.Events ?? []) found.Events.TryAdd(item.Id, item);
                _atHand.Add(document, found);
                _order.Enqueue(document);
            }

            _text = found.Text;
            return found.Events.GetValueOrDefault(id);
        }
    }
}
