using Dragoman.Coding.Lexicon;
using Dragoman.Coding.Reading;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Actors;

/// <summary>Composes who a phrase names out of its parts: nationality, body, role, name, with the codes of ONTOLOGY.md §3.3.</summary>
internal sealed class ActorComposer(EntryChooser chooser, ActorMemory memory)
{
    /// <summary>What the phrase at a word stands for; null where it stands for nothing here.</summary>
    public NameEntry? Choose(SentenceReading sentence, NameEntry[] entries, int first, Phrase phrase, string? country)
    {
        var words = sentence.Words;
        var entry = chooser.Choose(entries, country);
        if (entry.Kind != NameKind.Person || entry.Form == NameForm.Full)
            return entry;
        if (entry.Form == NameForm.Alone)
        {
            // "Eric Trump", "Trump Tower": another name than the short form in it.
            var end = words[first].EntryEnd;
            if (first > phrase.First && IsGivenName(words[first - 1]) && (words[first - 1].Entries is not null || !InsideEntry(words, phrase.First, first - 1))
                && (ActorWords.Of(sentence, first - 1) & ActorWord.Honorific) == 0 && !words[first - 1].Is(WordClasses.Former | WordClasses.Closed)
                && (ActorWords.OfCompound(sentence, first - 1) & (ActorWord.Backed | ActorWord.Led | ActorWord.Held)) == 0)
                return null;
            if (end < phrase.End && words[end] is { Role: WordRole.Name, Entries: null, Capital: true })
                return null;
            if (memory.Find(sentence.Slice(first, end)) is { } before && before.Name != entry.Name)
                return null;
        }

        return chooser.Trusts(entry, country) ? entry : null;
    }

    private static bool IsGivenName(in Word word) => word is { Role: WordRole.Name, Capital: true }
        && (word is { Entries: null, EntryEnd: 0 } || word.Entries is [{ Kind: NameKind.People }, ..]);

    /// <summary>Who it is; null where the phrase names nobody.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="end">Index behind the last word.</param>
    /// <param name="parts">What its words contribute.</param>
    /// <param name="whole">Whether it is the whole phrase, and not what stands in front of a genitive.</param>
    public ActorReading? Compose(SentenceReading sentence, int end, in PhraseParts parts, bool whole)
    {
        if (end <= parts.First)
            return null;
        var words = sentence.Words;
        var last = end - 1;
        var headless = words[last].Role == WordRole.Noun && words[last].Entries is null && !InsideEntry(words, parts.First, last)
            && !words[last].Is(WordClasses.Generic) && words[last].Given == 0;
        if (whole && headless && parts.Person is null && !(parts.Equipment is not null && parts.Head is null))
        {
            // "the Chinese economy": a noun that nobody is; "Boko Haram attack": the name in front is no actor of this phrase.
            return null;
        }

        var reading = new ActorReading { First = parts.First, End = end, Country = parts.Country };
        if (parts.Person is { } person)
            return Office(reading, person, parts, sentence);
        if (parts.Head is not null)
            return Partial(Role(reading, sentence, parts), parts);
        if (parts.Equipment is { } equipment)
            return Arms(reading, equipment, parts);
        if (parts.Body is { } body)
            return Partial(OfBody(reading, sentence, body, parts, last), parts);
        if (parts.NameFirst < 0 && (parts.Nationality ?? parts.People) is { } people)
            return Partial(OfPeople(reading, sentence, people, parts, last, whole), parts);
        if (parts.NameFirst >= 0 && parts.NameEnd == end)
            return Named(reading, sentence, parts);
        if (parts.RoleFirst < 0)
            return null;
        reading.Role = sentence.Slice(parts.RoleFirst, parts.RoleEnd);
        reading.Unknown = true;
        reading.Kind = MentionKind.Group;
        return reading;
    }

