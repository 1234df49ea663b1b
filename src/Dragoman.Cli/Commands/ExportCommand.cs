using System.CommandLine;
using System.Globalization;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Usage;
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

    /// <summary>Makes the command.</summary>
    public ExportCommand()
        : base("export", usesJobs: false)
    {
        Details = QueryArgument.Language + "\nEvents are written newest first, as they were when the export began, in bounded memory.";
        Examples =
        [
            new Example("dragoman export --format csv --output events.csv.gz", "Everything, compressed."),
            new Example("dragoman export 'type:SANCTION since:2014' --format csv --output sanctions.csv", "Part of it."),
            new Example("dragoman export 'with:UKR' --format jsonl | jq -c '[.date, .type]'", "Into another program."),
        ];
        _format.AcceptOnlyFromAmong([.. EventExport.Formats.Select(format => format.Name)]);
        Arguments.Add(_query);
        Options.Add(_format);
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
        var query = QueryArgument.Parse(invocation.Value(_query));
        var name = invocation.Value(_format) ?? throw new UsageException("--format is missing: name the form to write");
        var format = EventExport.Find(name)!;
        using var store = EventStore.Open(invocation.StorePath(_store), new StoreOptions { ReadOnly = true });
        using var output = OutputTarget.Open(invocation.Output);
        long count;
        using (var stream = new OutputStream(output))
            count = EventExport.Write(store, query, format, stream, invocation.Cancellation);
        output.Complete();
        Invocation.Say(string.Create(CultureInfo.InvariantCulture, $"{count:N0} event{(count == 1 ? "" : "s")} exported"));
        return ExitCodes.Done;
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
