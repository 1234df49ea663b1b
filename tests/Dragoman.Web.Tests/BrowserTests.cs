using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dragoman.Web.Tests;

/// <summary>What only a browser can show: pointing without script, the keyboard, narrow screens, hostile text.</summary>
public sealed class BrowserTests(Browser browser)
{
    // A machine that builds and tests at once may take its time over a page.
    private static readonly LocatorAssertionsToHaveValueOptions Patiently = new() { Timeout = 60_000 };

    private static readonly LocatorAssertionsToHaveCountOptions Counting = new() { Timeout = 60_000 };

    private static readonly PageAssertionsToHaveURLOptions Arriving = new() { Timeout = 60_000 };

    private static readonly string Article = "/documents/" + News.Reprint.Id;

    [Fact]
    public async Task Pointing_at_an_item_lights_its_words_and_pointing_at_words_lights_the_item()
    {
        await using var visit = await browser.OpenAsync(Article);
        const string words = ".text .i-e5.trigger";
        var (wordsBefore, cardBefore) = (await visit.Background(words), await visit.Background("#e5"));
        await visit.Page.Locator("#e5").HoverAsync();
        Assert.NotEqual(wordsBefore, await visit.Background(words));
        Assert.NotEqual(cardBefore, await visit.Background("#e5"));
        await visit.Page.Mouse.MoveAsync(2, 2);
        Assert.Equal(wordsBefore, await visit.Background(words));
        await visit.Page.Locator(words).HoverAsync();
        Assert.NotEqual(cardBefore, await visit.Background("#e5"));
        Assert.Equal(await visit.Background("#e4"), cardBefore);
    }

    [Fact]
    public async Task A_jump_to_the_words_lights_them_and_the_way_back_lights_the_item()
    {
        await using var visit = await browser.OpenAsync(Article);
        const string words = ".text .i-e5.trigger";
        var (wordsBefore, cardBefore) = (await visit.Background(words), await visit.Background("#e5"));
        await visit.Page.Locator("#e5 .to-text").ClickAsync();
        await visit.Page.Mouse.MoveAsync(2, 2);
        await visit.Page.Locator("h1").FocusAsync();
        await visit.Page.EvaluateAsync("() => document.activeElement.blur()");
        await Expect(visit.Page).ToHaveURLAsync(new Regex("#at-e5$"), Arriving);
        Assert.NotEqual(wordsBefore, await visit.Background(words));
        await visit.Page.Locator(words).ClickAsync();
        await visit.Page.Mouse.MoveAsync(2, 2);
        await Expect(visit.Page).ToHaveURLAsync(new Regex("#e5$"), Arriving);
        Assert.NotEqual(cardBefore, await visit.Background("#e5"));
    }

    [Fact]
    public async Task Times_amounts_statements_and_actors_are_pointed_at_as_well()
    {
        await using var visit = await browser.OpenAsync(Article);
        foreach (var key in new[] { "t1", "n1", "s2", "a4" })
        {
            var before = await visit.Background($".text .i-{key}");
            await visit.Page.Locator("#" + key).HoverAsync();
            Assert.NotEqual(before, await visit.Background($".text .i-{key}"));
        }
    }

    [Fact]
    public async Task From_the_start_page_to_the_evidence_it_is_one_click()
    {
        await using var visit = await browser.OpenAsync("/");
        await visit.Page.Locator(".evidence-line a").Filter(new LocatorFilterOptions { HasText = "struck" }).ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("#at-e3$"), Arriving);
        Assert.True(await visit.Page.Locator(".text .i-e3.trigger").IsVisibleAsync());
        Assert.NotEqual(await visit.Background(".text .i-e4.trigger"), await visit.Background(".text .i-e3.trigger"));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_chip_narrows_and_its_second_press_widens_again()
    {
        await using var visit = await browser.OpenAsync("/search");
        var all = await visit.Page.Locator(".line").CountAsync();
        await visit.Page.Locator(".type-chips .chip", new PageLocatorOptions { HasText = "ACCUSE" }).ClickAsync();
        await Expect(visit.Page.Locator("#q")).ToHaveValueAsync("type:ACCUSE", Patiently);
        var some = await visit.Page.Locator(".line").CountAsync();
        Assert.InRange(some, 1, all - 1);
        await visit.Page.Locator(".type-chips .chip[aria-current]").ClickAsync();
        await Expect(visit.Page.Locator(".line")).ToHaveCountAsync(all, Counting);
    }

