using Dragoman.Store;
using Dragoman.Web.Hosting;
using Dragoman.Web.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Dragoman.Web.Pages;

/// <summary>The events that a query finds, newest first, with all that narrows it.</summary>
public sealed partial class SearchPage : ComponentBase
{
    private const int PageSize = 50;

    private StoreSummary _summary = Summaries.Empty;
    private EventPage _page = new([], null);
    private QueryError? _error;
    private Figures? _figures;
    private IReadOnlySet<string> _new = new HashSet<string>();
    private IReadOnlyList<(string Label, string? Since, string? Until)> _ranges = [];
    private IReadOnlyList<SavedQuery> _saved = [];
    private IReadOnlyList<string> _completions = [];

    [Inject]
    private FigureDesk Desk { get; set; } = null!;

    /// <summary>The query, as written in the address; null or empty for everything.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Asked { get; set; }

    /// <summary>Where the page goes on, as the page before it said; null for the newest events.</summary>
    [SupplyParameterFromQuery(Name = "after")]
    public string? After { get; set; }

    /// <summary>A range of the timeline that is being chosen.</summary>
    [SupplyParameterFromQuery(Name = "brush")]
    public string? Brush { get; set; }

    /// <summary>What was done just now, one of <see cref="SourceSaid"/>.</summary>
    [SupplyParameterFromQuery(Name = "said")]
    public string? Said { get; set; }

    /// <summary>The request that the page answers; null in tests without one.</summary>
    [CascadingParameter]
    public HttpContext? Http { get; set; }

    private string Query => (Asked ?? "").Trim();

    private string ApiAddress => "/api/v1/events" + QueryString;

    private string QueryString => Query.Length == 0 ? "" : "?q=" + Uri.EscapeDataString(Query);

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var cancel = Http?.RequestAborted ?? CancellationToken.None;
        if (string.IsNullOrEmpty(After)) After = null;
        _summary = Store.Summarize();
        if (_summary.Documents == 0) return;

        if (!AskedQuery.TryRead(Store, Query, out var query, out _error))
        {
            if (Http is { Response.HasStarted: false }) Http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        try
        {
            _page = Store.Find(query, PageSize, After, cancel);
        }
        catch (ArgumentException)
        {
            // A cursor that somebody cut short: the newest page is the honest answer to it.
            After = null;
            _page = Store.Find(query, PageSize, null, cancel);
        }

        if (ReaderSeen.Of(Http).Mark is { } mark) _new = Store.AddedSince(mark, _page.Rows.Select(row => row.Document));
        _figures = Desk.Of(query, WithoutTypes(query), _summary);
        _ranges = Ranges(_figures?.NewestDay);
        _saved = Store.SavedQueries();
        _completions = Completion.Of(Query, _figures, _saved);
    }

    private static EventQuery WithoutTypes(EventQuery query) =>
        EventQuery.TryParse(QueryText.With(query.ToString(), "type"), out var wider, out _) ? wider : query;

    /// <summary>Ranges that end with the newest events: news of years ago has its last week too.</summary>
    private List<(string Label, string? Since, string? Until)> Ranges(DateOnly? newest)
    {
        var today = DateOnly.FromDateTime(Settings.Clock.GetUtcNow().UtcDateTime);
        if (newest is not { } last) return [];
        if (last > today) last = today;
        var until = last == today ? null : DateText.Iso(last);
        return
        [
            ("All time", null, null),
            (last == today ? "Today" : "Last day", DateText.Iso(last), until),
            ("7 days", DateText.Iso(last.AddDays(-6)), until),
            ("30 days", DateText.Iso(last.AddDays(-29)), until),
            ("12 months", DateText.Iso(last.AddMonths(-12).AddDays(1)), until),
        ];
    }

    private string Address(string? after = null)
    {
        var address = "/search" + QueryString;
        return after is null ? address : $"{address}{(QueryString.Length == 0 ? '?' : '&')}after={Uri.EscapeDataString(after)}";
    }

    private string ExportAddress(string format) => $"/export/{format}{QueryString}";

    private string ViewAddress(string page) => page + QueryString;
}
