using System.Collections.Frozen;

namespace Dragoman.Store;

/// <summary>Codes of ours from what other data sets say of an actor, by <c>data/imports/</c> and <c>data/exports/</c>.</summary>
internal static class ForeignActors
{
    private const int MostSectors = 3;

    private static readonly FrozenDictionary<string, string> Countries = ImportTables.Merged("imports/countries.tsv", ForeignCodes.CountryCodes());
    private static readonly FrozenDictionary<string, string> Sectors = ImportTables.Merged("imports/sectors.tsv", ForeignCodes.SectorCodes());
    private static readonly FrozenDictionary<string, string> ByFips = ForeignCodes.FipsCodes();
    private static readonly FrozenSet<string> International = ForeignCodes.InternationalCodes();

    /// <summary>Our code of a country, from a code or name of theirs; null for none and for regions.</summary>
    public static string? Country(string? theirs) => theirs is null ? null : Countries.GetValueOrDefault(theirs);

    /// <summary>Our code of a country, from its FIPS 10-4 code.</summary>
    public static string? OfFips(string? fips) => fips is null ? null : ByFips.GetValueOrDefault(fips);

    /// <summary>A body that stands in place of a country, by its code; null for none.</summary>
    public static string? Body(string code) => International.Contains(code) ? code : null;

    /// <summary>An actor.</summary>
    /// <param name="words">Its name as the file has it; may be empty.</param>
    /// <param name="country">Our code of its country; null for none.</param>
    /// <param name="body">A body that stands in place of a country: <c>UNO</c>; null for none.</param>
    /// <param name="theirs">Its sectors as the file has them, the first first.</param>
    public static Party Party(string words, string? country, string? body, ReadOnlySpan<string?> theirs)
    {
        Span<string?> sectors = [null, null, null];
        var count = 0;
        foreach (var name in theirs)
        {
            if (name is null || !Sectors.TryGetValue(name, out var sector)) continue;
            if (International.Contains(sector))
            {
                // In a country of its own, such a body is one of its society.
                if (country is null) body ??= sector;
                else if (sector is "NGO" or "ISM") sector = "SOC";
                if (International.Contains(sector)) continue;
            }

            if (count < MostSectors && !sectors[..count].Contains(sector)) sectors[count++] = sector;
        }

        var root = country ?? body;
        var code = string.Concat(root, sectors[0], sectors[1]) + sectors[2];
        return new Party(words, code, "", root ?? "", string.Join(' ', sectors[..count]!));
    }
}

/// <summary>Tables of what other data sets call things.</summary>
internal static class ImportTables
{
    /// <summary>A table of two columns, added to what is known already; what the table says goes first.</summary>
    public static FrozenDictionary<string, string> Merged(string name, IEnumerable<KeyValuePair<string, string>> known)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (theirs, ours) in known) all.TryAdd(theirs, ours);
        foreach (var row in ForeignCodes.Rows(name)) all[row[0]] = row[1];
        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
