using System.Buffers;
using System.Collections.Frozen;

namespace Dragoman.Language;

/// <summary>
/// Dictionary forms of English words, from tables of irregular forms and rules for the rest, in the way of UD English-EWT
/// ("these" → "this", "n't" → "not"). Thread-safe; equal lemmas of frequent words are one string.
/// </summary>
public sealed partial class Lemmatizer
{
    private const int MaxLength = 64;

    private static readonly SearchValues<char> RomanDigits = SearchValues.Create("IVXLCDM");
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.,");

    private readonly FrozenDictionary<string, string> _functionWords;
    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _functionLookup;
    private readonly FrozenDictionary<string, string> _pastForms;
    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _pastLookup;
    private readonly FrozenDictionary<string, string> _plurals;
    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _pluralLookup;
    private readonly FrozenDictionary<string, string> _grades;
    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _gradeLookup;
    private readonly FrozenSet<string> _verbs;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _verbLookup;

    private Lemmatizer()
    {
        // Key: part of speech and form, because "'s" is a verb or a particle.
        var functions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in TableFile.Read("function-words.tsv"))
        {
            functions.TryAdd(row[2] + " " + row[0], row[3]);
            functions.TryAdd(row[1] + " " + row[0], row[3]);
        }

        _functionWords = functions.ToFrozenDictionary(StringComparer.Ordinal);
        _functionLookup = _functionWords.GetAlternateLookup<ReadOnlySpan<char>>();
        var past = new Dictionary<string, string>(StringComparer.Ordinal);
        var verbs = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in TableFile.Read("irregular-verbs.tsv"))
        {
            verbs.Add(row[0]);
            foreach (var form in row[1].Split(',').Concat(row[2].Split(','))) past.TryAdd(form, row[0]);
        }

        foreach (var row in TableFile.Read("vocabulary.tsv"))
        {
            if (row[1].Contains('V')) verbs.Add(row[0]);
        }

        _pastForms = past.ToFrozenDictionary(StringComparer.Ordinal);
        _pastLookup = _pastForms.GetAlternateLookup<ReadOnlySpan<char>>();
        _verbs = verbs.ToFrozenSet(StringComparer.Ordinal);
        _verbLookup = _verbs.GetAlternateLookup<ReadOnlySpan<char>>();
        _plurals = TableFile.Read("irregular-nouns.tsv").ToFrozenDictionary(row => row[0], row => row[1], StringComparer.Ordinal);
        _pluralLookup = _plurals.GetAlternateLookup<ReadOnlySpan<char>>();
        _grades = TableFile.Read("irregular-adjectives.tsv").ToFrozenDictionary(row => row[0], row => row[1], StringComparer.Ordinal);
        _gradeLookup = _grades.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The lemmatizer for English.</summary>
    public static Lemmatizer English { get; } = new();

    /// <summary>The dictionary form of a word.</summary>
    /// <param name="form">The word as written.</param>
    /// <param name="upos">Its universal part of speech, such as <c>VERB</c>.</param>
    /// <param name="xpos">Its Penn Treebank tag, such as <c>VBD</c>.</param>
    /// <returns>The lemma; never empty unless the form is.</returns>
    public string Lemma(ReadOnlySpan<char> form, string upos, string xpos)
    {
        ArgumentNullException.ThrowIfNull(upos);
        ArgumentNullException.ThrowIfNull(xpos);
        var pool = Scratch.Current.Strings;
        if (form.Length is 0 or > MaxLength) return form.ToString();
        if (upos == "PUNCT") return pool.Get(Punctuation(form, xpos));
        if (upos is "SYM" or "X") return pool.Get(form);
        Span<char> lower = stackalloc char[MaxLength];
        var length = 0;
        foreach (var character in form)
        {
            switch (CharKinds.Of(character))
            {
                case CharKind.Glue: continue;
                case CharKind.Apostrophe: lower[length++] = '\''; continue;
                default: lower[length++] = char.ToLowerInvariant(character); continue;
            }
        }

        if (length == 0) return pool.Get(form);
        var word = lower[..length];
        Span<char> key = stackalloc char[MaxLength + 8];
        if (upos == "PROPN")
        {
            if (word[^1] == '.' && TryFunctionWord("NNP", word, key, out var month)) return month;
            return xpos == "NNPS" ? ProperPlural(form, word, pool) : pool.Get(form);
        }

        if (xpos is "NNP" or "ADD") return pool.Get(form);
        if (TryFunctionWord(xpos, word, key, out var lemma) || TryFunctionWord(upos, word, key, out lemma)) return lemma;
        return (upos, xpos) switch
        {
            ("VERB" or "AUX", _) => Verb(word, xpos, pool),
            ("NOUN", "NNS") => Plural(word, pool),
            ("ADJ", "JJR" or "JJS") => Graded(word, xpos == "JJR" ? "er" : "est", pool),
            ("ADV", "RBR" or "RBS") => word is "better" or "best" ? "well" : Graded(word, xpos == "RBR" ? "er" : "est", pool),
            ("NUM", _) => Number(form, word, pool),
            ("ADJ", _) when char.IsUpper(form[0]) && IsOrigin(word) => pool.Get(form),
            ("NOUN", "NN") or ("ADV" or "ADJ", _) when IsAcronym(form) && !_verbLookup.Contains(word) => pool.Get(form),
            _ => pool.Get(word),
        };
    }

    private bool TryFunctionWord(string tag, ReadOnlySpan<char> word, Span<char> key, out string lemma)
    {
        tag.CopyTo(key);
        key[tag.Length] = ' ';
        if (tag.Length + 1 + word.Length > key.Length)
        {
            lemma = "";
            return false;
        }

        word.CopyTo(key[(tag.Length + 1)..]);
        return _functionLookup.TryGetValue(key[..(tag.Length + 1 + word.Length)], out lemma!);
    }

    private static ReadOnlySpan<char> Punctuation(ReadOnlySpan<char> form, string xpos) => form switch
    {
        "\u201C" or "\u201D" or "\u201E" or "\u00AB" or "\u00BB" => "\"",
        "\u2018" or "\u2019" => "'",
        "\u2018\u2019" or "\u2019\u2019" => "''",
        "\u2026" => "...",
        // The two English treebanks differ in their tag and their lemma of a dash together.
        "--" when xpos == ":" => "-",
        "\u2014" when xpos == "," => "-",
        "\u2013" or "\u2010" or "\u2011" => "-",
        _ => form,
    };

    /// <summary>A number without the commas of its thousands; a Roman one keeps its capitals.</summary>
    private static string Number(ReadOnlySpan<char> form, ReadOnlySpan<char> word, StringPool pool)
    {
        if (form.IndexOfAnyExcept(RomanDigits) < 0) return pool.Get(form);
        if (!word.Contains(',') || word.IndexOfAnyExcept(NumberCharacters) >= 0) return pool.Get(word);
        Span<char> digits = stackalloc char[MaxLength];
        var length = 0;
        foreach (var character in word)
        {
            if (character != ',') digits[length++] = character;
        }

        return pool.Get(digits[..length]);
    }

    /// <summary>Whether an adjective says where somebody or something comes from (Russian), which keeps its capital.</summary>
    private static bool IsOrigin(ReadOnlySpan<char> lower)
    {
        var forms = WordForms.Instance;
        if (forms.IsOrigin(lower)) return true;
        if ((forms.Classes(lower) & WordClasses.Known) != 0 || lower.Length < 5) return false;
        return lower.EndsWith("an", StringComparison.Ordinal) || lower.EndsWith("ish", StringComparison.Ordinal) || lower.EndsWith("ese", StringComparison.Ordinal);
    }

    private static bool IsAcronym(ReadOnlySpan<char> form)
    {
        if (form.Length is < 2 or > 5) return false;
        foreach (var character in form)
        {
            if (!char.IsAsciiLetterUpper(character) && !char.IsAsciiDigit(character)) return false;
        }

        return (WordForms.Instance.Classes(form.ToString().ToLowerInvariant()) & WordClasses.Known) == 0;
    }

    private string ProperPlural(ReadOnlySpan<char> form, ReadOnlySpan<char> lower, StringPool pool)
    {
        if (lower.Length != form.Length) return pool.Get(form);
        var singular = Plural(lower, pool);
        if (singular.Length >= form.Length || !lower.StartsWith(singular, StringComparison.Ordinal))
        {
            // The ending changed (Countries → Country): keep the capitals of the stem.
            if (singular.Length == 0 || lower.SequenceEqual(singular) || char.IsUpper(form[^1])) return pool.Get(form);
            Span<char> buffer = stackalloc char[MaxLength + 8];
            singular.CopyTo(buffer);
            buffer[0] = form[0];
            return pool.Get(buffer[..singular.Length]);
        }

        return pool.Get(form[..singular.Length]);
    }
}
