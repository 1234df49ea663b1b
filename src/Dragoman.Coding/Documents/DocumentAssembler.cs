using Dragoman.Coding.Actors;
using Dragoman.Coding.Contexts;
using Dragoman.Coding.Coreference;
using Dragoman.Coding.Learned;
using Dragoman.Coding.Places;
using Dragoman.Coding.Quantities;
using Dragoman.Coding.Reading;
using Dragoman.Coding.Statements;
using Dragoman.Coding.Times;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Documents;

/// <summary>Reads one document from its first sentence to its last, and puts together what was found.</summary>
internal static class DocumentAssembler
{
    /// <summary>How many sentences are read ahead of the events, so that the speaker of a quotation is known.</summary>
    private const int SentencesAhead = 10;

    public static CodedDocument Read(DocumentReader reader, LayerSetting layer, ArticleText article, Document document, CancellationToken ct, ILayerTrace? trace = null)
    {
        var text = article.Text;
        var blocks = Blocks(article);
        var date = DayOf(document.Date) ?? DayOf(article.Article.Published);
        var annotated = reader.Annotate(text, blocks, ct);
        var folded = KnowledgeBase.Fold(text);
        var dateline = Datelines.Day(text, article.Parts, blocks, date);
        var times = Within(TimeReader.Read(text, date ?? dateline, ct), article.Parts);
        var captions = article.Parts.Where(part => part.Kind == PartKind.Caption).ToList();
        var statements = new StatementReader(
            annotated, blocks, sentence => captions.Exists(part => part.Start <= sentence.Start && sentence.Start < part.End), ct);
        var coreference = new CoreferenceReader(statements.InQuote);
        var mentions = new Mentions(coreference);
        var quantities = new QuantityReader(annotated, times, ct);
        var events = new EventBuilder(mentions, statements, coreference, new DocumentDates(times, date, dateline), layer, trace);
        var actors = new ActorReader(date ?? dateline);
        var topics = layer.Layer?.Topics.Words(annotated, blocks) ?? [];
        var waiting = new Queue<(SentenceReading Piece, double Place)>();
        for (var i = 0; i < annotated.Sentences.Count; i++)
        {
            ct.ThrowIfCancellationRequested();
            var place = Place(annotated, i);
            foreach (var piece in reader.Sentence(annotated, folded, i, actors, []))
            {
                coreference.Read(piece);
                mentions.Add(piece);
                if (captions.Exists(part => part.Start <= annotated.Sentences[i].Start && annotated.Sentences[i].Start < part.End))
                    continue;
                statements.Read(piece, coreference);

                // Who speaks may be named some sentences on: "“…. …,” she said."
                waiting.Enqueue((piece, place));
                if (waiting.Count > SentencesAhead && waiting.Dequeue() is var (ready, where))
                    events.Add(ready, reader.Acts(ready), where, Topic(ready));
            }
        }

        foreach (var (piece, place) in waiting)
            events.Add(piece, reader.Acts(piece), place, Topic(piece));
        mentions.Sort();
        var told = statements.Finish(mentions, times);
        var places = PlaceFinder.Find(annotated, folded, article.Parts, reader.Knowledge, reader.Gazetteer, ct);
        return new CodedDocument
        {
            Id = document.Id,
            Text = text,
            Title = document.Title ?? article.Article.Title,
            Date = document.Date ?? article.Article.Published,
            Url = document.Url ?? article.Article.Url,
            Source = document.Source ?? article.Article.Publisher,
            Language = article.Article.Language,
            Engine = EngineVersion.Current,
            Origin = article.Article.Origin,
            Parts = article.Parts,
            Sentences = [.. annotated.Sentences.Select(sentence => new Extent(sentence.Start, sentence.End))],
            Mentions = PlaceMentions.Merge(mentions.All, places, text, Parties(events.Events, told)),
            Events = EventContexts.Fill(EventPlaces.Locate(Merging.Merge(quantities.Weigh(events.Events)), annotated, places), annotated, blocks),
            Statements = told,
            Times = times,
            Quantities = quantities.Finish(mentions, statements),
        };

        double Topic(SentenceReading piece) => topics.Length > 0 ? topics[piece.Index] : 0;
    }

    private static HashSet<string> Parties(IReadOnlyList<PoliticalEvent> events, IReadOnlyList<Statement> statements)
    {
        var parties = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in events)
        {
            if (one.Actor.Mention is { } actor) parties.Add(actor);
            if (one.Recipient?.Mention is { } recipient) parties.Add(recipient);
        }

        foreach (var statement in statements)
        {
            if (statement.Speaker?.Mention is { } speaker) parties.Add(speaker);
        }

        return parties;
    }

    /// <summary>The pieces that tell something, each paragraph of them for itself.</summary>
    internal static List<TextSpan> Blocks(ArticleText article)
    {
        var text = article.Text;
        var blocks = new List<TextSpan>();
        if (article.Parts.Count == 0)
        {
            Paragraphs(text, 0, text.Length, blocks);
            return blocks;
        }

        foreach (var part in article.Parts)
        {
            if (part.Kind is PartKind.Headline or PartKind.Body or PartKind.Caption)
                Paragraphs(text, part.Start, part.End, blocks);
        }

        // No block at all would mean the whole text; here it is to mean none of it.
        if (blocks.Count == 0) blocks.Add(new TextSpan(0, 0));
        return blocks;
    }

    private static void Paragraphs(string text, int start, int end, List<TextSpan> blocks)
    {
        var from = start;
        for (var i = start; i < end; i++)
        {
            if (text[i] != '\n')
                continue;
            var k = i + 1;
            while (k < end && text[k] is ' ' or '\t' or '\r')
                k++;
            if (k < end && text[k] == '\n')
            {
                if (i > from)
                    blocks.Add(new TextSpan(from, i));
                from = i = k;
            }
        }

        if (end > from)
            blocks.Add(new TextSpan(from, end));
    }

    /// <summary>0 for the first sentence, growing towards 1: how far down a sentence stands.</summary>
    private static double Place(AnnotatedText text, int sentence) => sentence / (sentence + 6.0) * Math.Min(1, text.Sentences.Count / 4.0);

    private static string? DayOf(string? date) => date is { Length: >= 10 } && DateOnly.TryParseExact(
        date[..10], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _) ? date[..10] : null;

    private static List<TimeExpression> Within(IReadOnlyList<TimeExpression> times, IReadOnlyList<Part> parts)
    {
        if (parts.Count == 0)
            return [.. times];
        var kept = new List<TimeExpression>(times.Count);
        var p = 0;
        foreach (var time in times)
        {
            while (p < parts.Count && parts[p].End <= time.Start)
                p++;
            if (p < parts.Count && parts[p].Start <= time.Start && time.End <= parts[p].End
                && parts[p].Kind is PartKind.Headline or PartKind.Body or PartKind.Caption or PartKind.Dateline)
                kept.Add(time);
        }

        return kept;
    }
}
