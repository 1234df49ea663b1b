using Dragoman.Coding.Actors;
using Dragoman.Coding.Lexicon;
using Dragoman.Coding.Reading;
using Dragoman.Records;

namespace Dragoman.Coding.Acts;

/// <content>Which frame of the lexicon a verb or adjective meets: its further words, its subject, its object.</content>
internal sealed partial class ActFinder
{
    /// <summary>The best frame of a predicate: most conditions met, most words matched.</summary>
    private (Frame? Frame, int End) Match(SentenceReading sentence, Predicate predicate)
    {
        var words = sentence.Words;
        FrameTrigger? best = null;
        var bestEnd = predicate.Head + 1;
        var bestScore = -1;
        var adjective = predicate.Copular ? predicate.Head : predicate.Passive || predicate.Form == PredicateForm.Participle ? predicate.Head : Predicated(sentence, predicate);
        if (adjective >= 0 && lexicon.AdjectiveFrames(words[adjective].Form) is { } adjectives)
        {
            foreach (var trigger in adjectives)
            {
                var end = (trigger.Frame.NeedsNegation && !predicate.Negated) || (trigger.Frame.ActorFrom == "speaker" && !predicate.Copular) ? -1 : Particles(sentence, predicate, adjective, trigger.Particles);
                var score = trigger.Weight + trigger.Frame.Specificity;
                if (end < 0)
                    trace?.Tried(sentence, adjective, trigger, FrameOutcome.Words);
                else
                    Keep(sentence, adjective, trigger, end, score, ref best, ref bestEnd, ref bestScore);
            }
        }

        if (!predicate.Copular && lexicon.VerbFrames(predicate.Lemma) is { } frames)
        {
            foreach (var trigger in frames)
            {
                var frame = trigger.Frame;
                var end = Particles(sentence, predicate, predicate.Head, trigger.Particles);
                var outcome = end < 0 ? FrameOutcome.Words
                    : !SubjectFits(predicate, frame) ? FrameOutcome.Subject
                    : !PartnerFits(sentence, predicate, frame) ? FrameOutcome.Partner
                    : !ObjectFits(sentence, predicate, frame, end) ? FrameOutcome.Object
                    : FrameOutcome.Chosen;
                if (outcome != FrameOutcome.Chosen)
                {
                    trace?.Tried(sentence, predicate.Head, trigger, outcome);
                    continue;
                }

                var score = trigger.Weight + frame.Specificity * 2 + (Governs(predicate, frame) ? 7 : 0);
                Keep(sentence, predicate.Head, trigger, end, score, ref best, ref bestEnd, ref bestScore);
            }
        }

        if (best is not null)
            trace?.Tried(sentence, predicate.Head, best, FrameOutcome.Chosen);
        return (best?.Frame, bestEnd);
    }

    private void Keep(SentenceReading sentence, int word, FrameTrigger trigger, int end, int score, ref FrameTrigger? best, ref int bestEnd, ref int bestScore)
    {
        if (score <= bestScore)
        {
            trace?.Tried(sentence, word, trigger, FrameOutcome.Outranked);
            return;
        }

        if (best is not null)
            trace?.Tried(sentence, word, best, FrameOutcome.Outranked);
        (best, bestEnd, bestScore) = (trigger, end, score);
    }

    /// <summary>An operator with a verb that hangs on it says what it does to that verb's act.</summary>
    private static bool Governs(Predicate predicate, Frame frame) =>
        frame.Operator is not (Operator.None or Operator.Nothing or Operator.Reversed or Operator.Allege or Operator.Join)
        && predicate.Complement is { } complement
        && (complement.Form == PredicateForm.Gerund ? complement.Preposition < 0 : complement.NounGovernor is null || complement.NounGovernor.ListHead == predicate.Object);

    /// <summary>Index of an adjective that a verb other than "be" predicates ("remains critical of"); −1 for none.</summary>
    private static int Predicated(SentenceReading sentence, Predicate predicate)
    {
        foreach (var child in sentence.Tree.Children(predicate.Head))
        {
            if (child > predicate.Head && sentence.Words[child].Relation == Dependency.Xcomp && sentence.Words[child].Role == WordRole.Adjective)
                return child;
        }

        return -1;
    }

