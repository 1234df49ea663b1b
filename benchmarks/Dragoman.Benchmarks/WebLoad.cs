using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Dragoman.Articles;
using Dragoman.Coding;
using Dragoman.Records;
using Dragoman.Records.Json;
using Dragoman.Store;
using Dragoman.Tests;
using Dragoman.Web;
using Microsoft.Extensions.Logging;

namespace Dragoman.Benchmarks;

/// <summary>
/// Many readers at once on the pages and the API, while articles are read into the same store:
/// <c>web [EVENTS [READERS [SECONDS [THINKING-MS [STORE]]]]]</c>. Server, readers and reading share one process and its cores, so that the readers' own
/// work counts against the server. With STORE the store is kept, and used again where it is there. <c>web-pages [EVENTS [STORE]]</c> asks each page
/// alone: first with a query that nobody asked before, then again.
/// </summary>
internal static class WebLoad
{
    private const int EventsOfOne = 3;

    private static readonly string[] Queries =
        ["", "type:SANCTION", "actor:FJI", "with:NZL since:2019", "recipient:AUSGOV type:ACCUSE,THREATEN", "since:2023-06", "place:TON factuality:happened", "\"over matter\" actor:GOV"];

    public static int Run(string[] arguments, TextWriter output)
    {
        var events = Number(arguments, 0, 300_000);
        var readers = Number(arguments, 1, 200);
        var seconds = Number(arguments, 2, 60);
        var thinking = Number(arguments, 3, 2_000);
        With(events, arguments.ElementAtOrDefault(4), output, store =>
        {
            Measure(store, readers, seconds, thinking, reading: false, output).GetAwaiter().GetResult();
            Measure(store, readers, seconds, thinking, reading: true, output).GetAwaiter().GetResult();
        });
        return 0;
    }

    /// <summary>Each page alone: the first answer of a fresh server, one to a query that nobody asked before, and the same again.</summary>
    public static int Pages(string[] arguments, TextWriter output)
    {
        With(Number(arguments, 0, 1_000_000), arguments.ElementAtOrDefault(1), output, store => MeasurePages(store, output).GetAwaiter().GetResult());
        return 0;
    }