    /// <summary>Fills a reading with a person of the tables.</summary>
    public ActorReading Office(ActorReading reading, NameEntry person, in PhraseParts parts, SentenceReading sentence)
    {
        var title = parts.Head;
        var words = title is null ? null : sentence.Slice(parts.RoleFirst, parts.RoleEnd);
        if (person.Form == NameForm.Titled)
            words = sentence.Slice(parts.NameFirst, parts.NameEnd - 1);
        var term = chooser.Term(person, words, out var held);
        reading.Name = person.Name;
        reading.Kind = MentionKind.Person;
        reading.Country = term.Country;
        reading.Contested = held && term.Contested;
        var international = Ontology.Current.Sector(term.Country) is { International: true };
        if (parts.Former)
        {
            reading.Role = title?.Name;
            reading.Sectors = ["ELI"];
        }
        else if (held && term.Contested && (parts.Doubt || title is null || title.Sectors.Contains("OPP")))
        {
            reading.Role = title?.Name ?? term.Office;
            reading.Sectors = [.. term.Sectors];
        }
        else if (title is { Sectors.Count: > 0 } && !international)
        {
            // The title in the text outranks the list on the sector, the list outranks on the country.
            reading.Role = title.Name;
            reading.Sectors = held && Agrees(title, term) ? [.. term.Sectors] : [.. Titled(title, parts)];
        }
        else if (held || person.Form == NameForm.Titled)
        {
            reading.Role = term.Office;
            reading.Sectors = [.. term.Sectors];
        }
        else if (chooser.IsOver(term))
        {
            reading.Sectors = IsOfficial(term) || international ? ["ELI"] : [.. term.Sectors];
            reading.Role = IsOfficial(term) ? null : term.Office;
        }
        else
        {
            reading.Sectors = [];
        }

        return reading;
    }

    private static bool Agrees(NameEntry title, OfficeTerm term) =>
        (ActorWords.OfLast(title.Name) & ActorWord.Generic) != 0 || (title.Sectors.Count > 0 && term.Sectors.Count > 0 && title.Sectors[0] == term.Sectors[0]);

    private static IReadOnlyList<string> Titled(NameEntry title, in PhraseParts parts) =>
        parts.Body is { Kind: NameKind.Body, Sectors.Count: > 0 } body && (ActorWords.Of(title.Name) & ActorWord.Generic) != 0 ? body.Sectors : title.Sectors;

    /// <summary>Former holders of these count among the former officials; a former rebel leader stays what he was.</summary>
    private static bool IsOfficial(OfficeTerm term)
    {
        foreach (var sector in term.Sectors)
        {
            if (sector is "REB" or "CRM" or "REL" or "SOC" or "JRN" or "CVL" or "BUS")
                return sector == "BUS" && term.Sectors[0] == "GOV";
        }

        return term.Sectors.Count > 0;
    }

    private ActorReading Role(ActorReading reading, SentenceReading sentence, in PhraseParts parts)
    {
        var head = parts.Head!;
        reading.Role = sentence.Slice(parts.RoleFirst, parts.RoleEnd);
        reading.Kind = head.Role switch
        {
            RoleKind.Person => MentionKind.Person,
            RoleKind.Organization => MentionKind.Organization,
            RoleKind.Equipment => MentionKind.Equipment,
            _ => MentionKind.Group,
        };
        if (head is { Role: RoleKind.Equipment, Sectors.Count: 0 })
        {
            // "Russian missiles": a thing; who owns it stands in front.
            reading.Country = null;
            reading.Unknown = true;
            return reading;
        }

        reading.Sectors = [.. parts.Former && IsOffice(head) ? ["ELI"] : Merge(head, parts)];
        if (parts.Body is { Kind: NameKind.Media })
        {
            reading.Media = true;
            reading.Country = parts.Body.Country ?? parts.Country;
        }
        else if (parts.Body is { } body)
        {
            var own = parts.Nationality?.Country ?? parts.Country;
            reading.Country = body.Kind == NameKind.Body && own is not null && own != body.Country && IsGenericName(body) ? own : body.Country ?? own;
        }

        reading.Country ??= head.Country ?? parts.People?.Country;
        if (reading.Sectors is ["UAF"] or ["REB"] or ["MIL"] && parts.Side != ActorWord.None)
            reading.Sectors = parts.Side == ActorWord.Loyal ? reading.Sectors is ["MIL"] ? ["MIL"] : ["PRM"] : ["REB"];
        if (parts.Led && reading.Sectors is ["MIL"] && reading.Country is null)
            reading.Country = "IGO";
        if (reading.Country is not null && Ontology.Current.Sector(reading.Country) is { International: true } && reading.Sectors is ["GOV"])
            reading.Sectors = [];
        if (parts.NameFirst >= 0)
        {
            reading.Name = sentence.Slice(parts.NameFirst, parts.NameEnd);
            if (memory.Find(reading.Name) is { } before && reading.Country is null)
                reading.Country = before.Country;
        }

        reading.Unknown = reading.Code is null;
        return reading;
    }

