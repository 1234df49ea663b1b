namespace Dragoman.Web.Views;

/// <summary>
/// The Equal Earth projection (Šavrič, Patterson and Jenny, 2018) onto a sheet 1000 units wide: equal areas, so that the shade of a large
/// country does not weigh more than it should.
/// </summary>
public static class EqualEarth
{
    /// <summary>Width of the sheet, in units.</summary>
    public const double Width = 1000;

    /// <summary>The northernmost degree on the sheet.</summary>
    public const double North = 84;

    /// <summary>The southernmost degree on the sheet: Antarctica has no news that needs its room.</summary>
    public const double South = -57;

    private const double A1 = 1.340264;
    private const double A2 = -0.081106;
    private const double A3 = 0.000893;
    private const double A4 = 0.003796;
    private static readonly double M = Math.Sqrt(3) / 2;
    private static readonly double Scale = Width / (2 * RawX(180, 0));
    private static readonly double Top = RawY(North) * Scale;

    /// <summary>Height of the sheet, in units.</summary>
    public static double Height { get; } = Top - (RawY(South) * Scale);

    /// <summary>Where a point of the earth lies on the sheet.</summary>
    /// <param name="lat">Degrees north, −90 to 90; others are clipped.</param>
    /// <param name="lon">Degrees east, −180 to 180; others are clipped.</param>
    /// <returns>Units from the left and from the top; outside the sheet beyond its northern and southern ends.</returns>
    public static (double X, double Y) Project(double lat, double lon)
    {
        lat = Math.Clamp(lat, -90, 90);
        lon = Math.Clamp(lon, -180, 180);
        return ((Width / 2) + (RawX(lon, lat) * Scale), Top - (RawY(lat) * Scale));
    }

    private static double Theta(double lat) => Math.Asin(M * Math.Sin(lat * Math.PI / 180));

    private static double RawX(double lon, double lat)
    {
        var theta = Theta(lat);
        var (t2, t6) = (theta * theta, Math.Pow(theta, 6));
        return lon * Math.PI / 180 * Math.Cos(theta) / (M * (A1 + (3 * A2 * t2) + (t6 * ((7 * A3) + (9 * A4 * t2)))));
    }

    private static double RawY(double lat)
    {
        var theta = Theta(lat);
        var (t2, t6) = (theta * theta, Math.Pow(theta, 6));
        return theta * (A1 + (A2 * t2) + (t6 * (A3 + (A4 * t2))));
    }
}
