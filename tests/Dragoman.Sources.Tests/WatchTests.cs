using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Dragoman.Records;
using Dragoman.Sources;

namespace Dragoman.Tests;

public sealed class WatchTests
{
    private static readonly DateTimeOffset Noon = new(2019, 3, 29, 12, 0, 0, TimeSpan.Zero);
    private static readonly FetchOptions Local = new() { AllowPrivateAddresses = true, HostDelay = TimeSpan.Zero, ObeyRobots = false, Timeout = TimeSpan.FromSeconds(5) };

    [Fact]
    public void A_schedule_adapts_and_backs_off()
    {
        var schedule = new WatchSchedule();
        var source = new WatchedSource { Url = "https://example.org/" };
        Assert.Equal((900, Noon.AddMinutes(15)), schedule.Worked(source, true, null, Noon, 0));
        source = source with { IntervalSeconds = 900 };
        Assert.Equal(540, schedule.Worked(source, true, null, Noon, 0).IntervalSeconds);
        Assert.Equal(1170, schedule.Worked(source, false, null, Noon, 0).IntervalSeconds);
        Assert.Equal(300, schedule.Worked(source with { IntervalSeconds = 310 }, true, null, Noon, 0).IntervalSeconds);
        Assert.Equal(86_400, schedule.Worked(source with { IntervalSeconds = 80_000 }, false, null, Noon, 0).IntervalSeconds);
        Assert.Equal(Noon.AddHours(2), schedule.Worked(source, true, TimeSpan.FromHours(2), Noon, 0).NextAt);
        Assert.Equal(Noon.AddSeconds(540 * 1.1), schedule.Worked(source, true, null, Noon, 0.5).NextAt);
        Assert.Equal([15, 30, 60, 120], Enumerable.Range(0, 4).Select(failures => (int)(schedule.Failed(source with { Failures = failures }, null, Noon, 0) - Noon).TotalMinutes));
        Assert.Equal(Noon.AddDays(1), schedule.Failed(source with { Failures = 500 }, TimeSpan.FromDays(90), Noon, 0));
    }

