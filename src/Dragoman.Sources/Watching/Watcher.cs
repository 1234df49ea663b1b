using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using System.Xml;
using Dragoman.Records;

namespace Dragoman.Sources;

/// <summary>Something to look at: a source with its state, or a page that is read once.</summary>
/// <param name="Source">The source; for a page that is read once, one made up for it.</param>
/// <param name="Found">What the list said that it came from; null for a source of the store.</param>
/// <param name="Keep">Whether its new state is given out, to be kept.</param>
public sealed record WatchTarget(WatchedSource Source, FoundAddress? Found = null, bool Keep = true);

/// <summary>How sources are watched.</summary>
public sealed record WatchOptions
{
    /// <summary>When sources are looked at.</summary>
    public WatchSchedule Schedule { get; init; } = new();

    /// <summary>Whether the page of an entry is fetched where the feed holds only its beginning; default yes.</summary>
    public bool FetchPages { get; init; } = true;

    /// <summary>Characters of an entry's content from which on it counts as whole; default 1,200.</summary>
    public int WholeEntry { get; init; } = 1_200;

    /// <summary>New pages that one source gives at one look; the rest comes at the next; default 100.</summary>
    public int MostPages { get; init; } = 100;

    /// <summary>Sources that are looked at at once; default 512.</summary>
    public int MostAtOnce { get; init; } = 512;

    /// <summary>Sources of one host that are looked at at once; default 8.</summary>
    public int MostOfOneHost { get; init; } = 8;

    /// <summary>How deep indexes of sitemaps are followed; default 2.</summary>
    public int SitemapDepth { get; init; } = 2;
}

/// <summary>
/// Looks at sources as they fall due, many at once, and gives out what is new. For each source the documents come first and its new state
/// last, so that who keeps them in this order never keeps a state whose documents it has not. A source whose new state was given out is not looked
/// at again before <see cref="Kept"/> says that it is kept: its old state would be taken for its last one.
/// </summary>
/// <param name="fetcher">What fetches.</param>
/// <param name="isKnown">Whether what stands at an address is known with this fingerprint.</param>
/// <param name="options">How; null for the defaults.</param>
/// <param name="clock">The time; null for the system's.</param>
/// <param name="random">Chance, for the spread of schedules; null for one of its own.</param>
public sealed class Watcher(Fetcher fetcher, Func<Announcement, bool> isKnown, WatchOptions? options = null, TimeProvider? clock = null, Random? random = null)
{
    private const int Ahead = 256;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private readonly WatchOptions options = options ?? new WatchOptions();
    private readonly TimeProvider clock = clock ?? TimeProvider.System;
    private readonly Random random = random ?? new Random();
    private readonly Lock chance = new();
    private readonly ConcurrentDictionary<string, int> unkept = new(StringComparer.Ordinal);

    /// <summary>Looks at each target once and ends.</summary>
    /// <param name="targets">What to look at.</param>
    /// <param name="ct">Ends it, by an exception.</param>
    public IEnumerable<SourceItem> Once(IEnumerable<WatchTarget> targets, CancellationToken ct = default)
    {
        var waiting = new Queue<WatchTarget>(targets);
        return Drain(output => PumpAsync(
            _ =>
            {
                var taken = waiting.ToList();
                waiting.Clear();
                return taken;
            },
            isEndless: false,
            output,
            ct), ct);
    }

    /// <summary>Looks at sources as they fall due, until it is cancelled.</summary>
    /// <param name="due">Gives sources that are due at a moment, the longest due first; those that are being looked at may be among them.</param>
    /// <param name="ct">Ends it, by an exception.</param>
    public IEnumerable<SourceItem> Run(Func<DateTimeOffset, IReadOnlyList<WatchedSource>> due, CancellationToken ct = default) =>
        Drain(output => PumpAsync(now => [.. due(now).Select(source => new WatchTarget(source))], isEndless: true, output, ct), ct);

    /// <summary>Tells, on any thread, that a state which was given out is kept, so that <see cref="Run"/> may find its source due again.</summary>
    /// <param name="state">The state.</param>
    public void Kept(WatchedSource state)
    {
        ArgumentNullException.ThrowIfNull(state);
        unkept.TryRemove(state.Url, out _);
    }

    private static IEnumerable<SourceItem> Drain(Func<ChannelWriter<SourceItem>, Task> pump, CancellationToken ct)
    {
        var channel = Channel.CreateBounded<SourceItem>(new BoundedChannelOptions(Ahead) { SingleReader = true });
        var running = Task.Run(
            async () =>
            {
                try
                {
                    await pump(channel.Writer);
                    channel.Writer.Complete();
                }
                catch (Exception failure)
                {
                    channel.Writer.Complete(failure);
                }
            },
            CancellationToken.None);
        while (channel.Reader.WaitToReadAsync(ct).AsTask().GetAwaiter().GetResult())
        {
            while (channel.Reader.TryRead(out var item)) yield return item;
        }

        running.GetAwaiter().GetResult();
    }

