using Dragoman.Coding.Actors;
using Dragoman.Coding.Reading;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Documents;

/// <summary>The mentions of a document: each phrase that names somebody once, with the earlier mention of the same.</summary>
internal sealed class Mentions
{
    private readonly Dictionary<(int Start, int End), string> _ids = [];
    private readonly Dictionary<string, string> _firstOf = new(StringComparer.Ordinal);

    /// <summary>The mentions in text order.</summary>
    public List<Mention> All { get; } = [];

    /// <summary>Adds the phrases of a sentence that name somebody.</summary>
    public void Add(SentenceReading sentence)
    {
        foreach (var phrase in sentence.Phrases)
        {
            if (phrase.Owner is { } owner)
                Add(sentence, owner);
            if (phrase.Thing is { } thing)
                Add(sentence, thing);
            if (phrase.Actor is { } actor && !phrase.IsPronoun)
                Add(sentence, actor);
        }
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

    private void Add(SentenceReading sentence, ActorReading reading)
    {
        int start = sentence.StartOf(reading.First), end = sentence.EndBefore(reading.End);
        if (_ids.ContainsKey((start, end)))
            return;
        var id = "m" + (All.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        _ids.Add((start, end), id);
        var key = reading.Name ?? sentence.Text[start..end];
        string? corefers = null;
        if (reading.Name is not null && _firstOf.TryGetValue(key, out var first))
            corefers = first;
        else
            _firstOf.TryAdd(key, id);
        All.Add(new Mention
        {
            Id = id,
            Start = start,
            End = end,
            Kind = reading.Kind,
            Name = reading.Name,
            Actor = ActorOf(reading),
            Corefers = corefers,
        });
    }
}
