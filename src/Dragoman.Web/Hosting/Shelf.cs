using System.Collections.Concurrent;

namespace Dragoman.Web.Hosting;

/// <summary>
/// Keeps what is dear to make, by name and by the state of the store that it was made of. What is asked for anew is made beside the requests: a
/// reader waits a moment for it, and then gets what was made of the store as it was before, where there is that.
/// </summary>
/// <param name="keep">How long a thing is kept although the store stands still.</param>
/// <param name="most">Most things kept; queries come from outside.</param>
/// <param name="clock">The clock.</param>
internal sealed class Shelf<TKey, TValue>(TimeSpan keep, int most, TimeProvider clock)
    where TKey : notnull
    where TValue : class
{
    private const int Rest = 10;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<TKey, Slot> _slots = new();

    /// <summary>The thing, made of the store's present state where that is quickly done.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="version">The state of the store.</param>
    /// <param name="patience">How long to wait before an older one, or null, is given.</param>
    /// <param name="make">Makes it.</param>
    /// <returns>The thing; null where there is neither a new nor an old one yet: it is still being made.</returns>
    public TValue? Get(TKey key, (long Documents, long Events) version, TimeSpan patience, Func<TValue> make)
    {
        if (_slots.Count >= most && !_slots.ContainsKey(key)) _slots.Clear();
        var slot = _slots.GetOrAdd(key, static _ => new Slot());
        Task<TValue> making;
        TValue? before;
        TimeSpan cost;
        lock (slot)
        {
            if (IsDue(slot, version, patience))
            {
                if (slot.Making is { IsCompletedSuccessfully: true } made) slot.Before = made.Result;
                (slot.Version, slot.BegunAt) = (version, clock.GetTimestamp());
                slot.Making = Task.Run(() =>
                {
                    var thing = make();
                    slot.Cost = clock.GetElapsedTime(slot.BegunAt);
                    return thing;
                });
            }

            (making, before, cost) = (slot.Making!, slot.Before, slot.Cost);
        }

        // What took longer than anybody waits is not waited for again: a page may ask for several.
        if (before is not null && patience != Timeout.InfiniteTimeSpan && cost > patience && !making.IsCompleted) return before;

        // A failure is told to whoever waits for it, and not kept.
        return making.IsCompleted || Waited(making, patience) ? making.GetAwaiter().GetResult() : before;
    }

    /// <summary>
    /// Whether it is to be made. Whatever is being made is waited for, though the store has moved on meanwhile. While documents come in without end,
    /// what is dear is made again only after ten times as long as it took.
    /// </summary>
    private bool IsDue(Slot slot, (long Documents, long Events) version, TimeSpan patience)
    {
        if (slot.Making is { IsCompleted: false }) return false;
        if (slot.Making is not { IsCompletedSuccessfully: true }) return true;
        var age = clock.GetElapsedTime(slot.BegunAt);
        return age >= keep || (slot.Version != version && (patience == Timeout.InfiniteTimeSpan || age >= slot.Cost * Rest));
    }

    /// <summary>Waits for what is being made, so that the store can be closed behind it.</summary>
    public void Finish()
    {
        foreach (var slot in _slots.Values)
        {
            Task? making;
            lock (slot) making = slot.Making;
            if (making is not null) Waited(making, Farewell);
        }
    }

    private static bool Waited(Task making, TimeSpan patience)
    {
        try
        {
            return making.Wait(patience);
        }
        catch (AggregateException)
        {
            return true;
        }
    }

    private sealed class Slot
    {
        public Task<TValue>? Making { get; set; }

        public TValue? Before { get; set; }

        public (long Documents, long Events) Version { get; set; }

        public long BegunAt { get; set; }

        public TimeSpan Cost { get; set; }
    }
}
