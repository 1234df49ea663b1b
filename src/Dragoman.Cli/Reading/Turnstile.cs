namespace Dragoman.Cli.Reading;

/// <summary>Lets what several threads work on through one at a time, in the order of its numbers: 0, 1, 2 …</summary>
internal sealed class Turnstile
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private readonly object _gate = new();
    private readonly HashSet<long> _passed = [];
    private long _next;

    /// <summary>Waits until all with lower numbers have passed.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Wait(long number, CancellationToken cancellation)
    {
        lock (_gate)
        {
            while (_next != number)
            {
                cancellation.ThrowIfCancellationRequested();
                Monitor.Wait(_gate, Look);
            }
        }
    }

    /// <summary>Lets the next one through; to be called once for every number, in any order, again for one that has passed does nothing.</summary>
    public void Pass(long number)
    {
        lock (_gate)
        {
            if (number < _next || !_passed.Add(number)) return;
            while (_passed.Remove(_next)) _next++;
            Monitor.PulseAll(_gate);
        }
    }
}
