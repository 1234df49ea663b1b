using System.Globalization;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Usage;
using Dragoman.Store;

namespace Dragoman.Cli.Commands;

/// <summary>What <c>dragoman store</c> does with a store as a whole: backup, restore, check, compact, move.</summary>
internal static class StoreUpkeep
{
    /// <summary>The words.</summary>
    public static IReadOnlyList<string> Actions { get; } = ["backup", "restore", "check", "compact", "move"];

    /// <summary>Does one of them.</summary>
    /// <param name="invocation">The run.</param>
    /// <param name="action">One of <see cref="Actions"/>.</param>
    /// <param name="store">Where the store is.</param>
    /// <param name="targets">What the word is followed by.</param>
    /// <param name="deep">check: every page, index and count.</param>
    /// <exception cref="UsageException">What follows the word is not what it needs.</exception>
    public static int Run(Invocation invocation, string action, string store, IReadOnlyList<string> targets, bool deep)
    {
        switch (action)
        {
            case "backup":
                using (var opened = EventStore.Open(There(store), new StoreOptions { ReadOnly = true }))
                    return Told("backed up to", opened.Backup(One(action, "FILE", targets), invocation.Cancellation));
            case "restore":
                return Told("restored to", EventStore.Restore(Path.GetFullPath(One(action, "FILE", targets)), store, invocation.Cancellation));
            case "move":
                var place = StorePlace.Full(One(action, "PLACE", targets));
                var code = Told("moved to", EventStore.Move(There(store), place, invocation.Cancellation));
                Invocation.Say("the old store is left as it is; name the new one with --store or in the settings, and remove the old one once the new one is checked");
                return code;
            case "compact":
                None(action, targets);
                using (var opened = EventStore.Open(There(store)))
                {
                    var (before, after) = opened.Compact();
                    Invocation.Say($"{Size(before)} became {Size(after)}");
                    return ExitCodes.Done;
                }

            default:
                None(action, targets);
                using (var opened = EventStore.Open(There(store), new StoreOptions { ReadOnly = true }))
                {
                    var health = opened.Check(deep, invocation.Cancellation);
                    foreach (var finding in health.Findings) Invocation.Say(finding);
                    if (!health.IsHealthy)
                        throw new CommandException($"the store {opened.Path} is not sound; restore a backup (dragoman store restore FILE --store NEW), or read the sources again into another store");
                    Invocation.Say(deep ? "sound: pages, indexes, words and counts" : "sound (--deep also checks every index entry, word and count)");
                    return ExitCodes.Done;
                }
        }
    }

    private static string There(string store) =>
        QueryArgument.IsThere(store) ? store : throw new CommandException($"there is no store at {store}; read something into it first");

    private static string One(string action, string name, IReadOnlyList<string> targets) =>
        targets is [var target] ? target : throw new UsageException($"store {action} needs one {name}");

    private static void None(string action, IReadOnlyList<string> targets)
    {
        if (targets.Count > 0) throw new UsageException($"store {action} takes no '{targets[0]}'; it means the store itself (--store)");
    }

    private static int Told(string done, StoreCopy copy)
    {
        Invocation.Say(string.Create(CultureInfo.InvariantCulture, $"{copy.Documents:N0} documents, {copy.Events:N0} events {done} {copy.Place}, {Size(copy.Bytes)}"));
        return ExitCodes.Done;
    }

    private static string Size(long bytes) => bytes < 1 << 20
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:N0} KiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:N1} MiB");
}
