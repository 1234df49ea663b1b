using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Dragoman.Articles;
using Dragoman.Language;
using Dragoman.Language.Neural;
using Dragoman.Records;
using SmartReader;

namespace Dragoman.Benchmarks;

/// <summary>Dragoman and other programs in turns on the same texts, on one thread each. The best turn of each counts.</summary>
internal static class PeerTurns
{
    private const int Turns = 4;

    /// <summary>Pages a second of processor time: Dragoman and SmartReader.</summary>
    /// <param name="file">Pages as documents.</param>
    public static (double Own, double Other) Pages(string file)
    {
        var pages = SourcesThroughput.ReadPages(file);
        double own = 0, other = 0;
        for (var turn = 0; turn < Turns; turn++)
        {
            own = Math.Max(own, SourcesThroughput.Measure(pages, page => ArticleReader.Read(new Document { Html = page.Html, Url = page.Url }).Article.Text.Length).Busy);
            other = Math.Max(other, SourcesThroughput.Measure(pages, page => new Reader(page.Url, page.Html) { CharThreshold = 500 }.GetArticle().TextContent?.Length ?? 0).Busy);
        }

        return (own, other);
    }

    /// <summary>
    /// Tokens a second of processor time: Dragoman's language layer with trees and names, its sentences and tokens alone, and wink-nlp with tokens, tags, lemmas and
    /// numbers, each by its own tokens; null for the last where it is not installed.
    /// </summary>
    /// <param name="file">Texts as documents.</param>
    public static (double Own, double Tokens, double? Other) Language(string file)
    {
        var texts = LanguageTexts.Read(file);
        double own = 0, alone = 0;
        double? other = null;
        var document = new LanguageDocument();
        var segmentation = new Segmentation();
        for (var turn = 0; turn < Turns; turn++)
        {
            own = Math.Max(own, Measure(texts, text =>
            {
                NeuralAnalyzer.English.Read(text, [], document);
                return document.Tokens.Length;
            }));
            alone = Math.Max(alone, Measure(texts, text =>
            {
                Segmenter.English.Segment(text, [], segmentation);
                return segmentation.Tokens.Length;
            }));
            if (Wink(file) is { } found) other = Math.Max(other ?? 0, found);
        }

        return (own, alone, other);
    }

    private static double Measure(IReadOnlyList<string> texts, Func<string, int> read)
    {
        var busy = Environment.CpuUsage.TotalTime;
        long tokens = 0;
        foreach (var text in texts) tokens += read(text);
        return tokens / (Environment.CpuUsage.TotalTime - busy).TotalSeconds;
    }

    /// <summary>The best of some rounds in a process of node; the first of them compile.</summary>
    private static double? Wink(string file)
    {
        var folder = Path.Combine(LanguageTexts.Root(), "benchmarks", "peers");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "wink-nlp"))) return null;
        using var process = Process.Start(new ProcessStartInfo("node", ["wink.js", Path.GetFullPath(file), Turns.ToString(CultureInfo.InvariantCulture)])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        });
        double best = 0;
        while (process?.StandardOutput.ReadLine() is { } line)
        {
            var round = JsonNode.Parse(line)!;
            best = Math.Max(best, (double)round["tokens"]! / (double)round["processorSeconds"]!);
        }

        process?.WaitForExit();
        return process?.ExitCode == 0 ? best : null;
    }
}
