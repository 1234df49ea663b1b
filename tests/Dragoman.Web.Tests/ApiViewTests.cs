using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dragoman.Records;
using Dragoman.Store;

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
