using Dragoman.Language.Neural;

namespace Dragoman.Language.Training;

/// <summary>A sentence as numbers: what the network reads, and the right answers; −1 where an answer is not known.</summary>
internal sealed class EncodedSentence
{
    /// <summary>Number of words.</summary>
    public required int Length { get; init; }

    /// <summary>The word's rows in the embedding tables, [words × <see cref="WordFeatures.Count"/>].</summary>
    public required int[] Features { get; init; }

    /// <summary>The word's row among the word vectors, −1 for none.</summary>
    public required int[] Vectors { get; init; }

    /// <summary>The words' rows in the table of marks.</summary>
    public required int[] Pairings { get; init; }

    /// <summary>The sentence's row in the table of writing.</summary>
    public required int Writing { get; init; }

    /// <summary>How often the word occurs in training.</summary>
    public required int[] Counts { get; init; }

    /// <summary>Right part-of-speech tags.</summary>
    public required int[] Tags { get; init; }

    /// <summary>Right morphological features.</summary>
    public required int[] Morphology { get; init; }

    /// <summary>Right heads, 0 for the root, else 1 + the index of the head.</summary>
    public required int[] Heads { get; init; }

    /// <summary>Right relations.</summary>
    public required int[] Relations { get; init; }

    /// <summary>Right name tags.</summary>
    public required int[] Names { get; init; }

    /// <summary>What teachers think; null without teachers.</summary>
    public SoftAnswers? Soft { get; init; }
}

/// <summary>Numbers of answers of each kind.</summary>
/// <param name="Tags">Joint parts of speech.</param>
/// <param name="Morphology">Feature strings.</param>
/// <param name="Relations">Relations.</param>
/// <param name="Names">Name tags.</param>
internal readonly record struct LabelCounts(int Tags, int Morphology, int Relations, int Names);

/// <summary>Mean losses of a step, by answer.</summary>
/// <param name="Tags">Of the parts of speech, a word.</param>
/// <param name="Morphology">Of the features, a word.</param>
/// <param name="Arcs">Of the heads, a word.</param>
/// <param name="Relations">Of the relations, a word.</param>
/// <param name="Names">Of the names, a word.</param>
public readonly record struct TrainingLoss(double Tags, double Morphology, double Arcs, double Relations, double Names)
{
    /// <summary>The sum that training makes smaller.</summary>
    public double Total => Tags + Morphology + Arcs + Relations + Names;
}
