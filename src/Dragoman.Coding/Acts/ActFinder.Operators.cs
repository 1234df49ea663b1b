using Dragoman.Coding.Lexicon;
using Dragoman.Coding.Reading;
using Dragoman.Records;

namespace Dragoman.Coding.Acts;

/// <content>What an act becomes by the words that govern it: intent, saying, refusal, obligation, tense and modality; and acts named by nouns.</content>
internal sealed partial class ActFinder
{
    /// <summary>"joined the states that recognise X", "joined Oman in urging X": the subject does what the clause says, beside its own subject.</summary>
    private void OfJoin(SentenceReading sentence, Predicate predicate, Frame frame, Span<bool> used, int depth, List<Act> into)
    {
        foreach (var inner in sentence.Predicates)
        {
            if (!Joins(predicate, inner) || used[inner.Head])
                continue;
            var named = new List<Act>();
            Of(sentence, inner, used, depth + 1, named);
            foreach (var act in named)
            {
                into.Add(act);
                var joined = Copy(act, new Retyping(act.Type, act.Mode, act.Cameo), act.Factuality, frame);
                joined.Actors.Clear();
                AddParties(sentence, (inner.Host is null ? predicate.Object : predicate.Subject)!, 1.0, joined.Actors);
                if (joined.Actors.Count > 0)
                    into.Add(joined);
            }
        }
    }

    /// <summary>Whether a clause says what is done together with the object of "join".</summary>
    private static bool Joins(Predicate join, Predicate clause) => clause != join && join is { Subject: not null, Object: { } thing }
        && ((clause is { Relative: true, Host: { } host } && host.ListHead == thing.ListHead)
            || (clause.Form == PredicateForm.Gerund && clause.Governor == join && clause.Host is null));

    private void OfOperator(
        SentenceReading sentence, Predicate predicate, Frame frame, int end, Span<bool> used, int depth, List<Act> into)
    {
        var before = into.Count;

        // "insisted that it would defend itself": what somebody says of itself is asked of nobody.
        if (frame.Operator is Operator.Ask or Operator.Demand && predicate is { Object: null, Content: { Modality: not Modality.Must, Subject: { IsPronoun: true } own } }
            && sentence.Words[own.Head].Form is "it" or "he" or "she" or "we" or "i")
            return;
        if (predicate.Complement is { } complement && complement.Index > predicate.Index)
        {
            foreach (var inner in sentence.Predicates)
            {
                if (inner != complement && inner.Sibling != complement)
                    continue;
                var named = new List<Act>();
                if (!used[inner.Head])
                    Of(sentence, inner, used, depth + 1, named);
                foreach (var act in named)
                {
                    if (act.Contained)
                        into.Add(act);
                    else
                        Carry(sentence, predicate, frame, end, act, inner, null, into);
                }
            }
        }

        if (into.Count == before)
        {
            foreach (var phrase in Things(sentence, predicate, frame, end))
            {
                if (!used[phrase.Head] && OfNoun(sentence, phrase) is { } named)
                {
                    used[phrase.Head] = true;
                    Carry(sentence, predicate, frame, end, named, null, phrase, into);
                    break;
                }
            }
        }

        Predicate? content = null;
        if (into.Count == before && predicate.Content is { } told && frame.Operator is Operator.Promise or Operator.Ask or Operator.Demand
            or Operator.Threaten or Operator.Refuse or Operator.Deny)
        {
            content = told;
            var settled = Match(sentence, told);
            if (frame.Operator is not Operator.Deny)
                used[told.Head] = true;
            if (settled.Frame is { Type: { } type } direct)
            {
                Carry(
                    sentence, predicate, frame, end,
                    Build(sentence, told, direct, type, direct.Mode, direct.Cameo, told.Head, settled.End, null), told, null, into);
            }
        }

        if (into.Count == before && frame.Type is { } alone)
        {
            var act = Build(sentence, predicate, frame, alone, frame.Mode, frame.Cameo, predicate.Head, end, content ?? predicate.Complement);
            if (Settle(sentence, predicate, act) is { } settled)
                into.Add(settled);
        }
    }

