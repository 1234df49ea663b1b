using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dragoman.Records;

namespace Dragoman.Stories.Happenings;

/// <summary>
/// Brings reports together that tell of one happening: in order of publication each joins the happening with most of whose reports it agrees, or begins one. A report that
/// comes late takes its place in that order, and those published after it are placed anew. So the same reports make the same happenings, in whatever order they arrive; ids
/// and history alone depend on that.
/// </summary>
public sealed class HappeningBoard
{
    /// <summary>Days between the dates of two reports of one happening, at most.</summary>
    public const int Window = 7;

    // A happening is known by its first reports; all of a large one are not compared with each newcomer.
    private const int Compared = 24;

    private readonly List<Cluster> _clusters = [];
    private readonly Dictionary<string, Cluster> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Key, int Day), List<Cluster>> _index = [];
    private readonly BoardRulings _rulings;

    private HappeningBoard(BoardRulings rulings) => _rulings = rulings;

    /// <summary>Whether two reports tell of one happening and would be found for each other.</summary>
    public static bool AreLinked(PreparedReport one, PreparedReport other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return Link(one, other) > 0;
    }

    /// <summary>How alike two reports are, where they tell of one happening and would be found for each other; 0 else.</summary>
    private static double Link(PreparedReport one, PreparedReport other)
    {
        // Two events of one document are two: what is one there was brought together when it was read.
        if (one.Report.Document == other.Report.Document || Math.Abs(one.IndexDay - other.IndexDay) > Window || TypeDistance.Between(one.Report.Type, other.Report.Type) is null || !HaveCommonKey(one, other)) return 0;
        var score = ReportMatcher.Score(one, other, out _, out _);
        return score < ReportMatcher.Least ? 0 : score;
    }

    private static bool HaveCommonKey(PreparedReport one, PreparedReport other)
    {
        foreach (var key in one.Keys)
        {
            foreach (var name in other.Keys)
            {
                if (key == name) return true;
            }
        }

        return false;
    }

    /// <summary>Places new reports among those that they may belong with.</summary>
    /// <param name="reports">The new reports, and all that are linked with one of them directly or through others.</param>
    /// <param name="changed">The store's numbers of the new reports, and of those about which something changed.</param>
    /// <param name="component">Number that the set gets.</param>
    /// <param name="isTaken">Whether there is a happening of an id.</param>
    /// <param name="rulings">What people have said about which of the reports belong together, in the order in which they said it; null for nothing.</param>
    public static BoardChanges Place(
        IReadOnlyList<PreparedReport> reports, IReadOnlySet<long> changed, long component, Func<string, bool> isTaken, IReadOnlyList<ReportRuling>? rulings = null)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(changed);
        ArgumentNullException.ThrowIfNull(isTaken);
        var board = new HappeningBoard(new BoardRulings(rulings ?? []));
        var ordered = reports.Order(Comparer<PreparedReport>.Create(InOrder)).ToList();
        var first = ordered.FindIndex(report => changed.Contains(report.Report.Key) || report.Report.Happening is null);

        // What people have said holds for the whole set: it is placed as if nothing had been placed before.
        if (first >= 0 && board._rulings.Concern(ordered)) first = 0;
        for (var i = 0; i < ordered.Count; i++)
        {
            if (first >= 0 && i >= first) board.Join(ordered[i]);
            else board.Keep(ordered[i]);
        }

        if (first == 0) board._rulings.Unite(board._clusters, cluster => cluster.Reports, Unite);

        return board.Changes(changed, component, isTaken);
    }

    /// <summary>Order of publication, those without a date last; of one moment, by what the document says alone.</summary>
    private static int InOrder(PreparedReport? one, PreparedReport? other)
    {
        var (mine, theirs) = (one!.Report, other!.Report);
        if (mine.PublishedAt != theirs.PublishedAt)
            return mine.PublishedAt == 0 ? 1 : theirs.PublishedAt == 0 ? -1 : mine.PublishedAt.CompareTo(theirs.PublishedAt);
        if (mine.Rank != theirs.Rank) return theirs.Rank.CompareTo(mine.Rank);
        var document = string.CompareOrdinal(mine.Document, theirs.Document);
        return document != 0 ? document : string.CompareOrdinal(mine.Event, theirs.Event);
    }

    private void Keep(PreparedReport report)
    {
        _kept.TryGetValue(report.Report.Happening ?? "", out var cluster);
        if (cluster is null) _clusters.Add(cluster = new Cluster { Kept = report.Report.Happening, Number = _clusters.Count });
        _kept[report.Report.Happening ?? ""] = cluster;
        Add(cluster, report);
    }

    private void Join(PreparedReport report)
    {
        Cluster? best = null;
        var highest = 0.0;
        foreach (var cluster in Near(report))
        {
            if (_rulings.Forbid(report, cluster.Reports)) continue;
            var (agreed, compared, sum) = (0, 0, 0.0);
            for (var i = 0; i < Math.Min(Compared, cluster.Reports.Count); i++)
            {
                if (cluster.Reports[i].Report.Document == report.Report.Document) continue;
                compared++;
                var score = Link(cluster.Reports[i], report);
                if (score <= 0) continue;
                agreed++;
                sum += score;
            }

            // With most of them: a chain of neighbours makes no happening.
            if (agreed * 2 <= compared || sum / compared <= highest) continue;
            (best, highest) = (cluster, sum / compared);
        }

        if (best is null) _clusters.Add(best = new Cluster { Number = _clusters.Count });
        Add(best, report);
        best.IsChanged = true;
    }

    private void Add(Cluster cluster, PreparedReport report)
    {
        cluster.Reports.Add(report);
        if (cluster.Reports.Count > Compared) return;
        foreach (var key in report.Keys)
        {
            if (!_index.TryGetValue((key, report.IndexDay), out var clusters)) _index[(key, report.IndexDay)] = clusters = [];
            if (clusters.Count == 0 || clusters[^1] != cluster) clusters.Add(cluster);
        }
    }

    /// <summary>The clusters of which a report that is compared has a key and a day near enough, in the order in which they began: no other can agree.</summary>
    private SortedDictionary<int, Cluster>.ValueCollection Near(PreparedReport report)
    {
        var near = new SortedDictionary<int, Cluster>();
        foreach (var key in report.Keys)
        {
            for (var day = report.IndexDay - Window; day <= report.IndexDay + Window; day++)
            {
                if (!_index.TryGetValue((key, day), out var clusters)) continue;
                foreach (var cluster in clusters) near[cluster.Number] = cluster;
            }
        }

        return near.Values;
    }

    private static void Unite(Cluster one, Cluster other)
    {
        one.Reports.AddRange(other.Reports);
        one.Reports.Sort(InOrder);
        one.IsChanged = true;
    }

    private BoardChanges Changes(IReadOnlySet<long> changed, long component, Func<string, bool> isTaken)
    {
        // An id goes on with the report that arrived first: where a batch ended makes no difference to it.
        var byArrival = _clusters.OrderBy(cluster => cluster.First.Report.Key).ToList();
        var claimed = new HashSet<string>(StringComparer.Ordinal);
        var splits = new List<(string Id, string Part)>();
        foreach (var cluster in byArrival)
        {
            var first = cluster.First.Report;
            if (first.Happening is { } own && claimed.Add(own))
            {
                cluster.Id = own;
                continue;
            }

            cluster.Id = NewId(first, id => claimed.Contains(id) || isTaken(id));
            claimed.Add(cluster.Id);
            if (first.Happening is { } before) splits.Add((before, cluster.Id));
        }

        var merges = new List<(string Id, string Into)>();
        foreach (var (report, cluster) in _clusters.SelectMany(cluster => cluster.Reports.Select(report => (report, cluster))).OrderBy(item => item.report.Report.Key))
        {
            if (report.Report.Happening is { } id && claimed.Add(id)) merges.Add((id, cluster.Id!));
        }

        var states = new List<HappeningState>();
        foreach (var cluster in _clusters)
        {
            // What changed before a report changes nothing for those that kept their place and their neighbours.
            if (cluster.IsChanged || cluster.Reports.Exists(report => report.Report.Component != component || changed.Contains(report.Report.Key)))
                states.Add(Written(HappeningStandings.Of(cluster.Id!, component, cluster.Reports), changed));
        }

        return new BoardChanges(states, merges, splits);
    }

    /// <summary>The happening with its changed reports marked as such: as those that belong to no set yet.</summary>
    private static HappeningState Written(HappeningState state, IReadOnlySet<long> changed) => state with
    {
        Reports = [.. state.Reports.Select(item => changed.Contains(item.Report.Key) ? (item.Report with { Component = 0 }, item.Position) : item)],
    };

    private static string NewId(EventReport report, Func<string, bool> isTaken)
    {
        const string alphabet = "abcdefghijklmnopqrstuvwxyz234567";
        for (var attempt = 0; ; attempt++)
        {
            var bytes = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"dragoman happening\0{report.Document}\0{report.Event}\0{attempt}"));
            var id = string.Concat(SHA256.HashData(bytes).AsSpan(0, 26).ToArray().Select(value => alphabet[value & 31]));
            if (!isTaken(id)) return id;
        }
    }

    private sealed class Cluster
    {
        public List<PreparedReport> Reports { get; } = [];

        public string? Kept { get; init; }

        /// <summary>Its place in the order in which clusters began.</summary>
        public int Number { get; init; }

        public string? Id { get; set; }

        public bool IsChanged { get; set; }

        /// <summary>The report that arrived first.</summary>
        public PreparedReport First => Reports.MinBy(report => report.Report.Key)!;
    }
}

/// <summary>What placing new reports has changed.</summary>
/// <param name="States">Happenings that are new or changed.</param>
/// <param name="Merges">Happenings that turned out to be others.</param>
/// <param name="Splits">Parts of happenings that turned out to be happenings of their own.</param>
public sealed record BoardChanges(
    IReadOnlyList<HappeningState> States, IReadOnlyList<(string Id, string Into)> Merges, IReadOnlyList<(string Id, string Part)> Splits);
