using Dragoman.Coding.Lexicon;
using Dragoman.Knowledge;

namespace Dragoman.Coding.Reading;

/// <summary>What a word does in its sentence.</summary>
internal enum WordRole : byte
{
    Other,
    Determiner,
    Possessive,
    Adjective,
    Number,
    Noun,
    Name,
    Pronoun,
    Genitive,
    Verb,
    Auxiliary,
    Modal,
    To,
    Negation,
    Preposition,
    Conjunction,
    Subordinator,
    Relative,
    Adverb,
    Time,
    Comma,
    Stop,
    Quote,
    Open,
    Close,
}

/// <summary>A word of a sentence: one token, or several that hyphens join.</summary>
internal struct Word
{
    /// <summary>Offset of the first UTF-16 code unit.</summary>
    public int Start;

    /// <summary>Offset behind the last UTF-16 code unit.</summary>
    public int End;

    /// <summary>What the lexicon knows of it.</summary>
    public WordInfo? Info;

    public WordRole Role;

    /// <summary>Whether it begins with a capital that means something here.</summary>
    public bool Capital;

    /// <summary>Infinitive, where <see cref="Role"/> is a verb of the lexicon; empty for other verbs.</summary>
    public string Lemma;

    /// <summary>Forms that the verb may have here.</summary>
    public VerbForms Forms;

    /// <summary>What the tables know of the phrase that begins here; null for nothing.</summary>
    public NameEntry[]? Entries;

    /// <summary>Index of the word behind that phrase; 0 where none begins.</summary>
    public int EntryEnd;

    /// <summary>Index + 1 of the given span that the word lies in; 0 for none.</summary>
    public byte Given;

    /// <summary>The tagger's universal tag, where it gives one; that of the last token of a compound.</summary>
    public string Upos;

    /// <summary>The tagger's Penn Treebank tag; empty where the analyzer gives none.</summary>
    public string Xpos;

    /// <summary>The analyzer's dictionary form, lower case unless a name; empty where it gives none.</summary>
    public string Base;

    /// <summary>Morphological features in UD's writing; empty for none.</summary>
    public string Features;

    /// <summary>Index of the head word; −1 for a root, and throughout without a parser.</summary>
    public int Head;

    /// <summary>Relation to the head.</summary>
    public Dependency Relation;

    /// <summary>Name tag in BIO writing (<c>B-PER</c>); empty outside names.</summary>
    public string NameTag;

    public readonly bool Is(WordClasses classes) => Info is not null && (Info.Classes & classes) != 0;

    /// <summary>The word, lower case; empty where the lexicon does not know it.</summary>
    public readonly string Form => Info?.Form ?? "";

    /// <summary>Whether words like this build a noun phrase.</summary>
    public readonly bool IsNominal => Role is WordRole.Determiner or WordRole.Possessive or WordRole.Adjective or WordRole.Number
        or WordRole.Noun or WordRole.Name or WordRole.Pronoun or WordRole.Genitive;
}
