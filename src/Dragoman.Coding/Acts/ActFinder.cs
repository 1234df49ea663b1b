using Dragoman.Coding.Lexicon;
using Dragoman.Coding.Reading;
using Dragoman.Records;

namespace Dragoman.Coding.Acts;

/// <summary>Finds the acts that a sentence names: matches frames to verbs and nouns, then settles modality, negation and operators.</summary>
/// <param name="lexicon">The frames.</param>
/// <param name="trace">Told what was tried, for <c>dragoman explain</c>; null for nobody.</param>
internal sealed partial class ActFinder(CodingLexicon lexicon, IFrameTrace? trace = null)
{
    private const int DeepestNesting = 4;

    /// <summary>All acts of a sentence, in the order of their triggers.</summary>
    public List<Act> Find(SentenceReading sentence)
    {
        var acts = new List<Act>();
        Span<bool> used = sentence.Words.Length <= 512 ? stackalloc bool[sentence.Words.Length] : new bool[sentence.Words.Length];
        used.Clear();
        foreach (var predicate in sentence.Predicates)
        {
            if (!used[predicate.Head])
                Of(sentence, predicate, used, 0, acts);
        }

        foreach (var phrase in sentence.Phrases)
        {
            if (!used[phrase.Head] && OfNoun(sentence, phrase) is { } act)
                acts.Add(act);
        }

        acts.Sort(static (a, b) => a.TriggerFirst.CompareTo(b.TriggerFirst));
        return acts;
    }

    /// <summary>Adds the acts that a predicate names or carries.</summary>
    private void Of(SentenceReading sentence, Predicate predicate, Span<bool> used, int depth, List<Act> into)
    {
        if (depth > DeepestNesting)
            return;
        used[predicate.Head] = true;
        var match = Match(sentence, predicate);
        if (match.Frame?.Operator == Operator.Nothing)
        {
            Spend(predicate, used);
            return;
        }

        if (match.Frame is not { } frame)
        {
            if (predicate.Modality == Modality.Must && predicate.InContent && Obligation(sentence, predicate, null) is { } asked)
                into.Add(asked);
            return;
        }

        if (frame.Operator != Operator.None)
        {
            OfOperator(sentence, predicate, frame, match.End, used, depth, into);
            return;
        }

        if (frame.ObjectBits != 0 && ObjectOf(sentence, predicate, match.End) is { } told)
        {
            foreach (var member in told.Members)
                used[member.Head] = true;
        }

        for (var k = predicate.Head + 1; k < match.End; k++)
            used[k] = true;
        var act = Build(sentence, predicate, frame, frame.Type!.Value, frame.Mode, frame.Cameo, predicate.Head, match.End, null);
        if (Settle(sentence, predicate, act) is { } settled)
            into.Add(settled);
    }

    /// <summary>The words mean no act: neither does the noun that they are about.</summary>
    private static void Spend(Predicate predicate, Span<bool> used)
    {
        if (predicate.Object is { } thing)
            used[thing.Head] = true;
        if (predicate.Passive && predicate.Subject is { } subject)
            used[subject.Head] = true;
    }

    private static bool Acts(Phrase phrase)
    {
        if (phrase.ListHead.List is not { } list)
            return phrase.Actor is not null || phrase.IsPronoun || phrase.Given != 0;
        foreach (var member in list)
        {
            if (member.Actor is not null || member.IsPronoun || member.Given != 0)
                return true;
        }

        return false;
    }

    /// <summary>What stands behind a preposition in the predicate's clause, nearest to the verb first; null for nothing.</summary>
    private static Phrase? Behind(SentenceReading sentence, Predicate predicate, string preposition)
    {
        Phrase? best = null;
        var weight = 0.0;
        foreach (var adjunct in predicate.Adjuncts)
        {
            if (adjunct.Weight > weight && sentence.Words[adjunct.Preposition].Form == preposition)
                (best, weight) = (adjunct.Phrase, adjunct.Weight);
        }

        return best;
    }

    private static bool IsConflict(EventType type) =>
        type is EventType.Protest or EventType.Sanction or EventType.Mobilize or EventType.Coerce or EventType.Assault;
}
