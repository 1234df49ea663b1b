using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dragoman.Records;
using Dragoman.Store;
using Dragoman.Tests;

namespace Dragoman.Cli.Tests;

/// <summary><c>dragoman watch</c> from end to end, against a server on loopback.</summary>
public sealed class WatchTests
{
    private const string Words = "The harbour council voted on Tuesday to reopen the north quay, officials said. France condemned the closure of the quay by Spain on Monday.";

    [Fact]
    public async Task An_article_arrives_changes_and_stays_one_document()
    {
        using var folder = new TemporaryFolder();
        var store = folder.File("news.db");
        var feed = Feed("");
        var page = Words;
        await using var server = new LoopbackServer((request, stream, _) => request.Path switch
        {
            "/robots.txt" => LoopbackServer.Text(stream, 404, ""),
            "/feed" => request.Headers.GetValueOrDefault("If-None-Match") == Tag(feed)
                ? LoopbackServer.Text(stream, 304, "")
                : LoopbackServer.Text(stream, 200, feed, "application/rss+xml", $"ETag: {Tag(feed)}\r\n"),
            "/broken" => LoopbackServer.Text(stream, 200, "<rss><channel><item><title>Half", "application/rss+xml"),
            _ => LoopbackServer.Text(stream, 200, $"<html lang='en'><body><article><h1>Quay reopens</h1>{string.Concat(page.Split('|').Select(words => $"<p>{words}</p>"))}</article><p>{Guid.NewGuid()}</p></body></html>"),
        });

        // A valid empty feed is not a broken one.
        await WatchAsync(store, server.Url + "/feed", server.Url + "/broken");
        var health = await HealthAsync(store);
        Assert.Equal(("empty", "broken"), (health["/feed"], health["/broken"]));

        // An article appears, and is read whole.
        feed = Feed($"<item><title>Quay reopens</title><link>{server.Url}/1</link><guid>1</guid><description>Short.</description></item>");
        await WatchAsync(store);
        Assert.Equal("working", (await HealthAsync(store))["/feed"]);
        using (var opened = EventStore.Open(store))
        {
            Assert.Equal(1, opened.Summarize().Documents);
            Assert.True(opened.Summarize().Events > 0, "there is an event");
            Assert.Equal(1, opened.LatestVersion(server.Url + "/1")!.Number);
        }

        // Nothing new: the server says so, and the page is not fetched again.
        server.Requests.Clear();
        await WatchAsync(store);
        Assert.Equal(["/feed"], server.Requests.Select(request => request.Path).Where(path => path is "/feed" or "/1"));
        Assert.Contains(server.Requests, request => request.Headers.GetValueOrDefault("If-None-Match") == Tag(feed));

        // The feed announces it anew, and the page says the same among other things around it: no new version.
        feed = Feed($"<item><title>Quay reopens</title><link>{server.Url}/1</link><guid>1</guid><description>Short, again.</description></item>");
        await WatchAsync(store);
        using (var opened = EventStore.Open(store)) Assert.Equal(1, opened.LatestVersion(server.Url + "/1")!.Number);

        // The article changes: a new version of the same document, with what changed.
        page = Words + "|Three ships came on Wednesday, the harbour master said.";
        feed = Feed($"<item><title>Quay reopens</title><link>{server.Url}/1</link><guid>1</guid><description>Now with ships.</description></item>");
        await WatchAsync(store);
        using (var opened = EventStore.Open(store))
        {
            var versions = opened.Versions(server.Url + "/1");
            Assert.Equal([1, 2], versions.Select(version => version.Number));
            Assert.Equal("+ Three ships came on Wednesday, the harbour master said.", versions[1].Changes);
            Assert.NotEqual(versions[0].DocumentId, versions[1].DocumentId);
        }

        var opml = await RunAsync(["watch", "--store", store, "--opml", "-"]);
        Assert.Contains(server.Url + "/feed", opml.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(["watch", "--store", store, "--remove", server.Url + "/broken"])).ExitCode);
        Assert.Single(await HealthAsync(store));
    }

    [Fact]
    public async Task Addresses_of_this_machine_are_not_reached_unasked()
    {
        using var folder = new TemporaryFolder();
        await using var server = new LoopbackServer((_, stream, _) => LoopbackServer.Text(stream, 200, "secret"));
        var result = await RunAsync(["read", server.Url + "/feed", "--store", folder.File("a.db")]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("this machine", result.Error, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_list_of_feeds_is_read_from_end_to_end()
    {
        using var folder = new TemporaryFolder();
        var store = folder.File("news.db");
        await using var server = new LoopbackServer((request, stream, _) => request.Path switch
        {
            "/robots.txt" => LoopbackServer.Text(stream, 404, ""),
            "/one" => LoopbackServer.Text(stream, 200, Feed(Entry(1, server: request.Host)), "application/rss+xml"),
            "/two" => LoopbackServer.Text(stream, 200, $"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Second</title><entry><title>Quay</title><id>2</id><link href='http://{request.Host}/2'/><updated>2019-03-29T12:00:00Z</updated></entry></feed>", "application/atom+xml"),
            "/1" or "/2" => LoopbackServer.Text(stream, 200, $"<html lang='en'><body><article><h1>Quay reopens</h1><p>{Words}</p><p>Report {request.Path[1]}.</p></article></body></html>"),
            _ => LoopbackServer.Text(stream, 404, ""),
        });
        var list = folder.Write(
            "list.opml",
            $"<?xml version='1.0'?><opml version='2.0'><body><outline text='Ports'><outline type='rss' text='One' xmlUrl='{server.Url}/one'/></outline><outline type='rss' text='Two' xmlUrl='{server.Url}/two'/><outline type='rss' text='Lost' xmlUrl='{server.Url}/lost'/></body></opml>");
        var result = await RunAsync(["read", list, "--allow-private", "--store", store]);
        Assert.True(result.ExitCode is 0 or 1, result.Error);
        using (var opened = EventStore.Open(store))
        {
            Assert.Equal(2, opened.Summarize().Documents);
            Assert.True(opened.Summarize().Events >= 1, $"{opened.Summarize().Events} events");
            Assert.Equal("Ports", opened.FindSource(server.Url + "/one")!.Category);
        }

        var health = await HealthAsync(store);
        Assert.Equal(("working", "working", "failing"), (health["/one"], health["/two"], health["/lost"]));

        // Read again, nothing is new.
        Assert.True((await RunAsync(["read", list, "--allow-private", "--store", store])).ExitCode is 0 or 1);
        using (var opened = EventStore.Open(store)) Assert.Equal(2, opened.Summarize().Documents);
    }

    [Fact]
    public async Task Serve_watches_the_sources_of_its_store_beside_its_pages()
    {
        using var folder = new TemporaryFolder();
        var store = folder.File("news.db");
        await using var server = new LoopbackServer((request, stream, _) => request.Path switch
        {
            "/feed" => LoopbackServer.Text(stream, 200, Feed(Entry(1, server: request.Host)), "application/rss+xml"),
            "/1" => LoopbackServer.Text(stream, 200, $"<html lang='en'><body><article><h1>Quay reopens</h1><p>{Words}</p></article></body></html>"),
            _ => LoopbackServer.Text(stream, 404, ""),
        });
        using (var opened = EventStore.Open(store)) opened.AddSources([new WatchedSource { Url = server.Url + "/feed" }]);
        using var executable = new Executable();
        using var process = executable.Start("serve", "--store", store, "--urls", "http://127.0.0.1:0", "--no-browser", "--allow-private");
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Executable.Patience, TestContext.Current.CancellationToken);
        var address = new Uri(line!.Split(' ').First(word => word.StartsWith("http://", StringComparison.Ordinal)));
        using var client = new HttpClient();
        var events = "";
        using var patience = new CancellationTokenSource(Executable.Patience);
        while (!patience.IsCancellationRequested && !events.Contains("ACCUSE", StringComparison.Ordinal))
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            events = await client.GetStringAsync(new Uri(address, "/api/v1/events"), TestContext.Current.CancellationToken);
        }

        Signals.SendInterrupt(process);
        Assert.Equal(0, Executable.Finish(process).ExitCode);
        Assert.Contains("ACCUSE", events, StringComparison.Ordinal);
        Assert.Contains(server.Url + "/1", events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_that_is_added_on_the_page_of_sources_brings_its_event_to_the_start_page()
    {
        using var folder = new TemporaryFolder();
        await using var server = new LoopbackServer((request, stream, _) => request.Path switch
        {
            "/feed" => LoopbackServer.Text(stream, 200, Feed(Entry(1, server: request.Host)), "application/rss+xml"),
            "/1" => LoopbackServer.Text(stream, 200, $"<html lang='en'><body><article><h1>Quay reopens</h1><p>{Words}</p></article></body></html>"),
            _ => LoopbackServer.Text(stream, 404, ""),
        });
        using var executable = new Executable();
        using var process = executable.Start("serve", "--store", folder.File("news.db"), "--urls", "http://127.0.0.1:0", "--no-browser", "--allow-private");
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Executable.Patience, TestContext.Current.CancellationToken);
        var address = new Uri(line!.Split(' ').First(word => word.StartsWith("http://", StringComparison.Ordinal)));
        using var client = new HttpClient();
        var page = await client.GetStringAsync(new Uri(address, "/sources"), TestContext.Current.CancellationToken);
        var token = System.Text.RegularExpressions.Regex.Match(page, "__RequestVerificationToken\" value=\"([^\"]+)").Groups[1].Value;
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("url", server.Url + "/feed"), KeyValuePair.Create("kind", "feed"), KeyValuePair.Create("__RequestVerificationToken", token)]);
        var said = await client.PostAsync(new Uri(address, "/sources/add"), form, TestContext.Current.CancellationToken);
        Assert.Contains("is watched from now on", await said.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var start = "";
        using var patience = new CancellationTokenSource(Executable.Patience);
        while (!patience.IsCancellationRequested && !start.Contains("<mark>condemned</mark>", StringComparison.Ordinal))
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
            start = await client.GetStringAsync(new Uri(address, "/"), TestContext.Current.CancellationToken);
        }

        // Documents are kept first, the state of their source last.
        var sources = "";
        while (!patience.IsCancellationRequested && !sources.Contains("health-working", StringComparison.Ordinal))
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
            sources = await client.GetStringAsync(new Uri(address, "/sources"), TestContext.Current.CancellationToken);
        }

        Signals.SendInterrupt(process);
        Assert.Equal(0, Executable.Finish(process).ExitCode);
        Assert.Contains("<mark>condemned</mark>", start, StringComparison.Ordinal);
        Assert.Contains("health-working", sources, StringComparison.Ordinal);
    }

    private static async Task WatchAsync(string store, params string[] sources)
    {
        var result = await RunAsync(["watch", .. sources, "--once", "--all", "--allow-private", "--store", store]);
        Assert.True(result.ExitCode == 0, result.Error);
    }

    private static async Task<Dictionary<string, string>> HealthAsync(string store) =>
        (await RunAsync(["watch", "--list", "--store", store])).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(source => new Uri(source.GetProperty("url").GetString()!).AbsolutePath, source => source.GetProperty("health").GetString()!);

    private static Task<Outcome> RunAsync(string[] arguments) => Task.Run(() =>
    {
        using var executable = new Executable();
        return executable.Run(arguments);
    });

    private static string Feed(string entries) => $"<?xml version='1.0'?><rss version='2.0'><channel><title>Example News</title>{entries}</channel></rss>";

    private static string Entry(int number, string server) => $"<item><title>Quay reopens</title><link>http://{server}/{number}</link><guid>{number}</guid><description>Short.</description></item>";

    private static string Tag(string feed) => $"\"{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(feed)))[..8]}\"";
}
