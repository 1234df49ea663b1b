using Dragoman.Coding.Lexicon;
using Dragoman.Coding.Reading;
using Dragoman.Knowledge;

namespace Dragoman.Coding.Actors;

/// <summary>Says which of the things that a phrase may stand for its writing allows: capitals, its place in the sentence, the tagger.</summary>
internal static class NameForms
{
    /// <summary>The entries that fit; the same array where all do.</summary>
    /// <param name="text">The text.</param>
    /// <param name="words">Words of the sentence.</param>
    /// <param name="first">Index of the phrase's first word.</param>
    /// <param name="last">Index of its last word.</param>
    /// <param name="entries">What it may stand for.</param>
    /// <param name="titleCase">Whether capitals mean little in this sentence.</param>
    public static NameEntry[] Fitting(string text, Word[] words, int first, int last, NameEntry[] entries, bool titleCase)
    {
        var count = 0;
        foreach (var entry in entries)
            count += Fits(text, words, first, last, entry, titleCase) ? 1 : 0;
        if (count == entries.Length || count == 0)
            return count == 0 ? [] : entries;
        var fitting = new NameEntry[count];
        count = 0;
        foreach (var entry in entries)
        {
            if (Fits(text, words, first, last, entry, titleCase))
                fitting[count++] = entry;
        }

        return fitting;
    }

    private static bool Fits(string text, Word[] words, int first, int last, NameEntry entry, bool titleCase)
    {
        ref var word = ref words[first];
        if (entry.Kind == NameKind.Role)
            return first < last || !word.Is(WordClasses.Closed);
        if (entry.Form == NameForm.Titled)
            return char.IsUpper(text[words[last].Start]) || text.AsSpan(words[last].Start).StartsWith("al-", StringComparison.Ordinal);
        if (!char.IsUpper(text[word.Start]) && !HasArticle(text.AsSpan(word.Start)) && !(first < last && char.IsUpper(text[words[last].Start]) && char.IsLower(entry.Name[0])))
            return false;
        if (entry.Form == NameForm.Capitals && !AllCapitals(text, word.Start, words[last].End))
            return false;
        if (first < last)
            return true;
        if (first == 0 && word.Upos is "NOUN" or "VERB" or "ADV" or "SCONJ" or "ADP" or "DET" or "AUX" && entry.Kind is NameKind.Body or NameKind.Media or NameKind.Person or NameKind.Equipment
            && entry.Form != NameForm.Capitals)
            return false;

        // "US", "WHO", "IS", "Polish", "March": a word that is also a common one needs its capitals where capitals mean something.
        if (word.Info is not { } info || ((info.Classes & WordClasses.Closed) == 0 && info.Verbs.Length == 0))
            return true;
        if (titleCase)
            return (info.Classes & WordClasses.Closed) == 0;
        return AllCapitals(text, word.Start, word.End) ? word.End - word.Start > 1 : (info.Classes & WordClasses.Closed) == 0 && first > 0;
    }

    private static bool HasArticle(ReadOnlySpan<char> text) =>
        text.StartsWith("al-", StringComparison.Ordinal) || text.StartsWith("el-", StringComparison.Ordinal) || text.StartsWith("al ", StringComparison.Ordinal);

    private static bool AllCapitals(string text, int start, int end)
    {
        for (var k = start; k < end; k++)
        {
            if (char.IsLower(text[k]))
                return false;
        }

        return true;
    }
}
