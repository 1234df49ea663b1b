using Dragoman.Coding.Actors;
using Dragoman.Coding.Reading;
using Dragoman.Records;

namespace Dragoman.Coding.Coreference;

/// <summary>
/// Says which mentions are of one and the same: names with their short forms, offices, bodies by their kind, pronouns. Looks back a few
/// sentences only, and leaves open what has two answers: a wrong antecedent makes a wrong event.
/// </summary>
internal sealed class CoreferenceReader
{
    /// <summary>How many sentences back a pronoun may point.</summary>
    private const int PronounReach = 2;

    /// <summary>How many sentences back "the ministry" may point.</summary>
    private const int NounReach = 12;

    /// <summary>How many entities are kept to be pointed at.</summary>
    private const int MostRecent = 60;

    private const int MostNames = 20_000;

    private readonly Dictionary<string, Entity> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entity> _surnames = new(StringComparer.Ordinal);
    private readonly List<Entity> _recent = [];
    private readonly Dictionary<Phrase, Entity> _of = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ActorReading, Entity> _ofReading = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Phrase, Phrase> _near = new(ReferenceEqualityComparer.Instance);
    private readonly Func<int, bool> _inQuote;
    private int _order;
    private int _kept;
    private Phrase? _lastSubject;
    private int _lastSubjectSentence = -9;

    /// <summary>Makes a reader for one document.</summary>
    /// <param name="inQuote">Whether an offset lies inside quotation marks.</param>
    public CoreferenceReader(Func<int, bool> inQuote) => _inQuote = inQuote;

    /// <summary>Who a phrase is; null where nobody is known to be.</summary>
    public Entity? Of(Phrase phrase) => _of.GetValueOrDefault(phrase);

    /// <summary>Who a reading is; null where nobody is known to be.</summary>
    public Entity? Of(ActorReading reading) => _ofReading.GetValueOrDefault(reading);

    /// <summary>The phrase of the same sentence that a pronoun points to; null where that lies elsewhere.</summary>
    public Phrase? Near(Phrase pronoun) => _near.GetValueOrDefault(pronoun);

    /// <summary>The actor that a phrase stands for: its own, or that of what its pronoun points to.</summary>
    public ActorReading? ActorOf(Phrase phrase) => phrase.Actor ?? (phrase.IsPronoun ? Of(phrase)?.Reading : null);

    /// <summary>Reads a piece of a sentence, in the order of the text.</summary>
    public void Read(SentenceReading sentence)
    {
        // What is far behind is not asked for again.
        if (_kept != sentence.Index && _of.Count > 4000)
        {
            _of.Clear();
            _near.Clear();
            _ofReading.Clear();
        }

        _kept = sentence.Index;
        foreach (var phrase in sentence.Phrases)
        {
            if (phrase.Owner is { Name: not null } owner && !_ofReading.ContainsKey(owner))
                Note(sentence, owner, null);
            if (phrase.Owner is { Name: null } holder && !_ofReading.ContainsKey(holder))
                StateOfOwner(sentence, holder);
            if (phrase.IsPronoun)
                Pronoun(sentence, phrase);
            else if (phrase.Actor is { } actor)
                Note(sentence, actor, phrase);
            if (IsSubject(sentence, phrase) && !_inQuote(sentence.StartOf(phrase.Head)) && (!phrase.IsPronoun || _of.ContainsKey(phrase) || sentence.Words[phrase.Head].Form is "it" or "they"))
                (_lastSubject, _lastSubjectSentence) = (phrase, sentence.Index);
        }
    }

