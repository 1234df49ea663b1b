using System.Diagnostics;
using Dragoman.Coding.Statements;
using Dragoman.Language.Neural;
using Dragoman.Records;
using Dragoman.Tests;

namespace Dragoman.Coding.Tests;

/// <summary>What statements and standing cost beside the parser, in one run over the samples. The ratio is printed; only a gross loss fails.</summary>
public sealed class LayerCostTests(ITestOutputHelper output)
{
    [Fact]
    public void Statements_cost_a_fraction_of_the_parser()
    {
        var texts = Directory.EnumerateFiles(Repository.Path("samples", "text")).Order(StringComparer.Ordinal).Select(File.ReadAllText).ToList();
        var ct = TestContext.Current.CancellationToken;
        var parsed = texts.ConvertAll(text => NeuralAnalyzer.English.Analyze(text, [], ct));
        foreach (var text in parsed) Read(text, ct);
        var parser = Least(() => texts.ForEach(text => NeuralAnalyzer.English.Analyze(text, [], ct)));
        var layers = Least(() => parsed.ForEach(text => Read(text, ct)));
        output.WriteLine($"parser {parser:F2} ms, statements and standing {layers:F2} ms, ratio {layers / parser:F3}, {parsed.Sum(text => text.Tokens.Count)} tokens");
        Assert.True(layers < parser, $"{layers:F2} ms beside {parser:F2} ms of the parser");
    }

    private static void Read(AnnotatedText text, CancellationToken ct)
    {
        var reader = new StatementReader(text, [new TextSpan(0, text.Text.Length)], _ => false, ct);
        for (var i = 0; i < text.Tokens.Count; i++)
        {
            if (text.Tokens[i].Upos == "VERB") reader.Standing(text.Tokens[i].Start, Factuality.Happened, EventType.Assault);
        }
    }

    private static double Least(Action run)
    {
        var least = double.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var clock = Stopwatch.StartNew();
            run();
            least = Math.Min(least, clock.Elapsed.TotalMilliseconds);
        }

        return least;
    }
}
