namespace Dragoman.Language.Training;

/// <summary>What teachers think of a sentence: a distribution over the answers for each word and kind, row by row.</summary>
internal sealed class SoftAnswers
{
    /// <summary>[words × tags].</summary>
    public required Half[] Tags { get; init; }

    /// <summary>[words × features].</summary>
    public required Half[] Morphology { get; init; }

    /// <summary>[words × name tags].</summary>
    public required Half[] Names { get; init; }

    /// <summary>[words × (words + 1)]; column 0 is the root.</summary>
    public required Half[] Arcs { get; init; }

    /// <summary>[words × relations], for the heads in <see cref="Heads"/>.</summary>
    public required Half[] Relations { get; init; }

    /// <summary>The heads whose relations were asked for: the right ones, or where they are not known the teachers' own; 0 is the root.</summary>
    public required int[] Heads { get; init; }
}