    private void Note(SentenceReading sentence, ActorReading actor, Phrase? phrase)
    {
        var words = sentence.Words;
        var head = phrase is null ? actor.End - 1 : phrase.Head;
        var lower = Lower(sentence, head);
        Entity? entity = null;
        var named = actor.Name is not null;
        var definite = phrase is not null && words[phrase.First].Form is "the" or "that" or "this";
        if (phrase?.Explains is { } main && _of.TryGetValue(main, out var explained) && explained.Kind != MentionKind.Place)
            entity = explained;
        else if (named)
            entity = ByName(sentence, actor, phrase);
        else if (definite)
            entity = ByNoun(sentence, actor, phrase!, lower);
        if (entity is null)
        {
            entity = new Entity
            {
                Reading = actor,
                Kind = IsPerson(sentence, actor, head) ? MentionKind.Person : actor.Kind,
                Plural = actor.Kind == MentionKind.Group && (words[head].Features.Contains("Number=Plur", StringComparison.Ordinal) || words[head] is { Info.Plural: true }),
                IsState = actor.Country is not null && actor.Sectors.Count == 0 && actor.Role is null && actor.Kind is MentionKind.Organization or MentionKind.Place,
            };
            if (named && _names.Count < MostNames)
                _names.TryAdd(Key(actor), entity);
        }
        else if (named && (entity.Reading.Name is null || (entity.Reading.Unknown && !actor.Unknown)))
        {
            entity.Reading = actor;
        }

        if (entity.Kind == MentionKind.Place && actor.Kind == MentionKind.Organization)
            entity.Kind = MentionKind.Organization;
        if (entity.Reading != actor && !named && phrase is not null)
            Fill(actor, entity);
        if (entity.Kind == MentionKind.Person)
            Person(sentence, entity, actor, phrase);
        Titled(sentence, entity, phrase);
        Heads(sentence, entity, actor, lower);
        Touch(sentence, entity, phrase);
        if (phrase is not null)
            _of[phrase] = entity;
        _ofReading[actor] = entity;
    }

    /// <summary>"U.S. Secretary of State" in front of "Mike Pompeo" is the same person.</summary>
    private void Titled(SentenceReading sentence, Entity entity, Phrase? phrase)
    {
        if (phrase is null || entity.Kind != MentionKind.Person || phrase.Actor is not { Name: not null } || phrase.Index == 0)
            return;
        var before = sentence.Phrases[phrase.Index - 1];
        if (before.End != phrase.First || before.Actor is not { Name: null } title)
        {
            // "Secretary of State Mike Pompeo": the office has a complement of its own.
            if (phrase.Index < 2 || before.End != phrase.First || sentence.Phrases[phrase.Index - 2] is not { Actor: { Name: null } office } holder || holder.Complement != before)
                return;
            (before, title) = (holder, office);
        }

        if (title.Kind != MentionKind.Person)
            return;
        _of[before] = entity;
        _ofReading[title] = entity;
        title.Name ??= entity.Reading.Name;
        if (title.Role is { } role)
            entity.Heads.Add(Last(role));
    }

    /// <summary>The words of an earlier mention say who "the ministry" is.</summary>
    private static void Fill(ActorReading actor, Entity entity)
    {
        var known = entity.Reading;
        if (actor.Country is null && known.Country is not null)
        {
            actor.Country = known.Country;
            if (actor.Sectors.Count == 0 || actor.Sectors is ["GOV"])
                actor.Sectors = [.. known.Sectors];
            actor.Unknown = actor.Code is null;
            actor.Contested |= known.Contested;
        }
        else if (actor.Sectors.Count == 0 && actor.Country == known.Country)
        {
            actor.Sectors = [.. known.Sectors];
            actor.Unknown = actor.Code is null;
        }
    }

    /// <summary>"the country's defences": the state named last in words of its own, in this sentence or the one before.</summary>
    private void StateOfOwner(SentenceReading sentence, ActorReading holder)
    {
        var lower = Lower(sentence, holder.End - 1);
        if (!PersonTable.Default.IsState(lower) || sentence.Words[holder.First].Form is not ("the" or "this" or "that") || StateBefore(sentence) is not { } state)
            return;
        Fill(holder, state);
        _ofReading[holder] = state;
    }

    private Entity? StateBefore(SentenceReading sentence)
    {
        for (var i = _recent.Count - 1; i >= 0; i--)
        {
            if (_recent[i] is { IsState: true, Phrase: not null } state)
                return sentence.Index - state.Sentence <= 1 ? state : null;
        }

        return null;
    }

    /// <summary>A people is not its state: "Cubans" and "Cuba" are kept apart.</summary>
    private static string Key(ActorReading actor) => actor.Kind == MentionKind.Group ? actor.Name + "\n" + actor.Code : actor.Name!;