    /// <summary>Index behind the further words of a trigger, where they all hang on the head in order; −1 otherwise.</summary>
    private static int Particles(SentenceReading sentence, Predicate predicate, int head, string[] particles)
    {
        var words = sentence.Words;
        var at = head + 1;
        var previous = head;
        var lone = particles.Length == 1;
        foreach (var particle in particles)
        {
            if (particle == FrameTrigger.ObjectMark)
            {
                // "clear X of": the object stands between, or is the subject of the passive.
                if (!predicate.Passive)
                {
                    if (predicate.Object is not { } between || between.First <= head)
                        return -1;
                    at = between.End;
                }

                continue;
            }

            var found = -1;
            for (var k = at; k < words.Length && k < at + 12; k++)
            {
                if ((words[k].Form == particle || words[k].Info?.Noun == particle || words[k].Base == particle)
                    && words[k].Given == 0 && Hangs(sentence, predicate, head, previous, k))
                {
                    found = k;
                    break;
                }
            }

            if (found < 0)
            {
                // "sanctions were imposed", "the step that was taken": the noun of the phrase may be the subject.
                if (predicate.Passive && predicate.Subject is { } subject && words[subject.Head].Info?.Noun == particle)
                    continue;
                return -1;
            }

            // "withdraw troops from" is not "withdraw from": a lone preposition stands right behind its verb.
            if (lone && words[found].Role == WordRole.Preposition && words[found].Relation != Dependency.CompoundPrt
                && !predicate.Passive && predicate.Object is { } thing && thing.First > head && thing.First < found && !predicate.Copular)
                return -1;
            previous = found;
            at = found + 1;
        }

        return at;
    }

    /// <summary>Whether a word belongs to a verb as a further word of its trigger: it, or the noun whose preposition it is, hangs on the verb or on the word before.</summary>
    private static bool Hangs(SentenceReading sentence, Predicate predicate, int head, int previous, int word)
    {
        var words = sentence.Words;
        var above = words[word].Head;
        if (above < 0 || words[word].Relation == Dependency.Parataxis)
            return false;
        if (above == head || above == previous || (previous != head && words[previous].Head == word))
            return true;
        if (words[word].Role is WordRole.Preposition or WordRole.Subordinator or WordRole.To or WordRole.Adverb)
        {
            var next = words[above].Head;
            if (next == head || next == previous || (next >= 0 && predicate.Object is { } thing && thing.Head == next))
                return true;

            // "call for": the parser may hang the noun on another noun of the clause.
            return word == previous + 1 && next >= 0 && sentence.ClauseOf[word] == predicate.Index;
        }

        return sentence.ClauseOf[word] == predicate.Index && sentence.PhraseAt[word] is { } phrase
            && (phrase == predicate.Object || phrase == predicate.SecondObject || words[phrase.Head].Head == head || words[phrase.Head].Head == previous);
    }

    /// <summary>Armed bodies strike and march in another sense than workers and students do.</summary>
    private static bool SubjectFits(Predicate predicate, Frame frame) =>
        predicate.Passive || predicate.Subject?.Actor is not { } actor || !UnfitSubjects.Has(actor, frame);

    private static bool Has(ActorReading actor, params ReadOnlySpan<string> sectors)
    {
        foreach (var sector in actor.Sectors)
        {
            if (sectors.Contains(sector))
                return true;
        }

        return false;
    }

