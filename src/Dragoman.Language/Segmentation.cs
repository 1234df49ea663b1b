using System.Runtime.InteropServices;
using Dragoman.Records;

namespace Dragoman.Language;

/// <summary>One token before it is tagged: its place, and how it joins its neighbours.</summary>
/// <param name="Start">Offset of the first UTF-16 code unit.</param>
/// <param name="End">Offset behind the last UTF-16 code unit.</param>
/// <param name="JoinsPrevious">True where no white space stands between the token in front and this one.</param>
/// <param name="InMultiword">True where token and next belong to one orthographic word (UD's multiword token): "do" of "don't".</param>
public readonly record struct TokenExtent(int Start, int End, bool JoinsPrevious, bool InMultiword);

/// <summary>
/// Sentences and tokens of one text, in lists that can be filled again: after a few texts no more memory is asked for.
/// Not thread-safe; one instance serves one thread at a time.
/// </summary>
public sealed class Segmentation
{
    private readonly List<TokenExtent> _tokens = [];
    private readonly List<Sentence> _sentences = [];

    /// <summary>The tokens in text order, valid until the instance is filled again.</summary>
    public ReadOnlySpan<TokenExtent> Tokens => CollectionsMarshal.AsSpan(_tokens);

    /// <summary>The sentences in text order; each token belongs to exactly one. Valid until the instance is filled again.</summary>
    public ReadOnlySpan<Sentence> Sentences => CollectionsMarshal.AsSpan(_sentences);

    /// <summary>The list behind <see cref="Tokens"/>.</summary>
    internal List<TokenExtent> TokenList => _tokens;

    /// <summary>The list behind <see cref="Sentences"/>.</summary>
    internal List<Sentence> SentenceList => _sentences;

    /// <summary>Empties both lists and keeps their memory.</summary>
    public void Clear()
    {
        _tokens.Clear();
        _sentences.Clear();
    }
}
