using System.Collections.Concurrent;
using Dragoman.Store;

namespace Dragoman.Web.Hosting;

/// <summary>
/// What pages draw from counts, kept as <see cref="FigureDesk"/> keeps figures: while the store holds as much as it did, for a minute at most.
/// </summary>
internal sealed class PictureDesk(TimeProvider clock)
{
    private const int MaxKept = 256;
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Key, Entry> _kept = new();

    /// <summary>What was made for a query, or makes it; many who ask at once wait for one.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="query">The query, canonical or as written.</param>
    /// <param name="summary">What the store holds now.</param>
    /// <param name="make">Makes it.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public T Of<T>(string kind, string query, StoreSummary summary, Func<T> make)
        where T : class
    {
        var key = new Key(kind, query, summary.Documents, summary.Events);
        var now = clock.GetTimestamp();
        if (!_kept.TryGetValue(key, out var entry) || clock.GetElapsedTime(entry.Made, now) >= Keep)
        {
            if (_kept.Count >= MaxKept) _kept.Clear();
            var fresh = new Entry(now, new Lazy<object>(() => make()));
            entry = _kept.AddOrUpdate(key, fresh, (_, there) => clock.GetElapsedTime(there.Made, now) < Keep ? there : fresh);
        }

        try
        {
            return (T)entry.Value.Value;
        }
        catch
        {
            // A failure is not kept: the next reader tries again.
            _kept.TryRemove(new KeyValuePair<Key, Entry>(key, entry));
            throw;
        }
    }

    private readonly record struct Key(string Kind, string Query, long Documents, long Events);

    private sealed record Entry(long Made, Lazy<object> Value);
}
