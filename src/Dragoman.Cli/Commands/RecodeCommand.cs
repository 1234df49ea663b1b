using System.CommandLine;
using System.Globalization;
using System.Text;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Reading;
using Dragoman.Cli.Usage;
using Dragoman.Store;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman recode</c>: every stored text again, with the engine, tables and models of today.</summary>
internal sealed class RecodeCommand : CliCommand
{
    private readonly Argument<string[]> _query = QueryArgument.Make();
    private readonly Option<string?> _store = CommonOptions.Store();
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say what would change, and leave the old readings; a run without this goes on from there" };
    private readonly Option<string?> _diff = new("--diff") { HelpName = "FILE", Description = "Write each event that differs as a line of JSON, with both readings" };
    private readonly Option<bool> _discard = new("--discard") { Description = "Throw away what was read again and not exchanged yet, and end" };
    private readonly TableOptions _tables;

    /// <summary>Makes the command.</summary>
    public RecodeCommand()
        : base("recode", usesJobs: true)
    {
        Details =
            "Reads stored texts again and exchanges old readings for new ones. Until all are whole, the old ones are shown; then they are exchanged in one step, or not at all. "
            + "A run that was interrupted or killed goes on where it was, unless engine, tables, models or QUERY are others by then.\n"
            + "A QUERY chooses documents that have an event which it finds. Texts that were removed (store retention) keep their reading. The summary of what changed goes to --output.";
        Examples =
        [
            new Example("dragoman recode --dry-run --diff changes.jsonl", "See what this version would read differently."),
            new Example("dragoman recode", "Exchange the readings of everything."),
            new Example("dragoman recode 'source:\"Radio Equator\" since:2019' --lexicon frames/", "Part of it, with your own frames."),
        ];
        Arguments.Add(_query);
        Options.Add(_store);
        Options.Add(_dryRun);
        Options.Add(_diff);
        Options.Add(_discard);
        _tables = new TableOptions(this);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override bool TakesQuery => true;

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        var path = invocation.StorePath(_store);
        if (!QueryArgument.IsThere(path)) throw new CommandException($"there is no store at {path}; read something into it first");
        using var store = EventStore.Open(path);
        var query = QueryArgument.Parse(invocation.Value(_query), store);
        if (invocation.Value(_discard))
        {
            Invocation.Say(store.DiscardRecoding() ? "what was read again is thrown away; the old readings are as they were" : "nothing was begun");
            return ExitCodes.Done;
        }

        var coder = _tables.Coder(invocation);
        var fingerprint = RecodeRun.Fingerprint(_tables.Knowledge(invocation), _tables.Lexicon(invocation), _tables.Layers(invocation));
        var before = store.OpenRecoding();
        var recoding = store.BeginRecoding(fingerprint, query, DateTimeOffset.UtcNow);
        if (before is not null && before.Number == recoding.Number && before.StartedAt == recoding.StartedAt && recoding.Done > 0)
            Invocation.Say(string.Create(CultureInfo.InvariantCulture, $"going on: {recoding.Done:N0} of {recoding.Documents:N0} were read before"));
        else if (before is not null && before.StartedAt != recoding.StartedAt)
            Invocation.Say("what was begun before was with another engine, other tables or another query: it is thrown away");
        var run = new RecodeRun { Store = store, Coder = coder, Jobs = invocation.Jobs, Recoding = recoding };
        run.Run(invocation.Cancellation);
        SayOutcomes(run);

        var report = Report(invocation, store);
        if (invocation.Value(_dryRun))
        {
            Invocation.Say("nothing was exchanged: run again without --dry-run to do it, or with --discard to throw it away");
        }
        else
        {
            store.SwitchToRecoded(DateTimeOffset.UtcNow, cancellationToken: invocation.Cancellation);
            Invocation.Say(string.Create(CultureInfo.InvariantCulture, $"{report.Documents:N0} readings exchanged"));
        }

        return ExitCodes.Done;
    }

    private static void SayOutcomes(RecodeRun run)
    {
        if (run.FromArticle > 0)
            Invocation.Say(string.Create(CultureInfo.InvariantCulture, $"{run.FromArticle:N0} by their stored article: their bytes did not give the same document again"));
        if (run.Count(RecodeOutcome.NoText) is > 0 and var removed)
            Invocation.Say(string.Create(CultureInfo.InvariantCulture, $"{removed:N0} keep their reading: their text was removed"));
        if (run.Count(RecodeOutcome.Failed) is > 0 and var failed)
            Invocation.Say(string.Create(CultureInfo.InvariantCulture, $"{failed:N0} keep their reading: they could not be read"));
    }

    private RecodeReport Report(Invocation invocation, EventStore store)
    {
        var report = new RecodeReport();
        using (var diff = invocation.Value(_diff) is { } file ? OutputTarget.Open(file) : null)
        {
            foreach (var pair in store.RecodedPairs(invocation.Cancellation))
            {
                foreach (var line in report.Add(pair)) diff?.Write(Encoding.UTF8.GetBytes(line + "\n"));
            }

            diff?.Complete();
        }

        using var output = OutputTarget.Open(invocation.Output);
        foreach (var line in report.Summary()) output.Write(Encoding.UTF8.GetBytes(line + "\n"));
        output.Complete();
        return report;
    }
}
