using System.Globalization;
using Dragoman.Store;
using Dragoman.Web.Hosting;
using Dragoman.Web.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Dragoman.Web.Pages;

/// <summary>One actor: who that was on a day, what passed between it and others, what it said and what was said of it.</summary>
public sealed partial class ActorPage : ComponentBase
{
    private const int ShownHolders = 10;
    private const int ShownPartners = 14;
    private const int Drawn = 24;
    private const int DefaultDays = 365;

    private static readonly (string Label, int Days)[] Stretches = [("30 days", 30), ("12 months", 365), ("5 years", 1826), ("All years", 36500)];

    private bool _known;
    private bool _isCounting;
    private DateOnly _on;
    private TimeWindow _window;
    private string _windowQuery = "";
    private IReadOnlyList<string> _broader = [];
    private IReadOnlyList<OfficeHolder> _holders = [];
    private IReadOnlyList<KnownBody> _bodies = [];
    private IReadOnlyList<NameCount> _names = [];
    private IReadOnlyList<Facet> _did = [];
    private IReadOnlyList<Facet> _done = [];
    private IReadOnlyList<Partner> _partners = [];
    private GraphView _graph = GraphView.Of([]);
    private string? _partner;
    private TimelineView? _dyad;
    private IReadOnlyList<EventRow> _between = [];
    private IReadOnlyList<StatementRow> _said = [];
    private IReadOnlyList<EventRow> _about = [];

    [Inject]
    private PictureDesk Desk { get; set; } = null!;

    /// <summary>Code of the actor.</summary>
    [Parameter]
    public string Code { get; set; } = "";

    /// <summary>The day in view, ISO 8601; null for the newest.</summary>
    [SupplyParameterFromQuery(Name = "on")]
    public string? On { get; set; }

    /// <summary>Days up to that day; null for a year.</summary>
    [SupplyParameterFromQuery(Name = "days")]
    public string? Days { get; set; }

    /// <summary>Code of the other side of the dyad; null for the most frequent one.</summary>
    [SupplyParameterFromQuery(Name = "with")]
    public string? With { get; set; }

    /// <summary>The request that the page answers; null in tests without one.</summary>
    [CascadingParameter]
    public HttpContext? Http { get; set; }

    private string AboutQuery => $"with:{Code} -asserted-by:none -asserted-by:{Code}";

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _known = ActorCodes.IsCode(Code);
        if (!_known)
        {
            if (Http is { Response.HasStarted: false }) Http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var cancel = Http?.RequestAborted ?? CancellationToken.None;
        var summary = Store.Summarize();
        var today = DateOnly.FromDateTime(Settings.Clock.GetUtcNow().UtcDateTime);
        var newest = Desk.NewestDay(Store, summary) is { } last && last < today ? last : today;
        _on = DateText.Parse(On) ?? newest;
        var days = int.TryParse(Days, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked is >= 1 and <= 40_000 ? asked : DefaultDays;
        _window = TimeWindow.Of("", _on, days);
        _windowQuery = _window.In("");
        _broader = [.. Enumerable.Range(1, Math.Max(0, (Code.Length / 3) - 1)).Select(count => Code[..(3 * count)]).Where(ActorCodes.IsCode)];
        _holders = KnownActors.Holders(Code, _on);
        _bodies = KnownActors.Bodies(Code);

        if (Desk.Quickly("actor", $"{Code} {_windowQuery}", summary, Count) is not { } actor)
        {
            _isCounting = true;
            return;
        }

        (_names, _did, _done, _said, _about) = (actor.Names, actor.Did, actor.Done, actor.Said, actor.About);
        var pairs = actor.Pairs;
        _partners = Partner.Of(Code, pairs, ShownPartners);
        _graph = GraphView.Of([.. pairs.Where(pair => pair.Actor != pair.Recipient).Take(Drawn)], Code);
        _partner = With is { } with && ActorCodes.IsCode(with) ? with : _partners.Count > 0 ? _partners[0].Code : null;
        if (_partner is { } partner)
        {
            var query = EventQuery.Parse(PairQuery(partner));
            _dyad = Desk.Quickly("dyad", PairQuery(partner), summary, late => new Kept<TimelineView>(TimelineView.Of(Store.Days(query, 4000, late))))?.Value;
            _between = Store.Find(query, 6, null, cancel).Rows;
        }
    }

    // Outlives the request, since others wait for it as well.
    private ActorCounts Count(CancellationToken cancel)
    {
        EventQuery Query(string field) => EventQuery.Parse(QueryText.With(_windowQuery, field, Code));
        // Pairs are of whole codes where the actor is more than a country: the government of one is not its rebels.
        var whole = Code.Length > 3;
        var pairs = Store.Dyads(Query("with"), whole, 200, cancel)
            .Select(pair => pair with { Actor = Own(pair.Actor), Recipient = Own(pair.Recipient) })
            .GroupBy(pair => (pair.Actor, pair.Recipient))
            .Select(same => same.Aggregate(Together))
            .OrderByDescending(pair => pair.Quads.Total).ThenBy(pair => pair.Actor + pair.Recipient, StringComparer.Ordinal)
            .ToList();
        return new ActorCounts(
            Store.Names(Query("actor"), EventSide.Actor, Code, 12, cancel),
            Store.Facets(Query("actor"), FacetKind.Type, 16, cancel),
            Store.Facets(Query("recipient"), FacetKind.Type, 16, cancel),
            pairs,
            Store.StatementsBy(Code, 10, cancel),
            Store.Find(EventQuery.Parse(AboutQuery), 8, null, cancel).Rows);

        string Own(string code) => code.StartsWith(Code, StringComparison.Ordinal) ? Code : code;
    }

    private static DyadCount Together(DyadCount one, DyadCount other) => one with
    {
        Quads = one.Quads + other.Quads,
        Goldstein = one.Goldstein is { } first && other.Goldstein is { } second
            ? ((first * one.Quads.Total) + (second * other.Quads.Total)) / Math.Max(1, one.Quads.Total + other.Quads.Total)
            : one.Goldstein ?? other.Goldstein,
        LastDay = one.LastDay > other.LastDay || other.LastDay is null ? one.LastDay : other.LastDay,
    };

    private string PairQuery(string partner) => $"with:{Code} with:{partner} {_windowQuery}";

    private string PairAddress(DyadCount dyad) =>
        QueryText.Address(QueryText.With(QueryText.With(_windowQuery, "actor", dyad.Actor), "recipient", dyad.Recipient));

    private string NodeAddress(string code) => code == Code ? QueryText.Address($"with:{Code} {_windowQuery}") : Address(with: code) + "#dyad";

    private string Address(int? days = null, string? with = null)
    {
        var address = $"/actors/{Uri.EscapeDataString(Code)}?on={DateText.Iso(_on)}";
        var asked = days ?? (int.TryParse(Days, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : DefaultDays);
        if (asked != DefaultDays) address += "&days=" + asked.ToString(CultureInfo.InvariantCulture);
        return with is null ? address : $"{address}&with={Uri.EscapeDataString(with)}";
    }

    private sealed record ActorCounts(
        IReadOnlyList<NameCount> Names, IReadOnlyList<Facet> Did, IReadOnlyList<Facet> Done, IReadOnlyList<DyadCount> Pairs,
        IReadOnlyList<StatementRow> Said, IReadOnlyList<EventRow> About);
}
