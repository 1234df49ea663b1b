using System.Collections.Concurrent;
using Dragoman.Store;
using Dragoman.Web.Views;

namespace Dragoman.Web.Hosting;

/// <summary>The counts that stand beside a list of events.</summary>
public sealed class Figures
{
    /// <summary>Events that the query finds.</summary>
    public required long Total { get; init; }

    /// <summary>Events by name of type, as if the query chose no type.</summary>
    public required IReadOnlyDictionary<string, long> Types { get; init; }

    /// <summary>Actor codes, most frequent first.</summary>
    public required IReadOnlyList<Facet> Actors { get; init; }

    /// <summary>Recipient codes, most frequent first.</summary>
    public required IReadOnlyList<Facet> Recipients { get; init; }

    /// <summary>Countries where it took place, most frequent first.</summary>
    public required IReadOnlyList<Facet> Places { get; init; }

    /// <summary>Outlets, most frequent first.</summary>
    public required IReadOnlyList<Facet> Publishers { get; init; }

    /// <summary>Whether it took place.</summary>
    public required IReadOnlyList<Facet> Factualities { get; init; }

    /// <summary>Events over time, without a query those of the last two years; null where none is dated to a day.</summary>
    public required TimelineView? Timeline { get; init; }

    /// <summary>The newest day that any event of the store is dated to; null where none is.</summary>
    public required DateOnly? NewestDay { get; init; }
}

/// <summary>
/// Counts are taken over everything that a query finds, so they are kept while the store holds as many documents and events as it did,
/// for half a minute at most: turning pages, or a hundred readers of one page, count once.
/// </summary>
internal sealed class FigureDesk(EventStore store, TimeProvider clock)
{
    private const int FacetSize = 10;
    private const int MaxDays = 4000;
    private const int MaxKept = 128;
    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Key, Entry> _kept = new();

    /// <summary>The counts of a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="withoutTypes">The same query without its choice of types.</param>
    /// <param name="summary">What the store holds now.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public Figures Of(EventQuery query, EventQuery withoutTypes, StoreSummary summary)
    {
        var key = new Key(query, withoutTypes, summary.Documents, summary.Events);
        var now = clock.GetTimestamp();
        if (_kept.TryGetValue(key, out var entry) && clock.GetElapsedTime(entry.Made, now) < Keep) return Read(key, entry);

        // Queries come from outside: what is kept of them is bounded, and losing it costs no more than counting again.
        if (_kept.Count >= MaxKept) _kept.Clear();
        var fresh = new Entry(now, new Lazy<Figures>(() => Count(query, withoutTypes)));
        entry = _kept.AddOrUpdate(key, fresh, (_, there) => clock.GetElapsedTime(there.Made, now) < Keep ? there : fresh);
        return Read(key, entry);
    }

    private Figures Read(Key key, Entry entry)
    {
        try
        {
            return entry.Figures.Value;
        }
        catch (StoreException)
        {
            // A store that was busy once must not be so for half a minute.
            _kept.TryRemove(new KeyValuePair<Key, Entry>(key, entry));
            throw;
        }
    }

    private Figures Count(EventQuery query, EventQuery withoutTypes)
    {
        var factualities = store.Facets(query, FacetKind.Factuality, FacetSize);
        var newest = store.Facets(EventQuery.Everything, FacetKind.Day, 1);
        var newestDay = newest.Count > 0 ? DateText.Parse(newest[0].Value) : null;
        // All days of a large store take long to count, and its first years say little beside its last.
        var dated = query.IsEverything && newestDay is { Year: > 3 } day ? EventQuery.Parse("since:" + DateText.Iso(day.AddYears(-2).AddDays(1))) : query;
        return new Figures
        {
            Total = factualities.Sum(facet => facet.Count),
            Types = store.Facets(withoutTypes, FacetKind.Type, EventTypes.All.Count)
                .ToDictionary(facet => facet.Value, facet => facet.Count, StringComparer.OrdinalIgnoreCase),
            Actors = store.Facets(query, FacetKind.Actor, FacetSize),
            Recipients = store.Facets(query, FacetKind.Recipient, FacetSize),
            Places = store.Facets(query, FacetKind.Country, FacetSize),
            Publishers = store.Facets(query, FacetKind.Publisher, FacetSize),
            Factualities = factualities,
            Timeline = TimelineView.Of(store.Days(dated, MaxDays)),
            NewestDay = newestDay,
        };
    }

    private readonly record struct Key(EventQuery Query, EventQuery WithoutTypes, long Documents, long Events);

    private sealed record Entry(long Made, Lazy<Figures> Figures);
}
