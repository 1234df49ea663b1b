namespace Dragoman.Language.Neural;

/// <summary>The answers that a model can give, each list in the order of the numbers that stand for them.</summary>
internal sealed class LanguageLabels
{
    /// <summary>Joint parts of speech, <c>NOUN</c> tab <c>NN</c>.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Feature strings, the empty one among them.</summary>
    public required IReadOnlyList<string> Morphology { get; init; }

    /// <summary>Relations; number 0 is <c>root</c>.</summary>
    public required IReadOnlyList<string> Relations { get; init; }

    /// <summary>Name tags; number 0 is <c>O</c>.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>For each tag, the feature strings that occur with it.</summary>
    public required IReadOnlyList<int[]> Allowed { get; init; }
}