    private static ActorReading Arms(ActorReading reading, NameEntry equipment, in PhraseParts parts)
    {
        reading.Name = equipment.Name;
        reading.Kind = MentionKind.Equipment;
        reading.Country = parts.Nationality?.Country ?? parts.Country ?? (parts.Body is { Kind: NameKind.Body } body ? body.Country : null);
        reading.Sectors = reading.Country is null ? [] : [.. parts.Body is { Kind: NameKind.Body, Sectors.Count: > 0 } owner ? owner.Sectors : equipment.Sectors];
        reading.Unknown = reading.Code is null;
        return reading;
    }

    private ActorReading? OfBody(ActorReading reading, SentenceReading sentence, NameEntry body, in PhraseParts parts, int last)
    {
        var own = parts.Nationality?.Country ?? parts.Country;
        reading.Name = body.Name;
        reading.Country = body.Kind == NameKind.Body && own is not null && own != body.Country && IsGenericName(body) ? own : body.Country ?? own;
        reading.Sectors = [.. SectorsOf(body)];
        if (own is not null && body is { Kind: NameKind.Body, Country: "NGO" })
        {
            // A national branch is of its country (ONTOLOGY.md §3.2).
            reading.Country = own;
            if (reading.Sectors.Count == 0)
                reading.Sectors = ["SOC"];
        }

        reading.Kind = MentionKind.Organization;
        reading.Media = body.Kind == NameKind.Media;
        reading.Metonym = body.Kind is NameKind.Capital or NameKind.Seat;
        if (parts.RoleFirst >= 0)
        {
            reading.Role = sentence.Slice(parts.RoleFirst, parts.RoleEnd);
            reading.Kind = MentionKind.Group;
        }
        else if (parts.NameFirst >= 0 && parts.NameEnd == last + 1 && parts.Nationality is null && body.Kind is NameKind.Capital or NameKind.Seat)
        {
            // "London Mayor X", "Paris Saint-Germain": a name of its own.
            reading.Name = sentence.Slice(parts.First, last + 1);
            reading.Unknown = true;
        }

        if (body.Kind == NameKind.Capital && !body.Acts)
        {
            reading.Kind = MentionKind.Place;
            reading.Unknown = true;
        }

        return reading;
    }

