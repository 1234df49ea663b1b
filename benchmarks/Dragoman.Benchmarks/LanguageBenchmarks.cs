using BenchmarkDotNet.Attributes;
using Dragoman.Language;
using Dragoman.Language.Neural;

namespace Dragoman.Benchmarks;

/// <summary>The language engine on texts of several lengths.</summary>
[MemoryDiagnoser]
public class LanguageBenchmarks
{
    private readonly LanguageDocument _document = new();
    private readonly Segmentation _segmentation = new();
    private NeuralAnalyzer _analyzer = null!;
    private string _text = "";

    /// <summary>Length of the text, in UTF-16 code units.</summary>
    [Params(500, 5_000, 50_000)]
    public int Length { get; set; }

    /// <summary>Loads the shipped model and the samples.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _analyzer = NeuralAnalyzer.Load(LanguageTexts.Model);
        var all = string.Join("\n\n", LanguageTexts.Read(null));
        while (all.Length < Length) all += "\n\n" + all;
        _text = all[..Length];
    }

    /// <summary>Sentences and tokens alone.</summary>
    /// <returns>Number of tokens.</returns>
    [Benchmark(Baseline = true)]
    public int Segment()
    {
        Segmenter.English.Segment(_text, [], _segmentation);
        return _segmentation.Tokens.Length;
    }

    /// <summary>Everything.</summary>
    /// <returns>Number of tokens.</returns>
    [Benchmark]
    public int Read()
    {
        _analyzer.Read(_text, [], _document);
        return _document.Tokens.Length;
    }
}
