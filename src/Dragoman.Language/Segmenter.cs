using Dragoman.Records;

namespace Dragoman.Language;

/// <summary>
/// Finds sentences and tokens of English text, with the division into words of the English Web Treebank (UD English-EWT).
/// Tokens are slices of the text; whatever is not white space belongs to exactly one. Time is linear in the text's length.
/// Thread-safe.
/// </summary>
public sealed class Segmenter
{
    private readonly EnglishTables _tables;

    private Segmenter(EnglishTables tables) => _tables = tables;

    /// <summary>The segmenter for English.</summary>
    public static Segmenter English { get; } = new(EnglishTables.Instance);

    /// <summary>Reads a text into <paramref name="result"/>, whose former content is dropped.</summary>
    /// <param name="text">Any string, lone surrogates included.</param>
    /// <param name="blocks">
    /// Pieces of the text that no sentence crosses, in text order, without overlap; text outside them is not read.
    /// Empty: the whole text.
    /// </param>
    /// <param name="result">Filled with sentences and tokens whose offsets index <paramref name="text"/>.</param>
    /// <param name="ct">Looked at once per sentence.</param>
    /// <exception cref="ArgumentException">A block does not lie within the text, or lies before the block in front of it.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public void Segment(string text, IReadOnlyList<TextSpan> blocks, Segmentation result, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(blocks);
        ArgumentNullException.ThrowIfNull(result);
        result.Clear();
        if (blocks.Count == 0)
        {
            SegmentBlock(text, new TextSpan(0, text.Length), result, ct);
            return;
        }

        var position = 0;
        for (var index = 0; index < blocks.Count; index++)
        {
            var block = blocks[index];
            if (block.Start < position || block.End < block.Start || block.End > text.Length)
            {
                throw new ArgumentException(
                    $"block {index} is [{block.Start}, {block.End}): it must lie within [{position}, {text.Length})", nameof(blocks));
            }

            position = block.End;
            SegmentBlock(text, block, result, ct);
        }
    }

    private void SegmentBlock(ReadOnlySpan<char> text, TextSpan block, Segmentation result, CancellationToken ct)
    {
        var firstToken = result.TokenList.Count;
        var tokenizer = new Tokenizer(_tables, text[..block.End], block.Start, result.TokenList);
        // A token is cheap; looking at the caller's wish for each would not be.
        for (var count = 0; tokenizer.Next(); count++)
        {
            if ((count & 0xFF) == 0) ct.ThrowIfCancellationRequested();
        }

        new SentenceSplitter(_tables, text, result).Split(firstToken, ct);
    }
}
