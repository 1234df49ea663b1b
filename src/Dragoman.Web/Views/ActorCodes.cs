using System.Collections.Frozen;

namespace Dragoman.Web.Views;

/// <summary>Readable names for actor codes, their countries, international bodies and sectors, from the tables of <c>data</c>.</summary>
public static class ActorCodes
{
    private static readonly FrozenDictionary<string, string> Sectors = ReadSectors();
    private static readonly FrozenDictionary<string, string> Countries = ReadCountries();
    private static readonly FrozenDictionary<string, string> Labels = Table.Rows("Map/labels.tsv").ToFrozenDictionary(row => row[0], row => row[1], StringComparer.Ordinal);

    /// <summary>The name of a country or an international code.</summary>
    /// <param name="code">Three letters: <c>RUS</c>, <c>UNO</c>.</param>
    /// <returns>Its name; null for an unknown code.</returns>
    public static string? Country(string code) => Countries.GetValueOrDefault(code);

    /// <summary>A short name for what a code begins with.</summary>
    /// <param name="code">An actor code: <c>RUSGOV</c>, <c>REB</c>.</param>
    /// <returns><c>Russia</c>, <c>Armed opposition</c>; null where the code begins with neither country nor sector.</returns>
    public static string? Name(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Length < 3 ? null : Countries.GetValueOrDefault(code[..3]) ?? Sectors.GetValueOrDefault(code[..3]);
    }

    /// <summary>Whether a text is an actor code whose first three letters are known.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True for <c>RUS</c>, <c>RUSGOV</c>, <c>REB</c>.</returns>
    public static bool IsCode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is >= 3 and <= 12 && text.Length % 3 == 0 && text.All(char.IsAsciiLetterUpper) && Name(text) is not null;
    }

    /// <summary>The address of an actor's page.</summary>
    /// <param name="code">An actor code.</param>
    /// <param name="on">The day on which it is looked at, ISO 8601; null for the newest.</param>
    public static string Address(string code, string? on = null)
    {
        var address = "/actors/" + Uri.EscapeDataString(code);
        return DateText.Parse(on) is { } day ? $"{address}?on={DateText.Iso(day)}" : address;
    }

    /// <summary>A short label for a picture: the country alone, else its code with the sectors that follow.</summary>
    /// <param name="code">An actor code.</param>
    /// <returns><c>Russia</c> for <c>RUS</c>, <c>Russia GOV</c> for <c>RUSGOV</c>, <c>DR Congo</c> for <c>COD</c>, <c>Rebels</c> for <c>REB</c>; the code where it begins with neither country nor sector.</returns>
    public static string Label(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (Name(code) is not { } name) return code;
        var brief = Labels.GetValueOrDefault(code[..3]) ?? Brief(name);
        return code.Length > 3 ? $"{brief} {code[3..]}" : brief;
    }

    /// <summary>A code spelt out, three letters at a time.</summary>
    /// <param name="code">An actor code: <c>USAGOVMIL</c>.</param>
    /// <returns><c>United States, national or local executive, state armed forces</c>; the letters themselves where they are unknown.</returns>
    public static string Explain(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var words = new List<string>();
        for (var at = 0; at < code.Length && at < 12; at += 3)
        {
            var piece = code.Substring(at, Math.Min(3, code.Length - at));
            words.Add(at == 0 && Countries.TryGetValue(piece, out var country) ? country
                : !Sectors.TryGetValue(piece, out var sector) ? piece
                : words.Count == 0 ? sector : char.ToLowerInvariant(sector[0]) + sector[1..]);
        }

        return string.Join(", ", words);
    }

    private static FrozenDictionary<string, string> ReadSectors() =>
        Table.Rows("Ontology/sectors.tsv")
            .Where(row => row[1] == "sector" && row[2] == "current")
            .ToFrozenDictionary(row => row[0], row => Short(row[3], ",;("), StringComparer.Ordinal);

    private static FrozenDictionary<string, string> ReadCountries()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in Table.Rows("Ontology/sectors.tsv"))
        {
            // "United Nations; stands in place of a country": the words before the semicolon are the name.
            if (row[1] == "international") names[row[0]] = Short(row[3], ";");
        }

        foreach (var row in Table.Rows("Knowledge/countries.tsv")) names[row[0]] = row[1];
        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>A long description cut behind a word.</summary>
    private static string Brief(string name)
    {
        const int longest = 24;
        if (name.Length <= longest) return name;
        var end = name.LastIndexOf(' ', longest - 2);
        return name[..(end > 0 ? end : longest - 2)].TrimEnd(',') + "…";
    }

    private static string Short(string meaning, string stops)
    {
        var end = meaning.AsSpan().IndexOfAny(stops);
        return (end < 0 ? meaning : meaning[..end]).Trim();
    }
}
