using System.Text.RegularExpressions;
using Dragoman.Records;
using Dragoman.Store;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dragoman.Web.Tests;

/// <summary>What changes something, in a real browser, at a site of its own: correcting an event with hostile words, keeping a search.</summary>
public sealed class ChangingBrowserTests(Browser browser, Site site) : IClassFixture<Site>
{
    private static readonly PageAssertionsToHaveURLOptions Arriving = new() { Timeout = 60_000 };

    private static readonly LocatorAssertionsToHaveTextOptions Telling = new() { Timeout = 60_000 };

    private static readonly LocatorAssertionsToBeVisibleOptions Seeing = new() { Timeout = 60_000 };

    [Fact]
    public async Task An_event_is_corrected_decided_and_shown_with_hostile_words_and_nothing_runs()
    {
        await using var visit = await browser.OpenAsync("/documents/" + News.Reprint.Id, site: site.Address);
        await visit.Page.Locator("#e3 .wrong a").ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/events/e3/wrong$"), Arriving);
        await visit.Page.GetByLabel("The type").First.CheckAsync();
        await visit.Page.GetByLabel("What is right").FillAsync("\"><svg onload=alert(1)>" + News.Script);
        await visit.Page.GetByLabel("Why").FillAsync("<img src=x onerror=alert(2)> \u202E javascript:alert(3)");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Keep this correction" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync(Seeing);
        await visit.GoAsync("/review");
        await Expect(visit.Page.GetByText("<svg onload=alert(1)>").First).ToBeVisibleAsync(Seeing);
        await visit.Page.GetByPlaceholder("Reason").First.FillAsync(News.Script);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Accept" }).First.ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("said=accept"), Arriving);
        await visit.GoAsync("/documents/" + News.Reprint.Id);
        await Expect(visit.Page.Locator("#e3 .correction-note")).ToBeVisibleAsync(Seeing);
        Assert.NotEqual("owned", await visit.Page.TitleAsync());
        await visit.GoAsync("/audit");
        await Expect(visit.Page.GetByText("correction.accept").First).ToBeVisibleAsync(Seeing);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_form_is_filled_and_sent_by_keyboard()
    {
        await using var visit = await browser.OpenAsync($"/documents/{News.Reprint.Id}/events/e2/wrong", site: site.Address);
        await visit.Page.Locator("input[name=aspect]").First.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Space");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.TypeAsync("nothing of the kind");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync(Seeing);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_search_is_saved_found_again_and_exported()
    {
        await using var visit = await browser.OpenAsync("/search", site: site.Address);
        await visit.Page.Locator("#q").FillAsync("type:ACCUSE actor:USA");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Locator("summary", new PageLocatorOptions { HasText = "Save this query" }).ClickAsync();
        await visit.Page.Locator("input[name=name]").FillAsync("us-blame");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator(".said-line")).ToHaveTextAsync("The query is saved.");
        await visit.Page.Locator(".saved a", new PageLocatorOptions { HasText = "@us-blame" }).ClickAsync();
        var lines = await visit.Page.Locator(".dyad").CountAsync();
        await visit.Page.Locator("summary", new PageLocatorOptions { HasText = "Export these" }).ClickAsync();
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.Locator(".exports a", new PageLocatorOptions { HasTextRegex = new Regex("^csv$") }).ClickAsync());
        Assert.Equal(lines + 1, (await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).Length);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task What_is_read_while_the_start_page_is_open_appears_in_it_without_loading_it_again_and_moves_nothing()
    {
        await using var visit = await browser.OpenAsync("/", site: site.Address);
        var box = visit.Page.Locator("#news");
        await Expect(box.Locator(".quiet")).ToBeVisibleAsync(Seeing);
        await visit.Page.EvaluateAsync(
            """
            () => {
              window.still = true;
              window.shifts = [];
              new PerformanceObserver(list => window.shifts.push(...list.getEntries().filter(entry => !entry.hadRecentInput).map(entry => entry.value))).observe({ type: 'layout-shift', buffered: false });
            }
            """);
        site.Store.Add([Fresh("Paris", "France", "Spain")], TestContext.Current.CancellationToken);
        await Expect(box.Locator(".count strong")).ToHaveTextAsync("1 new event", Telling);
        await Expect(box.Locator(".quiet")).Not.ToBeVisibleAsync();
        site.Store.Add([Fresh("Lisbon", "Portugal", "Morocco"), Fresh("Rome", News.Script, "Malta")], TestContext.Current.CancellationToken);
        await Expect(box.Locator(".count strong")).ToHaveTextAsync("3 new events", Telling);
        await box.Locator("summary").ClickAsync();
        var (above, below) = ((await box.Locator("li", new() { HasText = "Portugal" }).BoundingBoxAsync())!, (await box.Locator("li", new() { HasText = "France" }).BoundingBoxAsync())!);
        Assert.True(above.Y < below.Y, "the newest does not stand above");
        Assert.Equal(0, await box.Locator("script").CountAsync());
        await Axe.FindsNothingAsync(visit.Page.MainFrame);
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => window.still === true"), "the page was loaded again");
        Assert.All(await visit.Page.EvaluateAsync<double[]>("() => window.shifts"), shift => Assert.InRange(shift, 0, .01));
        await box.Locator("li a", new() { HasText = "France" }).ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/documents/[^/]+#at-e1$"), Arriving);
        Assert.Empty(visit.Complaints);
    }

    private static StoredDocument Fresh(string place, string actor, string recipient) =>
        new NewsBuilder($"{place} speaks", "Harbour Daily", "2023-04-18", "https://news.example/" + place.ToLowerInvariant())
            .Headline().Body($"{actor} criticised {recipient} over the quay.")
            .Mention("m1", actor, MentionKind.Organization, "FRA", actor).Mention("m2", recipient, MentionKind.Organization, "ESP", recipient)
            .Event(EventType.Accuse, "disapprove", "111", -2, $"{actor} criticised {recipient} over the quay", "criticised", actor, recipient, "2023-04-18").Build();
}
