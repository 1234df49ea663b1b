using System.Collections.Frozen;
using System.Reflection;
using System.Text;

namespace Dragoman.Store;

/// <summary>What other data sets call countries, sectors and acts, from <c>data/exports/</c> and the ontology.</summary>
internal static class ForeignCodes
{
    private static readonly FrozenDictionary<string, string[]> Countries = Table("exports/countries.tsv");
    private static readonly FrozenDictionary<string, string[]> Sectors = Table("exports/sectors.tsv");
    private static readonly FrozenDictionary<string, string[]> Mirrors = Table("exports/mirrors.tsv");
    private static readonly FrozenDictionary<string, string[]> Letters = Table("exports/latin-letters.tsv");
    private static readonly FrozenDictionary<string, string[]> Acts = Table("ontology/cameo.tsv");
    private static readonly FrozenDictionary<string, string[]> International = Table("ontology/sectors.tsv");

    /// <summary>English name of a country; null for none and for what is no country.</summary>
    public static string? CountryName(string? code) => Cell(Countries, code, 1);

    /// <summary>FIPS 10-4 code of a country.</summary>
    public static string? Fips(string? code) => Cell(Countries, code, 2);

    /// <summary>Correlates of War number of a country.</summary>
    public static string? Cow(string? code) => Cell(Countries, code, 3);

    /// <summary>ISO 3166-1 alpha-2 code of a country.</summary>
    public static string? Alpha2(string? code) => Cell(Countries, code, 4);

    /// <summary>A sector in words.</summary>
    public static string? SectorName(string? code) => Cell(Sectors, code, 1);

    /// <summary>A sector's code in CAMEO; null where CAMEO has none.</summary>
    public static string? CameoSector(string? code) => Cell(Sectors, code, 2);

    /// <summary>Code of the record with source and target exchanged; null where an act has none.</summary>
    public static string? Mirror(string? cameo) => Cell(Mirrors, cameo, 1) ?? (cameo is { Length: > 3 } ? Cell(Mirrors, cameo[..3], 1) : null);

    /// <summary>Name of a CAMEO code.</summary>
    public static string? ActName(string? cameo) => Cell(Acts, cameo, 1);

    /// <summary>What CAMEO writes for a body that stands in place of a country: <c>IGOUNO</c>; null for a country.</summary>
    public static string? KnownGroup(string? code) =>
        code is not null && International.TryGetValue(code, out var row) && row[1] == "international" ? row[4] : null;

    /// <summary>A letter without the marks that Latin-1 lacks; null for none.</summary>
    public static char? PlainLetter(char letter) => Cell(Letters, letter.ToString(), 1) is { } plain ? plain[0] : null;

    /// <summary>PLOVER type and mode of a CAMEO code, with its quad and Goldstein value as the table writes them; null where the code is not known.</summary>
    public static (string? Type, string? Mode, string Quad, string Goldstein)? Act(string cameo) => Acts.TryGetValue(cameo, out var row)
        ? (row[2].Length > 0 ? row[2] : null, row[3].Length > 0 ? row[3] : null, row[4], row[5])
        : null;

    /// <summary>Our codes of countries by code and by name.</summary>
    public static IEnumerable<KeyValuePair<string, string>> CountryCodes() =>
        Countries.Values.SelectMany(row => new[] { KeyValuePair.Create(row[0], row[0]), KeyValuePair.Create(row[1], row[0]) });

    /// <summary>Our codes of countries by FIPS 10-4 code. The Palestinian territories have two.</summary>
    public static FrozenDictionary<string, string> FipsCodes() => Countries.Values.Where(row => row[2].Length > 0)
        .Select(row => KeyValuePair.Create(row[2], row[0])).Append(KeyValuePair.Create("GZ", "PSE")).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Our codes of sectors by code and by name.</summary>
    public static IEnumerable<KeyValuePair<string, string>> SectorCodes() =>
        Sectors.Values.SelectMany(row => new[] { KeyValuePair.Create(row[0], row[0]), KeyValuePair.Create(row[1], row[0]) });

    /// <summary>Codes that stand in place of a country.</summary>
    public static FrozenSet<string> InternationalCodes() =>
        International.Values.Where(row => row[1] == "international" && row[2] == "current").Select(row => row[0]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Rows of an embedded table by their first cell.</summary>
    private static FrozenDictionary<string, string[]> Table(string name) => Rows(name).DistinctBy(row => row[0]).ToFrozenDictionary(row => row[0], StringComparer.Ordinal);

    /// <summary>Rows of an embedded table, without comments and header.</summary>
    internal static IReadOnlyList<string[]> Rows(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"{name}: the table is not in the program; build again");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var rows = new List<string[]>();
        var isHeader = true;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (!isHeader) rows.Add(line.Split('\t'));
            isHeader = false;
        }

        return rows;
    }

    private static string? Cell(FrozenDictionary<string, string[]> table, string? key, int cell) =>
        key is not null && table.TryGetValue(key, out var row) && row[cell].Length > 0 ? row[cell] : null;
}
