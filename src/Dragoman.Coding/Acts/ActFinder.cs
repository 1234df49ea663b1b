using Dragoman.Coding.Lexicon;
using Dragoman.Coding.Reading;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Acts;

/// <summary>Finds the acts that a sentence names: matches frames to verbs and nouns, then settles modality, negation and operators.</summary>
internal sealed partial class ActFinder(CodingLexicon lexicon)
{
    private const int DeepestNesting = 4;

    /// <summary>All acts of a sentence, in the order of their triggers.</summary>
    public List<Act> Find(SentenceReading sentence)
    {
        var acts = new List<Act>();
        var used = new HashSet<int>();
        foreach (var predicate in sentence.Predicates)
        {
            if (used.Contains(predicate.Head))
                continue;
            if (Of(sentence, predicate, used, 0) is { } act)
                acts.Add(act);
        }

        foreach (var phrase in sentence.Phrases)
        {
            if (!used.Contains(phrase.Head) && OfNoun(sentence, phrase) is { } act)
                acts.Add(act);
        }

        acts.Sort(static (a, b) => a.TriggerFirst.CompareTo(b.TriggerFirst));
        return acts;
    }

    private Act? Of(SentenceReading sentence, Predicate predicate, HashSet<int> used, int depth)
    {
        if (depth > DeepestNesting)
            return null;
        var match = Match(sentence, predicate);
        if (match.Frame?.Operator == Operator.Nothing)
            return null;
        if (match.Frame is not { } frame)
            return predicate.Modality == Modality.Must && predicate.InContent ? Obligation(sentence, predicate, null) : null;
        if (frame.Operator != Operator.None)
            return OfOperator(sentence, predicate, frame, match.End, used, depth);
        if (frame.Objects.Length > 0 && ObjectOf(sentence, predicate, match.End) is { } told)
        {
            foreach (var member in told.Members)
                used.Add(member.Head);
        }

        var act = Build(sentence, predicate, frame, frame.Type!.Value, frame.Mode, frame.Cameo, predicate.Head, match.End, null);
        return Settle(sentence, predicate, act);
    }

    /// <summary>The best frame of a verb: most conditions met, most words matched.</summary>
    private (Frame? Frame, int End) Match(SentenceReading sentence, Predicate predicate)
    {
        var words = sentence.Words;
        Frame? best = null;
        var bestEnd = predicate.Head + 1;
        var bestScore = -1;
        if (Complementary(sentence, predicate) is { } adjective && lexicon.AdjectiveFrames(words[adjective].Form) is { } triggers)
        {
            foreach (var trigger in triggers)
            {
                var end = Particles(sentence, adjective, predicate.Reach, trigger.Particles);
                if (end < 0)
                    continue;
                var score = trigger.Particles.Length * 2 + trigger.Frame.Specificity;
                if (score > bestScore)
                    (best, bestEnd, bestScore) = (trigger.Frame, end, score);
            }
        }

        if (lexicon.VerbFrames(predicate.Lemma) is not { } frames)
            return (best, bestEnd);
        foreach (var trigger in frames)
        {
            var frame = trigger.Frame;
            var end = Particles(sentence, predicate.Head, predicate.Reach, trigger.Particles);
            if (end < 0 || !SubjectFits(predicate, frame) || !PartnerFits(sentence, predicate, frame) || !ObjectFits(sentence, predicate, frame, end))
                continue;
            var score = trigger.Particles.Length * 2 + frame.Specificity * 2 + (Governs(predicate, frame) ? 7 : 0);
            if (score > bestScore)
                (best, bestEnd, bestScore) = (frame, end, score);
        }

        return (best, bestEnd);
    }

    /// <summary>An operator with a verb that hangs on it says what it does to that verb's act.</summary>
    private static bool Governs(Predicate predicate, Frame frame) =>
        frame.Operator is not (Operator.None or Operator.Nothing or Operator.Reversed or Operator.Allege)
        && predicate.Complement is { } complement && complement.Index == predicate.Index + 1
        && (complement.Form == PredicateForm.Infinitive ? complement.NounGovernor is null || complement.NounGovernor == predicate.Object
            : complement.Preposition < 0);

