using Dragoman.Store;
using Dragoman.Web.Hosting;
using Dragoman.Web.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Dragoman.Web.Pages;

/// <summary>The start page: the newest events that fit a query.</summary>
public sealed partial class NowPage : ComponentBase
{
    private const int PageSize = 50;

    private static readonly StoreSummary Nothing = new()
    {
        Documents = 0,
        Events = 0,
        Statements = 0,
        Publishers = 0,
        Problems = 0,
        SizeOnDisk = 0,
        SchemaVersion = 1,
    };

    private StoreSummary _summary = Nothing;
    private EventPage _page = new([], null);
    private QueryError? _error;
    private Figures? _figures;
    private IReadOnlyList<(string Label, string? Since, string? Until)> _ranges = [];

    [Inject]
    private FigureDesk Desk { get; set; } = null!;

    /// <summary>The query, as written in the address; null or empty for everything.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Asked { get; set; }

    /// <summary>Where the page goes on, as the page before it said; null for the newest events.</summary>
    [SupplyParameterFromQuery(Name = "after")]
    public string? After { get; set; }

    /// <summary>The request that the page answers; null in tests without one.</summary>
    [CascadingParameter]
    public HttpContext? Http { get; set; }

    private string Query => (Asked ?? "").Trim();

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var cancel = Http?.RequestAborted ?? CancellationToken.None;
        if (string.IsNullOrEmpty(After)) After = null;
        _summary = Store.Summarize();
        if (_summary.Documents == 0) return;

        if (!TryRead(Query, out var query, out _error))
        {
            Answer(StatusCodes.Status400BadRequest);
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

        _figures = Desk.Of(query, WithoutTypes(query), _summary);
        _ranges = Ranges(_figures.NewestDay);
    }

    private static bool TryRead(string text, out EventQuery query, out QueryError? error)
    {
        query = EventQuery.Everything;
        if (text.Length > QueryText.MaxLength)
        {
            error = new QueryError($"It is longer than {QueryText.MaxLength} characters", QueryText.MaxLength, 1);
            return false;
        }

        if (!EventQuery.TryParse(text, out var read, out error)) return false;
        query = read;
        return true;
    }

    private EventQuery WithoutTypes(EventQuery query) =>
        EventQuery.TryParse(QueryText.With(Query, "type"), out var wider, out _) ? wider : query;

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

    private IEnumerable<(string? Date, IReadOnlyList<EventRow> Rows)> Days()
    {
        var day = new List<EventRow>();
        foreach (var row in _page.Rows)
        {
            if (day.Count > 0 && day[0].Date != row.Date)
            {
                yield return (day[0].Date, day);
                day = [];
            }

            day.Add(row);
        }

        if (day.Count > 0) yield return (day[0].Date, day);
    }

    /// <summary>Rows next to each other that were read from the same words: "A and B expelled diplomats" is one act of two actors.</summary>
    private static IEnumerable<IReadOnlyList<EventRow>> SameWords(IReadOnlyList<EventRow> rows)
    {
        var same = new List<EventRow>();
        foreach (var row in rows)
        {
            if (same.Count > 0 && !AreSame(same[0], row))
            {
                yield return same;
                same = [];
            }

            same.Add(row);
        }

        if (same.Count > 0) yield return same;

        static bool AreSame(EventRow one, EventRow other) =>
            (one.Document, one.Type, one.Mode, one.Trigger, one.Factuality, one.AssertedBy, one.PlaceName)
            == (other.Document, other.Type, other.Mode, other.Trigger, other.Factuality, other.AssertedBy, other.PlaceName);
    }

    private void Answer(int status)
    {
        if (Http is { Response.HasStarted: false }) Http.Response.StatusCode = status;
    }
}
