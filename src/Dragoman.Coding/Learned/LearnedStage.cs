using Dragoman.Coding.Acts;
using Dragoman.Coding.Lexicon;
using Dragoman.Coding.Reading;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Learned;

/// <summary>
/// Brings the layer's answers to the events of a sentence: drops what the frames read wrongly, gives another type where the words say so,
/// adds events that no frame reads, and says how sure all of it is.
/// </summary>
internal sealed class LearnedStage(LearnedLayer layer, CoderLayers use, ILayerTrace? trace = null)
{
    /// <summary>Rule of an event that no frame reads.</summary>
    public const string Rule = "learned";

    /// <summary>A sentence has no event at all where no pair has as much of any as this, by the log odds of its being about something else than politics.</summary>
    private static readonly (double Odds, double Least)[] LeastOfSentence = [(3.5, 0.9), (2.5, 0.7), (1.5, 0.4), (0.3, 0.1), (-1, 0.005), (double.NegativeInfinity, 0)];

    /// <summary>Log odds below which a sentence is taken to be of politics, so that it keeps a reading of its frames though the layer doubts all of them.</summary>
    private const double OddsOfReturn = -2;

    /// <summary>An event of a frame is dropped where its actor has less of its type than this, whatever the recipient.</summary>
    private const double LeastOfFrame = 0.03;

    /// <summary>It is dropped, too, where the pair has less than this and no other recipient is likely.</summary>
    private const double LeastOfPair = 0.01;

    /// <summary>Another type than the frame's needs this share.</summary>
    private const double OtherType = 0.6;

    /// <summary>Another recipient than the frame's needs this share, …</summary>
    private const double OtherRecipient = 0.5;

    /// <summary>… and the frame's has less than this.</summary>
    private const double LeastOfRecipient = 0.15;

    /// <summary>An event that no frame reads needs this share.</summary>
    private const double LeastAlone = 0.45;

    /// <summary>Whether events of frames are kept at all.</summary>
    public bool KeepsFrames => use != CoderLayers.Learned;

    /// <summary>Changes the events of a piece of a sentence.</summary>
    /// <param name="sentence">The piece.</param>
    /// <param name="acts">What the frames found in it.</param>
    /// <param name="events">All events; those of the piece stand at the end.</param>
    /// <param name="from">Index of the first event of the piece.</param>
    /// <param name="other">Log odds of its words' being about something else than politics.</param>
    /// <param name="add">Adds an event of an act and its sides; it may refuse.</param>
    /// <param name="nobody">Spans of recipients that can be nobody: such an event may stand for one without recipient.</param>
    public void Refine(
        SentenceReading sentence, List<Act> acts, List<PoliticalEvent> events, int from, double other, Action<Act, Party, Party?> add, IReadOnlySet<(int Start, int End)> nobody)
    {
        if (!KeepsFrames)
        {
            events.RemoveRange(from, events.Count - from);
            acts = [];
        }

        var actors = LayerCandidates.Actors(sentence, acts);
        if (actors.Count == 0 && events.Count == from)
            return;
        var pairs = new List<(LayerSpan Actor, LayerSpan? Recipient)>();
        var sides = new List<(Party Actor, Party? Recipient)>();
        var told = Told(sentence, events, from, pairs);
        var recipients = LayerCandidates.Recipients(sentence, acts);
        foreach (var actor in actors)
        {
            var who = LayerSpan.Of(sentence.Words, actor.First, actor.End, actor.Actor);
            pairs.Add((who, null));
            sides.Add((actor, null));
            foreach (var recipient in recipients)
            {
                if (recipient.First < actor.End && actor.First < recipient.End)
                    continue;
                pairs.Add((who, LayerSpan.Of(sentence.Words, recipient.First, recipient.End, recipient.Actor)));
                sides.Add((actor, recipient));
            }
        }

        using var answers = layer.Score(sentence, acts, pairs, false, KeepsFrames);
        other += layer.Topics.Sides(sentence);
        if (Most(answers) is var most && most < LeastOf(other))
        {
            trace?.Emptied(sentence, other, most, LeastOf(other));
            events.RemoveRange(from, events.Count - from);
            return;
        }

        var dropped = new List<PoliticalEvent>();
        Judge(sentence, events, from, told, sides, answers, pairs.Count - sides.Count, add, nobody, dropped);
        Extend(sentence, events, from, sides, answers, pairs.Count - sides.Count, add);
        DropPrivate(events, from, trace, sentence);
        if (events.Count == from && other < OddsOfReturn)
            Return(events, dropped);
    }

