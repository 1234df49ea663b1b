using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dragoman.Articles;
using Dragoman.Cli.Reading;
using Dragoman.Coding;
using Dragoman.Language.Neural;
using Dragoman.Records;
using Dragoman.Sources;
using Dragoman.Store;

namespace Dragoman.Cli.Benchmarking;

/// <summary>
/// Measures the whole way from text or page to stored events: first one document after another on one thread, for the times of one document and of each layer; then all of
/// them on all cores into a store of its own, which is deleted afterwards.
/// </summary>
internal sealed class PathBenchmark(DocumentCoder coder, IReadOnlyList<Document> documents, int jobs)
{
    /// <summary>Documents that are timed one by one.</summary>
    public const int Timed = 400;

    /// <summary>Reads documents, repeated with fresh addresses until there are enough.</summary>
    /// <param name="count">Number of documents to read.</param>
    /// <param name="progress">Told of the number done.</param>
    /// <param name="cancellation">Ends the run.</param>
    public BenchmarkResult Run(int count, Action<long> progress, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("dragoman-bench-");
        try
        {
            var one = OneByOne(Path.Combine(folder.FullName, "one.db"), cancellation);
            using var store = EventStore.Open(Path.Combine(folder.FullName, "all.db"));
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var watch = Stopwatch.StartNew();
            var tally = new Ingestion { Store = store, Coder = coder, Jobs = jobs, Progress = done => progress(done.Done) }.Run(Items(count), cancellation);
            var seconds = watch.Elapsed.TotalSeconds;
            cancellation.ThrowIfCancellationRequested();
            var tokens = one.Tokens * (count / (double)documents.Count);
            using var process = Process.GetCurrentProcess();
            return new BenchmarkResult
            {
                Documents = count,
                Jobs = jobs,
                ArticlesPerSecond = Math.Round(count / seconds, 1),
                TokensPerSecond = Math.Round(tokens / seconds),
                TokensPerSecondPerCore = Math.Round(tokens / seconds / jobs),
                P50Ms = one.P50,
                P99Ms = one.P99,
                PeakMemoryMb = Math.Round(process.PeakWorkingSet64 / 1048576.0, 1),
                AllocatedBytesPerArticle = (GC.GetTotalAllocatedBytes(precise: true) - before) / count,
                Events = tally.Events,
                Failed = tally.Failed,
                Layers = one.Layers,
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private (double Tokens, double P50, double P99, IReadOnlyDictionary<string, double> Layers) OneByOne(string path, CancellationToken cancellation)
    {
        // Hot code is compiled while it runs: what is timed comes after.
        foreach (var document in Enumerable.Range(0, Math.Min(120, documents.Count * 2)).Select(i => documents[i % documents.Count])) Code(document, cancellation);
        using var store = EventStore.Open(path);
        var times = new List<double>();
        var (articles, language, coding, stored, tokens, counted) = (0d, 0d, 0d, 0d, 0L, 0);
        var batch = new List<StoredDocument>();
        for (var i = 0; i < Math.Min(Timed, Math.Max(documents.Count, 100)); i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var document = Fresh(documents[i % documents.Count], i);
            var start = Stopwatch.GetTimestamp();
            var article = ArticleReader.Read(document, cancellation);
            var read = Stopwatch.GetTimestamp();
            var coded = coder.CodeEnglish(article, document, cancellation);
            var end = Stopwatch.GetTimestamp();
            var annotated = NeuralAnalyzer.English.Analyze(article.Text, [], cancellation);
            var parsed = Stopwatch.GetTimestamp();
            times.Add(Milliseconds(start, end));
            articles += Milliseconds(start, read);
            language += Milliseconds(end, parsed);
            coding += Math.Max(0, Milliseconds(read, end) - Milliseconds(end, parsed));
            if (i < documents.Count)
            {
                tokens += annotated.Tokens.Count;
                counted++;
            }

            batch.Add(Stored(document, article, coded));
            if (batch.Count < 64) continue;
            stored += Add(store, batch);
        }

        stored += Add(store, batch);
        times.Sort();
        var whole = articles + language + coding + stored;
        return (
            tokens * (documents.Count / (double)counted),
            Math.Round(times[times.Count / 2], 2),
            Math.Round(times[Math.Min(times.Count - 1, times.Count * 99 / 100)], 2),
            new Dictionary<string, double>
            {
                ["articles"] = Math.Round(articles / whole, 3),
                ["language"] = Math.Round(language / whole, 3),
                ["coding"] = Math.Round(coding / whole, 3),
                ["store"] = Math.Round(stored / whole, 3),
            });
    }

    private static double Milliseconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;

    private static double Add(EventStore store, List<StoredDocument> batch)
    {
        if (batch.Count == 0) return 0;
        var start = Stopwatch.GetTimestamp();
        store.Add(batch);
        batch.Clear();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private void Code(Document document, CancellationToken cancellation) => coder.CodeEnglish(ArticleReader.Read(document, cancellation), document, cancellation);

    private static StoredDocument Stored(Document document, ArticleText article, CodedDocument coded) => new()
    {
        Id = DocumentId.Of(document),
        GivenId = document.Id,
        Locator = document.Url!,
        MediaType = document.Html is null ? "text/plain" : "text/html",
        Raw = Encoding.UTF8.GetBytes(document.Text ?? document.Html!),
        Article = article.Article,
        Coded = coded,
        ReadAt = DateTimeOffset.UnixEpoch,
    };

    private static Document Fresh(Document document, int number) => document with
    {
        Id = null,
        Url = string.Create(CultureInfo.InvariantCulture, $"https://bench.example/{number}"),
    };

    private IEnumerable<SourceItem> Items(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var document = Fresh(documents[i % documents.Count], i);
            yield return new SourceItem
            {
                File = document.Url!,
                Document = new RawDocument
                {
                    Locator = document.Url!,
                    MediaType = document.Html is null ? "text/plain" : "text/html",
                    Bytes = Encoding.UTF8.GetBytes(document.Text ?? document.Html!),
                    Document = document,
                },
            };
        }
    }
}
