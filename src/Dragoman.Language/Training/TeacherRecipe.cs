using Dragoman.Language.Neural;

namespace Dragoman.Language.Training;

/// <summary>How one teacher of the shipped model is trained.</summary>
/// <param name="Options">Its options.</param>
/// <param name="VectorCount">Words whose vectors it has.</param>
/// <param name="ReadsSpans">Whether it learns names from re3d too.</param>
public sealed record TeacherRecipe(TrainerOptions Options, int VectorCount = 80_000, bool ReadsSpans = false)
{
    /// <summary>The four teachers of the shipped model: unlike in width, depth and what they read, since teachers that err alike teach little.</summary>
    public static IReadOnlyList<TeacherRecipe> Shipped { get; } =
    [
        new(new TrainerOptions
        {
            Shape = new NetworkShape { Width = 256, RecurrentWidth = 128, Convolutions = 2, RecurrentLayers = 2, ArcWidth = 128, RelationWidth = 128, ReadsContext = false },
            Epochs = 24,
            Dropout = 0.38f,
            HeadDropout = 0.36f,
            RecurrentDropout = 0,
            Rewritten = 0,
        }),
        new(
            new TrainerOptions
            {
                Shape = new NetworkShape { Width = 192, RecurrentWidth = 96, Convolutions = 2, RecurrentLayers = 2 },
                Epochs = 28,
                Dropout = 0.33f,
                HeadDropout = 0.33f,
                RecurrentDropout = 0.2f,
                Seed = 2,
            },
            ReadsSpans: true),
        new(
            new TrainerOptions
            {
                Shape = new NetworkShape { Width = 192, RecurrentWidth = 96, Convolutions = 1, RecurrentLayers = 3 },
                Epochs = 28,
                Dropout = 0.33f,
                HeadDropout = 0.33f,
                RecurrentDropout = 0.3f,
                Seed = 3,
            },
            ReadsSpans: true),
        new(new TrainerOptions
        {
            Shape = new NetworkShape { ReadsContext = false },
            Epochs = 28,
            Dropout = 0.3f,
            HeadDropout = 0.3f,
            RecurrentDropout = 0,
            Rewritten = 0,
        }),
    ];
}
