using System.Diagnostics;
using System.Globalization;
using Dragoman.Store;
using Microsoft.Data.Sqlite;

namespace Dragoman.Benchmarks;

/// <summary>
/// The store with many events: how fast they go in, step by step, beside bare SQLite that does nothing but insert the same rows; how long the queries of
/// the pages take; how fast Parquet comes out; how large it is. `-- store EVENTS [PLACE] [--random] [--insert | --queries]`.
/// </summary>
internal static class StoreThroughput
{
    private const int BatchDocuments = 2_000;
    private const int ChunkDocuments = 20_000;

    public static int Run(string[] args, TextWriter output)
    {
        var values = args.Where(argument => !argument.StartsWith("--", StringComparison.Ordinal)).ToArray();
        var wanted = values.Length > 0 ? long.Parse(values[0], CultureInfo.InvariantCulture) : 1_000_000;
        using var folder = new DisposableFolder();
        var place = values.Length > 1 ? values[1] : Path.Combine(folder.Path, "bench.store");
        using (var store = EventStore.Open(place))
        {
            if (store.Summarize().Events < wanted && !args.Contains("--queries")) Insert(store, wanted, args.Contains("--random"), folder.Path, output);
        }

        if (!args.Contains("--insert")) StoreQueries.Run(place, folder.Path, output);
        return 0;
    }

    private static void Insert(EventStore store, long wanted, bool random, string folder, TextWriter output)
    {
        var documents = new StoreDocuments(inOrder: !random);
        using var bare = new BareTable(Path.Combine(folder, "bare.db"));
        var number = (int)store.Summarize().Documents;
        var total = store.Summarize().Events;
        var (inserted, seconds, bareSeconds, processor, bareProcessor) = (0L, 0.0, 0.0, 0.0, 0.0);
        var step = Math.Max(100_000, wanted / 10);
        output.WriteLine("     events    events/s   bare rows/s   share   processor µs an event (bare row)");
        while (total < wanted)
        {
            var chunk = new List<StoredDocument[]>();
            for (var batch = 0; batch < ChunkDocuments / BatchDocuments; batch++, number += BatchDocuments)
                chunk.Add([.. Enumerable.Range(number, BatchDocuments).AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(documents.Make)]);
            GC.Collect();

            // Two callers: while one batch is being written, the next is compressed.
            var before = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            Parallel.ForEach(chunk, new ParallelOptions { MaxDegreeOfParallelism = 2 }, batch => store.Add(batch));
            seconds += watch.Elapsed.TotalSeconds;
            processor += (Environment.CpuUsage.TotalTime - before).TotalMicroseconds;
            var rows = chunk.SelectMany(batch => batch).SelectMany(document => document.Coded.Events).ToList();
            before = Environment.CpuUsage.TotalTime;
            bareSeconds += bare.Insert(rows);
            bareProcessor += (Environment.CpuUsage.TotalTime - before).TotalMicroseconds;
            inserted += rows.Count;
            total += rows.Count;
            if (inserted < step && total < wanted) continue;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{total,11:N0} {inserted / seconds,11:N0} {inserted / bareSeconds,13:N0} {bareSeconds / seconds,7:P0} {processor / inserted,10:F1} ({bareProcessor / inserted:F1})"));
            output.Flush();
            (inserted, seconds, bareSeconds, processor, bareProcessor) = (0, 0, 0, 0, 0);
        }

        var summary = store.Summarize();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{summary.Documents:N0} documents, {summary.Events:N0} events, {summary.SizeOnDisk / 1048576.0:N0} MiB, {summary.SizeOnDisk / (double)summary.Events:N0} bytes an event"));
    }

    /// <summary>A table of the events' columns without an index, filled as the driver's documentation shows it, in the same batches.</summary>
    private sealed class BareTable : IDisposable
    {
        private readonly SqliteConnection _connection;
        private readonly SqliteCommand _insert;

        public BareTable(string path)
        {
            _connection = new SqliteConnection($"Data Source={path};Pooling=False");
            _connection.Open();
            using (var command = _connection.CreateCommand())
            {
                command.CommandText =
                    """
                    PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
                    CREATE TABLE events (id TEXT, type TEXT, mode TEXT, cameo TEXT, quad INTEGER, goldstein REAL, actor TEXT, actor_code TEXT, recipient TEXT,
                      recipient_code TEXT, date TEXT, place TEXT, country TEXT, factuality TEXT, sentence INTEGER, start INTEGER, "end" INTEGER,
                      confidence REAL, salience REAL)
                    """;
                command.ExecuteNonQuery();
            }

            _insert = _connection.CreateCommand();
            _insert.CommandText = $"INSERT INTO events VALUES ({string.Join(", ", Enumerable.Range(1, 19).Select(i => "$" + i.ToString(CultureInfo.InvariantCulture)))})";
            for (var i = 1; i <= 19; i++) _insert.Parameters.Add(new SqliteParameter { ParameterName = "$" + i.ToString(CultureInfo.InvariantCulture) });
        }

        public double Insert(List<Records.PoliticalEvent> events)
        {
            var watch = Stopwatch.StartNew();
            foreach (var batch in events.Chunk(10_000))
            {
                using var transaction = _connection.BeginTransaction();
                _insert.Transaction = transaction;
                foreach (var item in batch)
                {
                    object?[] values =
                    [
                        item.Id, item.Type.ToString(), item.Mode, item.Cameo, item.Quad, item.Goldstein, item.Actor.Text, item.Actor.Code, item.Recipient?.Text,
                        item.Recipient?.Code, item.Date, item.Place?.Name, item.Place?.Country, item.Factuality.ToString(), item.Evidence.Sentence,
                        item.Evidence.Start, item.Evidence.End, item.Confidence, item.Salience,
                    ];
                    for (var i = 0; i < values.Length; i++) _insert.Parameters[i].Value = values[i] ?? DBNull.Value;
                    _insert.ExecuteNonQuery();
                }

                transaction.Commit();
            }

            return watch.Elapsed.TotalSeconds;
        }

        public void Dispose()
        {
            _insert.Dispose();
            _connection.Dispose();
        }
    }

    private sealed class DisposableFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("dragoman-store-bench-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