    /// <summary>What two sides do together needs a second side.</summary>
    private static bool PartnerFits(SentenceReading sentence, Predicate predicate, Frame frame)
    {
        if (!frame.Symmetric || predicate.Passive)
            return true;
        var words = sentence.Words;
        if (predicate.Subject is null or { List: not null } or { IsPronoun: true } || words[predicate.Subject.Head] is { Info.Plural: true } or { Xpos: "NNS" })
            return true;
        if (words[predicate.Subject.Head] is { Entries: { } known } && known[0].Role == Knowledge.RoleKind.Group)
            return true;
        if (predicate.Subject.Complement is { ListHead.List: not null })
            return true;
        foreach (var place in frame.Recipients)
        {
            if (place == "O" ? predicate.Object is { } thing && (Acts(thing) || thing.Owner is not null) : Behind(sentence, predicate, place) is not null)
                return true;
        }

        return predicate.Object is { } joint && words[joint.First].Form is "joint" || predicate.Subject.Given != 0 && frame.Type != EventType.Cooperate;
    }

    /// <summary>Whether a clause says what is to be done: "must leave", "should leave", "needs to leave", and "leave" of a third person.</summary>
    private static bool IsBidding(SentenceReading sentence, Predicate clause) =>
        clause.Modality == Modality.Must || clause.Complement is { Form: PredicateForm.Infinitive } || sentence.Words[clause.First].Xpos == "VB";

    private bool ObjectFits(SentenceReading sentence, Predicate predicate, Frame frame, int end)
    {
        if (frame.NeedsNegation && !predicate.Negated)
            return false;
        if (frame.NeedsOtherSubject && (predicate.Complement is not { Subject: { } doer } || doer == predicate.Subject))
            return false;
        if (frame.NeedsBidding && predicate.Complement is not { Form: PredicateForm.Infinitive } && !(predicate.Content is { } clause && IsBidding(sentence, clause)))
            return false;
        if (frame.NeedsStatement && (predicate.Content is not { } said || IsBidding(sentence, said)))
            return false;
        if (frame.NeedsNoStatement && predicate.Content is { } stated && !IsBidding(sentence, stated))
            return false;
        if (frame.Operator == Operator.Join && !sentence.Predicates.Exists(joining => Joins(predicate, joining)))
            return false;
        if (frame.NeedsTarget && !HasTarget(sentence, predicate, frame))
            return false;
        if (frame.NeedsNoObject && (predicate.Passive || ObjectOf(sentence, predicate, end) is not null))
            return false;
        if (frame.NeedsStateSubject && predicate.Subject?.Actor is { } state && !predicate.Passive
            && !(state.Sectors.Count == 0 ? state.Country is not null and not "IMG" : Has(state, "MIL", "GOV")))
            return false;
        if (frame.Objects.Length == 0)
        {
            var thing = ObjectOf(sentence, predicate, end);
            if (frame.NeedsActorObject)
            {
                return frame.ObjectFrom == "O"
                    ? thing is not null && IsSomebody(thing)
                    : Behind(sentence, predicate, frame.ObjectFrom) is { } actor && IsSomebody(actor);
            }

            if (frame.NeedsPredicative)
                return thing is not null && !predicate.Passive && Called(sentence, predicate, thing);
            return !frame.NeedsObject || thing is not null;
        }

        if (frame.NeedsActorObject && frame.ObjectFrom == "O" && ObjectOf(sentence, predicate, end) is { } somebody && IsSomebody(somebody))
            return true;
        var bits = frame.ObjectBits;
        if (frame.ObjectFrom == "S")
            return AnyOf(sentence, predicate.Subject, bits);
        if (frame.ObjectFrom == "is")
            return IsCalled(sentence, predicate, bits);
        if (frame.ObjectFrom != "O")
        {
            foreach (var adjunct in predicate.Adjuncts)
            {
                if (sentence.Words[adjunct.Preposition].Form == frame.ObjectFrom && AnyOf(sentence, adjunct.Phrase, bits))
                    return true;
            }

            return false;
        }

        return predicate.Passive ? AnyOf(sentence, predicate.Subject, bits)
            : AnyOf(sentence, ObjectOf(sentence, predicate, end), bits) || AnyOf(sentence, predicate.SecondObject, bits);
    }

    /// <summary>Somebody of the tables, or a noun for people.</summary>
    private bool IsSomebody(Phrase phrase)
    {
        if (phrase.IsPronoun && phrase.IsThing)
            return false;
        if (Acts(phrase))
            return true;
        foreach (var member in phrase.Members)
        {
            if ((member.Classes & lexicon.PersonBit) != 0)
                return true;
        }

        return false;
    }

