namespace Dragoman.Coding.Lexicon;

/// <summary>Regular forms of English verbs and nouns; irregular ones come from <c>data/coding/irregular.tsv</c>.</summary>
internal static class Inflection
{
    /// <summary>Calls back with every form of a verb.</summary>
    /// <param name="lemma">The infinitive, lower case.</param>
    /// <param name="irregular">Past forms and participles of the irregular verbs.</param>
    /// <param name="add">Called with each form.</param>
    public static void Verb(
        string lemma, IReadOnlyDictionary<string, (string[] Past, string[] Participle)> irregular, Action<string, VerbForms> add)
    {
        add(lemma, VerbForms.Base);
        add(Third(lemma), VerbForms.Third);
        if (irregular.TryGetValue(lemma, out var forms))
        {
            foreach (var past in forms.Past)
                add(past, VerbForms.Past);
            foreach (var participle in forms.Participle)
                add(participle, VerbForms.Participle);
        }
        else if (lemma[^1] == 'e')
        {
            add(lemma + "d", VerbForms.Past | VerbForms.Participle);
        }
        else if (EndsInConsonantAndY(lemma))
        {
            add(lemma[..^1] + "ied", VerbForms.Past | VerbForms.Participle);
        }
        else if (Doubles(lemma))
        {
            add(lemma + lemma[^1] + "ed", VerbForms.Past | VerbForms.Participle);
        }
        else
        {
            add(lemma + "ed", VerbForms.Past | VerbForms.Participle);
        }

        if (lemma.EndsWith("ie", StringComparison.Ordinal))
            add(lemma[..^2] + "ying", VerbForms.Gerund);
        else if (lemma[^1] == 'e' && !lemma.EndsWith("ee", StringComparison.Ordinal) && !lemma.EndsWith("ye", StringComparison.Ordinal))
            add(lemma[..^1] + "ing", VerbForms.Gerund);
        else
            add(lemma + "ing", VerbForms.Gerund);

        // "expelling", "beginning": irregular verbs of more than one syllable double too; the wrong variant harms nobody.
        if (Doubles(lemma) || (irregular.ContainsKey(lemma) && EndsInVowelAndConsonant(lemma)))
            add(lemma + (lemma[^1] == 'c' ? 'k' : lemma[^1]) + "ing", VerbForms.Gerund);
    }

    /// <summary>The plural of a noun, the last word of a phrase.</summary>
    public static string Plural(string noun)
    {
        if (noun.EndsWith("man", StringComparison.Ordinal) && noun.Length > 4)
            return noun[..^3] + "men";
        if (EndsInConsonantAndY(noun))
            return noun[..^1] + "ies";
        return noun[^1] is 's' or 'x' or 'z' || noun.EndsWith("ch", StringComparison.Ordinal) || noun.EndsWith("sh", StringComparison.Ordinal)
            ? noun + "es"
            : noun + "s";
    }

    private static string Third(string lemma)
    {
        if (EndsInConsonantAndY(lemma))
            return lemma[..^1] + "ies";
        return lemma[^1] is 's' or 'x' or 'z' or 'o' || lemma.EndsWith("ch", StringComparison.Ordinal)
            || lemma.EndsWith("sh", StringComparison.Ordinal)
            ? lemma + "es"
            : lemma + "s";
    }

    private static bool EndsInConsonantAndY(string word) => word.Length > 2 && word[^1] == 'y' && !IsVowel(word[^2]);

    private static bool EndsInVowelAndConsonant(string word) =>
        word.Length > 2 && !IsVowel(word[^1]) && word[^1] is not ('w' or 'x' or 'y') && IsVowel(word[^2]) && !IsVowel(word[^3]);

    // One syllable, consonant + vowel + consonant: "ban", "drop"; longer verbs that double stand in the table.
    private static bool Doubles(string word)
    {
        if (!EndsInVowelAndConsonant(word))
            return false;
        var vowels = 0;
        for (var i = 0; i < word.Length; i++)
        {
            if (IsVowel(word[i]) && (i == 0 || !IsVowel(word[i - 1])))
                vowels++;
        }

        return vowels == 1;
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';
}
