using Dragoman.Store;
using Dragoman.Web.Hosting;
using Dragoman.Web.Views;
using Microsoft.AspNetCore.Components;

namespace Dragoman.Web.Pages;

/// <summary>The map of the events that a query finds in a stretch of time, and the list that says the same.</summary>
public sealed partial class MapPage : PicturePage
{
    private const int MaxListed = 60;

    private static readonly (string Code, string Label, MapBox Box)[] Parts =
    [
        ("", "World", MapBox.World),
        ("europe", "Europe", Middle(54, 18, 190)),
        ("mideast", "Middle East", Middle(31, 46, 190)),
        ("asia", "Asia", Middle(26, 95, 380)),
        ("africa", "Africa", Middle(3, 19, 400)),
        ("namerica", "North America", Middle(38, -92, 400)),
        ("samerica", "South America", Middle(-20, -62, 360)),
        ("oceania", "Oceania", Middle(-18, 150, 330)),
    ];

    private MapView? _map;
    private MapBox _box = MapBox.World;
    private string? _country;

    /// <summary>The part of the world to show: a name of <see cref="Parts"/>, or a country's code; null or empty for all.</summary>
    [SupplyParameterFromQuery(Name = "part")]
    public string? Part { get; set; }

    /// <inheritdoc/>
    protected override string Address => "/map";

    /// <inheritdoc/>
    protected override void Draw(EventQuery query)
    {
        Part ??= "";
        _map = Desk.Map(Store, WindowQuery, Summary);
        var known = Array.FindIndex(Parts, part => part.Code == Part);
        if (known >= 0)
        {
            _box = Parts[known].Box;
        }
        else if (MapView.BoxOf(Part.ToUpperInvariant()) is { } box)
        {
            (_country, _box) = (Part.ToUpperInvariant(), box);
        }
        else
        {
            Part = "";
        }
    }

    private static MapBox Middle(double lat, double lon, double width)
    {
        var (x, y) = EqualEarth.Project(lat, lon);
        return MapView.Around(x, y, width);
    }

    private string PartAddress(string part) => ViewAddress("part", part);
}
