using Dragoman.Coding;
using Dragoman.Records;

namespace Dragoman.Cli.Reading;

/// <summary>Reads of a reprint what is new in it: sentences that do not stand in the other text, with the one before each, that says who "he" is.</summary>
internal static class FoldedReading
{
    // Fewer letters than this tell nothing: a stray credit, a half sentence.
    private const int Least = 24;
    private const int Context = 400;

    /// <summary>Reads a document whose text stands in another one, as far as it does not.</summary>
    /// <param name="coder">What reads.</param>
    /// <param name="article">The text.</param>
    /// <param name="document">What came.</param>
    /// <param name="taken">What stands in the other text.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The document with the events of its new sentences; those of the others are the other document's.</returns>
    public static CodedDocument CodeNew(
        this DocumentCoder coder, ArticleText article, Document document, IReadOnlyList<Extent> taken, CancellationToken cancellation)
    {
        var parts = new List<Part>(article.Parts.Count);
        var isNew = false;
        foreach (var part in article.Parts)
        {
            if (part.Kind is PartKind.Body) isNew |= Split(article.Text, part, taken, parts);
            else parts.Add(part.Kind is PartKind.Headline or PartKind.Caption ? part with { Kind = PartKind.Other } : part);
        }

        if (!isNew) return EnglishOnly.Unread(article, document);
        var coded = coder.CodeEnglish(new ArticleText { Article = article.Article, Text = article.Text, Parts = parts }, document, cancellation);
        var events = coded.Events.Where(item => !IsTaken(item.Evidence.Start, item.Evidence.End, taken)).ToList();
        var kept = events.Select(item => item.AssertedBy).Concat(events.SelectMany(item => item.Also.Select(telling => telling.AssertedBy))).ToHashSet();
        return new CodedDocument
        {
            Id = coded.Id,
            Text = coded.Text,
            Title = coded.Title,
            Date = coded.Date,
            Url = coded.Url,
            Source = coded.Source,
            Language = coded.Language,
            Engine = coded.Engine,
            Origin = coded.Origin,
            Parts = article.Parts,
            Sentences = coded.Sentences,
            Mentions = coded.Mentions,
            Events = events,
            Statements = [.. coded.Statements.Where(item => kept.Contains(item.Id) || !IsTaken(item.Content.Start, item.Content.End, taken))],
            Times = coded.Times,
            Quantities = coded.Quantities,
        };
    }

    /// <summary>Divides a part into what is read and what is not. True where something is.</summary>
    private static bool Split(string text, Part part, IReadOnlyList<Extent> taken, List<Part> parts)
    {
        var isNew = false;
        var at = part.Start;
        foreach (var extent in taken.Append(new Extent(part.End, part.End)))
        {
            var (start, end) = (Math.Clamp(extent.Start, at, part.End), Math.Clamp(extent.End, at, part.End));
            if (Letters(text.AsSpan(at, start - at)) >= Least)
            {
                // The end of what was taken over, back to where its last sentence begins.
                var from = at;
                if (parts.Count > 0 && parts[^1] is { Kind: PartKind.Other } before && before.End == at && before.Start >= part.Start)
                {
                    from = LastSentence(text, before.Start, before.End);
                    parts.RemoveAt(parts.Count - 1);
                    if (from > before.Start) parts.Add(before with { End = from });
                }

                parts.Add(part with { Start = from, End = start });
                isNew = true;
            }
            else if (start > at)
            {
                parts.Add(part with { Start = at, End = start, Kind = PartKind.Other });
            }

            if (end > start) parts.Add(part with { Start = start, End = end, Kind = PartKind.Other });
            at = Math.Max(at, end);
            if (at >= part.End) break;
        }

        return isNew;
    }

    private static int LastSentence(string text, int start, int end)
    {
        for (var at = end - 2; at > start && end - at < Context; at--)
        {
            if (text[at] is '.' or '!' or '?' or '\n' && char.IsWhiteSpace(text[at + 1])) return at + 1;
        }

        return end - start < Context ? start : end;
    }

    private static int Letters(ReadOnlySpan<char> text)
    {
        var letters = 0;
        foreach (var character in text)
        {
            if (char.IsLetter(character)) letters++;
        }

        return letters;
    }

    private static bool IsTaken(int start, int end, IReadOnlyList<Extent> taken)
    {
        var shared = taken.Sum(extent => Math.Max(0, Math.Min(end, extent.End) - Math.Max(start, extent.Start)));
        return shared * 2 > end - start;
    }
}
