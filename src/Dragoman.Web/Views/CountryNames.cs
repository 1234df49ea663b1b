using System.Collections.Frozen;

namespace Dragoman.Web.Views;

/// <summary>Readable names for the codes of countries and international bodies, from the tables of <c>data</c>.</summary>
public static class CountryNames
{
    private static readonly FrozenDictionary<string, string> Names = Read();

    /// <summary>The name of a country or an international code.</summary>
    /// <param name="code">Three letters: <c>RUS</c>, <c>UNO</c>.</param>
    /// <returns>Its name; null for an unknown code.</returns>
    public static string? Find(string code) => Names.GetValueOrDefault(code);

    /// <summary>The name of the country or body that an actor code begins with.</summary>
    /// <param name="code">An actor code: <c>RUSGOV</c>.</param>
    /// <returns><c>Russia</c>; null where the code begins with none, as the bare sector <c>REB</c>.</returns>
    public static string? OfActor(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Length >= 3 ? Find(code[..3]) : null;
    }

    private static FrozenDictionary<string, string> Read()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in Table.Rows("Ontology/sectors.tsv"))
        {
            // "United Nations; stands in place of a country": the words before the semicolon are the name.
            if (row[1] == "international") names[row[0]] = row[3].Split(';')[0];
        }

        foreach (var row in Table.Rows("Knowledge/countries.tsv")) names[row[0]] = row[1];
        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
