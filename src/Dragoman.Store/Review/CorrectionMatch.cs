using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>Finds the event that a correction is about, in its document as it reads now.</summary>
public static class CorrectionMatch
{
    /// <summary>
    /// The event: of those that were read from the same words, the one with the same parties; of several, the one of the same type, then the
    /// one that lies nearest to where the words stood. Ids play no part: another reading gives them anew.
    /// </summary>
    /// <param name="correction">The correction.</param>
    /// <param name="document">Its document.</param>
    /// <returns>The event; null where no event is read from these words any more.</returns>
    public static PoliticalEvent? Find(EventCorrection correction, CodedDocument document)
    {
        ArgumentNullException.ThrowIfNull(correction);
        ArgumentNullException.ThrowIfNull(document);
        // That an event was missed is about the words, not about another event that was read from them.
        if (correction.Aspect == CorrectionAspect.Missed) return null;
        PoliticalEvent? best = null;
        var (bestScore, bestDistance) = (-1, int.MaxValue);
        foreach (var item in document.Events)
        {
            if (!Words(document.Text, item.Evidence.Trigger.Start, item.Evidence.Trigger.End).SequenceEqual(correction.TriggerWords)
                || !Words(document.Text, item.Evidence.Start, item.Evidence.End).SequenceEqual(correction.Evidence))
            {
                continue;
            }

            var score = (item.Actor.Text == correction.Actor ? 4 : 0)
                + (item.Recipient?.Text == correction.Recipient ? 2 : 0)
                + (EventExport.Name(item.Type) == correction.Type ? 1 : 0);
            var distance = Math.Abs(item.Evidence.Trigger.Start - correction.TriggerStart);
            if (score > bestScore || (score == bestScore && distance < bestDistance)) (best, bestScore, bestDistance) = (item, score, distance);
        }

        return best;
    }

    /// <summary>What of a correction is known from the event itself.</summary>
    /// <param name="document">The document.</param>
    /// <param name="item">One of its events.</param>
    /// <param name="aspect">What is wrong.</param>
    /// <param name="author">Who says so.</param>
    /// <param name="moment">When.</param>
    /// <param name="id">Id of the new correction.</param>
    public static EventCorrection Make(
        StoredDocument document, PoliticalEvent item, CorrectionAspect aspect, string author, DateTimeOffset moment, string id)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(item);
        var text = document.Coded.Text;
        return new EventCorrection
        {
            Id = id,
            Document = document.Id,
            Event = item.Id,
            Type = EventExport.Name(item.Type),
            Actor = item.Actor.Text,
            Recipient = item.Recipient?.Text,
            Evidence = Words(text, item.Evidence.Start, item.Evidence.End).ToString(),
            EvidenceStart = item.Evidence.Start,
            EvidenceEnd = item.Evidence.End,
            TriggerWords = Words(text, item.Evidence.Trigger.Start, item.Evidence.Trigger.End).ToString(),
            TriggerStart = item.Evidence.Trigger.Start,
            TriggerEnd = item.Evidence.Trigger.End,
            Title = document.Article.Title ?? document.Coded.Title,
            Url = document.Article.Url ?? document.Coded.Url,
            Aspect = aspect,
            Coded = Said(document.Coded, item, aspect),
            Engine = document.Coded.Engine,
            Author = author,
            MadeAt = moment,
        };
    }

    /// <summary>A correction that says that an event was not read.</summary>
    /// <param name="document">The document.</param>
    /// <param name="start">Offset of the words that tell of it, in UTF-16 code units.</param>
    /// <param name="end">Offset behind them.</param>
    /// <param name="author">Who says so.</param>
    /// <param name="moment">When.</param>
    /// <param name="id">Id of the new correction.</param>
    /// <returns>The correction, its evidence being the sentence around the words, without type and parties.</returns>
    public static EventCorrection Missed(StoredDocument document, int start, int end, string author, DateTimeOffset moment, string id)
    {
        ArgumentNullException.ThrowIfNull(document);
        var text = document.Coded.Text;
        var sentence = document.Coded.Sentences.FirstOrDefault(one => one.Start <= start && end <= one.End);
        var (from, to) = sentence is null ? (start, end) : (sentence.Start, sentence.End);
        return new EventCorrection
        {
            Id = id,
            Document = document.Id,
            Evidence = Words(text, from, to).ToString(),
            EvidenceStart = from,
            EvidenceEnd = to,
            TriggerWords = Words(text, start, end).ToString(),
            TriggerStart = start,
            TriggerEnd = end,
            Title = document.Article.Title ?? document.Coded.Title,
            Url = document.Article.Url ?? document.Coded.Url,
            Aspect = CorrectionAspect.Missed,
            Engine = document.Coded.Engine,
            Author = author,
            MadeAt = moment,
        };
    }

    /// <summary>What the program says of one aspect of an event, in few words; null for nothing.</summary>
    /// <param name="document">The document.</param>
    /// <param name="item">One of its events.</param>
    /// <param name="aspect">The aspect.</param>
    public static string? Said(CodedDocument document, PoliticalEvent item, CorrectionAspect aspect)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(item);
        return aspect switch
        {
            CorrectionAspect.Type => EventExport.Name(item.Type),
            CorrectionAspect.Mode => item.Mode,
            CorrectionAspect.Actor => Party(item.Actor),
            CorrectionAspect.Recipient => item.Recipient is { } recipient ? Party(recipient) : null,
            CorrectionAspect.Direction => item.Recipient is { } other ? $"{Party(item.Actor)} to {Party(other)}" : Party(item.Actor),
            CorrectionAspect.Date => item.Date,
            CorrectionAspect.Place => item.Place is { } place ? place.Country is { } country ? $"{place.Name}, {country}" : place.Name : null,
            CorrectionAspect.Factuality => EventExport.Name(item.Factuality),
            CorrectionAspect.AssertedBy => item.AssertedBy is { } id
                ? document.Statements.FirstOrDefault(statement => statement.Id == id)?.Speaker?.Text ?? "a speaker not named"
                : "the text’s own voice",
            CorrectionAspect.Numbers => Numbers(item.Magnitude),
            CorrectionAspect.NoEvent => EventExport.Name(item.Type),
            _ => null,
        };
    }

    private static string Party(Participant party) => party.Code is { } code ? $"{party.Text} ({code})" : party.Text;

    private static string? Numbers(Magnitude? magnitude)
    {
        if (magnitude is null) return null;
        var said = new List<string>();
        Say("killed", magnitude.Killed);
        Say("injured", magnitude.Injured);
        Say("arrested", magnitude.Arrested);
        Say("count", magnitude.Count);
        return said.Count == 0 ? null : string.Join(", ", said);

        void Say(string what, Amount? amount)
        {
            if ((amount?.Value ?? amount?.Low ?? amount?.High) is { } number)
                said.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{what} {number}"));
        }
    }

    /// <summary>A piece of a text; offsets outside it are clipped.</summary>
    private static ReadOnlySpan<char> Words(string text, int start, int end)
    {
        start = Math.Clamp(start, 0, text.Length);
        return text.AsSpan(start, Math.Clamp(end, start, text.Length) - start);
    }
}
