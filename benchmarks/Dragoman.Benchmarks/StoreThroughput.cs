using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Dragoman.Store;

namespace Dragoman.Benchmarks;

/// <summary>
/// The store with many events: how fast they go in, step by step, beside the bare engine that does nothing but insert the same rows; how long the queries of
/// the pages take; how fast Parquet comes out; how large it is. `-- store EVENTS [PLACE] [--minutes N] [--random] [--bulk] [--insert | --queries | --counts | --export]`; a place is a file
/// or an address of PostgreSQL. After N minutes of inserting it goes on with what is there.
/// </summary>
internal static class StoreThroughput
{
    private const int BatchDocuments = 10_000;
    private const int ChunkDocuments = 50_000;

    public static int Run(string[] args, TextWriter output)
    {
        var at = Array.IndexOf(args, "--minutes");
        var minutes = at < 0 ? double.PositiveInfinity : double.Parse(args[at + 1], CultureInfo.InvariantCulture);
        var values = args.Where((argument, i) => !argument.StartsWith("--", StringComparison.Ordinal) && (at < 0 || i != at + 1)).ToArray();
        var wanted = values.Length > 0 ? long.Parse(values[0], CultureInfo.InvariantCulture) : 1_000_000;
        using var folder = new DisposableFolder();
        var place = values.Length > 1 ? values[1] : Path.Combine(folder.Path, "bench.store");
        using (var store = EventStore.Open(place))
        {
            if (store.Summarize().Events < wanted && !args.Contains("--queries") && !args.Contains("--counts") && !args.Contains("--export")) Insert(store, wanted, args.Contains("--random"), args.Contains("--bulk"), minutes, BareTable.Of(place, folder.Path), output);
        }

        if (args.Contains("--export")) StoreQueries.Export(place, folder.Path, output);
        else if (args.Contains("--counts")) StoreQueries.Count(place, output);
        else if (!args.Contains("--insert")) StoreQueries.Run(place, folder.Path, output);
        return 0;
    }

    private static void Insert(EventStore store, long wanted, bool random, bool bulk, double minutes, BareTable bare, TextWriter output)
    {
        using var table = bare;
        var began = Stopwatch.StartNew();
        var load = bulk ? store.BeginLoad() : null;
        var documents = new StoreDocuments(inOrder: !random);
        var number = (int)store.Summarize().Documents;
        var total = store.Summarize().Events;
        var all = 0L;
        var (inserted, seconds, bareSeconds, processor, bareProcessor) = (0L, 0.0, 0.0, 0.0, 0.0);
        var step = Math.Max(100_000, wanted / 10);

        // Documents have five events in the mean, so that the end is met nearly.
        var close = wanted / 1_000;
        output.WriteLine("     events    events/s   bare rows/s   share   processor µs an event (bare row)");
        while (wanted - total > close && began.Elapsed.TotalMinutes < minutes)
        {
            var chunk = new List<StoredDocument[]>();
            var left = (int)Math.Ceiling((wanted - total) / (double)StoreDocuments.MeanEvents);
            for (var last = number + Math.Min(left, ChunkDocuments); number < last; number += BatchDocuments)
                chunk.Add([.. Enumerable.Range(number, Math.Min(BatchDocuments, last - number)).AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(documents.Make)]);
            GC.Collect();

            // Two callers: while one batch is being written, the next is compressed.
            var before = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            Parallel.ForEach(Partitioner.Create(chunk, EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = 2 }, batch => store.Add(batch));
            seconds += watch.Elapsed.TotalSeconds;
            processor += (Environment.CpuUsage.TotalTime - before).TotalMicroseconds;
            var rows = chunk.SelectMany(batch => batch).SelectMany(document => document.Coded.Events).ToList();
            before = Environment.CpuUsage.TotalTime;
            bareSeconds += bare.Insert(rows);
            bareProcessor += (Environment.CpuUsage.TotalTime - before).TotalMicroseconds;
            inserted += rows.Count;
            all += rows.Count;
            total += rows.Count;
            if (inserted < step && wanted - total > close && began.Elapsed.TotalMinutes < minutes) continue;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{total,11:N0} {inserted / seconds,11:N0} {inserted / bareSeconds,13:N0} {bareSeconds / seconds,7:P0} {processor / inserted,10:F1} ({bareProcessor / inserted:F1})"));
            output.Flush();
            (inserted, seconds, bareSeconds, processor, bareProcessor) = (0, 0, 0, 0, 0);
        }

        if (load is not null)
        {
            var before = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            load.Dispose();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"end of the load: {watch.Elapsed.TotalSeconds:F1} s, {(Environment.CpuUsage.TotalTime - before).TotalMicroseconds / Math.Max(1, all):F1} µs of processor time an event"));
        }

        var summary = store.Summarize();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{summary.Documents:N0} documents, {summary.Events:N0} events, {summary.SizeOnDisk / 1048576.0:N0} MiB, {summary.SizeOnDisk / (double)summary.Events:N0} bytes an event"));
    }

    private sealed class DisposableFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("dragoman-store-bench-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
