using System.CommandLine;
using System.Globalization;
using System.Text;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Usage;
using Dragoman.Store;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman store</c>: what is done with the store as a whole, one word for each.</summary>
internal sealed class StoreCommand : CliCommand
{
    private readonly Argument<string> _action = new("ACTION") { Description = "backup, restore, check, compact, move, forget, retention or expire" };

    private readonly Argument<string[]> _targets = new("TARGET")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "backup, restore: a file; move: a file or the address of a PostgreSQL database; forget: ids of documents, addresses, watched addresses, names of outlets; retention: sources",
    };

    private readonly Option<string?> _store = CommonOptions.Store();
    private readonly Option<int?> _days = new("--days") { HelpName = "N", Description = "retention: keep the texts of TARGET so many days (* for all others)" };
    private readonly Option<bool> _forever = new("--forever") { Description = "retention: keep the texts of TARGET for good" };
    private readonly Option<string?> _reason = new("--reason") { HelpName = "TEXT", Description = "forget: why, kept with the tombstone" };
    private readonly Option<bool> _deep = new("--deep") { Description = "check: also every index entry, word and count; takes time in proportion to the store" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "forget: say what would go, and leave it" };

    /// <summary>Makes the command.</summary>
    public StoreCommand()
        : base("store", usesJobs: false)
    {
        Details =
            "backup writes the store as it is into a new file, while others read and write it; restore makes a store of such a file, where --store says. compact gives back the room of what "
            + "was taken out. move makes the same store in another place, from a file to PostgreSQL (postgres://user@host/database?schema=name) or back; the old one stays.\n"
            + "forget takes documents out for good, with bytes, text, events, statements, versions and names that nothing else has. A tombstone with id, moment and reason stays: "
            + "neither the same document nor another at its address is taken in again. An address that is watched is watched no more. forget without TARGET writes the tombstones.\n"
            + "retention says how long texts are kept; without TARGET it writes the rules. expire takes out the texts whose time is over, as watch and serve do by themselves once an hour: "
            + "events stay, with the sentences that they were read from.";
        Examples =
        [
            new Example("dragoman store backup friday.store", "Copy everything, while watch goes on."),
            new Example("dragoman store check --deep", "See whether everything is sound."),
            new Example("dragoman store move postgres://me@db.example/news", "Take the store to a server."),
            new Example("dragoman store forget https://example.org/news/1 --reason 'asked by the person named'", "Forget what stood at an address."),
            new Example("dragoman store forget 'Radio Equator' --dry-run", "See what would go with an outlet."),
            new Example("dragoman store retention '*' --days 90", "Keep texts for ninety days, where no other rule holds."),
            new Example("dragoman store expire", "Take out what is over now."),
        ];
        _action.AcceptOnlyFromAmong([.. StoreUpkeep.Actions, "forget", "retention", "expire"]);
        _days.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens)
            {
                if (!int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _)) result.AddError($"--days must be 0 or more, not '{token.Value}'");
            }
        });
        Arguments.Add(_action);
        Arguments.Add(_targets);
        Options.Add(_store);
        Options.Add(_days);
        Options.Add(_forever);
        Options.Add(_reason);
        Options.Add(_deep);
        Options.Add(_dryRun);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        var path = invocation.StorePath(_store);
        var action = invocation.Value(_action)!;
        if (StoreUpkeep.Actions.Contains(action))
            return StoreUpkeep.Run(invocation, action, path, invocation.Value(_targets) ?? [], invocation.Value(_deep));
        if (!QueryArgument.IsThere(path)) throw new CommandException($"there is no store at {path}; read something into it first");
        using var store = EventStore.Open(path);
        return action switch
        {
            "forget" => Forget(invocation, store),
            "retention" => Retention(invocation, store),
            _ => Expire(invocation, store),
        };
    }

    private static int Expire(Invocation invocation, EventStore store)
    {
        var removed = store.RemoveExpiredTexts(DateTimeOffset.UtcNow, invocation.Cancellation);
        Invocation.Say(string.Create(CultureInfo.InvariantCulture, $"{removed:N0} texts removed; their events stay"));
        return ExitCodes.Done;
    }

    private int Forget(Invocation invocation, EventStore store)
    {
        var targets = invocation.Value(_targets) ?? [];
        if (targets.Length == 0) return WriteTombstones(invocation, store);
        var failed = false;
        foreach (var target in targets)
        {
            if (invocation.Value(_dryRun))
            {
                WriteForgettable(invocation, store, target);
                continue;
            }

            var forgotten = store.Forget(target, invocation.Value(_reason), DateTimeOffset.UtcNow, invocation.Cancellation);
            if (forgotten is { Documents: 0, SourceRemoved: false })
            {
                failed |= !DocumentId.IsWellFormed(target);
                Invocation.Say(DocumentId.IsWellFormed(target)
                    ? $"{target}: no such document is there; it will not be taken in"
                    : $"{target}: nothing has this id, address or outlet");
                continue;
            }

            Invocation.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"{target}: {forgotten.Documents:N0} document{(forgotten.Documents == 1 ? "" : "s")} forgotten{(forgotten.SourceRemoved ? ", and watched no more" : "")}"));
        }

        return failed ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static void WriteForgettable(Invocation invocation, EventStore store, string target)
    {
        using var output = OutputTarget.Open(invocation.Output);
        foreach (var row in store.FindForgettable(target, int.MaxValue))
            output.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{row.Id}\t{row.Events} events\t{row.Published}\t{row.Publisher}\t{row.Title}\n")));
        output.Complete();
    }

    private static int WriteTombstones(Invocation invocation, EventStore store)
    {
        using var output = OutputTarget.Open(invocation.Output);
        foreach (var stone in store.Forgotten(int.MaxValue))
            output.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{stone.Id}\t{stone.Time:yyyy-MM-ddTHH:mm:ssZ}\t{stone.Reason}\n")));
        output.Complete();
        return ExitCodes.Done;
    }

    private int Retention(Invocation invocation, EventStore store)
    {
        var targets = invocation.Value(_targets) ?? [];
        var (days, forever) = (invocation.Value(_days), invocation.Value(_forever));
        if (targets.Length == 0 && (days is not null || forever)) throw new UsageException("name the TARGET that --days or --forever is for; * for all that have no rule");
        if (targets.Length > 0 && (days is null) == !forever) throw new UsageException("retention TARGET needs --days N or --forever");
        foreach (var target in targets) store.SetRetention(target, days);
        if (targets.Length > 0) return ExitCodes.Done;
        using var output = OutputTarget.Open(invocation.Output);
        foreach (var rule in store.Retention())
            output.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{rule.Source}\t{rule.Days} days\n")));
        output.Complete();
        return ExitCodes.Done;
    }
}
