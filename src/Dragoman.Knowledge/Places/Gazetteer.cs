using Dragoman.Knowledge.Tables;

namespace Dragoman.Knowledge.Places;

/// <summary>
/// Names of places and where they lie: cities of GeoNames, and countries, divisions, regions, seas, bases and the like of our own tables.
/// Immutable; may be used from any thread. Nothing is read before it is looked at: the compiled file is mapped with its assembly.
/// </summary>
public sealed class Gazetteer
{
    private const double Unit = 10000;

    private static readonly Lazy<Gazetteer> LazyDefault = new(static () =>
        new Gazetteer(new GazetteerImage(Blob.OfResource(typeof(Gazetteer).Assembly, GazetteerImage.Resource)), null, []));

    private readonly GazetteerImage _base;
    private readonly GazetteerImage? _own;
    private readonly int _baseCount;

    private Gazetteer(GazetteerImage image, GazetteerImage? own, IReadOnlyList<TableError> problems)
    {
        _base = image;
        _own = own;
        _baseCount = image.Places.Length;
        Problems = problems;
    }

    /// <summary>The gazetteer that this version was built with.</summary>
    public static Gazetteer Default => LazyDefault.Value;

    /// <summary>What was wrong with the user's own table; empty for nothing. The rows named here were left out, the others count.</summary>
    public IReadOnlyList<TableError> Problems { get; }

    /// <summary>How many places there are.</summary>
    public int Count => _baseCount + (_own?.Places.Length ?? 0);

    /// <summary>How many different names there are.</summary>
    public int NameCount => _base.KeyCount + (_own?.KeyCount ?? 0);

    /// <summary>The gazetteer of this version with the user's places over it.</summary>
    /// <param name="directory">A folder that may hold <c>places.tsv</c> (columns as in <c>data/places/regions.tsv</c>); null for none.</param>
    /// <remarks>A place of the user's comes before one built in of the same name and country.</remarks>
    public static Gazetteer Load(string? directory)
    {
        if (directory is null || Path.Combine(directory, "places.tsv") is var path && !File.Exists(path))
            return Default;
        var problems = new List<TableError>();
        var codes = new KnownCodes();
        var countries = Default._base.Countries;
        for (var i = 1; i < countries.Count; i++)
            codes.Countries.Add(countries[i]);
        var rows = TableReader.FromFile(PlaceSchema.Places, Path.Combine(directory, "places.tsv"), codes, problems).Rows;
        var builder = new GazetteerBuilder();
        builder.AddPlaces(rows);
        return new Gazetteer(Default._base, new GazetteerImage(new Blob(builder.Write())), problems);
    }

    /// <summary>Finds the names that begin at an offset, in one walk, without allocating. A name begins and ends where words do.</summary>
    /// <param name="text">The text, not folded.</param>
    /// <param name="start">Offset of the first character of a word.</param>
    /// <param name="found">Takes the names, the shortest first; when there are more than it takes, the shortest ones are left out.</param>
    /// <returns>How many were put there.</returns>
    public int FindFrom(ReadOnlySpan<char> text, int start, Span<PlaceMatch> found)
    {
        Span<byte> key = stackalloc byte[PlaceKey.Longest];
        var length = 0;
        var at = start;
        var hash = PlaceKey.Seed;
        var count = 0;
        for (var words = 0; words < PlaceKey.MostWords && at < text.Length; words++)
        {
            var from = length;
            if (words > 0)
            {
                if (length == key.Length)
                    return count;
                key[length++] = (byte)' ';
            }

            var end = PlaceKey.Word(text, at, key, ref length);
            if (end <= at)
                return count;
            hash = PlaceKey.Hash(hash, key[from..length]);
            int number = _base.Find(key[..length], hash), own = _own?.Find(key[..length], hash) ?? -1;
            if (number >= 0 || own >= 0)
            {
                if (count == found.Length)
                {
                    found[1..].CopyTo(found);
                    count--;
                }

                found[count++] = new PlaceMatch(start, end, number, own);
            }

            if (!_base.MayGoOn(hash) && !(_own?.MayGoOn(hash) ?? false))
                return count;
            at = PlaceKey.Next(text, end);
            if (at < 0)
                return count;
        }

        return count;
    }

    /// <summary>Finds a whole name.</summary>
    /// <param name="name">The name in any spelling of case, marks and hyphens.</param>
    /// <param name="match">The name found.</param>
    /// <returns>False where no place bears it.</returns>
    public bool TryFind(ReadOnlySpan<char> name, out PlaceMatch match)
    {
        Span<PlaceMatch> one = stackalloc PlaceMatch[1];
        if (FindFrom(name, 0, one) == 1 && one[0].End == name.Length)
        {
            match = one[0];
            return true;
        }

        match = default;
        return false;
    }

