using Dragoman.Coding.Lexicon;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Reading;

/// <summary>Says who a noun phrase names (ONTOLOGY.md §3), with what the document has said so far.</summary>
internal sealed class ActorReader(string? date)
{
    private const int MostRemembered = 4000;

    private readonly Dictionary<string, ActorReading> _known = new(StringComparer.Ordinal);

    /// <summary>Resolves every phrase of a sentence.</summary>
    public void Read(SentenceReading sentence)
    {
        foreach (var phrase in sentence.Phrases)
            Resolve(sentence, phrase);
        foreach (var phrase in sentence.Phrases)
        {
            Complete(sentence, phrase);
            Explain(phrase);
        }

        foreach (var phrase in sentence.Phrases)
            Share(sentence, phrase);
        foreach (var phrase in sentence.Phrases)
            Remember(sentence, phrase);
    }

    private void Resolve(SentenceReading sentence, Phrase phrase)
    {
        if (phrase.IsPronoun)
            return;
        var words = sentence.Words;
        var former = false;
        string? country = null, ownerCountry = null;
        NameEntry? head = null, person = null, body = null, modifier = null, nationality = null;
        int ownerEnd = -1, nameFirst = -1, nameEnd = -1, roleFirst = -1, roleEnd = -1;
        var capitals = 0;
        int holderFirst = phrase.First, holderEnd = phrase.End;
        var start = phrase.First;
        for (var i = phrase.First; i < phrase.End; i++)
        {
            ref var word = ref words[i];
            if (word.Role == WordRole.Genitive && i > phrase.First)
            {
                // What stands in front of the genitive owns the rest.
                ownerEnd = i;
                phrase.Owner = Read(sentence, start, i, country, nationality, head, person, body, modifier, former, capitals, nameFirst, nameEnd, roleFirst, roleEnd, false);
                ownerCountry = phrase.Owner?.Country ?? ownerCountry;
                country = null;
                head = person = body = modifier = nationality = null;
                former = false;
                capitals = 0;
                nameFirst = nameEnd = roleFirst = roleEnd = -1;
                start = i + 1;
                continue;
            }

            former |= word.Is(WordClasses.Former) || (word.End - word.Start > 3 && sentence.Text.AsSpan(word.Start).StartsWith("ex-", StringComparison.OrdinalIgnoreCase));
            if (word.Entries is { } entries && word.EntryEnd <= phrase.End)
            {
                var entry = Choose(entries, words, i, phrase);
                if (entry.Kind is not (NameKind.Role or NameKind.Person))
                    (holderFirst, holderEnd) = (i, word.EntryEnd);
                switch (entry.Kind)
                {
                    case NameKind.Country:
                    case NameKind.Capital:
                    case NameKind.Seat:
                        country ??= entry.Country;
                        if (entry.Kind == NameKind.Country && head is null && body is null)
                            nationality = entry;
                        else
                            body ??= entry;
                        break;
                    case NameKind.Nationality:
                        country ??= entry.Country;
                        nationality = entry;
                        break;
                    case NameKind.Body:
                    case NameKind.Media:
                        body ??= entry;
                        break;
                    case NameKind.Person:
                        person = entry;
                        nameFirst = i;
                        nameEnd = word.EntryEnd;
                        break;
                    default:
                        if (head is not null && !IsGeneric(head))
                            modifier = head;
                        head = entry;
                        roleFirst = i;
                        roleEnd = word.EntryEnd;
                        break;
                }

                i = word.EntryEnd - 1;
                continue;
            }

            if (word.Role == WordRole.Name && (word.Capital || word.Given != 0) && !word.Is(WordClasses.Closed))
            {
                if (nameFirst < 0 || nameEnd != i)
                    nameFirst = i;
                nameEnd = i + 1;
                capitals++;
            }
            else if (word.Is(WordClasses.Generic) && i == phrase.Head)
            {
                if (head is not null)
                    modifier = head;
                roleFirst = i;
                roleEnd = i + 1;
            }
        }

        phrase.Actor = AsPlace(sentence, phrase, Read(sentence, start, phrase.End, country ?? ownerCountry, nationality, head, person, body, modifier, former, capitals, nameFirst, nameEnd, roleFirst, roleEnd, true));
        if (phrase.Actor is { } actor && ownerEnd >= 0 && actor.Unknown && words[phrase.Head].Role != WordRole.Name)
            phrase.Actor = null;
        if (phrase.Actor is null && phrase.Owner is null && (nationality ?? body) is { } owner && words[phrase.Head].Entries is null)
        {
            phrase.Owner = new ActorReading
            {
                First = holderFirst,
                End = holderEnd,
                Country = owner.Country,
                Sectors = [.. owner.Sectors],
                Name = owner.Name,
                Kind = MentionKind.Organization,
            };
        }
    }

