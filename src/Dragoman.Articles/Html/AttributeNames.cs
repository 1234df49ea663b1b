using System.Collections.Frozen;

namespace Dragoman.Articles.Html;

/// <summary>The attributes that the reading looks at; all others are left out before a page is parsed.</summary>
internal static class AttributeNames
{
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Names =
        "class id itemprop itemtype role href rel property name content http-equiv datetime lang xml:lang hidden aria-hidden style type data-component data-testid data-type data-module"
            .Split(' ').ToFrozenDictionary(name => name, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The name in lower case; null where nobody reads the attribute.</summary>
    public static string? Known(ReadOnlySpan<char> name) => Names.TryGetValue(name, out var known) ? known : null;
}