    /// <summary>A country as a place; null where the gazetteer has no point for it.</summary>
    /// <param name="code">ISO 3166-1 alpha-3 code.</param>
    /// <param name="score">How sure it is, 0 to 1.</param>
    /// <param name="reason">Why it is meant.</param>
    public Records.Place? CountryPlace(string code, double score, string reason)
    {
        // The countries are the first rows of the file.
        for (var place = 0; place < _baseCount && _base.Places[place].Kind == PlaceKind.Country; place++)
        {
            if (CountryOf(place) == code)
                return Describe(place, score, reason);
        }

        return null;
    }

    /// <summary>Whether a name is nothing but an abbreviation that stands behind a comma: "Ill.", "Calif.".</summary>
    /// <param name="match">The name.</param>
    public bool IsAbbreviation(PlaceMatch match)
    {
        if (match.OwnKey >= 0)
            return false;
        foreach (var posting in _base.Postings(match.Key))
        {
            if ((PlaceNameKind)(posting & 3) != PlaceNameKind.Short)
                return false;
        }

        return true;
    }

    /// <summary>Puts the places that bear a name into a list, the user's first, then the weightiest first.</summary>
    internal void Candidates(PlaceMatch match, List<(int Place, PlaceNameKind Kind)> into)
    {
        if (match.OwnKey >= 0)
        {
            foreach (var posting in _own!.Postings(match.OwnKey))
                into.Add((_baseCount + (posting >> 2), (PlaceNameKind)(posting & 3)));
        }

        if (match.Key >= 0)
        {
            foreach (var posting in _base.Postings(match.Key))
                into.Add((posting >> 2, (PlaceNameKind)(posting & 3)));
        }
    }

    /// <summary>A place by its number.</summary>
    internal PlaceRecord Record(int place) => place < _baseCount ? _base.Places[place] : _own!.Places[place - _baseCount];

    /// <summary>Code of the country of a place; empty for none.</summary>
    internal string CountryOf(int place) => place < _baseCount
        ? _base.Countries[_base.Places[place].Country] : _own!.Countries[_own.Places[place - _baseCount].Country];

    /// <summary>Name of a place.</summary>
    internal string NameOf(int place) => place < _baseCount
        ? _base.Name(_base.Places[place].Name) : _own!.Name(_own.Places[place - _baseCount].Name);

    /// <summary>Place of the first-order division of a place; −1 for none.</summary>
    internal int Admin1Of(int place) => place < _baseCount ? _base.Admin1[_base.Places[place].Admin1] : -1;

    /// <summary>Place of the second-order division of a place; −1 for none.</summary>
    internal int Admin2Of(int place) => place < _baseCount ? _base.Admin2[_base.Places[place].Admin2] : -1;

    /// <summary>Whether a place is one of the user's own.</summary>
    internal bool IsOwn(int place) => place >= _baseCount;

    /// <summary>The record that crosses to other rooms.</summary>
    internal Records.Place Describe(int place, double score, string reason)
    {
        var record = Record(place);
        int admin1 = Admin1Of(place), admin2 = Admin2Of(place);
        var country = CountryOf(place);
        return new Records.Place
        {
            Name = NameOf(place),
            Country = country.Length == 0 ? null : country,
            Admin1 = admin1 >= 0 && admin1 != place ? NameOf(admin1) : null,
            Admin2 = admin2 >= 0 && admin2 != place ? NameOf(admin2) : null,
            Feature = place < _baseCount ? _base.Features[record.Feature] : _own!.Features[record.Feature],
            Lat = record.Lat / Unit,
            Lon = record.Lon / Unit,
            Geonames = record.Geonames == 0 ? null : record.Geonames,
            Precision = Precision(record.Kind),
            Score = Math.Round(score, 3),
            Reason = reason,
        };
    }

    private static string Precision(PlaceKind kind) => kind switch
    {
        PlaceKind.Country => "country",
        PlaceKind.Continent => "continent",
        PlaceKind.Division => "admin1",
        PlaceKind.District => "admin2",
        PlaceKind.Capital or PlaceKind.Seat or PlaceKind.City => "city",
        PlaceKind.Quarter => "quarter",
        PlaceKind.Base or PlaceKind.Airport or PlaceKind.Crossing or PlaceKind.Site or PlaceKind.Camp => "site",
        _ => "region",
    };
}

/// <summary>A name of the gazetteer that stands in a text.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last character.</param>
/// <param name="Key">Which name it is; −1 where only the user's table has it.</param>
/// <param name="OwnKey">Which name of the user's table it is; −1 for none.</param>
public readonly record struct PlaceMatch(int Start, int End, int Key, int OwnKey);