    /// <summary>Removes events that no political side has a part in: a teacher praises her pupils, a firm buys another.</summary>
    /// <param name="events">All events.</param>
    /// <param name="from">Index of the first to look at.</param>
    /// <param name="trace">Told what was removed; null for nobody.</param>
    /// <param name="sentence">The piece; null where nobody is told.</param>
    public static void DropPrivate(List<PoliticalEvent> events, int from, ILayerTrace? trace = null, SentenceReading? sentence = null)
    {
        for (var i = events.Count - 1; i >= from; i--)
        {
            if (PoliticalSides.Has(events[i]))
                continue;
            if (sentence is not null)
                trace?.Private(sentence, events[i]);
            events.RemoveAt(i);
        }
    }

    /// <summary>A sentence of politics of which nothing is left keeps the reading that its frames are surest of, as improbable.</summary>
    private void Return(List<PoliticalEvent> events, List<PoliticalEvent> dropped)
    {
        PoliticalEvent? best = null;
        for (var i = dropped.Count - 1; i >= 0; i--)
        {
            if (PoliticalSides.Has(dropped[i]) && (best is null || dropped[i].Salience > best.Salience))
                best = dropped[i];
        }

        for (var i = dropped.Count - 1; i >= 0 && best is not null; i--)
        {
            if (IsOneAct(dropped[i], best) && PoliticalSides.Has(dropped[i]))
                events.Add(dropped[i] with { Confidence = Round(Calibrate(LeastOfFrame, false)), Salience = Round(dropped[i].Salience * 0.5) });
        }
    }

    /// <summary>A confidence that says how often such events are right.</summary>
    public double Calibrate(double share, bool learned) => LayerCalibration.Apply(layer.Model.Calibration, share, learned);

    private static double LeastOf(double odds)
    {
        foreach (var (from, least) in LeastOfSentence)
        {
            if (odds >= from)
                return least;
        }

        return 0;
    }

    /// <summary>The most that any pair has of any event.</summary>
    private static double Most(LayerAnswers answers)
    {
        var most = 0.0;
        for (var i = 0; i < answers.Count; i++)
            most = Math.Max(most, 1 - answers.None(i));
        return most;
    }

    private static int[] Told(SentenceReading sentence, List<PoliticalEvent> events, int from, List<(LayerSpan Actor, LayerSpan? Recipient)> pairs)
    {
        var told = new int[events.Count - from];
        for (var i = 0; i < told.Length; i++)
        {
            told[i] = -1;
            var found = events[from + i];
            if (Words(sentence, found.Actor) is not { } who || (found.Recipient is not null && Words(sentence, found.Recipient) is null))
                continue;
            told[i] = pairs.Count;
            pairs.Add((who, found.Recipient is null ? null : Words(sentence, found.Recipient)));
        }

        return told;
    }

    private static LayerSpan? Words(SentenceReading sentence, Participant side) =>
        side.Start < sentence.Words[0].Start || side.End > sentence.Words[^1].End ? null : LayerGiven.Span(sentence, new TextSpan(side.Start, side.End));