    /// <summary>Adds what becomes of an act under an operator.</summary>
    private void Carry(
        SentenceReading sentence, Predicate predicate, Frame frame, int end, Act inner, Predicate? innerPredicate, Phrase? noun, List<Act> into)
    {
        inner = Keeping(sentence, predicate, inner);
        var by = frame.Operator == Operator.Intend ? Operator.Promise : frame.Operator;
        inner.Contained = true;
        var (resultType, mode, cameo) = (inner.Type, inner.Mode, inner.Cameo);
        var unbroken = by == Operator.End && predicate.Negated;
        if (!unbroken && by is not (Operator.Light or Operator.Reversed or Operator.Deny or Operator.Allege))
        {
            if (lexicon.Retype(by, inner.Type, inner.Cameo) is not { } retyping)
            {
                if (frame.Type is { } fallback
                    && Settle(sentence, predicate, Build(sentence, predicate, frame, fallback, frame.Mode, frame.Cameo, predicate.Head, end, innerPredicate)) is { } plain)
                    into.Add(plain);
                return;
            }

            resultType = retyping.Type;
            mode = retyping.Mode == "=" ? inner.Mode : retyping.Mode;
            cameo = retyping.Cameo == "=" ? inner.Cameo : retyping.Cameo;
        }

        // Verbs of intent are modality of the verb behind them, which is the trigger; verbs of saying are acts.
        var ownTrigger = frame.Operator is not (Operator.Intend or Operator.Light or Operator.Reversed or Operator.Option);
        var first = ownTrigger ? predicate.Head
            : frame.Operator is Operator.Light or Operator.Reversed && noun is not null ? Math.Min(predicate.Head, inner.TriggerFirst) : inner.TriggerFirst;
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
                || (frame.Operator is Operator.Refuse && predicate.Subject is { List: not null } or { Several: not null }))
                || (frame.Symmetric && inner.Type is not EventType.Agree && IsMutual(predicate, inner)),
            Factuality = unbroken ? Factuality.Ongoing : factuality == Factuality.Happened ? Status(predicate, IsConflict(resultType)) : factuality,
            Score = 0.9 * inner.Score + 0.1 * frame.Confidence,
            Reported = predicate.InContent,
        };
        if (frame.Symmetric && act.Symmetric && !inner.Symmetric)
            inner.Recipients.Clear();
        Sides(sentence, predicate, frame, inner, innerPredicate, act);
        if ((frame.Operator is Operator.Light or Operator.Reversed ? Settle(sentence, predicate, act) : Refused(sentence, predicate, act)) is { } made)
            into.Add(made);
    }

    /// <summary>"A and B agreed to open the road": two sides agree with each other where nobody else is named.</summary>
    private static bool IsMutual(Predicate predicate, Act inner) => !predicate.Passive && predicate.Subject is { List.Count: 2 } or { Several.Count: 2 }
        && !inner.Recipients.Exists(party => party.Actor is not null);

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

        for (var turn = 0; turn < 2; turn++)
        {
            if ((turn == 0 ? ObjectOf(sentence, predicate, end) : predicate.SecondObject) is not { } phrase)
                continue;
            foreach (var member in phrase.Members)
                yield return member;
            var of = phrase.Complement;
            for (var steps = 0; of is not null && steps < 4; steps++, of = of.Complement)
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
            AddBehind(sentence, predicate, "from", 1.0, recipients);
            AddBehind(sentence, predicate, "by", 1.0, recipients);
        }
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

    private static Act Copy(Act act, Retyping retyping, Factuality factuality, Frame? frame = null)
    {
        var copy = new Act
        {
            Frame = frame ?? act.Frame,
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
}