    /// <summary>Index of the adjective behind "be", or of a participle that the table has as one ("is expected").</summary>
    private static int? Complementary(SentenceReading sentence, Predicate predicate)
    {
        if (predicate.Passive)
            return predicate.Head;
        if (predicate.Lemma is not ("be" or "have" or ""))
            return null;
        for (var i = predicate.Head + 1; i < Math.Min(predicate.Reach, predicate.Head + 4); i++)
        {
            if (sentence.Words[i].Info is { Adjective: true })
                return i;
            if (sentence.Words[i].Role is not (WordRole.Adverb or WordRole.Negation))
                return null;
        }

        return null;
    }

    /// <summary>Index behind the particles, where they all stand behind the head; −1 otherwise.</summary>
    private int Particles(SentenceReading sentence, int head, int reach, string[] particles)
    {
        var words = sentence.Words;
        var at = head + 1;
        var lone = particles.Length == 1 && lexicon.Find(particles[0]) is { } only && (only.Classes & (WordClasses.Preposition | WordClasses.Adverb)) == WordClasses.Preposition;
        foreach (var particle in particles)
        {
            var found = -1;
            var gap = 0;
            for (var k = at; k < reach && gap < 3; k++)
            {
                if (words[k].Form == particle || words[k].Info?.Noun == particle)
                {
                    found = k;
                    break;
                }

                // "turn the offer down": one phrase may stand between, not more.
                if (sentence.PhraseAt[k] is { } phrase && words[k].Role != WordRole.Preposition)
                {
                    // "withdraw troops from" is not "withdraw from": a lone preposition stands behind its verb.
                    if (lone)
                        return -1;
                    if (k != phrase.First && phrase.First >= at)
                        continue;
                    gap += phrase.Preposition >= at ? 3 : 2;
                    k = Math.Max(k, phrase.End - 1);
                    if (Inside(words, phrase, particle))
                        return Behind(words, phrase, particle);
                    continue;
                }

                gap++;
            }

            if (found < 0)
                return -1;
            at = found + 1;
        }

        return at;
    }

    private static bool Inside(Word[] words, Phrase phrase, string particle) => Behind(words, phrase, particle) > 0;

    private static int Behind(Word[] words, Phrase phrase, string particle)
    {
        for (var k = phrase.First; k < phrase.End; k++)
        {
            if (words[k].Form == particle || words[k].Info?.Noun == particle)
                return k + 1;
        }

        return -1;
    }

    /// <summary>Armed bodies strike and march in another sense than workers and students do.</summary>
    private static bool SubjectFits(Predicate predicate, Frame frame)
    {
        if (predicate.Passive || predicate.Subject?.Actor is not { } actor)
            return true;
        return frame.Type switch
        {
            EventType.Protest when frame.Mode is not null => !(actor.Sectors.Exists(sector => sector is "MIL" or "REB" or "COP" or "UAF" or "SPY") || actor.Country is "IMG"),
            EventType.Sanction when frame.Mode == "withdraw" && frame.Objects.Length == 0 =>
                !actor.Sectors.Exists(sector => sector is "MIL" or "REB" or "UAF"),
            EventType.Assault when frame.Objects.Length > 0 => !actor.Sectors.Exists(sector => sector is "LAB" or "EDU" or "MED" or "AGR" or "JRN"),
            _ => true,
        };
    }

    /// <summary>What two sides do together needs a second side.</summary>
    private static bool PartnerFits(SentenceReading sentence, Predicate predicate, Frame frame)
    {
        if (!frame.Symmetric || predicate.Passive)
            return true;
        if (predicate.Subject is null or { List: not null } or { IsPronoun: true }
            || sentence.Words[predicate.Subject.Head] is { Info.Plural: true })
            return true;
        if (sentence.Words[predicate.Subject.Head] is { Entries: { } known } && known[0].Role == RoleKind.Group)
            return true;
        if (predicate.Subject.Complement is { List: not null })
            return true;
        foreach (var place in frame.Recipients)
        {
            if (place == "O" ? predicate.Object is { } thing && (Acts(sentence, thing) || thing.Owner is not null) : Behind(sentence, predicate, place) is not null)
                return true;
        }

        return predicate.Object is { } joint && sentence.Words[joint.First].Form is "joint" || predicate.Subject.Given != 0 && frame.Type != EventType.Cooperate;
    }

