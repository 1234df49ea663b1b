using Dragoman.Coding.Reading;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Actors;

/// <summary>What phrases tell of each other: "the foreign minister of Oman", "Anna X, Oman's envoy,", "US and British activists".</summary>
internal static class PhraseLinks
{
    /// <summary>The country, and for a role that has no sector of its own the sectors, come from behind.</summary>
    public static void Complete(SentenceReading sentence, Phrase phrase, ActorComposer composer)
    {
        if (phrase.Actor is not { } actor || (phrase.Complement ?? Behind(sentence, phrase)) is not { } complement)
            return;
        if (actor.Role is not null && (ActorWords.OfLast(actor.Role) & ActorWord.Number) != 0 && complement.Preposition >= 0 && sentence.Words[complement.Preposition].Form == "of")
        {
            phrase.Actor = null;
            return;
        }

        Envoy(sentence, actor, complement);
        var generic = actor.Role is not null && (ActorWords.OfLast(actor.Role) & (ActorWord.Generic | ActorWord.BodyHead)) != 0;
        var depth = 0;
        for (var next = complement; next is not null && depth++ < 4; next = next.Complement)
        {
            var preposition = next.Preposition >= 0 ? ActorWords.Of(sentence, next.Preposition) : ActorWord.None;
            var does = actor.Role is null ? ActorWord.None : ActorWords.OfLast(actor.Role);
            var to = next == complement && (does & ActorWord.Serves) != 0 && (preposition & ActorWord.Completes) != 0;
            if (((preposition & ActorWord.Owner) == 0 && !to) || ((does & ActorWord.Sent) != 0 && next == complement && sentence.Words[next.Preposition].Form == "for"))
                return;
            var of = sentence.Slice(next.Preposition, next.Preposition + 1) is "of" or "for" or "from" || to;
            if (next.Actor is { } other && other.Kind != MentionKind.Person && (other.Country is not null || other.Name is not null || other.Sectors.Count > 0))
            {
                if (of && generic && next == complement && other.Sectors.Count > 0 && actor.Sectors is [] or ["GOV"] or ["MIL"] or ["UAF"] && !other.Metonym
                    && other.Kind is MentionKind.Organization or MentionKind.Group && actor.Sectors is not ["ELI"])
                    actor.Sectors = [.. other.Sectors];
                if (actor.Country is null && (of || other.Kind != MentionKind.Group))
                {
                    actor.Country = other.Country;
                    if (actor.Sectors is ["GOV"] && actor.Country is not null && Ontology.Current.Sector(actor.Country) is { International: true })
                        actor.Sectors = [.. other.Sectors];
                }
            }
            else if (actor.Country is null && next.Owner is { Country: not null } owner)
            {
                actor.Country = owner.Country;
            }
            else if (next.Actor is { Kind: MentionKind.Person, Country: not null } chief && actor.Country is null && generic && of)
            {
                // "a senior aide to the president of Chile", "a spokesman for Modi": whose man he is.
                actor.Country = chief.Country;
            }

            actor.Unknown = actor.Code is null;
            if (actor.Country is not null)
                return;
        }
    }

    /// <summary>"special envoy for Venezuela Elliott Abrams": the name behind the country is the envoy's.</summary>
    private static void Envoy(SentenceReading sentence, ActorReading actor, Phrase complement)
    {
        var words = sentence.Words;
        if (actor is not { Kind: MentionKind.Person, Name: null } || words[complement.First].Entries is not { } entries || entries[0].Kind is not (NameKind.Country or NameKind.Body or NameKind.Nationality))
            return;
        var end = words[complement.First].EntryEnd;
        if (end >= complement.End || words[complement.End - 1].Role != WordRole.Name)
            return;
        for (var i = end; i < complement.End; i++)
        {
            if (words[i].Role != WordRole.Name)
                return;
        }

        actor.Name = complement.Actor is { Kind: MentionKind.Person, Name: not null } known ? known.Name : sentence.Slice(end, complement.End);
        if (complement.Actor is { Kind: MentionKind.Person } person)
        {
            actor.Country ??= person.Country;
            actor.Contested |= person.Contested;
        }

        complement.Actor = new ActorReading
        {
            First = complement.First,
            End = end,
            Country = entries[0].Country,
            Sectors = [.. entries[0].Sectors],
            Name = entries[0].Name,
            Kind = MentionKind.Organization,
        };
    }

