namespace Dragoman.Language;

/// <summary>A universal part of speech with its Penn Treebank tag; both strings are shared.</summary>
/// <param name="Upos">Universal part of speech.</param>
/// <param name="Xpos">Penn Treebank tag.</param>
internal readonly record struct Tag(string Upos, string Xpos)
{
    public static readonly Tag Noun = new("NOUN", "NN");
    public static readonly Tag Nouns = new("NOUN", "NNS");
    public static readonly Tag Name = new("PROPN", "NNP");
    public static readonly Tag Names = new("PROPN", "NNPS");
    public static readonly Tag Adjective = new("ADJ", "JJ");
    public static readonly Tag Comparative = new("ADJ", "JJR");
    public static readonly Tag Superlative = new("ADJ", "JJS");
    public static readonly Tag Adverb = new("ADV", "RB");
    public static readonly Tag Verb = new("VERB", "VB");
    public static readonly Tag VerbPresent = new("VERB", "VBP");
    public static readonly Tag VerbThird = new("VERB", "VBZ");
    public static readonly Tag VerbPast = new("VERB", "VBD");
    public static readonly Tag VerbParticiple = new("VERB", "VBN");
    public static readonly Tag VerbIng = new("VERB", "VBG");
    public static readonly Tag Number = new("NUM", "CD");
    public static readonly Tag Foreign = new("X", "FW");
    public static readonly Tag Address = new("PROPN", "ADD");
    public static readonly Tag Symbol = new("SYM", "SYM");
    public static readonly Tag Currency = new("SYM", "$");
    public static readonly Tag Stop = new("PUNCT", ".");
    public static readonly Tag Comma = new("PUNCT", ",");
    public static readonly Tag Colon = new("PUNCT", ":");
    public static readonly Tag Hyphen = new("PUNCT", "HYPH");
    public static readonly Tag QuoteOpen = new("PUNCT", "``");
    public static readonly Tag QuoteClose = new("PUNCT", "''");
    public static readonly Tag BracketOpen = new("PUNCT", "-LRB-");
    public static readonly Tag BracketClose = new("PUNCT", "-RRB-");
    public static readonly Tag OtherPunctuation = new("PUNCT", "NFP");

    /// <summary>Whether the tag is a noun's or a name's.</summary>
    public bool IsNominal => Upos is "NOUN" or "PROPN";

    /// <summary>Whether a noun phrase that has begun goes on behind this tag.</summary>
    public bool OpensNoun => Upos is "DET" or "ADJ" or "NUM" || Xpos is "PRP$" or "POS" or "WP$" or "$";
}

/// <summary>The classes that an open-class word may belong to by its form.</summary>
[Flags]
internal enum WordClasses : ushort
{
    None = 0,
    Noun = 1,
    Plural = 2,
    Base = 4,
    Third = 8,
    Past = 16,
    Participle = 32,
    Ing = 64,
    Adjective = 128,
    Adverb = 256,
    Comparative = 512,
    Superlative = 1024,

    /// <summary>The verb is commoner than the noun or adjective.</summary>
    VerbFirst = 2048,

    /// <summary>The form is listed or made from a listed word, not guessed.</summary>
    Known = 4096,
}