    private ActorReading? Read(
        SentenceReading sentence, int first, int end, string? country, NameEntry? nationality, NameEntry? head, NameEntry? person, NameEntry? body,
        NameEntry? modifier, bool former, int capitals, int nameFirst, int nameEnd, int roleFirst, int roleEnd, bool whole)
    {
        if (end <= first)
            return null;
        var words = sentence.Words;
        var last = end - 1;
        var reading = new ActorReading { First = first, End = end, Country = country };
        var headless = words[last].Role == WordRole.Noun && words[last].Entries is null && !InsideEntry(words, first, last)
            && !words[last].Is(WordClasses.Generic) && words[last].Given == 0;
        if (whole && headless && person is null)
        {
            // "the Chinese economy": a noun that nobody is; "Boko Haram attack": the name in front is no actor of this phrase.
            return null;
        }

        if (person is not null)
        {
            Office(reading, person, head, former);
            return reading;
        }

        if (head is not null)
        {
            reading.Role = sentence.Slice(roleFirst, roleEnd);
            reading.Kind = head.Role switch
            {
                RoleKind.Person => MentionKind.Person,
                RoleKind.Organization => MentionKind.Organization,
                _ => MentionKind.Group,
            };
            reading.Sectors = [.. former ? ["ELI"] : Merge(head, modifier, body)];
            if (body is not null && body.Kind != NameKind.Media)
            {
                reading.Country = body.Country ?? country;
                if (body.Kind is NameKind.Capital)
                    reading.Country = body.Country;
            }
            else if (body is { Kind: NameKind.Media })
            {
                reading.Media = true;
            }

            reading.Country ??= head.Country;
            if (reading.Country is "UNO" or "EUR" or "IGO" or "NGO" or "MNC" or "IMG" or "ISM" && reading.Sectors is ["GOV"])
                reading.Sectors = [];
            if (nameFirst >= 0)
            {
                reading.Name = sentence.Slice(nameFirst, nameEnd);
                if (_known.TryGetValue(reading.Name, out var before) && reading.Country is null)
                    reading.Country = before.Country;
            }

            reading.Unknown = reading.Code is null;
            return reading;
        }

        if (body is not null)
        {
            reading.Name = body.Name;
            reading.Country = body.Country ?? country;
            reading.Sectors = [.. body.Sectors];
            reading.Kind = MentionKind.Organization;
            reading.Media = body.Kind == NameKind.Media;
            reading.Metonym = body.Kind is NameKind.Capital or NameKind.Seat;
            if (roleFirst >= 0)
            {
                reading.Role = sentence.Slice(roleFirst, roleEnd);
                reading.Kind = MentionKind.Group;
            }

            if (body.Kind == NameKind.Capital && !body.Acts)
            {
                reading.Kind = MentionKind.Place;
                reading.Unknown = true;
            }

            return reading;
        }

        if (nationality is not null && nameFirst < 0)
        {
            reading.Name = nationality.Name;
            if (nationality.Kind == NameKind.Nationality)
            {
                if (nationality.Role == RoleKind.None && roleFirst < 0 && words[last].Given == 0 && !(last > first && words[first].Role == WordRole.Determiner))
                    return whole && last > first ? null : reading;
                reading.Kind = MentionKind.Group;
                reading.Sectors = nationality.Role == RoleKind.None || roleFirst >= 0 ? [] : ["CVL"];
            }
            else
            {
                reading.Kind = MentionKind.Organization;
            }

            if (roleFirst >= 0)
            {
                reading.Role = sentence.Slice(roleFirst, roleEnd);
                reading.Sectors = words[last].Form is "officials" or "official" or "spokesman" or "spokeswoman" or "leader" or "leaders" or "envoy" or "delegation"
                    ? ["GOV"] : reading.Sectors;
                reading.Kind = MentionKind.Group;
            }

            return reading;
        }

        if (nameFirst >= 0 && nameEnd == end)
        {
            reading.Name = sentence.Slice(nameFirst, nameEnd);
            if (_known.TryGetValue(reading.Name, out var before))
            {
                reading.Country = before.Country;
                reading.Sectors = [.. before.Sectors];
                reading.Name = before.Name;
                reading.Role = before.Role;
                reading.Kind = before.Kind;
                reading.Contested = before.Contested;
                reading.Media = before.Media;
                return reading;
            }

            reading.Unknown = true;
            reading.Kind = MentionKind.Other;
            return reading;
        }

        if (roleFirst >= 0)
        {
            reading.Role = sentence.Slice(roleFirst, roleEnd);
            reading.Unknown = true;
            reading.Kind = MentionKind.Group;
            return reading;
        }

        return null;
    }

