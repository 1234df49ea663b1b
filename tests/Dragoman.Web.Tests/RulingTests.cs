using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dragoman.Records;
using Dragoman.Store;

namespace Dragoman.Web.Tests;

/// <summary>Editors merge and split happenings and stories with plain forms and over the API; readers do not.</summary>
public sealed class RulingTests(GuardedSite site) : IClassFixture<GuardedSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Uri Path(string path) => new(path, UriKind.Relative);

    [Fact]
    public async Task From_the_form_to_the_history_and_back()
    {
        var ids = Settle("form");
        using var editor = await site.SignedInAsync("editor");
        var page = $"/happenings/{ids[0]}";
        Assert.Contains("Merge or split", await editor.GetStringAsync(Path(page), Cancel), StringComparison.Ordinal);
        var merged = await GuardedSite.SendFormAsync(editor, page, page + "/merge", ("other", $"https://news.example/happenings/{ids[1]}"), ("reason", News.Script));
        Assert.Equal((HttpStatusCode.Redirect, page + "?said=merged#by-hand"), (merged.StatusCode, merged.Headers.Location!.OriginalString));
        var ruling = Assert.Single(site.Store.Rulings(HistorySubject.Happening, ids[0]));
        Assert.Equal(("editor", ids[0], ids[1]), (ruling.Author, ruling.One, ruling.Other));
        var shown = await editor.GetStringAsync(Path(page + "?said=merged"), Cancel);
        Assert.Contains("The two are one now.", shown, StringComparison.Ordinal);
        Assert.Contains("Take it back", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", shown, StringComparison.Ordinal);
        Assert.Contains(site.Store.Audit(50).Rows, row => row is { Action: "happening.merge", Who: "editor" } && row.Subject == ids[0]);

        var undone = await GuardedSite.SendFormAsync(editor, page, $"/rulings/{ruling.Id}/undo");
        Assert.Equal(page + "?said=undone#by-hand", undone.Headers.Location!.OriginalString);
        Assert.Equal("editor", site.Store.FindRuling(ruling.Id)!.UndoneBy);
        Assert.Equal(HttpStatusCode.NotFound, (await GuardedSite.SendFormAsync(editor, page, $"/rulings/{ruling.Id}/undo")).StatusCode);

        foreach (var (other, said) in new[] { ("", "which"), ("none", "missing"), (ids[0], "wrong") })
            Assert.Equal($"{page}?said={said}#by-hand", (await GuardedSite.SendFormAsync(editor, page, page + "/merge", ("other", other))).Headers.Location!.OriginalString);
        Assert.Equal(page + "?said=wrong#by-hand", (await GuardedSite.SendFormAsync(editor, page, page + "/split")).Headers.Location!.OriginalString);

        // Without the page's token nothing is done, and a reader may not, whatever form he makes.
        using var plain = new FormUrlEncodedContent([KeyValuePair.Create("other", ids[1])]);
        Assert.Equal(HttpStatusCode.BadRequest, (await editor.PostAsync(Path(page + "/merge"), plain, Cancel)).StatusCode);
        using var reader = await site.SignedInAsync("reader");
        Assert.DoesNotContain("Merge or split", await reader.GetStringAsync(Path(page), Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await GuardedSite.SendFormAsync(reader, "/sources", page + "/merge", ("other", ids[1]))).StatusCode);
        Assert.Single(site.Store.Rulings(HistorySubject.Happening, ids[0]));
    }

    [Fact]
    public async Task The_api_merges_splits_and_takes_back()
    {
        var ids = Settle("api");
        using var editor = site.Client(site.Keys[Role.Editor]);
        var merged = await editor.PostAsJsonAsync(Path($"/api/v1/happenings/{ids[0]}/merge"), new { into = ids[1], reason = "one raid" }, Cancel);
        Assert.Equal(HttpStatusCode.OK, merged.StatusCode);
        var ruling = await merged.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal(("merge", ids[1], ids[0]), (ruling.GetProperty("kind").GetString(), ruling.GetProperty("one").GetString(), ruling.GetProperty("other").GetString()));
        var listed = await editor.GetFromJsonAsync<JsonElement>(Path("/api/v1/rulings?id=" + ids[0]), Cancel);
        Assert.Equal(1, listed.GetProperty("rulings").GetArrayLength());
        Assert.Equal(HttpStatusCode.OK, (await editor.PostAsync(Path($"/api/v1/rulings/{ruling.GetProperty("id").GetString()}/undo"), null, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await editor.PostAsync(Path($"/api/v1/rulings/{ruling.GetProperty("id").GetString()}/undo"), null, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await editor.PostAsJsonAsync(Path("/api/v1/stories/none/merge"), new { into = "other" }, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await editor.PostAsJsonAsync(Path($"/api/v1/happenings/{ids[0]}/merge"), new { into = " " }, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await editor.PostAsJsonAsync(Path($"/api/v1/happenings/{ids[0]}/split"), new { reports = new[] { new { document = "x", @event = "e1" } } }, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await editor.GetAsync(Path("/api/v1/rulings?subject=event"), Cancel)).StatusCode);
        using var reader = site.Client(site.Keys[Role.Reader]);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsJsonAsync(Path($"/api/v1/happenings/{ids[0]}/merge"), new { into = ids[1] }, Cancel)).StatusCode);
    }

    // Two happenings of two events; the deciding is not the subject here.
    private string[] Settle(string name)
    {
        var ids = new[] { name.PadRight(26, 'a'), name.PadRight(26, 'b') };
        site.Store.SetReliability("nobody " + name, 'B', null, DateTimeOffset.UnixEpoch);
        foreach (var document in News.All) site.Store.SetReliability(document.Article.Publisher ?? document.Coded.Source ?? "x", 'B', null, DateTimeOffset.UnixEpoch);
        site.Store.Settle(
            100, DateTimeOffset.UnixEpoch,
            settlement =>
            {
                var reports = settlement.Reports();
                for (var i = 0; i < 2; i++)
                {
                    settlement.Keep(new HappeningState
                    {
                        Id = ids[i],
                        Component = reports[i].Key,
                        Best = reports[i],
                        Reports = [(reports[i], ReportPosition.Asserts)],
                        Publishers = 1,
                        Independent = 1,
                        Standing = Standing.Alone,
                        Credibility = 3,
                        Reliability = 'F',
                        NumbersDiffer = false,
                    });
                }
            },
            Cancel);
        return ids;
    }
}
