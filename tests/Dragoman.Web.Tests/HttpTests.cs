using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dragoman.Records;
using Dragoman.Records.Json;
using Dragoman.Store;
using Dragoman.Tests;
using Dragoman.Web.Hosting;

namespace Dragoman.Web.Tests;

/// <summary>The application as a browser and a program meet it: over HTTP, on a real server and a real store.</summary>
public sealed partial class HttpTests(Site site) : IClassFixture<Site>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<(HttpResponseMessage Response, string Body)> Get(string path)
    {
        var response = await site.Client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return (response, await response.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<JsonElement> Json(string path)
    {
        var (response, body) = await Get(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        return JsonDocument.Parse(body).RootElement;
    }

    public static TheoryData<string> Pages => ["/", "/search", "/actors", "/actors/USA", "/network", "/map", "/sources", "/stories", "/settings", "/new", "/documents", "/help", "/documents/" + News.Reprint.Id, "/search?q=type%3AACCUSE", "/search?q=type%3A", "/nowhere", "/documents/nowhere"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_page_is_html_without_script_or_inline_style(string path)
    {
        var (response, body) = await Get(path);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("<!DOCTYPE html>", body, StringComparison.Ordinal);
        // The start page alone has a script, a file of this server.
        if (path == "/") body = body.Replace($"<script src=\"{WebAssets.ScriptAddress}\" type=\"module\"></script>", "", StringComparison.Ordinal);
        Assert.DoesNotContain("<script", body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<style", body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" style=", body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("://", body.Replace("://news.example", "", StringComparison.Ordinal).Replace("http://www.w3.org", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotMatch(" on[a-z]+=\"", body);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    [InlineData("/api/v1/events")]
    [InlineData("/api/v1/nowhere")]
    [InlineData("/health/live")]
    public async Task Every_answer_carries_the_security_headers(string path)
    {
        var (response, body) = await Get(path);
        Assert.Equal(path == "/" ? SecurityHeaders.StartPolicy : SecurityHeaders.Policy, Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(response.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.False(response.Headers.Contains("Server"));
        // Only the start page keeps what was seen, and forms their token: neither can be read by script nor sent from elsewhere.
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            Assert.All(cookies, cookie =>
            {
                Assert.Matches("(?i)^(seen|dragoman-form)=[^;]+; .*httponly", cookie);
                Assert.Matches("(?i)samesite=(lax|strict)", cookie);
                if (cookie.StartsWith("seen", StringComparison.Ordinal)) Assert.Equal("/", path);
                else Assert.Contains("__RequestVerificationToken", body, StringComparison.Ordinal);
            });
        }
    }

    [Fact]
    public async Task The_start_page_shows_the_newest_events_first()
    {
        var (response, body) = await Get("/");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var newest = body.IndexOf("Sunday 16 April 2023", StringComparison.Ordinal);
        var older = body.IndexOf("Saturday 15 April 2023", StringComparison.Ordinal);
        Assert.InRange(newest, 1, older);
        Assert.Contains("<mark>struck</mark>", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("type:ACCUSE", "called the accord a historic mistake", "struck")]
    [InlineData("actor:RUS", "rejected", "Clashes")]
    [InlineData("until:2015", "reached an agreement", "struck")]
    [InlineData("\"six world powers\"", "reached an agreement", "struck")]
    public async Task A_query_narrows_the_page(string query, string shown, string hidden)
    {
        var (_, body) = await Get("/search?q=" + Uri.EscapeDataString(query));
        Assert.Contains($"<mark>{shown}</mark>", body, StringComparison.Ordinal);
        Assert.DoesNotContain($"<mark>{hidden}</mark>", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_query_is_answered_with_the_place_of_the_mistake()
    {
        var (response, body) = await Get("/search?q=" + Uri.EscapeDataString("type:ACUSE"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("character 6", body, StringComparison.Ordinal);
        Assert.Contains("<code>ACCUSE</code>", body, StringComparison.Ordinal);
        Assert.Contains("type:ACUSE\n     ^^^^^", body, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_date_less_precise_than_a_day_says_so() =>
        Assert.Contains("March 2019<span class=\"aside\">day not stated</span>", (await Get("/search?q=type%3AMOBILIZE")).Body, StringComparison.Ordinal);

    [Fact]
    public async Task An_overlong_query_is_refused_kindly() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await Get("/search?q=" + new string('a', 1500))).Response.StatusCode);

    [Fact]
    public async Task The_filter_form_becomes_a_query()
    {
        var (response, _) = await Get("/compose?q=type%3AACCUSE+old&actor=USA&recipient=&with=&since=2019-03&until=&place=&source=Harbour+Daily&words=%22air+defense%22");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(
            "/search?q=" + Uri.EscapeDataString("type:ACCUSE actor:USA since:2019-03 source:\"Harbour Daily\" \"air defense\""),
            response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task An_event_leads_to_its_words()
    {
        var (response, _) = await Get($"/documents/{News.Reprint.Id}/events/e3");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal($"/documents/{News.Reprint.Id}#at-e3", response.Headers.Location!.OriginalString);
        var (_, body) = await Get("/documents/" + News.Reprint.Id);
        Assert.Contains("id=\"at-e3\"", body, StringComparison.Ordinal);
        Assert.Contains("id=\"e3\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_article_shows_its_parts_as_what_they_are()
    {
        var (_, body) = await Get("/documents/" + News.Reprint.Id);
        Assert.Contains("Promotion, not part of the report", body, StringComparison.Ordinal);
        Assert.Contains("Where this text comes from", body, StringComparison.Ordinal);
        Assert.Contains("Picture caption, picture of 24 March 2019", body, StringComparison.Ordinal);
        Assert.Contains("first published by <bdi>Radio Free Europe/Radio Liberty</bdi>", body, StringComparison.Ordinal);
        Assert.Contains("rel=\"noopener noreferrer nofollow external\"", body, StringComparison.Ordinal);
        Assert.Equal(1, body.Split("<h1").Length - 1);
    }

    [Fact]
    public async Task What_could_not_be_read_is_listed_with_the_reason()
    {
        var (_, body) = await Get("/documents");
        Assert.Contains("The bytes are not text.", body, StringComparison.Ordinal);
        Assert.Contains("news/&lt;b&gt;broken&lt;/b&gt;.html", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Documents_are_found_by_their_words()
    {
        var (_, body) = await Get("/documents?q=denuclearization");
        Assert.Contains("Trump and Kim meet in Singapore", body, StringComparison.Ordinal);
        Assert.DoesNotContain("FARC", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/documents/nowhere")]
    [InlineData("/nowhere")]
    [InlineData("/documents/nowhere/raw")]
    [InlineData("/api/v1/documents/nowhere")]
    [InlineData("/api/v1/nowhere")]
    public async Task What_is_not_there_is_404_and_says_so(string path)
    {
        var (response, body) = await Get(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Matches("not here|not in the store|no such address", body);
    }

    [Theory]
    [InlineData("/documents/%00")]
    [InlineData("/documents/..%2F..%2Fetc%2Fpasswd")]
    [InlineData("/documents/x'%20OR%201=1--/raw")]
    [InlineData("/?after=%F0%9F%92%A5&q=%22")]
    [InlineData("/?after=1.2.3.4")]
    [InlineData("/documents?after=zzz&q=%22%22%22*(")]
    [InlineData("/documents?q=NEAR(%20AND%20*%20%22")]
    [InlineData("/api/v1/events?after=zzz")]
    [InlineData("/api/v1/events?limit=99999999999")]
    [InlineData("/api/v1/events?limit=-1")]
    [InlineData("/api/v1/facets?kind=0")]
    [InlineData("/api/v1/facets")]
    [InlineData("/assets/pointing.css?k=e1-2}*{display:none}")]
    [InlineData("/compose?q=%22%22%22&actor=%00%22,,%22")]
    public async Task Hostile_addresses_are_answered_and_never_a_failure_of_the_server(string path) =>
        Assert.InRange((int)(await Get(path)).Response.StatusCode, 200, 499);

    [Fact]
    public async Task Hostile_text_stays_text_on_every_page()
    {
        var hostile = News.All[^1];
        foreach (var path in new[] { "/search?q=type%3AAGREE+actor%3AFJI", "/documents", "/documents/" + hostile.Id, "/search?q=" + Uri.EscapeDataString(News.Script), "/documents?q=" + Uri.EscapeDataString("\"><script>alert(9)</script>") })
        {
            var (_, body) = await Get(path);
            Assert.DoesNotContain("<script", body, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img", body, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<svg onload", body, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("javascript:", body.Replace("&#", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotMatch("<[^>]* onmouseover=\"alert", body);
        }
    }

    [Fact]
    public async Task The_bytes_of_a_page_are_a_file_to_keep_and_never_a_page()
    {
        using var folder = new TemporaryFolder();
        using var store = EventStore.Open(folder.File("page.db"));
        var page = new StoredDocument
        {
            Id = DocumentId.Of(new Document { Html = News.Script }),
            Locator = "a.html",
            MediaType = "text/html",
            Raw = "<script>alert(1)</script>"u8.ToArray(),
            Article = new Article { Text = "" },
            Coded = new CodedDocument { Text = "", Engine = "test" },
            ReadAt = DateTimeOffset.UnixEpoch,
        };
        store.Add([page], Cancel);
        var (app, _, client) = await Site.StartAsync(store);
        await using (app)
        using (client)
        {
            var response = await client.GetAsync(new Uri($"/documents/{page.Id}/raw", UriKind.Relative), Cancel);
            Assert.Equal("application/octet-stream", response.Content.Headers.ContentType!.MediaType);
            Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
            Assert.Contains("sandbox", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.Equal("<script>alert(1)</script>", await response.Content.ReadAsStringAsync(Cancel));
            Assert.Contains("No event was found", await client.GetStringAsync(new Uri("/", UriKind.Relative), Cancel), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_empty_store_says_what_to_do()
    {
        using var folder = new TemporaryFolder();
        using var store = EventStore.Open(folder.File("empty.db"));
        var (app, _, client) = await Site.StartAsync(store);
        await using (app)
        using (client)
        {
            Assert.Contains("dragoman read", await client.GetStringAsync(new Uri("/", UriKind.Relative), Cancel), StringComparison.Ordinal);
            Assert.Contains("Nothing has been read yet", await client.GetStringAsync(new Uri("/documents", UriKind.Relative), Cancel), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_read_while_the_pages_are_open_is_counted_at_once()
    {
        using var folder = new TemporaryFolder();
        using var store = EventStore.Open(folder.File("growing.db"));
        store.Add([News.All[0]], Cancel);
        var (app, _, client) = await Site.StartAsync(store);
        await using (app)
        using (client)
        {
            Assert.Contains(">6 events, newest first<", await client.GetStringAsync(new Uri("/search", UriKind.Relative), Cancel), StringComparison.Ordinal);
            store.Add([News.All[1]], Cancel);
            Assert.Contains(">12 events, newest first<", await client.GetStringAsync(new Uri("/search", UriKind.Relative), Cancel), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_does_not_wait_for_counts_that_take_long_and_has_them_when_they_are_made()
    {
        using var held = new SemaphoreSlim(0);
        var clock = new HandClock();
        var kept = new Shelf<string, string>(TimeSpan.FromMinutes(1), 8, clock);
        Assert.Null(kept.Get("key", (1, 1), TimeSpan.Zero, () => { held.Wait(Cancel); return "one"; }));
        held.Release();
        Assert.Equal("one", kept.Get("key", (1, 1), Timeout.InfiniteTimeSpan, () => "never"));
        // The store has grown: what was is shown until the new is made.
        Assert.Equal("one", kept.Get("key", (2, 2), TimeSpan.Zero, () => { held.Wait(Cancel); return "two"; }));
        held.Release();
        Assert.Equal("two", kept.Get("key", (2, 2), Timeout.InfiniteTimeSpan, () => "never"));
        // What took a second is made again after ten at the earliest, however the store grows.
        Assert.Equal("three", kept.Get("other", (1, 1), Timeout.InfiniteTimeSpan, () => { clock.Seconds += 1; return "three"; }));
        clock.Seconds += 8;
        Assert.Equal("three", kept.Get("other", (2, 2), TimeSpan.FromMinutes(1), () => "four"));
        clock.Seconds += 1;
        Assert.Equal("four", kept.Get("other", (3, 3), TimeSpan.FromMinutes(1), () => "four"));
        // What took longer than the patience is not waited for again, where something older is there.
        Assert.Equal("old", kept.Get("dear", (1, 1), Timeout.InfiniteTimeSpan, () => { clock.Seconds += 3_600; return "old"; }));
        clock.Seconds += 3_600;
        Assert.Equal("old", kept.Get("dear", (2, 2), TimeSpan.FromMinutes(30), () => { held.Wait(Cancel); return "new"; }));
        held.Release();
        Assert.Equal("new", kept.Get("dear", (2, 2), Timeout.InfiniteTimeSpan, () => "never"));
        // A failure is told, and not kept.
        Assert.Throws<StoreException>(() => kept.Get("key", (3, 3), Timeout.InfiniteTimeSpan, () => throw new StoreException(StoreFailure.Other, "store.db", "busy")));
        Assert.Equal("three", kept.Get("key", (3, 3), Timeout.InfiniteTimeSpan, () => "three"));

        var (app, _, client) = await Site.StartAsync(site.Store, TimeSpan.Zero);
        await using (app)
        using (client)
        {
            var page = await client.GetStringAsync(new Uri("/search?q=type%3ASANCTION", UriKind.Relative), Cancel);
            Assert.Contains("<mark>expelled</mark>", page, StringComparison.Ordinal);
            // It is asked until they are there; a page that waits for them comes after them.
            while (!page.Contains(">6 events, newest first<", StringComparison.Ordinal))
            {
                Assert.Contains("Show the counts", page, StringComparison.Ordinal);
                page = await client.GetStringAsync(new Uri("/search?q=type%3ASANCTION", UriKind.Relative), Cancel);
            }
        }
    }

    [Fact]
    public async Task Pages_of_events_neither_repeat_nor_miss_one()
    {
        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await Json("/api/v1/events?limit=7" + (after is null ? "" : "&after=" + Uri.EscapeDataString(after)));
            seen.AddRange(page.GetProperty("events").EnumerateArray().Select(row => row.GetProperty("document").GetString() + row.GetProperty("event").GetString()));
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (after is not null);
        Assert.Equal(News.All.Sum(document => document.Coded.Events.Count), seen.Count);
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task The_api_gives_a_document_as_the_record_that_it_is()
    {
        var (_, body) = await Get("/api/v1/documents/" + News.Reprint.Id);
        Assert.Equal(JsonSerializer.Serialize(News.Reprint.Coded, RecordsJson.Default.CodedDocument), body);
    }

    [Fact]
    public async Task The_api_counts_and_sums_up()
    {
        Assert.Equal(News.All.Count, (await Json("/api/v1/summary")).GetProperty("documents").GetInt64());
        var facets = await Json("/api/v1/facets?kind=type&q=" + Uri.EscapeDataString("type:SANCTION"));
        Assert.Equal("type", facets.GetProperty("kind").GetString());
        var facet = Assert.Single(facets.GetProperty("facets").EnumerateArray());
        Assert.Equal(("SANCTION", 6L), (facet.GetProperty("value").GetString(), facet.GetProperty("count").GetInt64()));
        Assert.Equal(5, (await Json("/api/v1/documents?limit=5")).GetProperty("documents").GetArrayLength());
    }

    [Fact]
    public async Task A_wrong_query_to_the_api_is_a_problem_with_a_position()
    {
        var (response, body) = await Get("/api/v1/events?q=" + Uri.EscapeDataString("words type:ACUSE"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(11, JsonDocument.Parse(body).RootElement.GetProperty("position").GetInt32());
    }

    [Fact]
    public async Task Style_is_kept_by_the_browser_and_known_again()
    {
        var (response, body) = await Get(WebAssets.StyleAddress);
        Assert.Equal("text/css", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(body);
        using var again = new HttpRequestMessage(HttpMethod.Get, WebAssets.StyleAddress);
        again.Headers.IfNoneMatch.Add(response.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await site.Client.SendAsync(again, Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("rebound.example", HttpStatusCode.BadRequest)]
    public async Task Only_names_of_this_machine_are_answered(string host, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        request.Headers.Host = host;
        Assert.Equal(status, (await site.Client.SendAsync(request, Cancel)).StatusCode);
    }

    [Fact]
    public async Task The_server_says_that_it_is_alive_and_ready()
    {
        Assert.Equal("alive", (await Get("/health/live")).Body);
        Assert.StartsWith("ready", (await Get("/health/ready")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/v1/events")]
    [InlineData("/documents")]
    public async Task Nothing_can_be_changed_from_outside(string path)
    {
        using var content = new StringContent("x=1");
        var response = await site.Client.PostAsync(new Uri(path, UriKind.Relative), content, Cancel);
        Assert.InRange((int)response.StatusCode, 400, 499);
    }

    [Fact]
    public async Task Pages_are_compressed_for_those_who_ask()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.AcceptEncoding.ParseAdd("br");
        Assert.Equal("br", Assert.Single((await site.Client.SendAsync(request, Cancel)).Content.Headers.ContentEncoding));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_cold_page_ships_little_with_all_that_it_loads(string path)
    {
        async Task<long> Weigh(string address)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.AcceptEncoding.ParseAdd("br");
            return (await (await site.Client.SendAsync(request, Cancel)).Content.ReadAsByteArrayAsync(Cancel)).LongLength;
        }

        var loaded = Loaded().Matches((await Get(path)).Body).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Distinct().ToList();
        Assert.Contains(loaded, address => address.Contains(".css", StringComparison.Ordinal));
        var bytes = await Weigh(path);
        foreach (var address in loaded) bytes += await Weigh(address);
        Assert.InRange(bytes, 1, 100_000);
    }

    [Fact]
    public void Options_that_cannot_work_are_refused_by_name()
    {
        Assert.Contains("StorePath", Assert.Throws<ArgumentException>(() => WebHost.Build(new WebOptions())).Message, StringComparison.Ordinal);
        Assert.Contains("Urls", Assert.Throws<ArgumentException>(() => WebHost.Build(new WebOptions { StorePath = "x", Urls = [] })).Message, StringComparison.Ordinal);
        Assert.Contains("Title", Assert.Throws<ArgumentException>(() => WebHost.Build(new WebOptions { StorePath = "x", Title = "" })).Message, StringComparison.Ordinal);
        Assert.Contains("Certificate", Assert.Throws<ArgumentException>(() => WebHost.Build(new WebOptions { StorePath = "x", Urls = ["https://localhost:1"] })).Message, StringComparison.Ordinal);
        Assert.Contains("proxy", Assert.Throws<ArgumentException>(() => WebHost.Build(new WebOptions { StorePath = "x", KnownProxies = ["next door"] })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => WebHost.Build(new WebOptions { StorePath = "x", Urls = ["ftp://localhost:1"] }));
    }

    [GeneratedRegex("<link [^>]*href=\"(/[^\"]+)\"")]
    private static partial Regex Loaded();

    private sealed class HandClock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
