using Dragoman.Coding.Actors;
using Dragoman.Coding.Lexicon;
using Dragoman.Coding.Reading;
using Dragoman.Records;

namespace Dragoman.Coding.Acts;

/// <summary>Somebody who may be actor or recipient of an act, and how well the place fits.</summary>
/// <param name="First">Index of the first word.</param>
/// <param name="End">Index behind the last word.</param>
/// <param name="Actor">Who it is; null when nobody is known to be.</param>
/// <param name="Phrase">The phrase; null for an owner inside one.</param>
/// <param name="Weight">0 to 1: how well the place fits the role.</param>
/// <param name="Inferred">The words stand for another, or elsewhere.</param>
internal readonly record struct Party(int First, int End, ActorReading? Actor, Phrase? Phrase, double Weight, bool Inferred);

/// <summary>One act that words of a sentence name, with all that may be its sides.</summary>
internal sealed class Act
{
    public required Frame Frame { get; init; }

    public required EventType Type { get; init; }

    public string? Mode { get; init; }

    public string? Cameo { get; set; }

    /// <summary>Index of the first word of the trigger.</summary>
    public required int TriggerFirst { get; init; }

    /// <summary>Index behind the last word of the trigger.</summary>
    public required int TriggerEnd { get; init; }

    /// <summary>The verb that carries it; null for a noun on its own.</summary>
    public Predicate? Predicate { get; init; }

    /// <summary>Who may have done it, best place first.</summary>
    public List<Party> Actors { get; } = [];

    /// <summary>To whom it may have been done, best place first.</summary>
    public List<Party> Recipients { get; } = [];

    public bool Symmetric { get; init; }

    public Factuality Factuality { get; init; }

    /// <summary>How sure the reading of the words is, before the sides are looked at.</summary>
    public double Score { get; init; }

    /// <summary>It is told inside the content of somebody's statement.</summary>
    public bool Reported { get; init; }

    /// <summary>The verb of saying whose demand this act takes up; null for none.</summary>
    public Predicate? Absorbs { get; set; }

    /// <summary>It is only the content of another act ("urged X to free Y") and no event of its own.</summary>
    public bool Contained { get; set; }
}
