using Dragoman.Records;

namespace Dragoman.Language;

/// <summary>
/// The engine without a model: sentences and tokens by rule, and light tags and lemmas from tables and endings. It gives no
/// trees and no names (<see cref="AnnotatedText.HasTrees"/> is false). Thread-safe.
/// </summary>
public sealed class RuleAnalyzer : ITextAnalyzer
{
    private readonly Segmenter _segmenter;

    private RuleAnalyzer(Segmenter segmenter) => _segmenter = segmenter;

    /// <summary>The engine for English.</summary>
    public static RuleAnalyzer English { get; } = new(Segmenter.English);

    /// <inheritdoc/>
    public string Name => "english-rules-1";

    /// <inheritdoc/>
    public AnnotatedText Analyze(string text, IReadOnlyList<TextSpan> blocks, CancellationToken ct = default)
    {
        var segmentation = new Segmentation();
        _segmenter.Segment(text, blocks, segmentation, ct);
        var tokens = new Token[segmentation.Tokens.Length];
        for (var index = 0; index < tokens.Length; index++)
        {
            var extent = segmentation.Tokens[index];
            tokens[index] = new Token(
                extent.Start, extent.End, "X", "", "", "", -1, "", "", extent.JoinsPrevious, extent.InMultiword);
        }

        return Tagged(text, segmentation.Sentences.ToArray(), tokens, ct);
    }

    /// <inheritdoc/>
    public AnnotatedText Annotate(AnnotatedText tokenized, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(tokenized);
        return Tagged(tokenized.Text, tokenized.Sentences, [.. tokenized.Tokens], ct);
    }

    private static AnnotatedText Tagged(string text, IReadOnlyList<Sentence> sentences, Token[] tokens, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        for (var index = 0; index < tokens.Length; index++)
        {
            var token = tokens[index];
            tokens[index] = token with { Lemma = text[token.Start..token.End], Head = -1, Relation = "", Name = "" };
        }

        return new AnnotatedText { Text = text, Sentences = sentences, Tokens = tokens };
    }
}
