using Dragoman.Coding.Actors;
using Dragoman.Coding.Lexicon;
using Dragoman.Coding.Reading;
using Dragoman.Records;

namespace Dragoman.Coding.Acts;

/// <content>Who takes part: the phrases that fill actor and recipient of a frame, with the members of lists.</content>
internal sealed partial class ActFinder
{
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
                if (ObjectOf(sentence, predicate, end) is { } target)
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

        if (content?.Subject is { } inner && !HasFirst(act.Actors, inner.First))
            AddParties(sentence, inner, 0.9, act.Recipients);
        if (content?.Object is { } further)
            AddParties(sentence, further, 0.7, act.Recipients);
        if (content is not null)
        {
            foreach (var adjunct in content.Adjuncts)
            {
                if (sentence.Words[adjunct.Preposition].Form is "to" or "with" or "against")
                    AddParties(sentence, adjunct.Phrase, 0.65, act.Recipients);
            }
        }

        // "put its soldiers on alert": nobody moves against his own.
        if (type == EventType.Mobilize)
            act.Recipients.RemoveAll(party => sentence.Words[party.First].Xpos == "PRP$");
        return act;
    }

    private static bool HasFirst(List<Party> parties, int first)
    {
        foreach (var party in parties)
        {
            if (party.First == first)
                return true;
        }

        return false;
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
            if (into.Count == 0 && frame.AgentlessFrom is { } from)
                AddAgentless(sentence, predicate, from, into);
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
    }

    /// <summary>"Troops were deployed": forces act for themselves. "Diplomats were expelled from Chad": only Chad can do that.</summary>
    private static void AddAgentless(SentenceReading sentence, Predicate predicate, string from, List<Party> into)
    {
        if (from == "O")
        {
            if (predicate.Subject is { Actor: { } forces } subject && Has(forces, "MIL", "COP", "REB", "UAF"))
                AddParties(sentence, subject, 0.9, into);
            return;
        }

        foreach (var adjunct in predicate.Adjuncts)
        {
            if (sentence.Words[adjunct.Preposition].Form == from && adjunct.Phrase.Actor is { Country: not null, Unknown: false, Kind: not MentionKind.Place })
                AddParties(sentence, adjunct.Phrase, 0.8 * adjunct.Weight, into);
        }
    }

    /// <summary>A pronoun stands for the subject of the verb of saying, or of the last verb in front.</summary>
    private static void Pronoun(SentenceReading sentence, Predicate predicate, Phrase pronoun, List<Party> into)
    {
        into.Add(new Party(pronoun.First, pronoun.End, pronoun.Actor, pronoun, 0.9, true));
        if (predicate.InContent && predicate.Governor?.Subject is { IsPronoun: false, Actor: not null } speaker)
        {
            foreach (var member in speaker.Members)
                Add(into, new Party(member.First, member.End, member.Actor, member, 0.85, true));
            return;
        }

        if (predicate is { Relation: Dependency.Advcl, Governor.Subject: { IsPronoun: false, Actor: not null } main } && main.First > pronoun.First)
        {
            // "Days after it had accused Oman, Yemen apologised": the pronoun points forward.
            foreach (var member in main.Members)
                Add(into, new Party(member.First, member.End, member.Actor, member, 0.85, true));
            return;
        }

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
        foreach (var adjunct in predicate.Adjuncts)
        {
            if (sentence.Words[adjunct.Preposition].Form != preposition)
                continue;
            AddParties(sentence, adjunct.Phrase, weight * adjunct.Weight, into);
            weight *= 0.85;
        }
    }

    private const int MaxClauses = 2;

    /// <summary>A phrase, and the actors that it holds when it is not one itself.</summary>
    // The object of a clause about a thing may be the thing again: how many clauses were gone into is counted.
    private static void AddParties(SentenceReading sentence, Phrase phrase, double weight, List<Party> into, int depth = 0)
    {
        foreach (var member in phrase.Members)
            AddMember(sentence, member, weight, into, depth);
    }

    private static void AddMember(SentenceReading sentence, Phrase member, double weight, List<Party> into, int depth)
    {
        if (member.Given == 0 && member.Actor is { Role: not null } office && member.Complement is { List: { } countries } several
            && sentence.Words[several.Preposition].Form == "of" && AreStates(countries))
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

            return;
        }

        if (member.Given == 0 && !member.IsPronoun && member.Actor is null or { Country: null } && Named(sentence, member) is { } named)
        {
            // "Senegal's ally, Gambia, …": the name says who it is.
            Add(into, new Party(named.First, named.End, named.Actor, named, weight, false));
            return;
        }

        if (member.Several is { } each && member.Given == 0)
        {
            foreach (var one in each)
                Add(into, new Party(one.First, one.End, one, member, weight, false));
            return;
        }

        var direct = member.Actor is null && member.Given == 0;
        if (!direct || member.IsPronoun)
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

        if (direct && !member.IsPronoun && depth < MaxClauses)
            AddOfClause(sentence, member, weight * 0.7, into, depth + 1);
        var inner = 0.85;
        AddInner(sentence, member, weight * (direct ? 1 : 0.6), ref inner, 0, into);
    }

    /// <summary>The name of a state that explains a phrase; null for none.</summary>
    private static Phrase? Named(SentenceReading sentence, Phrase phrase)
    {
        foreach (var other in sentence.Phrases)
        {
            // The parser hangs "Eritrea" in "accused its neighbour Eritrea" on the verb as well.
            var beside = other.First == phrase.End && sentence.Words[other.Head].Head == sentence.Words[phrase.Head].Head && sentence.Words[other.Head].Relation == sentence.Words[phrase.Head].Relation;
            if ((other.Explains == phrase || beside) && other.Actor is { Country: not null, Sectors.Count: 0, Name: not null, Kind: MentionKind.Organization })
                return other;
        }

        return null;
    }

    /// <summary>"took back the tugs it had lent <u>Tuvalu</u>": who takes part in the clause about a thing.</summary>
    private static void AddOfClause(SentenceReading sentence, Phrase thing, double weight, List<Party> into, int depth)
    {
        // A clause whose own parts lead back to the thing would be followed without end; each step in weighs less.
        if (weight < 0.2)
            return;
        foreach (var child in sentence.Tree.Children(thing.Head))
        {
            if (sentence.Words[child].Relation is not (Dependency.AclRelcl or Dependency.Acl) || sentence.PredicateAt[child] is not { } clause || clause.Head != child)
                continue;
            if (clause.Object is { } target && target != thing.ListHead && Acts(target))
                AddParties(sentence, target, weight, into, depth);
            foreach (var adjunct in clause.Adjuncts)
            {
                if (sentence.Words[adjunct.Preposition].Form is "to" or "by" or "with" or "on" or "against" && Acts(adjunct.Phrase))
                    AddParties(sentence, adjunct.Phrase, weight * adjunct.Weight, into, depth);
            }
        }
    }

    /// <summary>The phrases that hang on a phrase with prepositions, and on those in turn.</summary>
    private static void AddInner(SentenceReading sentence, Phrase host, double weight, ref double inner, int depth, List<Party> into)
    {
        if (host.Inner is not { } list || depth > 3)
            return;
        foreach (var phrase in list)
        {
            foreach (var next in phrase.Members)
            {
                Add(into, new Party(next.First, next.End, next.Actor, next, weight * inner, true));
                if (next.Actor is null && next.Owner is { } owner)
                    Add(into, new Party(owner.First, owner.End, owner, null, weight * inner * 0.9, true));
                inner *= 0.85;
                AddInner(sentence, next, weight, ref inner, depth + 1, into);
            }
        }
    }

    private static bool AreStates(List<Phrase> list)
    {
        foreach (var phrase in list)
        {
            if (phrase.Actor is not { Country: not null })
                return false;
        }

        return true;
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
}
