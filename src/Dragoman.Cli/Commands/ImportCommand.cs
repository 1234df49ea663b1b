using System.CommandLine;
using System.Globalization;
using System.Text;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Reading;
using Dragoman.Cli.Usage;
using Dragoman.Store;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman import</c>: events of other data sets into the store, beside what Dragoman read.</summary>
internal sealed class ImportCommand : CliCommand
{
    private readonly Argument<string[]> _files = new("FILE")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "Files of GDELT 2.0 events, ICEWS or POLECAT, plain, .gz or .zip; - for standard input",
    };

    private readonly Option<string?> _store = CommonOptions.Store();
    private readonly Option<bool> _list = new("--list") { Description = "Write the files that were imported, and end" };
    private readonly Option<string?> _remove = new("--remove") { HelpName = "gdelt|icews|polecat", Description = "Take all rows of a data set out again, and end" };
    private readonly Option<bool> _strict = CommonOptions.Strict();

    /// <summary>Makes the command.</summary>
    public ImportCommand()
        : base("import", usesJobs: false)
    {
        Details =
            "The first line says which data set a file is of. A row that is there already adds nothing, so a command that was interrupted may be given again. "
            + "Damaged lines are named by their number and passed over.\n"
            + "Rows of other data sets stand apart: queries, counts and exports have them only where the query asks for them, with origin:gdelt, or origin:own,gdelt for both side by side.";
        Examples =
        [
            new Example("dragoman import 20190329*.export.CSV.zip", "A day of GDELT."),
            new Example("dragoman import events.2018.tab ngecEvents.20230102.txt", "A year of ICEWS and a week of POLECAT."),
            new Example("dragoman import --remove gdelt", "Take all of GDELT out again."),
        ];
        _remove.AcceptOnlyFromAmong("gdelt", "icews", "polecat");
        Arguments.Add(_files);
        Options.Add(_store);
        Options.Add(_list);
        Options.Add(_remove);
        Options.Add(_strict);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        var files = invocation.Value(_files) ?? [];
        if (invocation.Value(_list)) return List(invocation);
        using var store = EventStore.Open(invocation.StorePath(_store));

        // Ten years of a data set: its indexes are built when all of it is there.
        using var load = store.BeginLoad();
        if (invocation.Value(_remove) is { } origin)
        {
            Invocation.Say(string.Create(CultureInfo.InvariantCulture, $"{store.RemoveImported(origin):N0} rows of {origin} taken out"));
            return ExitCodes.Done;
        }

        if (files.Length == 0) throw new UsageException("no FILE is named");
        var import = new ForeignFiles(store, invocation.Cancellation);
        var failed = false;
        foreach (var path in files)
        {
            try
            {
                if (import.Import(path)) continue;
                Invocation.Say($"{path}: this is no file of GDELT 2.0 events (61 columns without a header), ICEWS or POLECAT (by their header)");
            }
            catch (CommandException unreadable)
            {
                Invocation.Say(unreadable.Message);
            }

            failed = true;
        }

        return failed || (import.Damaged > 0 && invocation.Value(_strict)) ? ExitCodes.Failed : ExitCodes.Done;
    }

    private int List(Invocation invocation)
    {
        using var store = EventStore.Open(invocation.StorePath(_store), new StoreOptions { ReadOnly = true });
        using var output = OutputTarget.Open(invocation.Output);
        foreach (var file in store.Imports())
        {
            output.Write(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"{file.Origin}\t{file.File}\t{file.Rows} rows\t{file.Known} known\t{file.Damaged} damaged\n")));
        }

        output.Complete();
        return ExitCodes.Done;
    }
}
