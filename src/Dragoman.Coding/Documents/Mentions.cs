using Dragoman.Coding.Actors;
using Dragoman.Coding.Coreference;
using Dragoman.Coding.Reading;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Documents;

/// <summary>The mentions of a document: each phrase that names somebody once, with the earlier mention of the same.</summary>
internal sealed class Mentions(CoreferenceReader coreference)
{
    private readonly Dictionary<(int Start, int End), string> _ids = [];
    private readonly List<int> _byStart = [];

    /// <summary>The mentions in text order.</summary>
    public List<Mention> All { get; } = [];

    /// <summary>Adds the phrases of a sentence that name somebody.</summary>
    public void Add(SentenceReading sentence)
    {
        foreach (var phrase in sentence.Phrases)
        {
            if (phrase.Owner is { } owner)
                Add(sentence, null, owner);
            if (phrase.Thing is { } thing)
                Add(sentence, phrase, thing);
            if (phrase.IsPronoun)
                Pronoun(sentence, phrase, coreference.Of(phrase));
            else if (phrase.Actor is { } actor)
                Add(sentence, phrase, actor);
        }
    }

    /// <summary>Id of a mention that holds a place, the shortest of those; null where there is none.</summary>
    public string? IdAround(int offset)
    {
        int low = 0, high = _byStart.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (All[_byStart[middle]].Start <= offset) low = middle + 1;
            else high = middle;
        }

        Mention? best = null;
        for (var i = low - 1; i >= Math.Max(0, low - 8); i--)
        {
            var mention = All[_byStart[i]];
            if (mention.End > offset && (best is null || mention.End - mention.Start < best.End - best.Start))
                best = mention;
        }

        return best?.Id;
    }

    /// <summary>Puts the mentions in order once all are there, so that <see cref="IdAround"/> finds them.</summary>
    public void Sort()
    {
        _byStart.Clear();
        _byStart.AddRange(Enumerable.Range(0, All.Count));
        _byStart.Sort((one, other) => All[one].Start != All[other].Start ? All[one].Start.CompareTo(All[other].Start) : one.CompareTo(other));
    }

    /// <summary>A pronoun that speaks of people, or that points to somebody. One whose antecedent is not known has neither name nor actor.</summary>
    private void Pronoun(SentenceReading sentence, Phrase phrase, Entity? antecedent)
    {
        int start = sentence.StartOf(phrase.Head), end = sentence.Words[phrase.Head].End;
        if (antecedent is not { FirstMention.Length: > 0 })
            antecedent = null;
        var word = MentionWords.Of(sentence.Text.AsSpan(start, end - start));
        var kind = (word & MentionWord.Person) != 0 ? MentionKind.Person : (word & MentionWord.Group) != 0 ? MentionKind.Group : MentionKind.Other;
        if ((antecedent is null && kind == MentionKind.Other) || _ids.ContainsKey((start, end)))
            return;
        var id = "m" + (All.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        _ids.Add((start, end), id);
        All.Add(new Mention
        {
            Id = id,
            Start = start,
            End = end,
            Kind = kind == MentionKind.Other ? antecedent!.Kind : kind,
            Name = antecedent?.Reading.Name,
            Actor = antecedent is null ? null : ActorOf(antecedent.Reading),
            Corefers = antecedent?.FirstMention,
        });
    }

    /// <summary>Id of the mention at a place; null where there is none.</summary>
    public string? IdAt(int start, int end) => _ids.GetValueOrDefault((start, end));

    /// <summary>The actor record of a reading.</summary>
    public static Actor? ActorOf(ActorReading reading) => reading is { Code: null, Role: null } || reading.Kind == MentionKind.Place
        ? null
        : new Actor
        {
            Code = Code(reading),
            Country = reading.Country,
            Sectors = Sectors(reading),
            Name = reading.Name,
            Role = reading.Role,
            Contested = reading.Contested,
        };

    /// <summary>The code with at most three sectors; ranking selects which stay (ONTOLOGY.md §3.3).</summary>
    public static string? Code(ActorReading reading) =>
        reading.Country is null && reading.Sectors.Count == 0 ? null : reading.Country + string.Concat(Sectors(reading));

    private static List<string> Sectors(ActorReading reading)
    {
        if (reading.Sectors.Count <= 3)
            return reading.Sectors;
        var kept = reading.Sectors.OrderBy(sector => Ontology.Current.Sector(sector)?.Rank ?? int.MaxValue).Take(3).ToHashSet();
        return [.. reading.Sectors.Where(kept.Contains)];
    }

    private void Add(SentenceReading sentence, Phrase? phrase, ActorReading reading)
    {
        var quoted = (sentence.StartOf(reading.First), sentence.EndBefore(reading.End));
        if (_ids.ContainsKey(quoted))
            return;
        var (first, behind) = phrase is null ? (reading.First, reading.End) : MentionExtent.Of(sentence, phrase, reading);
        int start = sentence.StartOf(first), end = sentence.EndBefore(behind);
        if (_ids.TryGetValue((start, end), out var id))
        {
            _ids.Add(quoted, id);
            return;
        }

        // An event quotes fewer words, or more; it finds its mention by those.
        id = "m" + (All.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        _ids.Add((start, end), id);
        _ids.TryAdd(quoted, id);
        var entity = coreference.Of(reading);
        string? corefers = null;
        if (entity is not null)
        {
            if (entity.FirstMention.Length > 0) corefers = entity.FirstMention;
            else entity.FirstMention = id;
        }

        All.Add(new Mention
        {
            Id = id,
            Start = start,
            End = end,
            Kind = MentionExtent.Kind(sentence, phrase, reading, entity?.Kind ?? MentionKind.Other),
            Name = reading.Name,
            Actor = ActorOf(reading),
            Corefers = corefers,
        });
    }
}
