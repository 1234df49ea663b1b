using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dragoman.Tests;

namespace Dragoman.Cli.Tests;

/// <summary>The pages over what the program itself has read: from the start page to happenings, stories, actors and reasons.</summary>
public sealed partial class PagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_read_is_shown_as_happenings_stories_actors_and_reasons()
    {
        using var folder = new TemporaryFolder();
        // Two outlets with texts of their own about one act, and a third that reprints the first.
        var first = "PARIS (Reuters) - France expelled three Russian diplomats on Monday over the poisoning of a former spy, the foreign ministry said in a statement that was handed to reporters in the evening.";
        folder.Write("news.jsonl", string.Join('\n',
            Line("a", "Harbour Daily", "France expels Russian diplomats", first),
            Line("b", "Continental Ledger", "Paris sends envoys home", "France has expelled three Russian diplomats. The decision on Monday follows weeks of quarrel about an attack with nerve agent in an English town."),
            Line("c", "Meridian Dispatch", "France expels diplomats", first)));
        using var executable = new Executable();
        using var process = executable.Start("serve", folder.File("news.jsonl"), "--urls", "http://127.0.0.1:0", "--no-browser", "--no-fetch");
        var line = await process.StandardOutput.ReadLineAsync(Cancel).AsTask().WaitAsync(Executable.Patience, Cancel);
        using var client = new HttpClient { BaseAddress = new Uri(line!.Split(' ').First(word => word.StartsWith("http://", StringComparison.Ordinal))) };

        var start = await Get(client, "/");
        var happening = Happening().Match(start).Groups[1].Value;
        Assert.NotEmpty(happening);
        var page = await Get(client, happening);
        Assert.Contains("Reports under their origins", page, StringComparison.Ordinal);
        Assert.Contains("first report", page, StringComparison.Ordinal);
        Assert.Contains("class=\"cite-text\"", page, StringComparison.Ordinal);
        Assert.Contains("Harbour Daily", page, StringComparison.Ordinal);

        var stories = await Get(client, "/stories");
        var story = Story().Match(stories).Groups[1].Value;
        Assert.NotEmpty(story);
        Assert.Contains("Its reports, the first first", await Get(client, story), StringComparison.Ordinal);

        // The reprint says whose report it is and leads to it; the origin says who reprints it, on its own page, the story's and the happening's.
        var told = JsonDocument.Parse(await Get(client, "/api/v1/documents")).RootElement.GetProperty("documents").EnumerateArray().ToDictionary(one => one.GetProperty("publisher").GetString()!, one => one.GetProperty("id").GetString()!);
        var reprint = await Get(client, "/documents/" + told["Meridian Dispatch"]);
        Assert.Matches($"""of the report of <a href="/documents/{told["Harbour Daily"]}"><bdi>Harbour Daily</bdi><span>: <bdi>“France expels Russian diplomats”""", reprint);
        var ofIt = $"""<a href="/documents/{told["Meridian Dispatch"]}"><bdi>Meridian Dispatch</bdi></a>""";
        Assert.Contains("Reprinted by " + ofIt, await Get(client, "/documents/" + told["Harbour Daily"]), StringComparison.Ordinal);
        var matter = JsonDocument.Parse(await Get(client, $"/api/v1/documents/{told["Harbour Daily"]}/standing")).RootElement.GetProperty("story").GetString();
        Assert.Contains(ofIt, await Get(client, "/stories/" + matter), StringComparison.Ordinal);
        Assert.Contains(ofIt, page, StringComparison.Ordinal);

        var document = Document().Match(page).Groups[1].Value;
        var article = await Get(client, document);
        var why = Why().Match(article).Groups[1].Value;
        Assert.Contains("How the sentence was read", await Get(client, why), StringComparison.Ordinal);

        Assert.Contains("Emmanuel Macron", await Get(client, "/actors/FRA?on=2018-03-26"), StringComparison.Ordinal);
        Signals.SendInterrupt(process);
        Assert.Equal(0, Executable.Finish(process).ExitCode);
    }

    private static async Task<string> Get(HttpClient client, string path) => WebUtility.HtmlDecode(await client.GetStringAsync(new Uri(path, UriKind.Relative), Cancel));

    private static string Line(string id, string source, string title, string text) =>
        $$"""{"id":"{{id}}","source":"{{source}}","title":"{{title}}","date":"2018-03-26","url":"https://news.example/{{id}}","text":"{{text}}"}""";

    [GeneratedRegex("href=\"(/happenings/[^\"]+)\"")]
    private static partial Regex Happening();

    [GeneratedRegex("href=\"(/stories/[^\"]+)\"")]
    private static partial Regex Story();

    [GeneratedRegex("href=\"(/documents/[a-z0-9]+)\"")]
    private static partial Regex Document();

    [GeneratedRegex("href=\"(/documents/[^\"]+/why)\"")]
    private static partial Regex Why();
}
