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
            while (lease.Do(_ => state.NextRows()) is { Count: > 0 } rows)
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
