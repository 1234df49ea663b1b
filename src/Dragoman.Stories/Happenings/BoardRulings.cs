using Dragoman.Records;

namespace Dragoman.Stories.Happenings;

/// <summary>What people have said about which reports belong together, as placing them needs it. What was said later goes before what was said earlier.</summary>
internal sealed class BoardRulings
{
    private readonly IReadOnlyList<ReportRuling> _rulings;

    // For each report, the splits that it stands on a side of.
    private readonly Dictionary<long, List<(long Order, bool IsSecond)>> _sides = [];

    /// <summary>Takes up rulings.</summary>
    public BoardRulings(IReadOnlyList<ReportRuling> rulings)
    {
        _rulings = [.. rulings.OrderBy(ruling => ruling.Order)];
        foreach (var ruling in _rulings.Where(ruling => !ruling.IsMerge))
        {
            foreach (var key in ruling.First) Sides(key).Add((ruling.Order, false));
            foreach (var key in ruling.Second) Sides(key).Add((ruling.Order, true));
        }
    }

    /// <summary>Whether one of them is about one of the reports.</summary>
    public bool Concern(IReadOnlyList<PreparedReport> reports)
    {
        if (_rulings.Count == 0) return false;
        var keys = reports.Select(report => report.Report.Key).ToHashSet();
        return _rulings.Any(ruling => ruling.First.Any(keys.Contains) || ruling.Second.Any(keys.Contains));
    }

    /// <summary>Whether somebody has said that a report is another happening than one of those in a cluster.</summary>
    public bool Forbid(PreparedReport report, IReadOnlyList<PreparedReport> cluster)
    {
        if (!_sides.TryGetValue(report.Report.Key, out var own)) return false;
        foreach (var other in cluster)
        {
            if (_sides.TryGetValue(other.Report.Key, out var theirs) && Opposed(own, theirs, after: long.MinValue)) return true;
        }

        return false;
    }

    /// <summary>Makes one cluster of all that somebody has said to be one: the first of them takes in the others.</summary>
    /// <param name="clusters">The clusters; those taken in are removed.</param>
    /// <param name="reportsOf">Reports of a cluster.</param>
    /// <param name="unite">Lets the first take in the second.</param>
    public void Unite<T>(List<T> clusters, Func<T, List<PreparedReport>> reportsOf, Action<T, T> unite)
    {
        foreach (var ruling in _rulings)
        {
            // Of a split, the part is one happening.
            var keys = ruling.IsMerge ? ruling.First.Concat(ruling.Second).ToHashSet() : ruling.Second.ToHashSet();
            var touched = clusters.Where(cluster => reportsOf(cluster).Exists(report => keys.Contains(report.Report.Key))).ToList();
            foreach (var other in touched.Skip(1))
            {
                if (AreApart(reportsOf(touched[0]), reportsOf(other), ruling.Order)) continue;
                unite(touched[0], other);
                clusters.Remove(other);
            }
        }
    }

    private bool AreApart(List<PreparedReport> one, List<PreparedReport> other, long after) =>
        one.Exists(report => _sides.TryGetValue(report.Report.Key, out var own)
            && other.Exists(second => _sides.TryGetValue(second.Report.Key, out var theirs) && Opposed(own, theirs, after)));

    private static bool Opposed(List<(long Order, bool IsSecond)> one, List<(long Order, bool IsSecond)> other, long after) =>
        one.Exists(side => side.Order > after && other.Contains((side.Order, !side.IsSecond)));

    private List<(long Order, bool IsSecond)> Sides(long key)
    {
        if (!_sides.TryGetValue(key, out var sides)) _sides[key] = sides = [];
        return sides;
    }
}
