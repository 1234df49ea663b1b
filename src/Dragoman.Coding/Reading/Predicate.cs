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

    /// <summary>The verb in front in a list of complements ("to meet X and <u>urge</u> Y"); null for none.</summary>
    public Predicate? Sibling { get; set; }

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
    public List<Adjunct> Adjuncts { get; } = [];

    /// <summary>Index behind the last word of its clause, subordinate clauses included.</summary>
    public int Reach { get; init; }

    /// <summary>How the verb hangs on its head.</summary>
    public Dependency Relation { get; set; }

    /// <summary>"be" links its subject to an adjective or noun, which is <see cref="Head"/>.</summary>
    public bool Copular { get; set; }

    /// <summary>Preposition or conjunction that opens its clause; −1 for none.</summary>
    public int Mark { get; set; } = -1;

    /// <summary>Whether it is a clause about a noun: "the army that …".</summary>
    public bool Relative { get; set; }

    /// <summary>The noun that its clause is about; null for none.</summary>
    public Phrase? Host { get; set; }
}

/// <summary>A phrase behind a preposition that belongs to a verb.</summary>
/// <param name="Preposition">Index of the preposition.</param>
/// <param name="Phrase">The phrase.</param>
/// <param name="Weight">0 to 1: 1 where it hangs on the verb itself, less where it hangs on one of its nouns.</param>
internal readonly record struct Adjunct(int Preposition, Phrase Phrase, double Weight);
