using Dragoman.Store;
using Dragoman.Web.Hosting;
using Dragoman.Web.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Dragoman.Web.Pages;

/// <summary>The pairs of a query in a stretch of time as a network, and as a table.</summary>
public sealed partial class NetworkPage : ComponentBase
{
    private const int WindowDays = 30;
    private const int Drawn = 60;
    private const int Listed = 60;

    private StoreSummary _summary = Summaries.Empty;
    private QueryError? _error;
    private IReadOnlyList<DyadCount> _pairs = [];
    private IReadOnlyList<DyadChange> _changes = [];
    private GraphView _graph = GraphView.Of([]);
    private DateOnly _newest;
    private TimeWindow _window;
    private string _windowQuery = "";

    [Inject]
    private PictureDesk Desk { get; set; } = null!;

    /// <summary>The query; without a time of its own, the last thirty days count.</summary>
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
        if (!AskedQuery.TryRead(Query, out _, out _error))
        {
            if (Http is { Response.HasStarted: false }) Http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var today = DateOnly.FromDateTime(Settings.Clock.GetUtcNow().UtcDateTime);
        _newest = Desk.NewestDay(Store, _summary) is { } day && day < today ? day : today;
        _window = TimeWindow.Of(Query, _newest, WindowDays);
        _windowQuery = _window.In(Query);
        _pairs = Desk.Pairs(Store, _windowQuery, whole: false, _summary);
        _graph = Desk.Of("graph", _windowQuery, _summary, () => GraphView.Of([.. _pairs.Where(pair => pair.Actor != pair.Recipient).Take(Drawn)]));
        _changes = Desk.Changes(Store, Query, _window, Listed, _summary);
    }

    private string PairAddress(DyadCount dyad) =>
        QueryText.Address(QueryText.With(QueryText.With(_windowQuery, "actor", dyad.Actor), "recipient", dyad.Recipient));
}
