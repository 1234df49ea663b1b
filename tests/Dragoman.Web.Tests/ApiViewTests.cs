using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dragoman.Records;
using Dragoman.Store;
using Dragoman.Web.Views;

namespace Dragoman.Web.Tests;

/// <summary>What pages show and do beyond the records, over the API.</summary>
public sealed class ApiViewTests(GuardedSite site) : IClassFixture<GuardedSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<JsonElement> Get(string path)
    {
        using var client = site.Client(site.Keys[Role.Reader]);
        return await client.GetFromJsonAsync<JsonElement>(new Uri("/api/v1" + path, UriKind.Relative), Cancel);
    }

    [Fact]
    public async Task What_came_behind_a_mark_is_counted_and_listed_and_the_next_mark_goes_on()
    {
        var mark = (await Get("/new")).GetProperty("mark").GetString();
        site.Store.Add([new NewsBuilder("A", "Harbour Daily", "2023-04-18").Headline().Body("France waits.").Build(), new NewsBuilder("B", "Harbour Daily", "2023-04-18").Headline().Body("Spain waits.").Build()], Cancel);
        var first = await Get($"/new?after={mark}&limit=1");
        Assert.Equal((2, 0, "A"), (first.GetProperty("totalDocuments").GetInt32(), first.GetProperty("totalEvents").GetInt32(), first.GetProperty("documents")[0].GetProperty("title").GetString()));
        var second = await Get($"/new?after={first.GetProperty("mark").GetString()}");
        Assert.Equal("B", Assert.Single(second.GetProperty("documents").EnumerateArray()).GetProperty("title").GetString());
        Assert.Empty((await Get($"/new?after={second.GetProperty("mark").GetString()}")).GetProperty("documents").EnumerateArray());
    }

    [Fact]
    public async Task Pairs_stand_against_the_time_before()
    {
        var changes = await Get("/changes?on=2018-03-26&days=7");
        Assert.Equal(("2018-03-20", "2018-03-26"), (changes.GetProperty("from").GetString(), changes.GetProperty("to").GetString()));
        var pair = changes.GetProperty("pairs").EnumerateArray().Single(one => one.GetProperty("now").GetProperty("actor").GetString() == "DEU");
        Assert.Equal(1, pair.GetProperty("difference").GetInt64());
        // A week later the pair has fallen silent, and stands there for that.
        var later = (await Get("/changes?on=2018-04-02&days=7")).GetProperty("pairs").EnumerateArray().Single(one => one.GetProperty("now").GetProperty("actor").GetString() == "DEU");
        Assert.Equal(-1, later.GetProperty("difference").GetInt64());
    }

    [Fact]
    public async Task Offices_completions_and_the_reading_of_a_sentence_are_told()
    {
        var offices = await Get("/actors/USAGOV/offices?on=2019-03-30");
        Assert.Contains(offices.GetProperty("holders").EnumerateArray(), one => one.GetProperty("name").GetString() == "Donald Trump");
        Assert.Contains("type:ACCUSE actor:USA", (await Get("/query/complete?q=type:ACCUSE")).GetProperty("queries").EnumerateArray().Select(one => one.GetString()![..Math.Min(21, one.GetString()!.Length)]));
        var why = await Get($"/documents/{News.Reprint.Id}/events/e1/why");
        Assert.StartsWith("Washington has condemned", why.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.False(why.TryGetProperty("explanation", out _), "this site has no engine that could explain");
        Assert.Equal(JsonValueKind.Array, (await Get("/revisions")).GetProperty("revisions").ValueKind);
    }

    [Fact]
    public async Task An_event_a_quotation_and_a_happening_are_cited_as_their_pages_cite_them()
    {
        var item = News.Reprint.Coded.Events.Single(one => one.Id == "e1");
        var cited = await Get($"/documents/{News.Reprint.Id}/events/e1/citation");
        Assert.Equal(Citation.Event(News.Reprint, item), cited.GetProperty("citation").GetString());
        Assert.Equal($"/documents/{News.Reprint.Id}#e1", cited.GetProperty("page").GetString());
        var statement = News.Reprint.Coded.Statements[0];
        var quoted = await Get($"/documents/{News.Reprint.Id}/statements/{statement.Id}/citation");
        Assert.Equal((Citation.Quote(News.Reprint, statement), statement.Id), (quoted.GetProperty("citation").GetString(), quoted.GetProperty("item").GetString()));

        SettledSite.Settle(site.Store);
        var happening = (await Get($"/happenings/{SettledSite.Happening}/citation")).GetProperty("citation").GetString();
        Assert.Contains("Corroborated: 2 reports, 2 outlets, 2 independent origins.", happening, StringComparison.Ordinal);
        using var client = site.Client(site.Keys[Role.Reader]);
        foreach (var missing in new[] { $"/documents/{News.Reprint.Id}/events/e99/citation", $"/documents/{News.Reprint.Id}/statements/s99/citation", "/documents/none/events/e1/citation", "/happenings/none/citation" })
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri("/api/v1" + missing, UriKind.Relative), Cancel)).StatusCode);
    }

    [Fact]
    public async Task Everybody_sees_their_own_keys_and_no_secret()
    {
        Assert.True(site.Desk.Add("keyholder", Role.Editor, null, "test"));
        var (first, second) = (site.Desk.AddKey("keyholder", null, "for a script", null, "test")!, site.Desk.AddKey("keyholder", Role.Reader, null, TimeSpan.FromDays(1), "test")!);
        Assert.True(site.Desk.RevokeKey(second.Split('_')[1], "test"));
        using var client = site.Client(first);
        var text = await client.GetStringAsync(new Uri("/api/v1/me/keys", UriKind.Relative), Cancel);
        Assert.DoesNotContain(first.Split('_')[2], text, StringComparison.Ordinal);
        var keys = JsonDocument.Parse(text).RootElement.GetProperty("keys").EnumerateArray().ToList();
        Assert.Equal(2, keys.Count);
        var kept = keys.Single(key => key.GetProperty("id").GetString() == first.Split('_')[1]);
        Assert.Equal(("for a script", "editor", false), (kept.GetProperty("label").GetString(), kept.GetProperty("role").GetString(), kept.TryGetProperty("revokedAt", out _)));
        Assert.True(keys.Single(key => key.GetProperty("role").GetString() == "reader").TryGetProperty("revokedAt", out _));
        using var nobody = site.Client();
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(new Uri("/api/v1/me/keys", UriKind.Relative), Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_list_of_feeds_is_taken_over_by_editors_and_given_to_everybody()
    {
        var address = new Uri("/api/v1/sources/opml", UriKind.Relative);
        static StringContent List(string text, string type = "text/x-opml") => new(text, System.Text.Encoding.UTF8, type);
        const string opml = "<opml version='2.0'><body><outline text='Ports'><outline type='rss' text='One' xmlUrl='https://news.example/list-one'/><outline type='rss' text='Two' xmlUrl='javascript:alert(1)'/></outline></body></opml>";
        using var reader = site.Client(site.Keys[Role.Reader]);
        using var editor = site.Client(site.Keys[Role.Editor]);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsync(address, List(opml), Cancel)).StatusCode);
        for (var added = 1; added >= 0; added--)
        {
            using var answer = await editor.PostAsync(address, List(opml, added == 1 ? "text/x-opml" : "application/xml"), Cancel);
            var told = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
            Assert.Equal((1, added), (told.GetProperty("found").GetInt32(), told.GetProperty("added").GetInt32()));
        }

        Assert.Equal("Ports", site.Store.FindSource("https://news.example/list-one")!.Category);
        using var list = await reader.GetAsync(address, Cancel);
        Assert.Equal("text/x-opml", list.Content.Headers.ContentType!.MediaType);
        Assert.Contains("xmlUrl=\"https://news.example/list-one\"", await list.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await editor.PostAsync(address, List("just words"), Cancel)).StatusCode);
        // Longer than other requests may be, and not without end.
        var many = string.Concat(Enumerable.Range(0, 1_000).Select(i => $"<outline type='rss' text='Feed number {i} of a long list' xmlUrl='https://many.example/{i}'/>"));
        using (var answer = await editor.PostAsync(address, List($"<opml version='2.0'><body>{many}</body></opml>"), Cancel))
            Assert.Equal(1_000, (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("added").GetInt32());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await editor.PostAsync(address, List(new string(' ', 2_200_000)), Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("/new?after=x")]
    [InlineData("/changes?days=0")]
    [InlineData("/changes?on=today")]
    [InlineData("/changes?q=type%3A")]
    [InlineData("/revisions?limit=0")]
    [InlineData("/actors/usa/offices")]
    [InlineData("/actors/USA/offices?on=x")]
    [InlineData("/query/complete?q=type%3A")]
    public async Task What_cannot_be_is_a_problem(string path)
    {
        using var client = site.Client(site.Keys[Role.Reader]);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync(new Uri("/api/v1" + path, UriKind.Relative), Cancel)).StatusCode);
    }

    [Fact]
    public async Task Editors_arrange_sources_and_grade_outlets_and_readers_do_not()
    {
        const string url = "https://news.example/arranged";
        site.Store.AddSources([new WatchedSource { Url = url }]);
        using var reader = site.Client(site.Keys[Role.Reader]);
        using var editor = site.Client(site.Keys[Role.Editor]);
        var (sources, outlet) = (new Uri("/api/v1/sources", UriKind.Relative), new Uri("/api/v1/publishers/Harbour%20Daily", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PatchAsJsonAsync(sources, new { url, paused = true }, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PutAsJsonAsync(outlet, new { grade = "B" }, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await editor.PatchAsJsonAsync(sources, new { url, paused = true }, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await editor.PatchAsJsonAsync(sources, new { url, hidden = true }, Cancel)).StatusCode);
        Assert.True(site.Store.FindSource(url) is { IsPaused: true, IsHidden: true });
        Assert.Equal(HttpStatusCode.NotFound, (await editor.PatchAsJsonAsync(sources, new { url = url + "x", paused = true }, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await editor.PutAsJsonAsync(outlet, new { grade = "G" }, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await editor.PutAsJsonAsync(outlet, new { grade = "B", note = "careful" }, Cancel)).StatusCode);
        Assert.Equal(('B', "careful"), site.Store.Reliabilities().Where(one => one.Publisher == "Harbour Daily").Select(one => (one.Grade, one.Note)).Single());
    }
}
