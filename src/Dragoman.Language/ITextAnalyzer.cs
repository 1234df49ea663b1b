using Dragoman.Records;

namespace Dragoman.Language;

/// <summary>
/// An engine that reads a text: sentences, tokens, tags, lemmas and, where it has a parser, trees and names.
/// Implementations are thread-safe: one instance serves any number of threads.
/// </summary>
public interface ITextAnalyzer
{
    /// <summary>Name and version of the engine, such as <c>english-rules-1</c>; never empty.</summary>
    string Name { get; }

    /// <summary>Reads a text.</summary>
    /// <param name="text">Any string, lone surrogates included. Time grows linearly with its length.</param>
    /// <param name="blocks">
    /// Pieces of the text that no sentence crosses (paragraphs, captions), in text order, without overlap; text outside them
    /// is not read. Empty: the whole text is read, and blank lines separate its paragraphs.
    /// </param>
    /// <param name="ct">Looked at once per sentence.</param>
    /// <returns>Sentences and tokens whose offsets index <paramref name="text"/>.</returns>
    /// <exception cref="ArgumentException">A block does not lie within the text, or lies before the block in front of it.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    AnnotatedText Analyze(string text, IReadOnlyList<TextSpan> blocks, CancellationToken ct = default);

    /// <summary>Reads a text whose sentences and tokens are given, and keeps them as they are.</summary>
    /// <param name="tokenized">Sentences and tokens; all columns but the offsets and joins are read anew.</param>
    /// <param name="ct">Looked at once per sentence.</param>
    /// <returns>The same sentences and tokens with the engine's own tags, lemmas and, where it has them, trees and names.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    AnnotatedText Annotate(AnnotatedText tokenized, CancellationToken ct = default);
}
