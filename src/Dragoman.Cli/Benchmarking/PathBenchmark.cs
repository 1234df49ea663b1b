using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Dragoman.Cli.Reading;
using Dragoman.Coding;
using Dragoman.Language.Neural;
using Dragoman.Records;
using Dragoman.Store;

namespace Dragoman.Cli.Benchmarking;

/// <summary>
/// Measures the whole way from text or page to stored events: first one document after another on one thread, for the times of one document and of each layer; then all of
/// them on all cores into a store of its own, which is deleted afterwards.
/// </summary>
internal sealed class PathBenchmark(DocumentCoder coder, IReadOnlyList<Document> documents, int jobs)
{
    private const int Turns = 3;
    private readonly BenchmarkDocuments _documents = new(documents);

    /// <summary>Reads documents, repeated with fresh addresses until there are enough.</summary>
    /// <param name="count">Number of documents to read.</param>
    /// <param name="withScaling">Whether to read them on one core and on all in turns, too.</param>
    /// <param name="progress">Told of the number done.</param>
    /// <param name="cancellation">Ends the run.</param>
    public BenchmarkResult Run(int count, bool withScaling, Action<long> progress, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("dragoman-bench-");
        try
        {
            var layers = new LayerBenchmark(coder, _documents);
            layers.Run(Path.Combine(folder.FullName, "one.db"), cancellation);
            var scaling = withScaling ? Scale(folder.FullName, count, cancellation) : null;
            var all = ReadAll(Path.Combine(folder.FullName, "all.db"), count, jobs, progress, cancellation);
            using var process = Process.GetCurrentProcess();
            return new BenchmarkResult
            {
                Documents = count,
                Pages = _documents.Pages(count),
                Tokens = all.Tokens,
                Jobs = jobs,
                Seconds = Math.Round(all.Seconds, 2),
                ArticlesPerSecond = Math.Round(count / all.Seconds, 1),
                TokensPerSecond = Math.Round(all.Tokens / all.Seconds),
                TokensPerSecondPerCore = Math.Round(all.Tokens / all.Seconds / jobs),
                TokensPerProcessorSecond = Math.Round(all.Tokens / all.ProcessorSeconds),
                LastTenthToFirst = Math.Round(all.FirstTenth / all.LastTenth, 3),
                P50Ms = layers.Percentile(50),
                P99Ms = layers.Percentile(99),
                PeakMemoryMb = Megabytes(process.PeakWorkingSet64),
                FirstTenthMemoryMb = Megabytes(all.FirstMemory),
                EndMemoryMb = Megabytes(all.EndMemory),
                CollectorShare = Math.Round(all.Paused / all.Seconds, 4),
                Collections = all.Collections,
                AllocatedBytesPerArticle = all.Allocated / count,
                Events = all.Tally.Events,
                Failed = all.Tally.Failed,
                Layers = layers.Shares,
                LayerBytes = layers.Bytes,
                Scaling = scaling,
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Megabytes(long bytes) => Math.Round(bytes / 1048576.0, 1);

    /// <summary>One core and all in turns, a part of the documents each time. The best of each counts: what other programs take can only make it slower.</summary>
    private BenchmarkScaling Scale(string folder, int count, CancellationToken cancellation)
    {
        double one = 0, all = 0, oneByTime = 0, allByTime = 0;
        var part = Math.Max(1, Math.Min(count, 1000) / Turns);
        for (var turn = 0; turn < Turns; turn++)
        {
            var single = OnOneCore(() => ReadAll(Path.Combine(folder, $"one-{turn}.db"), part, 1, static _ => { }, cancellation));
            var many = ReadAll(Path.Combine(folder, $"all-{turn}.db"), part, jobs, static _ => { }, cancellation);
            one = Math.Max(one, Math.Round(single.Tokens / single.Seconds));
            all = Math.Max(all, Math.Round(many.Tokens / many.Seconds));
            oneByTime = Math.Max(oneByTime, Math.Round(single.Tokens / single.ProcessorSeconds));
            allByTime = Math.Max(allByTime, Math.Round(many.Tokens / many.ProcessorSeconds));
        }

        return new BenchmarkScaling { OneCore = one, AllCores = all, OneCoreByProcessorTime = oneByTime, AllCoresByProcessorTime = allByTime };
    }

    /// <summary>Keeps all threads of this program on one core, where the system can do that.</summary>
    private static Reading OnOneCore(Func<Reading> read)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows()) return read();
        using var process = Process.GetCurrentProcess();
        var before = process.ProcessorAffinity;
        Bind(process, before & -before);
        try
        {
            return read();
        }
        finally
        {
            Bind(process, before);
        }
    }

    private static void Bind(Process process, nint cores)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows()) return;
        process.ProcessorAffinity = cores;
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            // On Linux the line above binds this thread alone; those of the pool are there already.
            using var binding = Process.Start(new ProcessStartInfo(
                "taskset", ["-a", "-p", cores.ToString("x", CultureInfo.InvariantCulture), process.Id.ToString(CultureInfo.InvariantCulture)])
            { RedirectStandardOutput = true });
            binding?.WaitForExit();
        }
        catch (Win32Exception)
        {
            // Without util-linux the threads of the pool keep all cores: the figure for one core is then too high.
        }
    }

    private Reading ReadAll(string path, int count, int workers, Action<long> progress, CancellationToken cancellation)
    {
        using var store = EventStore.Open(path);
        long firstMemory = 0;
        TimeSpan first = default, last = default;
        var tenth = Math.Max(1, count / 10);
        var tokens = NeuralAnalyzer.English.TokensRead;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var paused = GC.GetTotalPauseDuration();
        int[] collections = [.. Enumerable.Range(0, 3).Select(GC.CollectionCount)];
        var busy = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var tally = new Ingestion
        {
            Store = store,
            Coder = coder,
            Jobs = workers,
            Progress = done =>
            {
                if (firstMemory == 0 && done.Done >= tenth)
                {
                    first = watch.Elapsed;
                    firstMemory = Environment.WorkingSet;
                }

                if (last == default && done.Done >= count - tenth) last = watch.Elapsed;
                progress(done.Done);
            },
        }.Run(_documents.Items(count), cancellation);
        var elapsed = watch.Elapsed;
        cancellation.ThrowIfCancellationRequested();
        return new Reading
        {
            Tally = tally,
            Tokens = NeuralAnalyzer.English.TokensRead - tokens,
            Seconds = elapsed.TotalSeconds,
            ProcessorSeconds = (Environment.CpuUsage.TotalTime - busy).TotalSeconds,
            Paused = (GC.GetTotalPauseDuration() - paused).TotalSeconds,
            Collections = [.. collections.Select((before, generation) => GC.CollectionCount(generation) - before)],
            Allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated,
            FirstTenth = first.TotalSeconds,
            LastTenth = (elapsed - last).TotalSeconds,
            FirstMemory = firstMemory,
            EndMemory = Environment.WorkingSet,
        };
    }

    private sealed record Reading
    {
        public required Tally Tally { get; init; }

        public required long Tokens { get; init; }

        public required double Seconds { get; init; }

        public required double ProcessorSeconds { get; init; }

        public required IReadOnlyList<int> Collections { get; init; }

        public required double Paused { get; init; }

        public required long Allocated { get; init; }

        public required double FirstTenth { get; init; }

        public required double LastTenth { get; init; }

        public required long FirstMemory { get; init; }

        public required long EndMemory { get; init; }
    }
}