    private void Judge(
        SentenceReading sentence,
        List<PoliticalEvent> events,
        int from,
        int[] told,
        List<(Party Actor, Party? Recipient)> sides,
        LayerAnswers answers,
        int offset,
        Action<Act, Party, Party?> add,
        IReadOnlySet<(int Start, int End)> nobody,
        List<PoliticalEvent> dropped)
    {
        var lists = Lists(events, from, told, answers);
        for (var i = told.Length - 1; i >= 0; i--)
        {
            var found = events[from + i];
            if (told[i] < 0)
            {
                events[from + i] = found with { Confidence = Round(Calibrate(found.Confidence, false)) };
                continue;
            }

            var pair = told[i];
            var type = answers.Type(pair);
            var share = lists[i];
            if (found.Recipient is { Code: null } thing && nobody.Contains((thing.Start, thing.End)))
            {
                for (var k = 0; k < sides.Count; k++)
                {
                    if (sides[k].Recipient is null && Touches(sentence, sides[k].Actor, found.Actor))
                        share = Math.Max(share, answers.Of(offset + k, found.Type));
                }
            }

            var most = share;
            var best = -1;
            for (var k = 0; k < sides.Count; k++)
            {
                if (!Touches(sentence, sides[k].Actor, found.Actor) || answers.Of(offset + k, found.Type) <= most)
                    continue;
                most = answers.Of(offset + k, found.Type);
                best = k;
            }

            if (type != found.Type && answers.Of(pair, type) > OtherType && !(found.Recipient is null && NeedsRecipient(type))
                && !IsThere(events, from, i, type))
            {
                var (mode, _, _, cameo) = answers.Detail(pair);
                trace?.Retyped(sentence, found, type, answers.Of(pair, type));
                events[from + i] = found with
                {
                    Type = type,
                    Mode = mode,
                    Cameo = cameo,
                    Quad = Ontology.Quad(type),
                    Goldstein = Ontology.Current.Cameo(cameo)?.Goldstein,
                    Rule = Rule,
                    Confidence = Round(Calibrate(answers.Of(pair, type), true)),
                };
                continue;
            }

            if (most < LeastOfFrame || (share < LeastOfPair && answers.None(pair) > 1 - LeastOfPair && most < OtherRecipient))
            {
                trace?.Dropped(sentence, found, share, answers.None(pair));
                dropped.Add(found);
                events.RemoveAt(from + i);
                continue;
            }

            if (share < LeastOfRecipient && most > OtherRecipient && best >= 0 && sides[best].Recipient is { } whom && !IsTold(sentence, events, from, i, sides[best].Actor, whom)
                && !(found.Recipient is not null && IsWhere(sentence, whom)))
            {
                var count = events.Count;
                add(Make(sentence, answers, offset + best, sides[best].Actor, whom, found), sides[best].Actor, whom);
                if (events.Count > count)
                {
                    events[from + i] = events[^1] with { Rule = found.Rule, Cameo = found.Cameo, Goldstein = found.Goldstein, Confidence = Round(Calibrate(most, false)), Salience = found.Salience };
                    events.RemoveAt(events.Count - 1);
                }

                continue;
            }

            events[from + i] = found with { Confidence = Round(Calibrate(share, false)), Salience = Round(found.Salience * (0.5 + (0.5 * most))) };
        }
    }

    /// <summary>
    /// The share of each told event: "Chile, Peru and Ecuador condemned X" stands or falls as a whole, so the events of one act have the share of the likeliest of them.
    /// </summary>
    private static double[] Lists(List<PoliticalEvent> events, int from, int[] told, LayerAnswers answers)
    {
        var shares = new double[told.Length];
        for (var i = 0; i < told.Length; i++)
        {
            for (var k = 0; k < told.Length; k++)
            {
                PoliticalEvent one = events[from + i], other = events[from + k];
                if (told[k] >= 0 && IsOneAct(one, other))
                    shares[i] = Math.Max(shares[i], answers.Of(told[k], one.Type));
            }
        }

        return shares;
    }

    /// <summary>Whether another event of the piece is of this type and has the same sides: "jailed" is an arrest beside the verdict, which is told already.</summary>
    private static bool IsThere(List<PoliticalEvent> events, int from, int but, EventType type)
    {
        var one = events[from + but];
        for (var i = from; i < events.Count; i++)
        {
            if (i != from + but && events[i].Type == type && events[i].Actor.Start == one.Actor.Start && events[i].Recipient?.Start == one.Recipient?.Start)
                return true;
        }

        return false;
    }

    /// <summary>"<u>Peru</u>'s rebels declared a truce": the whole phrase does it, where that is somebody.</summary>
    private static Party Whole(SentenceReading sentence, Party actor) => actor.Phrase is null && sentence.PhraseAt[actor.First] is { Actor: { Media: false, Kind: not MentionKind.Place } whole } phrase
        && phrase.Owner is { } owner && owner.First == actor.First && owner.End == actor.End ? new Party(phrase.First, phrase.End, whole, phrase, actor.Weight, false) : actor;

