using System.Net;
using System.Text.RegularExpressions;
using Dragoman.Records;
using Dragoman.Store;

namespace Dragoman.Web.Tests;

/// <summary>What forms do, and what they refuse; cookies; files to take along.</summary>
public sealed partial class FormTests(Site site) : IClassFixture<Site>, IDisposable
{
    private readonly EventStore _store = site.Store;

    // A browser of each test's own: it keeps cookies.
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = true }) { BaseAddress = site.Address };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Takes away what a test left, so that the next finds the site as the first did.</summary>
    public void Dispose()
    {
        _client.Dispose();
        foreach (var source in _store.Sources()) _store.RemoveSource(source.Url);
        foreach (var query in _store.SavedQueries()) _store.RemoveQuery(query.Name);
    }

    private async Task<string> Body(string path) => await _client.GetStringAsync(new Uri(path, UriKind.Relative), Cancel);

    private async Task<string> Token(string page) => Field().Match(await Body(page)).Groups[1].Value;

    private async Task<HttpResponseMessage> Send(string path, string? token, params (string Name, string Value)[] fields)
    {
        var all = fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).ToList();
        if (token is not null) all.Add(KeyValuePair.Create("__RequestVerificationToken", token));
        return await _client.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent(all), Cancel);
    }

    [Fact]
    public async Task A_source_is_added_paused_hidden_shown_and_removed()
    {
        const string url = "https://news.example/feed.xml";
        var token = await Token("/sources");
        var added = await Send("/sources/add", token, ("url", url), ("kind", "feed"));
        Assert.Equal((HttpStatusCode.Found, "/sources?said=added"), (added.StatusCode, added.Headers.Location!.ToString()));
        Assert.Equal("/sources?said=known", (await Send("/sources/add", token, ("url", url))).Headers.Location!.ToString());
        Assert.Single(_store.DueSources(DateTimeOffset.MaxValue, 9));

        await Send("/sources/change", token, ("url", url), ("act", "pause"));
        await Send("/sources/change", token, ("url", url), ("act", "hide"));
        Assert.True(_store.FindSource(url) is { IsPaused: true, IsHidden: true });
        Assert.Empty(_store.DueSources(DateTimeOffset.MaxValue, 9));
        Assert.Contains("paused", await Body("/sources"), StringComparison.Ordinal);

        // What a watcher writes back changes nothing of it.
        _store.KeepSeen([new WatchedSource { Url = url, Health = SourceHealth.Working }], [], []);
        Assert.True(_store.FindSource(url)!.IsPaused);

        await Send("/sources/change", token, ("url", url), ("act", "resume"));
        Assert.Single(_store.DueSources(DateTimeOffset.MaxValue, 9));
        Assert.Equal("/sources?said=removed", (await Send("/sources/change", token, ("url", url), ("act", "remove"))).Headers.Location!.ToString());
        Assert.Equal("/sources?said=missing", (await Send("/sources/change", token, ("url", url), ("act", "pause"))).Headers.Location!.ToString());
        Assert.Empty(_store.Sources());
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:secret@news.example/feed")]
    [InlineData("not an address")]
    [InlineData("")]
    public async Task What_is_no_address_of_the_web_is_not_watched(string url)
    {
        var answer = await Send("/sources/add", await Token("/sources"), ("url", url));
        Assert.Equal("/sources?said=address", answer.Headers.Location!.ToString());
        Assert.Empty(_store.Sources());
        Assert.Contains("role=\"alert\"", await Body("/sources?said=address"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sources/add", "url")]
    [InlineData("/sources/change", "url")]
    [InlineData("/queries/save", "name")]
    [InlineData("/queries/remove", "name")]
    public async Task A_form_without_its_token_does_nothing(string path, string field)
    {
        _store.AddSources([new WatchedSource { Url = "https://news.example/kept" }]);
        foreach (var token in new[] { null, "forged" })
        {
            var answer = await Send(path, token, (field, "https://news.example/kept"), ("act", "remove"), ("q", "type:AID"));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Equal("https://news.example/kept", Assert.Single(_store.Sources()).Url);
        Assert.Empty(_store.SavedQueries());
    }

    [Fact]
    public async Task A_list_of_another_reader_is_taken_over_and_given_back()
    {
        const string opml = "<opml version='2.0'><body><outline text='Ports'><outline type='rss' text='One &lt;b&gt;' xmlUrl='https://news.example/one'/><outline type='rss' text='Two' xmlUrl='javascript:alert(1)'/></outline></body></opml>";
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await Token("/sources")), "__RequestVerificationToken" },
            { new StringContent(opml), "file", "feeds.opml" },
        };
        var answer = await _client.PostAsync(new Uri("/sources/import", UriKind.Relative), form, Cancel);
        Assert.Equal("/sources?said=imported&count=1", answer.Headers.Location!.ToString());
        var source = Assert.Single(_store.Sources());
        Assert.Equal(("https://news.example/one", "Ports"), (source.Url, source.Category));
        Assert.Contains("One &lt;b&gt;", await Body("/sources"), StringComparison.Ordinal);
        Assert.Contains("xmlUrl=\"https://news.example/one\"", await Body("/sources/opml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_list_or_too_long_a_one_says_what_was_expected()
    {
        var token = await Token("/sources");
        foreach (var (text, said, words) in new[] { ("just words", "opml", "OPML file is expected"), (new string(' ', 3_000_000), "large", "larger than 2 MB") })
        {
            using var form = new MultipartFormDataContent
            {
                { new StringContent(token), "__RequestVerificationToken" },
                { new StringContent(text), "file", "feeds.opml" },
            };
            var answer = await _client.PostAsync(new Uri("/sources/import", UriKind.Relative), form, Cancel);
            Assert.Equal("/sources?said=" + said, answer.Headers.Location!.ToString());
            Assert.Contains(words, await Body("/sources?said=" + said), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_query_is_saved_used_under_its_name_and_forgotten()
    {
        var token = await Token("/search?q=type%3AACCUSE");
        Assert.EndsWith("said=saved", (await Send("/queries/save", token, ("name", "blame"), ("q", "type:ACCUSE"))).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("said=name", (await Send("/queries/save", token, ("name", "2 words"), ("q", "type:ACCUSE"))).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("said=query", (await Send("/queries/save", token, ("name", "wrong"), ("q", "type:"))).Headers.Location!.ToString(), StringComparison.Ordinal);
        var page = await Body("/search");
        Assert.Contains("@blame", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"@blame\">", page, StringComparison.Ordinal);
        Assert.Contains("<mark>called the accord a historic mistake</mark>", await Body("/search?q=" + Uri.EscapeDataString("@blame")), StringComparison.Ordinal);
        await Send("/queries/remove", token, ("name", "blame"));
        Assert.Empty(_store.SavedQueries());
    }

    [Fact]
    public async Task Every_form_of_export_gives_what_the_query_finds_as_a_file()
    {
        foreach (var format in EventExport.Formats)
        {
            var answer = await _client.GetAsync(new Uri($"/export/{format.Name}?q=type%3AACCUSE", UriKind.Relative), Cancel);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
            using var expected = new MemoryStream();
            EventExport.Write(_store, EventQuery.Parse("type:ACCUSE"), format, expected, Cancel);
            var bytes = await answer.Content.ReadAsByteArrayAsync(Cancel);
            Assert.InRange(bytes.Length, expected.Length - 64, expected.Length + 64);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync(new Uri("/export/word", UriKind.Relative), Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _client.GetAsync(new Uri("/export/csv?q=type%3A", UriKind.Relative), Cancel)).StatusCode);
    }

    [Fact]
    public async Task What_is_read_after_a_look_is_new_at_the_next_until_it_is_seen()
    {
        Assert.Contains("your first look", await Body("/"), StringComparison.Ordinal);
        Assert.Contains("Nothing new since", await Body("/"), StringComparison.Ordinal);
        _store.Add(
            [new NewsBuilder("Paris recalls its envoy", "Harbour Daily", "2023-04-18", "https://news.example/envoy")
                .Headline().Body("France criticised Spain over the quay.")
                .Mention("m1", "France", MentionKind.Organization, "FRA", "France").Mention("m2", "Spain", MentionKind.Organization, "ESP", "Spain")
                .Event(EventType.Accuse, "disapprove", "111", -2, "France criticised Spain over the quay", "criticised", "France", "Spain", "2023-04-18").Build()],
            Cancel);
        var page = await Body("/");
        Assert.Contains(">1 event</strong>", page, StringComparison.Ordinal);
        Assert.Single(NewBadge().Matches(page));
        Assert.Contains("Paris recalls its envoy", await Body("/new"), StringComparison.Ordinal);
        await _client.GetAsync(new Uri("/seen", UriKind.Relative), Cancel);
        Assert.Contains("Nothing new since", await Body("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Moments_are_told_in_the_zone_that_was_chosen()
    {
        Assert.Contains("09:30 UTC", await Body("/documents/" + News.Reprint.Id), StringComparison.Ordinal);
        await _client.GetAsync(new Uri("/zone?zone=Asia%2FKolkata", UriKind.Relative), Cancel);
        Assert.Contains("15:00 (UTC+5:30)", WebUtility.HtmlDecode(await Body("/documents/" + News.Reprint.Id)), StringComparison.Ordinal);
        await _client.GetAsync(new Uri("/zone?zone=Nowhere", UriKind.Relative), Cancel);
        Assert.Contains("15:00 (UTC+5:30)", WebUtility.HtmlDecode(await Body("/documents/" + News.Reprint.Id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_that_changed_an_event_stands_on_the_start_page_and_both_versions_name_each_other()
    {
        StoredDocument Version(string words, string trigger, EventType type, string mode) =>
            new NewsBuilder("Talks in Vienna", "Harbour Daily", "2023-04-18", "https://news.example/vienna")
                .Headline().Body(words)
                .Mention("m1", "France", MentionKind.Organization, "FRA", "France").Mention("m2", "Spain", MentionKind.Organization, "ESP", "Spain")
                .Event(type, mode, "111", -2, words.TrimEnd('.'), trigger, "France", "Spain", "2023-04-18").Build();
        var (before, after) = (Version("France threatened Spain.", "threatened", EventType.Threaten, "ultimatum"), Version("France criticised Spain.", "criticised", EventType.Accuse, "disapprove"));
        _store.Add([before, after], Cancel);
        var seen = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
        _store.KeepSeen([], [new DocumentVersion("https://news.example/vienna", 1, before.Id, "a", seen, null), new DocumentVersion("https://news.example/vienna", 2, after.Id, "b", seen.AddHours(1), "- France threatened Spain.\n+ France criticised Spain.")], []);
        var page = await Body("/");
        Assert.Contains("THREATEN ultimatum: France → Spain", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("ACCUSE disapprove: France → Spain", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("replaced by a newer one", await Body("/documents/" + before.Id), StringComparison.Ordinal);
        Assert.Contains("/documents/" + before.Id, await Body("/documents/" + after.Id), StringComparison.Ordinal);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Field();

    [GeneratedRegex("<span class=\"badge new\" title=")]
    private static partial Regex NewBadge();
}