    private static ActorReading? OfPeople(ActorReading reading, SentenceReading sentence, NameEntry people, in PhraseParts parts, int last, bool whole)
    {
        var words = sentence.Words;
        reading.Name = people.Name;
        reading.Country ??= people.Country;
        if (people.Kind is NameKind.Nationality or NameKind.People)
        {
            if (people.Role == RoleKind.None && parts.RoleFirst < 0 && words[last].Given == 0 && !(last > parts.First && words[parts.First].Role == WordRole.Determiner))
                return whole && last > parts.First ? null : people.Country is null ? null : reading;
            reading.Kind = MentionKind.Group;
            reading.Sectors = parts.RoleFirst >= 0 ? [] : people.Kind == NameKind.People ? [.. people.Sectors] : people.Role == RoleKind.None ? [] : ["CVL"];
            if (people.Kind == NameKind.Nationality && parts.People is { } faith && parts.RoleFirst < 0)
                reading.Sectors = [.. faith.Sectors];
        }
        else
        {
            reading.Kind = MentionKind.Organization;
        }

        if (parts.RoleFirst >= 0)
        {
            reading.Role = sentence.Slice(parts.RoleFirst, parts.RoleEnd);
            reading.Kind = MentionKind.Group;
        }

        reading.Unknown = reading.Code is null;
        return reading;
    }

    private ActorReading Named(ActorReading reading, SentenceReading sentence, in PhraseParts parts)
    {
        reading.Name = sentence.Slice(parts.NameFirst, parts.NameEnd);
        if (memory.Find(reading.Name) is { } before)
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
        reading.Country = null;
        reading.Kind = MentionKind.Other;
        return reading;
    }

    /// <summary>A body of a partly recognised entity carries its mark, last.</summary>
    private static ActorReading? Partial(ActorReading? reading, in PhraseParts parts)
    {
        if (reading is not null && parts.Nationality is { Sectors.Count: > 0 } state && reading.Country == state.Country && !reading.Sectors.Contains("PRE") && state.Sectors.Contains("PRE"))
            reading.Sectors = [.. reading.Sectors, "PRE"];
        return reading;
    }

    private IReadOnlyList<string> SectorsOf(NameEntry body) =>
        body is { Kind: NameKind.Body, Offices.Count: > 0 } ? chooser.PartySectors(body) : body.Sectors;

    /// <summary>Whether many countries have a body of this name: then the country in front outranks the table.</summary>
    private static bool IsGenericName(NameEntry body) =>
        body.Detail is "ministry" or "legislature" or "forces" or "police" or "court" or "intelligence agency" or "party" or "union";

    private static bool IsOffice(NameEntry head)
    {
        foreach (var sector in head.Sectors)
        {
            if (sector is "GOV" or "LEG" or "JUD" or "SPY" or "COP" or "PTY" or "MIL" or "ELI")
                return true;
        }

        return false;
    }

    private IEnumerable<string> Merge(NameEntry head, in PhraseParts parts)
    {
        var generic = (ActorWords.Of(head.Name) & ActorWord.Generic) != 0;
        if (parts.Body is { } body && SectorsOf(body) is { Count: > 0 } sectors && body.Kind is NameKind.Body or NameKind.Seat or NameKind.Capital
            && (generic || head.Sectors is ["GOV"] || (ActorWords.Of(head.Name) & ActorWord.BodyHead) != 0))
            return body.Kind == NameKind.Capital && !generic ? head.Sectors : sectors.Take(3);
        if (parts.Body is { Kind: NameKind.Body, Sectors.Count: 0, Country: not null } whole && (generic || (ActorWords.Of(head.Name) & ActorWord.BodyHead) != 0)
            && Ontology.Current.Sector(whole.Country) is { International: true })
            return head.Sectors is ["MIL"] && whole.Country is "UNO" or "IGO" or "EUR" ? head.Sectors : [];
        if (parts.Modifier is not { Sectors.Count: > 0 } modifier)
            return head.Sectors;
        if (generic)
            return modifier.Sectors;
        if (head.Sectors.Count == 0 || head.Sectors.SequenceEqual(modifier.Sectors))
            return modifier.Sectors;
        if (modifier.Sectors is ["OPP"])
            return head.Sectors.Contains("OPP") ? head.Sectors : head.Sectors.Append("OPP");
        if (head.Sectors is ["CVL", "OPP"])
            return modifier.Sectors.Append("OPP").Distinct().Take(3);
        return head.Sectors is ["GOV"] or ["CVL"] or ["UAF"] ? modifier.Sectors : head.Sectors;
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
}
