using System.Diagnostics;
using System.Globalization;
using Dragoman.Language;
using Dragoman.Language.Neural;

namespace Dragoman.Benchmarks;

/// <summary>Tokens a second of the whole engine on one thread: text in; sentences, tokens, tags, lemmas, trees and names out.</summary>
internal static class LanguageThroughput
{
    private const int Rounds = 8;

    /// <summary>Measures and prints.</summary>
    /// <param name="arguments">The file of documents, or nothing for the samples; then the model, or nothing for the shipped one.</param>
    /// <param name="output">Where to print.</param>
    public static int Run(string[] arguments, TextWriter output)
    {
        var texts = LanguageTexts.Read(arguments.Length > 0 ? arguments[0] : null);
        var path = arguments.Length > 1 ? arguments[1] : LanguageTexts.Model;
        var loading = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var analyzer = NeuralAnalyzer.Load(path);
        Print(output, $"model {new FileInfo(path).Length} bytes, first load {watch.Elapsed.TotalMilliseconds:F0} ms, {(Environment.CpuUsage.TotalTime - loading).TotalMilliseconds:F0} ms of processor time");
        loading = Environment.CpuUsage.TotalTime;
        watch.Restart();
        ModelFile.Load(path);
        Print(output, $"second load {watch.Elapsed.TotalMilliseconds:F0} ms, {(Environment.CpuUsage.TotalTime - loading).TotalMilliseconds:F0} ms of processor time");
        var document = new LanguageDocument();
        var segmentation = new Segmentation();
        var best = Enumerable.Repeat(long.MaxValue, texts.Count).ToArray();
        long all = 0;
        for (var round = 0; round < Rounds; round++)
        {
            long tokens = 0;
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var busy = Environment.CpuUsage.TotalTime;
            watch.Restart();
            for (var i = 0; i < texts.Count; i++)
            {
                var start = Stopwatch.GetTimestamp();
                analyzer.Read(texts[i], [], document);
                best[i] = Math.Min(best[i], Stopwatch.GetTimestamp() - start);
                tokens += document.Tokens.Length;
            }

            all = tokens;

            var elapsed = watch.Elapsed.TotalSeconds;
            busy = Environment.CpuUsage.TotalTime - busy;
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            watch.Restart();
            foreach (var text in texts) Segmenter.English.Segment(text, [], segmentation);
            var segmenting = watch.Elapsed.TotalSeconds;
            Print(
                output,
                $"""
                round {round + 1}: {tokens} tokens, {tokens / elapsed:F0} tokens/s by the clock, {tokens / busy.TotalSeconds:F0} by processor time,
                    {allocated / (double)tokens:F2} bytes/token, sentences and tokens alone {segmenting / tokens * 1e6:F2} us/token
                """);
        }

        // Each text at its best: what other programs took of the core in some round counts least here.
        Print(output, $"each text at its best: {all / (best.Sum() / (double)Stopwatch.Frequency):F0} tokens/s");
        Print(output, $"memory: {GC.GetTotalMemory(true) / 1048576.0:F0} MB managed, {Environment.WorkingSet / 1048576.0:F0} MB working set");
        return 0;
    }

    private static void Print(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