    private static void With(int events, string? path, TextWriter output, Action<EventStore> measure)
    {
        var folder = path is null ? Directory.CreateTempSubdirectory("dragoman-load").FullName : null;
        try
        {
            var file = path ?? Path.Combine(folder!, "load.db");
            var made = !File.Exists(file);
            using var store = EventStore.Open(file, new StoreOptions { CountsMiB = StoreQueries.CountsMiB });
            var watch = Stopwatch.StartNew();
            for (var batch = 0; made && batch * 500 * EventsOfOne < events; batch++) store.Add(Synthetic.Batch(batch, 500));
            Say(output, $"{store.Summarize().Events:N0} events{(made ? $" in {watch.Elapsed.TotalSeconds:F0} s" : "")}, {store.Summarize().SizeOnDisk / 1e6:F0} MB; {Environment.ProcessorCount} processors");
            watch.Restart();
            store.PrepareCounts();
            store.Columns!.Wait();
            Say(output, $"counts in memory after {watch.Elapsed.TotalSeconds:F1} s");
            measure(store);
        }
        finally
        {
            if (folder is not null) Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasurePages(EventStore store, TextWriter output)
    {
        await using var app = WebHost.Build(new WebOptions { Store = store, Urls = ["http://127.0.0.1:0"], Logging = static logging => logging.ClearProviders() });
        await app.StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromMinutes(5) };
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        var documents = store.Documents(null, 50).Rows.Select(row => row.Id).ToList();
        var codes = store.Facets(EventQuery.Everything, FacetKind.Actor, 40).Select(facet => Uri.EscapeDataString(facet.Value)).ToList();
        // What is compiled on the way is not the store's time.
        foreach (var path in new[] { "/help", "/settings", "/audit", "/documents/" + documents[^1] }) _ = await Ask(client, path);
        Say(output, $"milliseconds to the last byte; fresh: the first after the start; other: the median of five that differ; again: the median of five that are the same");
        (string Name, Func<int, string> Path)[] pages =
        [
            ("now", _ => "/"),
            ("search, everything", _ => "/search"),
            ("search, a type", i => "/search?q=type%3A" + new[] { "ACCUSE", "AID", "AGREE", "SANCTION", "ASSAULT", "REJECT" }[i]),
            ("search, an actor", i => "/search?q=actor%3A" + codes[i]),
            ("search, a year", i => $"/search?q=since%3A{2018 + i}-03+until%3A{2018 + i}-09"),
            ("search, words", i => "/search?q=%22" + new[] { "over", "matter", "harbour", "said", "officials", "talks" }[i] + "%22"),
            ("search, type and words", i => $"/search?q=type%3AACCUSE+since%3A{2018 + i}+%22matter%22"),
            ("map", i => i == 0 ? "/map" : $"/map?q=since%3A{2017 + i}"),
            ("network", i => i == 0 ? "/network" : $"/network?q=since%3A{2017 + i}"),
            ("actors", i => i == 0 ? "/actors" : "/actors?q=" + "abcdef"[i]),
            ("actor", i => "/actors/" + codes[i + 6]),
            ("documents", _ => "/documents"),
            ("documents, a word", i => "/documents?q=" + new[] { "over", "matter", "harbour", "said", "officials", "talks" }[i]),
            ("article", i => "/documents/" + documents[i]),
            ("why", i => $"/documents/{documents[i]}/events/e1/why"),
            ("stories", _ => "/stories"),
            ("sources", _ => "/sources"),
            ("review", _ => "/review"),
            ("api: events", i => "/api/v1/events?q=actor%3A" + codes[i + 12]),
            ("api: facets", i => "/api/v1/facets?kind=type&q=actor%3A" + codes[i + 12]),
            ("api: timeline", i => $"/api/v1/timeline?unit=month&q=actor%3A{codes[i + 12]}"),
            ("api: dyads", i => $"/api/v1/dyads?q=since%3A{2017 + i}"),
        ];
        foreach (var (name, path) in pages)
        {
            var fresh = await Ask(client, path(0));
            var (others, again) = (new List<double>(), new List<double>());
            for (var i = 1; i <= 5; i++) others.Add((await Ask(client, path(i))).Milliseconds);
            for (var i = 1; i <= 5; i++) again.Add((await Ask(client, path(5))).Milliseconds);
            others.Sort();
            again.Sort();
            Say(output, $"  {name,-24} fresh {fresh.Milliseconds,8:F1}  other {others[2],8:F1} (most {others[^1],8:F1})  again {again[2],8:F1}  {fresh.Bytes / 1024d,6:F1} kB{(fresh.Status == 200 ? "" : $"  status {fresh.Status}")}");
        }

        await app.StopAsync();
    }

    private static async Task<(double Milliseconds, int Bytes, int Status)> Ask(HttpClient client, string path)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, bytes.Length, (int)answer.StatusCode);
    }

    private static async Task Measure(EventStore store, int readers, int seconds, int thinking, bool reading, TextWriter output)
    {
        await using var app = WebHost.Build(new WebOptions { Store = store, Urls = ["http://127.0.0.1:0"], Logging = static logging => logging.ClearProviders() });
        await app.StartAsync();
        var address = new Uri(app.Urls.First());
        var documents = store.Documents(null, 200).Rows.Select(row => row.Id).ToList();
        await Visit(address, documents, 0, 200, thinking: 0, TimeSpan.FromSeconds(5), new ConcurrentBag<(string, double, int)>());
        using var over = new CancellationTokenSource();
        var read = reading ? Task.Factory.StartNew(() => Read(store, over.Token), over.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default) : Task.FromResult(0);
        var answers = new ConcurrentBag<(string Kind, double Milliseconds, int Status)>();
        var busy = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, readers).Select(reader => Visit(address, documents, reader + 1, int.MaxValue, thinking, TimeSpan.FromSeconds(seconds), answers)));
        var elapsed = watch.Elapsed.TotalSeconds;
        var used = (Environment.CpuUsage.TotalTime - busy).TotalSeconds;
        await over.CancelAsync();
        var articles = await read;
        Say(output, $"{readers} readers, {thinking} ms between pages{(reading ? $", while {articles / elapsed:F1} articles/s were read on one thread" : "")}: {answers.Count / elapsed:F0} answers/s, {used / elapsed:F2} processors busy, {answers.Count(one => one.Status >= 400)} failed");
        Tell(output, "all", answers);
        foreach (var kind in answers.GroupBy(one => one.Kind).OrderBy(group => group.Key, StringComparer.Ordinal)) Tell(output, kind.Key, kind);
        await app.StopAsync();
    }

    /// <summary>One reader: a page, a while, the next page; each comes from an address of its own, as readers do.</summary>
    private static async Task Visit(
        Uri address, List<string> documents, int reader, int most, int thinking, TimeSpan lasts, ConcurrentBag<(string Kind, double Milliseconds, int Status)> answers)
    {
        using var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = async (context, cancel) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                if (OperatingSystem.IsLinux()) socket.Bind(new IPEndPoint(new IPAddress([127, 0, (byte)(1 + (reader / 250)), (byte)(1 + (reader % 250))]), 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var client = new HttpClient(handler) { BaseAddress = address };
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        var random = new Random(reader);
        var watch = Stopwatch.StartNew();
        if (thinking > 0) await Task.Delay(random.Next(thinking));
        for (var i = 0; i < most && watch.Elapsed < lasts; i++)
        {
            var (kind, path) = Choose(random, documents);
            var start = Stopwatch.GetTimestamp();
            var status = 0;
            try
            {
                using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
                _ = await answer.Content.ReadAsByteArrayAsync();
                status = (int)answer.StatusCode;
            }
            catch (HttpRequestException)
            {
                status = 999;
            }

            answers.Add((kind, Stopwatch.GetElapsedTime(start).TotalMilliseconds, status));
            if (thinking > 0) await Task.Delay((thinking / 2) + random.Next(thinking));
        }
    }

    private static (string Kind, string Path) Choose(Random random, List<string> documents)
    {
        var query = Queries[random.Next(Queries.Length)];
        var document = documents[random.Next(documents.Count)];
        return random.Next(10) switch
        {
            < 3 => ("start page", query.Length == 0 ? "/" : "/?q=" + Uri.EscapeDataString(query)),
            < 6 => ("article", "/documents/" + document),
            6 => ("documents", "/documents"),
            7 => ("api: events", "/api/v1/events?q=" + Uri.EscapeDataString(query)),
            8 => ("api: document", "/api/v1/documents/" + document),
            _ => ("review", "/review"),
        };
    }

    /// <summary>Reads articles into the store, as <c>watch</c> does beside the pages, on one thread.</summary>
    private static int Read(EventStore store, CancellationToken cancel)
    {
        var texts = Samples();
        var batch = new List<StoredDocument>();
        var number = 0;
        while (!cancel.IsCancellationRequested)
        {
            var document = texts[number % texts.Count] with { Id = null, Url = string.Create(CultureInfo.InvariantCulture, $"https://load.example/{Guid.NewGuid():N}") };
            var article = ArticleReader.Read(document, CancellationToken.None);
            batch.Add(new StoredDocument
            {
                Id = DocumentId.Of(document),
                Locator = document.Url!,
                MediaType = "text/plain",
                Raw = Encoding.UTF8.GetBytes(document.Text ?? document.Html!),
                Article = article.Article,
                Coded = DocumentCoder.Default.Code(article, document, CancellationToken.None),
                ReadAt = DateTimeOffset.UnixEpoch,
            });
            number++;
            if (batch.Count < 16) continue;
            store.Add(batch, CancellationToken.None);
            batch.Clear();
        }

        return number;
    }

    private static List<Document> Samples()
    {
        using var stream = typeof(WebLoad).Assembly.GetManifestResourceStream("samples.jsonl")!;
        using var reader = new StreamReader(stream);
        var documents = new List<Document>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0) documents.Add(JsonSerializer.Deserialize(line, RecordsJsonContext.Default.Document)!);
        }

        return documents;
    }

    private static void Tell(TextWriter output, string kind, IEnumerable<(string Kind, double Milliseconds, int Status)> answers)
    {
        var times = answers.Select(one => one.Milliseconds).Order().ToList();
        if (times.Count == 0) return;
        double At(double share) => times[Math.Min(times.Count - 1, (int)(times.Count * share))];
        Say(output, $"  {kind,-14} {times.Count,7} answers  p50 {At(.5),7:F1} ms  p95 {At(.95),7:F1} ms  p99 {At(.99),7:F1} ms  most {times[^1],7:F1} ms");
    }

    private static int Number(string[] arguments, int at, int otherwise) =>
        arguments.Length > at ? int.Parse(arguments[at], CultureInfo.InvariantCulture) : otherwise;

    private static void Say(TextWriter output, FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