    private bool ObjectFits(SentenceReading sentence, Predicate predicate, Frame frame, int end)
    {
        if (frame.NeedsTarget && !frame.Recipients.Any(place => place.Length > 1 && Behind(sentence, predicate, place) is not null))
            return false;
        if (frame.NeedsStateSubject && predicate.Subject?.Actor is { } state && !predicate.Passive
            && !(state.Sectors.Count == 0 ? state.Country is not null and not "IMG" : state.Sectors.Exists(sector => sector is "MIL" or "GOV")))
            return false;
        if (frame.Objects.Length == 0)
        {
            var thing = ObjectOf(sentence, predicate, end);
            if (frame.NeedsActorObject)
                return frame.ObjectFrom == "O"
                    ? thing is not null && Acts(sentence, thing)
                    : Behind(sentence, predicate, frame.ObjectFrom) is { } actor && Acts(sentence, actor);
            if (frame.NeedsPredicative)
                return thing is not null && !predicate.Passive && Called(sentence, predicate, thing);
            return !frame.NeedsObject || thing is not null;
        }

        if (frame.NeedsActorObject && frame.ObjectFrom == "O" && ObjectOf(sentence, predicate, end) is { } somebody && Acts(sentence, somebody))
            return true;
        UInt128 bits = 0;
        foreach (var name in frame.Objects)
            bits |= lexicon.ClassBit(name);
        if (frame.ObjectFrom == "S")
            return predicate.Subject is { } acting && acting.Members.Any(member => IsOf(sentence, member, bits));
        if (frame.ObjectFrom != "O")
        {
            foreach (var phrase in sentence.Phrases)
            {
                if (phrase.First > predicate.Head && phrase.First < predicate.Reach && phrase.Preposition >= predicate.Head
                    && sentence.Words[phrase.Preposition].Form == frame.ObjectFrom && IsOf(sentence, phrase, bits))
                    return true;
            }

            return false;
        }

        if (predicate.Passive)
            return predicate.Subject is { } subject && subject.Members.Any(member => IsOf(sentence, member, bits));
        return (ObjectOf(sentence, predicate, end) is { } first && first.Members.Any(member => IsOf(sentence, member, bits)))
            || (predicate.SecondObject is { } second && second.Members.Any(member => IsOf(sentence, member, bits)));
    }

    /// <summary>"called Spain reckless", "branded him a liar": what follows the object describes it.</summary>
    private static bool Called(SentenceReading sentence, Predicate predicate, Phrase thing)
    {
        var last = thing.List is { } list ? list[^1] : thing;
        var next = last.Complement is { } of ? of.End : last.End;
        if (predicate.SecondObject is not null || (next < sentence.Words.Length && sentence.Words[next].Role is WordRole.Adjective or WordRole.Quote))
            return true;
        return sentence.Words[last.Head].Role == WordRole.Adjective || (next < sentence.Words.Length && sentence.Words[next].Form == "as");
    }

    /// <summary>What the verb acts on: its object, or what stands behind the preposition that belongs to it ("call for").</summary>
    private static Phrase? ObjectOf(SentenceReading sentence, Predicate predicate, int end)
    {
        if (predicate.Passive)
            return predicate.Subject;
        if (predicate.Object is { } direct)
            return direct;
        while (end < predicate.Reach && sentence.PhraseAt[end] is null
            && sentence.Words[end].Role is WordRole.Adverb or WordRole.Determiner or WordRole.Possessive)
            end++;
        return end > predicate.Head + 1 && end < predicate.Reach && sentence.PhraseAt[end] is { } behind && behind.First == end ? behind.ListHead : null;
    }

    /// <summary>Whether a phrase is of one of the classes, by its head or by what "of" adds to it ("a wave of strikes").</summary>
    private bool IsOf(SentenceReading sentence, Phrase phrase, UInt128 bits)
    {
        if ((phrase.Classes & bits) != 0)
            return true;
        if (phrase.Given != 0)
        {
            for (var k = phrase.First; k < phrase.End; k++)
            {
                if (sentence.Words[k].Info?.Noun is { } noun && (lexicon.ClassesOf(noun) & bits) != 0)
                    return true;
            }
        }

        return phrase.Complement is { } of && sentence.Words[of.Preposition].Form == "of" && (of.Classes & bits) != 0;
    }

    private static bool Acts(SentenceReading sentence, Phrase phrase) =>
        phrase.Members.Any(member => member.Actor is not null || member.IsPronoun || member.Given != 0);

    private static Phrase? Behind(SentenceReading sentence, Predicate predicate, string preposition)
    {
        foreach (var phrase in sentence.Phrases)
        {
            if (phrase.First > predicate.Head && phrase.First < predicate.Reach && phrase.Preposition > predicate.Head - 1
                && sentence.Words[phrase.Preposition].Form == preposition)
                return phrase.ListHead;
        }

        return null;
    }
}
