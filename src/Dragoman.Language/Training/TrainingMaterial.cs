using Dragoman.Language.Neural;

namespace Dragoman.Language.Training;

/// <summary>What a model learns from.</summary>
public sealed record TrainingMaterial
{
    /// <summary>Sentences with answers.</summary>
    public required IReadOnlyList<TreebankSentence> Sentences { get; init; }

    /// <summary>Models whose opinions are learned beside the answers; they must come from the same sentences.</summary>
    public IReadOnlyList<LanguageModel> Teachers { get; init; } = [];

    /// <summary>Forms with Penn tags and lemmas from a dictionary, for words that the sentences do not have.</summary>
    public IReadOnlyList<(string Form, string Xpos, string Lemma)> Inflections { get; init; } = [];

    /// <summary>The words of sentences without answers; learned as the teachers read them, left out without teachers.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Unlabelled { get; init; } = [];
}
