using Dragoman.Articles.Html;
using Dragoman.Articles.Lines;
using Dragoman.Records;

namespace Dragoman.Articles;

/// <summary>
/// Reads a document as an article: what is headline, body, caption, promotion, syndication notice, and who published it first.
/// Thread-safe; no state is kept between documents. Nothing is loaded and no script runs.
/// </summary>
public static class ArticleReader
{
    /// <summary>Reads one document. For text, <see cref="ArticleText.Text"/> is the input character for character.</summary>
    /// <param name="document">A document with text or html.</param>
    /// <param name="ct">Ends the reading, by an exception.</param>
    /// <returns>The article with its text and parts; the parts lie in order and do not overlap.</returns>
    /// <exception cref="InputException">
    /// invalid-field: neither text nor html is there. empty: there are no words in it. too-large: more than
    /// <see cref="Limits.DocumentBytes"/> of UTF-8.
    /// </exception>
    public static ArticleText Read(Document document, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        var content = document.Text ?? document.Html
            ?? throw new InputException(ErrorCodes.InvalidField, "the document has neither text nor html");
        if (string.IsNullOrWhiteSpace(content)) throw new InputException(ErrorCodes.Empty, "the document is empty");
        if (content.Length > Limits.DocumentBytes / 3 && System.Text.Encoding.UTF8.GetByteCount(content) > Limits.DocumentBytes)
            throw new InputException(ErrorCodes.TooLarge, $"the document is over {Limits.DocumentBytes:N0} bytes of UTF-8; split it");

        return document.Text is not null ? ReadText(content, document, ct) : PageReader.Read(content, document, ct);
    }

    private static ArticleText ReadText(string text, Document document, CancellationToken ct)
    {
        var pieces = ParagraphSplitter.Split(text);
        ct.ThrowIfCancellationRequested();
        Labeler.Label(text, pieces, document.Title, isPage: false);
        return new Assembler(text, pieces, new Metadata(), document).Assemble(ct);
    }
}
