using System.Collections.Frozen;

namespace Dragoman.Articles.Html;

/// <summary>What kinds of elements HTML has, as far as they matter here (HTML standard, 13.1.2 and 13.2.4.2).</summary>
internal static class TagSets
{
    /// <summary>Content that is never text of the page; skipped to the end tag.</summary>
    public static readonly FrozenSet<string> Skipped = Set(
        "script style xmp iframe noembed noframes textarea svg math template select object canvas video audio noscript datalist applet map button dialog");

    /// <summary>
    /// Formatting that a parser opens again in every block until it is closed, so that unclosed ones multiply; they say nothing
    /// about structure. And what changes how the rest is parsed.
    /// </summary>
    public static readonly FrozenSet<string> Dropped = Set(
        "b big code em font i nobr s small strike strong tt u plaintext frameset frame marquee img input embed area param source track wbr base col colgroup optgroup option html head body");

    /// <summary>Elements without content that are kept.</summary>
    public static readonly FrozenSet<string> Void = Set("br hr meta link");

    /// <summary>Elements that may be left open; the parser closes them, so that they never nest without another element between.</summary>
    public static readonly FrozenSet<string> OptionalEnd = Set("p li dt dd td th tr tbody thead tfoot rb rt rtc rp a");

    /// <summary>Elements that stand in a line of text.</summary>
    public static readonly FrozenSet<string> Inline = Set(
        "a abbr acronym bdi bdo cite data del dfn ins kbd label mark output q ruby rb rt rtc rp samp span sub sup time var");

    /// <summary>Elements that an end tag of another kind does not reach beyond.</summary>
    public static bool IsInline(string name) => Inline.Contains(name) || name.Contains('-', StringComparison.Ordinal);

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
