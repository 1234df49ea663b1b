using System.Collections.Frozen;

namespace Dragoman.Articles.Cues;

/// <summary>News agencies by the mark that they sign with, from <c>agencies.tsv</c>. Marks are told apart by case.</summary>
internal static class Agencies
{
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Names =
        Table.Rows("agencies.tsv").ToFrozenDictionary(row => row[0], row => row[1], StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Longest mark, in characters.</summary>
    public const int LongestMark = 40;

    /// <summary>The agency's name; null where the words are no mark.</summary>
    public static string? Find(ReadOnlySpan<char> mark)
    {
        mark = mark.Trim();
        return mark.Length is > 0 and <= LongestMark && Names.TryGetValue(mark, out var name) ? name : null;
    }
}
