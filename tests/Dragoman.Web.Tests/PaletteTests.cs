using System.Globalization;
using System.Text.RegularExpressions;
using Dragoman.Web.Hosting;

namespace Dragoman.Web.Tests;

/// <summary>Holds every pair of text and ground of the stylesheet to WCAG 2.2 AA, in both themes.</summary>
public partial class PaletteTests
{
    private static readonly string[] Texts = ["ink", "ink-2", "ink-3", "accent", "q1", "q2", "q3", "q4", "danger"];
    private static readonly string[] Grounds = ["paper", "surface", "sunken"];

    private static readonly Dictionary<string, Dictionary<string, string>> Themes = Read();

    public static TheoryData<string, string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string, string>();
            foreach (var theme in new[] { "light", "dark" })
            {
                foreach (var text in Texts)
                {
                    foreach (var ground in Grounds) pairs.Add(theme, text, ground);
                }

                // Text on the light of pointing, on tints of quad classes, on chips and buttons.
                foreach (var text in new[] { "ink", "ink-2" }) pairs.Add(theme, text, "mark");
                for (var quad = 1; quad <= 4; quad++)
                {
                    pairs.Add(theme, "ink", $"q{quad}-ground");
                    pairs.Add(theme, "ink-2", $"q{quad}-ground");
                    pairs.Add(theme, $"q{quad}", $"q{quad}-ground");
                }

                pairs.Add(theme, "ink", "accent-ground");
                pairs.Add(theme, "ink-2", "accent-ground");
                pairs.Add(theme, "ink", "danger-ground");
                pairs.Add(theme, "danger", "danger-ground");
                pairs.Add(theme, theme == "light" ? "surface" : "sunken", "accent");
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Text_can_be_read_on_its_ground(string theme, string text, string ground)
    {
        var ratio = Contrast(Themes[theme][text], Themes[theme][ground]);
        Assert.True(ratio >= 4.5, string.Create(CultureInfo.InvariantCulture, $"{text} on {ground} ({theme}): {ratio:0.00}, needs 4.5"));
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void The_border_of_a_control_can_be_seen(string theme) =>
        Assert.All(Grounds, ground => Assert.True(Contrast(Themes[theme]["line-strong"], Themes[theme][ground]) >= 3, ground));

    [Fact]
    public void Black_on_white_is_twenty_one_to_one() => Assert.Equal(21, Contrast("#000000", "#ffffff"), 3);

    private static double Contrast(string one, string other)
    {
        var (light, dark) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (light + .05) / (dark + .05);
    }

    private static double Luminance(string colour)
    {
        double Channel(int at)
        {
            var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d;
            return value <= .04045 ? value / 12.92 : Math.Pow((value + .055) / 1.055, 2.4);
        }

        return (.2126 * Channel(1)) + (.7152 * Channel(3)) + (.0722 * Channel(5));
    }

    private static Dictionary<string, Dictionary<string, string>> Read()
    {
        var style = WebAssets.StyleText;
        var dark = style.IndexOf("@media (prefers-color-scheme: dark)", StringComparison.Ordinal);
        var end = style.IndexOf("\n}\n", dark, StringComparison.Ordinal);
        return new() { ["light"] = Colours(style[..dark]), ["dark"] = Colours(style[dark..end]) };
    }

    private static Dictionary<string, string> Colours(string block) =>
        Colour().Matches(block).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    [GeneratedRegex("--([a-z0-9-]+): (#[0-9a-f]{6});")]
    private static partial Regex Colour();
}
