using Dragoman.Store;

namespace Dragoman.Web.Views;

/// <summary>A pair in a stretch of time, against the equally long one before.</summary>
/// <param name="Now">The pair now; counts are 0 where it has fallen silent.</param>
/// <param name="Before">Its events before.</param>
public sealed record DyadChange(DyadCount Now, QuadCounts Before)
{
    /// <summary>Events more, or fewer where negative.</summary>
    public long Difference => Now.Quads.Total - Before.Total;

    /// <summary>Share of conflict among the events now, 0 to 1, less that before; null where either has none.</summary>
    public double? ConflictShift => Now.Quads.Total == 0 || Before.Total == 0
        ? null
        : ((double)Now.Quads.Conflict / Now.Quads.Total) - ((double)Before.Conflict / Before.Total);

    /// <summary>The most active pairs now, and those that fell silent.</summary>
    /// <param name="now">Pairs in the stretch.</param>
    /// <param name="before">Pairs in the one before.</param>
    /// <param name="limit">Most to give.</param>
    /// <returns>Pairs by the larger of both counts.</returns>
    public static IReadOnlyList<DyadChange> Of(IReadOnlyList<DyadCount> now, IReadOnlyList<DyadCount> before, int limit)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(before);
        var earlier = before.ToDictionary(dyad => (dyad.Actor, dyad.Recipient), dyad => dyad);
        var changes = now.Select(dyad => new DyadChange(dyad, earlier.GetValueOrDefault((dyad.Actor, dyad.Recipient))?.Quads ?? default)).ToList();
        var there = now.Select(dyad => (dyad.Actor, dyad.Recipient)).ToHashSet();
        changes.AddRange(before.Where(dyad => !there.Contains((dyad.Actor, dyad.Recipient)))
            .Select(dyad => new DyadChange(new DyadCount(dyad.Actor, dyad.Recipient, default, null, dyad.LastDay), dyad.Quads)));
        return [.. changes
            .Where(change => change.Now.Actor != change.Now.Recipient)
            .OrderByDescending(change => Math.Max(change.Now.Quads.Total, change.Before.Total))
            .ThenByDescending(change => change.Now.Quads.Total)
            .ThenBy(change => change.Now.Actor + change.Now.Recipient, StringComparer.Ordinal)
            .Take(limit)];
    }
}
