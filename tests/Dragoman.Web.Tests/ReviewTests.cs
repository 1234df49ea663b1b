using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dragoman.Store;
using Dragoman.Web.Review;

namespace Dragoman.Web.Tests;

/// <summary>"This is wrong": kept, decided, shown beside the event, exported; never applied.</summary>
public sealed class ReviewTests(GuardedSite site) : IClassFixture<GuardedSite>
{
    private static readonly string Wrong = $"/documents/{News.Reprint.Id}/events/e1/wrong";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Uri Path(string path) => new(path, UriKind.Relative);

    [Fact]
    public async Task From_this_is_wrong_to_the_note_beside_the_event()
    {
        using var reader = await site.SignedInAsync("reader");
        var sent = await GuardedSite.SendFormAsync(
            reader, Wrong, "/corrections", ("document", News.Reprint.Id), ("event", "e1"), ("aspect", "type"), ("value", "REJECT<b>"), ("note", News.Script));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.StartsWith(Wrong + "?made=", sent.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("Kept.", await reader.GetStringAsync(sent.Headers.Location, Cancel), StringComparison.Ordinal);
        var correction = site.Store.CorrectionsOf(News.Reprint.Id)[^1];
        Assert.Equal(("reader", CorrectionState.Open, "ACCUSE"), (correction.Author, correction.State, correction.Coded));

        // A reader sees the queue and may not decide.
        var queue = await reader.GetStringAsync(Path("/review"), Cancel);
        Assert.Contains("REJECT&lt;b&gt;", queue, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", queue, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"accept\"", queue, StringComparison.Ordinal);

        using var editor = await site.SignedInAsync("editor");
        Assert.DoesNotContain(ReviewNotes.Accepted(site.Store, News.Reprint)["e1"], one => one.Id == correction.Id);
        var decided = await GuardedSite.SendFormAsync(editor, "/review", "/corrections/" + correction.Id, ("decision", "accept"), ("reason", "so it says"));
        Assert.Equal("/review?said=accept#main", decided.Headers.Location!.OriginalString);
        Assert.Contains(ReviewNotes.Accepted(site.Store, News.Reprint)["e1"], one => one.Id == correction.Id && one.Reason == "so it says");
        // What was read is what it was.
        Assert.Equal(Records.EventType.Accuse, site.Store.Get(News.Reprint.Id)!.Coded.Events[0].Type);
        var article = await editor.GetStringAsync(Path("/documents/" + News.Reprint.Id), Cancel);
        Assert.Contains("REJECT&lt;b&gt;", article, StringComparison.Ordinal);
        Assert.Contains("This is wrong", article, StringComparison.Ordinal);
        // A second decision is told that there is one.
        var again = await GuardedSite.SendFormAsync(editor, "/review?state=accepted", "/corrections/" + correction.Id, ("decision", "reject"), ("state", "accepted"));
        Assert.Equal("/review?state=accepted&said=before", again.Headers.Location!.OriginalString);
        Assert.Contains(site.Store.Audit(50).Rows, row => row.Action == "correction.accept" && row.Subject == correction.Id && row.Who == "editor");
    }

    [Fact]
    public async Task A_reader_cannot_decide_with_a_form_made_by_hand()
    {
        using var reader = await site.SignedInAsync("reader");
        await GuardedSite.SendFormAsync(reader, Wrong, "/corrections", ("document", News.Reprint.Id), ("event", "e1"), ("aspect", "date"), ("value", "2019-03-30"));
        var correction = site.Store.CorrectionsOf(News.Reprint.Id)[^1];
        var refused = await GuardedSite.SendFormAsync(reader, Wrong, "/corrections/" + correction.Id, ("decision", "accept"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(CorrectionState.Open, site.Store.FindCorrection(correction.Id)!.State);
    }

    [Theory]
    [InlineData("nothing", "", "", "?said=aspect")]
    [InlineData("other", "", " ", "?said=note")]
    public async Task A_form_that_says_nothing_is_asked_again(string aspect, string value, string note, string end)
    {
        using var reader = await site.SignedInAsync("reader");
        var answer = await GuardedSite.SendFormAsync(reader, Wrong, "/corrections", ("document", News.Reprint.Id), ("event", "e1"), ("aspect", aspect), ("value", value), ("note", note));
        Assert.Equal(Wrong + end, answer.Headers.Location!.OriginalString);
        Assert.Contains("role=\"alert\"", await reader.GetStringAsync(answer.Headers.Location, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_api_takes_corrections_and_decisions_and_exports_them()
    {
        using var reader = site.Client(site.Keys[Role.Reader]);
        var made = await reader.PostAsJsonAsync(
            Path("/api/v1/corrections"), new { document = News.Reprint.Id, @event = "e2", aspect = "place", value = "Caracas", note = "the apron" }, Cancel);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetString()!;
        Assert.Equal("/api/v1/corrections/" + id, made.Headers.Location!.OriginalString);
        var decision = new { accepted = false, reason = "no" };
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsJsonAsync(Path($"/api/v1/corrections/{id}/decision"), decision, Cancel)).StatusCode);
        using var editor = site.Client(site.Keys[Role.Editor]);
        Assert.Equal(HttpStatusCode.OK, (await editor.PostAsJsonAsync(Path($"/api/v1/corrections/{id}/decision"), decision, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await editor.PostAsJsonAsync(Path($"/api/v1/corrections/{id}/decision"), decision, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await editor.PostAsJsonAsync(Path($"/api/v1/corrections/{id}/decision"), new { }, Cancel)).StatusCode);
        var lines = (await editor.GetStringAsync(Path("/api/v1/corrections/export"), Cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var line = lines.Select(one => JsonDocument.Parse(one).RootElement).Single(one => one.GetProperty("id").GetString() == id);
        Assert.Equal(("place", "Caracas", "open"), (line.GetProperty("aspect").GetString(), line.GetProperty("value").GetString(), line.GetProperty("state").GetString()));
        Assert.NotEmpty(line.GetProperty("evidence").GetString()!);
    }

    [Theory]
    [InlineData("{\"document\":\"nowhere\",\"event\":\"e1\",\"aspect\":\"type\"}", HttpStatusCode.NotFound)]
    [InlineData("{\"event\":\"e1\",\"aspect\":\"type\"}", HttpStatusCode.BadRequest)]
    [InlineData("{\"aspect\":\"nonsense\"}", HttpStatusCode.BadRequest)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    public async Task A_bad_correction_is_a_problem(string body, HttpStatusCode status)
    {
        using var reader = site.Client(site.Keys[Role.Reader]);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var answer = await reader.PostAsync(Path("/api/v1/corrections"), content, Cancel);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("/documents/nowhere/events/e1/wrong")]
    [InlineData("/review?after=zzz&state=%00")]
    public async Task Hostile_addresses_are_answered(string path)
    {
        using var reader = site.Client(site.Keys[Role.Reader]);
        Assert.InRange((int)(await reader.GetAsync(Path(path), Cancel)).StatusCode, 200, 499);
    }

    [Fact]
    public async Task An_event_that_was_missed_is_said_in_the_article_decided_and_exported()
    {
        var document = News.Reprint;
        var path = $"/documents/{document.Id}";
        using var reader = await site.SignedInAsync("reader");
        Assert.Contains(path + "/missed", await reader.GetStringAsync(new Uri(path, UriKind.Relative), Cancel), StringComparison.Ordinal);
        var sentence = document.Coded.Sentences.ToList().FindIndex(one => document.Coded.Text[one.Start..one.End].Contains("released his words", StringComparison.Ordinal));
        var number = sentence.ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (var (fields, said) in new ((string, string)[], string)[]
        {
            ([], "sentence"),
            ([("sentence", "9999")], "sentence"),
            ([("sentence", number), ("words", "no such words"), ("type", "ACCUSE")], "words"),
            ([("sentence", number), ("type", "SHOUT")], "type"),
            ([("sentence", number)], "note"),
        })
        {
            var refused = await GuardedSite.SendFormAsync(reader, path + "/missed", "/corrections/missed", [("document", document.Id), .. fields]);
            Assert.StartsWith($"{path}/missed?said={said}", refused.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }

        var kept = await GuardedSite.SendFormAsync(
            reader, path + "/missed", "/corrections/missed",
            ("document", document.Id), ("sentence", number), ("words", "Released his words"), ("type", "CONSULT"), ("actor", "The White House"), ("recipient", ""), ("note", News.Script));
        Assert.StartsWith(path + "/missed?made=", kept.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var correction = site.Store.FindCorrection(kept.Headers.Location.OriginalString.Split('=')[^1])!;
        Assert.Equal((CorrectionAspect.Missed, null, "CONSULT", "released his words"), (correction.Aspect, correction.Event, correction.Type, correction.TriggerWords));
        Assert.Equal(correction.TriggerWords, document.Coded.Text[correction.TriggerStart..correction.TriggerEnd]);
        Assert.Contains("released his words", correction.Evidence, StringComparison.Ordinal);

        using var editor = await site.SignedInAsync("editor");
        var queue = await editor.GetStringAsync(new Uri("/review", UriKind.Relative), Cancel);
        Assert.Contains("An event was missed", queue, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>document", queue, StringComparison.Ordinal);
        await GuardedSite.SendFormAsync(editor, "/review", "/corrections/" + correction.Id, ("decision", "accept"));
        Assert.Contains("An event was missed", await reader.GetStringAsync(new Uri(path, UriKind.Relative), Cancel), StringComparison.Ordinal);
        // It is about the words, not about an event that stands beside them.
        Assert.Null(CorrectionMatch.Find(correction, document.Coded));
        Assert.Contains("\"aspect\":\"missed\"", await editor.GetStringAsync(new Uri("/api/v1/corrections/export", UriKind.Relative), Cancel), StringComparison.Ordinal);

        using var program = site.Client(site.Keys[Role.Reader]);
        var answer = await program.PostAsJsonAsync(new Uri("/api/v1/corrections", UriKind.Relative), new { document = document.Id, aspect = "missed", start = correction.TriggerStart, end = correction.TriggerEnd, type = "APPEAL" }, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        answer = await program.PostAsJsonAsync(new Uri("/api/v1/corrections", UriKind.Relative), new { document = document.Id, aspect = "missed", start = correction.TriggerStart, end = correction.TriggerEnd, type = "REQUEST" }, Cancel);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await program.PostAsJsonAsync(new Uri("/api/v1/corrections", UriKind.Relative), new { document = document.Id, aspect = "missed", start = 5, end = 5, type = "REQUEST" }, Cancel)).StatusCode);
    }
}
