using System.Collections.Frozen;

namespace Dragoman.Articles.Cues;

/// <summary>Capitalized words in front of a colon that are labels and no places, from <c>label-words.tsv</c>.</summary>
internal static class Labels
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words =
        Table.Rows("label-words.tsv").Select(row => row[0]).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>True for a label.</summary>
    public static bool Contains(ReadOnlySpan<char> word) => Words.Contains(word);
}
