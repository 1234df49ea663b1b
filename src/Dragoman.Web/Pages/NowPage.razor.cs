using System.Globalization;
using Dragoman.Store;
using Dragoman.Web.Hosting;
using Dragoman.Web.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Dragoman.Web.Pages;

/// <summary>The start page: what is new, the newest events, where and between whom, and what was corrected.</summary>
public sealed partial class NowPage : ComponentBase
{
    private const int PageSize = 25;
    private const int TimelineDays = 180;

    private string _mark = "";
    private StoreSummary _summary = Summaries.Empty;
    private IReadOnlyList<HappeningRow> _happenings = [];
    private IReadOnlyList<EventRow> _rows = [];
    private ReaderSeen _seen = new(null, null);
    private Added _added;
    private IReadOnlySet<string> _new = new HashSet<string>();
    private TimelineView? _timeline;
    private MapView? _map;
    private TimeWindow _window;
    private string _windowQuery = "";
    private IReadOnlyList<DyadChange>? _changes = [];
    private IReadOnlyList<CorrectionView> _corrections = [];

    [Inject]
    private PictureDesk Desk { get; set; } = null!;

    /// <summary>A range of the timeline that is being chosen.</summary>
    [SupplyParameterFromQuery(Name = "brush")]
    public string? Brush { get; set; }

    /// <summary>The request that the page answers; null in tests without one.</summary>
    [CascadingParameter]
    public HttpContext? Http { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var cancel = Http?.RequestAborted ?? CancellationToken.None;
        _summary = Store.Summarize();
        var now = Store.Mark();
        _mark = now.Key.ToString(CultureInfo.InvariantCulture);
        if (_summary.Documents == 0) return;

        // Happenings once their reports were brought together, which follows the reading; until then bare events.
        _happenings = Store.Happenings(EventQuery.Everything, PageSize, null, cancel).Rows;
        _rows = _happenings.Count > 0 ? [.. _happenings.Select(row => row.Best)] : Store.Find(EventQuery.Everything, PageSize, null, cancel).Rows;
        var hidden = Store.HiddenAmong(_rows.Select(row => row.Document));
        if (hidden.Count > 0)
        {
            _rows = [.. _rows.Where(row => !hidden.Contains(row.Document))];
            _happenings = [.. _happenings.Where(row => !hidden.Contains(row.Best.Document))];
        }

        _seen = ReaderSeen.Look(Http, now, Settings.Clock.GetUtcNow());
        if (_seen.Mark is { } mark)
        {
            _added = Store.AddedSince(mark);
            if (_added.Documents > 0) _new = Store.AddedSince(mark, _rows.Select(row => row.Document));
        }

        if (_rows.Count == 0) return;
        (_window, _timeline, _map, _changes, _corrections) = Pictures(Desk, Store, _summary, Settings.Clock.GetUtcNow());
        _windowQuery = _window.In("");
    }

    /// <summary>What the page draws, kept for all readers.</summary>
    internal static (TimeWindow Window, TimelineView? Timeline, MapView? Map, IReadOnlyList<DyadChange>? Changes, IReadOnlyList<CorrectionView> Corrections) Pictures(
        PictureDesk desk, EventStore store, StoreSummary summary, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var newest = desk.NewestDay(store, summary) ?? today;
        // A date that lies ahead is a plan or a misreading; what is new ends today.
        if (newest > today) newest = today;
        var window = desk.Window(store, "", newest, summary);
        var stretch = TimeWindow.Of("", newest, TimelineDays).In("");
        var timeline = desk.Quickly("timeline", stretch, summary, cancel => new Kept<TimelineView>(TimelineView.Of(store.Days(EventQuery.Parse(stretch), TimelineDays, cancel))))?.Value;
        return (
            window, timeline, desk.Map(store, window.In(""), summary), desk.Changes(store, "", window, 12, summary),
            desk.Of("corrections", "", summary, () => CorrectionView.Newest(store, 5)));
    }
}
