using System.Collections.Concurrent;
using Dragoman.Store;
using Microsoft.Extensions.Hosting;

namespace Dragoman.Web.Live;

/// <summary>
/// Knows when something was added to the store, by this program or another, and lets those who wait know. Looks once a second while somebody
/// waits, and not at all otherwise.
/// </summary>
/// <remarks>
/// A page that wants to know whether there is news keeps the <see cref="StoreMark"/> that it was made at and calls <see cref="WaitAsync"/>.
/// </remarks>
public sealed class LiveDesk : IDisposable
{
    /// <summary>Most listeners at once.</summary>
    public const int MaximumListeners = 512;

    /// <summary>Most listeners at once of one client.</summary>
    public const int MaximumOfOne = 16;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly EventStore _store;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _ending;
    private readonly Lock _changing = new();
    private readonly ConcurrentDictionary<string, int> _seats = new(StringComparer.Ordinal);
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StoreMark _latest;
    private int _waiting;
    private int _taken;
    private bool _looking;

    /// <summary>Makes the desk.</summary>
    /// <param name="store">The store.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="lifetime">Ends all waiting when the program ends; null for a desk that never does.</param>
    public LiveDesk(EventStore store, TimeProvider clock, IHostApplicationLifetime? lifetime = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(clock);
        _store = store;
        _clock = clock;
        _ending = lifetime?.ApplicationStopping ?? CancellationToken.None;
    }

    /// <summary>Listeners that sit now.</summary>
    public int Listeners => Volatile.Read(ref _taken);

    /// <summary>What to say to a listener for whom there is no seat.</summary>
    internal string FullMessage { get; } =
        $"There are as many listeners as may be: {MaximumListeners} in all, {MaximumOfOne} of one client. Close one, or come back later.";

    /// <summary>Waits until something lies behind a mark.</summary>
    /// <param name="mark">The mark.</param>
    /// <param name="longest">How long to wait at most.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>True where there is news; false where the time is over.</returns>
    /// <exception cref="OperationCanceledException">The waiting was ended, or the program ends.</exception>
    public async Task<bool> WaitAsync(StoreMark mark, TimeSpan longest, CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ending);
        var until = _clock.GetTimestamp() + (long)(longest.TotalSeconds * _clock.TimestampFrequency);
        Interlocked.Increment(ref _waiting);
        try
        {
            while (true)
            {
                either.Token.ThrowIfCancellationRequested();
                Task news;
                lock (_changing)
                {
                    if (_latest.Key > mark.Key) return true;
                    news = _news.Task;
                    if (!_looking)
                    {
                        _looking = true;
                        _ = Task.Run(LookAsync, CancellationToken.None);
                    }
                }

                var left = TimeSpan.FromSeconds((double)(until - _clock.GetTimestamp()) / _clock.TimestampFrequency);
                if (left <= TimeSpan.Zero) return false;
                try
                {
                    await news.WaitAsync(left, _clock, either.Token);
                }
                catch (TimeoutException)
                {
                    return false;
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Looks at once instead of within a second: for whoever has just added something.</summary>
    public void Look()
    {
        try
        {
            Tell(_store.Mark());
        }
        catch (StoreException)
        {
            // The next look may do better; whoever waits waits on.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_changing) _news.TrySetCanceled(CancellationToken.None);
    }

    /// <summary>A seat for a listener; null where there is none left.</summary>
    /// <param name="client">Whose.</param>
    internal Seat? Sit(string client)
    {
        if (Interlocked.Increment(ref _taken) > MaximumListeners)
        {
            Interlocked.Decrement(ref _taken);
            return null;
        }

        if (_seats.AddOrUpdate(client, 1, static (_, taken) => taken + 1) > MaximumOfOne)
        {
            Leave(client);
            return null;
        }

        return new Seat(this, client);
    }

    private void Leave(string client)
    {
        Interlocked.Decrement(ref _taken);
        _seats.AddOrUpdate(client, 0, static (_, taken) => Math.Max(0, taken - 1));
        _seats.TryRemove(KeyValuePair.Create(client, 0));
    }

    private async Task LookAsync()
    {
        while (true)
        {
            Look();
            lock (_changing)
            {
                if (Volatile.Read(ref _waiting) == 0 || _ending.IsCancellationRequested)
                {
                    _looking = false;
                    return;
                }
            }

            await Task.Delay(Pace, _clock, CancellationToken.None);
        }
    }

    private void Tell(StoreMark mark)
    {
        lock (_changing)
        {
            if (mark.Key == _latest.Key) return;
            _latest = mark;
            _news.TrySetResult();
            _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>A listener's seat, until it is disposed of.</summary>
    internal sealed class Seat(LiveDesk desk, string client) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) desk.Leave(client);
        }
    }
}
