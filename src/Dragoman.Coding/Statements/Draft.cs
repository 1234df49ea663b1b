using Dragoman.Records;

namespace Dragoman.Coding.Statements;

/// <summary>A statement while it is being read: indices are tokens, <see cref="Start"/> and the like are offsets.</summary>
internal sealed class Draft
{
    /// <summary>The word that tells that it was said; −1 for none.</summary>
    public required int Word { get; init; }

    /// <summary>The cue that it is; null for an uncued quotation, a colon or "according to".</summary>
    public Cue? Cue { get; init; }

    /// <summary>Head word of whoever says it; −1 where nobody is named.</summary>
    public int Speaker { get; set; } = -1;

    public int SpeakerStart { get; set; } = -1;

    public int SpeakerEnd { get; set; } = -1;

    public int CueStart { get; set; } = -1;

    public int CueEnd { get; set; } = -1;

    public int Start { get; set; }

    public int End { get; set; }

    /// <summary>Head word of the content; −1 where it is not one clause.</summary>
    public int Head { get; init; } = -1;

    /// <summary>How the source stands to the content.</summary>
    public Stance Stance { get; init; } = Stance.Asserts;

    /// <summary>The cue is negated: "did not say".</summary>
    public bool Negated { get; init; }

    /// <summary>The frame that gave the content.</summary>
    public CueFrames Frame { get; init; }

    /// <summary>The statement goes on from this one; null for none.</summary>
    public Draft? Continues { get; set; }

    /// <summary>The statement that it stands in; null for none.</summary>
    public Draft? Parent { get; set; }

    public StatementKind Kind { get; set; }

    /// <summary>The id once numbered.</summary>
    public string Id { get; set; } = "";

    /// <summary>Whether the content is told as the case on the source's word, so that deeds in it stand on that word.</summary>
    public bool Carries => Stance is not (Stance.Intends or Stance.Wishes or Stance.Requests or Stance.Refuses or Stance.Judges or Stance.Mentions)
        || (Frame & (CueFrames.Quote | CueFrames.Clause)) != 0;

    /// <summary>Whether it is told well enough to be kept inside another statement.</summary>
    public bool IsStrong => (Frame & (CueFrames.Quote | CueFrames.Clause)) != 0;
}
