namespace Dragoman.Coding.Statements;

/// <summary>What may stand as the content of a cue.</summary>
[Flags]
internal enum CueFrames : ushort
{
    None = 0,

    /// <summary>Quoted words, and told words in front: "…, she said".</summary>
    Quote = 1,

    /// <summary>A clause: "said [that] …".</summary>
    Clause = 2,

    /// <summary>"to" with an infinitive: "plans to …".</summary>
    Infinitive = 4,

    /// <summary>"-ing": "denied taking bribes".</summary>
    Gerund = 8,

    /// <summary>A noun phrase: "blasted the deal".</summary>
    Object = 16,

    /// <summary>Object and what is said of it: "called the deal a disgrace".</summary>
    Complement = 32,

    /// <summary>Object and what it is described as: "described it as …".</summary>
    As = 64,

    /// <summary>The object is who hears it: "told reporters".</summary>
    Addressee = 128,

    /// <summary>Object and the deed that it is charged with: "accused them of …".</summary>
    Accusation = 256,
}

/// <summary>How the source of a statement stands to its content.</summary>
internal enum Stance : byte
{
    /// <summary>Says that it is so.</summary>
    Asserts,

    /// <summary>A document, poll or study gives it.</summary>
    Reports,

    /// <summary>Takes it as so, without saying that it is.</summary>
    Believes,

    /// <summary>Knows it: the writer takes it as so, too.</summary>
    Knows,

    /// <summary>Calls it in question.</summary>
    Doubts,

    /// <summary>Says that it is not so.</summary>
    Denies,

    /// <summary>Turns down, or calls untrue, what others say or ask.</summary>
    Rejects,

    /// <summary>Takes it that it will be so.</summary>
    Expects,

    /// <summary>Wants it to be so.</summary>
    Wishes,

    /// <summary>Means to do it.</summary>
    Intends,

    /// <summary>Will not do it.</summary>
    Refuses,

    /// <summary>Asks others to do it.</summary>
    Requests,

    /// <summary>Asks whether it is so.</summary>
    Asks,

    /// <summary>Says that somebody did it, as a charge.</summary>
    Accuses,

    /// <summary>Says what it thinks of it.</summary>
    Judges,

    /// <summary>Speaks of it.</summary>
    Mentions,
}

/// <summary>A word that tells that something was said, thought, wanted or asked.</summary>
/// <param name="Frames">What may stand as its content.</param>
/// <param name="Prepositions">Prepositions that lead its content in; empty for none.</param>
/// <param name="Stance">How the source stands to it.</param>
internal sealed record Cue(CueFrames Frames, string[] Prepositions, Stance Stance)
{
    public bool Has(CueFrames frame) => (Frames & frame) != 0;
}
