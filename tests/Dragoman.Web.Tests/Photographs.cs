using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Dragoman.Cli.Tests;
using Dragoman.Tests;
using Microsoft.Playwright;

namespace Dragoman.Web.Tests;

/// <summary>
/// Photographs of every page over what the program reads out of the samples, at two widths in both themes, the article on paper too, and when each page was first painted. Not a
/// test of anything: it is built and run by hand, for people to look at what comes out.
/// </summary>
/// <remarks>
/// <c>dotnet build -c Release -p:Photographs=true tests/Dragoman.Web.Tests</c>, then <c>DRAGOMAN_PHOTOGRAPHS=FOLDER Dragoman.Web.Tests --filter-class "*Photographs"</c>;
/// with <c>DRAGOMAN_PHOTOGRAPHS_STORE=FILE</c> over another store, which gets a few sources and corrections.
/// </remarks>
public sealed class Photographs(Browser browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

#if PHOTOGRAPHS
    [Fact]
#endif
    public async Task Of_every_page()
    {
        var folder = Environment.GetEnvironmentVariable("DRAGOMAN_PHOTOGRAPHS");
        Assert.False(string.IsNullOrEmpty(folder), "say where in DRAGOMAN_PHOTOGRAPHS");
        Directory.CreateDirectory(folder);
        using var executable = new Executable();
        var store = Environment.GetEnvironmentVariable("DRAGOMAN_PHOTOGRAPHS_STORE") is { Length: > 0 } given ? given : Path.Combine(executable.Home, "samples.db");
        if (!File.Exists(store)) Assert.Equal(0, executable.Run("read", Repository.Path("samples"), "--store", store).ExitCode);
        using var process = executable.Start("serve", "--store", store, "--urls", "http://127.0.0.1:0", "--no-browser", "--no-fetch");
        using var nothing = executable.Start("serve", "--store", Path.Combine(executable.Home, "empty.db"), "--urls", "http://127.0.0.1:0", "--no-browser", "--no-fetch");
        try
        {
            var (site, empty) = (await AddressAsync(process), await AddressAsync(nothing));
            using var client = new HttpClient { BaseAddress = site };
            var pages = await PagesAsync(client);
            var paints = new List<string> { "page\tfirst paint, ms\tserver, ms\tkB" };
            foreach (var (name, path) in pages)
            {
                foreach (var width in (int[])[375, 1600])
                {
                    foreach (var dark in (bool[])[false, true])
                    {
                        var file = $"{name}-{width.ToString(CultureInfo.InvariantCulture)}-{(dark ? "dark" : "light")}.png";
                        await using var visit = await browser.OpenAsync(path, width, 900, dark, site);
                        if (width == 1600 && !dark) paints.Add($"{name}\t{await PaintAsync(visit)}");
                        await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, file), FullPage = true });
                    }
                }
            }

            foreach (var (name, path) in new[] { ("empty-now", "/"), ("empty-stories", "/stories"), ("empty-map", "/map"), ("empty-search", "/search"), ("empty-sources", "/sources"), ("empty-review", "/review"), ("empty-documents", "/documents"), ("empty-actors", "/actors") })
            {
                await using var visit = await browser.OpenAsync(path, 1600, 900, site: empty);
                await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png") });
            }

            await using (var visit = await browser.OpenAsync(pages.Single(page => page.Name == "article").Path, 794, 1123, site: site))
            {
                await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
                await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, "article-paper.png"), FullPage = true });
                await visit.Page.PdfAsync(new PagePdfOptions { Path = Path.Combine(folder, "article-paper.pdf"), Format = "A4" });
            }

            await File.WriteAllLinesAsync(Path.Combine(folder, "paint.tsv"), paints, Cancel);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            nothing.Kill(entireProcessTree: true);
        }
    }

    private static async Task<Uri> AddressAsync(System.Diagnostics.Process process)
    {
        var line = await process.StandardOutput.ReadLineAsync(Cancel).AsTask().WaitAsync(TimeSpan.FromMinutes(3), Cancel);
        return new Uri(line!.Split(' ').First(word => word.StartsWith("http://", StringComparison.Ordinal)));
    }

    /// <summary>The median of five looks, the first of which the page has behind it: when it was painted first, when its last byte was there, how large it is.</summary>
    private static async Task<string> PaintAsync(Visit visit)
    {
        var looks = new List<double[]>();
        for (var i = 0; i < 5; i++)
        {
            if (i > 0) await visit.Page.ReloadAsync();
            looks.Add(await visit.Page.EvaluateAsync<double[]>(
                """
                async () => {
                  for (let i = 0; i < 50 && !performance.getEntriesByName('first-contentful-paint').length; i++) await new Promise(done => setTimeout(done, 20));
                  const [page] = performance.getEntriesByType('navigation');
                  const paint = performance.getEntriesByName('first-contentful-paint')[0];
                  return [paint ? paint.startTime : NaN, page.responseEnd, page.transferSize / 1024];
                }
                """));
        }

        return string.Join('\t', Enumerable.Range(0, 3).Select(column => looks.Select(look => look[column]).Order().ElementAt(2).ToString("0.#", CultureInfo.InvariantCulture)));
    }

    /// <summary>Every page with something to see on it, found over the API.</summary>
    private static async Task<List<(string Name, string Path)>> PagesAsync(HttpClient client)
    {
        async Task<JsonElement> Get(string path) => await client.GetFromJsonAsync<JsonElement>(new Uri("/api/v1" + path, UriKind.Relative), Cancel);
        static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;

        // The one with most in it among the first two thousand.
        async Task<string?> LargestAsync(string list, string by)
        {
            var (largest, most, after) = ((string?)null, 0L, "");
            for (var page = 0; page < 10 && after is not null; page++)
            {
                var answer = await Get($"/{list}?limit=200{after}");
                foreach (var one in answer.GetProperty(list).EnumerateArray())
                {
                    if (one.GetProperty(by).GetInt64() is var number && number > most) (largest, most) = (Text(one, "id"), number);
                }

                after = answer.TryGetProperty("next", out var next) ? "&after=" + Uri.EscapeDataString(next.GetString()!) : null;
            }

            return largest;
        }

        foreach (var (url, title) in new[] { ("https://news.example/feed.xml", "Harbour Daily"), ("https://news.example/world.xml", "Meridian Dispatch, world") })
            await client.PostAsJsonAsync(new Uri("/api/v1/sources", UriKind.Relative), new { url, title, category = "Ports" }, Cancel);
        await client.PutAsJsonAsync(new Uri("/api/v1/queries/blame", UriKind.Relative), new { query = "type:ACCUSE" }, Cancel);

        var events = (await Get("/events?limit=200")).GetProperty("events").EnumerateArray().ToList();
        var document = events.GroupBy(one => Text(one, "document")).MaxBy(group => group.Count())!.Key;
        var item = events.First(one => Text(one, "document") == document);
        await client.PostAsJsonAsync(
            new Uri("/api/v1/corrections", UriKind.Relative), new { document, @event = Text(item, "event"), aspect = "type", value = "REJECT", note = "It says that they rejected it." }, Cancel);
        var happening = await LargestAsync("happenings", "reports");
        var story = await LargestAsync("stories", "documents");
        var actor = Uri.EscapeDataString(events.Select(one => one.TryGetProperty("actorCode", out var code) ? code.GetString() : null).OfType<string>().GroupBy(code => code).MaxBy(group => group.Count())!.Key);
        var other = (await Get($"/actors/{actor}")).GetProperty("dyads").EnumerateArray().Select(one => Text(one, "recipient")).FirstOrDefault(code => code != actor) ?? "USA";
        List<(string Name, string Path)> pages =
        [
            ("now", "/"), ("new", "/new"), ("stories", "/stories"), ("actors", "/actors"), ("actor", "/actors/" + actor), ("dyad", $"/actors/{actor}?with={Uri.EscapeDataString(other)}"),
            ("network", "/network"), ("map", "/map"), ("map-europe", "/map?q=since%3A2000&part=europe"), ("search", "/search"), ("search-query", "/search?q=type%3AACCUSE"),
            ("search-nothing", "/search?q=type%3AACCUSE+%22no+such+words%22"), ("search-wrong", "/search?q=type%3AACUSE"), ("sources", "/sources"), ("documents", "/documents"),
            ("article", "/documents/" + document), ("why", $"/documents/{document}/events/{Text(item, "event")}/why"), ("wrong", $"/documents/{document}/events/{Text(item, "event")}/wrong"),
            ("missed", $"/documents/{document}/missed"), ("review", "/review"), ("account", "/account"), ("audit", "/audit"), ("help", "/help"), ("settings", "/settings"), ("sign-in", "/sign-in"), ("nowhere", "/nowhere"),
        ];
        if (happening is not null) pages.Add(("happening", "/happenings/" + happening));
        if (story is not null) pages.Add(("story", "/stories/" + story));
        return pages;
    }
}
