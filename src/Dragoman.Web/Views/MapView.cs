using System.Collections.Frozen;
using System.Globalization;
using Dragoman.Store;

namespace Dragoman.Web.Views;

/// <summary>How narrow the place of events is.</summary>
public enum PlacePrecision
{
    /// <summary>A town, a base, a building: a point.</summary>
    Point,

    /// <summary>A division, a region, a sea: somewhere around a point.</summary>
    Region,

    /// <summary>A country and no more.</summary>
    Country,
}

/// <summary>Events at a place, as the map draws them.</summary>
/// <param name="Place">The place and its counts.</param>
/// <param name="Precision">How narrow it is.</param>
/// <param name="X">Units from the left of the sheet.</param>
/// <param name="Y">Units from the top.</param>
/// <param name="Size">Radius on the whole sheet, in units.</param>
public sealed record MapSpot(PlaceCount Place, PlacePrecision Precision, double X, double Y, double Size);

/// <summary>A country with its events.</summary>
/// <param name="Code">ISO 3166-1 alpha-3 code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Bare">Events of which no more than the country is known.</param>
/// <param name="Within">Events at places within it.</param>
/// <param name="Shade">1 (few) to 5 (many) by <paramref name="Bare"/>; 0 for none.</param>
/// <param name="Middle">A point in it for a mark, where its shape is too small to be seen or it has none; null elsewhere.</param>
public sealed record MapCountry(string Code, string Name, QuadCounts Bare, QuadCounts Within, int Shade, (double X, double Y)? Middle)
{
    /// <summary>All events in the country.</summary>
    public long Total => Bare.Total + Within.Total;
}

/// <summary>Events by place, made ready for a map that never claims more than is known.</summary>
public sealed class MapView
{
    // A country smaller than this, in square units, gets a mark beside its shade.
    private const double SmallCountry = 14;

    private static readonly Lazy<FrozenDictionary<string, (double Lat, double Lon, string Name)>> Middles = new(() =>
        Table.Rows("Places/countries.tsv").ToFrozenDictionary(
            row => row[0],
            row => (Degrees(row[3]), Degrees(row[4]), row[2]),
            StringComparer.Ordinal));

