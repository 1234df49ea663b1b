using Dragoman.Coding.Lexicon;
using Dragoman.Coding.Reading;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Actors;

/// <summary>Says who the noun phrases of a document name (ONTOLOGY.md §3), with what the document has said so far.</summary>
/// <param name="date">Date of the document, ISO 8601; null when unknown.</param>
internal sealed class ActorReader(string? date)
{
    private readonly ActorMemory _memory = new();
    private ActorComposer? _composer;

    private ActorComposer Composer => _composer ??= new ActorComposer(new EntryChooser(date, _memory), _memory);

    /// <summary>Resolves every phrase of a sentence.</summary>
    public void Read(SentenceReading sentence)
    {
        foreach (var phrase in sentence.Phrases)
            Resolve(sentence, phrase);
        foreach (var phrase in sentence.Phrases)
        {
            PhraseLinks.Complete(sentence, phrase, Composer);
            PhraseLinks.Explain(sentence, phrase);
        }

        foreach (var phrase in sentence.Phrases)
            PhraseLinks.Share(sentence, phrase);
        foreach (var phrase in sentence.Phrases)
            Remember(sentence, phrase);
        foreach (var phrase in sentence.Phrases)
            Acronym(sentence, phrase);
    }

    private void Resolve(SentenceReading sentence, Phrase phrase)
    {
        if (phrase.IsPronoun)
            return;
        var words = sentence.Words;
        var parts = PhraseParts.From(phrase.First, phrase.End);
        string? ownerCountry = null;
        NameEntry? ownerEntry = null;
        var ownerEnd = -1;
        List<(int First, string? Country)>? nationalities = null;
        for (var i = phrase.First; i < phrase.End; i++)
        {
            ref var word = ref words[i];
            if (word.Role == WordRole.Genitive && i > phrase.First)
            {
                // What stands in front of the genitive owns the rest.
                ownerEnd = i;
                phrase.Owner = Composer.Compose(sentence, i, parts, false);
                ownerCountry = phrase.Owner?.Country ?? ownerCountry;
                ownerEntry = parts.Nationality ?? parts.Body ?? ownerEntry;
                parts = PhraseParts.From(i + 1, phrase.End);
                continue;
            }

            parts.Former |= word.Is(WordClasses.Former)
                || (word.End - word.Start > 3 && sentence.Text.AsSpan(word.Start).StartsWith("ex-", StringComparison.OrdinalIgnoreCase));
            if (word.Entries is { } entries && word.EntryEnd <= phrase.End && Composer.Choose(sentence, entries, i, phrase, parts.Country ?? ownerCountry) is { } entry)
            {
                parts.Take(entry, i, word.EntryEnd);
                if (ownerEnd < 0 && (entry.Kind == NameKind.Nationality || IsAdjective(words, phrase, i, entry)))
                    (nationalities ??= []).Add((i, entry.Country));
                if (entry.Kind is NameKind.Country or NameKind.Nationality or NameKind.Capital or NameKind.Body)
                    _memory.Count(entry.Country);
                i = word.EntryEnd - 1;
                continue;
            }

            parts.TakeWord(sentence, i, phrase.Head);
        }

        parts.Country ??= ownerCountry;
        if (ownerEntry is { Kind: NameKind.Country } && parts.Nationality is null && parts.Head is not null)
            parts.Nationality = ownerEntry;
        phrase.Actor = AsPlace(sentence, phrase, Composer.Compose(sentence, phrase.End, parts, true));
        if (phrase.Actor is { } actor && ownerEnd >= 0 && actor.Unknown && words[phrase.Head].Role != WordRole.Name)
            phrase.Actor = null;
        if (phrase.Actor is { Kind: MentionKind.Equipment, Code: null } thing)
        {
            phrase.Thing = thing;
            phrase.Actor = null;
        }

        if (nationalities is { Count: > 1 } && phrase.Actor is { Country: not null, Name: null } shared)
            phrase.Several = Several(sentence, phrase, shared, nationalities);
        if (phrase.Actor is null && phrase.Owner is null && parts.Head is { Role: not RoleKind.Equipment } role && parts.RoleEnd > 0 && parts.RoleEnd <= phrase.Head && CanOwn(role))
        {
            // "a <u>Kenyan police</u> raid", "<u>rebel</u> shelling": whose raid it is.
            phrase.Owner = new ActorReading
            {
                First = parts.Nationality is not null && parts.HolderEnd == parts.RoleFirst ? parts.HolderFirst : parts.RoleFirst,
                End = parts.RoleEnd,
                Country = parts.Country,
                Sectors = [.. role.Sectors],
                Role = role.Name,
                Kind = role.Role == RoleKind.Organization ? MentionKind.Organization : MentionKind.Group,
            };
        }

        if (phrase.Actor is null && phrase.Owner is null && (parts.Nationality ?? parts.Body) is { } owner && (words[phrase.Head].Entries is null || phrase.Thing is not null)
            && parts.HolderEnd <= phrase.Head)
        {
            phrase.Owner = new ActorReading
            {
                First = parts.HolderFirst,
                End = parts.HolderEnd,
                Country = owner.Country,
                Sectors = [.. owner.Sectors],
                Name = owner.Name,
                Kind = MentionKind.Organization,
            };
        }
    }

