namespace Dragoman.Web.Hosting;

/// <summary>
/// Counting that takes long has half of the processors, so that pages have the rest, and ends after half a minute: a query that nobody waits for any
/// more must not hold up those that somebody does.
/// </summary>
internal sealed class CountingTurns : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _ending = new();
    private readonly SemaphoreSlim _turns = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Counts when it is its turn.</summary>
    /// <param name="count">Does it, on the caller's thread.</param>
    /// <exception cref="OperationCanceledException">It took too long, or its turn did not come in that time.</exception>
    public T Take<T>(Func<CancellationToken, T> count)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        late.CancelAfter(Longest);
        _turns.Wait(late.Token);
        try
        {
            return count(late.Token);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>Ends all counting.</summary>
    public void End() => _ending.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _turns.Dispose();
        _ending.Dispose();
    }
}
