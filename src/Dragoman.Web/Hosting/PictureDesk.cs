using Dragoman.Store;

namespace Dragoman.Web.Hosting;

/// <summary>
/// What pages draw from counts, kept as <see cref="FigureDesk"/> keeps figures: while the store holds as much as it did, for a minute at most. Where
/// it has grown and the picture takes long, the one of a moment ago is shown while the new one is made.
/// </summary>
internal sealed class PictureDesk(CountingTurns turns, TimeProvider clock, Func<StoreSummary, TimeSpan> patienceOf) : IDisposable
{
    private const int MaxKept = 256;
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(1);

    private readonly Shelf<(string Kind, string Query), object> _kept = new(Keep, MaxKept, clock);

    /// <summary>What was made for a query, where it is there or quickly made; null while it is still being made for the first time.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="query">The query, canonical or as written.</param>
    /// <param name="summary">What the store holds now.</param>
    /// <param name="make">Makes it, without anything of the request.</param>
    /// <param name="wait">False only to begin it, for whoever needs several: they are made while the first is waited for.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public T? Quickly<T>(string kind, string query, StoreSummary summary, Func<CancellationToken, T> make, bool wait = true)
        where T : class
    {
        var patience = patienceOf(summary);
        try
        {
            return (T?)_kept.Get((kind, query), (summary.Documents, summary.Events), wait || patience == Timeout.InfiniteTimeSpan ? patience : TimeSpan.Zero, () => turns.Take(make));
        }
        catch (OperationCanceledException)
        {
            // It took too long, or waited too long for its turn.
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        turns.End();
        _kept.Finish();
    }

    /// <summary>What was made for a query, or makes it; many who ask at once wait for one. It must not use anything of the request: it may outlive it.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="query">The query, canonical or as written.</param>
    /// <param name="summary">What the store holds now.</param>
    /// <param name="make">Makes it.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public T Of<T>(string kind, string query, StoreSummary summary, Func<T> make)
        where T : class
    {
        var (key, version) = ((kind, query), (summary.Documents, summary.Events));
        return (T)(_kept.Get(key, version, patienceOf(summary), make) ?? _kept.Get(key, version, Timeout.InfiniteTimeSpan, make)!);
    }
}