    /// <summary>"Anna X, Oman's envoy, …", "the minister, Mr Akar": name and office are one actor.</summary>
    public static void Explain(SentenceReading sentence, Phrase phrase)
    {
        if (phrase.Explains is null && sentence.Tree.IsWhole && sentence.Words[phrase.Head] is { Relation: Dependency.Appos, Head: >= 0 } word
            && sentence.PhraseAt[word.Head] is { } host && host != phrase && host.First < phrase.First)
            phrase.Explains = host;
        if (phrase.Explains is null && phrase.First > 0 && sentence.Words[phrase.First].Role == WordRole.Name && phrase.Actor is { Kind: MentionKind.Person or MentionKind.Other }
            && sentence.PhraseAt[phrase.First - 1] is { Actor: { Kind: MentionKind.Person, Name: null, Role: not null } } title && title != phrase && title.End == phrase.First)
            phrase.Explains = title;
        if (phrase.Explains is not { Actor: { } main } || phrase.Actor is not { } other || main.Kind == MentionKind.Place)
            return;
        if (other is { Kind: MentionKind.Person, Name: not null, Unknown: false } && main.Name is null)
        {
            // The office first, then its holder: the table knows the holder's country.
            main.Country ??= other.Country;
            main.Name = other.Name;
            if (main.Country == other.Country && other.Sectors.Count > 0 && main.Role is not null && (ActorWords.OfLast(main.Role) & ActorWord.Generic) != 0 && other.Sectors is not ["ELI"] && main.Sectors is not ["ELI"])
                main.Sectors = [.. other.Sectors];
        }

        main.Country ??= other.Country;
        if (main.Sectors.Count == 0)
            main.Sectors = [.. other.Sectors];
        main.Role ??= other.Role;
        main.Unknown = main.Code is null;
        if (!other.Unknown && other.Country is not null)
        {
            main.Name ??= other.Name;
            return;
        }

        if (main.Kind is MentionKind.Place or MentionKind.Organization && main.Role is null)
            return;
        main.Name ??= other.Name;
        other.Country ??= main.Country;
        if (other.Sectors.Count == 0)
            other.Sectors = [.. main.Sectors];
        other.Role ??= main.Role;
        if (other.Kind == MentionKind.Other)
            other.Kind = main.Kind;
        other.Unknown = other.Code is null;
    }

    /// <summary>"US and British activists": the first nationality shares the noun of the second.</summary>
    public static void Share(SentenceReading sentence, Phrase phrase)
    {
        if (phrase.List is not { } list)
            return;
        var last = list[^1];
        if (last.Actor is not { } shared || last.Head == last.First || sentence.Words[last.First].Entries is not { } entries
            || entries[0].Kind is not (NameKind.Nationality or NameKind.Country))
            return;
        for (var i = 0; i < list.Count - 1; i++)
        {
            var member = list[i];
            if (member.Actor is { Sectors.Count: 0, Role: null, Country: not null } actor && sentence.Words[member.First].Entries is { } own
                && own.Any(entry => entry.Adjective) && member.Given == 0 && own.All(entry => entry.Kind != NameKind.Country || sentence.Words[member.First].Form is "us" or "uk"))
            {
                actor.Sectors = [.. shared.Sectors];
                actor.Role = shared.Role;
                actor.Kind = shared.Kind;
            }
        }
    }

    /// <summary>The phrase right behind with a preposition that completes: "soldiers from Senegal", "an aide to the president".</summary>
    private static Phrase? Behind(SentenceReading sentence, Phrase phrase)
    {
        var at = phrase.End;
        if (at + 1 >= sentence.Words.Length || sentence.Words[at].Role != WordRole.Preposition || (ActorWords.Of(sentence, at) & ActorWord.Completes) == 0)
            return null;
        return sentence.PhraseAt[at + 1] is { } next && next.Preposition == at ? next : null;
    }
}