    /// <summary>"outside a mosque", "near Lima": where something is done does nothing.</summary>
    private static bool IsWhere(SentenceReading sentence, Party actor) =>
        actor.Phrase is { Preposition: >= 0 } phrase && SmallWords.Circumstance.Contains(sentence.Words[phrase.Preposition].Form);

    private static bool IsOneAct(PoliticalEvent one, PoliticalEvent other) => one.Type == other.Type && one.Evidence.Trigger == other.Evidence.Trigger;

    /// <summary>Whether another event of the piece tells this pair.</summary>
    private static bool IsTold(SentenceReading sentence, List<PoliticalEvent> events, int from, int but, Party actor, Party recipient)
    {
        for (var i = from; i < events.Count; i++)
        {
            if (i != from + but && Touches(sentence, actor, events[i].Actor) && events[i].Recipient is { } whom && Touches(sentence, recipient, whom))
                return true;
        }

        return false;
    }

    private void Extend(
        SentenceReading sentence,
        List<PoliticalEvent> events,
        int from,
        List<(Party Actor, Party? Recipient)> sides,
        LayerAnswers answers,
        int offset,
        Action<Act, Party, Party?> add)
    {
        var order = new List<int>();
        for (var i = 0; i < sides.Count; i++)
        {
            if (Likeliest(answers, offset + i) >= LeastAlone)
                order.Add(i);
        }

        order.Sort((a, b) => Likeliest(answers, offset + b).CompareTo(Likeliest(answers, offset + a)) is var by && by != 0 ? by : a.CompareTo(b));
        var accepted = new List<(EventType Type, Party Actor, Party? Recipient)>();
        foreach (var i in order)
        {
            var (actor, recipient) = sides[i];
            actor = Whole(sentence, actor);
            var type = answers.Type(offset + i);
            if (recipient is null && NeedsRecipient(type))
                continue;
            if (IsWhere(sentence, actor) || sentence.Senseless.Exists(words => answers.Detail(offset + i).Trigger >= words.First && answers.Detail(offset + i).Trigger < words.End))
                continue;
            if (type == EventType.Consult && IsVenue(sentence, recipient) && answers.Detail(offset + i).Mode != "visit")
            {
                accepted.Add((type, actor, recipient));
                continue;
            }

            if (recipient is { Phrase: { } whom } && actor.Phrase is { } who && (IsPartOf(who, whom) || IsPartOf(whom, who)))
                continue;
            if (IsTold(sentence, events, from, type, actor, recipient) || accepted.Exists(other => Clashes(other, type, actor, recipient)))
                continue;
            accepted.Add((type, actor, recipient));
            var count = events.Count;
            add(Make(sentence, answers, offset + i, actor, recipient), actor, recipient);
            for (var k = count; k < events.Count; k++)
                events[k] = events[k] with { Confidence = Round(Calibrate(answers.Of(offset + i, type), true)) };
        }
    }

    /// <summary>"spoke in Quito": where people talk is no party to the talks (ONTOLOGY.md §3.5).</summary>
    private static bool IsVenue(SentenceReading sentence, Party? recipient) => recipient is { Actor.Kind: MentionKind.Place, Phrase.Preposition: >= 0 } place
        && SmallWords.Circumstance.Contains(sentence.Words[place.Phrase!.Preposition].Form);

    /// <summary>Whether an event tells it already, or more of it.</summary>
    private static bool IsTold(SentenceReading sentence, List<PoliticalEvent> events, int from, EventType type, Party actor, Party? recipient)
    {
        for (var i = from; i < events.Count; i++)
        {
            var told = events[i];
            var forward = Touches(sentence, actor, told.Actor) || (told.Type == type && (OfWhom(sentence, actor, told.Actor) || Names(sentence, actor, told.Actor)));
            var toward = recipient is { } other && told.Recipient is not null && Touches(sentence, other, told.Recipient);
            if (forward && (toward || recipient is null))
                return true;

            // The same act told the other way round, or of the same pair.
            if (recipient is { } whom && Touches(sentence, whom, told.Actor) && told.Recipient is not null && Touches(sentence, actor, told.Recipient))
                return true;
            if (forward && told.Type == type)
            {
                if (told.Recipient is null && recipient is not null)
                {
                    events.RemoveAt(i);
                    return false;
                }

                return true;
            }

            if (toward && told.Type == type)
                return true;
        }

        return false;
    }

