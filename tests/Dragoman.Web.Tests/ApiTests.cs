using System.Net;
using System.Text.Json;
using Dragoman.Store;
using Dragoman.Tests;
using Microsoft.Extensions.Logging;

namespace Dragoman.Web.Tests;

/// <summary>The API: what the pages show, in pages that end, with tags, limits and problems.</summary>
public sealed class ApiTests(Site site) : IClassFixture<Site>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<JsonElement> Json(string path)
    {
        var response = await site.Client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        var body = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {response.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    [Fact]
    public async Task An_event_comes_with_its_words_and_a_line_to_cite()
    {
        var answer = await Json($"/api/v1/documents/{News.Reprint.Id}/events/e4");
        var quote = answer.GetProperty("evidence")[0];
        var (start, end) = (quote.GetProperty("start").GetInt32(), quote.GetProperty("end").GetInt32());
        Assert.Equal(News.Reprint.Coded.Text[start..end], quote.GetProperty("text").GetString());
        Assert.StartsWith("called", quote.GetProperty("words").GetString(), StringComparison.Ordinal);
        Assert.Equal("Elliott Abrams", answer.GetProperty("assertedBy").GetProperty("speakerName").GetString());
        var citation = answer.GetProperty("citation").GetString()!;
        Assert.Contains("Harbour Daily (first published by Radio Free Europe/Radio Liberty)", citation, StringComparison.Ordinal);
        Assert.Contains("https://news.example/world/venezuela-troops", citation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statements_come_with_their_words_in_pages()
    {
        var of = await Json($"/api/v1/documents/{News.Reprint.Id}/statements");
        Assert.Equal(6, of.GetProperty("statements").GetArrayLength());
        Assert.Equal("“extremely pernicious”", of.GetProperty("statements")[2].GetProperty("words").GetString());
        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await Json("/api/v1/statements?limit=4" + (after is null ? "" : "&after=" + after));
            seen.AddRange(page.GetProperty("statements").EnumerateArray().Select(one => one.GetProperty("document").GetString() + one.GetProperty("statement").GetProperty("id").GetString()));
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (after is not null);
        Assert.Equal(News.All.Sum(document => document.Coded.Statements.Count), seen.Count);
        Assert.Equal(seen.Count, seen.Distinct().Count());
        var abrams = await Json("/api/v1/statements?speaker=USAGOV");
        Assert.All(abrams.GetProperty("statements").EnumerateArray(), one => Assert.StartsWith("USAGOV", one.GetProperty("speakerCode").GetString(), StringComparison.Ordinal));
        Assert.True(abrams.GetProperty("statements").GetArrayLength() > 0);
    }

    [Fact]
    public async Task Counts_over_time_between_sides_and_by_place()
    {
        var months = await Json("/api/v1/timeline?unit=month&q=" + Uri.EscapeDataString("on:2019-03"));
        var span = Assert.Single(months.GetProperty("spans").EnumerateArray());
        Assert.Equal(("2019-03-01", "2019-03-31"), (span.GetProperty("from").GetString(), span.GetProperty("to").GetString()));
        var days = await Json("/api/v1/timeline");
        var years = await Json("/api/v1/timeline?unit=year");
        static long Sum(JsonElement answer) => answer.GetProperty("spans").EnumerateArray().Sum(one => one.GetProperty("quads").GetProperty("total").GetInt64());
        Assert.Equal(Sum(days), Sum(years));
        Assert.Equal(Sum(days), Sum(await Json("/api/v1/timeline?unit=week")));
        Assert.Contains((await Json("/api/v1/dyads")).GetProperty("dyads").EnumerateArray(), pair => pair.GetProperty("actor").GetString() == "USA" && pair.GetProperty("recipient").GetString() == "RUS");
        Assert.True((await Json("/api/v1/places")).GetProperty("places").GetArrayLength() > 0);
    }

    [Fact]
    public async Task An_actor_has_deeds_names_and_relations_and_a_name_stands_for_somebody_on_a_day()
    {
        var actor = await Json("/api/v1/actors/USA");
        Assert.Equal("United States", actor.GetProperty("meaning").GetString());
        Assert.True(actor.GetProperty("events").GetInt64() > 0);
        Assert.True(actor.GetProperty("dyads").GetArrayLength() > 0);
        Assert.True((await Json("/api/v1/actors?code=USA&side=speaker")).GetProperty("actors").GetArrayLength() > 0);
        var who = await Json("/api/v1/who?name=Sergei%20Lavrov&on=2019-03-29");
        Assert.Equal("RUSGOV", who.GetProperty("candidates")[0].GetProperty("code").GetString());
        Assert.Empty((await Json("/api/v1/who?name=Nobody%20Whatsoever")).GetProperty("candidates").EnumerateArray());
    }

    [Fact]
    public async Task A_text_comes_in_pieces_and_an_article_with_its_parts()
    {
        var text = News.Reprint.Coded.Text;
        Assert.Equal(text[10..40], (await Json($"/api/v1/documents/{News.Reprint.Id}/text?from=10&to=40")).GetProperty("text").GetString());
        Assert.Equal(text.Length, (await Json($"/api/v1/documents/{News.Reprint.Id}/text")).GetProperty("length").GetInt32());
        Assert.Equal("Harbour Daily", (await Json($"/api/v1/documents/{News.Reprint.Id}/article")).GetProperty("publisher").GetString());
        Assert.Equal(0, (await Json($"/api/v1/documents/{News.Reprint.Id}/versions")).GetProperty("versions").GetArrayLength());
    }

    [Fact]
    public async Task A_query_is_read_back_with_its_count_and_the_language_describes_itself()
    {
        var answer = await Json("/api/v1/query?q=" + Uri.EscapeDataString("TYPE:sanction"));
        Assert.Equal(("type:SANCTION", 6L), (answer.GetProperty("query").GetString(), answer.GetProperty("count").GetInt64()));
        Assert.Contains((await Json("/api/v1/query/fields")).GetProperty("fields").EnumerateArray(), field => field.GetProperty("name").GetString() == "asserted-by");
        Assert.Equal("news/<b>broken</b>.html", (await Json("/api/v1/problems")).GetProperty("problems")[0].GetProperty("locator").GetString());
    }

    [Fact]
    public async Task An_answer_that_has_not_changed_is_not_sent_again()
    {
        foreach (var path in new[] { "/api/v1/events?limit=3", "/api/v1/documents/" + News.Reprint.Id, "/api/v1/summary" })
        {
            var first = await site.Client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
            Assert.True(first.Headers.ETag!.IsWeak);
            using var again = new HttpRequestMessage(HttpMethod.Get, path);
            again.Headers.IfNoneMatch.Add(first.Headers.ETag);
            var second = await site.Client.SendAsync(again, Cancel);
            Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
            Assert.Empty(await second.Content.ReadAsByteArrayAsync(Cancel));
            using var other = new HttpRequestMessage(HttpMethod.Get, path);
            other.Headers.IfNoneMatch.ParseAdd("W/\"0123\"");
            Assert.Equal(HttpStatusCode.OK, (await site.Client.SendAsync(other, Cancel)).StatusCode);
        }
    }

    [Fact]
    public async Task The_next_page_is_named_in_the_header_too()
    {
        var answer = await site.Client.GetAsync(new Uri("/api/v1/events?limit=2&q=" + Uri.EscapeDataString("type:SANCTION"), UriKind.Relative), Cancel);
        var link = Assert.Single(answer.Headers.GetValues("Link"));
        var second = await Json(link[1..link.IndexOf('>', StringComparison.Ordinal)]);
        Assert.All(second.GetProperty("events").EnumerateArray(), row => Assert.Equal("SANCTION", row.GetProperty("type").GetString()));
    }

    [Theory]
    [InlineData("/api/v1/events?limit=0", 400, "value")]
    [InlineData("/api/v1/events?limit=many", 400, "request")]
    [InlineData("/api/v1/events?limit=99999999999", 400, "request")]
    [InlineData("/api/v1/events?after=zzz", 400, "value")]
    [InlineData("/api/v1/events?q=type%3AACUSE", 400, "query")]
    [InlineData("/api/v1/statements?speaker=usa", 400, "value")]
    [InlineData("/api/v1/statements?after=1.2", 400, "value")]
    [InlineData("/api/v1/timeline?unit=hour", 400, "value")]
    [InlineData("/api/v1/facets?kind=0", 400, "value")]
    [InlineData("/api/v1/facets", 400, "request")]
    [InlineData("/api/v1/actors/usa%27--", 400, "value")]
    [InlineData("/api/v1/who?name=x&on=yesterday", 400, "value")]
    [InlineData("/api/v1/export?format=docx", 400, "value")]
    [InlineData("/api/v1/live?after=x", 400, "value")]
    [InlineData("/api/v1/documents/nowhere", 404, "not-found")]
    [InlineData("/api/v1/documents/nowhere/text", 404, "not-found")]
    [InlineData("/api/v1/corrections/nowhere", 404, "not-found")]
    [InlineData("/api/v1/nowhere", 404, "not-found")]
    [InlineData("/api/v2/events", 404, "not-found")]
    public async Task Every_error_is_a_problem_with_a_code(string path, int status, string code)
    {
        var response = await site.Client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        var body = await response.Content.ReadAsStringAsync(Cancel);
        Assert.Equal((status, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("jsonl", "application/jsonl")]
    [InlineData("parquet", null)]
    public async Task An_export_is_what_the_command_writes(string format, string? mediaType)
    {
        using var folder = new TemporaryFolder();
        using var store = News.OpenStore(folder);
        using var expected = new MemoryStream();
        EventExport.Write(store, EventQuery.Parse("type:SANCTION"), EventExport.Find(format)!, expected, Cancel);
        var response = await site.Client.GetAsync(new Uri($"/api/v1/export?format={format}&q=type%3ASANCTION", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        if (mediaType is not null) Assert.Equal(mediaType, response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        var bytes = await response.Content.ReadAsByteArrayAsync(Cancel);
        if (format != "parquet") Assert.Equal(expected.ToArray(), bytes);
        else Assert.Equal("PAR1"u8.ToArray(), bytes[..4]);
    }

    [Fact]
    public async Task Whoever_asks_too_often_is_told_how_long_to_wait()
    {
        using var folder = new TemporaryFolder();
        using var store = EventStore.Open(folder.File("s.db"));
        var app = WebHost.Build(new WebOptions { Store = store, Urls = ["http://127.0.0.1:0"], ApiBurst = 5, ApiPerSecond = 1, Logging = static logging => logging.ClearProviders() });
        await using (app)
        {
            await app.StartAsync(Cancel);
            using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(app.Urls.First()) };
            var statuses = new List<HttpStatusCode>();
            HttpResponseMessage? last = null;
            for (var i = 0; i < 12; i++)
            {
                last = await client.GetAsync(new Uri("/api/v1/summary", UriKind.Relative), Cancel);
                statuses.Add(last.StatusCode);
                Assert.Equal("\"client\";q=5;w=5", Assert.Single(last.Headers.GetValues("RateLimit-Policy")));
                Assert.StartsWith("\"client\";r=", Assert.Single(last.Headers.GetValues("RateLimit")), StringComparison.Ordinal);
                if (last.StatusCode == HttpStatusCode.TooManyRequests) break;
            }

            Assert.Equal(HttpStatusCode.OK, statuses[0]);
            Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
            Assert.True(last!.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
            Assert.Equal("application/problem+json", last.Content.Headers.ContentType!.MediaType);
            // Pages are not counted with it.
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/", UriKind.Relative), Cancel)).StatusCode);
        }
    }

    [Fact]
    public async Task The_description_names_every_address_with_words_and_examples()
    {
        var description = await Json("/openapi/v1.json");
        Assert.StartsWith("3.", description.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        foreach (var path in description.GetProperty("paths").EnumerateObject())
        {
            Assert.StartsWith("/api/v1/", path.Name, StringComparison.Ordinal);
            foreach (var operation in path.Value.EnumerateObject())
            {
                Assert.True(operation.Value.TryGetProperty("summary", out _), $"{operation.Name} {path.Name} has no summary");
                Assert.True(operation.Value.TryGetProperty("tags", out _), $"{operation.Name} {path.Name} has no tag");
                Assert.True(operation.Value.GetProperty("responses").EnumerateObject().Any(response => response.Name[0] == '2'), $"{operation.Name} {path.Name} answers nothing");
            }
        }

        var events = description.GetProperty("paths").GetProperty("/api/v1/events").GetProperty("get").GetProperty("parameters").EnumerateArray();
        var query = events.Single(parameter => parameter.GetProperty("name").GetString() == "q");
        Assert.NotEmpty(query.GetProperty("description").GetString()!);
        Assert.NotEmpty(query.GetProperty("example").GetString()!);
    }
}
