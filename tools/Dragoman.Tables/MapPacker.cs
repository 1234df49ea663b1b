using System.Globalization;
using System.Text;
using System.Text.Json;
using Dragoman.Knowledge;

namespace Dragoman.Tables;

/// <summary>
/// Packs the shapes of countries out of npm's <c>world-atlas</c> (Natural Earth, 1:50m): borders once each, thinned to a tenth of a degree and
/// rounded to a twentieth, and for each country the lines that go around it. The same package gives the same table.
/// </summary>
internal static class MapPacker
{
    /// <summary>Degrees by which a line may leave the original.</summary>
    private const double Tolerance = 0.1;

    /// <summary>Units of a degree in the table.</summary>
    private const double Units = 20;

    // Names that the source shortens or that our tables write otherwise. Ground that ISO 3166 gives no code of its own carries the code that the
    // standard counts it under; "" where there is none.
    private static readonly Dictionary<string, string> Otherwise = new(StringComparer.Ordinal)
    {
        ["Antigua and Barb."] = "ATG",
        ["Aruba"] = "ABW",
        ["Ashmore and Cartier Is."] = "AUS",
        ["Bosnia and Herz."] = "BIH",
        ["Br. Indian Ocean Ter."] = "IOT",
        ["British Virgin Is."] = "VGB",
        ["Cayman Is."] = "CYM",
        ["Central African Rep."] = "CAF",
        ["Cook Is."] = "COK",
        ["Curaçao"] = "CUW",
        ["Dem. Rep. Congo"] = "COD",
        ["Dominican Rep."] = "DOM",
        ["Eq. Guinea"] = "GNQ",
        ["Faeroe Is."] = "FRO",
        ["Falkland Is."] = "FLK",
        ["Fr. Polynesia"] = "PYF",
        ["Fr. S. Antarctic Lands"] = "ATF",
        ["Heard I. and McDonald Is."] = "HMD",
        ["Indian Ocean Ter."] = "",
        ["Macao"] = "MAC",
        ["Marshall Is."] = "MHL",
        ["N. Cyprus"] = "CYP",
        ["N. Mariana Is."] = "MNP",
        ["Pitcairn Is."] = "PCN",
        ["S. Geo. and the Is."] = "SGS",
        ["S. Sudan"] = "SSD",
        ["Siachen Glacier"] = "",
        ["Solomon Is."] = "SLB",
        ["Somaliland"] = "SOM",
        ["St-Barthélemy"] = "BLM",
        ["St-Martin"] = "MAF",
        ["St. Pierre and Miquelon"] = "SPM",
        ["St. Vin. and Gren."] = "VCT",
        ["São Tomé and Principe"] = "STP",
        ["Turks and Caicos Is."] = "TCA",
        ["U.S. Virgin Is."] = "VIR",
        ["W. Sahara"] = "ESH",
        ["Wallis and Futuna Is."] = "WLF",
        ["eSwatini"] = "SWZ",
        ["Åland"] = "ALA",
    };