    [Fact]
    public async Task A_source_goes_through_its_life()
    {
        var feed = Feed("");
        var status = 200;
        await using var server = new LoopbackServer((request, stream, _) => request.Path switch
        {
            "/feed" when status != 200 => LoopbackServer.Text(stream, status, "no"),
            "/feed" => request.Headers.GetValueOrDefault("If-None-Match") == Tag(feed)
                ? LoopbackServer.Text(stream, 304, "")
                : LoopbackServer.Text(stream, 200, feed, "application/rss+xml", $"ETag: {Tag(feed)}\r\n"),
            _ => LoopbackServer.Text(stream, 200, $"<html><body><p>The whole report at {request.Path} says that the council met.</p></body></html>"),
        });
        var known = new ConcurrentDictionary<string, string>();
        using var fetcher = new Fetcher(Local);
        var watcher = new Watcher(fetcher, place => known.TryGetValue(place.Address, out var print) && print == place.Fingerprint, random: new Random(1));
        var source = new WatchedSource { Url = server.Url + "/feed" };

        // A valid feed without entries is not a broken one.
        Assert.Equal((SourceHealth.Empty, 0), (Look().Health, source.Failures));

        // An entry appears: its page is fetched, and named by the entry.
        feed = Feed(Entry(1, server.Url));
        var documents = new List<RawDocument>();
        Assert.Equal((SourceHealth.Working, 1L), (Look(documents).Health, source.Documents));
        var document = Assert.Single(documents).Document;
        Assert.Equal(("Report 1", server.Url + "/1", "Example News"), (document.Title, document.Url, document.Source));
        Assert.Contains("The whole report at /1", document.Html, StringComparison.Ordinal);
        Assert.NotNull(source.ETag);

        // Nothing new: one request, and no page.
        var before = server.Requests.Count;
        Assert.Equal(SourceHealth.Working, Look(documents).Health);
        Assert.Equal((1, 1), (server.Requests.Count - before, documents.Count));

        // The entry changes: it comes again under the same address.
        feed = Feed(Entry(1, server.Url, "Now the vote is known."));
        Look(documents);
        Assert.Equal(2, documents.Count);
        Assert.Equal(documents[0].Locator, documents[1].Locator);

        // Failures back off; what cannot be read is broken, and says why.
        status = 500;
        Assert.Equal((SourceHealth.Failing, 1), (Look().Health, source.Failures));
        var first = source.NextAt - source.CheckedAt;
        Assert.Equal(2, Look().Failures);
        Assert.True(source.NextAt - source.CheckedAt > first);
        status = 200;
        feed = "<html><head><link rel='alternate' type='application/rss+xml' href='/real'></head><body>Not a feed</body></html>";
        Assert.Equal(SourceHealth.Broken, Look().Health);
        Assert.Contains(server.Url + "/real", source.Problem, StringComparison.Ordinal);
        feed = "<rss><channel><item><title>Half";
        Assert.Equal(SourceHealth.Broken, Look().Health);
        status = 410;
        Assert.Equal(SourceHealth.Gone, Look().Health);
        status = 200;
        feed = Feed(Entry(2, server.Url));
        Assert.Equal((SourceHealth.Working, 0, null), (Look().Health, source.Failures, source.Problem));

        WatchedSource Look(List<RawDocument>? into = null)
        {
            foreach (var item in watcher.Once([new WatchTarget(source)], TestContext.Current.CancellationToken))
            {
                if (item.Document is { } raw)
                {
                    into?.Add(raw);
                    known[item.Announcement!.Address] = item.Announcement.Fingerprint;
                }

                source = item.State ?? source;
            }

            return source;
        }
    }

    /// <summary>DRAGOMAN_SOURCES=10000 runs it at full size.</summary>
    [Fact]
    public async Task A_source_is_not_looked_at_again_before_its_new_state_is_kept()
    {
        await using var server = new LoopbackServer((_, stream, _) => LoopbackServer.Text(stream, 200, Feed(""), "application/rss+xml"));
        using var fetcher = new Fetcher(Local);
        var watcher = new Watcher(fetcher, static _ => false, clock: new HurriedTime());
        var source = new WatchedSource { Url = server.Url + "/feed" };

        // Who keeps states is slow: the list gives the old one at each of its turns.
        var turns = 0;
        using var slow = new SemaphoreSlim(0);
        using var looks = watcher.Run(
            _ =>
            {
                if (++turns % 5 == 0) slow.Release();
                return [source];
            },
            TestContext.Current.CancellationToken).GetEnumerator();
        Assert.True(looks.MoveNext());
        for (var wait = 0; wait < 3; wait++) await slow.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Single(server.Requests);
        watcher.Kept(looks.Current.State!);
        Assert.True(looks.MoveNext());
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Many_sources_with_faults_neither_leak_nor_starve_and_each_host_is_spared()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("DRAGOMAN_SOURCES") ?? "300", CultureInfo.InvariantCulture);
        var active = new ConcurrentDictionary<string, int>();
        var mostOfOneHost = 0;
        await using var server = new LoopbackServer(async (request, stream, ct) =>
        {
            // A request that is given up is over for the one who asked before it is for the one who answers: those do not count.
            if (int.Parse(request.Path.Trim('/').Split('/')[0], CultureInfo.InvariantCulture) % 10 >= 6)
            {
                await FaultyAsync(request, stream, ct);
                return;
            }

            InterlockedMax(ref mostOfOneHost, active.AddOrUpdate(request.Host, 1, (_, before) => before + 1));
            await Task.Delay(20, ct);
            try
            {
                await FaultyAsync(request, stream, ct);
            }
            finally
            {
                active.AddOrUpdate(request.Host, 0, (_, before) => before - 1);
            }
        });

