using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Dragoman.Cli.Benchmarking;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Usage;
using Dragoman.Records;
using Dragoman.Sources;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman bench</c>: how fast is the whole way here?</summary>
internal sealed class BenchCommand : CliCommand
{
    private readonly Argument<string?> _file = new("FILE") { Arity = ArgumentArity.ZeroOrOne, Description = "Documents as JSON Lines, gzip or not; default: texts of the project's own" };
    private readonly Option<int> _documents = new("--documents") { HelpName = "N", Description = "Documents to read; those of the file are repeated", DefaultValueFactory = static _ => 2000 };
    private readonly Option<bool> _scaling = new("--scaling") { Description = "Read a part of them on one core and on all in turns, too" };
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly TableOptions _tables;

    /// <summary>Makes the command.</summary>
    public BenchCommand()
        : base("bench", usesJobs: true)
    {
        Details =
            "Reads documents all the way, from text or page to stored events, in a store of its own that is deleted afterwards, and says how fast it was: articles and tokens a second, the time of "
            + "one article, memory, whether the last tenth was as fast as the first, and the share of each layer in time and memory. Documents are repeated under fresh addresses until there are N.";
        Examples =
        [
            new Example("dragoman bench", "The samples, 2,000 documents."),
            new Example("dragoman bench news.jsonl.gz --documents 50000 --json", "Your own news, as one JSON object."),
        ];
        Arguments.Add(_file);
        Options.Add(_documents);
        Options.Add(_scaling);
        Options.Add(_json);
        _tables = new TableOptions(this);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        var count = invocation.Value(_documents);
        if (count < 1) throw new UsageException("--documents must be 1 or more");
        var documents = invocation.Value(_file) is { } path ? Read(path, invocation.Cancellation) : BenchmarkTexts.All;
        if (documents.Count == 0) throw new UsageException("there is no document to read");
        var coder = _tables.Coder(invocation);
        using var output = OutputTarget.Open(invocation.Output);
        var result = new PathBenchmark(coder, documents, invocation.Jobs).Run(count, invocation.Value(_scaling), static _ => { }, invocation.Cancellation);
        var isForPeople = output.IsStandardOutput && !invocation.Value(_json) && invocation.Terminal.OutputIsTerminal;
        output.Write(isForPeople ? Encoding.UTF8.GetBytes(Report(result)) : JsonSerializer.SerializeToUtf8Bytes(result, BenchmarkJson.Default.BenchmarkResult));
        output.Write("\n"u8);
        output.Complete();
        return result.Failed == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static List<Document> Read(string path, CancellationToken cancellation)
    {
        var documents = new List<Document>();
        foreach (var item in DocumentFile.Read(path, new SourceOptions(), cancellation))
        {
            if (item.Failure is { } failure) Invocation.Say(failure.Message);
            else if (item.Document is { } raw) documents.Add(raw.Document);
        }

        return documents;
    }

    private static string Report(BenchmarkResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {result.Documents:N0} documents, {result.Pages:N0} of them pages, {result.Tokens:N0} tokens, on {result.Jobs} thread{(result.Jobs == 1 ? "" : "s")}, {result.Events:N0} events
        articles a second     {result.ArticlesPerSecond,12:N1}
        tokens a second       {result.TokensPerSecond,12:N0}
        tokens a second a core{result.TokensPerSecondPerCore,12:N0}
        by processor time     {result.TokensPerProcessorSecond,12:N0}
        last tenth by first   {result.LastTenthToFirst,12:N2}
        one article, median   {result.P50Ms,12:N2} ms
        one article, 99 %     {result.P99Ms,12:N2} ms
        peak memory           {result.PeakMemoryMb,12:N0} MiB
        memory, first tenth   {result.FirstTenthMemoryMb,12:N0} MiB
        memory at the end     {result.EndMemoryMb,12:N0} MiB
        collector's share     {result.CollectorShare * 100,12:N1} %
        allocated an article  {result.AllocatedBytesPerArticle,12:N0} bytes
        share of time         {string.Join(", ", result.Layers.Select(layer => string.Create(CultureInfo.InvariantCulture, $"{layer.Key} {layer.Value * 100:0} %")))}
        allocated             {string.Join(", ", result.LayerBytes.Select(layer => string.Create(CultureInfo.InvariantCulture, $"{layer.Key} {layer.Value:N0}")))} bytes an article
        """) + (result.Scaling is { } scaling ? string.Create(CultureInfo.InvariantCulture, $"\none core to all       {scaling.SpeedUp,12:N2} times") : "");
}
