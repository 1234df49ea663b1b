using Dragoman.Articles.Cues;
using Dragoman.Articles.Lines;
using Dragoman.Records;

namespace Dragoman.Articles;

/// <summary>What is known about an article beside its text.</summary>
internal sealed record Metadata
{
    public string? Canonical { get; init; }

    public string? Title { get; init; }

    public string? Byline { get; init; }

    public string? Publisher { get; init; }

    public IReadOnlyList<StatedDate> Dates { get; init; } = [];

    public string? Updated { get; init; }

    public string? Language { get; init; }
}

/// <summary>Makes the article and its parts out of a text whose pieces are labelled.</summary>
internal sealed class Assembler(string text, IReadOnlyList<Piece> pieces, Metadata metadata, Document document)
{
    private readonly List<Part> parts = [];
    private readonly List<string> paragraphs = [];
    private readonly List<Caption> captions = [];
    private readonly List<Notice> notices = [];
    private string? headline;
    private string? byline;
    private string? publishedLine;
    private string? agency;
    private string? agencyEvidence;
    private Origin? origin;
    private Origin? owned;
    private string? signed;
    private string? signedEvidence;

    /// <summary>Goes over the pieces once.</summary>
    public ArticleText Assemble(CancellationToken ct)
    {
        for (var index = 0; index < pieces.Count; index++)
        {
            ct.ThrowIfCancellationRequested();
            Add(pieces[index]);
        }

        return new ArticleText { Text = text, Parts = parts, Article = Article() };
    }

    private void Add(Piece piece)
    {
        var words = text.Substring(piece.Span.Start, piece.Span.Length);
        switch (piece.Kind)
        {
            case PartKind.Body:
                AddBody(piece, words);
                break;
            case PartKind.Caption:
                AddCaption(piece);
                break;
            case PartKind.Credit:
                AddCredit(piece, words);
                break;
            case PartKind.Headline:
                headline ??= words;
                AddPart(piece);
                break;
            case PartKind.Byline:
                AddByline(piece, words);
                break;
            case PartKind.Dateline:
                publishedLine ??= Dates.PublicationDate.TryParse(words, out var date) ? date : null;
                AddPart(piece);
                break;
            default:
                AddNotice(piece, words);
                break;
        }
    }

    private void AddBody(Piece piece, string words)
    {
        // The last one counts: an agency signs at the very end.
        signed = SignOff.Agency(words);
        signedEvidence = signed is null ? null : SignOff.Words(words);
        paragraphs.Add(words);
        var start = piece.Span.Start;
        if (Dateline.TryRead(words, paragraphs.Count == 1, out var dateline))
        {
            parts.Add(new Part(start, start + dateline.Length, PartKind.Dateline));
            if (agency is null && dateline.Agency is not null)
            {
                agency = dateline.Agency;
                agencyEvidence = words[..dateline.Length];
            }

            start += dateline.Length;
            while (start < piece.Span.End && char.IsWhiteSpace(text[start])) start++;
        }

        if (start < piece.Span.End) parts.Add(new Part(start, piece.Span.End, PartKind.Body));
    }

    private void AddCaption(Piece piece)
    {
        var caption = CaptionReader.Split(piece.In(text));
        var start = piece.Span.Start;
        var credit = caption.CreditWords is { } words ? text[(start + words.Start)..(start + words.End)] : null;
        if (caption.Words.Length > 0)
        {
            // "Caption:" in front belongs to the part and not to the words.
            parts.Add(new Part(start, start + caption.Words.End, PartKind.Caption, caption.Day));
            captions.Add(new Caption(text[(start + caption.Words.Start)..(start + caption.Words.End)], credit, caption.Day));
        }

        if (caption.Credit is { } span) parts.Add(new Part(start + span.Start, start + span.End, PartKind.Credit));
    }

    private void AddCredit(Piece piece, string words)
    {
        var own = CaptionReader.CreditWords(words, 0);
        if (captions.Count > 0 && captions[^1].Credit is null && own.Length > 0) captions[^1] = captions[^1] with { Credit = words[own.Start..own.End] };
        AddPart(piece);
    }

    private void AddByline(Piece piece, string words)
    {
        byline ??= BylineReader.Author(words);
        if (agency is null && BylineReader.Agency(words) is { } name)
        {
            agency = name;
            agencyEvidence = words;
        }

        AddPart(piece);
    }

    private void AddNotice(Piece piece, string words)
    {
        AddPart(piece);
        var kind = piece.Kind switch
        {
            PartKind.Promotion => NoticeKind.Promotion,
            PartKind.Syndication => NoticeKind.Syndication,
            PartKind.Correction => NoticeKind.Correction,
            PartKind.Copyright => NoticeKind.Copyright,
            _ => NoticeKind.Other,
        };
        notices.Add(new Notice(words, kind));
        if (kind == NoticeKind.Syndication)
        {
            origin ??= OriginReader.Read(words);
        }
        else if (kind == NoticeKind.Copyright && OriginReader.Read(words, agencyOnly: true) is { } owner)
        {
            owned ??= owner;
        }
    }

    private void AddPart(Piece piece) => parts.Add(new Part(piece.Span.Start, piece.Span.End, piece.Kind!.Value));

    private Article Article()
    {
        var body = string.Join("\n\n", paragraphs);
        var publisher = document.Source ?? metadata.Publisher;
        var author = document.Author ?? metadata.Byline ?? byline;
        var (published, candidates) = DateChoice.Choose([.. Stated()]);
        if (origin is null)
        {
            if (agency is null && author is not null && BylineReader.Agency(author) is { } name)
            {
                agency = name;
                agencyEvidence = author;
            }

            if (agency is null && signed is not null)
            {
                agency = signed;
                agencyEvidence = signedEvidence;
            }

            // An agency's own pages carry its mark too; there it is no reprint.
            if (agency is not null && !IsSame(agency, publisher)) origin = new Origin(agency, null, agencyEvidence!);
        }

        origin ??= owned ?? CanonicalOrigin.Of(document.Url, metadata.Canonical);
        if (origin is not null && IsSame(origin.Publisher, publisher)) origin = null;

        return new Article
        {
            Id = document.Id,
            Url = document.Url,
            Canonical = metadata.Canonical,
            Title = document.Title ?? metadata.Title ?? headline,
            Byline = author,
            Publisher = publisher,
            Published = published,
            DateCandidates = candidates,
            Updated = metadata.Updated,
            Language = LanguageIdentifier.Identify(body) ?? metadata.Language,
            Text = body,
            Paragraphs = paragraphs,
            Captions = captions,
            Notices = notices,
            Origin = origin,
        };
    }

    private IEnumerable<StatedDate> Stated()
    {
        if (document.Date is not null) yield return new StatedDate(document.Date, "caller");
        foreach (var date in metadata.Dates) yield return date;
        if (publishedLine is not null) yield return new StatedDate(publishedLine, "text");
        if (DateChoice.OfAddress(metadata.Canonical ?? document.Url) is { } day) yield return new StatedDate(day, "url");
    }

    private static bool IsSame(string agency, string? publisher) =>
        publisher is not null && (publisher.Contains(agency, StringComparison.OrdinalIgnoreCase) || Agencies.Find(publisher) == agency);
}
