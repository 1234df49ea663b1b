using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Reading;
using Dragoman.Cli.Usage;
using Dragoman.Store;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman source</c>: how far is an outlet to be believed?</summary>
internal sealed class SourceCommand : CliCommand
{
    private static readonly string[] Meanings = ["reliable", "usually reliable", "fairly reliable", "not usually reliable", "unreliable", "cannot be judged"];

    private readonly Argument<string?> _outlet = new("OUTLET")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "Name of an outlet, as its documents give it (default: all that are graded are listed)",
    };

    private readonly Option<string?> _grade = new("--reliability", "-r")
    {
        HelpName = "A|B|C|D|E|F",
        Description = "Worth of the outlet on the Admiralty scale: A reliable, B usually, C fairly, D not usually, E unreliable, F cannot be judged (takes the grade away)",
    };

    private readonly Option<string?> _note = new("--note") { HelpName = "TEXT", Description = "Why it is graded so" };
    private readonly Option<string?> _store = CommonOptions.Store();
    private readonly Option<bool> _json = CommonOptions.Json();

    /// <summary>Makes the command.</summary>
    public SourceCommand()
        : base("source", usesJobs: false)
    {
        Details =
            "The worth of an outlet and the credibility of what it says are two things. The first you set here, once for all it has published and will publish; the second, 1 to 6, "
            + "is found from the reports of a happening. An outlet of grade E corroborates nothing. Without a grade an outlet counts as F, and nothing changes.";
        Examples =
        [
            new Example("dragoman source 'Radio Equator' --reliability B --note 'own correspondents'", "Grade an outlet."),
            new Example("dragoman source", "See what is graded."),
        ];
        _grade.AcceptOnlyFromAmong("A", "B", "C", "D", "E", "F");
        Arguments.Add(_outlet);
        Options.Add(_grade);
        Options.Add(_note);
        Options.Add(_store);
        Options.Add(_json);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        var outlet = invocation.Value(_outlet);
        if (invocation.Value(_grade) is { } grade)
        {
            if (string.IsNullOrWhiteSpace(outlet)) throw new UsageException("--reliability wants the name of an outlet: dragoman source 'Radio Equator' --reliability B");
            using var store = EventStore.Open(invocation.StorePath(_store));
            var documents = store.SetReliability(outlet, grade[0], invocation.Value(_note), DateTimeOffset.UtcNow);
            using (var stories = new StoryKeeper(store)) stories.Settle([], invocation.Cancellation);
            Invocation.Say(string.Create(
                CultureInfo.InvariantCulture, $"{outlet}: {grade}, {Meanings[grade[0] - 'A']}; {documents:N0} document{(documents == 1 ? "" : "s")} in the store"));
            if (documents == 0) Invocation.Say("the store has no document of that name: dragoman query shows how outlets are written");
            return ExitCodes.Done;
        }

        if (invocation.Value(_note) is not null) throw new UsageException("--note goes with --reliability");
        return List(invocation, outlet);
    }

    private int List(Invocation invocation, string? outlet)
    {
        using var store = EventStore.Open(invocation.StorePath(_store), new StoreOptions { ReadOnly = true });
        using var output = OutputTarget.Open(invocation.Output);
        var isTable = output.IsStandardOutput && invocation.Terminal.OutputIsTerminal && !invocation.Value(_json);
        foreach (var item in store.Reliabilities().Where(item => outlet is null || item.Publisher.Equals(outlet, StringComparison.OrdinalIgnoreCase)))
        {
            var line = isTable
                ? string.Create(CultureInfo.InvariantCulture, $"{item.Grade}  {Meanings[item.Grade - 'A'],-20}  {item.Documents,7:N0}  {item.Publisher}  {item.Note}")
                : JsonSerializer.Serialize(new { publisher = item.Publisher, reliability = item.Grade.ToString(), note = item.Note, setAt = item.SetAt, documents = item.Documents });
            output.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }

        output.Complete();
        return ExitCodes.Done;
    }
}
