using Dragoman.Store;
using Dragoman.Web.Views;

namespace Dragoman.Web.Hosting;

/// <summary>Something that may be null, to be kept.</summary>
internal sealed record Kept<T>(T? Value)
    where T : class;

/// <summary>Pictures that several pages draw.</summary>
internal static class PictureDeskViews
{
    private const int MaxPlaces = 2000;
    private const int MaxPairs = 400;

    /// <summary>The newest day that any event is dated to; null where none is.</summary>
    public static DateOnly? NewestDay(this PictureDesk desk, EventStore store, StoreSummary summary) => desk.Of(
        "newest", "", summary, () => new Kept<IReadOnlyList<Facet>>(store.Facets(EventQuery.Everything, FacetKind.Day, 1))).Value is [var facet, ..]
            ? DateText.Parse(facet.Value)
            : null;

    /// <summary>The map of a query that can be read.</summary>
    public static MapView Map(this PictureDesk desk, EventStore store, string query, StoreSummary summary) =>
        desk.Of("map", query, summary, () => MapView.Of(store.Places(EventQuery.Parse(query), MaxPlaces)));

    /// <summary>The pairs of a query that can be read, by country, the most frequent first.</summary>
    public static IReadOnlyList<DyadCount> Pairs(this PictureDesk desk, EventStore store, string query, bool whole, StoreSummary summary) =>
        desk.Of(whole ? "pairs-whole" : "pairs", query, summary, () => store.Dyads(EventQuery.Parse(query), whole, MaxPairs));

    /// <summary>The most active pairs of a stretch of time against the one before.</summary>
    public static IReadOnlyList<DyadChange> Changes(this PictureDesk desk, EventStore store, string query, TimeWindow window, int limit, StoreSummary summary) =>
        DyadChange.Of(
            desk.Pairs(store, window.In(query), whole: false, summary),
            desk.Pairs(store, window.Before.In(query), whole: false, summary),
            limit);
}
