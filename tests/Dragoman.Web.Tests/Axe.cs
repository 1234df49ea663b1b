using System.Text.Json;
using Microsoft.Playwright;

namespace Dragoman.Web.Tests;

/// <summary>axe-core, run inside a page.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Script = new(ReadScript);

    /// <summary>Fails with what axe calls serious or critical, one violation with its first places a line.</summary>
    /// <param name="frame">The page, or a frame in it.</param>
    /// <param name="rules">The rules to ask; none for all that axe asks by itself.</param>
    public static async Task FindsNothingAsync(IFrame frame, params string[] rules)
    {
        if (await frame.EvaluateAsync<bool>("() => typeof axe === 'undefined'")) await frame.EvaluateAsync(Script.Value);
        var only = rules.Length == 0 ? "" : $"runOnly: {{ type: 'rule', values: {JsonSerializer.Serialize(rules)} }},";
        var found = await frame.EvaluateAsync<string>(
            $$"""
            async () => (await axe.run(document, { {{only}} resultTypes: ['violations'], preload: false, iframes: false })).violations
              .filter(one => one.impact === 'serious' || one.impact === 'critical')
              .map(one => `${one.id} (${one.help}): ${one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`)
              .join('\n')
            """);
        Assert.True(found.Length == 0, found);
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