    private async Task PumpAsync(Func<DateTimeOffset, IReadOnlyList<WatchTarget>> due, bool isEndless, ChannelWriter<SourceItem> output, CancellationToken ct)
    {
        var looking = new Dictionary<Task, (string Url, string Host)>();
        var urls = new HashSet<string>(StringComparer.Ordinal);
        var hosts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var waiting = new LinkedList<WatchTarget>();
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            if (isEndless) waiting.Clear();
            if (isEndless || waiting.Count == 0)
            {
                // Asked before the list is: what is kept in between stands in the list as it was before.
                var held = unkept.Keys.ToHashSet(StringComparer.Ordinal);
                foreach (var target in due(clock.GetUtcNow()))
                {
                    if (!isEndless || !held.Contains(target.Source.Url)) waiting.AddLast(target);
                }
            }

            Start();
            if (looking.Count == 0 && waiting.Count == 0 && !isEndless) return;
            if (looking.Count == 0)
            {
                await Task.Delay(Tick, clock, ct);
                continue;
            }

            var tick = isEndless ? Task.Delay(Tick, clock, ct) : Task.Delay(Timeout.Infinite, ct);
            await Task.WhenAny(looking.Keys.Append(tick));
            foreach (var done in looking.Keys.Where(task => task.IsCompleted).ToList())
            {
                var (url, host) = looking[done];
                looking.Remove(done);
                urls.Remove(url);
                if (--hosts[host] == 0) hosts.Remove(host);
                await done;
            }
        }

