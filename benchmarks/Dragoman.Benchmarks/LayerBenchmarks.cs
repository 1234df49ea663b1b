using BenchmarkDotNet.Attributes;
using Dragoman.Articles;
using Dragoman.Coding;
using Dragoman.Knowledge;
using Dragoman.Records;
using Dragoman.Store;

namespace Dragoman.Benchmarks;

/// <summary>The other layers, each on what the one before gives it: a page to an article, an article to its coding, names to actors, a coding into the store and out again.</summary>
[MemoryDiagnoser]
public class LayerBenchmarks
{
    private const int Documents = 200;

    private string _page = "";
    private ArticleText _article = null!;
    private StoredDocument[] _documents = [];
    private string _path = "";
    private string _name = "";

    /// <summary>Reads the samples and loads models and tables.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var samples = Path.Combine(LanguageTexts.Root(), "samples");
        _page = File.ReadAllText(Directory.GetFiles(Path.Combine(samples, "html"), "*.html").Order(StringComparer.Ordinal).First());
        _article = ArticleReader.Read(new Document { Id = "d", Html = _page, Url = "https://example.org/a" });
        DocumentCoder.Default.Code(_article, new Document { Id = "d", Html = _page });
        _name = KnowledgeBase.Fold("prime minister of the Netherlands");
        var made = new StoreDocuments(inOrder: true);
        _documents = [.. Enumerable.Range(0, Documents).Select(made.Make)];
        _path = Path.Combine(Path.GetTempPath(), $"dragoman-layers-{Environment.ProcessId}.db");
    }

    /// <summary>Takes the store away.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        foreach (var file in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(_path) + "*")) File.Delete(file);
    }

    /// <summary>What on a page is the report.</summary>
    /// <returns>Characters of the report.</returns>
    [Benchmark]
    public int Articles() => ArticleReader.Read(new Document { Id = "d", Html = _page, Url = "https://example.org/a" }).Text.Length;

    /// <summary>Language and coding of that report.</summary>
    /// <returns>Number of events.</returns>
    [Benchmark]
    public int LanguageAndCoding() => DocumentCoder.Default.Code(_article, new Document { Id = "d", Html = _page, Date = "2019-03-29" }).Events.Count;

    /// <summary>A name to its entry.</summary>
    /// <returns>Whether it is known.</returns>
    [Benchmark]
    public bool Knowledge() => KnowledgeBase.Default.Find(_name).Length > 0;

    /// <summary>Two hundred documents into a new store.</summary>
    /// <returns>Number of events.</returns>
    [Benchmark(OperationsPerInvoke = Documents)]
    public long Store()
    {
        Cleanup();
        using var store = EventStore.Open(_path);
        store.Add(_documents);
        return store.Summarize().Events;
    }
}
