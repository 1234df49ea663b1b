namespace Dragoman.Coding.Lexicon;

/// <summary>Classes of words that are decided by a list (<c>data/coding/words.tsv</c>).</summary>
[Flags]
internal enum WordClasses
{
    None = 0,
    Determiner = 1 << 0,
    Possessive = 1 << 1,
    Pronoun = 1 << 2,
    Preposition = 1 << 3,
    Conjunction = 1 << 4,
    Subordinator = 1 << 5,
    Relative = 1 << 6,
    Be = 1 << 7,
    Have = 1 << 8,
    Do = 1 << 9,
    Future = 1 << 10,
    Would = 1 << 11,
    Must = 1 << 12,
    May = 1 << 13,
    Can = 1 << 14,
    Negation = 1 << 15,
    Adverb = 1 << 16,
    Time = 1 << 17,
    Generic = 1 << 18,
    Former = 1 << 19,
    Ditransitive = 1 << 20,
    Modal = Future | Would | Must | May | Can,
    Auxiliary = Be | Have | Do | Modal,
    Closed = Determiner | Possessive | Pronoun | Preposition | Conjunction | Subordinator | Relative | Auxiliary | Negation | Adverb,
}

/// <summary>Forms of a verb.</summary>
[Flags]
internal enum VerbForms
{
    None = 0,
    Base = 1,
    Third = 2,
    Past = 4,
    Participle = 8,
    Gerund = 16,
    Finite = Base | Third | Past,
}

/// <summary>One way to read a word as a verb.</summary>
/// <param name="Lemma">The infinitive.</param>
/// <param name="Forms">Which forms of it the word may be.</param>
internal readonly record struct VerbReading(string Lemma, VerbForms Forms);

/// <summary>What the lexicon knows of a word form.</summary>
internal sealed class WordInfo(string form)
{
    /// <summary>The form, lower case.</summary>
    public string Form { get; } = form;

    public WordClasses Classes { get; set; }

    /// <summary>Readings as a verb; mostly one.</summary>
    public VerbReading[] Verbs { get; set; } = [];

    /// <summary>The singular, where the word is a noun of the lexicon; null otherwise.</summary>
    public string? Noun { get; set; }

    /// <summary>True for the plural of <see cref="Noun"/>.</summary>
    public bool Plural { get; set; }

    /// <summary>True where the word is listed as an adjective.</summary>
    public bool Adjective { get; set; }
}