    /// <summary>Whether a role in front of a noun owns what it names, by its sectors: those that act as one.</summary>
    private static bool CanOwn(NameEntry role)
    {
        foreach (var sector in role.Sectors)
        {
            if (sector is "COP" or "MIL" or "REB" or "UAF" or "PRM" or "SPY" or "CRM" or "GOV" or "LEG" or "JUD" or "OPP" or "EDU" or "LAB")
                return true;
        }

        return false;
    }

    /// <summary>"<u>US</u> and British activists", "British and <u>EU</u> negotiators": a name in a row of nationalities before a noun.</summary>
    private static bool IsAdjective(Word[] words, Phrase phrase, int at, NameEntry entry)
    {
        if (entry is not { Kind: NameKind.Country or NameKind.Body, Country: not null } || words[phrase.Head].Role == WordRole.Name || words[at].EntryEnd > phrase.Head)
            return false;
        var end = words[at].EntryEnd;
        return end - at == 1 && ((end < phrase.Head && words[end].Role is WordRole.Conjunction or WordRole.Comma) || (at > phrase.First && words[at - 1].Role is WordRole.Conjunction or WordRole.Comma));
    }

    /// <summary>"Latvian and Estonian officials" are two: nationalities in a row, divided by nothing but a comma or "and".</summary>
    private static List<ActorReading>? Several(SentenceReading sentence, Phrase phrase, ActorReading shared, List<(int First, string? Country)> nationalities)
    {
        var words = sentence.Words;
        var several = new List<ActorReading>();
        for (var k = 0; k < nationalities.Count; k++)
        {
            var (first, country) = nationalities[k];
            var last = k == nationalities.Count - 1;
            var end = last ? phrase.End : words[first].EntryEnd;
            if (country is null || several.Exists(other => other.Country == country) || (!last && (words[end].Role is not (WordRole.Conjunction or WordRole.Comma) || nationalities[k + 1].First > end + 2)))
                return null;
            several.Add(new ActorReading
            {
                First = k == 0 ? phrase.First : first,
                End = end,
                Country = country,
                Sectors = [.. shared.Sectors],
                Role = shared.Role,
                Kind = shared.Kind,
            });
        }

        return several;
    }

    /// <summary>"in Lisbon" is where; "Lisbon" that condemns is who.</summary>
    private static ActorReading? AsPlace(SentenceReading sentence, Phrase phrase, ActorReading? reading)
    {
        var before = phrase.First - 1;
        if (reading is { Metonym: true } && before >= 0 && (ActorWords.Of(sentence, before) & ActorWord.Place) != 0)
        {
            reading.Metonym = false;
            reading.Sectors = [];
            reading.Kind = MentionKind.Place;
            reading.Unknown = true;
        }

        return reading;
    }

    /// <summary>Keeps names and short forms for later sentences.</summary>
    private void Remember(SentenceReading sentence, Phrase phrase)
    {
        if (phrase.Actor is not { Name: not null, Unknown: false } actor)
            return;
        var words = sentence.Words;
        if ((actor.Role is null && actor.Kind != MentionKind.Person) || words[phrase.End - 1].Role != WordRole.Name)
            return;
        var first = phrase.End - 1;
        while (first > phrase.First && words[first - 1].Role == WordRole.Name && words[first - 1].Entries is null && words[first].Entries is null)
            first--;
        _memory.Add(sentence.Slice(first, phrase.End), actor);
        _memory.Add(sentence.Slice(phrase.End - 1, phrase.End), actor);
    }

    /// <summary>"the Lima Group (LG)": what stands in the brackets is the name from now on.</summary>
    private void Acronym(SentenceReading sentence, Phrase phrase)
    {
        var words = sentence.Words;
        var at = phrase.End;
        if (phrase.Actor is not { } actor || at + 2 >= words.Length || words[at].Role != WordRole.Open || words[at + 2].Role != WordRole.Close)
            return;
        var name = sentence.Text.AsSpan(words[at + 1].Start, words[at + 1].End - words[at + 1].Start);
        if (name.Length is < 2 or > 8 || !Abbreviates(name, sentence, phrase))
            return;
        var text = name.ToString();
        _memory.Add(text, actor);
        if (sentence.PhraseAt[at + 1] is { } inside && inside != phrase && inside.Actor is null or { Unknown: true })
            inside.Actor = Again(actor, inside);
    }

    /// <summary>Whether each letter begins a word of the phrase, in order.</summary>
    private static bool Abbreviates(ReadOnlySpan<char> name, SentenceReading sentence, Phrase phrase)
    {
        var word = phrase.First;
        var letters = 0;
        foreach (var letter in name)
        {
            if (!char.IsLetter(letter))
                continue;
            letters++;
            while (word < phrase.End && char.ToUpperInvariant(sentence.Text[sentence.Words[word].Start]) != char.ToUpperInvariant(letter))
                word++;
            if (word++ >= phrase.End)
                return false;
        }

        return letters > 1 && char.IsUpper(name[0]);
    }

    private static ActorReading Again(ActorReading actor, Phrase phrase) => new()
    {
        First = phrase.First,
        End = phrase.End,
        Country = actor.Country,
        Sectors = [.. actor.Sectors],
        Name = actor.Name,
        Role = actor.Role,
        Kind = actor.Kind,
        Contested = actor.Contested,
        Media = actor.Media,
    };
}