    private static readonly Lazy<FrozenSet<string>> Wide = new(() =>
        Table.Rows("Places/divisions.tsv").Concat(Table.Rows("Places/regions.tsv"))
            .Where(row => row[3] is not ("airport" or "base" or "camp" or "crossing" or "site"))
            .SelectMany(row => row[1].Split('|', StringSplitOptions.RemoveEmptyEntries).Prepend(row[0]).Select(name => row[4] + "\t" + name))
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    private MapView(IReadOnlyList<MapSpot> spots, IReadOnlyList<MapCountry> countries, long nowhere)
    {
        Spots = spots;
        Countries = countries;
        Nowhere = nowhere;
    }

    /// <summary>Places within countries and seas, the largest first, so that small ones lie on top.</summary>
    public IReadOnlyList<MapSpot> Spots { get; }

    /// <summary>Countries with events, those with the most first.</summary>
    public IReadOnlyList<MapCountry> Countries { get; }

    /// <summary>Events at places that have no point and no country.</summary>
    public long Nowhere { get; }

    /// <summary>Makes a map of counts.</summary>
    /// <param name="places">Events by place.</param>
    /// <returns>The map; empty lists for no places.</returns>
    public static MapView Of(IReadOnlyList<PlaceCount> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        var spots = new List<MapSpot>();
        var countries = new Dictionary<string, (QuadCounts Bare, QuadCounts Within)>(StringComparer.Ordinal);
        var nowhere = 0L;
        var most = places.Count == 0 ? 1 : Math.Max(1, places.Where(place => PrecisionOf(place) != PlacePrecision.Country).Select(place => place.Quads.Total).DefaultIfEmpty(1).Max());
        foreach (var place in places)
        {
            var precision = PrecisionOf(place);
            var located = precision != PlacePrecision.Country && place is { Lat: not null, Lon: not null };
            if (place.Country is { } code)
            {
                var (bare, within) = countries.GetValueOrDefault(code);
                countries[code] = located ? (bare, within + place.Quads) : (bare + place.Quads, within);
            }
            else if (!located)
            {
                nowhere += place.Quads.Total;
            }

            if (!located) continue;
            var (x, y) = EqualEarth.Project(place.Lat!.Value, place.Lon!.Value);
            spots.Add(new MapSpot(place, precision, x, y, 2.2 + (8 * Math.Sqrt((double)place.Quads.Total / most))));
        }

        var shades = Shades(countries.Values.Select(one => one.Bare.Total).Where(count => count > 0));
        return new MapView(
            [.. spots.OrderByDescending(spot => spot.Size).ThenBy(spot => spot.Place.Name, StringComparer.Ordinal)],
            [.. countries
                .Select(one => new MapCountry(one.Key, NameOf(one.Key), one.Value.Bare, one.Value.Within, Shade(one.Value.Bare.Total, shades), MiddleOf(one.Key)))
                .OrderByDescending(one => one.Total).ThenBy(one => one.Code, StringComparer.Ordinal)],
            nowhere);
    }

    /// <summary>How narrow a place is: by its name against the tables of countries, divisions and regions.</summary>
    /// <param name="place">The place.</param>
    /// <returns>The country alone where the place is the country, or has no point of its own.</returns>
    public static PlacePrecision PrecisionOf(PlaceCount place)
    {
        ArgumentNullException.ThrowIfNull(place);
        if (place.Country is { } code && (string.Equals(place.Name, NameOf(code), StringComparison.OrdinalIgnoreCase)
            || (Middles.Value.TryGetValue(code, out var middle) && string.Equals(place.Name, middle.Name, StringComparison.OrdinalIgnoreCase))))
        {
            return PlacePrecision.Country;
        }

        if (place.Lat is null || place.Lon is null) return PlacePrecision.Country;
        return string.Equals(place.Name, place.Admin1, StringComparison.OrdinalIgnoreCase) || Wide.Value.Contains(place.Country + "\t" + place.Name)
            ? PlacePrecision.Region
            : PlacePrecision.Point;
    }

    /// <summary>The box to show for a country: its shape with room around it; null for one without a shape.</summary>
    /// <param name="code">ISO 3166-1 alpha-3 code.</param>
    public static MapBox? BoxOf(string code)
    {
        if (!WorldShapes.Fine.TryGetValue(code, out var shape)) return null;
        var (ratio, least) = (EqualEarth.Width / EqualEarth.Height, 60.0);
        var width = Math.Max(least, Math.Max(shape.Bounds.Width * 1.5, shape.Bounds.Height * 1.5 * ratio));
        return Around(shape.Bounds.X + (shape.Bounds.Width / 2), shape.Bounds.Y + (shape.Bounds.Height / 2), width);
    }

    /// <summary>A box of the sheet's proportions, kept within the sheet.</summary>
    /// <param name="x">Middle, in units from the left.</param>
    /// <param name="y">Middle, in units from the top.</param>
    /// <param name="width">Width in units; at most that of the sheet.</param>
    public static MapBox Around(double x, double y, double width)
    {
        width = Math.Min(width, EqualEarth.Width);
        var height = width * EqualEarth.Height / EqualEarth.Width;
        return new MapBox(
            Math.Clamp(x - (width / 2), 0, EqualEarth.Width - width), Math.Clamp(y - (height / 2), 0, EqualEarth.Height - height), width, height);
    }

    private static double Degrees(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private static string NameOf(string code) =>
        ActorCodes.Country(code) ?? (Middles.Value.TryGetValue(code, out var middle) ? middle.Name : code);

    private static (double X, double Y)? MiddleOf(string code)
    {
        if (WorldShapes.Coarse.TryGetValue(code, out var shape) && shape.Area >= SmallCountry) return null;
        return Middles.Value.TryGetValue(code, out var middle) ? EqualEarth.Project(middle.Lat, middle.Lon) : null;
    }

    /// <summary>Where each shade begins: counts grow by the same factor from shade to shade, since a few countries have most of the news.</summary>
    private static double[] Shades(IEnumerable<long> counts)
    {
        var most = counts.DefaultIfEmpty(1).Max();
        var factor = Math.Pow(Math.Max(5, most), 1 / 5.0);
        return [1, factor, factor * factor, Math.Pow(factor, 3), Math.Pow(factor, 4)];
    }

    private static int Shade(long count, double[] shades) => count == 0 ? 0 : Math.Clamp(shades.Count(least => count >= least), 1, 5);
}
