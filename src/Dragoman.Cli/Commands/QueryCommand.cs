using System.CommandLine;
using System.Globalization;
using Dragoman.Cli.Display;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Streaming;
using Dragoman.Cli.Usage;
using Dragoman.Store;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman query</c>: the events that fit, as a table or as JSON Lines.</summary>
internal sealed class QueryCommand : CliCommand
{
    /// <summary>Rows on a terminal where no number is given.</summary>
    private const int TerminalRows = 40;

    private readonly Argument<string[]> _query = QueryArgument.Make();
    private readonly Option<string?> _store = CommonOptions.Store();
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly Option<bool> _happenings = new("--happenings") { Description = "What happened, each once with its reports counted, in place of the reports" };

    private readonly Option<int?> _limit = new("--limit", "-n")
    {
        HelpName = "N",
        Description = $"Most events to show (default: {TerminalRows} on a terminal, all of them otherwise)",
    };

    private readonly Option<bool> _relevance = new("--relevance") { Description = "The documents that fit the words of QUERY best first, instead of the newest" };
    private readonly Option<string?> _save = new("--save") { HelpName = "NAME", Description = "Keep QUERY in the store as @NAME, and end" };
    private readonly Option<bool> _saved = new("--saved") { Description = "Write the saved queries, and end" };
    private readonly Option<string?> _unsave = new("--unsave") { HelpName = "NAME", Description = "Keep the query of this name no longer, and end" };

    /// <summary>Makes the command.</summary>
    public QueryCommand()
        : base("query", usesJobs: false)
    {
        Details = QueryArgument.Language + "\nOn a terminal a table, newest first; elsewhere JSON Lines, as export --format jsonl writes them.";
        Examples =
        [
            new Example("dragoman query 'actor:RUS type:ACCUSE,THREATEN since:2018'", "Whom Russia accused or threatened since 2018."),
            new Example("dragoman query '\"air defense\" -factuality:denied' --limit 10", "The ten newest events of documents with these words, without what was denied."),
            new Example("dragoman query --happenings 'type:ASSAULT independent>=2 since:2026'", "Attacks that two or more independent outlets report, each once."),
            new Example("dragoman query 'with:REB place:COD' | jq -r .sentence", "The sentences behind the events."),
            new Example("dragoman query 'type:THREATEN recipient:ISR' --save threats", "Keep a query; from then on '@threats since:2026' uses it."),
        ];
        _limit.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens)
            {
                if (!int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || limit < 1)
                    result.AddError($"--limit must be 1 or more, not '{token.Value}'");
            }
        });
        Arguments.Add(_query);
        Options.Add(_store);
        Options.Add(_happenings);
        Options.Add(_limit);
        Options.Add(_relevance);
        Options.Add(_json);
        Options.Add(_save);
        Options.Add(_saved);
        Options.Add(_unsave);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override bool TakesQuery => true;

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        if (invocation.Value(_save) is { } name) return Save(invocation, name);
        if (invocation.Value(_unsave) is { } unwanted) return Unsave(invocation, unwanted);
        if (invocation.Value(_saved)) return ListSaved(invocation);
        using var store = QueryArgument.Open(invocation.Value(_query), invocation.StorePath(_store), out var query);
        var relevance = invocation.Value(_relevance) && query.HasWords;
        using var output = OutputTarget.Open(invocation.Output);
        if (invocation.Value(_happenings))
        {
            Happenings(invocation, store, query, output);
            output.Complete();
            return ExitCodes.Done;
        }

        if (output.IsStandardOutput && !invocation.Value(_json) && invocation.Terminal.OutputIsTerminal)
        {
            var limit = invocation.Value(_limit) ?? TerminalRows;

            // One more than is shown tells whether there are more.
            var rows = (relevance ? Relevant(store, query, invocation.Cancellation) : store.Enumerate(query, invocation.Cancellation)).Take(limit + 1).ToList();
            using var buffer = new PooledBuffer();
            QueryTable.Write(buffer, rows.Take(limit).ToList(), rows.Count > limit, invocation.Terminal);
            output.Write(buffer.Written);
        }
        else
        {
            var rows = relevance
                ? Relevant(store, query, invocation.Cancellation).Select(row => Whole(store, row, invocation.Cancellation))
                : store.Enumerate(query, EventDetail.Whole, invocation.Cancellation);
            if (invocation.Value(_limit) is { } limit) rows = rows.Take(limit);
            using var writer = new StreamWriter(new OutputStream(output), bufferSize: 16 * 1024);
            new JsonLinesFormat().Write(rows, writer, invocation.Cancellation);
        }

        output.Complete();
        return ExitCodes.Done;
    }

    private static IEnumerable<EventRow> Relevant(EventStore store, EventQuery query, CancellationToken cancellation)
    {
        string? cursor = null;
        do
        {
            var page = store.FindRelevant(query, EventStore.MaximumPage, cursor, cancellation);
            foreach (var row in page.Rows) yield return row;
            cursor = page.Next;
        }
        while (cursor is not null);
    }

    private static EventRow Whole(EventStore store, EventRow row, CancellationToken cancellation) =>
        store.Enumerate(EventQuery.Parse("document:" + row.Document), EventDetail.Whole, cancellation).FirstOrDefault(whole => whole.Event == row.Event) ?? row;

    private int Save(Invocation invocation, string name)
    {
        if (!EventStore.IsQueryName(name)) throw new UsageException($"--save '{name}': a name is a letter, then letters, digits, - and _");
        using var store = EventStore.Open(invocation.StorePath(_store));
        var query = QueryArgument.Parse(invocation.Value(_query), store);
        store.SaveQuery(name, query, DateTimeOffset.UtcNow);
        Invocation.Say($"@{name.ToLowerInvariant()} is {(query.IsEverything ? "everything" : query.ToString())}");
        return ExitCodes.Done;
    }

    private int Unsave(Invocation invocation, string name)
    {
        using var store = EventStore.Open(invocation.StorePath(_store));
        if (store.RemoveQuery(name.TrimStart('@'))) return ExitCodes.Done;
        Invocation.Say($"no query is saved as {name}");
        return ExitCodes.Failed;
    }

    private int ListSaved(Invocation invocation)
    {
        using var store = EventStore.Open(invocation.StorePath(_store), new StoreOptions { ReadOnly = true });
        using var output = OutputTarget.Open(invocation.Output);
        foreach (var saved in store.SavedQueries()) output.Write(System.Text.Encoding.UTF8.GetBytes($"@{saved.Name}\t{saved.Query}\n"));
        output.Complete();
        return ExitCodes.Done;
    }

    private void Happenings(Invocation invocation, EventStore store, EventQuery query, OutputTarget output)
    {
        var rows = HappeningOutput.All(store, query, invocation.Cancellation);
        using var buffer = new PooledBuffer();
        if (output.IsStandardOutput && !invocation.Value(_json) && invocation.Terminal.OutputIsTerminal)
        {
            var limit = invocation.Value(_limit) ?? TerminalRows;
            var shown = rows.Take(limit + 1).ToList();
            HappeningOutput.Write(buffer, shown.Take(limit).ToList(), shown.Count > limit, invocation.Terminal);
            output.Write(buffer.Written);
            return;
        }

        foreach (var row in invocation.Value(_limit) is { } most ? rows.Take(most) : rows)
        {
            buffer.Clear();
            HappeningOutput.WriteLine(buffer, row);
            output.Write(buffer.Written);
        }
    }
}