    /// <summary>"in Lisbon" is where; "Lisbon" that condemns is who.</summary>
    private static ActorReading? AsPlace(SentenceReading sentence, Phrase phrase, ActorReading? reading)
    {
        var before = phrase.First - 1;
        if (reading is { Metonym: true } && before >= 0 && sentence.Words[before].Form is "in" or "at" or "near" or "around" or "outside")
        {
            reading.Metonym = false;
            reading.Sectors = [];
            reading.Kind = MentionKind.Place;
            reading.Unknown = true;
        }

        return reading;
    }

    private static bool InsideEntry(Word[] words, int first, int index)
    {
        for (var i = first; i <= index; i++)
        {
            if (words[i].Entries is not null && words[i].EntryEnd > index)
                return true;
        }

        return false;
    }

    private static NameEntry Choose(NameEntry[] entries, Word[] words, int i, Phrase phrase)
    {
        if (entries.Length == 1)
            return entries[0];

        // "Chinese" before a noun is the adjective; "Washington" is the capital rather than the state.
        foreach (var entry in entries)
        {
            if (entry.Kind is NameKind.Capital or NameKind.Body)
                return entry;
        }

        return entries[0];
    }

    private void Office(ActorReading reading, NameEntry person, NameEntry? title, bool former)
    {
        reading.Name = person.Name;
        reading.Kind = MentionKind.Person;
        OfficeTerm? term = null;
        foreach (var candidate in person.Offices)
        {
            if (date is null ? candidate.Until is null : candidate.Covers(date))
                term = candidate;
        }

        var last = term ?? person.Offices[^1];
        reading.Country = last.Country;
        reading.Contested = term?.Contested ?? false;
        reading.Role = term?.Office;
        if (former)
        {
            reading.Sectors = ["ELI"];
        }
        else if (title is not null && title.Sectors.Count > 0 && reading.Country.Length == 3 && !Ontology.Current.Sector(reading.Country).IsInternational())
        {
            // The title in the text outranks the list on the sector, the list outranks on the country.
            reading.Sectors = [.. title.Sectors];
            reading.Role = title.Name;
        }
        else if (term is not null)
        {
            reading.Sectors = [.. term.Sectors];
        }
        else if (date is null)
        {
            // Without a date an office that is over may be the one meant: the text names the person without "former".
            reading.Sectors = [.. last.Sectors];
            reading.Role = last.Office;
        }
        else if (last.Until is not null && string.CompareOrdinal(date, last.Until) >= 0 && !Ontology.Current.Sector(last.Country).IsInternational())
        {
            reading.Sectors = ["ELI"];
        }
        else
        {
            reading.Sectors = [];
        }
    }

    private static bool IsGeneric(NameEntry role) => role.Name is "official" or "officials" or "leader" or "leaders" or "spokesman" or "spokeswoman"
        or "spokesperson" or "commander" or "commanders" or "fighter" or "fighters" or "supporter" or "supporters" or "member" or "members" or "man" or "men"
        or "officer" or "officers" or "envoy" or "chief" or "people" or "leadership" or "forces" or "force" or "unit" or "authorities" or "secretary" or "representative" or "representatives"
        or "state" or "nation" or "department" or "family" or "families";

