using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Dragoman.Records;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Dragoman.Benchmarks;

/// <summary>A table of the events' columns without an index, filled as the driver's documentation shows it, in batches of 10,000.</summary>
internal abstract class BareTable : IDisposable
{
    private const int BatchRows = 10_000;

    private static readonly string[] Columns =
    [
        "id TEXT", "type TEXT", "mode TEXT", "cameo TEXT", "quad INTEGER", "goldstein DOUBLE PRECISION", "actor TEXT", "actor_code TEXT", "recipient TEXT",
        "recipient_code TEXT", "date TEXT", "place TEXT", "country TEXT", "factuality TEXT", "sentence INTEGER", "first INTEGER", "last INTEGER",
        "confidence DOUBLE PRECISION", "salience DOUBLE PRECISION",
    ];

    protected static string Create { get; } = $"CREATE TABLE bare_events ({string.Join(", ", Columns)})";

    protected static int Width => Columns.Length;

    /// <summary>A table of the engine that a place names.</summary>
    /// <param name="place">A file, or the address of a server.</param>
    /// <param name="folder">Where a file may be made.</param>
    public static BareTable Of(string place, string folder) =>
        place.StartsWith("Host=", StringComparison.Ordinal) ? new Server(place) : new File(Path.Combine(folder, "bare.db"));

    /// <summary>Inserts rows; gives the seconds that it took.</summary>
    public double Insert(List<PoliticalEvent> events)
    {
        var watch = Stopwatch.StartNew();
        foreach (var batch in events.Chunk(BatchRows)) Insert(batch);
        return watch.Elapsed.TotalSeconds;
    }

    public abstract void Dispose();

    protected abstract void Insert(PoliticalEvent[] batch);

    protected static object?[] Values(PoliticalEvent item) =>
    [
        item.Id, item.Type.ToString(), item.Mode, item.Cameo, item.Quad, item.Goldstein, item.Actor.Text, item.Actor.Code, item.Recipient?.Text,
        item.Recipient?.Code, item.Date, item.Place?.Name, item.Place?.Country, item.Factuality.ToString(), item.Evidence.Sentence,
        item.Evidence.Start, item.Evidence.End, item.Confidence, item.Salience,
    ];

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class File : BareTable
    {
        private readonly SqliteConnection _connection;
        private readonly SqliteCommand _insert;

        public File(string path)
        {
            _connection = new SqliteConnection($"Data Source={path};Pooling=False");
            _connection.Open();
            Execute(_connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
            Execute(_connection, Create);
            _insert = _connection.CreateCommand();
            _insert.CommandText = $"INSERT INTO bare_events VALUES ({string.Join(", ", Enumerable.Range(1, Width).Select(i => "$" + i.ToString(CultureInfo.InvariantCulture)))})";
            for (var i = 1; i <= Width; i++) _insert.Parameters.Add(new SqliteParameter { ParameterName = "$" + i.ToString(CultureInfo.InvariantCulture) });
        }

        public override void Dispose()
        {
            _insert.Dispose();
            _connection.Dispose();
        }

        protected override void Insert(PoliticalEvent[] batch)
        {
            using var transaction = _connection.BeginTransaction();
            _insert.Transaction = transaction;
            foreach (var item in batch)
            {
                var values = Values(item);
                for (var i = 0; i < values.Length; i++) _insert.Parameters[i].Value = values[i] ?? DBNull.Value;
                _insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }
    }

    private sealed class Server : BareTable
    {
        private readonly NpgsqlConnection _connection;

        public Server(string place)
        {
            _connection = new NpgsqlConnection(place);
            _connection.Open();
            Execute(_connection, "DROP TABLE IF EXISTS bare_events");
            Execute(_connection, Create);
        }

        public override void Dispose()
        {
            Execute(_connection, "DROP TABLE bare_events");
            _connection.Dispose();
        }

        protected override void Insert(PoliticalEvent[] batch)
        {
            using var writer = _connection.BeginBinaryImport("COPY bare_events FROM STDIN (FORMAT BINARY)");
            foreach (var item in batch) writer.WriteRow(Values(item).Select(value => value ?? DBNull.Value).ToArray()!);
            writer.Complete();
        }
    }
}
