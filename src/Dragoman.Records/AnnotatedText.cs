namespace Dragoman.Records;

/// <summary>
/// A text with its sentences and tokens: what crosses from Language to Coding. Columns of plain values, one element a token,
/// so that a document is a handful of arrays and no object per token. Head and relation columns may be absent
/// (<see cref="HasTrees"/>): an engine without a parser leaves them empty rather than filling in a guess.
/// </summary>
public sealed class AnnotatedText
{
    /// <summary>The text that all offsets index, in UTF-16 code units.</summary>
    public required string Text { get; init; }

    /// <summary>Sentences in text order, without overlap.</summary>
    public required IReadOnlyList<Sentence> Sentences { get; init; }

    /// <summary>Tokens in text order, without overlap; everything between two tokens is white space.</summary>
    public required IReadOnlyList<Token> Tokens { get; init; }

    /// <summary>Whether heads and relations were read. When false, <see cref="Token.Head"/> is −1 and <see cref="Token.Relation"/> empty throughout.</summary>
    public bool HasTrees { get; init; }
}

/// <summary>One sentence: its extent, and its tokens as a range of the document's.</summary>
/// <param name="Start">Offset of its first token, in UTF-16 code units.</param>
/// <param name="End">Offset behind its last token.</param>
/// <param name="FirstToken">Index of its first token in the document.</param>
/// <param name="TokenCount">Number of its tokens; 1 or more.</param>
public readonly record struct Sentence(int Start, int End, int FirstToken, int TokenCount);

/// <summary>One syntactic word in the terms of Universal Dependencies.</summary>
/// <param name="Start">Offset of the first UTF-16 code unit.</param>
/// <param name="End">Offset behind the last UTF-16 code unit.</param>
/// <param name="Upos">Universal part of speech: <c>NOUN</c>, <c>PROPN</c>, <c>VERB</c> …, <c>X</c> where unknown.</param>
/// <param name="Xpos">Penn Treebank tag: <c>NNP</c>, <c>VBD</c> …; empty where the engine gives none.</param>
/// <param name="Lemma">Dictionary form, lower case unless a name.</param>
/// <param name="Features">Morphological features in UD's writing, <c>Number=Plur</c>; empty for none.</param>
/// <param name="Head">Index of the head token in the document; −1 for the root of a sentence.</param>
/// <param name="Relation">Relation to the head, subtypes included (<c>nsubj:pass</c>); empty without a parser.</param>
/// <param name="Name">Name tag in BIO writing (<c>B-PER</c>, <c>I-ORG</c>), empty outside names.</param>
/// <param name="JoinsPrevious">True for a clitic or punctuation that follows its neighbour without white space.</param>
/// <param name="InMultiword">True where token and next belong to one orthographic word (UD's multiword token): "do" of "don't".</param>
public readonly record struct Token(
    int Start,
    int End,
    string Upos,
    string Xpos,
    string Lemma,
    string Features,
    int Head,
    string Relation,
    string Name,
    bool JoinsPrevious,
    bool InMultiword);
