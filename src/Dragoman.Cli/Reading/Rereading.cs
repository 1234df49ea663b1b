using System.Text;
using Dragoman.Articles;
using Dragoman.Coding;
using Dragoman.Records;
using Dragoman.Sources;
using Dragoman.Store;

namespace Dragoman.Cli.Reading;

/// <summary>
/// Reads a stored document again. Its bytes are taken apart as they were the first time; that it is the same document is known by its id, which is a hash of
/// all that was handed in. Where that cannot be shown, the stored article is coded again as it is.
/// </summary>
internal static class Rereading
{
    /// <summary>Reads again.</summary>
    /// <param name="input">The document with its bytes.</param>
    /// <param name="coder">What reads the events.</param>
    /// <param name="cancellation">Ends the reading, by an exception.</param>
    /// <param name="fromBytes">Whether the bytes were read; false where the stored article was.</param>
    public static RecodedDocument Read(StoredInput input, DocumentCoder coder, CancellationToken cancellation, out bool fromBytes)
    {
        fromBytes = false;
        if (input.TextRemoved) return new RecodedDocument(input, RecodeOutcome.NoText);
        try
        {
            var document = Document(input);
            fromBytes = document is not null;
            var article = document is not null ? ArticleReader.Read(document with { Id = input.Document.Id }, cancellation) : StoredArticle(input.Document);
            var given = (document ?? Described(input.Document)) with { Id = input.Document.Id };

            // A reprint is read as far as it is new, as it was at first; where its text is taken apart otherwise now, the places of the other's words are not known.
            var coded = input.Reuse is { Kind: ReuseKind.Reprint, Passages: { Count: > 0 } taken } reuse && reuse.Origin != input.Document.Id && article.Text == input.Document.Coded.Text
                ? coder.CodeNew(article, given, taken, cancellation)
                : coder.CodeEnglish(article, given, cancellation);
            return RecodedDocument.Of(input, article.Article, coded);
        }
        catch (InputException)
        {
            return new RecodedDocument(input, RecodeOutcome.Failed);
        }
        catch (Exception defect) when (defect is not (OperationCanceledException or StoreException))
        {
            return new RecodedDocument(input, RecodeOutcome.Failed);
        }
    }

    /// <summary>The document as it was handed in; null where the bytes do not give it back.</summary>
    internal static Document? Document(StoredInput input)
    {
        var id = input.Document.Id;
        foreach (var content in Contents(input))
        {
            if (DocumentId.Of(content) == id) return content;
            foreach (var metadata in Metadata(input))
            {
                var candidate = metadata with { Id = content.Id, Text = content.Text, Html = content.Html };
                if (DocumentId.Of(candidate) == id) return candidate;
                candidate = content with { Source = metadata.Source };
                if (DocumentId.Of(candidate) == id) return candidate;
            }
        }

        return null;
    }

    /// <summary>What the bytes may have said.</summary>
    private static IEnumerable<Document> Contents(StoredInput input)
    {
        var raw = input.Raw;
        if (raw.IsEmpty) yield break;
        switch (input.Document.MediaType)
        {
            case "application/json":
                if (Parsed(raw) is { } line) yield return line;
                break;
            case "application/xml":
                // An entry of a feed, which stands alone here.
                var wrapped = Encoding.UTF8.GetBytes("<rss><channel>").Concat(raw.ToArray()).Concat(Encoding.UTF8.GetBytes("</channel></rss>")).ToArray();
                foreach (var entry in ReadAs(wrapped, "entry.xml", InputKind.Auto)) yield return entry;
                break;
            case "text/html" or "application/xhtml+xml":
                if (Decoded(raw, html: true) is { } page) yield return new Document { Html = page };
                break;
            case "text/plain":
                if (Decoded(raw, html: false) is { } text) yield return new Document { Text = text };
                break;
            default:
                break;
        }

        // Mail, messages and whatever else a format makes of its bytes.
        foreach (var document in ReadAs(raw.ToArray(), System.IO.Path.GetFileName(input.Document.Locator.Split('#')[0]), InputKind.Auto)) yield return document;
        if (Decoded(raw, html: true) is { } html) yield return new Document { Html = html };
        if (Decoded(raw, html: false) is { } plain) yield return new Document { Text = plain };
    }

    /// <summary>What may have stood beside the bytes: what was kept of it, else what of the readings may have been handed in.</summary>
    private static IEnumerable<Document> Metadata(StoredInput input)
    {
        if (input.Given is { } given)
        {
            yield return given;
            yield break;
        }

        var (article, coded) = (input.Document.Article, input.Document.Coded);
        for (var mask = 0; mask < 32; mask++)
        {
            yield return new Document
            {
                Title = (mask & 1) == 0 ? coded.Title : null,
                Date = (mask & 2) == 0 ? coded.Date : null,
                Url = (mask & 4) == 0 ? coded.Url : null,
                Source = (mask & 8) == 0 ? coded.Source : null,
                Author = (mask & 16) == 0 ? null : article.Byline,
            };
        }
    }

    /// <summary>What a document was handed in with, as far as its reading says.</summary>
    internal static Document Described(StoredDocument stored) => new()
    {
        Text = stored.Coded.Text,
        Title = stored.Coded.Title,
        Date = stored.Coded.Date,
        Url = stored.Coded.Url,
        Source = stored.Coded.Source,
    };

    /// <summary>The article of a reading, with the places of its parts.</summary>
    internal static ArticleText StoredArticle(StoredDocument stored) => new() { Article = stored.Article, Text = stored.Coded.Text, Parts = stored.Coded.Parts };

    private static Document? Parsed(ReadOnlyMemory<byte> line)
    {
        try
        {
            return DocumentLine.Parse(line.Span, 1);
        }
        catch (InputException)
        {
            return null;
        }
    }

    private static string? Decoded(ReadOnlyMemory<byte> bytes, bool html)
    {
        try
        {
            return TextDecoding.Decode(bytes.Span, html);
        }
        catch (InputException)
        {
            return null;
        }
    }

    private static IEnumerable<Document> ReadAs(byte[] bytes, string name, InputKind kind)
    {
        foreach (var item in DocumentFile.Read(new MemoryStream(bytes, writable: false), name, new SourceOptions { Input = kind }).Take(2))
        {
            if (item.Document is { } raw) yield return raw.Document;
        }
    }
}
