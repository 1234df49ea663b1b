using Dragoman.Coding.Actors;
using Dragoman.Coding.Acts;
using Dragoman.Coding.Lexicon;
using Dragoman.Coding.Reading;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Learned;

/// <summary>A pair to learn from.</summary>
/// <param name="Actor">Who.</param>
/// <param name="Recipient">To whom; null for nobody.</param>
/// <param name="Signal">What the frames say.</param>
/// <param name="Label">0 for no event, else 1 + the type.</param>
/// <param name="Event">The event; null for none.</param>
internal sealed record LayerPair(LayerSpan Actor, LayerSpan? Recipient, RuleSignal Signal, int Label, LabeledEvent? Event);

/// <summary>A sentence to learn from.</summary>
/// <param name="Source">Where it stands.</param>
/// <param name="Input">Its words.</param>
/// <param name="Given">Whether both sides are given.</param>
/// <param name="Pairs">Its pairs.</param>
internal sealed record LayerSample(LabeledSentence Source, LayerInput Input, bool Given, List<LayerPair> Pairs)
{
    /// <summary>Features of the <see cref="TopicModel"/>; empty where the sides are given.</summary>
    public float[] Topic { get; init; } = [];
}

/// <summary>Makes samples of labelled sentences: every pair of sides, and for each event the pair that was marked.</summary>
internal sealed class LayerSamples(DocumentReader reader, ILayerVectors vectors)
{
    /// <summary>The samples of a sentence: one with all pairs, one for each marked pair.</summary>
    public List<LayerSample> Of(LabeledSentence source, CancellationToken ct)
    {
        var samples = new List<LayerSample>();
        var annotated = reader.Annotate(source.Text, [], ct);
        var folded = KnowledgeBase.Fold(source.Text);
        var actors = new ActorReader(null);
        for (var i = 0; i < annotated.Sentences.Count; i++)
        {
            foreach (var piece in reader.Sentence(annotated, folded, i, actors, []))
            {
                var acts = reader.Acts(piece);
                var pairs = All(source, piece, acts);
                if (pairs.Count > 0)
                    samples.Add(new LayerSample(source, LayerInput.Of(piece, acts, vectors), false, pairs) { Topic = Topic(annotated, i, piece) });
            }
        }

        foreach (var told in source.Events)
        {
            foreach (var actor in told.Actors)
            {
                foreach (var recipient in told.Recipients)
                {
                    if (Marked(source, annotated, folded, told, actor, recipient) is { } sample)
                        samples.Add(sample);
                }
            }
        }

        return samples;
    }

    private float[] Topic(AnnotatedText annotated, int sentence, SentenceReading piece)
    {
        var features = new float[TopicModel.Count(vectors.Width)];
        TopicModel.OfWords(annotated, annotated.Sentences[sentence], vectors, features);
        TopicModel.OfSides(piece, features);
        return features;
    }

    private LayerSample? Marked(LabeledSentence source, AnnotatedText annotated, string folded, LabeledEvent told, TextSpan actor, TextSpan recipient)
    {
        TextSpan[] given = actor.End <= recipient.Start || recipient.End <= actor.Start ? [actor, recipient] : [actor];
        var actors = new ActorReader(null);
        for (var i = 0; i < annotated.Sentences.Count; i++)
        {
            foreach (var piece in reader.Sentence(annotated, folded, i, actors, given))
            {
                if (LayerGiven.Span(piece, actor) is not { } who || LayerGiven.Span(piece, recipient) is not { } whom)
                    continue;
                var acts = reader.Acts(piece);
                return new LayerSample(source, LayerInput.Of(piece, acts, vectors), true,
                    [new LayerPair(who, whom, LayerCandidates.Signal(acts, who, whom), 1 + (int)told.Type, told)]);
            }
        }

        return null;
    }

    private static List<LayerPair> All(LabeledSentence source, SentenceReading piece, List<Act> acts)
    {
        var pairs = new List<LayerPair>();
        var actors = LayerCandidates.Actors(piece, acts).ConvertAll(party => LayerSpan.Of(piece.Words, party.First, party.End, party.Actor));
        var recipients = LayerCandidates.Recipients(piece, acts).ConvertAll(party => LayerSpan.Of(piece.Words, party.First, party.End, party.Actor));
        foreach (var who in actors)
        {
            Put(pairs, source, piece, acts, who, null, recipients);
            foreach (var whom in recipients)
            {
                if (whom.First < who.End && who.First < whom.End)
                    continue;
                Put(pairs, source, piece, acts, who, whom, recipients);
            }
        }

        return pairs;
    }

