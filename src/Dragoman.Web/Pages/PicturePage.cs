using Dragoman.Store;
using Dragoman.Web.Hosting;
using Dragoman.Web.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Dragoman.Web.Pages;

/// <summary>A page that draws what a query finds in a stretch of time: it reads the query and the stretch, and has what follows drawn.</summary>
public abstract class PicturePage : ComponentBase
{
    /// <summary>The query; without a time of its own, the last stretch with enough events counts.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Asked { get; set; }

    /// <summary>The request that the page answers; null in tests without one.</summary>
    [CascadingParameter]
    public HttpContext? Http { get; set; }

    [Inject]
    internal PictureDesk Desk { get; set; } = null!;

    /// <summary>The store.</summary>
    [Inject]
    protected EventStore Store { get; set; } = null!;

    [Inject]
    internal WebSettings Settings { get; set; } = null!;

    /// <summary>The query as the reader wrote it.</summary>
    protected string Query => (Asked ?? "").Trim();

    /// <summary>What the store holds.</summary>
    protected StoreSummary Summary { get; private set; } = Summaries.Empty;

    /// <summary>What is wrong with the query; null for nothing.</summary>
    protected QueryError? Error { get; private set; }

    /// <summary>The last day of stretches that are offered: the newest that an event is dated to, but none that lies ahead.</summary>
    protected DateOnly Newest { get; private set; }

    /// <summary>The stretch of time that is drawn.</summary>
    protected TimeWindow Window { get; private set; }

    /// <summary>The query held to that stretch.</summary>
    protected string WindowQuery { get; private set; } = "";

    /// <summary>Address of the page itself: <c>/map</c>.</summary>
    protected abstract string Address { get; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        Summary = Store.Summarize();
        if (Summary.Documents == 0) return;
        if (!AskedQuery.TryRead(Store, Query, out var query, out var error))
        {
            Error = error;
            if (Http is { Response.HasStarted: false }) Http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var today = DateOnly.FromDateTime(Settings.Clock.GetUtcNow().UtcDateTime);
        Newest = Desk.NewestDay(Store, Summary) is { } day && day < today ? day : today;
        Window = Desk.Window(Store, query.ToString(), Newest, Summary);
        WindowQuery = Window.In(query.ToString());
        Draw(query);
    }

    /// <summary>Draws, or begins to.</summary>
    /// <param name="query">The query without the stretch of time.</param>
    protected abstract void Draw(EventQuery query);

    /// <summary>Address of this view with another value beside the query.</summary>
    /// <param name="name">Name of the value.</param>
    /// <param name="value">The value; empty for none.</param>
    protected string ViewAddress(string name = "", string value = "")
    {
        var parts = new List<string>();
        if (Query.Length > 0) parts.Add("q=" + Uri.EscapeDataString(Query));
        if (value.Length > 0) parts.Add($"{name}={Uri.EscapeDataString(value)}");
        return parts.Count == 0 ? Address : $"{Address}?{string.Join('&', parts)}";
    }
}
