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

        for (var i = acts.Count - 1; i >= 0; i--)
        {
            if (acts[i].Type == EventType.Request && acts.Exists(other => other.Absorbs is { } verb && verb == acts[i].Predicate))
                acts.RemoveAt(i);
        }

        for (var i = acts.Count - 1; i >= 0; i--)
        {
            // "attacked the base, killing nine": what came of an attack is told in its magnitude.
            if (acts[i] is { Type: EventType.Assault, Predicate: { Form: PredicateForm.Gerund, Mark: < 0 } consequence } && consequence.Relation is Dependency.Advcl or Dependency.Conj
                && acts.Exists(other => other.Type == EventType.Assault && other.Predicate is { } cause && (cause == consequence.Governor || cause == consequence.Governor?.Governor)))
                acts.RemoveAt(i);
        }

        foreach (var judged in acts)
        {
            if (judged is { Type: EventType.Accuse or EventType.Support, Predicate: { } judging })
                SpareVictims(judging, judged, acts);
        }

        foreach (var refused in acts)
            AddBound(sentence, refused);
        acts.Sort(static (a, b) => a.TriggerFirst.CompareTo(b.TriggerFirst));
        return acts;
    }

    /// <summary>"condemned the arrest of the mayor": whoever arrested him is condemned, and not he.</summary>
    private static void SpareVictims(Predicate judging, Act judged, List<Act> acts)
    {
        foreach (var deed in acts)
        {
            if (deed is not { Type: EventType.Assault or EventType.Coerce or EventType.Sanction or EventType.Retreat, Predicate: null, Symmetric: false } || !IsAbout(judging, deed.TriggerFirst))
                continue;
            var spared = 0;
            foreach (var victim in deed.Recipients)
            {
                if (!HasFirst(deed.Actors, victim.First))
                    spared += judged.Recipients.RemoveAll(party => party.First == victim.First && party.End == victim.End);
            }

            if (spared == 0)
                continue;
            foreach (var doer in deed.Actors)
                Add(judged.Recipients, doer with { Weight = 0.9 * doer.Weight });
        }
    }

    /// <summary>Whether a noun is what a verb is about: its object, its subject in the passive, or behind one of its prepositions.</summary>
    private static bool IsAbout(Predicate predicate, int noun)
    {
        if (predicate.Object?.Head == noun || (predicate.Passive && predicate.Subject?.Head == noun))
            return true;
        foreach (var adjunct in predicate.Adjuncts)
        {
            if (adjunct.Phrase.Head == noun)
                return true;
        }

        return false;
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
            Spend(sentence, predicate, used);
            if (match.Frame.NeedsStatement && predicate.Content is { Modality: not Modality.None } wish)
                used[wish.Head] = true;
            sentence.Senseless.Add((predicate.Head, Math.Max(match.End, predicate.Object is { } thing && thing.First > predicate.Head ? thing.End : match.End)));
            return;
        }

        if (match.Frame is not { } frame)
        {
            if (predicate.Modality == Modality.Must && predicate.InContent && Obligation(sentence, predicate, null) is { } asked)
                into.Add(asked);
            return;
        }

        if (frame.Operator == Operator.Join)
        {
            OfJoin(sentence, predicate, frame, used, depth, into);
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
        if (OrElse(sentence, predicate, act) is { } threat)
        {
            into.Add(threat);
            return;
        }

        if (act.Type == EventType.Mobilize && predicate.Complement is { Form: PredicateForm.Infinitive } duty && Match(sentence, duty).Frame?.Type == EventType.Aid)
        {
            // Soldiers sent to a flood are relief (ONTOLOGY.md §1.6); whom they help is told by what they are to do.
            used[duty.Head] = true;
            act = Copy(act, new Retyping(EventType.Aid, null, "073"), act.Factuality);
            if (duty.Object is { } helped)
                AddParties(sentence, helped, 0.9, act.Recipients);
        }

        act = Keeping(sentence, predicate, act);
        if (act.Type == EventType.Aid)
            AddServed(sentence, predicate, act);
        if (act.Type == EventType.Mobilize && !act.Recipients.Exists(party => party.Actor is not null))
            AddDeterred(sentence, predicate, act);
        if (act.Recipients.Count == 0 && predicate is { Form: PredicateForm.Gerund, Governor: { } harm })
            AddHarmed(sentence, act, harm);
        if (Settle(sentence, predicate, act) is not { } settled)
            return;
        into.Add(settled);
        if (settled is { Type: EventType.Sanction, Mode: "discontinue" } && predicate.Object is { } ended)
        {
            // "took back the tugs it had lent": what is ended is no further event.
            foreach (var earlier in sentence.Predicates)
            {
                if (earlier.Host?.ListHead == ended)
                    used[earlier.Head] = true;
            }
        }

        if (settled is { Type: EventType.Sanction, Mode: "convict" } && IsPrison(sentence, predicate, match.End))
            into.Add(Copy(settled, new Retyping(EventType.Coerce, "arrest", "173"), settled.Factuality));
        if (settled.Type == EventType.Protest)
        {
            // What marchers ask for is the aim of the march and no request of its own (ONTOLOGY.md §1.8).
            foreach (var aim in sentence.Predicates)
            {
                if (aim.Relation is Dependency.Advcl or Dependency.Xcomp or Dependency.Acl && aim.Governor == predicate && Match(sentence, aim).Frame?.Type == EventType.Request)
                {
                    used[aim.Head] = true;
                    settled.Cameo = AimOf(sentence, aim, settled.Cameo);
                }
            }
        }
    }

    /// <summary>"sent troops on a peacekeeping mission to Mali": forces that keep a peace are help to whom they are sent.</summary>
    private Act Keeping(SentenceReading sentence, Predicate predicate, Act act)
    {
        if (act.Type != EventType.Mobilize)
            return act;
        var bit = lexicon.ClassBit("peacekeeper");
        var keeping = false;
        foreach (var phrase in sentence.Phrases)
        {
            var clause = sentence.ClauseOf[phrase.Head];
            keeping |= (phrase.Classes & bit) != 0 && clause >= 0 && (clause == predicate.Index || clause == predicate.Complement?.Index)
                && (phrase.Preposition < 0 || sentence.Words[phrase.Preposition].Form is not ("against" or "from"));
        }

        if (!keeping)
            return act;
        var help = Copy(act, new Retyping(EventType.Aid, null, "074"), act.Factuality);
        if (help.Recipients.Exists(party => party.Phrase is { } other && other.Actor is not null && (other.Classes & bit) == 0))
            help.Recipients.RemoveAll(party => party.Phrase is { } force && (force.Classes & bit) != 0);
        return help;
    }

    /// <summary>"gave a grant to improve schools in Malawi": whom a gift helps is told by what it is for.</summary>
    private static void AddServed(SentenceReading sentence, Predicate predicate, Act act)
    {
        foreach (var purpose in sentence.Predicates)
        {
            if (purpose.Form != PredicateForm.Infinitive || purpose.Governor != predicate || purpose == predicate.Content)
                continue;
            if (purpose.Object is { } served)
                AddParties(sentence, served, 0.6, act.Recipients);
            AddBehind(sentence, purpose, "in", 0.55, act.Recipients);
            AddBehind(sentence, purpose, "for", 0.55, act.Recipients);
        }
    }

    /// <summary>"will not lift the embargo until Benin frees them": who is to do something first is whom it is refused or threatened.</summary>
    private static void AddBound(SentenceReading sentence, Act act)
    {
        if (act is not { Type: EventType.Reject or EventType.Threaten, Predicate: { } predicate } || act.Recipients.Exists(party => party.Actor is not null))
            return;
        foreach (var condition in sentence.Predicates)
        {
            if (condition.Governor == predicate && condition is { Relation: Dependency.Advcl, Mark: >= 0, Subject: { IsPronoun: false, Actor: not null } other }
                && sentence.Words[condition.Mark].Form is "until" or "till" or "unless" or "if" && !HasFirst(act.Actors, other.First))
                AddParties(sentence, other, 0.8, act.Recipients);
        }
    }

    /// <summary>"sent a carrier to deter Iran": whom forces are against is told by what they are to do.</summary>
    private void AddDeterred(SentenceReading sentence, Predicate predicate, Act act)
    {
        foreach (var purpose in sentence.Predicates)
        {
            if (purpose is { Form: PredicateForm.Infinitive, Object: { } against } && purpose.Governor == predicate
                && (lexicon.ClassesOf(purpose.Lemma.Length > 0 ? purpose.Lemma : sentence.Words[purpose.Head].Base) & lexicon.ClassBit("deterverb")) != 0)
                AddParties(sentence, against, 0.85, act.Recipients);
        }
    }

    /// <summary>The tail of a protest's code by what it is for (ONTOLOGY.md §2.3): 1 leaders, 2 policy, 3 rights, 4 institutions.</summary>
    private string? AimOf(SentenceReading sentence, Predicate aim, string? cameo)
    {
        if (cameo is not { Length: 3 })
            return cameo;
        var wanted = aim.Object ?? (aim.Adjuncts.Count > 0 ? aim.Adjuncts[0].Phrase : null);
        return AnyOf(sentence, wanted, lexicon.ClassBit("resignation")) ? cameo + "1"
            : AnyOf(sentence, wanted, lexicon.ClassBit("reform") | lexicon.ClassBit("tax") | lexicon.ClassBit("bill")) ? cameo + "2"
            : AnyOf(sentence, wanted, lexicon.ClassBit("right")) ? cameo + "3"
            : cameo;
    }

    /// <summary>Whether a verdict sends somebody to prison.</summary>
    private bool IsPrison(SentenceReading sentence, Predicate predicate, int end)
    {
        if ((lexicon.ClassesOf(predicate.Lemma) & lexicon.ClassBit("prisonverb")) != 0)
            return true;
        var bit = lexicon.ClassBit("jailterm");
        if (AnyOf(sentence, ObjectOf(sentence, predicate, end), bit) || AnyOf(sentence, predicate.SecondObject, bit))
            return true;
        foreach (var adjunct in predicate.Adjuncts)
        {
            if (sentence.Words[adjunct.Preposition].Form is "to" or "for" && AnyOf(sentence, adjunct.Phrase, bit))
                return true;
        }

        return false;
    }

    /// <summary>"Free them or we bomb X": what the speaker will do otherwise is a threat to whoever is spoken to.</summary>
    private Act? OrElse(SentenceReading sentence, Predicate predicate, Act act)
    {
        if (predicate.Relation != Dependency.Conj || !IsConflict(act.Type) || predicate.Subject is not { IsPronoun: true } we
            || sentence.Words[we.Head].Form is not ("we" or "i") || lexicon.Retype(Operator.Threaten, act.Type, act.Cameo) is not { } retyping)
            return null;
        var either = false;
        foreach (var child in sentence.Tree.Children(predicate.Head))
            either |= sentence.Words[child].Relation == Dependency.Cc && sentence.Words[child].Form == "or";
        if (!either)
            return null;
        var threat = Copy(act, new Retyping(EventType.Threaten, retyping.Mode, "138"), Factuality.Happened);
        foreach (var speaking in sentence.Predicates)
        {
            if (!SayingVerbs.Has(speaking.Lemma) || speaking.Subject is not { } speaker)
                continue;
            threat.Actors.Clear();
            threat.Recipients.Clear();
            AddParties(sentence, speaker, 1, threat.Actors);
            if (speaking.Object is { } addressed)
                AddParties(sentence, addressed, 1, threat.Recipients);
            threat.Absorbs = speaking;
        }

        return threat;
    }

    /// <summary>The words mean no act: neither does the noun that they are about.</summary>
    private static void Spend(SentenceReading sentence, Predicate predicate, Span<bool> used)
    {
        if (predicate.Object is { } thing)
        {
            used[thing.Head] = true;

            // "denied charges that it tortured a priest", "rejected the accusation of bias".
            foreach (var inner in sentence.Predicates)
            {
                if (inner.Host == thing || (inner.Governor is { } above && above.Host == thing))
                    used[inner.Head] = true;
            }

            if (thing.Complement is { } of)
                used[of.Head] = true;
        }

        if (predicate.Complement is { } doing)
            used[doing.Head] = true;
        foreach (var adjunct in predicate.Adjuncts)
            used[adjunct.Phrase.Head] = true;
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
