using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Reading;
using Dragoman.Cli.Usage;
using Dragoman.Records;
using Dragoman.Store;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman happening</c> and <c>dragoman story</c>: what belongs together, by hand.</summary>
internal sealed class RulingCommand : CliCommand
{
    private static readonly string[] Actions = ["list", "merge", "split", "undo"];

    private readonly HistorySubject _subject;
    private readonly Argument<string> _action = new("ACTION") { Description = "list, merge, split or undo" };
    private readonly Argument<string?> _id;
    private readonly Argument<string[]> _rest;
    private readonly Option<string?> _reason = new("--reason") { HelpName = "TEXT", Description = "Why; kept with the decision and shown in the history" };
    private readonly Option<string> _by = new("--by") { HelpName = "NAME", Description = "Who decides (default: command line)", DefaultValueFactory = static _ => UserCommand.By };
    private readonly Option<string?> _store = CommonOptions.Store();

    /// <summary>Makes the command.</summary>
    /// <param name="subject">Happening or story.</param>
    public RulingCommand(HistorySubject subject)
        : base(subject == HistorySubject.Story ? "story" : "happening", usesJobs: false)
    {
        _subject = subject;
        _action.AcceptOnlyFromAmong(Actions);
        _id = new Argument<string?>("ID") { Arity = ArgumentArity.ZeroOrOne, Description = $"Id of the {Name}; with undo, of the decision" };
        _rest = new Argument<string[]>("PART")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = subject == HistorySubject.Story
                ? "With merge: the story that it goes into. With split: ids of the documents to take out"
                : "With merge: the happening that it goes into. With split: the reports to take out, each DOCUMENT:EVENT, as h5k…2q:e3",
        };
        Details =
            $"What you decide is kept with who decided, when and why. It holds as documents come, as everything is found anew, and after recode as far as the words are still read as {(subject == HistorySubject.Story ? "this document" : "this event")}, "
            + "until undo takes it back. What is decided later goes before what was decided earlier. list shows the decisions, one JSON object a line.";
        Examples = subject == HistorySubject.Story
            ?
            [
                new Example("dragoman story merge g3ky…4a b7qm…xe --reason 'the same strike'", "Make one story of two: the first goes into the second."),
                new Example("dragoman story split g3ky…4a h5kz…2q", "Take a document, and its reprints, out of a story."),
            ]
            :
            [
                new Example("dragoman happening merge g3ky…4a b7qm…xe --reason 'the same raid'", "Make one happening of two: the first goes into the second."),
                new Example("dragoman happening split g3ky…4a h5kz…2q:e3", "Take a report out of a happening."),
            ];
        Arguments.Add(_action);
        Arguments.Add(_id);
        Arguments.Add(_rest);
        Options.Add(_reason);
        Options.Add(_by);
        Options.Add(_store);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        var action = invocation.Value(_action)!;
        var id = invocation.Value(_id);
        var rest = invocation.Value(_rest) ?? [];
        if (action == "list") return List(invocation, id);
        if (id is null) throw new UsageException($"{Name} {action} needs an ID: query --happenings and the pages show them");
        if (action == "merge" && rest.Length != 1) throw new UsageException($"{Name} merge needs two ids: the one that ends, and the one that goes on");
        if (action == "split" && rest.Length == 0) throw new UsageException($"{Name} split needs what is to be taken out: {(_subject == HistorySubject.Story ? "ids of documents" : "reports, each DOCUMENT:EVENT")}");
        using var store = EventStore.Open(invocation.StorePath(_store));
        var (by, now, reason) = (invocation.Value(_by)!, DateTimeOffset.UtcNow, invocation.Value(_reason));
        Ruling? ruling;
        try
        {
            ruling = action switch
            {
                "undo" => store.UndoRuling(id, by, now) ?? throw new CommandException($"there is no decision {id} that holds; {Name} list shows them"),
                "merge" => _subject == HistorySubject.Story ? store.MergeStories(id, rest[0], by, now, reason) : store.MergeHappenings(id, rest[0], by, now, reason),
                _ => _subject == HistorySubject.Story ? store.SplitStory(id, rest, by, now, reason) : store.SplitHappening(id, [.. rest.Select(ReportOf)], by, now, reason),
            };
        }
        catch (ArgumentException wrong)
        {
            throw new CommandException(wrong.Message.Split(" (Parameter", 2)[0]);
        }

        if (ruling is null) throw new CommandException($"there is no {Name} {(action == "merge" ? $"{id} or {rest[0]}" : id)} in the store");
        store.RecordAudit(new AuditEntry(0, now, by, $"{Name}.{action}", ruling.One, ruling.Other ?? ruling.Reason, null));
        using (var stories = new StoryKeeper(store)) stories.Settle([], invocation.Cancellation);
        Invocation.Say(action == "undo" ? $"decision {id} is taken back" : $"decided, as {ruling.Id}: {Name} undo {ruling.Id} takes it back");
        return ExitCodes.Done;
    }

    private static ReportName ReportOf(string text) => text.LastIndexOf(':') is > 0 and var colon && colon < text.Length - 1
        ? new ReportName(text[..colon], text[(colon + 1)..])
        : throw new UsageException($"'{text}' is no report: expected DOCUMENT:EVENT, as a happening's page shows it");

    private int List(Invocation invocation, string? id)
    {
        using var store = EventStore.Open(invocation.StorePath(_store), new StoreOptions { ReadOnly = true });
        using var output = OutputTarget.Open(invocation.Output);
        foreach (var ruling in store.Rulings(_subject, id))
        {
            output.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new
            {
                id = ruling.Id,
                kind = ruling.Kind,
                one = ruling.One,
                other = ruling.Other,
                author = ruling.Author,
                madeAt = ruling.MadeAt.ToString("O", CultureInfo.InvariantCulture),
                reason = ruling.Reason,
                undoneBy = ruling.UndoneBy,
                undoneAt = ruling.UndoneAt?.ToString("O", CultureInfo.InvariantCulture),
            }) + "\n"));
        }

        output.Complete();
        return ExitCodes.Done;
    }
}
