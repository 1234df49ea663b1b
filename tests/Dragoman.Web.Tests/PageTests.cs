using System.Reflection;
using Dragoman.Web.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;

namespace Dragoman.Web.Tests;

/// <summary>
/// Every page, in Chromium: no violation that axe-core calls serious or critical, nothing wider than the window, nothing on the console. The
/// pages are those that have a route, so that a new one is looked at as soon as it is there, and those that show something else with a query.
/// </summary>
public sealed class PageTests(Browser browser)
{
    // What stands in a route's braces, by name. A page with another name must say here what to look at.
    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Id"] = News.Reprint.Id,
        ["EventId"] = "e1",
        ["Code"] = "USA",
        ["Status"] = "404",
    };

    private static readonly Lazy<string> Script = new(ReadScript);

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
        await using var visit = await browser.OpenAsync(path, 375);
        await FitsAsync(visit, 375);
        await visit.Page.EvaluateAsync(Script.Value);
        await FindsNothingAsync(visit, "{}");
        // Structure and names are the same for every reader: what another width and colours can change is asked again.
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await visit.Page.SetViewportSizeAsync(1600, 900);
        await FitsAsync(visit, 1600);
        await FindsNothingAsync(visit, "{ runOnly: { type: 'rule', values: ['color-contrast', 'target-size', 'scrollable-region-focusable', 'link-in-text-block', 'aria-hidden-focus'] } }");
        // A missing page is itself what the browser complains of.
        Assert.DoesNotContain(visit.Complaints, complaint => !complaint.Contains("status of 40", StringComparison.Ordinal));
    }

    private static async Task FitsAsync(Visit visit, int width)
    {
        Assert.True(await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= width, $"the page scrolls sideways at {width} pixels");
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>(Checks.Script));
    }

    /// <summary>Fails with what axe calls serious or critical, one violation with its first places a line.</summary>
    private static async Task FindsNothingAsync(Visit visit, string options)
    {
        var found = await visit.Page.EvaluateAsync<string>(
            $$"""
            async () => (await axe.run(document, { ...{{options}}, resultTypes: ['violations'], preload: false })).violations
              .filter(one => one.impact === 'serious' || one.impact === 'critical')
              .map(one => `${one.id} (${one.help}): ${one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`)
              .join('\n')
            """);
        Assert.True(found.Length == 0, found);
    }

    private static string Filled(string template)
    {
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

    /// <summary>axe-core itself, a resource of its package.</summary>
    private static string ReadScript()
    {
        var assembly = typeof(Deque.AxeCore.Commons.AxeResult).Assembly;
        var name = assembly.GetManifestResourceNames().Single(one => one.EndsWith("axe.min.js", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
