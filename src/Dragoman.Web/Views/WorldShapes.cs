using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Dragoman.Web.Views;

/// <summary>A country as it is drawn.</summary>
/// <param name="Code">ISO 3166-1 alpha-3 code; empty for ground without one.</param>
/// <param name="Path">Its outline as SVG path data, in units of <see cref="EqualEarth"/>.</param>
/// <param name="Bounds">The box around its largest piece.</param>
/// <param name="Area">Area of all pieces, in square units.</param>
public sealed record CountryShape(string Code, string Path, MapBox Bounds, double Area);

/// <summary>A box on the sheet, in units of <see cref="EqualEarth"/>.</summary>
/// <param name="X">Left.</param>
/// <param name="Y">Top.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public readonly record struct MapBox(double X, double Y, double Width, double Height)
{
    /// <summary>The whole sheet.</summary>
    public static MapBox World { get; } = new(0, 0, EqualEarth.Width, EqualEarth.Height);

    /// <summary>Whether a point lies in it.</summary>
    /// <param name="x">Units from the left.</param>
    /// <param name="y">Units from the top.</param>
    public bool Contains(double x, double y) => x >= X && x <= X + Width && y >= Y && y <= Y + Height;

    /// <summary>Whether two boxes share ground.</summary>
    /// <param name="other">The other.</param>
    public bool Meets(MapBox other) => X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;
}

/// <summary>The outlines of the countries, from <c>data/map/world.tsv</c>, in two degrees of detail. Read once, when first needed.</summary>
public static class WorldShapes
{
    private const double UnitsOfDegree = 20;

    // Pieces smaller than this, in square units, are left out of the coarse outlines: specks on a panel.
    private const double Speck = 1.2;

    private static readonly Lazy<(FrozenDictionary<string, CountryShape> Coarse, FrozenDictionary<string, CountryShape> Fine)> Shapes = new(Read);

    /// <summary>Outlines for a panel about 1000 pixels wide, by code.</summary>
    public static FrozenDictionary<string, CountryShape> Coarse => Shapes.Value.Coarse;

    /// <summary>Outlines that bear being enlarged four times, by code.</summary>
    public static FrozenDictionary<string, CountryShape> Fine => Shapes.Value.Fine;

    private static (FrozenDictionary<string, CountryShape> Coarse, FrozenDictionary<string, CountryShape> Fine) Read()
    {
        var lines = new Dictionary<int, (double X, double Y)[]>();
        var countries = new List<(string Code, string Rings)>();
        foreach (var row in Table.Rows("Map/world.tsv"))
        {
            if (row[0] == "line") lines.Add(int.Parse(row[1], CultureInfo.InvariantCulture), Points(row[3]));
            else countries.Add((row[1], row[3]));
        }

        var coarse = lines.ToDictionary(line => line.Key, line => Thin(line.Value, .2));
        return (Draw(countries, coarse, Speck), Draw(countries, lines, 0));
    }

    private static (double X, double Y)[] Points(string cell)
    {
        var steps = cell.Split(' ');
        var points = new (double, double)[steps.Length];
        var (east, north) = (0, 0);
        for (var i = 0; i < steps.Length; i++)
        {
            var comma = steps[i].IndexOf(',', StringComparison.Ordinal);
            east += int.Parse(steps[i].AsSpan(0, comma), CultureInfo.InvariantCulture);
            north += int.Parse(steps[i].AsSpan(comma + 1), CultureInfo.InvariantCulture);
            points[i] = (east / UnitsOfDegree, north / UnitsOfDegree);
        }

        return points;
    }

