using Dragoman.Cli.Hosting;
using Dragoman.Cli.Usage;

namespace Dragoman.Cli.Evaluation;

/// <summary>What an evaluation is asked for.</summary>
/// <param name="Gold">The gold file.</param>
/// <param name="System">A file of answers to score; null to read the gold file's text now.</param>
/// <param name="Model">The language model, as in <c>parse --model</c>.</param>
/// <param name="Raw">Whether to start from the text alone.</param>
/// <param name="Json">Whether to write JSON.</param>
/// <param name="Disagreements">How many disagreements to list.</param>
internal sealed record EvaluationRequest(string Gold, string? System, string Model, bool Raw, bool Json, int Disagreements);

/// <summary>A kind of gold file: tells by the content whether a file is one, and scores against it. One class a kind.</summary>
internal abstract class GoldKind
{
    /// <summary>All kinds, in the order in which they are asked.</summary>
    public static IReadOnlyList<GoldKind> All { get; } = [new ConlluGold(), new CodedGold()];

    /// <summary>What the kind is called in messages.</summary>
    public abstract string Name { get; }

    /// <summary>Whether a file is of this kind.</summary>
    /// <param name="firstLine">Its first line that is not blank; at most 64 KiB of it.</param>
    public abstract bool Recognizes(string firstLine);

    /// <summary>Scores, and writes the result.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="invocation">The command line.</param>
    /// <param name="output">Where to write.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public abstract int Evaluate(EvaluationRequest request, Invocation invocation, OutputTarget output);
}
