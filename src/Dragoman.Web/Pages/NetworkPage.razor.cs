using Dragoman.Store;
using Dragoman.Web.Hosting;
using Dragoman.Web.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Dragoman.Web.Pages;

/// <summary>The pairs of a query in a stretch of time as a network, and as a table.</summary>
public sealed partial class NetworkPage : ComponentBase
{
    private const int Drawn = 60;
    private const int Listed = 40;

    private StoreSummary _summary = Summaries.Empty;
    private QueryError? _error;
    private IReadOnlyList<DyadCount>? _pairs = [];
    private IReadOnlyList<DyadChange>? _changes = [];
    private GraphView _graph = GraphView.Of([]);
    private int _withoutCountry;
    private DateOnly _newest;
    private TimeWindow _window;
    private string _windowQuery = "";

    [Inject]
    private PictureDesk Desk { get; set; } = null!;

    /// <summary>The query; without a time of its own, the last stretch with enough events counts.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Asked { get; set; }

    /// <summary>The request that the page answers; null in tests without one.</summary>
    [CascadingParameter]
    public HttpContext? Http { get; set; }

    private string Query => (Asked ?? "").Trim();

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
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
        _changes = Desk.Changes(Store, query.ToString(), _window, Listed, _summary);
        if ((_pairs = Desk.Pairs(Store, _windowQuery, whole: false, _summary, wait: _changes is not null)) is not { } pairs) return;
        _graph = Desk.Of("graph", _windowQuery, _summary, () => GraphView.Of([.. pairs.Where(IsOfCountries).Take(Drawn)]));
        _withoutCountry = pairs.Count(pair => pair.Actor != pair.Recipient && !IsOfCountries(pair));
    }

    // Police who are nobody's known police act on people everywhere: a node of them would tie together what has nothing to do with each other.
    private static bool IsOfCountries(DyadCount pair) =>
        pair.Actor != pair.Recipient && ActorCodes.Country(pair.Actor) is not null && ActorCodes.Country(pair.Recipient) is not null;

    private string PairAddress(DyadCount dyad) =>
        QueryText.Address(QueryText.With(QueryText.With(_windowQuery, "actor", dyad.Actor), "recipient", dyad.Recipient));
}
