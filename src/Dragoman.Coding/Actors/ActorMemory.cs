namespace Dragoman.Coding.Actors;

/// <summary>What a document has said of its actors so far: names with who they are, short forms, acronyms, countries.</summary>
internal sealed class ActorMemory
{
    private const int MostRemembered = 4000;

    private readonly Dictionary<string, ActorReading> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _countries = new(StringComparer.Ordinal);

    /// <summary>Who a name or short form was; null where the document did not say.</summary>
    public ActorReading? Find(string name) => _known.GetValueOrDefault(name);

    /// <summary>Remembers a name; the first that was told under it stays.</summary>
    public void Add(string name, ActorReading actor)
    {
        if (_known.Count <= MostRemembered && name.Length > 1)
            _known.TryAdd(name, actor);
    }

    /// <summary>Counts a country that the document names.</summary>
    public void Count(string? country)
    {
        if (country is not null)
            _countries[country] = _countries.GetValueOrDefault(country) + 1;
    }

    /// <summary>Whether the document has named a country.</summary>
    public bool Names(string? country) => country is not null && _countries.ContainsKey(country);
}