    private Entity? ByName(SentenceReading sentence, ActorReading actor, Phrase? phrase)
    {
        if (_names.TryGetValue(Key(actor), out var same))
            return same;
        if (actor.Kind == MentionKind.Group)
            return null;
        var name = actor.Name!;
        var space = name.LastIndexOf(' ');
        if (space < 0)
        {
            // A surname alone.
            return _surnames.TryGetValue(name, out var person) && (actor.Unknown || actor.Country == person.Reading.Country) ? person : null;
        }

        // "Mike Pompeo" after "Michael R. Pompeo": a first name cut short, or one that is only a letter.
        if (actor.Kind is MentionKind.Person or MentionKind.Other && _surnames.TryGetValue(name[(space + 1)..], out var longer) && longer.Reading is { Name: { } other }
            && other.EndsWith(name[space..], StringComparison.Ordinal) && (actor.Code is null || longer.Reading.Code is null || actor.Code == longer.Reading.Code)
            && ShortNames.SameFirst(name, other))
            return longer;

        // "President Trump" after "Donald Trump": a title in front of a surname.
        if (phrase is not null && actor.Kind is MentionKind.Person or MentionKind.Other && _surnames.TryGetValue(name[(space + 1)..], out var known)
            && known.Reading.Name is { } full && IsTitled(sentence, phrase, name) && full.EndsWith(name[(space + 1)..], StringComparison.Ordinal))
            return known;
        return null;
    }

    private static bool IsTitled(SentenceReading sentence, Phrase phrase, string name)
    {
        _ = sentence;
        var first = name.AsSpan(0, name.IndexOf(' ', StringComparison.Ordinal));
        return first is "Mr." or "Mrs." or "Ms." or "Mr" or "Mrs" or "Ms" or "Dr." or "Sen." or "Gen." or "Gov." or "Rep." or "Sir" or "Lord" or "Lady" && phrase.First <= phrase.Head;
    }

    private Entity? ByNoun(SentenceReading sentence, ActorReading actor, Phrase phrase, string lower)
    {
        Entity? found = null;
        var several = false;
        var plural = sentence.Words[phrase.Head].Features.Contains("Number=Plur", StringComparison.Ordinal);
        for (var i = _recent.Count - 1; i >= 0; i--)
        {
            var candidate = _recent[i];
            if (sentence.Index - candidate.Sentence > NounReach)
                continue;
            if (candidate.Plural != plural && !(candidate.Kind == MentionKind.Organization && !plural))
                continue;
            if (actor.Country is not null && candidate.Reading.Country is not null && candidate.Reading.Country != actor.Country)
                continue;
            if (!candidate.Heads.Contains(lower))
                continue;
            if (found is null) found = candidate;
            else several |= candidate.Sentence >= sentence.Index - 2 && candidate != found && found.Sentence - candidate.Sentence < 1;
        }

        if (found is not null)
            return several ? null : found;
        if (plural)
            return null;
        if (PersonTable.Default.IsState(lower))
        {
            // "the country": the state named last, where it was named just before.
            return StateBefore(sentence);
        }

        if (!PersonTable.Default.IsBody(lower))
            return null;

        // "the group": the only body of such a kind in the sentences just before.
        var group = PersonTable.Default.IsGroup(lower);
        foreach (var candidate in _recent)
        {
            if (candidate.Kind != MentionKind.Organization && candidate.Kind != MentionKind.Group || candidate.IsState || candidate.Plural || sentence.Index - candidate.Sentence > 2 || candidate.Reading.Name is null)
                continue;
            if (actor.Country is not null && candidate.Reading.Country is not null && candidate.Reading.Country != actor.Country)
                continue;
            if (group && candidate.Reading.Sectors is ["GOV", ..])
                continue;
            if (found is not null)
                return null;
            found = candidate;
        }

        return found;
    }

