using Dragoman.Store;
using Dragoman.Web.Hosting;
using Dragoman.Web.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Dragoman.Web.Pages;

/// <summary>The map of the events that a query finds in a stretch of time, and the list that says the same.</summary>
public sealed partial class MapPage : ComponentBase
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

    private StoreSummary _summary = Summaries.Empty;
    private QueryError? _error;
    private MapView? _map;
    private MapBox _box = MapBox.World;
    private string? _country;
    private DateOnly _newest;
    private TimeWindow _window;
    private string _windowQuery = "";

    [Inject]
    private PictureDesk Desk { get; set; } = null!;

    /// <summary>The query; without a time of its own, the last stretch with enough events counts.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Asked { get; set; }

    /// <summary>The part of the world to show: a name of <see cref="Parts"/>, or a country's code; null or empty for all.</summary>
    [SupplyParameterFromQuery(Name = "part")]
    public string? Part { get; set; }

    /// <summary>The request that the page answers; null in tests without one.</summary>
    [CascadingParameter]
    public HttpContext? Http { get; set; }

    private string Query => (Asked ?? "").Trim();

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        Part ??= "";
        _summary = Store.Summarize();
        if (_summary.Documents == 0) return;
        if (!AskedQuery.TryRead(Store, Query, out var query, out _error))
        {
            if (Http is { Response.HasStarted: false }) Http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var today = DateOnly.FromDateTime(Settings.Clock.GetUtcNow().UtcDateTime);
        _newest = Desk.NewestDay(Store, _summary) is { } day && day < today ? day : today;
        _window = Desk.Window(Store, query.ToString(), _newest, _summary);
        _windowQuery = _window.In(query.ToString());
        _map = Desk.Map(Store, _windowQuery, _summary);
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

    private string PartAddress(string part)
    {
        var query = Query.Length == 0 ? "" : "q=" + Uri.EscapeDataString(Query);
        if (part.Length > 0) query += (query.Length > 0 ? "&" : "") + "part=" + Uri.EscapeDataString(part);
        return query.Length == 0 ? "/map" : "/map?" + query;
    }

    private string ViewAddress(string query) => "/map?q=" + Uri.EscapeDataString(QueryText.And(Query, query));
}
