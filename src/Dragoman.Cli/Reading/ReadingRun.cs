using System.Diagnostics;
using Dragoman.Cli.Display;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Usage;
using Dragoman.Coding;
using Dragoman.Records;
using Dragoman.Sources;
using Dragoman.Store;

namespace Dragoman.Cli.Reading;

/// <summary>A reading as <c>read</c> and <c>serve</c> do it: with a progress bar, a final account and an exit code.</summary>
internal static class ReadingRun
{
    /// <summary>Reads and says what was done.</summary>
    /// <param name="invocation">The command line and what surrounds it.</param>
    /// <param name="store">The store.</param>
    /// <param name="paths">Files, folders and addresses.</param>
    /// <param name="options">What files are taken for.</param>
    /// <param name="coder">What reads the events.</param>
    /// <param name="network">How addresses are fetched.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="StoreException">The store cannot be written; what it took before is kept.</exception>
    public static Tally Run(Invocation invocation, EventStore store, IReadOnlyList<string> paths, SourceOptions options, DocumentCoder coder, NetworkOptions network)
    {
        var watch = Stopwatch.StartNew();
        var isWhole = options is { Since: null, Until: null };
        if (isWhole) options = options with { StartAt = path => StartOf(store, path) };
        var files = new FileSource(options);
        var local = paths.Where(path => !IsAddress(path)).ToList();
        if (options.Input == InputKind.Auto) Import(invocation, store, local);
        if (local.Count == 0 && paths.Count > 0 && !paths.Any(IsAddress)) return new Tally();
        var survey = invocation.Terminal.ErrorIsTerminal ? files.Survey(local, invocation.Cancellation) : new SourceSurvey(0, 0);
        using var stories = new StoryKeeper(store, coder);
        var tally = ReadProgress.Run(invocation.Terminal, survey.Bytes, progress =>
            new Ingestion { Store = store, Coder = coder, Jobs = invocation.Jobs, Stories = stories, Progress = progress, KeepsPositions = isWhole }
                .Run(Items(invocation, store, files, local, [.. paths.Where(IsAddress)], network), invocation.Cancellation));
        foreach (var line in tally.Summary(watch.Elapsed)) Invocation.Say(line);
        return tally;
    }

    /// <summary>The exit code of a reading.</summary>
    /// <param name="tally">What was read.</param>
    /// <param name="paths">What was asked for.</param>
    /// <param name="strict">Whether one failure is enough.</param>
    public static int ExitCode(Tally tally, IReadOnlyList<string> paths, bool strict)
    {
        if (tally.WasInterrupted) return ExitCodes.Interrupted;

        // A path that somebody typed and that cannot be read is a failure of what was asked; one file among many in a folder is not.
        var asked = tally.Examples.Any(failure => paths.Contains(failure.Locator));
        return tally.Failed > 0 && (strict || asked || tally.Failed == tally.Done) ? ExitCodes.Failed : ExitCodes.Done;
    }

    /// <summary>True for an http or https address; anything else on a command line is a path.</summary>
    public static bool IsAddress(string path) =>
        path.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || path.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Files of other data sets that somebody names are imported, not read as texts.</summary>
    private static void Import(Invocation invocation, EventStore store, List<string> local)
    {
        var import = new ForeignFiles(store, invocation.Cancellation);
        local.RemoveAll(path =>
        {
            try
            {
                return ForeignFiles.MayBe(path) && import.Import(path);
            }
            catch (CommandException)
            {
                // The reading says what is wrong with it.
                return false;
            }
        });
    }

    /// <summary>An archive is read on where it was left, as long as it is the same file.</summary>
    private static long StartOf(EventStore store, string path)
    {
        if (path == DocumentFile.StandardInput || new FileInfo(path) is not { Exists: true } file) return 0;
        return store.Position(file.FullName) is { } position && position.Length == file.Length ? position.Offset : 0;
    }

    private static IEnumerable<SourceItem> Items(
        Invocation invocation, EventStore store, FileSource files, IReadOnlyList<string> local, IReadOnlyList<string> addresses, NetworkOptions network)
    {
        var targets = new List<WatchTarget>();
        foreach (var item in files.Read(local, invocation.Cancellation))
        {
            if (item.Address is { } found) targets.Add(Target(store, found));
            else yield return item;
        }

        foreach (var address in addresses) targets.Add(Target(store, new FoundAddress(address, SourceKind.Page)));
        if (targets.Count == 0) yield break;
        if (!network.MayFetch(invocation))
        {
            Invocation.Say($"{targets.Count} addresses were found and not fetched");
            yield break;
        }

        using var fetcher = new Fetcher(network.Fetching(invocation));
        var watcher = new Watcher(fetcher, place => store.LatestVersion(place.Address)?.Fingerprint == place.Fingerprint);
        foreach (var item in watcher.Once(targets, invocation.Cancellation))
        {
            if (item.Address is { } found) store.AddSources([SourceOf(found)]);
            else yield return item;
        }
    }

    /// <summary>A feed of a list is watched from now on; a page is read once.</summary>
    private static WatchTarget Target(EventStore store, FoundAddress found)
    {
        var source = SourceOf(found);
        if (!found.IsSource) return new WatchTarget(source, found, Keep: false);
        store.AddSources([source]);
        return new WatchTarget(store.FindSource(source.Url) ?? source, found);
    }

    private static WatchedSource SourceOf(FoundAddress found) => new() { Url = found.Url, Kind = found.Kind, Title = found.Title, Category = found.Category };
}