    private void Pronoun(SentenceReading sentence, Phrase phrase)
    {
        var form = Lower(sentence, phrase.Head);
        Entity? antecedent;
        switch (form)
        {
            case "he" or "him" or "his" or "himself":
                antecedent = Human(sentence, phrase, Gender.Male);
                break;
            case "she" or "her" or "hers" or "herself":
                antecedent = Human(sentence, phrase, Gender.Female);
                break;
            case "it" or "itself":
                antecedent = Subject(sentence, phrase, false);
                break;
            case "they" or "themselves":
                antecedent = Subject(sentence, phrase, true);
                break;
            default:
                return;
        }

        if (antecedent is null)
            return;
        if (form is "he" or "him" or "his" or "himself") antecedent.Gender = Gender.Male;
        if (form is "she" or "her" or "hers" or "herself") antecedent.Gender = Gender.Female;
        _of[phrase] = antecedent;
        if (antecedent.Phrase is { } near && antecedent.Sentence == sentence.Index && near.Index < sentence.Phrases.Count && ReferenceEquals(sentence.Phrases[near.Index], near))
            _near[phrase] = near;
        Touch(sentence, antecedent, phrase);
    }

    /// <summary>"He", "she": the person of that sex who stood in the fore; null where two did.</summary>
    private Entity? Human(SentenceReading sentence, Phrase pronoun, Gender gender)
    {
        Entity? best = null;
        var bestScore = int.MinValue;
        var second = int.MinValue;
        var own = IsSubject(sentence, pronoun) ? null : OwnSubject(sentence, pronoun);
        for (var i = _recent.Count - 1; i >= 0; i--)
        {
            var candidate = _recent[i];
            if (candidate.Kind != MentionKind.Person || candidate.Plural || sentence.Index - candidate.Sentence > PronounReach)
                continue;
            if ((candidate.Gender != Gender.Unknown && candidate.Gender != gender) || candidate == own)
                continue;
            var score = (10 * (candidate.Sentence - sentence.Index)) + (4 * candidate.Weight) + (candidate.Gender == gender ? 3 : 0);
            if (score > bestScore)
                (second, bestScore, best) = (bestScore, score, candidate);
            else if (score > second)
                second = score;
        }

        return (long)bestScore - second < 2 ? null : best;
    }

    /// <summary>Who does what is done to a pronoun: "the lawyer …, accusing him" accuses another.</summary>
    private Entity? OwnSubject(SentenceReading sentence, Phrase pronoun)
    {
        var words = sentence.Words;
        var verb = words[pronoun.Head].Head;
        for (var depth = 0; depth < 4 && verb >= 0; depth++)
        {
            foreach (var phrase in sentence.Phrases)
            {
                if (words[phrase.Head].Head == verb && words[phrase.Head].Relation is Dependency.Nsubj or Dependency.NsubjPass)
                    return Of(phrase);
            }

            if (words[verb].Relation is not (Dependency.Xcomp or Dependency.Advcl or Dependency.Conj))
                return null;
            verb = words[verb].Head;
        }

        return null;
    }

    /// <summary>"It", "they": the subject before, if that is somebody and of the same number.</summary>
    private Entity? Subject(SentenceReading sentence, Phrase pronoun, bool plural)
    {
        if (!IsSubject(sentence, pronoun) || _lastSubject is null || sentence.Index - _lastSubjectSentence > 1 || IsEmpty(sentence, pronoun))
            return null;
        if (_lastSubject.ListHead is { List: not null } || !_of.TryGetValue(_lastSubject, out var entity))
            return null;
        if (entity.Kind is MentionKind.Person or MentionKind.Place)
            return null;
        return plural ? entity.Plural || (entity.Kind == MentionKind.Organization && !entity.IsState && entity.Reading.Name is not null) ? entity : null
            : entity.Plural || entity.Kind != MentionKind.Organization && entity.Kind != MentionKind.Group ? null : entity;
    }

    /// <summary>"It is clear that …", "it rained".</summary>
    private static bool IsEmpty(SentenceReading sentence, Phrase pronoun)
    {
        var words = sentence.Words;
        if (words[pronoun.Head].Relation == Dependency.Expl)
            return true;
        var verb = words[pronoun.Head].Head;
        if (verb < 0)
            return true;
        if (words[verb].Upos is "ADJ" || words[verb].Base == "be")
            return true;
        for (var i = verb + 1; i < Math.Min(words.Length, verb + 8); i++)
        {
            if (words[i].Head == verb && words[i].Relation is Dependency.Csubj or Dependency.CsubjPass)
                return true;
        }

        for (var i = pronoun.Head + 1; i < verb; i++)
        {
            if (words[i].Head == verb && words[i].Relation == Dependency.Cop)
                return words[verb].Upos is not ("NOUN" or "PROPN");
        }

        return false;
    }

