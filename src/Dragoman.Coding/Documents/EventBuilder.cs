using Dragoman.Coding.Actors;
using Dragoman.Coding.Acts;
using Dragoman.Coding.Coreference;
using Dragoman.Coding.Learned;
using Dragoman.Coding.Lexicon;
using Dragoman.Coding.Places;
using Dragoman.Coding.Reading;
using Dragoman.Coding.Statements;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Documents;

/// <summary>Makes events of acts: chooses the sides, pairs them, dates and weighs them (ONTOLOGY.md §3.4 to §3.6).</summary>
internal sealed class EventBuilder(
    Mentions mentions, StatementReader statements, CoreferenceReader coreference, IEventDates dates, LayerSetting layer, ILayerTrace? trace = null)
{
    private const int MostOnASide = 5;

    /// <summary>How much less sure an event is whose actor stands elsewhere.</summary>
    private const double InferredWeight = 0.8;

    private readonly HashSet<(int Start, int End)> _nobody = [];
    private readonly List<Doer> _doers = [];
    private readonly List<Doer> _before = [];
    private int _index = -1;
    private readonly LearnedStage? _learned = layer.Layer is { } network ? new LearnedStage(network, layer.Use, trace) : null;

    /// <summary>The events in the order of their evidence, before tellings are merged.</summary>
    public List<PoliticalEvent> Events { get; } = [];

    /// <summary>Adds the events of a piece of a sentence.</summary>
    /// <param name="sentence">The piece.</param>
    /// <param name="acts">Its acts.</param>
    /// <param name="place">0 for the headline or first sentence, growing towards 1 at the end of the text.</param>
    /// <param name="other">Log odds of its words' being about something else than politics.</param>
    public void Add(SentenceReading sentence, List<Act> acts, double place, double other)
    {
        var from = Events.Count;
        Note(sentence);
        foreach (var act in acts)
        {
            if (act.Contained || act.Factuality == Factuality.Hypothetical && act.Predicate is null)
                continue;
            Add(sentence, act, place);
        }

        if (_learned is null)
            LearnedStage.DropPrivate(Events, from);
        else
            _learned.Refine(sentence, acts, Events, from, other, (act, actor, recipient) => Add(sentence, act, actor, recipient, place), _nobody);
        FillPlaces(sentence, from);
        foreach (var act in acts)
        {
            if (_learned is not { KeepsFrames: false } && act is { Contained: false, Predicate.Passive: true } && AgentOf(act) is { } doer)
                AddAgentless(sentence, act, doer, place);
        }

        if (_nobody.Count > 0)
            EmptySides(from);
    }

    /// <summary>
    /// "Police searched the market. Nine were detained": a passive without agent takes whoever this or the last sentence names as the one that has the power
    /// (ONTOLOGY.md §3.4), where only one is named.
    /// </summary>
    private Doer? AgentOf(Act act)
    {
        var power = Powers.Of(act.Type, act.Mode);
        if (power.Length == 0 || act.Actors.Count > 0)
            return null;
        foreach (var doers in (ReadOnlySpan<List<Doer>>)[_doers, _before])
        {
            Doer? found = null;
            foreach (var doer in doers)
            {
                if (!Powers.Has(doer.Actor, power) || act.Recipients.Exists(party => ReferenceEquals(party.Actor, doer.Actor)))
                    continue;
                if (found is not null && found.Value.Who.Code != doer.Who.Code)
                    return null;
                found ??= doer;
            }

            if (found is not null)
                return found;
        }

        return null;
    }

    private void AddAgentless(SentenceReading sentence, Act act, Doer doer, double place)
    {
        var actor = new Party(0, 0, doer.Actor, null, InferredWeight, true);
        var recipients = Side(sentence, act.Recipients, [], act);
        if (recipients.Count is 0 or > MostOnASide)
            return;
        var whom = sentence.StartOf(recipients[0].First);
        if (Events.Exists(told => told.Type == act.Type && told.Evidence.Sentence == sentence.Index && told.Recipient?.Start == whom))
            return;
        foreach (var recipient in recipients)
            Add(sentence, act, actor, recipient, place, doer.Who with { Inferred = true });
    }

    /// <summary>Keeps who does something in a sentence, and in the one before.</summary>
    private void Note(SentenceReading sentence)
    {
        if (sentence.Index != _index)
        {
            _before.Clear();
            if (sentence.Index == _index + 1) _before.AddRange(_doers);
            _doers.Clear();
            _index = sentence.Index;
        }

        foreach (var predicate in sentence.Predicates)
        {
            if (predicate is not { Passive: false, Subject: { IsPronoun: false } subject })
                continue;
            foreach (var member in subject.Members)
            {
                if (member.Actor is { Kind: not MentionKind.Place, Sectors.Count: > 0 } actor && !_doers.Exists(doer => ReferenceEquals(doer.Actor, actor)))
                    _doers.Add(new Doer(actor, Participant(sentence, new Party(member.First, member.End, actor, member, 1, false))));
            }
        }
    }

    /// <summary>Somebody who does something in a sentence, in its words there.</summary>
    private readonly record struct Doer(ActorReading Actor, Participant Who);

    /// <summary>
    /// "imposed a curfew in Jos", "declared a truce in Idlib": where nobody is named to whom it was done, it was done to whoever is in that place. The place of a
    /// meeting, of a march or of one's own forces is none of these.
    /// </summary>
    private void FillPlaces(SentenceReading sentence, int from)
    {
        for (var i = from; i < Events.Count; i++)
        {
            var told = Events[i];
            if (told.Recipient is not null || !IsSuffered(told.Type) || told.Mode == "resign" || LayerGiven.Span(sentence, told.Evidence.Trigger) is not { } trigger
                || sentence.ClauseOf[trigger.First] is not (>= 0 and var clause) || PlaceOf(sentence, sentence.Predicates[clause]) is not { } place)
                continue;
            var whom = Participant(sentence, place);
            if (whom.Start < told.Actor.End && told.Actor.Start < whom.End)
                continue;

            // A country is one side and its place the other only abroad.
            Events[i] = told with { Recipient = whom.Code is { } code && told.Actor.Code?.StartsWith(code, StringComparison.Ordinal) == true ? whom with { Code = null } : whom };
        }
    }

    /// <summary>Whether an act of a type is done to somebody who lives where it is done.</summary>
    private static bool IsSuffered(EventType type) => type is EventType.Aid or EventType.Coerce or EventType.Assault or EventType.Retreat or EventType.Concede
        or EventType.Sanction or EventType.Threaten or EventType.Agree;

    /// <summary>The place where a verb's act is done; null where none is named.</summary>
    private static Party? PlaceOf(SentenceReading sentence, Predicate predicate)
    {
        foreach (var adjunct in predicate.Adjuncts)
        {
            if (adjunct.Phrase is { IsPronoun: false } place && SmallWords.Within.Contains(sentence.Words[adjunct.Preposition].Form) && IsPlace(sentence, place))
                return new Party(place.First, place.End, place.Actor, place, 0.5, true);
        }

        return null;
    }

    /// <summary>Whether a phrase is a country, the name of a place, or a noun for one ("the district").</summary>
    private static bool IsPlace(SentenceReading sentence, Phrase phrase) => phrase.Actor switch
    {
        null => sentence.Words[phrase.Head] is { Upos: "NOUN" or "PROPN" } head && PlaceWords.Current.Is(PlaceWordClass.Kind, head.Base),
        { Kind: MentionKind.Place } => true,
        { Sectors.Count: > 0 } or { Role: not null } => false,
        { Country: not null } => true,
        { Unknown: true } => sentence.Words[phrase.Head] is { Upos: "PROPN", Capital: true },
        _ => false,
    };

    /// <summary>Takes recipients that can be nobody out of the events of a sentence, and events that need one with them.</summary>
    private void EmptySides(int from)
    {
        for (var i = Events.Count - 1; i >= from; i--)
        {
            var told = Events[i];
            if (told.Recipient is not { Code: null } whom || !_nobody.Contains((whom.Start, whom.End)))
                continue;
            if (told.Type is EventType.Cooperate or EventType.Aid or EventType.Sanction or EventType.Consult || Events.Exists(other => other != told
                && other.Type == told.Type && other.Evidence.Trigger == told.Evidence.Trigger && other.Actor.Start == told.Actor.Start))
                Events.RemoveAt(i);
            else
                Events[i] = told with { Recipient = null };
        }

        _nobody.Clear();
    }

    private void Add(SentenceReading sentence, Act act, double place)
    {
        var spoken = statements.Around(sentence.StartOf(act.TriggerFirst)) is { } said ? statements.SpeakerOf(said.Id) : null;
        var actors = Side(sentence, [.. act.Actors.Select(party => Pointed(sentence, Spoken(sentence, party, spoken)))], null, act);
        if (actors.Count == 0)
            return;
        var recipients = Side(sentence, [.. act.Recipients.Select(party => Pointed(sentence, Spoken(sentence, party, spoken)))], actors, act);
        if (act is { Predicate: { } doing, Type: EventType.Aid or EventType.Sanction } && recipients.TrueForAll(party => IsNobody(sentence, party))
            && PlaceOf(sentence, doing) is { } there && !actors.Exists(actor => Same(actor, there)))
            recipients = [there];
        if (act.Symmetric && recipients.Count == 0 && actors.Count > 1)
        {
            for (var i = 0; i < Math.Min(actors.Count, 8); i++)
            {
                for (var j = i + 1; j < Math.Min(actors.Count, 8); j++)
                    Add(sentence, act, actors[i], actors[j], place);
            }

            return;
        }

        if (recipients.Count == 0)
        {
            if (act.Type is EventType.Cooperate or EventType.Aid or EventType.Sanction
                || (act.Symmetric && !IsSeveral(sentence, actors[0])))
                return;

            // A noun alone with one side is too little to go by.
            if (act.Predicate is null)
                return;
            foreach (var actor in actors.Take(MostOnASide))
                Add(sentence, act, actor, null, place);
            return;
        }

        if (actors.Count > MostOnASide && recipients.Count > MostOnASide)
        {
            foreach (var actor in actors)
                Add(sentence, act, actor, null, place);
            return;
        }

        foreach (var actor in actors)
        {
            foreach (var recipient in recipients)
                Add(sentence, act, actor, recipient, place);
        }
    }

    /// <summary>"in the port", "over pay", "after the march": where, why and when are no recipients.</summary>
    private static bool IsCircumstance(SentenceReading sentence, Party party) => party.Phrase is { Preposition: >= 0 } phrase
        && SmallWords.Circumstance.Contains(sentence.Words[phrase.Preposition].Form);

    /// <summary>"Peacekeepers arrived in Monrovia": the frame asks for what stands there, and it lies in a country.</summary>
    private static bool IsAsked(SentenceReading sentence, Act act, Party party) => party is { Actor.Country: not null, Phrase.Preposition: >= 0 }
        && act.Frame.Recipients.Contains(sentence.Words[party.Phrase.Preposition].Form);

    private static bool IsSeveral(SentenceReading sentence, Party party) => party.Phrase is { } phrase
        && (sentence.Words[phrase.Head] is { Info.Plural: true } || party.Actor is { Kind: MentionKind.Group });

    /// <summary>The parties of the best place that names somebody.</summary>
    private List<Party> Side(SentenceReading sentence, List<Party> candidates, List<Party>? others, Act act)
    {
        var chosen = new List<Party>();
        var weight = 0.0;
        Phrase? list = null;
        foreach (var party in candidates)
        {
            if (others is not null && others.Exists(other => Same(other, party)))
                continue;
            if (chosen.Count > 0 && (party.Phrase is null || party.Phrase.ListHead != list || party.Weight < weight))
                continue;
            if (others is not null && act.Type == EventType.Mobilize && party.Phrase is { Preposition: >= 0 } where
                && sentence.Words[where.Preposition].Form is "in" or "into" or "to" or "at")
            {
                // Where forces go is no party; whom they are against is (ONTOLOGY.md §1.14).
                continue;
            }

            if (others is not null && IsNobody(sentence, party) && candidates.Exists(other => !IsNobody(sentence, other) && (other.Actor is not null || other.Weight >= 0.5) && !others.Exists(side => Same(side, other))))
                continue;
            if (others is null)
            {
                if (!CanAct(sentence, party) || (party is { Actor: null, Phrase.IsPronoun: true } && candidates.Exists(other => other.Actor is not null && CanAct(sentence, other))))
                    continue;
            }
            else if (party.Actor is null && party.Phrase is null or { IsPronoun: false } && (party.Weight < 0.5 || candidates.Exists(other => other.Actor is not null && other != party && !others.Exists(side => Same(side, other)))))
            {
                continue;
            }
            else if (party.Actor is null && act.Frame.Objects.Length > 0 && party.Phrase is { IsPronoun: false } thing && Verbal(act.Type)
                && act.Predicate is { } predicate && (thing == predicate.Object || thing == predicate.Subject))
            {
                // "scrapped the tax", "lifted the ban": the thing that the frame asks for is nobody.
                continue;
            }
            else if (party.Actor is null or { Unknown: true } && IsCircumstance(sentence, party) && !(act.Type == EventType.Aid && IsAsked(sentence, act, party))
                && !(act.Mode == "investigate" && party.Actor is not null && sentence.Words[party.Phrase!.Preposition].Form == "into"))
            {
                continue;
            }
            else if (party.Phrase is { IsPronoun: true } && party.Actor is null)
            {
                continue;
            }

            chosen.Add(party);
            weight = party.Weight;
            list = party.Phrase?.ListHead;
        }

        return chosen;
    }

    /// <summary>"We" and "I" in somebody's words are that somebody.</summary>
    private static Party Spoken(SentenceReading sentence, Party party, StatementSpeaker? speaker)
    {
        if (speaker is null || party.Phrase is not { IsPronoun: true } || sentence.Words[party.Phrase.Head].Form is not ("we" or "i" or "us" or "me"))
            return party;
        var there = speaker.Sentence == sentence;
        return there && !speaker.Phrase.IsPronoun ? new Party(speaker.Phrase.First, speaker.Phrase.End, speaker.Actor, speaker.Phrase, party.Weight, true)
            : party with { Actor = speaker.Actor, Inferred = true };
    }

    /// <summary>A pronoun acts as what it points to, in that one's words where they stand in its sentence.</summary>
    private Party Pointed(SentenceReading sentence, Party party)
    {
        if (party is not { Actor: null, Phrase: { IsPronoun: true } pronoun } || sentence.Words[pronoun.Head].Form.EndsWith("self", StringComparison.Ordinal)
            || coreference.ActorOf(pronoun) is not { } actor)
            return party;
        return coreference.Near(pronoun) is { Actor: not null } near ? new Party(near.First, near.End, near.Actor, near, party.Weight, true) : party with { Actor = actor, Inferred = true };
    }

    private bool CanAct(SentenceReading sentence, Party party)
    {
        // A pronoun that points to nobody known keeps its words and has no code.
        if (party.Phrase is { IsPronoun: true } pronoun)
            return party.Actor is not null || (sentence.Words[pronoun.Head].Form is "he" or "she" or "it" or "they" && !statements.InQuote(sentence.StartOf(pronoun.First)));
        return party.Actor is { Media: false } actor && actor.Kind != MentionKind.Place;
    }

    private static bool Same(Party one, Party other)
    {
        if (one.First < other.End && other.First < one.End)
            return true;
        if (one.Actor is not { } a || other.Actor is not { } b)
            return false;
        return a.Name is not null && b.Name is not null ? a.Name == b.Name && a.Country == b.Country && a.Code == b.Code : ReferenceEquals(a, b);
    }

    /// <summary>"reached a conclusion", "a state of war", "at the age of 23": what stands there is nobody, unless somebody's name is part of it.</summary>
    private static bool IsNobody(SentenceReading sentence, Party party)
    {
        if (party is not { Actor: null, Phrase: { IsPronoun: false } phrase } || sentence.Words[phrase.Head] is not { Capital: false } head
            || !(head.Upos is "NUM" or "SYM" || (head.Upos is "NOUN" && ThingNouns.Contains(head.Base))))
            return false;
        for (var i = party.First; i < party.End; i++)
        {
            if (sentence.Words[i] is { Upos: "PROPN" } or { Entries.Length: > 0 })
                return false;
        }

        return true;
    }

    private void Add(SentenceReading sentence, Act act, Party actor, Party? recipient, double place, Participant? elsewhere = null)
    {
        var who = elsewhere ?? Participant(sentence, actor);
        var whom = recipient is { } other ? Participant(sentence, other) : null;
        if (whom is not null && IsNobody(sentence, recipient!.Value)) _nobody.Add((whom.Start, whom.End));
        if (Audiences.Only(act.Type, recipient?.Actor))
            return;
        if (whom?.Code is { } code && who.Code == code && recipient?.Actor?.Country is not null && (code.Length <= 6 && code.EndsWith("GOV", StringComparison.Ordinal) || code.Length == 3))
            return;
        int start = sentence.StartOf(act.TriggerFirst), end = sentence.EndBefore(act.TriggerEnd);
        var mode = act.Mode is not null && Ontology.Current.Mode(act.Type, act.Mode) is null ? null : act.Mode;
        var cameo = act.Cameo ?? Ontology.Current.DefaultCameo(act.Type, mode);
        var around = statements.Around(start);
        var asserted = around is { Carries: true } && !(Verbal(act.Type) && Own(around, actor, who)) ? around.Id : null;
        var factuality = statements.Standing(start, act.Factuality, act.Type);
        var (date, precision, origin) = dates.Of(sentence, start, factuality);
        var sureness = Math.Clamp(act.Score * actor.Weight * (recipient?.Weight ?? 0.9) * (who.Code is null ? 0.85 : 1), 0.05, 0.95);
        Events.Add(new PoliticalEvent
        {
            Id = "",
            Type = act.Type,
            Mode = mode,
            Cameo = cameo,
            Quad = Ontology.Quad(act.Type),
            Goldstein = Ontology.Current.Cameo(cameo)?.Goldstein,
            Actor = who,
            Recipient = whom,
            Date = date,
            DatePrecision = precision,
            DateFrom = origin,
            Factuality = factuality,
            AssertedBy = asserted,
            Evidence = new Evidence(sentence.Index, sentence.Words[0].Start, sentence.Words[^1].End, new TextSpan(start, end)),
            Rule = act.Frame.Id,
            Confidence = Math.Round(sureness, 3),
            Salience = Math.Round(Math.Clamp((1 - (0.7 * place)) * Depth(act) * (0.5 + (0.5 * sureness)), 0.01, 1), 3),
        });
    }

    private static double Depth(Act act) => act.Predicate switch
    {
        null => 0.5,
        { Form: PredicateForm.Finite, Relative: false, InContent: false } => 1,
        { Form: PredicateForm.Finite, Relative: false } => 0.85,
        _ => 0.6,
    };

    private static bool Verbal(EventType type) => type is EventType.Agree or EventType.Support or EventType.Concede or EventType.Request
        or EventType.Accuse or EventType.Reject or EventType.Threaten;

    /// <summary>Whether somebody who speaks does the act in speaking.</summary>
    private bool Own(Draft said, Party actor, Participant who) => (said.SpeakerStart < who.End && who.Start < said.SpeakerEnd)
        || (statements.SpeakerOf(said.Id) is { } speaker && (speaker.Actor is { } one && ReferenceEquals(one, actor.Actor)
            || (actor.Phrase is { } phrase && coreference.Of(phrase) is { } entity && entity == coreference.Of(speaker.Phrase))));

    private Participant Participant(SentenceReading sentence, Party party)
    {
        int start = sentence.StartOf(party.First), end = sentence.EndBefore(party.End);
        var actor = party.Actor;
        return new Participant
        {
            Mention = mentions.IdAt(start, end),
            Text = sentence.Text[start..end],
            Start = start,
            End = end,
            Code = actor is null or { Kind: MentionKind.Place } ? null : Mentions.Code(actor),
            Inferred = party.Inferred || actor is { Metonym: true },
        };
    }
}
