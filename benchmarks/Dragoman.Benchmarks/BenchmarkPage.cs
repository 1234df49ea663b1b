using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Dragoman.Benchmarks;

/// <summary>Measures everything that <c>docs/benchmarks.md</c> shows, in one run, and writes the page.</summary>
internal static class BenchmarkPage
{
    /// <summary>What the command line must say.</summary>
    public const string Usage = "page TEXTS.jsonl.gz PAGES.jsonl.gz [DOCUMENTS [PAGE.md]]: texts and pages as documents (of pages the html alone is read); a store is made beside and deleted again";

    private const int DefaultDocuments = 2000;
    private const int ColdStarts = 5;

    /// <summary>Measures and writes.</summary>
    /// <param name="arguments">As <see cref="Usage"/> says.</param>
    /// <param name="output">Told what is being measured.</param>
    public static int Run(string[] arguments, TextWriter output)
    {
        if (arguments.Length is < 2 or > 4)
        {
            output.WriteLine(Usage);
            return 2;
        }

        var count = arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : DefaultDocuments;
        var target = arguments.Length > 3 ? arguments[3] : Path.Combine(LanguageTexts.Root(), "docs", "benchmarks.md");
        var load = Machine.Load();
        output.WriteLine("articles to the store, one core and all");
        var texts = Bench(arguments[0], count, "--scaling");
        output.WriteLine("pages to the store");
        var alone = HtmlAlone(arguments[1]);
        JsonNode pages;
        try
        {
            pages = Bench(alone, count / 4);
        }
        finally
        {
            File.Delete(alone);
        }

        output.WriteLine("cold starts");
        var starts = Cold(arguments[0]);
        output.WriteLine("pages beside SmartReader");
        var extraction = PeerTurns.Pages(arguments[1]);
        output.WriteLine("texts beside wink-nlp");
        var language = PeerTurns.Language(arguments[0]);
        File.WriteAllText(
            target,
            PageText.Of(new PageFigures
            {
                Texts = texts,
                Pages = pages,
                ColdStarts = starts,
                Extraction = extraction,
                Language = language,
                Machine = Machine.Words(),
                Load = $"{load} before, {Machine.Load()} after",
                TextsSum = Sum(arguments[0]),
                PagesSum = Sum(arguments[1]),
                Count = count,
            }));
        output.WriteLine($"{target} written");
        return 0;
    }

    private static string Program
    {
        get
        {
            var path = Path.Combine(LanguageTexts.Root(), "artifacts", "bin", "Dragoman.Cli", "release", OperatingSystem.IsWindows() ? "dragoman.exe" : "dragoman");
            return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is not there: run 'dotnet build -c Release' first");
        }
    }

    private static JsonNode Bench(string file, int count, params string[] more) =>
        JsonNode.Parse(Output(["bench", file, "--documents", count.ToString(CultureInfo.InvariantCulture), "--json", .. more]))!;

    /// <summary>The pages without the text that a file of pages with answers has beside them: a document carries one of the two.</summary>
    private static string HtmlAlone(string file)
    {
        var path = Path.Combine(Path.GetTempPath(), $"dragoman-pages-{Environment.ProcessId}.jsonl");
        using var lines = File.CreateText(path);
        foreach (var (url, html) in SourcesThroughput.ReadPages(file)) lines.WriteLine(new JsonObject { ["url"] = url, ["html"] = html }.ToJsonString());
        return path;
    }

    /// <summary>Seconds that a process takes to code one article of the texts, start and end included.</summary>
    private static double[] Cold(string file)
    {
        var article = Path.Combine(Path.GetTempPath(), $"dragoman-page-{Environment.ProcessId}.txt");
        File.WriteAllText(article, LanguageTexts.Read(file).MinBy(text => Math.Abs(text.Length - 4500)));
        try
        {
            return [.. Enumerable.Range(0, ColdStarts).Select(_ =>
            {
                var watch = Stopwatch.StartNew();
                Output(["code", article]);
                return watch.Elapsed.TotalSeconds;
            })];
        }
        finally
        {
            File.Delete(article);
        }
    }

    private static string Output(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"dragoman {arguments[0]} ended with {process.ExitCode}");
    }

    private static string Sum(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))[..12];
}
