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
    private const int WorthAPicture = 30;

    private static readonly int[] Stretches = [30, 365, 1826, 36500];

    /// <summary>The newest day that any event is dated to; null where none is.</summary>
    public static DateOnly? NewestDay(this PictureDesk desk, EventStore store, StoreSummary summary) => desk.Of(
        "newest", "", summary, () => new Kept<IReadOnlyList<Facet>>(store.Facets(EventQuery.Everything, FacetKind.Day, 1))).Value is [var facet, ..]
            ? DateText.Parse(facet.Value)
            : null;

    /// <summary>
    /// The stretch of time that a picture shows: the query's own, else the shortest of 30 days, 12 months, 5 years and all up to the newest day in
    /// which enough happened to be worth a picture.
    /// </summary>
    /// <param name="desk">Where it is kept.</param>
    /// <param name="store">The store.</param>
    /// <param name="query">A query that can be read.</param>
    /// <param name="newest">The last day that counts.</param>
    /// <param name="summary">What the store holds now.</param>
    public static TimeWindow Window(this PictureDesk desk, EventStore store, string query, DateOnly newest, StoreSummary summary)
    {
        if (QueryText.Values(query, "since").Count + QueryText.Values(query, "until").Count + QueryText.Values(query, "on").Count > 0)
            return TimeWindow.Of(query, newest, Stretches[0]);
        return desk.Of("window", $"{query} {DateText.Iso(newest)}", summary, () => new Kept<object>(Find())).Value is TimeWindow window ? window : default;

        object Find()
        {
            foreach (var days in Stretches)
            {
                var stretch = TimeWindow.Of("", newest, days);
                if (days == Stretches[^1] || store.Count(EventQuery.Parse(stretch.In(query))) >= WorthAPicture) return stretch;
            }

            return default(TimeWindow);
        }
    }

    /// <summary>The map of a query that can be read; null while it is still being made.</summary>
    public static MapView? Map(this PictureDesk desk, EventStore store, string query, StoreSummary summary) =>
        desk.Quickly("map", query, summary, cancel => MapView.Of(store.Places(EventQuery.Parse(query), MaxPlaces, cancel)));

    /// <summary>The pairs of a query that can be read, by country, the most frequent first; null while they are still being counted.</summary>
    public static IReadOnlyList<DyadCount>? Pairs(this PictureDesk desk, EventStore store, string query, bool whole, StoreSummary summary, bool wait = true) =>
        desk.Quickly(whole ? "pairs-whole" : "pairs", query, summary, cancel => store.Dyads(EventQuery.Parse(query), whole, MaxPairs, cancel), wait);

    /// <summary>The most active pairs of a stretch of time against the one before; null while they are still being counted.</summary>
    public static IReadOnlyList<DyadChange>? Changes(this PictureDesk desk, EventStore store, string query, TimeWindow window, int limit, StoreSummary summary)
    {
        var now = desk.Pairs(store, window.In(query), whole: false, summary);
        // Both are begun, so that the second look finds both; one page waits for one.
        return desk.Pairs(store, window.Before.In(query), whole: false, summary, wait: now is not null) is { } before && now is not null ? DyadChange.Of(now, before, limit) : null;
    }
}
