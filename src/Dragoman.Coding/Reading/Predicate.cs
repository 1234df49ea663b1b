namespace Dragoman.Coding.Reading;

/// <summary>How a verb hangs in its sentence.</summary>
internal enum PredicateForm
{
    /// <summary>With tense of its own.</summary>
    Finite,

    /// <summary>"to" + infinitive.</summary>
    Infinitive,

    /// <summary>"-ing" without "be".</summary>
    Gerund,

    /// <summary>Past participle without auxiliary: "detained by police".</summary>
    Participle,
}

/// <summary>How the text stands to an act.</summary>
internal enum Modality
{
    /// <summary>Told as done or under way.</summary>
    None,

    /// <summary>"will", "is to", "would" in reported speech.</summary>
    Future,

    /// <summary>"must", "should".</summary>
    Must,

    /// <summary>"may", "might", "is expected to".</summary>
    Possible,

    /// <summary>"can", "could".</summary>
    Ability,

    /// <summary>Behind "if" or "unless".</summary>
    Condition,
}

/// <summary>A verb with its auxiliaries, and what stands around it.</summary>
internal sealed class Predicate
{
    public required int Index { get; init; }

    /// <summary>Index of the first word of the verb group, auxiliaries included.</summary>
    public required int First { get; init; }

    /// <summary>Index of the verb.</summary>
    public required int Head { get; init; }

    /// <summary>Infinitive; empty for a verb that the lexicon does not know.</summary>
    public required string Lemma { get; init; }

    public PredicateForm Form { get; set; }

    public Modality Modality { get; set; }

    public bool Passive { get; set; }

    public bool Progressive { get; set; }

    public bool Perfect { get; set; }

    public bool Negated { get; set; }

    /// <summary>Preposition in front of a gerund; −1 for none.</summary>
    public int Preposition { get; set; } = -1;

    /// <summary>The verb that this one hangs on; null for none.</summary>
    public Predicate? Governor { get; set; }

    /// <summary>The noun that this infinitive hangs on ("plan to attack"); null for none.</summary>
    public Phrase? NounGovernor { get; set; }

    /// <summary>First infinitive or gerund that hangs on this verb.</summary>
    public Predicate? Complement { get; set; }

    /// <summary>First verb of the clause that this verb reports or wants ("said that …").</summary>
    public Predicate? Content { get; set; }

    /// <summary>Whether it stands in a clause behind "that" or a verb of saying.</summary>
    public bool InContent { get; set; }

    public Phrase? Subject { get; set; }

    public Phrase? Object { get; set; }

    /// <summary>The thing in "lent Tuvalu two tugs".</summary>
    public Phrase? SecondObject { get; set; }

    /// <summary>Prepositions behind the verb with their phrases, in order.</summary>
    public List<(int Preposition, Phrase Phrase)> Adjuncts { get; } = [];

    /// <summary>Index behind the last word of its part of the sentence.</summary>
    public int Reach { get; set; }

    /// <summary>The word in front is a relative pronoun or "that".</summary>
    public bool Relative { get; set; }
}
