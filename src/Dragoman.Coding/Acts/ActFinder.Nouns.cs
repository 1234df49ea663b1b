using Dragoman.Coding.Lexicon;
using Dragoman.Coding.Reading;
using Dragoman.Records;

namespace Dragoman.Coding.Acts;

/// <content>Acts named by nouns: "condemnation of X by Y", "Turkey's deployment of troops".</content>
internal sealed partial class ActFinder
{
    private Act? OfNoun(SentenceReading sentence, Phrase phrase)
    {
        var words = sentence.Words;
        if (phrase.Given != 0 || words[phrase.Head].Info?.Noun is not { } noun || lexicon.NounFrames(noun) is not { } triggers)
            return null;
        FrameTrigger? best = null;
        var bestScore = -1;
        var bestEnd = 0;
        foreach (var trigger in triggers)
        {
            var fits = true;
            for (var k = 0; k < trigger.Particles.Length && fits; k++)
            {
                var at = phrase.Head - trigger.Particles.Length + k;
                fits = at >= phrase.First && (words[at].Form == trigger.Particles[k] || words[at].Info?.Noun == trigger.Particles[k]);
            }

            if (!fits)
                trace?.Tried(sentence, phrase.Head, trigger, FrameOutcome.Words);
            else
                Keep(sentence, phrase.Head, trigger, phrase.Head + 1, trigger.Weight + trigger.Frame.Specificity, ref best, ref bestEnd, ref bestScore);
        }

        if (best?.Frame is not { Type: { } type } frame)
            return null;
        trace?.Tried(sentence, phrase.Head, best, FrameOutcome.Chosen);
        var act = new Act
        {
            Frame = frame,
            Type = type,
            Mode = frame.Mode,
            Cameo = frame.Cameo,
            TriggerFirst = phrase.Head,
            TriggerEnd = phrase.Head + 1,
            Symmetric = frame.Symmetric,
            Factuality = words[phrase.First].Form == "no" ? Factuality.Denied : Factuality.Happened,
            Score = frame.Confidence * 0.8,
        };
        if (phrase.Owner is { } owner)
            Add(act.Actors, new Party(owner.First, owner.End, owner, null, 0.9, true));
        if (phrase.Of is { } possessor && words[phrase.First].Role == WordRole.Genitive)
            Add(act.Actors, new Party(possessor.First, possessor.End, possessor.Actor, possessor, 0.9, false));
        if (phrase.Inner is { } inner)
        {
            foreach (var next in inner)
                Around(sentence, act, frame, next, 1.0, 0);
        }

        // What the parser hangs on the verb may belong to its noun: "launched an attack on X", "the strike was by Y".
        var clause = sentence.ClauseOf[phrase.Head];
        if (clause >= 0)
        {
            foreach (var adjunct in sentence.Predicates[clause].Adjuncts)
            {
                if (adjunct.Phrase != phrase.ListHead && (adjunct.Preposition > phrase.Head || sentence.Predicates[clause].Passive))
                    Around(sentence, act, frame, adjunct.Phrase, 0.9 * adjunct.Weight, 4);
                else if (act.Recipients.Count == 0 && adjunct.Phrase == phrase.ListHead && sentence.Words[adjunct.Preposition].Form is "in" or "during" or "from" or "by" or "after")
                    AddHarmed(sentence, act, sentence.Predicates[clause]);
            }
        }

        return act;
    }

    /// <summary>"Nine <u>villagers</u> died in army shelling": to whom it was done is who was harmed by it.</summary>
    private void AddHarmed(SentenceReading sentence, Act act, Predicate harm)
    {
        if (act.Type == EventType.Assault && harm.Subject is { } harmed && IsHarm(sentence, harm))
            AddParties(sentence, harmed, 0.85, act.Recipients);
    }

    /// <summary>Whether somebody is said to be killed or hurt: a passive of such a verb, or one that needs none.</summary>
    private bool IsHarm(SentenceReading sentence, Predicate predicate) =>
        (predicate.Passive || predicate.Object is null) && (lexicon.ClassesOf(predicate.Lemma.Length > 0 ? predicate.Lemma : sentence.Words[predicate.Head].Base) & lexicon.ClassBit("harmverb")) != 0;

    private static void Around(SentenceReading sentence, Act act, Frame frame, Phrase next, double weight, int depth)
    {
        var preposition = sentence.Words[next.Preposition].Form;
        if (preposition == "between" && frame.Symmetric)
            AddParties(sentence, next, weight, act.Actors);
        else if (preposition is "by" or "from" || preposition == frame.ActorFrom)
            AddParties(sentence, next, weight * (preposition == "by" ? 1.0 : 0.8), act.Actors);
        foreach (var place in frame.Recipients)
        {
            if (place == preposition)
                AddParties(sentence, next, 0.95 * weight, act.Recipients);
        }

        // "an attack on a base in Mali by rebels": the parser may hang one phrase on the other.
        if (depth < 3 && next.Inner is { } inner)
        {
            foreach (var further in inner)
                Around(sentence, act, frame, further, weight * 0.9, depth + 1);
        }
    }
}
