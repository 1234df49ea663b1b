using System.Collections.Frozen;

namespace Dragoman.Language;

/// <summary>What classes a word may belong to: from the vocabulary and its regular and irregular forms, else by its ending.</summary>
internal sealed class WordForms
{
    private readonly FrozenDictionary<string, WordClasses> _forms;
    private readonly FrozenDictionary<string, WordClasses>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly FrozenDictionary<string, Tag[]> _functions;
    private readonly FrozenDictionary<string, Tag[]>.AlternateLookup<ReadOnlySpan<char>> _functionLookup;

    private readonly FrozenSet<string> _origins;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _originLookup;

    private WordForms()
    {
        var forms = new Dictionary<string, WordClasses>(StringComparer.Ordinal);
        foreach (var row in TableFile.Read("vocabulary.tsv")) AddWord(forms, row[0], row[1]);
        _origins = TableFile.Read("vocabulary.tsv").Where(row => row[1].Contains('O')).Select(row => row[0]).ToFrozenSet(StringComparer.Ordinal);
        _originLookup = _origins.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var row in TableFile.Read("irregular-verbs.tsv"))
        {
            var kept = forms.GetValueOrDefault(row[0]);
            Add(forms, row[0], WordClasses.Base | ((kept & WordClasses.Noun) == 0 ? WordClasses.VerbFirst : 0));
            Add(forms, ThirdPerson(row[0]), WordClasses.Third | ((kept & WordClasses.Noun) == 0 ? WordClasses.VerbFirst : 0));
            Add(forms, Ing(row[0]), WordClasses.Ing);
            foreach (var form in row[1].Split(',')) Add(forms, form, WordClasses.Past | WordClasses.VerbFirst);
            foreach (var form in row[2].Split(',')) Add(forms, form, WordClasses.Participle | WordClasses.VerbFirst);
        }

        foreach (var row in TableFile.Read("irregular-nouns.tsv"))
        {
            Add(forms, row[0], row[0] == row[1] ? WordClasses.Noun : WordClasses.Plural);
            Add(forms, row[1], WordClasses.Noun);
        }

        foreach (var row in TableFile.Read("irregular-adjectives.tsv"))
        {
            if (row[0] != row[1]) Add(forms, row[0], row[0].EndsWith("st", StringComparison.Ordinal) ? WordClasses.Superlative : WordClasses.Comparative);
        }

        _forms = forms.ToFrozenDictionary(StringComparer.Ordinal);
        _lookup = _forms.GetAlternateLookup<ReadOnlySpan<char>>();
        _functions = TableFile.Read("function-words.tsv")
            .GroupBy(row => row[0], StringComparer.Ordinal)
            .ToFrozenDictionary(
                group => group.Key,
                group => group.OrderBy(row => row[4], StringComparer.Ordinal).Select(row => new Tag(string.Intern(row[1]), string.Intern(row[2]))).ToArray(),
                StringComparer.Ordinal);
        _functionLookup = _functions.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static WordForms Instance { get; } = new();

    /// <summary>The tags of a function word, the commonest first; null where it is none.</summary>
    public Tag[]? Function(ReadOnlySpan<char> lower) => _functionLookup.TryGetValue(lower, out var tags) ? tags : null;

    /// <summary>Whether a lower-case word is listed as an adjective of origin or belief, written with a capital.</summary>
    public bool IsOrigin(ReadOnlySpan<char> lower) => _originLookup.Contains(lower);

    /// <summary>The classes of an open-class word.</summary>
    public WordClasses Classes(ReadOnlySpan<char> lower)
    {
        if (_lookup.TryGetValue(lower, out var classes)) return classes | WordClasses.Known;
        return ByEnding(lower);
    }

    private static void Add(Dictionary<string, WordClasses> forms, string form, WordClasses classes) =>
        forms[form] = forms.GetValueOrDefault(form) | classes;

    private static void AddWord(Dictionary<string, WordClasses> forms, string word, string classes)
    {
        var noun = classes.Contains('N');
        var verb = classes.Contains('V');
        var adjective = classes.Contains('J') || classes.Contains('O');
        var verbFirst = classes[0] == 'V' ? WordClasses.VerbFirst : WordClasses.None;
        if (noun)
        {
            Add(forms, word, WordClasses.Noun);
            Add(forms, ThirdPerson(word), WordClasses.Plural);
        }

        if (adjective) Add(forms, word, WordClasses.Adjective);
        if (!verb) return;
        Add(forms, word, WordClasses.Base | verbFirst);
        Add(forms, ThirdPerson(word), WordClasses.Third | verbFirst);
        Add(forms, Ing(word), WordClasses.Ing);
        Add(forms, Past(word), WordClasses.Past | WordClasses.Participle);
    }

