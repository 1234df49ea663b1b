using System.Text;
using AngleSharp.Html.Parser;
using Dragoman.Articles.Lines;
using Dragoman.Records;

namespace Dragoman.Articles.Html;

/// <summary>Reads an HTML page as an article.</summary>
internal static class PageReader
{
    private static readonly HtmlParserOptions Options = new() { IsScripting = false };

    /// <summary>Reads a page.</summary>
    /// <exception cref="InputException">empty: the page shows no text.</exception>
    public static ArticleText Read(string html, Document document, CancellationToken ct)
    {
        var filtered = MarkupFilter.Filter(html, ct);
        using var page = new HtmlParser(Options).ParseDocument(filtered.Html);
        ct.ThrowIfCancellationRequested();
        var linked = JsonLdArticle.Read(filtered.JsonLd);
        var metadata = PageMetadata.Read(page, linked);
        var layout = BlockCollector.Collect(page.DocumentElement, ct);
        var title = document.Title ?? metadata.Title;
        var kept = BodySelector.Select(layout, title, linked.Body, ct);
        return Build(kept, title, metadata, document, ct);
    }

    private static ArticleText Build(IReadOnlyList<KeptBlock> kept, string? title, Metadata metadata, Document document, CancellationToken ct)
    {
        var text = new StringBuilder();
        var pieces = new List<Piece>();
        if (!string.IsNullOrWhiteSpace(title)) Append(text, pieces, title.Trim(), PartKind.Headline);
        foreach (var block in kept) Append(text, pieces, block.Text, block.Kind);
        if (pieces.Count == 0) throw new InputException(ErrorCodes.Empty, "the page shows no text");
        var whole = text.ToString();
        Labeler.Label(whole, pieces, title, isPage: true);
        return new Assembler(whole, pieces, metadata, document).Assemble(ct);
    }

    private static void Append(StringBuilder text, List<Piece> pieces, string words, PartKind? kind)
    {
        if (text.Length > 0) text.Append("\n\n");
        pieces.Add(new Piece(new TextSpan(text.Length, text.Length + words.Length), kind));
        text.Append(words);
    }
}

/// <summary>A block that is kept, with its kind where the layout says it.</summary>
internal readonly record struct KeptBlock(string Text, PartKind? Kind);
