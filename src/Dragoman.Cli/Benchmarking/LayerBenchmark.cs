using System.Diagnostics;
using Dragoman.Articles;
using Dragoman.Cli.Reading;
using Dragoman.Coding;
using Dragoman.Language.Neural;
using Dragoman.Records;
using Dragoman.Store;

namespace Dragoman.Cli.Benchmarking;

/// <summary>Times documents one after another on one thread: each document as a whole, and what each layer takes of it in time and memory.</summary>
internal sealed class LayerBenchmark(DocumentCoder coder, BenchmarkDocuments documents)
{
    /// <summary>Documents that are timed one by one.</summary>
    public const int Timed = 400;

    // A batch as reading makes it: what a commit to the disk costs is shared by as many documents as there.
    private const int BatchDocuments = 128;
    private readonly List<double> _times = [];
    private readonly Layer _articles = new("articles");
    private readonly Layer _language = new("language");
    private readonly Layer _coding = new("coding");
    private readonly Layer _store = new("store");

    /// <summary>Share of each layer in the time.</summary>
    public IReadOnlyDictionary<string, double> Shares
    {
        get
        {
            var whole = Layers.Sum(layer => layer.Milliseconds);
            return Layers.ToDictionary(layer => layer.Name, layer => Math.Round(layer.Milliseconds / whole, 3));
        }
    }

    /// <summary>Bytes that each layer allocates for a document.</summary>
    public IReadOnlyDictionary<string, long> Bytes => Layers.ToDictionary(layer => layer.Name, layer => layer.Bytes / _times.Count);

    private Layer[] Layers => [_articles, _language, _coding, _store];

    /// <summary>Time of one document that the given share of them does not exceed, in milliseconds.</summary>
    /// <param name="percent">0 to 100.</param>
    public double Percentile(int percent) => Math.Round(_times[Math.Min(_times.Count - 1, _times.Count * percent / 100)], 2);

    /// <summary>Reads the documents into a store.</summary>
    /// <param name="path">The store.</param>
    /// <param name="cancellation">Ends the run.</param>
    public void Run(string path, CancellationToken cancellation)
    {
        // Hot code is compiled while it runs: what is timed comes after.
        for (var i = 0; i < Math.Min(120, documents.Distinct * 2); i++) coder.CodeEnglish(ArticleReader.Read(documents[i], cancellation), documents[i], cancellation);
        using var store = EventStore.Open(path);
        var batch = new List<StoredDocument>();
        for (var i = 0; i < Math.Min(Timed, Math.Max(documents.Distinct, 100)); i++)
        {
            cancellation.ThrowIfCancellationRequested();
            batch.Add(Read(documents[i], cancellation));
            if (batch.Count == BatchDocuments) Add(store, batch);
        }

        Add(store, batch);
        _times.Sort();
    }

    private StoredDocument Read(Document document, CancellationToken cancellation)
    {
        var start = Moment.Now();
        var article = ArticleReader.Read(document, cancellation);
        var read = Moment.Now();
        var coded = coder.CodeEnglish(article, document, cancellation);
        var end = Moment.Now();

        // The coder reads language too; what that takes is measured by doing it again.
        NeuralAnalyzer.English.Analyze(article.Text, [], cancellation);
        var parsed = Moment.Now();
        _times.Add(Stopwatch.GetElapsedTime(start.Time, end.Time).TotalMilliseconds);
        _articles.Add(start, read);
        _language.Add(end, parsed);
        _coding.Add(read, end);
        _coding.Subtract(end, parsed);
        return new StoredDocument
        {
            Id = DocumentId.Of(document),
            GivenId = document.Id,
            Locator = document.Url!,
            MediaType = BenchmarkDocuments.MediaType(document),
            Raw = BenchmarkDocuments.Bytes(document),
            Article = article.Article,
            Coded = coded,
            ReadAt = DateTimeOffset.UnixEpoch,
        };
    }

    private void Add(EventStore store, List<StoredDocument> batch)
    {
        var start = Moment.Now();
        store.Add(batch);
        _store.Add(start, Moment.Now());
        batch.Clear();
    }

    private readonly record struct Moment(long Time, long Bytes)
    {
        public static Moment Now() => new(Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
    }

    private sealed class Layer(string name)
    {
        public string Name => name;

        public double Milliseconds { get; private set; }

        public long Bytes { get; private set; }

        public void Add(Moment from, Moment to)
        {
            Milliseconds += Stopwatch.GetElapsedTime(from.Time, to.Time).TotalMilliseconds;
            Bytes += to.Bytes - from.Bytes;
        }

        public void Subtract(Moment from, Moment to)
        {
            Milliseconds = Math.Max(0, Milliseconds - Stopwatch.GetElapsedTime(from.Time, to.Time).TotalMilliseconds);
            Bytes = Math.Max(0, Bytes - (to.Bytes - from.Bytes));
        }
    }
}