    private static bool IsSubject(SentenceReading sentence, Phrase phrase) =>
        sentence.Words[(phrase.ListHead ?? phrase).Head].Relation is Dependency.Nsubj or Dependency.NsubjPass;

    private static bool IsPerson(SentenceReading sentence, ActorReading actor, int head)
    {
        if (actor.Kind == MentionKind.Person)
            return true;
        if (actor.Kind is not MentionKind.Other || actor.Name is null)
            return false;
        for (var i = actor.First; i < actor.End; i++)
        {
            if (sentence.Words[i].NameTag is "B-PER" or "I-PER")
                return true;
        }

        return head >= 0 && PersonTable.Default.GenderOf(FirstName(actor.Name)) != Gender.Unknown && actor.Name.Contains(' ', StringComparison.Ordinal);
    }

    private static string FirstName(string name)
    {
        var space = name.IndexOf(' ', StringComparison.Ordinal);
        return (space < 0 ? name : name[..space]).TrimEnd('.').ToLowerInvariant();
    }

    private void Person(SentenceReading sentence, Entity entity, ActorReading actor, Phrase? phrase)
    {
        if (actor.Name is { } name)
        {
            var last = name[(name.LastIndexOf(' ') + 1)..];
            if (last.Length > 1 && _surnames.Count < MostNames && (name.Contains(' ', StringComparison.Ordinal) || !_surnames.ContainsKey(last)))
                _surnames[last] = entity;
            if (entity.Gender == Gender.Unknown)
                entity.Gender = PersonTable.Default.GenderOf(FirstName(name));
        }

        if (phrase is null)
            return;
        for (var i = phrase.First; i < phrase.End && entity.Gender == Gender.Unknown; i++)
            entity.Gender = PersonTable.Default.GenderOf(Lower(sentence, i).TrimEnd('.'));
    }

    private static void Heads(SentenceReading sentence, Entity entity, ActorReading actor, string lower)
    {
        if (actor.Role is { } role)
            entity.Heads.Add(Last(role));
        if (actor.Name is { } name && entity.Kind != MentionKind.Person && !entity.IsState)
        {
            foreach (var range in name.AsSpan().Split(' '))
            {
                var part = name.AsSpan()[range];
                if (part.Length > 3 && entity.Heads.Count < 8)
                    entity.Heads.Add(part.ToString().ToLowerInvariant());
            }
        }

        if (actor.Name is null)
            entity.Heads.Add(lower);
        _ = sentence;
    }

    private static string Last(string words) => words[(words.LastIndexOf(' ') + 1)..].ToLowerInvariant();

    private void Touch(SentenceReading sentence, Entity entity, Phrase? phrase)
    {
        var weight = 1;
        if (phrase is not null && IsSubject(sentence, phrase))
        {
            var verb = sentence.Words[(phrase.ListHead ?? phrase).Head].Head;
            weight = verb >= 0 && sentence.Words[verb].Head < 0 ? 3 : 2;
        }

        if (phrase is not null && _inQuote(sentence.StartOf(phrase.Head)))
            weight = 1;
        entity.Weight = entity.Sentence == sentence.Index && entity.Order > 0 ? Math.Max(entity.Weight, weight) : weight;
        entity.Sentence = sentence.Index;
        if (phrase is { IsPronoun: false }) entity.Phrase = phrase;
        entity.Order = ++_order;
        _recent.Remove(entity);
        _recent.Add(entity);
        if (_recent.Count > MostRecent)
            _recent.RemoveAt(0);
    }

    private static string Lower(SentenceReading sentence, int word)
    {
        var at = sentence.Words[word];
        return at.Form.Length > 0 ? at.Form : at.End - at.Start > 40 ? "" : sentence.Text[at.Start..at.End].ToLowerInvariant();
    }
}
