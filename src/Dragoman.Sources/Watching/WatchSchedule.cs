using Dragoman.Records;

namespace Dragoman.Sources;

/// <summary>
/// When a source is looked at next: sooner the more often it changes, later and later while it fails, never sooner than it asks. Pure: time
/// and chance are handed in.
/// </summary>
public sealed record WatchSchedule
{
    /// <summary>Time between the first two looks; default 15 minutes.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Shortest time between two looks; default 5 minutes.</summary>
    public TimeSpan Shortest { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest time between two looks; default a day.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The schedule behind a look that worked.</summary>
    /// <param name="source">The source before it.</param>
    /// <param name="changed">Whether there was something new.</param>
    /// <param name="asked">How long the host asks to be left alone; null where it does not.</param>
    /// <param name="now">The moment.</param>
    /// <param name="chance">A number from 0 up to 1: spreads sources that began together.</param>
    public (int IntervalSeconds, DateTimeOffset NextAt) Worked(WatchedSource source, bool changed, TimeSpan? asked, DateTimeOffset now, double chance)
    {
        ArgumentNullException.ThrowIfNull(source);

        // Something new at every look means that looks are too seldom; nothing new at several, that they are too many.
        var interval = source.IntervalSeconds <= 0 ? First.TotalSeconds : source.IntervalSeconds * (changed ? 0.6 : 1.3);
        interval = Math.Clamp(interval, Shortest.TotalSeconds, Longest.TotalSeconds);
        var wait = Math.Max(interval, Math.Min(asked?.TotalSeconds ?? 0, Longest.TotalSeconds));
        return ((int)interval, now + Spread(wait, chance));
    }

    /// <summary>The moment of the next look behind one that failed: one interval, doubled with every failure, up to the longest.</summary>
    /// <param name="source">The source before it, its failures counted without this one.</param>
    /// <param name="asked">How long the host asks to be left alone; null where it does not.</param>
    /// <param name="now">The moment.</param>
    /// <param name="chance">A number from 0 up to 1.</param>
    public DateTimeOffset Failed(WatchedSource source, TimeSpan? asked, DateTimeOffset now, double chance)
    {
        ArgumentNullException.ThrowIfNull(source);
        var interval = Math.Clamp(source.IntervalSeconds <= 0 ? First.TotalSeconds : source.IntervalSeconds, Shortest.TotalSeconds, Longest.TotalSeconds);
        var wait = Math.Min(Longest.TotalSeconds, interval * Math.Pow(2, Math.Min(source.Failures, 20)));
        return now + Spread(Math.Max(wait, Math.Min(asked?.TotalSeconds ?? 0, Longest.TotalSeconds)), chance);
    }

    /// <summary>Up to a fifth more, never less: nobody is asked sooner than planned.</summary>
    private static TimeSpan Spread(double seconds, double chance) => TimeSpan.FromSeconds(seconds * (1 + (0.2 * chance)));
}
