using Dragoman.Coding.Actors;

namespace Dragoman.Coding.Reading;

/// <summary>A noun phrase without what stands behind its head: "the Omani foreign minister".</summary>
internal sealed class Phrase
{
    /// <summary>Index in the sentence's phrases.</summary>
    public required int Index { get; init; }

    /// <summary>Index of its first word.</summary>
    public required int First { get; init; }

    /// <summary>Index behind its last word.</summary>
    public required int End { get; init; }

    /// <summary>Index of its head word.</summary>
    public required int Head { get; init; }

    /// <summary>Index of the preposition in front of it; −1 for none.</summary>
    public int Preposition { get; set; } = -1;

    /// <summary>The phrase that its preposition hangs on ("of", or directly behind a noun); null for none.</summary>
    public Phrase? Of { get; set; }

    /// <summary>The phrase behind "of" or another preposition that completes this one: "minister [of Oman]".</summary>
    public Phrase? Complement { get; set; }

    /// <summary>The phrases that hang on this one with a preposition, in text order; null for none.</summary>
    public List<Phrase>? Inner { get; set; }

    /// <summary>First phrase of the list that it belongs to ("A, B and C"); itself where it stands alone.</summary>
    public Phrase ListHead { get; set; } = null!;

    /// <summary>All phrases of the list, for the first of it; null where it stands alone.</summary>
    public List<Phrase>? List { get; set; }

    /// <summary>The phrase that this one explains ("X, the Y,"); null for none.</summary>
    public Phrase? Explains { get; set; }

    /// <summary>Index + 1 of the given span that it is; 0 for none.</summary>
    public byte Given { get; set; }

    /// <summary>Whether it is a pronoun.</summary>
    public bool IsPronoun { get; set; }

    /// <summary>Whether it is the pronoun of a thing: "it", "this".</summary>
    public bool IsThing { get; set; }

    /// <summary>Noun classes of the head, a bit each.</summary>
    public UInt128 Classes { get; set; }

    /// <summary>Noun classes of all its words, where the phrase is a given span, a bit each.</summary>
    public UInt128 HeldClasses { get; set; }

    /// <summary>Who it is; null until resolved or where it cannot act.</summary>
    public ActorReading? Actor { get; set; }

    /// <summary>Who it is, one for each nationality, where it has several: "<u>Latvian</u> and <u>Estonian officials</u>"; null where it has one.</summary>
    public List<ActorReading>? Several { get; set; }

    /// <summary>Arms or a vehicle that it names, where that acts for nobody known; null for none.</summary>
    public ActorReading? Thing { get; set; }

    /// <summary>Actor in front of the head: a possessor or nationality ("<u>Turkey's</u> decision").</summary>
    public ActorReading? Owner { get; set; }

    /// <summary>The members of the list, or the phrase alone.</summary>
    public IReadOnlyList<Phrase> Members => ListHead.List is { } list ? list : [this];
}
