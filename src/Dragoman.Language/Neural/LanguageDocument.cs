using System.Runtime.InteropServices;
using Dragoman.Records;

namespace Dragoman.Language.Neural;

/// <summary>
/// A text as the analyzer read it, in lists that can be filled again: who reads many texts keeps one and, after a few, asks for no more
/// memory. Not thread-safe.
/// </summary>
public sealed class LanguageDocument
{
    /// <summary>The text that was read last; all offsets index it.</summary>
    public string Text { get; internal set; } = "";

    /// <summary>The sentences in text order. Valid until the next reading.</summary>
    public ReadOnlySpan<Sentence> Sentences => Segmentation.Sentences;

    /// <summary>The tokens in text order. Valid until the next reading.</summary>
    public ReadOnlySpan<Token> Tokens => CollectionsMarshal.AsSpan(TokenList);

    internal Segmentation Segmentation { get; } = new();

    internal List<Token> TokenList { get; } = [];

    /// <summary>The document as a record of its own, which later readings leave alone.</summary>
    public AnnotatedText ToAnnotatedText() => new()
    {
        Text = Text,
        Sentences = Sentences.ToArray(),
        Tokens = TokenList.ToArray(),
        HasTrees = true,
    };
}
