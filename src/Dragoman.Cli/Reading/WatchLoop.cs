using System.Globalization;
using Dragoman.Cli.Usage;
using Dragoman.Coding;
using Dragoman.Records;
using Dragoman.Sources;
using Dragoman.Store;

namespace Dragoman.Cli.Reading;

/// <summary>Watches the sources of a store until it is told to end: as <c>watch</c> does, and <c>serve</c> beside its pages.</summary>
internal sealed class WatchLoop : IDisposable
{
    private const int MostDue = 4_096;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);
    private readonly CancellationTokenSource _ending;
    private readonly Thread _thread;

    private WatchLoop(CancellationTokenSource ending, Thread thread)
    {
        _ending = ending;
        _thread = thread;
    }

    /// <summary>Watches on a thread of its own, until it is disposed of. A failure of the store ends it and is said.</summary>
    public static WatchLoop Begin(EventStore store, DocumentCoder coder, FetchOptions fetching, Invocation invocation)
    {
        var ending = CancellationTokenSource.CreateLinkedTokenSource(invocation.Cancellation);
        var jobs = Math.Max(1, invocation.Jobs / 2);
        var thread = new Thread(() =>
        {
            try
            {
                Run(store, coder, fetching, jobs, new WatchOptions(), ending.Token);
            }
            catch (StoreException broken)
            {
                Invocation.Say($"the sources are not watched any more: {broken.Message}");
            }
        })
        {
            IsBackground = true,
            Name = "watch",
        };
        thread.Start();
        return new WatchLoop(ending, thread);
    }

    /// <summary>Watches on the caller's thread until the token is cancelled.</summary>
    /// <returns>What was read.</returns>
    /// <exception cref="StoreException">The store cannot be read or written.</exception>
    public static Tally Run(EventStore store, DocumentCoder coder, FetchOptions fetching, int jobs, WatchOptions options, CancellationToken cancellation)
    {
        using var fetcher = new Fetcher(fetching);
        using var stories = new StoryKeeper(store, coder);
        var watcher = new Watcher(fetcher, IsKnown(store), options);
        var keeper = new RetentionKeeper(store, cancellation);
        keeper.Look();
        return new Ingestion { Store = store, Coder = coder, Jobs = jobs, Stories = stories, Seen = source => Seen(source, watcher, keeper) }.Run(
            Sources(store, watcher.Run(now => store.DueSources(now, MostDue), cancellation)), cancellation);
    }

    /// <summary>Looks once at all sources that are due, or at all.</summary>
    public static Tally RunOnce(EventStore store, DocumentCoder coder, FetchOptions fetching, int jobs, WatchOptions options, bool all, CancellationToken cancellation)
    {
        using var fetcher = new Fetcher(fetching);
        using var stories = new StoryKeeper(store, coder);
        var watcher = new Watcher(fetcher, IsKnown(store), options);
        var due = all ? store.Sources() : store.DueSources(DateTimeOffset.UtcNow, int.MaxValue);
        var tally = new Ingestion { Store = store, Coder = coder, Jobs = jobs, Stories = stories, Seen = Say }.Run(
            Sources(store, watcher.Once(due.Select(source => new WatchTarget(source)), cancellation)), cancellation);
        if (!tally.WasInterrupted) new RetentionKeeper(store, cancellation).Look();
        return tally;
    }

    /// <summary>Ends the watching; what was done is kept.</summary>
    public void Dispose()
    {
        _ending.Cancel();
        _thread.Join(Farewell);
        _ending.Dispose();
    }

    private static Func<Announcement, bool> IsKnown(EventStore store) => place => store.LatestVersion(place.Address)?.Fingerprint == place.Fingerprint;

    /// <summary>Feeds that a list of feeds names become sources; the rest goes on.</summary>
    private static IEnumerable<SourceItem> Sources(EventStore store, IEnumerable<SourceItem> items)
    {
        foreach (var item in items)
        {
            if (item.Address is { } found) store.AddSources([new WatchedSource { Url = found.Url, Kind = found.Kind, Title = found.Title, Category = found.Category }]);
            else yield return item;
        }
    }

    private static void Seen(WatchedSource source, Watcher watcher, RetentionKeeper keeper)
    {
        watcher.Kept(source);
        Say(source);
        keeper.Look();
    }

    private static void Say(WatchedSource source)
    {
        if (source.ChangedAt is { } changed && changed == source.CheckedAt)
            Invocation.Say(string.Create(CultureInfo.InvariantCulture, $"{source.Url}: something new ({source.Documents:N0} in all)"));
        else if (source.Failures == 1)
            Invocation.Say($"{source.Url}: {source.Problem}");
    }
}
