using System.Reflection;
using System.Text.Json;
using Dragoman.Web.Components;
using Microsoft.AspNetCore.Components;

namespace Dragoman.Web.Tests;

/// <summary>
/// axe-core over every page, in Chromium: no violation that it calls serious or critical. The pages are those that have a route, so that a new
/// one is looked at as soon as it is there.
/// </summary>
public sealed class AxeTests(Browser browser) : IClassFixture<Browser>
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

    public static TheoryData<string, bool> Pages
    {
        get
        {
            var pages = new TheoryData<string, bool>();
            var paths = typeof(App).Assembly.GetTypes()
                .SelectMany(type => type.GetCustomAttributes<RouteAttribute>())
                .Select(route => Filled(route.Template))
                .Concat(["/?q=type%3AACUSE", "/?q=type%3AACCUSE", "/?q=nothingatall", "/documents?q=nothingatall", "/review?state=accepted", "/sign-in?said=wrong", $"/documents/{News.Reprint.Id}/events/e1/wrong?said=aspect"])
                .Distinct()
                .Order(StringComparer.Ordinal);
            foreach (var path in paths)
            {
                pages.Add(path, false);
                pages.Add(path, true);
            }

            return pages;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Axe_finds_nothing_serious(string path, bool dark)
    {
        await using var visit = await browser.OpenAsync(path, dark ? 375 : 1280, dark: dark);
        await visit.Page.EvaluateAsync(Script.Value);
        var found = await visit.Page.EvaluateAsync<JsonElement>(
            """
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(one => ({
              id: one.id, impact: one.impact, help: one.help, nodes: one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)) }))
            """);
        var serious = found.EnumerateArray().Where(one => one.GetProperty("impact").GetString() is "serious" or "critical").Select(one => one.GetRawText()).ToList();
        Assert.True(serious.Count == 0, $"{path} ({(dark ? "dark, narrow" : "light, wide")}):\n{string.Join('\n', serious)}");
    }

    private static string Filled(string template)
    {
        var path = template;
        while (path.IndexOf('{', StringComparison.Ordinal) is >= 0 and var start)
        {
            var end = path.IndexOf('}', start);
            var name = path[(start + 1)..end].Split(':')[0].TrimStart('*').TrimEnd('?');
            Assert.True(Known.TryGetValue(name, out var value), $"{template}: say in {nameof(AxeTests)} what {{{name}}} stands for");
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
