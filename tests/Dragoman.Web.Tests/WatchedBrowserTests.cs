using System.Diagnostics;
using System.Text.RegularExpressions;
using Dragoman.Cli.Tests;
using Dragoman.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dragoman.Web.Tests;

/// <summary>The whole program in a process of its own, a feed on loopback and a real browser: from an address on the page of sources to the words of its event.</summary>
public sealed class WatchedBrowserTests(Browser browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_feed_is_added_on_the_page_of_sources_and_its_event_arrives_on_the_open_start_page()
    {
        // The feed answers once the start page is open, however slow the machine is.
        var isOpen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new LoopbackServer(async (request, stream, ended) =>
        {
            switch (request.Path)
            {
                case "/feed":
                    await isOpen.Task.WaitAsync(ended);
                    await LoopbackServer.Text(
                        stream, 200, $"<rss version='2.0'><channel><title>Quay Gazette</title><item><title>Quay</title><link>http://{request.Host}/1</link><guid>1</guid></item></channel></rss>", "application/rss+xml");
                    break;
                case "/1":
                    await LoopbackServer.Text(
                        stream, 200, "<html lang='en'><body><article><h1>Quay closed</h1><p>The north quay was busy in the morning, and the ferries were on time. France condemned Spain on Monday over the closure of the quay.</p></article></body></html>");
                    break;
                default:
                    await LoopbackServer.Text(stream, 404, "");
                    break;
            }
        });
        using var executable = new Executable();
        using var process = executable.Start("serve", "--urls", "http://127.0.0.1:0", "--no-browser", "--allow-private");
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(Cancel).AsTask().WaitAsync(TimeSpan.FromMinutes(3), Cancel);
            var site = new Uri(line!.Split(' ').First(word => word.StartsWith("http://", StringComparison.Ordinal)));
            await using var visit = await browser.OpenAsync("/sources", site: site);
            await visit.Page.GetByLabel("Address").FillAsync(server.Url + "/feed");
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Watch it" }).ClickAsync();
            await Expect(visit.Page.Locator(".said-line")).ToBeVisibleAsync(new() { Timeout = 60_000 });
            await Expect(visit.Page.Locator(".source")).ToHaveCountAsync(1, new() { Timeout = 60_000 });

            await visit.GoAsync("/");
            await Expect(visit.Page.Locator("#news .quiet")).ToBeVisibleAsync(new() { Timeout = 60_000 });
            isOpen.SetResult();
            await Expect(visit.Page.Locator("#news .count strong")).ToHaveTextAsync(new Regex("^[1-9]"), new() { Timeout = 120_000 });
            await visit.Page.Locator("#news summary").ClickAsync();
            var told = visit.Page.Locator("#news li", new() { HasText = "condemned" });
            await Expect(told).ToContainTextAsync("France", new() { Timeout = 60_000 });
            await told.Locator("a").ClickAsync();
            await Expect(visit.Page).ToHaveURLAsync(new Regex("/documents/[^/]+#at-e[0-9]+$"), new() { Timeout = 60_000 });
            await Expect(visit.Page.Locator(".text .trigger").First).ToHaveTextAsync("condemned", new() { Timeout = 60_000 });

            // The count is kept a moment after the document.
            await visit.GoAsync("/sources");
            for (var since = Stopwatch.StartNew(); since.Elapsed.TotalMinutes < 3 && !(await visit.Page.Locator(".source").TextContentAsync())!.Contains("1 document", StringComparison.Ordinal);)
                await visit.Page.ReloadAsync();
            await Expect(visit.Page.Locator(".source")).ToContainTextAsync("1 document", new() { Timeout = 60_000 });
            await Expect(visit.Page.Locator(".source .badge").First).ToHaveTextAsync("working", new() { Timeout = 60_000 });
            Assert.Empty(visit.Complaints);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
