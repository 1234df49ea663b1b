using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>How somebody is named and resolved. '' where there is nothing.</summary>
internal readonly record struct Party(string Text, string Code, string Name, string Country, string Sectors)
{
    /// <summary>The words, with what their mention was resolved to.</summary>
    public static Party Of(string text, string? code, Actor? actor)
    {
        // A code of its own outranks the mention's, as of one party of a conjunction.
        if (actor is not null && (code is null || code == actor.Code))
            return new Party(text, code ?? actor.Code ?? "", actor.Name ?? "", actor.Country ?? "", string.Join(' ', actor.Sectors));

        if (code is null) return new Party(text, "", actor?.Name ?? "", "", "");
        var sectors = new List<string>(3);
        var country = code.Length >= 3 && !Vocabulary.Sectors.Contains(code[..3]) ? code[..3] : "";
        for (var i = country.Length; i + 3 <= code.Length; i += 3) sectors.Add(code.Substring(i, 3));
        return new Party(text, code, actor?.Name ?? "", country, string.Join(' ', sectors));
    }
}

/// <summary>
/// Keys of the texts that repeat: found in memory, else in the file, else added. What is remembered holds at most
/// <see cref="Capacity"/> of each kind, and is forgotten when a transaction is undone.
/// </summary>
internal sealed class Interning(WriteConnection connection)
{
    private const int Capacity = 50_000;

    private readonly Dictionary<Party, long> _parties = [];
    private readonly Dictionary<(string, string, string, long), long> _places = [];
    private readonly Dictionary<string, long> _publishers = new(StringComparer.Ordinal);

    private readonly PreparedStatement _findParty = connection.Prepare(
        "SELECT key FROM parties WHERE text = $1 AND code = $2 AND name = $3 AND country = $4 AND sectors = $5", 5);

    private readonly PreparedStatement _addParty = connection.PrepareInsert(
        "INSERT INTO parties (text, code, name, country, sectors) VALUES ($1, $2, $3, $4, $5)", 5);

    private readonly PreparedStatement _addSector = connection.Prepare("INSERT INTO party_sectors (sector, party) VALUES ($1, $2) ON CONFLICT DO NOTHING", 2);

    private readonly PreparedStatement _findPlace = connection.Prepare(
        "SELECT key FROM places WHERE name = $1 AND country = $2 AND admin1 = $3 AND geonames = $4", 4);

    private readonly PreparedStatement _addPlace = connection.PrepareInsert(
        "INSERT INTO places (name, country, admin1, geonames, lat, lon) VALUES ($1, $2, $3, $4, $5, $6)", 6);

    private readonly PreparedStatement _findPublisher = connection.Prepare("SELECT key FROM publishers WHERE name = $1", 1);

    private readonly PreparedStatement _addPublisher = connection.PrepareInsert("INSERT INTO publishers (name) VALUES ($1)", 1);

    private readonly ITextIndex _names = connection.TextIndex("names");

    public long Key(Party party)
    {
        if (_parties.TryGetValue(party, out var key)) return key;
        if (_findParty.Key(party.Text, party.Code, party.Name, party.Country, party.Sectors) is { } found)
            return Remember(_parties, party, found);

        key = _addParty.Insert(party.Text, party.Code, party.Name, party.Country, party.Sectors);
        foreach (var sector in party.Sectors.Split(' ', StringSplitOptions.RemoveEmptyEntries)) _addSector.Run(sector, key);
        _names.Add(NameKind.Party.RowId(key), party.Text, party.Name);
        return Remember(_parties, party, key);
    }

    public long Key(Place place)
    {
        var identity = (place.Name, place.Country ?? "", place.Admin1 ?? "", place.Geonames ?? 0);
        if (_places.TryGetValue(identity, out var key)) return key;
        if (_findPlace.Key(identity.Name, identity.Item2, identity.Item3, identity.Item4) is { } found)
            return Remember(_places, identity, found);

        key = _addPlace.Insert(identity.Name, identity.Item2, identity.Item3, identity.Item4, place.Lat, place.Lon);
        _names.Add(NameKind.Place.RowId(key), place.Name, "");
        return Remember(_places, identity, key);
    }

    public long Key(string publisher)
    {
        if (_publishers.TryGetValue(publisher, out var key)) return key;
        if (_findPublisher.Key(publisher) is { } found) return Remember(_publishers, publisher, found);
        key = _addPublisher.Insert(publisher);
        _names.Add(NameKind.Publisher.RowId(key), publisher, "");
        return Remember(_publishers, publisher, key);
    }

    public void Forget()
    {
        _parties.Clear();
        _places.Clear();
        _publishers.Clear();
    }

    private static long Remember<T>(Dictionary<T, long> keys, T value, long key)
        where T : notnull
    {
        if (keys.Count >= Capacity) keys.Clear();
        keys[value] = key;
        return key;
    }
}

/// <summary>Whose words a row of the index of names holds.</summary>
internal enum NameKind
{
    /// <summary>A party's.</summary>
    Party,

    /// <summary>A place's.</summary>
    Place,

    /// <summary>A publisher's.</summary>
    Publisher,
}

/// <summary>Row ids of the index of names.</summary>
internal static class NameKinds
{
    /// <summary>Row id of a key.</summary>
    public static long RowId(this NameKind kind, long key) => (key * 3) + (int)kind;
}
