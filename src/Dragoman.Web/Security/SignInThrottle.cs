using System.Collections.Concurrent;

namespace Dragoman.Web.Security;

/// <summary>
/// Slows guessing down: after five wrong passwords within a quarter of an hour for one name, or twenty from one address (many may share one), the
/// next tries wait, twice as long each time, up to a quarter of an hour. Memory is bounded; what falls out of it is the oldest.
/// </summary>
internal sealed class SignInThrottle(TimeProvider clock)
{
    /// <summary>What keys of addresses begin with; other keys are names.</summary>
    public const string Address = "at:";

    private const int FreeOfName = 5;
    private const int FreeOfAddress = 20;
    private const int MaxKept = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<string, Failures> _failures = new(StringComparer.Ordinal);

    /// <summary>How long tries under any of these names must wait; zero for not at all.</summary>
    public TimeSpan Wait(params ReadOnlySpan<string> keys)
    {
        var now = clock.GetUtcNow();
        var longest = TimeSpan.Zero;
        foreach (var key in keys)
        {
            if (_failures.TryGetValue(key, out var failures) && failures.Until - now is { Ticks: > 0 } wait && wait > longest) longest = wait;
        }

        return longest;
    }

    /// <summary>Counts a wrong password.</summary>
    public void Failed(params ReadOnlySpan<string> keys)
    {
        var now = clock.GetUtcNow();
        if (_failures.Count >= MaxKept)
        {
            foreach (var old in _failures.Where(pair => now - pair.Value.Last > Window).Select(pair => pair.Key).ToList()) _failures.TryRemove(old, out _);
            foreach (var old in _failures.OrderBy(pair => pair.Value.Last).Take(Math.Max(0, _failures.Count - (MaxKept / 2))).Select(pair => pair.Key).ToList())
                _failures.TryRemove(old, out _);
        }

        foreach (var key in keys)
        {
            _failures.AddOrUpdate(
                key,
                _ => new Failures(1, now, now),
                (_, before) =>
                {
                    var free = key.StartsWith(Address, StringComparison.Ordinal) ? FreeOfAddress : FreeOfName;
                    var count = now - before.Last > Window ? 1 : before.Count + 1;
                    var wait = count < free ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(Window.TotalSeconds, 5 * Math.Pow(2, count - free)));
                    return new Failures(count, now, now + wait);
                });
        }
    }

    /// <summary>Forgets failures after a right password.</summary>
    public void Succeeded(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys) _failures.TryRemove(key, out _);
    }

    private readonly record struct Failures(int Count, DateTimeOffset Last, DateTimeOffset Until);
}
