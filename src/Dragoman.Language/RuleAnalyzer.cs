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
        var segmentation = Scratch.Current.Segmentation;
        _segmenter.Segment(text, blocks, segmentation, ct);
        var extents = segmentation.Tokens;
        var tokens = new Token[extents.Length];
        for (var index = 0; index < tokens.Length; index++)
        {
            var extent = extents[index];
            tokens[index] = new Token(extent.Start, extent.End, "X", "", "", "", -1, "", "", extent.JoinsPrevious, extent.InMultiword);
        }

        var sentences = segmentation.Sentences.ToArray();
        Scratch.Current.Release();
        return Tagged(text, sentences, tokens, ct);
    }

    /// <inheritdoc/>
    public AnnotatedText Annotate(AnnotatedText tokenized, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(tokenized);
        return Tagged(tokenized.Text, tokenized.Sentences, [.. tokenized.Tokens], ct);
    }

    private static AnnotatedText Tagged(string text, IReadOnlyList<Sentence> sentences, Token[] tokens, CancellationToken ct)
    {
        var lemmatizer = Lemmatizer.English;
        var forms = WordForms.Instance;
        var tags = new Tag[Longest(sentences)];
        foreach (var sentence in sentences)
        {
            ct.ThrowIfCancellationRequested();
            var range = tokens.AsSpan(sentence.FirstToken, sentence.TokenCount);
            var sentenceTags = tags.AsSpan(0, sentence.TokenCount);
            new RuleTagger(forms, text, range, sentenceTags).Tag();
            for (var index = 0; index < range.Length; index++)
            {
                var token = range[index];
                var tag = sentenceTags[index];
                range[index] = token with
                {
                    Upos = tag.Upos,
                    Xpos = tag.Xpos,
                    Lemma = lemmatizer.Lemma(text.AsSpan(token.Start, token.End - token.Start), tag.Upos, tag.Xpos),
                    Features = "",
                    Head = -1,
                    Relation = "",
                    Name = "",
                };
            }
        }

        return new AnnotatedText { Text = text, Sentences = sentences, Tokens = tokens };
    }

    private static int Longest(IReadOnlyList<Sentence> sentences)
    {
        var longest = 0;
        foreach (var sentence in sentences) longest = Math.Max(longest, sentence.TokenCount);
        return longest;
    }
}
