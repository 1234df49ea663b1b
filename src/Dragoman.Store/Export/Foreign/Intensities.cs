using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Dragoman.Store;

/// <summary>PLOVER's intensity of a type and mode, from <c>data/ontology/modes.tsv</c>, which says where it differs from the manual.</summary>
internal static class Intensities
{
    private static readonly FrozenDictionary<(string Type, string Mode), double> Scores = Read();

    /// <summary>Intensity of an event; that of the type where the mode has none; null for none.</summary>
    public static double? Of(EventRow row)
    {
        var type = EventExport.Name(row.Type);
        return Scores.TryGetValue((type, row.Mode ?? ""), out var score) || Scores.TryGetValue((type, ""), out score) ? score : null;
    }

    private static FrozenDictionary<(string, string), double> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("ontology/modes.tsv")
            ?? throw new InvalidDataException("ontology/modes.tsv: the table is not in the program; build again");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var scores = new Dictionary<(string, string), double>();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split('\t');
            if (cells.Length > 3 && double.TryParse(cells[3], NumberStyles.Float, CultureInfo.InvariantCulture, out var score))
                scores[(cells[0], cells[1])] = score;
        }

        return scores.ToFrozenDictionary();
    }
}