    /// <summary>"called the law <u>exemplary</u>": what the object is called is of one of the classes.</summary>
    private bool IsCalled(SentenceReading sentence, Predicate predicate, UInt128 bits)
    {
        if (AnyOf(sentence, predicate.SecondObject, bits))
            return true;
        if (predicate.Object is { } thing)
        {
            for (var k = thing.Head + 1; k < thing.End; k++)
            {
                if (sentence.Words[k].Role == WordRole.Adjective && (lexicon.ClassesOf(sentence.Words[k].Form) & bits) != 0)
                    return true;
            }
        }

        foreach (var child in sentence.Tree.Children(predicate.Head))
        {
            ref var word = ref sentence.Words[child];
            if (child > predicate.Head && word.Relation is Dependency.Xcomp or Dependency.Obl or Dependency.Advcl && (lexicon.ClassesOf(word.Info?.Noun ?? word.Form) & bits) != 0)
                return true;
        }

        return false;
    }

    private static bool HasTarget(SentenceReading sentence, Predicate predicate, Frame frame)
    {
        foreach (var place in frame.Recipients)
        {
            if (place.Length > 1 && Behind(sentence, predicate, place) is not null)
                return true;
        }

        return false;
    }

    private static bool AnyOf(SentenceReading sentence, Phrase? phrase, UInt128 bits)
    {
        if (phrase is null)
            return false;
        if (phrase.ListHead.List is not { } list)
            return IsOf(sentence, phrase, bits);
        foreach (var member in list)
        {
            if (IsOf(sentence, member, bits))
                return true;
        }

        return false;
    }

    /// <summary>Whether a phrase is of one of the classes, by its head or by what "of" adds to it ("a wave of strikes").</summary>
    private static bool IsOf(SentenceReading sentence, Phrase phrase, UInt128 bits)
    {
        if ((phrase.Classes & bits) != 0 || (phrase.HeldClasses & bits) != 0)
            return true;
        return phrase.Complement is { } of && sentence.Words[of.Preposition].Form == "of" && (of.Classes & bits) != 0;
    }

    /// <summary>"called Spain reckless", "branded him a liar": what follows the object describes it.</summary>
    private static bool Called(SentenceReading sentence, Predicate predicate, Phrase thing)
    {
        if (predicate.SecondObject is not null)
            return true;
        foreach (var child in sentence.Tree.Children(predicate.Head))
        {
            if (child > thing.First && child != thing.Head && sentence.Words[child].Relation is Dependency.Xcomp && sentence.Words[child].Role is not WordRole.Verb)
                return true;
        }

        var last = thing.List is { } list ? list[^1] : thing;
        var next = last.Complement is { } of ? of.End : last.End;
        return (next < sentence.Words.Length && sentence.Words[next].Role is WordRole.Adjective or WordRole.Quote)
            || sentence.Words[last.Head].Role == WordRole.Adjective || (next < sentence.Words.Length && sentence.Words[next].Form == "as");
    }

    /// <summary>What the verb acts on: its object, or what stands behind the last word of its trigger ("call for").</summary>
    private static Phrase? ObjectOf(SentenceReading sentence, Predicate predicate, int end)
    {
        if (predicate.Passive)
            return predicate.Subject;
        if (predicate.Copular)
            return Opened(predicate, end) ?? predicate.Object;
        if (predicate.Object is { } direct && !(direct.Head > predicate.Head && direct.Head < end))
            return direct;
        if (end > predicate.Head + 1 && Opened(predicate, end) is { } behind)
            return behind;
        return predicate.SecondObject ?? predicate.Object;
    }

    private static Phrase? Opened(Predicate predicate, int end)
    {
        foreach (var adjunct in predicate.Adjuncts)
        {
            if (adjunct.Preposition > predicate.Head && adjunct.Preposition < end && adjunct.Phrase.First >= end - 1)
                return adjunct.Phrase;
        }

        return null;
    }
}
