using System.Buffers;
using System.Collections.Frozen;
using AngleSharp.Dom;
using Dragoman.Articles.Cues;

namespace Dragoman.Articles.Html;

/// <summary>What the class, id or tag of an element says that it holds.</summary>
[Flags]
internal enum Roles
{
    None = 0,

    /// <summary>Never the report: navigation, related links, share bars, comments.</summary>
    Drop = 1,

    /// <summary>Seldom the report.</summary>
    Weak = 2,

    /// <summary>The report.</summary>
    Body = 4,

    /// <summary>Words under a picture.</summary>
    Caption = 8,

    /// <summary>Who made a picture.</summary>
    Credit = 16,

    /// <summary>The author line.</summary>
    Byline = 32,

    /// <summary>Not shown to a reader.</summary>
    Hidden = 64,

    /// <summary>A post of somebody's, quoted whole.</summary>
    Quote = 128,
}

/// <summary>Finds roles by words in class and id (<c>class-cues.tsv</c>) and by the element itself.</summary>
internal static class RoleFinder
{
    private const int LongestWord = 40;
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    private static readonly string[] Named = ["class", "id", "data-component", "data-testid", "data-module", "data-type", "role"];
    private static readonly FrozenDictionary<string, Roles>.AlternateLookup<ReadOnlySpan<char>> Words = Load().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The roles of an element.</summary>
    public static Roles Of(IElement element)
    {
        var roles = OfTag(element);
        foreach (var name in Named)
        {
            if (element.GetAttribute(name) is { Length: > 0 } value) roles |= OfWords(value);
        }

        if (element.GetAttribute("itemprop") is { } property && property.Contains("articleBody", StringComparison.OrdinalIgnoreCase)) roles |= Roles.Body;
        if ((roles & Roles.Body) != 0) roles &= ~(Roles.Weak | Roles.Drop);
        return roles;
    }

    private static Roles OfTag(IElement element)
    {
        var roles = element.LocalName switch
        {
            "nav" or "footer" or "menu" => Roles.Drop,
            "aside" => Roles.Drop,
            "header" => Roles.Weak,
            "figcaption" => Roles.Caption,
            "caption" => Roles.Caption,
            _ => Roles.None,
        };
        if (element.HasAttribute("hidden") || element.GetAttribute("aria-hidden") == "true") roles |= Roles.Hidden;
        if (element.GetAttribute("style") is { } style && style.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase)) roles |= Roles.Hidden;
        return roles;
    }

    private static Roles OfWords(string value)
    {
        // Words of a class are joined by hyphens, underscores or capitals; pairs of neighbours count as one word too.
        Span<char> pair = stackalloc char[(2 * LongestWord) + 1];
        var roles = Roles.None;
        var previous = 0;
        var at = 0;
        while (at < value.Length)
        {
            if (!Letters.Contains(value[at]))
            {
                // A blank or the end of one class name parts; a hyphen joins.
                if (char.IsWhiteSpace(value[at])) previous = 0;
                at++;
                continue;
            }

            var start = at++;
            while (at < value.Length && Letters.Contains(value[at]) && !(char.IsAsciiLetterUpper(value[at]) && char.IsAsciiLetterLower(value[at - 1]))) at++;
            var length = at - start;
            if (length > LongestWord)
            {
                previous = 0;
                continue;
            }

            var word = pair.Slice(previous == 0 ? 0 : previous + 1, length);
            if (previous > 0) pair[previous] = '-';
            value.AsSpan(start, length).ToLowerInvariant(word);
            if (Words.TryGetValue(word, out var own)) roles |= own;
            if (previous > 0 && Words.TryGetValue(pair[..(previous + 1 + length)], out var both)) roles |= both;
            word.CopyTo(pair);
            previous = length;
        }

        return roles;
    }

    private static FrozenDictionary<string, Roles> Load()
    {
        var words = new Dictionary<string, Roles>(StringComparer.Ordinal);
        foreach (var row in Table.Rows("class-cues.tsv"))
        {
            var role = row[0] switch
            {
                "drop" => Roles.Drop,
                "weak" => Roles.Weak,
                "body" => Roles.Body,
                "caption" => Roles.Caption,
                "credit" => Roles.Credit,
                "byline" => Roles.Byline,
                "quote" => Roles.Quote,
                _ => throw new InvalidDataException($"class-cues.tsv: there is no role {row[0]}"),
            };
            words[row[1]] = words.GetValueOrDefault(row[1]) | role;
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