    /// <summary>"the presidents of <u>Mali</u> and Senegal": whether a side is one of those whom an office is of.</summary>
    private static bool OfWhom(SentenceReading sentence, Party office, Participant side)
    {
        if (office.Phrase?.Complement is not { } whom)
            return false;
        foreach (var one in whom.Members)
        {
            if (sentence.StartOf(one.First) < side.End && side.Start < sentence.EndBefore(one.End))
                return true;
        }

        return false;
    }

    /// <summary>"the mufti of <u>Egypt</u>": whether a side only says whose another side is.</summary>
    private static bool Names(SentenceReading sentence, Party part, Participant side)
    {
        for (var at = part.Phrase?.Of; at is not null; at = at.Of)
        {
            if (sentence.StartOf(at.First) < side.End && side.Start < sentence.EndBefore(at.End))
                return true;
        }

        return false;
    }

    private static bool Clashes((EventType Type, Party Actor, Party? Recipient) other, EventType type, Party actor, Party? recipient)
    {
        if (other.Recipient is { } whom && recipient is { } mine && Same(other.Actor, mine) && Same(whom, actor))
            return true;
        if (other.Type != type)
            return Same(other.Actor, actor) && (recipient is null || (other.Recipient is { } r && Same(r, recipient.Value)));
        if (Same(other.Actor, actor))
            return recipient is null || other.Recipient is null || !InList(other.Recipient.Value, recipient.Value);
        return recipient is { } second && other.Recipient is { } first && Same(first, second) && !InList(other.Actor, actor);
    }

    /// <summary>"the commander of the army, General X": the army, and the general, are parts of what names one party.</summary>
    private static bool IsPartOf(Phrase part, Phrase whole)
    {
        whole = whole.Explains ?? whole;
        for (var at = part.Explains ?? part; at is not null; at = at.Of?.Explains ?? at.Of)
        {
            if (at == whole || at.ListHead == whole.ListHead && at != part)
                return true;
        }

        return part.Explains is not null && part.Explains == whole;
    }

    private static bool Same(Party one, Party other) => one.First < other.End && other.First < one.End;

    private static bool InList(Party one, Party other) => one.Phrase is { } a && other.Phrase is { } b && a != b && a.ListHead == b.ListHead;

    private static bool Touches(SentenceReading sentence, Party party, Participant side) =>
        sentence.StartOf(party.First) < side.End && side.Start < sentence.EndBefore(party.End);

    private static float Likeliest(LayerAnswers answers, int pair) => answers.Of(pair, answers.Type(pair));

    private static bool NeedsRecipient(EventType type) => type is EventType.Cooperate or EventType.Aid or EventType.Sanction;

    private static Act Make(SentenceReading sentence, LayerAnswers answers, int pair, Party actor, Party? recipient, PoliticalEvent? told = null)
    {
        var type = told?.Type ?? answers.Type(pair);
        var answer = answers.Detail(pair);
        var (first, end) = (answer.Trigger, answer.Trigger + 1);
        if (told is not null && LayerGiven.Span(sentence, told.Evidence.Trigger) is { } trigger)
            (first, end) = (trigger.First, trigger.End);
        var act = new Act
        {
            Frame = Frames[(int)type],
            Type = type,
            Mode = told is null ? answer.Mode : told.Mode,
            Cameo = told is null ? answer.Cameo : told.Cameo,
            TriggerFirst = first,
            TriggerEnd = end,
            Predicate = sentence.PredicateAt[first],
            Factuality = told?.Factuality ?? answer.Factuality,
            Score = answers.Of(pair, type),
        };
        act.Actors.Add(actor);
        if (recipient is { } other)
            act.Recipients.Add(other);
        return act;
    }

    private static double Round(double value) => Math.Round(value, 3);

    private static readonly Frame[] Frames = [.. Enumerable.Range(0, 16).Select(type => new Frame
    {
        Id = Rule,
        Kind = TriggerKind.Verb,
        Type = (EventType)type,
        Recipients = [],
        ActorFrom = "",
        Objects = [],
        ObjectFrom = "",
        Yes = "",
        No = "",
    })];
}