        // Thirty sources a host; the addresses of 127.0.0.0/8 are hosts of their own.
        var sources = Enumerable.Range(0, count).Select(number => new WatchTarget(new WatchedSource
        {
            Url = string.Create(CultureInfo.InvariantCulture, $"http://127.1.{number / 30 / 250}.{(number / 30 % 250) + 1}:{server.Port}/{number}"),
        })).ToList();
        using var fetcher = new Fetcher(Local with { Timeout = TimeSpan.FromSeconds(1), MaxBytes = 50_000, PerHost = 2, Concurrency = 128, HostDelay = TimeSpan.FromMilliseconds(1) });
        var watcher = new Watcher(fetcher, static _ => false, new WatchOptions { FetchPages = false, MostAtOnce = 1024 }, random: new Random(1));
        GC.Collect();
        var memory = GC.GetTotalMemory(true);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var states = new Dictionary<string, WatchedSource>();
        foreach (var item in watcher.Once(sources, TestContext.Current.CancellationToken))
        {
            if (item.State is { } state) states.Add(state.Url, state);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{count} sources in {watch.Elapsed.TotalSeconds:0.0} s, at most {mostOfOneHost} requests to one host at once, {(GC.GetTotalMemory(true) - memory) / 1e6:0.0} MB more");
        Assert.Equal(count, states.Count);
        Assert.InRange(mostOfOneHost, 1, 2);
        Assert.Equal(count / 10 * 4, states.Values.Count(state => state.Health == SourceHealth.Working));
        foreach (var state in states.Values)
        {
            Assert.True(state.NextAt > state.CheckedAt);
            Assert.Equal(state.Health is SourceHealth.Working, state.Failures == 0);
        }

        fetcher.Dispose();
        for (var wait = 0; wait < 100 && server.Open > 0; wait++) await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal(0, server.Open);
    }

    private static async Task FaultyAsync(LoopbackServer.Request request, Stream stream, CancellationToken ct)
    {
        var number = int.Parse(request.Path.Trim('/').Split('/')[0], CultureInfo.InvariantCulture);
        switch (number % 10)
        {
            case 4: await LoopbackServer.Text(stream, 500, "no"); break;
            case 5: await LoopbackServer.Text(stream, 404, "no"); break;
            case 6: await LoopbackServer.Text(stream, 302, "", headers: $"Location: /{number}/again\r\n"); break;
            case 7 when number % 50 == 7: await stream.ReadExactlyAsync(new byte[1], ct); break;
            case 8 when number % 50 == 8:
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n"u8.ToArray(), ct);
                while (true)
                {
                    await stream.WriteAsync("x"u8.ToArray(), ct);
                    await Task.Delay(100, ct);
                }

            case 9:
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n"u8.ToArray(), ct);
                while (true) await stream.WriteAsync(new byte[4096], ct);
            case 7 or 8: await LoopbackServer.Text(stream, 200, "<rss><channel><item>", "text/xml"); break;
            default: await LoopbackServer.Text(stream, 200, Feed(Entry(number, "https://example.org")), "text/xml"); break;
        }
    }

    /// <summary>A second lasts ten milliseconds.</summary>
    private sealed class HurriedTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 100 : dueTime, period > TimeSpan.Zero ? period / 100 : period);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
        {
            if (Interlocked.CompareExchange(ref target, value, seen) == seen) return;
        }
    }

    private static string Feed(string entries) => $"<?xml version='1.0'?><rss version='2.0'><channel><title>Example News</title>{entries}</channel></rss>";

    private static string Entry(int number, string url, string words = "The council met.") =>
        $"<item><title>Report {number}</title><link>{url}/{number}</link><guid>{number}</guid><description>{words}</description></item>";

    private static string Tag(string feed) => $"\"{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(feed)))[..8]}\"";
}
