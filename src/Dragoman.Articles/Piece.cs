using Dragoman.Records;

namespace Dragoman.Articles;

/// <summary>A paragraph or line of a text, and what it is.</summary>
/// <param name="Span">Where it lies, without white space around it.</param>
/// <param name="Kind">What it is; null where nobody has said yet.</param>
internal readonly record struct Piece(TextSpan Span, PartKind? Kind)
{
    /// <summary>The words.</summary>
    public ReadOnlySpan<char> In(string text) => text.AsSpan(Span.Start, Span.Length);
}