    private static bool Doubles(string word)
    {
        if (word.Length < 3) return false;
        var (a, b, c) = (word[^3], word[^2], word[^1]);
        if (c is 'w' or 'x' or 'y' || IsVowel(c) || !IsVowel(b) || IsVowel(a)) return false;
        var vowels = word.Count(IsVowel);
        return vowels == 1 || word.EndsWith("mit", StringComparison.Ordinal) || word.EndsWith("fer", StringComparison.Ordinal)
            || word.EndsWith("pel", StringComparison.Ordinal) || word is "control" or "admit" or "begin" or "occur" or "regret" or "patrol" or "deter"
                or "forget" or "rebel" or "kidnap" or "cancel" or "travel" or "equip" or "annul" or "defer" or "abet" or "outwit" or "program" or "signal";
    }

    private static bool IsVowel(char character) => character is 'a' or 'e' or 'i' or 'o' or 'u';

    private static string Past(string word)
    {
        if (word.EndsWith('e')) return word + "d";
        if (word.EndsWith('y') && word.Length > 1 && !IsVowel(word[^2])) return word[..^1] + "ied";
        return (Doubles(word) ? word + word[^1] : word) + "ed";
    }

    private static string Ing(string word)
    {
        if (word.EndsWith("ie", StringComparison.Ordinal)) return word[..^2] + "ying";
        if (word.EndsWith('e') && !word.EndsWith("ee", StringComparison.Ordinal) && word.Length > 2) return word[..^1] + "ing";
        return (Doubles(word) ? word + word[^1] : word) + "ing";
    }

    private static string ThirdPerson(string word)
    {
        if (word.EndsWith('y') && word.Length > 1 && !IsVowel(word[^2])) return word[..^1] + "ies";
        if (word[^1] is 's' or 'x' or 'z' or 'o' || word.EndsWith("ch", StringComparison.Ordinal) || word.EndsWith("sh", StringComparison.Ordinal)) return word + "es";
        return word + "s";
    }

    private static readonly (string Ending, WordClasses Classes)[] Endings =
    [
        ("ization", WordClasses.Noun), ("isation", WordClasses.Noun), ("tion", WordClasses.Noun), ("sion", WordClasses.Noun), ("ment", WordClasses.Noun),
        ("ness", WordClasses.Noun), ("ship", WordClasses.Noun), ("hood", WordClasses.Noun), ("ance", WordClasses.Noun), ("ence", WordClasses.Noun),
        ("ency", WordClasses.Noun), ("ancy", WordClasses.Noun), ("ology", WordClasses.Noun), ("ism", WordClasses.Noun), ("ist", WordClasses.Noun),
        ("ity", WordClasses.Noun), ("ure", WordClasses.Noun), ("dom", WordClasses.Noun), ("age", WordClasses.Noun), ("eer", WordClasses.Noun),
        ("ly", WordClasses.Adverb), ("wards", WordClasses.Adverb), ("wise", WordClasses.Adverb),
        ("able", WordClasses.Adjective), ("ible", WordClasses.Adjective), ("ous", WordClasses.Adjective), ("ful", WordClasses.Adjective),
        ("less", WordClasses.Adjective), ("ical", WordClasses.Adjective), ("ial", WordClasses.Adjective), ("onal", WordClasses.Adjective),
        ("ental", WordClasses.Adjective), ("ive", WordClasses.Adjective), ("ic", WordClasses.Adjective), ("ish", WordClasses.Adjective),
        ("ese", WordClasses.Adjective), ("esque", WordClasses.Adjective), ("ual", WordClasses.Adjective), ("ular", WordClasses.Adjective),
        ("ize", WordClasses.Base), ("ise", WordClasses.Base), ("ify", WordClasses.Base),
        ("ing", WordClasses.Ing | WordClasses.Noun), ("ied", WordClasses.Past | WordClasses.Participle), ("ed", WordClasses.Past | WordClasses.Participle),
        ("ss", WordClasses.Noun), ("us", WordClasses.Noun), ("is", WordClasses.Noun),
        ("izes", WordClasses.Third), ("ises", WordClasses.Third), ("ifies", WordClasses.Third), ("s", WordClasses.Plural),
    ];

    private static WordClasses ByEnding(ReadOnlySpan<char> lower)
    {
        foreach (var (ending, classes) in Endings)
        {
            if (lower.Length > ending.Length + 1 && lower.EndsWith(ending, StringComparison.Ordinal)) return classes;
        }

        return WordClasses.Noun;
    }
}
