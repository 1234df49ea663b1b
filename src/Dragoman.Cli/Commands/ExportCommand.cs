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

    private readonly Option<string> _format = new("--format", "-f")
    {
        HelpName = string.Join('|', EventExport.Formats.Select(format => format.Name)),
        Description = "The form to write",
        Required = true,
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
        Options.Add(_store);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override bool TakesQuery => true;

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        var query = QueryArgument.Parse(invocation.Value(_query));
        var format = EventExport.Find(invocation.Value(_format)!)!;
        using var store = EventStore.Open(invocation.StorePath(_store), new StoreOptions { ReadOnly = true });
        using var output = OutputTarget.Open(invocation.Output);
        long count;
        using (var stream = new OutputStream(output))
            count = EventExport.Write(store, query, format, stream, invocation.Cancellation);
        output.Complete();
        Invocation.Say(string.Create(CultureInfo.InvariantCulture, $"{count:N0} event{(count == 1 ? "" : "s")} exported"));
        return ExitCodes.Done;
    }
}
