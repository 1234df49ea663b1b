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

    /// <summary>Rows of an embedded table by their first cell.</summary>
    private static FrozenDictionary<string, string[]> Table(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"{name}: the table is not in the program; build again");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var rows = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var isHeader = true;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (!isHeader) rows[line[..line.IndexOf('\t')]] = line.Split('\t');
            isHeader = false;
        }

        return rows.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string? Cell(FrozenDictionary<string, string[]> table, string? key, int cell) =>
        key is not null && table.TryGetValue(key, out var row) && row[cell].Length > 0 ? row[cell] : null;
}
