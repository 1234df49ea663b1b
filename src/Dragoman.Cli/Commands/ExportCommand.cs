using System.CommandLine;
using System.Globalization;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Usage;
using Dragoman.Coding;
using Dragoman.Store;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman export</c>: the events that fit, in a form that others read.</summary>
internal sealed class ExportCommand : CliCommand
{
    private readonly Argument<string[]> _query = QueryArgument.Make();
    private readonly Option<string?> _store = CommonOptions.Store();

    private readonly Option<string?> _format = new("--format", "-f")
    {
        HelpName = string.Join('|', EventExport.Formats.Select(format => format.Name)),
        Description = "The form to write; needed, unless --corrections is given",
    };

    private readonly Option<bool> _corrections = new("--corrections")
    {
        Description = "Write what readers said is wrong with events, and what was decided, as JSON Lines instead of events",
    };

    private readonly Option<bool> _texts = new("--texts") { Description = "Also the whole text of each event's document, in forms that have a place for it (jsonl, plover); mind whose text it is" };

    private readonly Option<string?> _manifest = new("--manifest")
    {
        HelpName = "FILE",
        Description = "Where the manifest goes: engine, tables and models by checksum, query, counts (default: beside --output, as FILE.manifest.json)",
    };

    /// <summary>Makes the command.</summary>
    public ExportCommand()
        : base("export", usesJobs: false)
    {
        Details = QueryArgument.Language + "\nEvents are written newest first, as they were when the export began, in bounded memory. "
            + "A manifest beside the file says what it was made with and what it holds.";
        Examples =
        [
            new Example("dragoman export --format csv --output events.csv.gz", "Everything, compressed."),
            new Example("dragoman export 'type:SANCTION since:2014' --format csv --output sanctions.csv", "Part of it."),
            new Example("dragoman export 'with:UKR' --format jsonl | jq -c '[.date, .type]'", "Into another program."),
        ];
        _format.AcceptOnlyFromAmong([.. EventExport.Formats.Select(format => format.Name)]);
        Arguments.Add(_query);
        Options.Add(_format);
        Options.Add(_texts);
        Options.Add(_manifest);
        Options.Add(_corrections);
        Options.Add(_store);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override bool TakesQuery => true;

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        if (invocation.Value(_corrections)) return WriteCorrections(invocation);
        var name = invocation.Value(_format) ?? throw new UsageException("--format is missing: name the form to write");
        var format = EventExport.Find(name)!;
        var texts = invocation.Value(_texts);
        if (texts && !format.CarriesTexts)
            throw new UsageException($"--texts: {format.Name} has no place for whole texts; {string.Join(" and ", EventExport.Formats.Where(form => form.CarriesTexts).Select(form => form.Name))} have");
        using var store = QueryArgument.Open(invocation.Value(_query), invocation.StorePath(_store), out var query);
        using var output = OutputTarget.Open(invocation.Output);
        var manifest = new ExportManifest();
        long count;
        using (var stream = new OutputStream(output))
            count = manifest.Export(store, query, format, texts, stream, invocation.Cancellation);
        output.Complete();
        Write(invocation, manifest, store, query, format, texts, output.IsFile);
        Invocation.Say(string.Create(CultureInfo.InvariantCulture, $"{count:N0} event{(count == 1 ? "" : "s")} exported"));
        return ExitCodes.Done;
    }

    private void Write(Invocation invocation, ExportManifest manifest, EventStore store, EventQuery query, EventFormat format, bool texts, bool isFile)
    {
        if ((invocation.Value(_manifest) ?? (isFile ? invocation.Output + ".manifest.json" : null)) is not { } file) return;
        using var target = OutputTarget.Open(file);
        using var buffer = new MemoryStream();
        manifest.Write(buffer, store, query, format, texts, isFile ? Path.GetFileName(invocation.Output) : null, CoderChecksums.Of());
        target.Write(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
        target.Complete();
    }

    private int WriteCorrections(Invocation invocation)
    {
        if (invocation.Value(_format) is not null || invocation.Value(_query) is { Length: > 0 })
            throw new UsageException("--corrections writes all corrections: give neither QUERY nor --format with it");
        using var store = EventStore.Open(invocation.StorePath(_store), new StoreOptions { ReadOnly = true });
        using var output = OutputTarget.Open(invocation.Output);
        long count;
        using (var stream = new OutputStream(output))
            count = CorrectionExport.WriteAsync(store, stream, invocation.Cancellation).GetAwaiter().GetResult();
        output.Complete();
        Invocation.Say(string.Create(CultureInfo.InvariantCulture, $"{count:N0} correction{(count == 1 ? "" : "s")} exported"));
        return ExitCodes.Done;
    }
}
