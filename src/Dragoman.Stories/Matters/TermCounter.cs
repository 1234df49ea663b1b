using System.Collections.Frozen;

namespace Dragoman.Stories.Matters;

/// <summary>The words that a text is about, counted: names count more than other words, the headline more than the body, its beginning more than its end.</summary>
internal static class TermCounter
{
    private const int MaxWords = 600;
    private const int LeadWords = 120;

    private static readonly FrozenSet<uint> Common = StoryTables.Hashes("common-words.tsv");
    private static readonly FrozenSet<uint> Calendar = StoryTables.Hashes("changing-words.tsv");

    /// <summary>Counts the words of a text that tell what it is about.</summary>
    /// <param name="title">Headline; null for none.</param>
    /// <param name="text">Body.</param>
    /// <param name="names">Takes the words that are written as names, weekdays and months left out.</param>
    /// <returns>Weight of each word before its rarity is counted in, by the hash of its stem.</returns>
    public static Dictionary<uint, float> Count(string? title, ReadOnlySpan<char> text, HashSet<uint> names)
    {
        var counts = new Dictionary<uint, float>();
        if (title is not null) Add(title, counts, names, isTitle: true);
        Add(text, counts, names, isTitle: false);
        foreach (var (term, weight) in counts) counts[term] = MathF.Sqrt(weight);
        return counts;
    }

    private static void Add(ReadOnlySpan<char> text, Dictionary<uint, float> counts, HashSet<uint> names, bool isTitle)
    {
        var words = 0;
        var atStart = true;
        for (var at = 0; at < text.Length && words < MaxWords;)
        {
            if (!char.IsLetter(text[at]))
            {
                if (text[at] is '.' or '!' or '?' or '\n') atStart = true;
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && (char.IsLetter(text[at]) || (text[at] is '-' && at + 1 < text.Length && char.IsLetter(text[at + 1])))) at++;
            var word = text[start..at];
            words++;
            var isName = char.IsUpper(word[0]) && !atStart && !isTitle;
            atStart = false;
            if (word.Length < 3) continue;
            var (hash, whole) = Hash(word);
            if (Common.Contains(whole) || Common.Contains(hash)) continue;
            if (isName && !Calendar.Contains(whole)) names.Add(hash);
            var weight = (isName ? 2.4f : 1f) * (isTitle ? 2f : words <= LeadWords ? 1.3f : 0.7f);
            counts[hash] = counts.GetValueOrDefault(hash) + weight;
        }
    }

    // The stem that is good enough to join a word with its plural and its possessive.
    private static (uint Stem, uint Whole) Hash(ReadOnlySpan<char> word)
    {
        var hash = WordHash.Start;
        var beforeLast = hash;
        foreach (var character in word)
        {
            beforeLast = hash;
            hash = WordHash.Add(hash, char.ToLowerInvariant(character));
        }

        var plural = word.Length > 3 && word[^1] is 's' or 'S' && word[^2] is not ('s' or 'S' or 'u' or 'i');
        return (plural ? beforeLast : hash, hash);
    }
}