        void Start()
        {
            for (var node = waiting.First; node is not null && looking.Count < options.MostAtOnce;)
            {
                var next = node.Next;
                var target = node.Value;
                var host = Uri.TryCreate(target.Source.Url, UriKind.Absolute, out var uri) ? uri.Authority : "";

                // A host with many sources has to wait for its turns; it may not take the places of others meanwhile.
                if (hosts.GetValueOrDefault(host) < options.MostOfOneHost)
                {
                    waiting.Remove(node);
                    if (urls.Add(target.Source.Url))
                    {
                        hosts[host] = hosts.GetValueOrDefault(host) + 1;
                        looking.Add(LookAsync(target, 0, output, ct), (target.Source.Url, host));
                    }
                }

                node = next;
            }
        }
    }

    private async Task LookAsync(WatchTarget target, int depth, ChannelWriter<SourceItem> output, CancellationToken ct)
    {
        await Task.Yield();
        var source = target.Source;
        if (!Uri.TryCreate(source.Url, UriKind.Absolute, out var address))
        {
            await FailAsync(target, SourceHealth.Broken, "it is no address", ErrorCodes.InvalidField, null, output, ct);
            return;
        }

        var answer = await fetcher.FetchAsync(address, source.ETag, source.LastModified, ct);
        switch (answer.Outcome)
        {
            case FetchOutcome.NotModified:
                await KeepAsync(target, Worked(source, answer, 0, source.Title, source.Health is SourceHealth.Empty ? SourceHealth.Empty : SourceHealth.Working, null), output, ct);
                return;
            case FetchOutcome.Fetched: break;
            case FetchOutcome.Gone or FetchOutcome.Disallowed or FetchOutcome.Forbidden:
                await FailAsync(target, SourceHealth.Gone, answer.Problem!, answer.Outcome == FetchOutcome.Gone ? ErrorCodes.NotFound : ErrorCodes.NoAccess, TimeSpan.FromDays(1), output, ct);
                return;
            default:
                await FailAsync(target, SourceHealth.Failing, answer.Problem!, answer.Status == 404 ? ErrorCodes.NotFound : ErrorCodes.ReadFailed, answer.Wait, output, ct);
                return;
        }

        if (source.ContentHash is { } known && known == SourceReader.Hash(answer.Body.Span))
        {
            await KeepAsync(target, Worked(source, answer, 0, source.Title, source.Health is SourceHealth.Empty ? SourceHealth.Empty : SourceHealth.Working, null), output, ct);
            return;
        }

        SourceContent content;
        try
        {
            content = SourceReader.Read(answer, target.Found is { IsSource: false } ? SourceKind.Page : source.Kind, ct);
        }
        catch (Exception unreadable) when (unreadable is InputException or XmlException)
        {
            await FailAsync(target, SourceHealth.Broken, unreadable.Message, unreadable is InputException input ? input.Code : ErrorCodes.InvalidFeed, null, output, ct);
            return;
        }

        var given = await GiveAsync(target, answer, content, depth, output, ct);
        var isEmpty = content.Entries.Count == 0 && content.Addresses.Count == 0;
        await KeepAsync(target, Worked(source, answer, given, source.Title ?? content.Title, isEmpty ? SourceHealth.Empty : SourceHealth.Working, content.Problem), output, ct);
    }

    private async Task<int> GiveAsync(WatchTarget target, FetchResult answer, SourceContent content, int depth, ChannelWriter<SourceItem> output, CancellationToken ct)
    {
        var given = 0;
        var pages = 0;
        foreach (var entry in content.Entries)
        {
            if (entry.Document is not { } document)
            {
                await output.WriteAsync(Failure(target.Source.Url, entry.Failure!.Code, entry.Failure.Message), ct);
                continue;
            }

            document = Named(document, target, content.Title);
            var isPage = entry.Markup.Length == 0;
            var place = isPage ? target.Source.Url : document.Url ?? $"{target.Source.Url}#{document.Id ?? SourceReader.Fingerprint(document)}";
            var announcement = new Announcement(place, SourceReader.Fingerprint(document));
            if (isKnown(announcement)) continue;
            var raw = new RawDocument
            {
                Locator = place,
                MediaType = isPage ? answer.MediaType ?? "text/html" : "application/xml",
                Bytes = isPage ? answer.Body : Encoding.UTF8.GetBytes(entry.Markup),
                Document = document,
            };
            if (!isPage && options.FetchPages && document.Url is { } url && (document.Html ?? document.Text)!.Length < options.WholeEntry)
            {
                if (pages++ >= options.MostPages) break;
                raw = await PageAsync(raw, url, ct) ?? raw;
            }

            given++;
            await output.WriteAsync(new SourceItem { File = target.Source.Url, Document = raw, Announcement = announcement }, ct);
        }

        return given + await FollowAsync(target, content, depth, output, ct);
    }

    /// <summary>The pages and sitemaps of a sitemap, the feeds of a list.</summary>
    private async Task<int> FollowAsync(WatchTarget target, SourceContent content, int depth, ChannelWriter<SourceItem> output, CancellationToken ct)
    {
        var followed = 0;
        foreach (var found in content.Addresses)
        {
            if (followed >= options.MostPages) break;
            if (found.IsSource)
            {
                await output.WriteAsync(new SourceItem { File = target.Source.Url, Address = found }, ct);
                continue;
            }

            if (found.Kind == SourceKind.Sitemap && depth >= options.SitemapDepth) continue;
            if (found.Kind == SourceKind.Page && isKnown(new Announcement(found.Url, found.Date ?? ""))) continue;
            followed++;
            await LookAsync(new WatchTarget(new WatchedSource { Url = found.Url, Kind = found.Kind }, found, Keep: false), depth + 1, output, ct);
        }

        return followed;
    }

    /// <summary>The page that an entry announces, with what the entry says about it; null where it cannot be had, so that the entry itself serves.</summary>
    private async Task<RawDocument?> PageAsync(RawDocument entry, string url, CancellationToken ct)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)) return null;
        var answer = await fetcher.FetchAsync(address, ct: ct);
        if (answer.Outcome != FetchOutcome.Fetched || !HttpPayload.IsPage(answer.MediaType)) return null;
        try
        {
            var html = TextDecoding.DecodePage(answer.Body.Span, answer.Charset);
            return new RawDocument
            {
                Locator = entry.Locator,
                MediaType = "text/html",
                Bytes = answer.Body,
                Document = entry.Document with { Html = html, Text = null },
            };
        }
        catch (InputException)
        {
            return null;
        }
    }

    private static Document Named(Document document, WatchTarget target, string? title) => document with
    {
        Source = document.Source ?? target.Found?.Publisher ?? (target.Found is { IsSource: false } ? null : target.Source.Title ?? title),
        Title = document.Title ?? (target.Found is { IsSource: false } found ? found.Title : null),
        Date = document.Date ?? (target.Found is { IsSource: false } page ? page.Date : null),
    };

    private WatchedSource Worked(WatchedSource source, FetchResult answer, int given, string? title, SourceHealth health, string? problem)
    {
        var now = clock.GetUtcNow();
        var (interval, nextAt) = options.Schedule.Worked(source, given > 0, answer.Wait, now, Chance());
        return source with
        {
            Title = title,
            IntervalSeconds = interval,
            NextAt = nextAt,
            ETag = answer.ETag,
            LastModified = answer.LastModified,
            ContentHash = answer.Outcome == FetchOutcome.Fetched ? SourceReader.Hash(answer.Body.Span) : source.ContentHash,
            CheckedAt = now,
            ChangedAt = given > 0 ? now : source.ChangedAt,
            Health = health,
            Failures = 0,
            Problem = problem,
            Documents = source.Documents + given,
            MovedTo = answer.MovedTo?.AbsoluteUri,
        };
    }

    private async Task FailAsync(WatchTarget target, SourceHealth health, string problem, string code, TimeSpan? wait, ChannelWriter<SourceItem> output, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var source = target.Source;
        if (!target.Keep || target.Found is not null) await output.WriteAsync(Failure(source.Url, code, problem), ct);
        await KeepAsync(
            target,
            source with { Health = health, Failures = source.Failures + 1, Problem = problem, CheckedAt = now, NextAt = options.Schedule.Failed(source, wait, now, Chance()) },
            output,
            ct);
    }

    private async Task KeepAsync(WatchTarget target, WatchedSource state, ChannelWriter<SourceItem> output, CancellationToken ct)
    {
        if (!target.Keep) return;
        unkept[state.Url] = 0;
        await output.WriteAsync(new SourceItem { File = target.Source.Url, State = state }, ct);
    }

    private static SourceItem Failure(string url, string code, string message) =>
        new() { File = url, Failure = new SourceFailure(url, code, $"{url}: {message}") };

    private double Chance()
    {
        lock (chance) return random.NextDouble();
    }
}