    private static IEnumerable<string> Merge(NameEntry head, NameEntry? modifier, NameEntry? body)
    {
        if (body is { Sectors.Count: > 0 } && (IsGeneric(head) || head.Sectors is ["GOV"]))
            return body.Sectors.Take(3);
        if (modifier is null || modifier.Sectors.Count == 0)
            return head.Sectors;
        if (IsGeneric(head))
            return modifier.Sectors;
        if (head.Sectors.Count == 0 || head.Sectors.SequenceEqual(modifier.Sectors))
            return modifier.Sectors;
        if (modifier.Sectors is ["OPP"])
            return head.Sectors.Contains("OPP") ? head.Sectors : head.Sectors.Append("OPP");
        if (head.Sectors is ["CVL", "OPP"])
            return modifier.Sectors.Append("OPP").Distinct().Take(3);
        return head.Sectors is ["GOV"] or ["CVL"] or ["UAF"] ? modifier.Sectors : head.Sectors;
    }

    /// <summary>"the foreign minister [of Oman]", "police [in Chad]": the country comes from behind.</summary>
    private static void Complete(SentenceReading sentence, Phrase phrase)
    {
        if (phrase.Actor is not { Country: null } actor)
            return;
        for (var next = phrase.Complement; next is not null && actor.Country is null; next = next.Complement)
        {
            if (sentence.Words[next.Preposition].Form is not ("of" or "in" or "for" or "from"))
                return;
            if (next.Actor is { Country: not null } or { Name: not null } && next.Actor.Kind != MentionKind.Person)
            {
                actor.Country = next.Actor.Country;
                if (actor.Sectors is ["GOV"] && actor.Country is "UNO" or "EUR" or "IGO" or "NGO" or "MNC")
                    actor.Sectors = [];
                if (next.Actor.Sectors.Count > 0 && !next.Actor.Metonym && next.Actor.Kind == MentionKind.Organization && (actor.Sectors.Count == 0 || actor.Sectors is ["GOV"]))
                    actor.Sectors = [.. next.Actor.Sectors];
            }
            else if (next.Owner is { Country: not null } owner)
            {
                actor.Country = owner.Country;
            }

            actor.Unknown = actor.Code is null;
        }
    }

    /// <summary>"Anna X, Oman's envoy, …": name and office are one actor.</summary>
    private static void Explain(Phrase phrase)
    {
        if (phrase.Explains is not { Actor: { } main } || phrase.Actor is not { } other)
            return;
        main.Country ??= other.Country;
        if (main.Sectors.Count == 0)
            main.Sectors = [.. other.Sectors];
        main.Role ??= other.Role;
        main.Name ??= other.Name;
        main.Unknown = main.Code is null;
    }

    /// <summary>"US and British activists": the first nationality shares the noun of the second.</summary>
    private static void Share(SentenceReading sentence, Phrase phrase)
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

    private void Remember(SentenceReading sentence, Phrase phrase)
    {
        if (phrase.Actor is not { Name: not null, Unknown: false } actor || _known.Count > MostRemembered)
            return;
        if (actor.Role is null && actor.Kind != MentionKind.Person)
            return;
        var words = sentence.Words;
        var nameFirst = phrase.End - 1;
        while (nameFirst > phrase.First && words[nameFirst - 1].Role == WordRole.Name && words[nameFirst - 1].Entries is null && words[nameFirst].Entries is null)
            nameFirst--;
        if (words[phrase.End - 1].Role != WordRole.Name)
            return;
        _known.TryAdd(sentence.Slice(nameFirst, phrase.End), actor);
        _known.TryAdd(sentence.Slice(phrase.End - 1, phrase.End), actor);
    }
}

/// <summary>Helpers on codes that stand in place of a country.</summary>
internal static class CountryCodes
{
    /// <summary>Whether the sector row is one of the international codes.</summary>
    public static bool IsInternational(this Sector? sector) => sector is { International: true };
}
