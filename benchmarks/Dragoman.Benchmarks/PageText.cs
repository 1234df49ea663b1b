using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Dragoman.Benchmarks;

/// <summary>What was measured for the page.</summary>
internal sealed record PageFigures
{
    public required JsonNode Texts { get; init; }

    public required JsonNode Pages { get; init; }

    public required double[] ColdStarts { get; init; }

    public required (double Own, double Other) Extraction { get; init; }

    public required (double Own, double Tokens, double? Other) Language { get; init; }

    public required string Machine { get; init; }

    public required string Load { get; init; }

    public required string TextsSum { get; init; }

    public required string PagesSum { get; init; }

    public required int Count { get; init; }
}

/// <summary>The text of <c>docs/benchmarks.md</c>.</summary>
internal static class PageText
{
    private const double Floor = 60_000;
    private const double PagesFloor = 40_000;
    private const double MemoryMb = 1.5 * 1024;

    /// <summary>The whole page.</summary>
    public static string Of(PageFigures figures)
    {
        var page = new StringBuilder();
        var (texts, pages) = (figures.Texts, figures.Pages);
        var cold = figures.ColdStarts.Order().ToArray();
        Line(page, $"# How fast is it?");
        Line(page, $"");
        Line(page, $"Written by the benchmarks, all figures from one run; do not edit. Again, with your own texts and pages (JSON Lines documents, gzip or not):");
        Line(page, $"");
        Line(page, $"```sh");
        Line(page, $"dotnet build -c Release");
        Line(page, $"(cd benchmarks/peers && npm ci)");
        Line(page, $"dotnet run -c Release --project benchmarks/Dragoman.Benchmarks -- page TEXTS.jsonl.gz PAGES.jsonl.gz {figures.Count}");
        Line(page, $"```");
        Line(page, $"");
        Line(page, $"**Machine.** {figures.Machine}. Load of the last minute: {figures.Load}; above the number of cores, other programs took part of them, and figures by the clock are too low. Processor time does not count what others take.");
        Line(page, $"");
        Line(page, $"**Read.** {I(texts, "documents"):N0} texts with {I(texts, "tokens"):N0} tokens, counted (file {figures.TextsSum} repeated under fresh addresses), and {I(pages, "pages"):N0} pages with {I(pages, "tokens"):N0} tokens (file {figures.PagesSum}); {N(texts, "jobs"):N0} threads.");
        Line(page, $"");
        Line(page, $"## The bars");
        Line(page, $"");
        Line(page, $"| what | bar | here | holds here |");
        Line(page, $"| --- | --- | --- | --- |");
        Bar(page, "article text to store, tokens a second", "60,000 (goal 150,000)", N(texts, "tokensPerSecond"), N(texts, "tokensPerSecond") >= Floor);
        Bar(page, "the same, by second of processor time", "", N(texts, "tokensPerProcessorSecond"), null);
        Bar(page, "page (HTML) to store, tokens a second", "40,000", N(pages, "tokensPerSecond"), N(pages, "tokensPerSecond") >= PagesFloor);
        Bar(page, "the same, by second of processor time", "", N(pages, "tokensPerProcessorSecond"), null);
        Line(page, $"| articles a second; pages a second | 100 | {N(texts, "articlesPerSecond"):N1}; {N(pages, "articlesPerSecond"):N1} | {Word(N(texts, "articlesPerSecond") >= 100)} |");
        Line(page, $"| peak memory, MiB | {MemoryMb:N0} | {N(texts, "peakMemoryMb"):N0} | {Word(N(texts, "peakMemoryMb") < MemoryMb)} |");
        Line(page, $"| memory behind the first tenth, at the end, MiB | flat | {N(texts, "firstTenthMemoryMb"):N0}, {N(texts, "endMemoryMb"):N0} | |");
        Line(page, $"| speed of the last tenth by that of the first | 0.95 | {N(texts, "lastTenthToFirst"):N2} | {Word(N(texts, "lastTenthToFirst") >= 0.95)} |");
        Line(page, $"| one article alone, median; 99th percentile, ms | 60 | {N(texts, "p50Ms"):N1}; {N(texts, "p99Ms"):N1} | {Word(N(texts, "p99Ms") < 60)} |");
        Line(page, $"| `dragoman code` on one article, cold, seconds (best; median of {cold.Length}) | 0.5 | {cold[0]:N2}; {cold[cold.Length / 2]:N2} | {Word(cold[cold.Length / 2] < 0.5)} |");
        var scaling = texts["scaling"]!;
        Line(page, $"| one core to {N(texts, "jobs"):N0} | 1.8 times | {N(scaling, "speedUp"):N2} times | {Word(N(scaling, "speedUp") >= 1.8)} |");
        Line(page, $"");
        Line(page, $"One core against {N(texts, "jobs"):N0}: {N(scaling, "oneCore"):N0} tokens a second with all threads on one core, {N(scaling, "allCores"):N0} on {N(texts, "jobs"):N0}, best of three turns each; by second of processor time {N(scaling, "oneCoreByProcessorTime"):N0} and {N(scaling, "allCoresByProcessorTime"):N0}.");
        Line(page, $"All threads waited for the collector of memory in {N(texts, "collectorShare") * 100:N1} % of the time; {N(texts, "allocatedBytesPerArticle"):N0} bytes were allocated an article, {N(pages, "allocatedBytesPerArticle"):N0} a page.");
        Line(page, $"");
        Line(page, $"## The layers");
        Line(page, $"");
        Line(page, $"| layer | share of time, texts | share of time, pages | bytes an article | bytes a page |");
        Line(page, $"| --- | --- | --- | --- | --- |");
        foreach (var layer in new[] { "articles", "language", "coding", "store" })
            Line(page, $"| {layer} | {N(texts["layers"]!, layer) * 100:N1} % | {N(pages["layers"]!, layer) * 100:N1} % | {N(texts["layerBytes"]!, layer):N0} | {N(pages["layerBytes"]!, layer):N0} |");
        Line(page, $"");
        Line(page, $"## Beside others");
        Line(page, $"");
        Line(page, $"On one thread, in turns, by second of processor time; the best turn of each.");
        Line(page, $"");
        Line(page, $"| what | Dragoman | peer | ratio |");
        Line(page, $"| --- | --- | --- | --- |");
        Line(page, $"| extraction, pages a second; SmartReader | {figures.Extraction.Own:N0} | {figures.Extraction.Other:N0} | {figures.Extraction.Own / figures.Extraction.Other:N2} |");
        var language = figures.Language;
        if (language.Other is { } wink)
        {
            Line(page, $"| tokens a second with tags, lemmas, trees and names; wink-nlp with tags, lemmas and numbers, without trees and names of people | {language.Own:N0} | {wink:N0} | {language.Own / wink:N2} |");
            Line(page, $"| sentences and tokens alone, tokens a second; wink-nlp as above | {language.Tokens:N0} | {wink:N0} | {language.Tokens / wink:N2} |");
        }
        else
        {
            Line(page, $"| tokens a second with tags, lemmas, trees and names | {language.Own:N0} | wink-nlp is not installed | |");
        }

        return page.ToString();
    }

    private static void Bar(StringBuilder page, string what, string bar, double here, bool? holds) =>
        Line(page, $"| {what} | {bar} | {here:N0} | {(holds is { } known ? Word(known) : "")} |");

    private static string Word(bool holds) => holds ? "yes" : "no";

    private static double N(JsonNode node, string name) => (double)node[name]!;

    private static long I(JsonNode node, string name) => (long)node[name]!;

    private static void Line(StringBuilder page, FormattableString line) => page.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
