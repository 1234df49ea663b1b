using System.Reflection;
using Dragoman.Web.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;

namespace Dragoman.Web.Tests;

/// <summary>
/// Every page, in Chromium: no violation that axe-core calls serious or critical, nothing wider than the window, nothing on the console. The
/// pages are those that have a route, so that a new one is looked at as soon as it is there, and those that show something else with a query.
/// </summary>
public sealed class PageTests(Browser browser, SettledSite site) : IClassFixture<SettledSite>
{
    // What stands in a route's braces, by name. A page with another name must say here what to look at.
    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Id"] = News.Reprint.Id,
        ["EventId"] = "e1",
        ["Code"] = "USA",
        ["Status"] = "404",
    };

    private static readonly Dictionary<string, string> Things = new(StringComparer.Ordinal)
    {
        ["/happenings/{Id}"] = "/happenings/" + SettledSite.Happening,
        ["/stories/{Id}"] = "/stories/" + SettledSite.Story,
    };

    private static IEnumerable<string> Views =>
    [
        "/search?q=type%3AACUSE", "/search?q=type%3AACCUSE+%22no+such+words%22", "/actors?q=Bolton", "/actors/USAGOV?on=2019-03-30", "/map?q=since%3A2015&part=VEN",
        "/documents?q=nothingatall", "/documents/" + News.All[^1].Id, "/review?state=accepted", "/sign-in?said=wrong", $"/documents/{News.Reprint.Id}/events/e1/wrong?said=aspect", "/nowhere",
    ];

    public static TheoryData<string> Pages =>
    [
        .. typeof(App).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes<RouteAttribute>())
            .Select(route => Filled(route.Template))
            .Concat(Views)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_fits_its_window_is_well_formed_and_axe_finds_nothing_serious(string path)
    {
        await using var visit = await browser.OpenAsync(path, 375, site: site.Address);
        // What opens is looked at open, the key map aside, which lies over the page.
        await visit.Page.EvaluateAsync("() => document.querySelectorAll('main details').forEach(one => one.open = true)");
        await FitsAsync(visit, 375);
        await Axe.FindsNothingAsync(visit.Page.MainFrame);
        // Structure and names are the same for every reader: what another width and colours can change is asked again.
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await visit.Page.SetViewportSizeAsync(1600, 900);
        await FitsAsync(visit, 1600);
        await Axe.FindsNothingAsync(visit.Page.MainFrame, "color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block", "aria-hidden-focus");
        // A missing page is itself what the browser complains of.
        Assert.DoesNotContain(visit.Complaints, complaint => !complaint.Contains("status of 40", StringComparison.Ordinal));
    }

    private static async Task FitsAsync(Visit visit, int width)
    {
        Assert.True(await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= width, $"the page scrolls sideways at {width} pixels");
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>(Checks.Script));
    }

    private static string Filled(string template)
    {
        // A page of one thing that is not a document says here which.
        if (Things.TryGetValue(template, out var thing)) return thing;
        var path = template;
        while (path.IndexOf('{', StringComparison.Ordinal) is >= 0 and var start)
        {
            var end = path.IndexOf('}', start);
            var name = path[(start + 1)..end].Split(':')[0].TrimStart('*').TrimEnd('?');
            Assert.True(Known.TryGetValue(name, out var value), $"{template}: say in {nameof(PageTests)} what {{{name}}} stands for");
            path = path[..start] + value + path[(end + 1)..];
        }

        return path;
    }
}
