using System.Globalization;
using Dragoman.Language.Neural;

namespace Dragoman.Language.Training;

/// <summary>How a model is trained. What the shipped English model was trained with stands in <see cref="EnglishRecipe"/>.</summary>
public sealed record TrainerOptions
{
    /// <summary>Sizes of the network.</summary>
    public NetworkShape Shape { get; init; } = new();

    /// <summary>Passes over the training sentences. Default 28.</summary>
    public int Epochs { get; init; } = 28;

    /// <summary>Words of a batch, about. Default 400.</summary>
    public int BatchWords { get; init; } = 400;

    /// <summary>Greatest learning rate. Default 0.002.</summary>
    public float LearningRate { get; init; } = 0.002f;

    /// <summary>The learning rate's share that is left at the end. Default 0.02.</summary>
    public float FinalRate { get; init; } = 0.02f;

    /// <summary>Steps over which the learning rate rises. Default 200.</summary>
    public int WarmUpSteps { get; init; } = 200;

    /// <summary>Greatest length of a step's gradient. Default 5.</summary>
    public float Clip { get; init; } = 5f;

    /// <summary>Decay of Adam's mean of squares. Default 0.99.</summary>
    public float Beta2 { get; init; } = 0.99f;

    /// <summary>Share of numbers dropped in the encoder. Default 0.3.</summary>
    public float Dropout { get; init; } = 0.3f;

    /// <summary>Share of numbers dropped in the parser's views. Default 0.3.</summary>
    public float HeadDropout { get; init; } = 0.3f;

    /// <summary>Share of the weights from step to step of the recurrent layers that is dropped for a batch. Default 0.2.</summary>
    public float RecurrentDropout { get; init; } = 0.2f;

    /// <summary>Share of the teachers' opinion in what is learned where the right answer is known. Default 0.5; without teachers it means nothing.</summary>
    public float TeacherShare { get; init; } = 0.5f;

    /// <summary>Share of the sentences that are learned once more in another writing, such as capitals. Default 0.05.</summary>
    public float Rewritten { get; init; } = 0.05f;

    /// <summary>A word seen n times loses its own embedding with the probability d / (d + n). Default 0.25.</summary>
    public float WordDropout { get; init; } = 0.25f;

    /// <summary>Probability that a word loses its frozen vector. Default 0.01.</summary>
    public float VectorDropout { get; init; } = 0.01f;

    /// <summary>Occurrences from which a word, prefix, suffix or shape has an embedding. Default 2.</summary>
    public int MinCount { get; init; } = 2;

    /// <summary>Weight of the part-of-speech loss. Default 1.</summary>
    public float TagWeight { get; init; } = 1f;

    /// <summary>Weight of the feature loss. Default 0.5.</summary>
    public float MorphologyWeight { get; init; } = 0.5f;

    /// <summary>Weight of the arc loss. Default 1.</summary>
    public float ArcWeight { get; init; } = 1f;

    /// <summary>Weight of the relation loss. Default 1.</summary>
    public float RelationWeight { get; init; } = 1f;

    /// <summary>Weight of the name loss. Default 1.</summary>
    public float NameWeight { get; init; } = 1f;

    /// <summary>Seed of weights, order and dropping. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The options by name, as a model file keeps them.</summary>
    public IReadOnlyDictionary<string, string> Written()
    {
        var options = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["seed"] = Seed.ToString(CultureInfo.InvariantCulture),
            ["epochs"] = Epochs.ToString(CultureInfo.InvariantCulture),
            ["batchWords"] = BatchWords.ToString(CultureInfo.InvariantCulture),
            ["warmUpSteps"] = WarmUpSteps.ToString(CultureInfo.InvariantCulture),
            ["minCount"] = MinCount.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in (ReadOnlySpan<(string, float)>)
        [
            ("learningRate", LearningRate), ("finalRate", FinalRate), ("clip", Clip), ("beta2", Beta2), ("dropout", Dropout),
            ("headDropout", HeadDropout), ("recurrentDropout", RecurrentDropout), ("wordDropout", WordDropout), ("vectorDropout", VectorDropout),
            ("tagWeight", TagWeight), ("morphologyWeight", MorphologyWeight), ("arcWeight", ArcWeight), ("relationWeight", RelationWeight),
            ("nameWeight", NameWeight), ("teacherShare", TeacherShare), ("rewritten", Rewritten),
        ])
        {
            options[name] = value.ToString(CultureInfo.InvariantCulture);
        }

        return options;
    }

    /// <summary>Says whether the options can be trained with.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public void Validate()
    {
        Shape.Validate();
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchWords, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(WarmUpSteps, 0);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LearningRate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Clip);
        foreach (var rate in (ReadOnlySpan<float>)[Dropout, HeadDropout, VectorDropout, RecurrentDropout])
        {
            ArgumentOutOfRangeException.ThrowIfNegative(rate, nameof(Dropout));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, 0.9f, nameof(Dropout));
        }
    }
}
