using Dragoman.Language.Neural;
using Dragoman.Language.Training;

namespace Dragoman.Language.Tests.Neural;

/// <summary>A model learned from a handful of sentences: enough to see that learning, writing, reading and analysing fit together.</summary>
internal static class SmallModel
{
    public static TrainerOptions Options { get; } = new()
    {
        Shape = new NetworkShape { Width = 64, RecurrentWidth = 32, ArcWidth = 32, RelationWidth = 32, Convolutions = 1, VectorWidth = 12 },
        Epochs = 30,
        BatchWords = 12,
        WarmUpSteps = 10,
        LearningRate = 0.004f,
        Dropout = 0.05f,
        HeadDropout = 0.05f,
        WordDropout = 0.02f,
        MinCount = 1,
    };

    private static readonly Lazy<LanguageModel> Trained = new(() => Train(Options));

    public static LanguageModel Instance => Trained.Value;

    public static IReadOnlyList<TreebankSentence> Corpus { get; } =
    [
        Sentence("The/DET/DT/2/det fleet/NOUN/NN/3/nsubj sailed/VERB/VBD/0/root home/ADV/RB/3/advmod ././PUNCT/./3/punct"),
        Sentence("Ships/NOUN/NNS/2/nsubj left/VERB/VBD/0/root Suva/PROPN/NNP/2/obj ././PUNCT/./2/punct"),
        Sentence("Fiji/PROPN/NNP/2/nsubj condemned/VERB/VBD/0/root the/DET/DT/4/det blockade/NOUN/NN/2/obj ././PUNCT/./2/punct"),
        Sentence("The/DET/DT/2/det minister/NOUN/NN/4/nsubj:pass was/AUX/VBD/4/aux:pass asked/VERB/VBN/0/root ././PUNCT/./4/punct"),
        Sentence("Ports/NOUN/NNS/2/nsubj closed/VERB/VBD/0/root in/ADP/IN/4/case Tonga/PROPN/NNP/2/obl ././PUNCT/./2/punct"),
    ];

    public static LanguageModel Train(TrainerOptions options) => new ModelTrainer(options).Train(
        new TrainingMaterial { Sentences = Corpus }, SmallNetwork.Vectors(options.Shape.VectorWidth), new ModelOrigin { Name = "small-1", License = "CC0-1.0" });

    private static TreebankSentence Sentence(string words)
    {
        var columns = words.Replace("././", ".|.|", StringComparison.Ordinal)
            .Split(' ')
            .Select(w => w.StartsWith(".|", StringComparison.Ordinal) ? [".", "PUNCT", ".", w.Split('/')[^2], "punct"] : w.Split('/'))
            .ToList();
        return new TreebankSentence
        {
            Forms = [.. columns.Select(c => c[0])],
            Tags = [.. columns.Select(c => c[1] + "\t" + c[2])],
            Morphology = [.. columns.Select(c => c[2] == "NNS" ? "Number=Plur" : "")],
            Lemmas = [.. columns.Select(c => c[2] switch { "NNS" => c[0][..^1].ToLowerInvariant(), "NNP" => c[0], _ => c[0].ToLowerInvariant() })],
            Heads = [.. columns.Select(c => int.Parse(c[3], System.Globalization.CultureInfo.InvariantCulture))],
            Relations = [.. columns.Select(c => c[4])],
            Names = [.. columns.Select(c => c[2] == "NNP" ? "B-LOC" : "O")],
        };
    }
}
