using System.Globalization;
using Dragoman.Coding;
using Dragoman.Language.Neural;

namespace Dragoman.Benchmarks;

/// <summary>Processor time of reading times beside that of the parser, on the same texts, in one run on one thread.</summary>
internal static class TimesThroughput
{
    private const int Rounds = 5;

    /// <summary>Measures and prints.</summary>
    /// <param name="arguments">The file of documents, or nothing for the samples.</param>
    /// <param name="output">Where to print.</param>
    public static int Run(string[] arguments, TextWriter output)
    {
        var texts = LanguageTexts.Read(arguments.Length > 0 ? arguments[0] : null);
        var analyzer = NeuralAnalyzer.Load(LanguageTexts.Model);
        for (var round = 0; round < Rounds; round++)
        {
            var parsing = Busy(texts, text => analyzer.Analyze(text, [], default).Tokens.Count, out var tokens);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var times = Busy(texts, text => TimeReader.Read(text, "2019-03-29").Count, out var found);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"round {round + 1}: {tokens} tokens, {found} times; parser {parsing * 1e6 / tokens:F2} us/token, times {times * 1e6 / tokens:F3} us/token ({times / parsing:P1}), {(double)allocated / found:F0} bytes a time found"));
        }

        return 0;
    }

    private static double Busy(IReadOnlyList<string> texts, Func<string, int> read, out long count)
    {
        count = 0;
        var before = Environment.CpuUsage.TotalTime;
        foreach (var text in texts)
            count += read(text);
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }
}
