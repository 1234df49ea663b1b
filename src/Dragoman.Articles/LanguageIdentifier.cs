using System.Collections.Frozen;
using Dragoman.Articles.Cues;

namespace Dragoman.Articles;

/// <summary>
/// Says which language a text is in, by its letters and by the words that hold its sentences together (<c>language-words.tsv</c>). Made to
/// tell English from everything else: where a text is short or mixed it says nothing. Fast: the first words of a text are looked at, once.
/// </summary>
public static class LanguageIdentifier
{
    private const int MostWords = 600;
    private const int FewestWords = 6;
    private const int LongestWord = 16;

    /// <summary>Different words of a language that a text needs: "a", "to" and "do" again and again are English as well as Czech.</summary>
    private const int FewestDifferent = 3;

    private const int SeenBits = 4096;
    private static readonly FrozenDictionary<string, ulong>.AlternateLookup<ReadOnlySpan<char>> Words;
    private static readonly string[] Languages;

    static LanguageIdentifier()
    {
        var rows = Table.Rows("language-words.tsv").ToList();
        Languages = [.. rows.Select(row => row[0]).Distinct()];
        var words = new Dictionary<string, ulong>(StringComparer.Ordinal);
        foreach (var row in rows) words[row[1]] = words.GetValueOrDefault(row[1]) | (1UL << Array.IndexOf(Languages, row[0]));
        Words = words.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The language of a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>BCP 47 tag, <c>en</c>; null where there is too little to say.</returns>
    public static string? Identify(ReadOnlySpan<char> text)
    {
        Span<int> hits = stackalloc int[64];
        Span<int> different = stackalloc int[64];
        Span<ulong> seen = stackalloc ulong[SeenBits / 64];
        Span<char> folded = stackalloc char[LongestWord];
        Span<int> scripts = stackalloc int[Scripts.Count];
        hits.Clear();
        different.Clear();
        seen.Clear();
        scripts.Clear();
        var words = 0;
        for (var at = 0; at < text.Length && words < MostWords;)
        {
            if (!char.IsLetter(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && (char.IsLetter(text[at]) || char.GetUnicodeCategory(text[at]) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark)) at++;
            words++;
            for (var letter = start; letter < at; letter++) scripts[Scripts.Of(text[letter])]++;
            if (at - start > LongestWord) continue;
            text[start..at].ToLowerInvariant(folded);
            if (!Words.TryGetValue(folded[..(at - start)], out var languages)) continue;
            var first = IsFirst(seen, folded[..(at - start)]);
            for (; languages != 0; languages &= languages - 1)
            {
                var language = System.Numerics.BitOperations.TrailingZeroCount(languages);
                hits[language]++;
                if (first) different[language]++;
            }
        }

        var script = 0;
        for (var index = 1; index < Scripts.Count; index++)
        {
            if (scripts[index] > scripts[script]) script = index;
        }

        // Japanese writes Chinese characters between its own.
        if (scripts[Scripts.Kana] * 10 > scripts[Scripts.Han] && scripts[Scripts.Kana] > 0 && script == Scripts.Han) script = Scripts.Kana;
        if (scripts[script] == 0) return null;
        if (Scripts.LanguageOf(script) is { } alone) return alone;
        return words < FewestWords ? null : Best(hits, different, words);
    }

    /// <summary>True for a word that has not come before. Two words that share a bit count as one, which asks for more and never for less.</summary>
    private static bool IsFirst(Span<ulong> seen, ReadOnlySpan<char> word)
    {
        var hash = 17u;
        foreach (var letter in word) hash = (hash * 31) + letter;
        hash = hash * 2654435761u >> 20;
        ref var bits = ref seen[(int)(hash / 64)];
        var bit = 1UL << (int)(hash % 64);
        if ((bits & bit) != 0) return false;
        bits |= bit;
        return true;
    }

    /// <summary>The language with most hits, where it has clearly more than chance and than English.</summary>
    private static string? Best(ReadOnlySpan<int> hits, ReadOnlySpan<int> different, int words)
    {
        var best = 0;
        for (var index = 1; index < Languages.Length; index++)
        {
            if (hits[index] > hits[best]) best = index;
        }

        var english = hits[Array.IndexOf(Languages, "en")];
        if (hits[best] == english) best = Array.IndexOf(Languages, "en");
        if (hits[best] < 2 || hits[best] * 12 < words) return null;

        // To take English for another language loses events; the other way round gives a few wrong ones.
        if (Languages[best] == "en") return "en";
        return hits[best] >= 4 && different[best] >= FewestDifferent && (words > 60 || hits[best] * 6 >= words) && hits[best] * 2 > english * 3 ? Languages[best] : null;
    }

    /// <summary>Scripts, and the languages that alone use one.</summary>
    private static class Scripts
    {
        public const int Kana = 10;

        public const int Han = 11;

        private static readonly string?[] Alone = [null, null, null, null, "el", "he", "ka", "hy", "th", "ko", "ja", "zh", "bn", "ta", "te", "my", "km", "am", "gu", "pa", "ml", "kn", "si", "lo", null];

        public static int Count => Alone.Length;

        public static string? LanguageOf(int script) => Alone[script];

        public static int Of(char letter) => letter switch
        {
            < '\u0370' or (>= '\u1E00' and < '\u1F00') => 0,
            < '\u0400' or (>= '\u1F00' and < '\u2000') => 4,
            < '\u0530' => 1,
            < '\u0590' => 7,
            < '\u0600' => 5,
            < '\u0780' or (>= '\uFB50' and < '\uFE00') => 2,
            >= '\u0900' and < '\u0980' => 3,
            >= '\u0980' and < '\u0A00' => 12,
            >= '\u0A00' and < '\u0A80' => 19,
            >= '\u0A80' and < '\u0B00' => 18,
            >= '\u0B80' and < '\u0C00' => 13,
            >= '\u0C00' and < '\u0C80' => 14,
            >= '\u0C80' and < '\u0D00' => 21,
            >= '\u0D00' and < '\u0D80' => 20,
            >= '\u0D80' and < '\u0E00' => 22,
            >= '\u0E00' and < '\u0E80' => 8,
            >= '\u0E80' and < '\u0F00' => 23,
            >= '\u1000' and < '\u10A0' => 15,
            >= '\u10A0' and < '\u1100' => 6,
            >= '\u1200' and < '\u1380' => 17,
            >= '\u1780' and < '\u1800' => 16,
            (>= '\u1100' and < '\u1200') or (>= '\uAC00' and < '\uD7B0') => 9,
            >= '\u3040' and < '\u3100' => 10,
            >= '\u3400' and < '\uA000' => 11,
            _ => 24,
        };
    }
}
