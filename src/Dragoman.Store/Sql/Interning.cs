using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>How somebody is named and resolved. '' where there is nothing.</summary>
internal readonly record struct Party(string Text, string Code, string Name, string Country, string Sectors)
{
    // Asked for again and again while a batch is written; country and sectors follow from the rest nearly always.
    private readonly int _hash = HashCode.Combine(string.GetHashCode(Text), string.GetHashCode(Code), string.GetHashCode(Name));

    /// <summary>Whether all of it is the same.</summary>
    public bool Equals(Party other) =>
        _hash == other._hash && Text == other.Text && Code == other.Code && Name == other.Name && Country == other.Country && Sectors == other.Sectors;

    public override int GetHashCode() => _hash;

    /// <summary>The words, with what their mention was resolved to.</summary>
    public static Party Of(string text, string? code, Actor? actor)
    {
        text = StoredText.Clean(text);
        var name = StoredText.Clean(actor?.Name ?? "");

        // A code of its own outranks the mention's, as of one party of a conjunction.
        if (actor is not null && (code is null || code == actor.Code))
        {
            return new Party(
                text, StoredText.Clean(code ?? actor.Code ?? ""), name, StoredText.Clean(actor.Country ?? ""), StoredText.Clean(string.Join(' ', actor.Sectors)));
        }

        if (code is null) return new Party(text, "", name, "", "");
        code = StoredText.Clean(code);
        var sectors = new List<string>(3);
        var country = code.Length >= 3 && !Vocabulary.Sectors.Contains(code[..3]) ? code[..3] : "";
        for (var i = country.Length; i + 3 <= code.Length; i += 3) sectors.Add(code.Substring(i, 3));
        return new Party(text, code, name, country, string.Join(' ', sectors));
    }
}

/// <summary>What names a place in the store, and where it lies.</summary>
internal readonly record struct PlaceName(string Name, string Country, string Admin1, long Geonames)
{
    public static PlaceName Of(Place place) => new(
        StoredText.Clean(place.Name), StoredText.Clean(place.Country ?? ""), StoredText.Clean(place.Admin1 ?? ""), place.Geonames ?? 0);
}

/// <summary>
/// Keys of the texts that repeat: found in memory, else in the store, else added. A batch asks first for all that it needs, so that a server
/// is asked once. What is remembered holds at most <see cref="Capacity"/> of each kind beside the batch, and is forgotten when a transaction is undone.
/// </summary>
internal sealed class Interning(WriteConnection connection)
{
    private const int Capacity = 100_000;

    private readonly Dictionary<Party, long> _parties = [];
    private readonly Dictionary<PlaceName, long> _places = [];
    private readonly Dictionary<string, long> _publishers = new(StringComparer.Ordinal);

    private readonly IBulkTable _addParty = connection.Bulk("parties", "key", "text", "code", "name", "country", "sectors");
    private readonly IBulkTable _addSector = connection.Bulk("party_sectors", "sector", "party");
    private readonly IBulkTable _addPlace = connection.Bulk("places", "key", "name", "country", "admin1", "geonames", "lat", "lon");
    private readonly IBulkTable _addPublisher = connection.Bulk("publishers", "key", "name");
    private readonly ITextIndex _names = connection.TextIndex("names");
    private readonly KeyFinder _findParty = connection.Finder("parties", "text", "code", "name", "country", "sectors");
    private readonly KeyFinder _findPlace = connection.Finder("places", "name", "country", "admin1", "geonames");
    private readonly KeyFinder _findPublisher = connection.Finder("publishers", "name");

    /// <summary>Key of a party that was prepared.</summary>
    public long Key(Party party) => _parties[party];

    /// <summary>Key of a place that was prepared.</summary>
    public long Key(PlaceName place) => _places[place];

    /// <summary>Key of a publisher that was prepared.</summary>
    public long Key(string publisher) => _publishers[publisher];

    /// <summary>Finds or adds all that a batch names; before, nothing else has to be known of it.</summary>
    public void Prepare(IEnumerable<Party> parties, IEnumerable<Place> named, IEnumerable<string> publishers)
    {
        Trim(_parties);
        Trim(_places);
        Trim(_publishers);
        var places = new Dictionary<PlaceName, Place>();
        foreach (var place in named) places.TryAdd(PlaceName.Of(place), place);
        Resolve(
            "parties", _parties, parties, static party => [party.Text, party.Code, party.Name, party.Country, party.Sectors], _findParty,
            (key, party) =>
            {
                _addParty.Add(key, party.Text, party.Code, party.Name, party.Country, party.Sectors);
                foreach (var sector in party.Sectors.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()) _addSector.Add(sector, key);
                _names.Add(NameKind.Party.RowId(key), party.Text, party.Name);
            });
        Resolve(
            "places", _places, places.Keys, static place => [place.Name, place.Country, place.Admin1, place.Geonames], _findPlace,
            (key, place) =>
            {
                _addPlace.Add(key, place.Name, place.Country, place.Admin1, place.Geonames, places[place].Lat, places[place].Lon);
                _names.Add(NameKind.Place.RowId(key), place.Name, "");
            });
        Resolve(
            "publishers", _publishers, publishers, static name => [name], _findPublisher,
            (key, name) =>
            {
                _addPublisher.Add(key, name);
                _names.Add(NameKind.Publisher.RowId(key), name, "");
            });
    }

    public void Forget()
    {
        _parties.Clear();
        _places.Clear();
        _publishers.Clear();
    }

    private void Resolve<T>(string table, Dictionary<T, long> keys, IEnumerable<T> values, Func<T, object[]> row, KeyFinder finder, Action<long, T> add)
        where T : notnull
    {
        var unknown = new List<T>();
        foreach (var value in values)
        {
            if (keys.TryAdd(value, 0)) unknown.Add(value);
        }

        if (unknown.Count == 0) return;
        var found = finder.Find([.. unknown.Select(row)]);
        for (var i = 0; i < unknown.Count; i++)
        {
            if (found[i] is not { } key) add(key = connection.NextKey(table), unknown[i]);
            keys[unknown[i]] = key;
        }
    }

    private static void Trim<T>(Dictionary<T, long> keys)
        where T : notnull
    {
        if (keys.Count >= Capacity) keys.Clear();
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