    private static void Put(
        List<LayerPair> pairs, LabeledSentence source, SentenceReading piece, List<Act> acts, LayerSpan actor, LayerSpan? recipient, List<LayerSpan> recipients)
    {
        LabeledEvent? found = null;
        var unclear = false;
        foreach (var told in source.Events)
        {
            var who = Match(piece, actor, told.Actors);
            if (recipient is not { } other)
            {
                // Without its recipient an event is told in part: neither right nor wrong.
                if (told.Recipients.Count > 0 && recipients.Exists(span => Match(piece, span, told.Recipients) == Fit.Same))
                    unclear |= who != Fit.Apart;
                else if (who == Fit.Same)
                    found ??= told;
                else
                    unclear |= who == Fit.Touches;
                continue;
            }

            var whom = Match(piece, other, told.Recipients);
            if (who == Fit.Same && whom == Fit.Same)
                found ??= told;
            else if (who != Fit.Apart && whom != Fit.Apart)
                unclear = true;
            else if (IsSymmetric(told) && Match(piece, actor, told.Recipients) != Fit.Apart && Match(piece, other, told.Actors) != Fit.Apart)
                unclear = true;
            else if (IsSymmetric(told) && Match(piece, actor, told.Actors) != Fit.Apart && Match(piece, other, told.Actors) != Fit.Apart)
                unclear = true;
        }

        if (found is null && unclear)
            return;
        pairs.Add(new LayerPair(
            actor, recipient, LayerCandidates.Signal(acts, actor, recipient), found is null ? 0 : 1 + (int)found.Type, found));
    }

    /// <summary>Types whose sides do the same.</summary>
    public static bool IsSymmetric(LabeledEvent told) => told.Type is EventType.Cooperate or EventType.Agree
        || (told.Type == EventType.Consult && told.Mode != "visit") || (told.Type is EventType.Support or EventType.Assault or EventType.Concede && told.Mode is null);

    /// <summary>
    /// How a side fits the marked words: the same where its head is one of them, so that the bloc of "leaders of the bloc" stands for them; but "nurses in Zimbabwe" are the nurses, and
    /// where they are only touches them.
    /// </summary>
    private static Fit Match(SentenceReading piece, LayerSpan span, List<TextSpan> marked)
    {
        int start = piece.StartOf(span.First), end = piece.EndBefore(span.End);
        var best = Fit.Apart;
        foreach (var mark in marked)
        {
            if (mark.Start >= end || start >= mark.End)
                continue;
            if (Holds(piece, mark, span.Head) && !IsWhere(piece, span.Head, mark))
                return Fit.Same;
            best = Fit.Touches;
        }

        return best;
    }

    /// <summary>Whether a word, or one that it hangs on among the marked words, stands behind a preposition that says where, why or when.</summary>
    private static bool IsWhere(SentenceReading piece, int word, TextSpan mark)
    {
        for (var at = word; Holds(piece, mark, piece.Words[at].Head); at = piece.Words[at].Head)
        {
            foreach (var child in piece.Tree.Children(at))
            {
                if (child < at && piece.Words[child].Relation == Dependency.Case && SmallWords.Circumstance.Contains(piece.Words[child].Form))
                    return true;
            }
        }

        return false;
    }

    private static bool Holds(SentenceReading piece, TextSpan mark, int word) => word >= 0 && piece.Words[word].Start < mark.End && mark.Start < piece.Words[word].End;

    private enum Fit
    {
        Apart,
        Touches,
        Same,
    }
}

/// <summary>Spans that somebody gave, as words.</summary>
internal static class LayerGiven
{
    /// <summary>The words of a span; null where it lies outside the piece.</summary>
    public static LayerSpan? Span(SentenceReading piece, TextSpan span)
    {
        int first = -1, end = -1;
        for (var i = 0; i < piece.Words.Length; i++)
        {
            if (piece.Words[i].Start >= span.End || span.Start >= piece.Words[i].End)
                continue;
            if (first < 0)
                first = i;
            end = i + 1;
        }

        if (first < 0)
            return null;
        return LayerSpan.Of(piece.Words, first, end, piece.PhraseAt[end - 1]?.Actor ?? piece.PhraseAt[first]?.Actor);
    }
}
