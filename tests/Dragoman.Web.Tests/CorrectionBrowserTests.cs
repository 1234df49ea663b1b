using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dragoman.Web.Tests;

/// <summary>Correcting an event in a real browser, and hostile words on the pages of review.</summary>
public sealed class CorrectionBrowserTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly PageAssertionsToHaveURLOptions Arriving = new() { Timeout = 60_000 };

    private static readonly LocatorAssertionsToBeVisibleOptions Seeing = new() { Timeout = 60_000 };

    [Fact]
    public async Task An_event_is_corrected_decided_and_shown_with_hostile_words_and_nothing_runs()
    {
        await using var visit = await browser.OpenAsync("/documents/" + News.Reprint.Id);
        await visit.Page.Locator("#e3 .wrong a").ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/events/e3/wrong$"), Arriving);
        await visit.Page.GetByLabel("The type").First.CheckAsync();
        await visit.Page.GetByLabel("What is right").FillAsync("\"><svg onload=alert(1)>" + News.Script);
        await visit.Page.GetByLabel("Why").FillAsync("<img src=x onerror=alert(2)> \u202E javascript:alert(3)");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Keep this correction" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync(Seeing);
        await visit.Page.GotoAsync(new Uri(new Uri(visit.Page.Url), "/review").AbsoluteUri);
        await Expect(visit.Page.GetByText("<svg onload=alert(1)>").First).ToBeVisibleAsync(Seeing);
        await visit.Page.GetByPlaceholder("Reason").First.FillAsync(News.Script);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Accept" }).First.ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("said=accept"), Arriving);
        await visit.Page.GotoAsync(new Uri(new Uri(visit.Page.Url), "/documents/" + News.Reprint.Id).AbsoluteUri);
        await Expect(visit.Page.Locator("#e3 .correction-note")).ToBeVisibleAsync(Seeing);
        Assert.NotEqual("owned", await visit.Page.TitleAsync());
        await visit.Page.GotoAsync(new Uri(new Uri(visit.Page.Url), "/audit").AbsoluteUri);
        await Expect(visit.Page.GetByText("correction.accept").First).ToBeVisibleAsync(Seeing);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_form_is_filled_and_sent_by_keyboard()
    {
        await using var visit = await browser.OpenAsync($"/documents/{News.Reprint.Id}/events/e2/wrong");
        await visit.Page.Locator("input[name=aspect]").First.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Space");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.TypeAsync("nothing of the kind");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync(Seeing);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_picture_that_carries_script_and_a_page_as_it_arrived_are_inert()
    {
        var hostile = News.All[^1];
        foreach (var path in new[] { "/documents/" + hostile.Id, $"/documents/{hostile.Id}/events/e1/wrong", "/review", "/?q=" + Uri.EscapeDataString(News.Script), "/sign-in?return=" + Uri.EscapeDataString("javascript:alert(1)") })
        {
            await using var visit = await browser.OpenAsync(path);
            Assert.NotEqual("owned", await visit.Page.TitleAsync());
            Assert.Equal(0, await visit.Page.EvaluateAsync<int>("() => document.scripts.length + document.querySelectorAll('[onload],[onerror],[onmouseover]').length"));
            Assert.DoesNotContain(visit.Complaints, complaint => !complaint.Contains("status of 40", StringComparison.Ordinal));
        }
    }
}
