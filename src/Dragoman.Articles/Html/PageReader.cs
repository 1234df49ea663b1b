using System.Text;
using AngleSharp.Html.Dom;
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
        using var page = Parse(filtered.Html, ct);
        var linked = JsonLdArticle.Read(filtered.JsonLd);
        var metadata = PageMetadata.Read(page, linked);
        var layout = BlockCollector.Collect(page.DocumentElement, ct);
        var title = document.Title ?? metadata.Title;
        var kept = BodySelector.Select(layout, title, ct);
        return Build(UseLinked(kept, linked.Body, ct), title, metadata, document, ct);
    }

    private static IHtmlDocument Parse(string html, CancellationToken ct)
    {
        var page = new HtmlParser(Options).ParseDocument(html);
        ct.ThrowIfCancellationRequested();
        return page;
    }

    /// <summary>The body that the page gives to machines, where what is shown is a small part of it.</summary>
    private static IReadOnlyList<KeptBlock> UseLinked(IReadOnlyList<KeptBlock> kept, string? body, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(body)) return kept;
        var shown = kept.Sum(block => block.Kind is null ? block.Text.Length : 0);
        if (shown * 2 >= body.Length) return kept;
        return [.. kept.Where(block => block.Kind is PartKind.Caption or PartKind.Credit), .. Paragraphs(body, ct).Select(paragraph => new KeptBlock(paragraph, null))];
    }

    private static IEnumerable<string> Paragraphs(string body, CancellationToken ct)
    {
        if (!body.Contains("</", StringComparison.Ordinal)) return ParagraphSplitter.Split(body).Select(piece => piece.In(body).ToString());
        using var page = Parse(MarkupFilter.Filter(body, ct).Html, ct);
        return [.. BlockCollector.Collect(page.DocumentElement, ct).Blocks.Select(block => block.Text)];
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