    /// <summary>Packs the contents of the package.</summary>
    /// <param name="folder">A folder that holds <c>countries-50m.json</c>, at any depth.</param>
    /// <param name="output">The table to write, in a folder beside <c>places</c> and <c>knowledge</c>, whose tables say which code a name has.</param>
    /// <exception cref="InvalidDataException">A file is missing, or a shape has a name that nothing knows.</exception>
    public static void Pack(string folder, string output)
    {
        var codeOf = Codes(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(output))!, ".."));
        using var topology = JsonDocument.Parse(File.ReadAllBytes(Find(folder, "countries-50m.json")));
        var root = topology.RootElement;
        var lines = new List<string>();
        var transform = root.GetProperty("transform");
        foreach (var arc in root.GetProperty("arcs").EnumerateArray()) lines.Add(Write(Thin(Read(arc, transform))));

        var countries = new List<string>();
        foreach (var geometry in root.GetProperty("objects").GetProperty("countries").GetProperty("geometries").EnumerateArray())
        {
            var name = geometry.GetProperty("properties").GetProperty("name").GetString()!;
            if (!codeOf.TryGetValue(name, out var code)) throw new InvalidDataException($"the shape {name} has a name that no table knows");
            var arcs = geometry.GetProperty("arcs");
            var polygons = geometry.GetProperty("type").GetString() == "Polygon" ? [arcs] : arcs.EnumerateArray().ToArray();
            var rings = polygons.SelectMany(polygon => polygon.EnumerateArray())
                .Select(ring => string.Join(' ', ring.EnumerateArray().Select(arc => arc.GetInt32().ToString(CultureInfo.InvariantCulture))));
            foreach (var owner in rings.GroupBy(ring => ring.Length > 0 && IsElsewhere(code, lines, ring) is { } other ? other : code))
                countries.Add($"country\t{owner.Key}\t{name}\t{string.Join(';', owner)}");
        }

        var text = new StringBuilder(
            """
            # Shapes of countries for drawing, from Natural Earth 4.1.0 at 1:50m (public domain) by npm's world-atlas 2.0.2, thinned to 0.1 degrees.
            # line: points as "east,north", the first absolute, the others steps from the one before, in twentieths of a degree.
            # country: rings separated by ";", each the numbers of lines in order; -1 is line 0 backwards, -2 line 1 backwards. Code: ISO 3166-1 alpha-3.
            # Made by "Dragoman.Tables map FOLDER OUTPUT"; a shape is for recognition and says nothing about whose a place is.
            kind	id	name	shape

            """);
        foreach (var country in countries.Order(StringComparer.Ordinal)) text.Append(country).Append('\n');
        for (var i = 0; i < lines.Count; i++) text.Append(CultureInfo.InvariantCulture, $"line\t{i}\t\t{lines[i]}\n");
        File.WriteAllText(output, text.ToString());
    }

    private static Dictionary<string, string> Codes(string data)
    {
        var codes = new Dictionary<string, string>(Otherwise, StringComparer.Ordinal);
        foreach (var row in TableFile.FromFile(Path.Combine(data, "places", "countries.tsv")).Rows) codes.TryAdd(row[2], row[0]);
        foreach (var row in TableFile.FromFile(Path.Combine(data, "knowledge", "countries.tsv")).Rows)
        {
            foreach (var name in TableFile.List(row[2]).Prepend(row[1])) codes.TryAdd(name, row[0]);
        }

        return codes;
    }

    /// <summary>
    /// The source draws who holds a place; the standard, and our gazetteer, count Crimea under Ukraine (General Assembly resolution 68/262).
    /// </summary>
    private static string? IsElsewhere(string code, List<string> lines, string ring)
    {
        if (code != "RUS") return null;
        var first = int.Parse(ring.Split(' ')[0], CultureInfo.InvariantCulture);
        var point = lines[first < 0 ? ~first : first].Split(' ')[0].Split(',');
        var (east, north) = (int.Parse(point[0], CultureInfo.InvariantCulture) / Units, int.Parse(point[1], CultureInfo.InvariantCulture) / Units);
        return east is > 32 and < 37 && north is > 44 and < 46.5 ? "UKR" : null;
    }

    private static string Find(string folder, string file) =>
        Directory.EnumerateFiles(folder, file, SearchOption.AllDirectories).Order(StringComparer.Ordinal).FirstOrDefault()
        ?? throw new InvalidDataException($"{folder} holds no {file}");

    private static List<(double X, double Y)> Read(JsonElement arc, JsonElement transform)
    {
        var (scale, translate) = (transform.GetProperty("scale"), transform.GetProperty("translate"));
        var points = new List<(double, double)>();
        var (x, y) = (0, 0);
        foreach (var step in arc.EnumerateArray())
        {
            (x, y) = (x + step[0].GetInt32(), y + step[1].GetInt32());
            points.Add(((x * scale[0].GetDouble()) + translate[0].GetDouble(), (y * scale[1].GetDouble()) + translate[1].GetDouble()));
        }

        return points;
    }

    /// <summary>Leaves out what lies within the tolerance of a line between what stays (Douglas and Peucker).</summary>
    private static List<(double X, double Y)> Thin(List<(double X, double Y)> points)
    {
        var keep = new bool[points.Count];
        keep[0] = keep[^1] = true;
        var open = new Stack<(int From, int To)>();
        open.Push((0, points.Count - 1));
        while (open.TryPop(out var piece))
        {
            var (most, at) = (Tolerance, -1);
            for (var i = piece.From + 1; i < piece.To; i++)
            {
                var distance = Distance(points[i], points[piece.From], points[piece.To]);
                if (distance > most) (most, at) = (distance, i);
            }

            if (at < 0) continue;
            keep[at] = true;
            open.Push((piece.From, at));
            open.Push((at, piece.To));
        }

        return [.. points.Where((_, i) => keep[i])];
    }

    private static double Distance((double X, double Y) point, (double X, double Y) from, (double X, double Y) to)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        return length < 1e-9
            ? Math.Sqrt(((point.X - from.X) * (point.X - from.X)) + ((point.Y - from.Y) * (point.Y - from.Y)))
            : Math.Abs((dx * (from.Y - point.Y)) - ((from.X - point.X) * dy)) / length;
    }

    private static string Write(List<(double X, double Y)> points)
    {
        var text = new StringBuilder();
        var (lastX, lastY) = (0, 0);
        foreach (var point in points)
        {
            var (x, y) = ((int)Math.Round(point.X * Units), (int)Math.Round(point.Y * Units));
            if (text.Length > 0 && (x, y) == (lastX, lastY) && !point.Equals(points[^1])) continue;
            if (text.Length > 0) text.Append(' ');
            text.Append(CultureInfo.InvariantCulture, $"{x - lastX},{y - lastY}");
            (lastX, lastY) = (x, y);
        }

        return text.ToString();
    }
}
