using Dragoman.Knowledge.Tables;

namespace Dragoman.Knowledge.Places;

/// <summary>The tables of <c>data/places/</c> and what their kinds stand for.</summary>
internal static class PlaceSchema
{
    /// <summary>Number of the column of kinds in <see cref="Places"/>.</summary>
    public const int KindColumn = 3;

    public static readonly TableSchema Countries = new(
        "countries",
        ["code"],
        new Column("code", CellKind.Text, true),
        new Column("iso2", CellKind.Text, true),
        new Column("name", CellKind.Text, true),
        new Column("lat", CellKind.Number, true),
        new Column("lon", CellKind.Number, true),
        new Column("geonames", CellKind.Number, true),
        new Column("population", CellKind.Number, true),
        new Column("source", CellKind.Text, true));

    /// <summary>Columns of every other table of places, the user's <c>places.tsv</c> among them.</summary>
    public static readonly TableSchema Places = new(
        "places",
        ["name", "kind", "country"],
        new Column("name", CellKind.Text, true),
        new Column("variants", CellKind.List),
        new Column("short", CellKind.List),
        new Column("kind", CellKind.Choice, true, [.. Kinds.Select(kind => kind.Word)]),
        new Column("country", CellKind.Countries),
        new Column("lat", CellKind.Number, true),
        new Column("lon", CellKind.Number, true),
        new Column("geonames", CellKind.Number),
        new Column("weight", CellKind.Number),
        new Column("source", CellKind.Text, true));

    // Words that say what kind of division a name is; without one of them most names are still names.
    private static readonly string[] DivisionWords =
        ["Province", "Governorate", "Region", "State", "Oblast", "Prefecture", "District", "Department", "Division", "County", "Krai", "Parish", "Municipality"];

    private static readonly string[] DistrictWords = ["Province", "Regency", "Prefecture", "District", "Shi", "Qu", "Municipality", "Department"];

    private static readonly string[] DivisionPrefixes =
        ["Province of ", "Provincia de ", "Provincia di ", "Provincia del ", "Departamento de ", "Departamento del ", "Landkreis ", "Kreis ", "Kabupaten ", "Kota ",
         "District of ", "County of ", "Borough of ", "London Borough of ", "City and Borough of ", "City of ", "Politischer Bezirk ", "Powiat "];

    private static readonly string[] NoNames =
        ["North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Central", "Centre", "Center", "Capital", "Coast", "Upper", "Lower",
         "North Central", "South Central", "North West", "North East", "South West", "South East", "Northwest", "Northeast", "Southwest", "Southeast", "Federal"];

    private static (string Word, PlaceKind Kind, string Feature)[] Kinds =>
    [
        ("airport", PlaceKind.Airport, "AIRP"), ("base", PlaceKind.Base, "INSM"), ("camp", PlaceKind.Camp, "CMPRF"), ("canal", PlaceKind.Canal, "CNL"),
        ("city", PlaceKind.City, "PPL"), ("continent", PlaceKind.Continent, "CONT"), ("crossing", PlaceKind.Crossing, "PSTB"),
        ("district", PlaceKind.District, "ADM2"), ("division", PlaceKind.Division, "ADM1"), ("island", PlaceKind.Island, "ISL"),
        ("lake", PlaceKind.Lake, "LK"), ("mountain", PlaceKind.Mountain, "MTS"), ("peninsula", PlaceKind.Peninsula, "PEN"), ("quarter", PlaceKind.Quarter, "PPLX"),
        ("region", PlaceKind.Region, "RGN"), ("river", PlaceKind.River, "STM"), ("sea", PlaceKind.Sea, "SEA"), ("site", PlaceKind.Site, "LCTY"),
        ("strait", PlaceKind.Strait, "STRT"),
    ];

    /// <summary>Kind and feature code of a word of the tables.</summary>
    public static (PlaceKind Kind, string Feature) Kind(string word)
    {
        var found = Array.Find(Kinds, kind => kind.Word == word);
        return (found.Kind, found.Feature);
    }

    /// <summary>The name of a division without the word for its kind, "Diyala Governorate"; null where nothing that names it is left.</summary>
    /// <remarks>Counties keep theirs: "Orange" and "Lake" alone are hardly ever counties.</remarks>
    public static string? WithoutKind(string name, int level)
    {
        foreach (var word in DivisionPrefixes)
        {
            if (name.StartsWith(word, StringComparison.Ordinal))
                return name[word.Length..];
        }

        foreach (var word in level == 1 ? DivisionWords : DistrictWords)
        {
            if (name.Length > word.Length + 1 && name.EndsWith(word, StringComparison.Ordinal) && name[^(word.Length + 1)] == ' ')
            {
                var plain = name[..^(word.Length + 1)];
                return Array.IndexOf(NoNames, plain) >= 0 ? null : plain;
            }
        }

        return null;
    }
}
