namespace Dragoman.Sources;

/// <summary>
/// Keeps one host from being asked too much: so many requests at once, so much time between the starts of two. Waiting takes no thread.
/// </summary>
internal sealed class HostGate(FetchOptions options, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim places = new(options.PerHost);
    private readonly Lock timing = new();
    private DateTimeOffset nextAt = DateTimeOffset.MinValue;
    private DateTimeOffset closedUntil = DateTimeOffset.MinValue;

    /// <summary>The rules of the host's robots.txt, once asked for.</summary>
    public Task<RobotsRules>? Rules { get; set; }

    /// <summary>Until when those rules hold.</summary>
    public DateTimeOffset RulesUntil { get; set; }

    /// <summary>When the gate was last used, so that idle ones can be let go.</summary>
    public DateTimeOffset UsedAt { get; private set; }

    /// <summary>Requests that are under way or wait.</summary>
    public int Users => users;

    private int users;

    /// <summary>Guards <see cref="Rules"/>.</summary>
    public Lock RulesLock { get; } = new();

    /// <summary>Until when the host wants to be left alone.</summary>
    public DateTimeOffset ClosedUntil
    {
        get
        {
            lock (timing) return closedUntil;
        }
    }

    /// <summary>Waits for a place and for the host's delay.</summary>
    /// <param name="delay">Time between two requests.</param>
    /// <param name="ct">Gives up waiting.</param>
    public async Task EnterAsync(TimeSpan delay, CancellationToken ct)
    {
        Interlocked.Increment(ref users);
        try
        {
            await places.WaitAsync(ct);
        }
        catch
        {
            Interlocked.Decrement(ref users);
            throw;
        }

        try
        {
            TimeSpan wait;
            lock (timing)
            {
                var now = clock.GetUtcNow();
                UsedAt = now;
                var at = nextAt > now ? nextAt : now;
                nextAt = at + delay;
                wait = at - now;
            }

            if (wait > TimeSpan.Zero) await Task.Delay(wait, clock, ct);
        }
        catch
        {
            Leave();
            throw;
        }
    }

    /// <summary>Gives the place back.</summary>
    public void Leave()
    {
        places.Release();
        Interlocked.Decrement(ref users);
    }

    /// <summary>Keeps everybody out until a moment: the host asked for it.</summary>
    public void Close(DateTimeOffset until)
    {
        lock (timing)
        {
            if (until > closedUntil) closedUntil = until;
        }
    }

    public void Dispose() => places.Dispose();
}