    [Fact]
    public async Task The_form_the_search_box_and_the_timeline_write_the_same_language()
    {
        await using var visit = await browser.OpenAsync("/search");
        await visit.Page.Locator("summary", new PageLocatorOptions { HasText = "Filter by actor" }).ClickAsync();
        await visit.Page.Locator("input[name=recipient]").FillAsync("RUS");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("#q")).ToHaveValueAsync("recipient:RUS", Patiently);
        await visit.Page.Locator("#q").FillAsync("recipient:RUS type:SANCTION");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator(".line")).ToHaveCountAsync(2, Counting);
        await visit.GoAsync("/search?q=since%3A2015");
        await visit.Page.Locator(".timeline svg a").First.ClickAsync();
        await Expect(visit.Page.Locator("#q")).ToHaveValueAsync(new Regex("^since:2015-0[0-9]-01 until:2015-0[0-9]-[0-9]{2}$"), Patiently);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task The_keyboard_goes_from_the_skip_link_to_an_event_and_into_its_words()
    {
        await using var visit = await browser.OpenAsync("/");
        await visit.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to content", await visit.Page.EvaluateAsync<string>("() => document.activeElement.textContent"));
        Assert.True(await visit.Page.Locator(".skip").EvaluateAsync<bool>("element => element.getBoundingClientRect().top >= 0"), "the skip link is out of sight while it has the focus");
        await visit.Page.Keyboard.PressAsync("Enter");
        var reached = false;
        for (var stops = 0; stops < 60 && !reached; stops++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            reached = await visit.Page.EvaluateAsync<bool>("() => document.activeElement.closest('.evidence-line') !== null");
        }

        Assert.True(reached, "sixty stops do not reach the first event");
        var outline = await visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle");
        Assert.Equal("solid", outline);
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/documents/[^/]+#at-e[0-9]+$"), Arriving);
    }

    [Fact]
    public async Task The_margin_is_reached_and_followed_by_keyboard()
    {
        await using var visit = await browser.OpenAsync(Article);
        await visit.Page.Locator("#e1 .to-text").FocusAsync();
        Assert.NotEqual(await visit.Background(".text .i-e3.trigger"), await visit.Background(".text .i-e1.trigger"));
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page).ToHaveURLAsync(new Regex("#at-e1$"), Arriving);
    }

    [Fact]
    public async Task Hostile_text_runs_nothing()
    {
        var hostile = News.All[^1];
        await using var visit = await browser.OpenAsync("/documents/" + hostile.Id);
        foreach (var path in new[] { "", "/documents", "/search?q=" + Uri.EscapeDataString(News.Script), $"/documents/{hostile.Id}/events/e1/wrong", "/review", "/?q=" + Uri.EscapeDataString(News.Script), "/sign-in?return=" + Uri.EscapeDataString("javascript:alert(1)") })
        {
            if (path.Length > 0) await visit.GoAsync(path);
            Assert.NotEqual("owned", await visit.Page.TitleAsync());
            Assert.Equal(0, await visit.Page.Locator("script:not([src^='/assets/live.js']), img, iframe, style, [onload], [onerror], [onmouseover]").CountAsync());
            Assert.True(await visit.Page.Locator("main").IsVisibleAsync());
            Assert.DoesNotContain(visit.Complaints, complaint => !complaint.Contains("status of 40", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task From_the_map_to_the_evidence_it_is_two_clicks()
    {
        await using var visit = await browser.OpenAsync("/map?q=since%3A2015");
        await visit.Page.Locator(".places .row-note a").First.ClickAsync();
        await visit.Page.Locator(".evidence-line a").First.ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/documents/[^/]+#at-e[0-9]+$"), Arriving);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task The_keys_open_without_script_and_close_with_escape()
    {
        await using var visit = await browser.OpenAsync("/help");
        Assert.False(await visit.Page.Locator("#key-map").IsVisibleAsync());
        await visit.Page.Locator("button[accesskey='0']").PressAsync("Enter");
        Assert.True(await visit.Page.Locator("#key-map").IsVisibleAsync());
        await visit.Page.Keyboard.PressAsync("Escape");
        Assert.False(await visit.Page.Locator("#key-map").IsVisibleAsync());
        // A driven browser does not hand access keys on: that each is there once, and in the map of keys, is what can be held.
        var keys = await visit.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('[accesskey]')].map(element => element.accessKey)");
        Assert.Equal(keys.Length, keys.Distinct().Count());
        var told = await visit.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('#key-map dt kbd')].map(element => element.textContent)");
        Assert.Empty(keys.Except(told, StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/map?q=since%3A2015")]
    [InlineData("/network?q=since%3A2015")]
    [InlineData("/actors/USA?on=2019-03-30")]
    [InlineData("/help")]
    [InlineData("/documents")]
    public async Task A_page_stands_still_while_it_is_drawn(string path)
    {
        await using var visit = await browser.OpenAsync("/assets/favicon.svg");
        await using var line = new PieceByPiece(visit.Root, 4_000);
        await visit.Page.GotoAsync(new Uri(line.Address, path).AbsoluteUri, new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
        while (!line.IsWhole)
        {
            line.Next();
            await visit.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        }

        var shifts = await visit.Page.EvaluateAsync<string[]>(
            """
            () => new Promise(done => {
              const name = node => node ? `${node.nodeName} ${node.className}` : '?';
              const seen = [];
              new PerformanceObserver(list => seen.push(...list.getEntries().filter(entry => entry.value > .01)
                .map(entry => `${entry.value.toFixed(3)}: ${entry.sources.map(source => name(source.node)).join(', ')}`)))
                .observe({ type: 'layout-shift', buffered: true });
              requestAnimationFrame(() => requestAnimationFrame(() => done(seen)));
            })
            """);
        Assert.Empty(shifts);
    }

    [Fact]
    public async Task On_paper_the_article_and_its_codings_are_all_there()
    {
        await using var visit = await browser.OpenAsync(Article);
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        foreach (var forScreens in new[] { ".top", ".margin-nav", ".cite", ".doc-links", ".coding a" })
            Assert.Equal(0, await visit.Page.Locator(forScreens).Filter(new() { Visible = true }).CountAsync());
        Assert.True(await visit.Page.Locator("#n1").IsVisibleAsync());
        Assert.Equal("visible", await visit.Page.Locator(".margin").EvaluateAsync<string>("element => getComputedStyle(element).overflowY"));
    }
}
