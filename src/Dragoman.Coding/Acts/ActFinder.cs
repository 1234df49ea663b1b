using Dragoman.Coding.Lexicon;
using Dragoman.Coding.Reading;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Acts;

/// <summary>Finds the acts that a sentence names: matches frames to verbs and nouns, then settles modality, negation and operators.</summary>
internal sealed class ActFinder(CodingLexicon lexicon)
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

    private Act? OfOperator(SentenceReading sentence, Predicate predicate, Frame frame, int end, HashSet<int> used, int depth)
    {
        Act? inner = null;
        Predicate? innerPredicate = null;
        if (predicate.Complement is { } complement && complement.Index > predicate.Index)
        {
            innerPredicate = complement;
            inner = Of(sentence, complement, used, depth + 1);
            used.Add(complement.Head);
        }

        Phrase? noun = null;
        if (inner is null)
        {
            foreach (var phrase in Things(sentence, predicate, frame, end))
            {
                if (OfNoun(sentence, phrase) is { } named)
                {
                    inner = named;
                    noun = phrase;
                    used.Add(phrase.Head);
                    break;
                }
            }
        }

        if (inner is null && predicate.Content is { } content && frame.Operator is Operator.Promise or Operator.Ask or Operator.Demand or Operator.Threaten
            or Operator.Refuse or Operator.Deny)
        {
            innerPredicate = content;
            var settled = Match(sentence, content);
            if (settled.Frame is { Type: { } type } direct)
                inner = Build(sentence, content, direct, type, direct.Mode, direct.Cameo, content.Head, settled.End, null);
            if (frame.Operator is not Operator.Deny)
                used.Add(content.Head);
        }

        var by = frame.Operator switch
        {
            Operator.Intend => Operator.Promise,
            _ => frame.Operator,
        };
        if (inner is null)
        {
            return frame.Type is { } alone
                ? Settle(sentence, predicate, Build(sentence, predicate, frame, alone, frame.Mode, frame.Cameo, predicate.Head, end, innerPredicate))
                : null;
        }

        inner.Contained = true;
        var (resultType, mode, cameo) = (inner.Type, inner.Mode, inner.Cameo);
        var unbroken = by == Operator.End && predicate.Negated;
        if (!unbroken && by is not (Operator.Light or Operator.Reversed or Operator.Deny or Operator.Allege))
        {
            if (lexicon.Retype(by, inner.Type, inner.Cameo) is not { } retyping)
                return frame.Type is { } fallback
                    ? Settle(sentence, predicate, Build(sentence, predicate, frame, fallback, frame.Mode, frame.Cameo, predicate.Head, end, innerPredicate))
                    : null;
            resultType = retyping.Type;
            mode = retyping.Mode == "=" ? inner.Mode : retyping.Mode;
            cameo = retyping.Cameo == "=" ? inner.Cameo : retyping.Cameo;
        }

        // Verbs of intent are modality of the verb behind them, which is the trigger; verbs of saying are acts.
        var ownTrigger = frame.Operator is not (Operator.Intend or Operator.Light or Operator.Reversed or Operator.Option);
        var first = ownTrigger ? predicate.Head : frame.Operator is Operator.Light or Operator.Reversed && noun is not null ? Math.Min(predicate.Head, inner.TriggerFirst) : inner.TriggerFirst;
        var behind = ownTrigger ? end : inner.TriggerEnd;
        var factuality = frame.Operator switch
        {
            Operator.Intend => IsConflict(inner.Type) ? Factuality.Threatened : Factuality.Planned,
            Operator.Option => Factuality.Possible,
            Operator.Deny => Factuality.Denied,
            _ => Factuality.Happened,
        };
        var act = new Act
        {
            Frame = frame,
            Type = resultType,
            Mode = mode,
            Cameo = cameo,
            TriggerFirst = Math.Min(first, behind - 1),
            TriggerEnd = Math.Max(behind, first + 1),
            Predicate = predicate,
            Symmetric = inner.Symmetric && (frame.Operator is Operator.Light or Operator.End or Operator.Intend or Operator.Promise
                || (frame.Operator is Operator.Refuse && predicate.Subject is { List: not null })),
            Factuality = unbroken ? Factuality.Ongoing : factuality == Factuality.Happened ? Status(predicate, IsConflict(resultType)) : factuality,
            Score = 0.9 * inner.Score + 0.1 * frame.Confidence,
            Reported = predicate.InContent,
        };
        Sides(sentence, predicate, frame, inner, innerPredicate, act);
        return frame.Operator is Operator.Light or Operator.Reversed ? Settle(sentence, predicate, act) : Refused(sentence, predicate, act);
    }

    /// <summary>Phrases that may hold the noun an operator works on.</summary>
    private static IEnumerable<Phrase> Things(SentenceReading sentence, Predicate predicate, Frame frame, int end)
    {
        if (frame.ObjectFrom != "O")
        {
            if (Behind(sentence, predicate, frame.ObjectFrom) is { } behind)
            {
                foreach (var member in behind.Members)
                    yield return member;
                if (behind.Complement is { } of)
                    yield return of;
            }

            yield break;
        }

        if (predicate.Passive)
        {
            if (predicate.Subject is { } subject)
            {
                yield return subject;
                if (subject.Complement is { } of)
                    yield return of;
            }

            yield break;
        }

        foreach (var phrase in new[] { ObjectOf(sentence, predicate, end), predicate.SecondObject })
        {
            if (phrase is null)
                continue;
            foreach (var member in phrase.Members)
                yield return member;
            for (var of = phrase.Complement; of is not null; of = of.Complement)
                yield return of;
        }
    }

    private static void Sides(SentenceReading sentence, Predicate predicate, Frame frame, Act inner, Predicate? innerPredicate, Act act)
    {
        var reversed = frame.Operator == Operator.Reversed;
        var (actors, recipients) = reversed ? (act.Recipients, act.Actors) : (act.Actors, act.Recipients);
        AddActor(sentence, predicate, frame, actors);
        if (frame.Operator is Operator.Ask or Operator.Demand)
        {
            if (predicate.Object is { } asked && asked != innerPredicate?.Object)
                AddParties(sentence, asked, 1.0, recipients);
            foreach (var preposition in frame.Recipients)
                AddBehind(sentence, predicate, preposition, 0.95, recipients);
            if (innerPredicate?.Subject is { } expected && expected != predicate.Subject)
                AddParties(sentence, expected, 0.95, recipients);
            foreach (var party in inner.Actors.Concat(inner.Recipients))
                Add(recipients, party with { Weight = party.Weight * 0.8 });
            return;
        }

        foreach (var preposition in frame.Recipients)
        {
            if (preposition == "O")
            {
                var target = predicate.Passive ? predicate.Subject : predicate.Object;
                if (target is not null && target.Actor is not null)
                    AddParties(sentence, target, 1.0, recipients);
            }
            else
            {
                AddBehind(sentence, predicate, preposition, 0.95, recipients);
            }
        }

        foreach (var party in inner.Recipients)
            Add(recipients, party with { Weight = party.Weight * 0.95 });
        foreach (var party in inner.Actors)
        {
            if ((reversed || frame.Operator is Operator.Refuse or Operator.End or Operator.Deny)
                && !actors.Exists(own => own.First == party.First && own.End == party.End))
                Add(recipients, party with { Weight = party.Weight * (reversed ? 0.95 : 0.7) });
        }

        if (reversed)
        {
            foreach (var preposition in new[] { "from", "by" })
                AddBehind(sentence, predicate, preposition, 1.0, recipients);
        }
    }

    private static bool IsConflict(EventType type) =>
        type is EventType.Protest or EventType.Sanction or EventType.Mobilize or EventType.Coerce or EventType.Assault;

    private static Act Build(
        SentenceReading sentence, Predicate predicate, Frame frame, EventType type, string? mode, string? cameo, int first, int end, Predicate? content)
    {
        var act = new Act
        {
            Frame = frame,
            Type = type,
            Mode = mode,
            Cameo = cameo,
            TriggerFirst = first,
            TriggerEnd = Math.Max(end, first + 1),
            Predicate = predicate,
            Symmetric = frame.Symmetric,
            Factuality = Status(predicate, IsConflict(type)),
            Score = frame.Confidence,
            Reported = predicate.InContent,
        };
        AddActor(sentence, predicate, frame, act.Actors);
        foreach (var place in frame.Recipients)
        {
            var weight = act.Recipients.Count == 0 ? 1.0 : 0.9;
            if (place == "O")
            {
                var target = ObjectOf(sentence, predicate, end);
                if (target is not null)
                    AddParties(sentence, target, weight, act.Recipients);
                if (!predicate.Passive && predicate.SecondObject is { } second)
                    AddParties(sentence, second, weight * 0.7, act.Recipients);
            }
            else if (place == "S")
            {
                if (predicate.Passive)
                    AddBehind(sentence, predicate, "by", weight, act.Recipients);
                else if (predicate.Subject is { } subject)
                    AddParties(sentence, subject, weight, act.Recipients);
            }
            else
            {
                AddBehind(sentence, predicate, place, weight, act.Recipients);
            }
        }

        if (content?.Subject is { } inner && !act.Actors.Exists(own => own.First == inner.First))
            AddParties(sentence, inner, 0.9, act.Recipients);
        if (content?.Object is { } further)
            AddParties(sentence, further, 0.7, act.Recipients);
        if (content is not null)
        {
            foreach (var (preposition, phrase) in content.Adjuncts)
            {
                if (sentence.Words[preposition].Form is "to" or "with" or "against")
                    AddParties(sentence, phrase, 0.65, act.Recipients);
            }
        }
        return act;
    }

    private static void AddActor(SentenceReading sentence, Predicate predicate, Frame frame, List<Party> into)
    {
        if (frame.ActorFrom == "O")
        {
            var source = predicate.Passive ? predicate.Subject : predicate.Object;
            if (source is not null)
                AddParties(sentence, source, 1.0, into);
            return;
        }

        if (frame.ActorFrom == "speaker")
        {
            if (predicate.InContent && predicate.Governor?.Subject is { } speaker)
                AddParties(sentence, speaker, 1.0, into);
            return;
        }

        if (frame.ActorFrom != "S")
        {
            AddBehind(sentence, predicate, frame.ActorFrom, 1.0, into);
            return;
        }

        if (predicate.Passive)
        {
            AddBehind(sentence, predicate, "by", 1.0, into);
            return;
        }

        if (predicate.Subject is not { } subject)
            return;
        if (subject.IsPronoun)
        {
            Pronoun(sentence, predicate, subject, into);
            return;
        }

        AddParties(sentence, subject, 1.0, into);

        // "the decision by X angered Y": an act of a thing is an act of whoever owns it.
    }

    /// <summary>A pronoun stands for the subject of the verb of saying, or of the last verb in front.</summary>
    private static void Pronoun(SentenceReading sentence, Predicate predicate, Phrase pronoun, List<Party> into)
    {
        into.Add(new Party(pronoun.First, pronoun.End, null, pronoun, 0.9, true));
        for (var i = predicate.Index - 1; i >= 0; i--)
        {
            if (sentence.Predicates[i].Subject is { IsPronoun: false } earlier && earlier.Actor is not null)
            {
                foreach (var member in earlier.Members)
                    Add(into, new Party(member.First, member.End, member.Actor, member, 0.85, true));
                return;
            }
        }
    }

    private static void AddBehind(SentenceReading sentence, Predicate predicate, string preposition, double weight, List<Party> into)
    {
        foreach (var phrase in sentence.Phrases)
        {
            if (phrase.First > predicate.Head && phrase.First < predicate.Reach && phrase.Preposition > predicate.Head - 1 && phrase.ListHead == phrase
                && sentence.Words[phrase.Preposition].Form == preposition && sentence.Words[phrase.First].Role != WordRole.Genitive)
            {
                AddParties(sentence, phrase, weight, into);
                weight *= 0.85;
            }
        }
    }

    /// <summary>A phrase, and the actors that it holds when it is not one itself.</summary>
    private static void AddParties(SentenceReading sentence, Phrase phrase, double weight, List<Party> into)
    {
        foreach (var member in phrase.Members)
        {
            if (member.Given == 0 && member.Actor is { Role: not null } office && member.Complement is { List: { } countries } several
                && sentence.Words[several.Preposition].Form == "of" && countries.TrueForAll(country => country.Actor is { Country: not null }))
            {
                // "the ambassadors of A, B and C" are three parties, each named by its country.
                foreach (var country in countries)
                {
                    var shared = new ActorReading
                    {
                        First = country.First,
                        End = country.End,
                        Country = country.Actor!.Country,
                        Sectors = [.. office.Sectors],
                        Name = country.Actor.Name,
                        Role = office.Role,
                        Kind = office.Kind,
                    };
                    Add(into, new Party(country.First, country.End, shared, country, weight, true));
                }

                continue;
            }

            if (member.Given != 0 || member.Actor is not null || member.IsPronoun)
            {
                Add(into, new Party(member.First, member.End, member.Actor, member, weight, member.IsPronoun));
            }
            else
            {
                Add(into, new Party(member.First, member.End, null, member, weight * 0.6, true));
                if (member.Owner is { } owner)
                    Add(into, new Party(owner.First, owner.End, owner, null, weight * 0.9, true));
                if (member.Of is { } ownerPhrase && sentence.Words[member.First].Role == WordRole.Genitive)
                    Add(into, new Party(ownerPhrase.First, ownerPhrase.End, ownerPhrase.Actor, ownerPhrase, weight * 0.9, true));
            }

            var inner = 0.85;
            foreach (var next in sentence.Phrases)
            {
                if (next.First >= member.End && next.Of is { } host && Chain(host, member) && next.Preposition >= 0
                    && sentence.Words[next.First].Role != WordRole.Genitive)
                {
                    var direct = member.Actor is null && member.Given == 0;
                    Add(into, new Party(next.First, next.End, next.Actor, next, weight * inner * (direct ? 1 : 0.6), true));
                    inner *= 0.85;
                }
            }
        }
    }

    private static bool Chain(Phrase host, Phrase member)
    {
        for (var steps = 0; host is not null && steps < 4; steps++)
        {
            if (host == member)
                return true;
            host = host.Preposition >= 0 ? host.Of! : null!;
        }

        return false;
    }

    private static void Add(List<Party> into, Party party)
    {
        foreach (var there in into)
        {
            if (there.First == party.First && there.End == party.End)
                return;
        }

        into.Add(party);
    }

    private static Factuality Status(Predicate predicate, bool conflict) => predicate.Modality switch
    {
        Modality.Future => conflict ? Factuality.Threatened : Factuality.Planned,
        Modality.Possible or Modality.Ability => Factuality.Possible,
        Modality.Condition => Factuality.Hypothetical,
        _ => predicate.Negated ? Factuality.Denied : predicate.Progressive ? Factuality.Ongoing : Factuality.Happened,
    };

    /// <summary>Retypes for tense, modality and negation of the verb itself.</summary>
    private Act? Settle(SentenceReading sentence, Predicate predicate, Act act)
    {
        if (predicate.Modality == Modality.Must)
            return predicate.InContent ? Obligation(sentence, predicate, act) : act;
        if (predicate.Modality is Modality.None or Modality.Condition || predicate.Form == PredicateForm.Infinitive)
            return act;
        if (predicate.Negated)
        {
            if (predicate.Modality is Modality.Future or Modality.Ability)
                return lexicon.Retype(Operator.Refuse, act.Type, act.Cameo) is { } refused ? Copy(act, refused, Factuality.Happened) : act;
            return act;
        }

        var by = predicate.Modality == Modality.Ability ? Operator.Option : Operator.Promise;
        return lexicon.Retype(by, act.Type, act.Cameo) is { } retyping ? Copy(act, retyping, act.Factuality)
            : by == Operator.Option ? null : act;
    }

    /// <summary>"did not agree to", "will not allow": an operator that is itself negated.</summary>
    private Act? Refused(SentenceReading sentence, Predicate predicate, Act act)
    {
        if (!predicate.Negated)
            return predicate.Modality is Modality.Future && act.Type is EventType.Agree or EventType.Concede or EventType.Retreat or EventType.Sanction or EventType.Threaten
                ? Settle(sentence, predicate, act) : act;
        if (act.Frame.Operator is Operator.Promise or Operator.Intend && lexicon.Retype(Operator.Refuse, act.Type, act.Cameo) is { } refused)
            return Copy(act, refused, Factuality.Happened);
        return act;
    }

    /// <summary>"X said Y must do Z": X asks Y.</summary>
    private Act? Obligation(SentenceReading sentence, Predicate predicate, Act? inner)
    {
        if (predicate.Governor is not { Subject: not null } speaker || predicate.Subject is not { } asked)
            return inner;
        var retyping = inner is null ? null : lexicon.Retype(Operator.Demand, inner.Type, inner.Cameo);
        var frame = lexicon.Frames.Find(candidate => candidate.Operator == Operator.Demand) ?? inner?.Frame;
        if (frame is null)
            return inner;
        var act = new Act
        {
            Frame = frame,
            Type = EventType.Request,
            Mode = retyping?.Type == EventType.Request ? retyping.Mode : null,
            Cameo = retyping?.Type == EventType.Request ? retyping.Cameo : "100",
            TriggerFirst = predicate.First,
            TriggerEnd = predicate.Head + 1,
            Predicate = predicate,
            Factuality = Factuality.Happened,
            Score = 0.4,
            Reported = false,
        };
        AddActor(sentence, speaker, frame, act.Actors);
        AddParties(sentence, asked, 1.0, act.Recipients);
        return act;
    }

    private static Act Copy(Act act, Retyping retyping, Factuality factuality)
    {
        var copy = new Act
        {
            Frame = act.Frame,
            Type = retyping.Type,
            Mode = retyping.Mode == "=" ? act.Mode : retyping.Mode,
            Cameo = retyping.Cameo == "=" ? act.Cameo : retyping.Cameo,
            TriggerFirst = act.TriggerFirst,
            TriggerEnd = act.TriggerEnd,
            Predicate = act.Predicate,
            Symmetric = act.Symmetric && retyping.Type is EventType.Agree or EventType.Consult or EventType.Cooperate,
            Factuality = factuality,
            Score = act.Score * 0.95,
            Reported = act.Reported,
        };
        copy.Actors.AddRange(act.Actors);
        copy.Recipients.AddRange(act.Recipients);
        return copy;
    }

    private Act? OfNoun(SentenceReading sentence, Phrase phrase)
    {
        if (phrase.Given != 0 || sentence.Words[phrase.Head].Info?.Noun is not { } noun || lexicon.NounFrames(noun) is not { } triggers)
            return null;
        Frame? best = null;
        var bestScore = -1;
        foreach (var trigger in triggers)
        {
            var fits = true;
            for (var k = 0; k < trigger.Particles.Length && fits; k++)
            {
                var at = phrase.Head - trigger.Particles.Length + k;
                fits = at >= phrase.First && (sentence.Words[at].Form == trigger.Particles[k] || sentence.Words[at].Info?.Noun == trigger.Particles[k]);
            }

            var score = trigger.Particles.Length * 2 + trigger.Frame.Specificity;
            if (fits && score > bestScore)
                (best, bestScore) = (trigger.Frame, score);
        }

        if (best is not { Type: { } type } frame)
            return null;
        var act = new Act
        {
            Frame = frame,
            Type = type,
            Mode = frame.Mode,
            Cameo = frame.Cameo,
            TriggerFirst = phrase.Head,
            TriggerEnd = phrase.Head + 1,
            Symmetric = frame.Symmetric,
            Factuality = sentence.Words[phrase.First].Form == "no" ? Factuality.Denied : Factuality.Happened,
            Score = frame.Confidence * 0.8,
        };
        if (phrase.Owner is { } owner)
            Add(act.Actors, new Party(owner.First, owner.End, owner, null, 0.9, true));
        if (phrase.Of is { } possessor && sentence.Words[phrase.First].Role == WordRole.Genitive)
            Add(act.Actors, new Party(possessor.First, possessor.End, possessor.Actor, possessor, 0.9, false));
        var limit = Math.Min(sentence.Words.Length, phrase.End + 40);
        foreach (var next in sentence.Phrases)
        {
            if (next.First < phrase.End || next.Preposition < phrase.End || next.First >= limit || next.ListHead != next)
                continue;
            if (HasFinite(sentence, phrase.End, next.First))
                break;
            var preposition = sentence.Words[next.Preposition].Form;
            if (preposition == "between" && frame.Symmetric)
                AddParties(sentence, next, 1.0, act.Actors);
            else if (preposition is "by" or "from" || preposition == frame.ActorFrom)
                AddParties(sentence, next, preposition == "by" ? 1.0 : 0.8, act.Actors);
            if (frame.Recipients.Contains(preposition))
                AddParties(sentence, next, 0.95, act.Recipients);
        }

        return act;
    }

    private static bool HasFinite(SentenceReading sentence, int from, int to)
    {
        for (var k = from; k < to; k++)
        {
            if (sentence.PredicateAt[k] is { Form: PredicateForm.Finite })
                return true;
        }

        return false;
    }
}
