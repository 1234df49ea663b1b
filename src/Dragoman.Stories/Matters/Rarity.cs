using System.Collections.Frozen;
using System.Globalization;

namespace Dragoman.Stories.Matters;

/// <summary>In how many texts a word would stand, before any was read: from its place in the order of English words.</summary>
internal static class Rarity
{
    /// <summary>Number of texts that the estimate counts as: real ones outweigh it after that many.</summary>
    public const float Before = 2000;

    // A word that the table lacks is rarer than its last one.
    private const float Unlisted = 0.002f * Before;

    // By Zipf's law the word of rank r makes up about a tenth of 1/r of the words, and a report has some 400.
    private const double WordsOfText = 40;

    private static readonly FrozenDictionary<uint, float> Texts = StoryTables.Rows("word-ranks.tsv")
        .Select(row => (Term: WordHash.Of(row[0]), Rank: int.Parse(row[1], CultureInfo.InvariantCulture)))
        .GroupBy(pair => pair.Term)
        .ToFrozenDictionary(group => group.Key, group => (float)(Before * (1 - Math.Exp(-WordsOfText / (group.Min(pair => pair.Rank) + 1)))));

    /// <summary>Estimated number of texts among <see cref="Before"/> that hold a word.</summary>
    /// <param name="term">The word's hash.</param>
    public static float TextsWith(uint term) => Texts.GetValueOrDefault(term, Unlisted);
}