    private static FrozenDictionary<string, CountryShape> Draw(
        List<(string Code, string Rings)> countries, Dictionary<int, (double X, double Y)[]> lines, double speck)
    {
        var shapes = new Dictionary<string, CountryShape>(StringComparer.Ordinal);
        foreach (var country in countries.GroupBy(one => one.Code, StringComparer.Ordinal))
        {
            var path = new StringBuilder();
            var (area, largest, bounds) = (0.0, 0.0, default(MapBox));
            foreach (var ring in country.SelectMany(one => one.Rings.Split(';')).SelectMany(cell => OnSheet(Ring(cell, lines))))
            {
                var size = Math.Abs(Area(ring));
                if (size < speck && (largest > 0 || country.Count() > 1)) continue;
                area += size;
                if (size >= largest) (largest, bounds) = (size, Bounds(ring));
                Append(path, ring, speck > 0);
            }

            if (path.Length > 0) shapes.Add(country.Key, new CountryShape(country.Key, path.ToString(), bounds, area));
        }

        return shapes.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>A ring in degrees as rings on the sheet: what crosses the line where the sheet is cut is drawn on both of its sides.</summary>
    private static IEnumerable<List<(double X, double Y)>> OnSheet(List<(double X, double Y)> ring)
    {
        if (ring.All(point => point.Y < EqualEarth.South)) yield break;
        var whole = new List<(double X, double Y)>(ring.Count) { ring[0] };
        var turn = 0.0;
        for (var i = 1; i < ring.Count; i++)
        {
            var step = ring[i].X - ring[i - 1].X;
            if (step > 180) turn -= 360;
            else if (step < -180) turn += 360;
            whole.Add((ring[i].X + turn, ring[i].Y));
        }

        foreach (var shift in new[] { 0.0, 360, -360 })
        {
            var moved = whole.Select(point => (X: point.X + shift, point.Y)).ToList();
            if (moved.Max(point => point.X) <= -180 || moved.Min(point => point.X) >= 180) continue;
            var cut = Cut(Cut(moved, -180, keepsEast: true), 180, keepsEast: false);
            if (cut.Count > 2) yield return cut.Select(point => EqualEarth.Project(point.Y, point.X)).ToList();
        }
    }

    /// <summary>The part of a ring on one side of a meridian (Sutherland and Hodgman).</summary>
    private static List<(double X, double Y)> Cut(List<(double X, double Y)> ring, double meridian, bool keepsEast)
    {
        bool Keeps((double X, double Y) point) => keepsEast ? point.X >= meridian : point.X <= meridian;
        if (ring.All(Keeps)) return ring;
        var kept = new List<(double X, double Y)>(ring.Count);
        for (var i = 0; i < ring.Count; i++)
        {
            var (last, point) = (ring[(i + ring.Count - 1) % ring.Count], ring[i]);
            if (Keeps(last) != Keeps(point))
                kept.Add((meridian, last.Y + ((point.Y - last.Y) * (meridian - last.X) / (point.X - last.X))));
            if (Keeps(point)) kept.Add(point);
        }

        return kept;
    }

    private static List<(double X, double Y)> Ring(string cell, Dictionary<int, (double X, double Y)[]> lines)
    {
        var ring = new List<(double X, double Y)>();
        foreach (var number in cell.Split(' '))
        {
            var line = int.Parse(number, CultureInfo.InvariantCulture);
            var points = line < 0 ? lines[~line].Reverse() : lines[line];
            // A line begins where the one before ended.
            ring.AddRange(ring.Count == 0 ? points : points.Skip(1));
        }

        return ring;
    }

    /// <summary>Writes a ring in steps of tenths of a unit: relative numbers are half as long as absolute ones.</summary>
    private static void Append(StringBuilder path, List<(double X, double Y)> ring, bool coarse)
    {
        var factor = coarse ? 5 : 10;
        var (lastX, lastY) = (0, 0);
        for (var i = 0; i < ring.Count; i++)
        {
            var (x, y) = ((int)Math.Round(ring[i].X * factor), (int)Math.Round(ring[i].Y * factor));
            if (i == 0)
            {
                path.Append('M').Append(Number(x, factor)).Append(' ').Append(Number(y, factor)).Append('l');
            }
            else if ((x, y) != (lastX, lastY))
            {
                var dx = Number(x - lastX, factor);
                var dy = Number(y - lastY, factor);
                if (path[^1] != 'l' && dx[0] != '-') path.Append(' ');
                path.Append(dx);
                if (dy[0] != '-') path.Append(' ');
                path.Append(dy);
            }

            (lastX, lastY) = (x, y);
        }

        if (path[^1] == 'l') path.Append("0 0");
        path.Append('z');
    }

    private static string Number(int steps, int factor)
    {
        var text = ((double)steps / factor).ToString("0.#", CultureInfo.InvariantCulture);
        return text.StartsWith("0.", StringComparison.Ordinal) ? text[1..] : text.StartsWith("-0.", StringComparison.Ordinal) ? "-" + text[2..] : text;
    }

    private static double Area(List<(double X, double Y)> ring)
    {
        var sum = 0.0;
        for (var i = 0; i < ring.Count; i++)
        {
            var (one, next) = (ring[i], ring[(i + 1) % ring.Count]);
            sum += (one.X * next.Y) - (next.X * one.Y);
        }

        return sum / 2;
    }

    private static MapBox Bounds(List<(double X, double Y)> ring)
    {
        var (left, top) = (ring.Min(point => point.X), ring.Min(point => point.Y));
        return new MapBox(left, top, ring.Max(point => point.X) - left, ring.Max(point => point.Y) - top);
    }

    /// <summary>Leaves out points that lie within a tolerance, in degrees, of the line between their neighbours; ends stay, so that borders still meet.</summary>
    private static (double X, double Y)[] Thin((double X, double Y)[] points, double tolerance)
    {
        if (points.Length < 3) return points;
        var keep = new bool[points.Length];
        keep[0] = keep[^1] = true;
        // The farthest point of a closed line stays too, or nothing would be left of it.
        var open = new Stack<(int From, int To)>();
        open.Push((0, points.Length - 1));
        while (open.TryPop(out var piece))
        {
            var (most, at) = (tolerance, -1);
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
            ? Math.Sqrt(Math.Pow(point.X - from.X, 2) + Math.Pow(point.Y - from.Y, 2))
            : Math.Abs((dx * (from.Y - point.Y)) - ((from.X - point.X) * dy)) / length;
    }
}
