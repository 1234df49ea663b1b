using Dragoman.Records;
using Dragoman.Store;
using Dragoman.Stories.Happenings;

namespace Dragoman.Cli.Reading;

/// <summary>Brings the events of new documents together with those of others, within a settlement of the store.</summary>
internal static class HappeningKeeper
{
    // Reports with a name in common, within a fortnight, that a new one is compared with.
    private const int Candidates = 2_000;

    /// <summary>Finds the happenings that the events of documents report.</summary>
    /// <param name="settlement">The settlement.</param>
    /// <param name="documents">The documents by id.</param>
    public static void Settle(Settlement settlement, IReadOnlyDictionary<string, StoredDocument> documents)
    {
        var reports = settlement.Reports().Select(report => new PreparedReport(Told(report, documents.GetValueOrDefault(report.Document)))).ToDictionary(report => report.Report.Key);
        foreach (var report in reports.Values) settlement.Index(report.Report, report.Keys, report.IndexDay);

        var sets = new Sets();
        var near = new Dictionary<(string Name, int Day), IReadOnlyList<long>>();
        foreach (var report in reports.Values)
        {
            foreach (var name in report.Keys)
            {
                if (!near.ContainsKey((name, report.IndexDay)))
                    near[(name, report.IndexDay)] = settlement.Near(name, report.IndexDay, HappeningBoard.Window, Candidates);
            }
        }

        var others = Loaded(settlement, near.Values.SelectMany(keys => keys).Where(key => !reports.ContainsKey(key)).ToHashSet());
        foreach (var report in reports.Values)
        {
            var own = SetOf(report);
            sets.Add(own);
            foreach (var name in report.Keys)
            {
                foreach (var key in near[(name, report.IndexDay)])
                {
                    if (key == report.Report.Key || (reports.GetValueOrDefault(key) ?? others.GetValueOrDefault(key)) is not { } other) continue;
                    if (sets.AreOne(own, SetOf(other)) || !HappeningBoard.AreLinked(report, other)) continue;
                    sets.Join(own, SetOf(other));
                }
            }
        }

        var rulings = settlement.Rulings();
        Follow(sets, reports, rulings);
        foreach (var set in sets.All()) Place(settlement, reports, others, set, [.. rulings.Select(ruling => ruling.Ruling)]);
    }

    /// <summary>Brings into one set what somebody has spoken of, where one of the sets at hand is of it: a decision may bring in another's sets.</summary>
    private static void Follow(Sets sets, Dictionary<long, PreparedReport> reports, IReadOnlyList<(ReportRuling Ruling, IReadOnlyDictionary<long, long> Components)> rulings)
    {
        for (var grew = rulings.Count > 0; grew;)
        {
            grew = false;
            foreach (var (_, components) in rulings)
            {
                var touched = components.Select(item => reports.TryGetValue(item.Key, out var report) ? SetOf(report) : item.Value).Distinct().ToList();
                if (touched.Count < 2 || !touched.Exists(sets.Has)) continue;
                foreach (var set in touched.Skip(1).Where(set => !sets.AreOne(touched[0], set)))
                {
                    sets.Join(touched[0], set);
                    grew = true;
                }
            }
        }
    }

    private static void Place(
        Settlement settlement, Dictionary<long, PreparedReport> reports, Dictionary<long, PreparedReport> others, IReadOnlyCollection<long> set, IReadOnlyList<ReportRuling> rulings)
    {
        var members = settlement.Members(set).Where(key => !reports.ContainsKey(key)).ToList();
        foreach (var (key, report) in Loaded(settlement, members.Where(key => !others.ContainsKey(key)).ToHashSet())) others.Add(key, report);
        var together = members.Where(others.ContainsKey).Select(key => others[key]).ToList();
        var arriving = reports.Values.Where(report => set.Contains(SetOf(report))).ToList();
        together.AddRange(arriving);
        var changes = HappeningBoard.Place(together, arriving.Select(report => report.Report.Key).ToHashSet(), set.Min(), settlement.HasHappening, rulings);
        foreach (var state in changes.States) settlement.Keep(state);
        foreach (var (id, into) in changes.Merges) settlement.Merge(id, into);
        foreach (var (id, part) in changes.Splits) settlement.Split(id, part);
    }

    private static Dictionary<long, PreparedReport> Loaded(Settlement settlement, HashSet<long> keys) =>
        keys.Count == 0 ? [] : settlement.Reports(keys).Select(report => new PreparedReport(report)).ToDictionary(report => report.Report.Key);

    // A report that is new is a set of its own, named after its event.
    private static long SetOf(PreparedReport report) => report.Report.Component == 0 ? report.Report.Key : report.Report.Component;

    /// <summary>A report with what stands in its document alone.</summary>
    private static EventReport Told(EventReport report, StoredDocument? document)
    {
        if (document?.Coded.Events.FirstOrDefault(item => item.Id == report.Event) is not { } item) return report;
        var denial = item.Factuality == Factuality.Denied ? null : item.Also.FirstOrDefault(telling => telling.Factuality == Factuality.Denied);
        var speaker = denial?.AssertedBy is { } id ? document.Coded.Statements.FirstOrDefault(statement => statement.Id == id)?.Speaker : null;
        return report with { Magnitude = item.Magnitude, DeniedBy = denial is null ? null : speaker?.Text ?? "" };
    }

    /// <summary>Sets of numbers that only ever join.</summary>
    private sealed class Sets
    {
        private readonly Dictionary<long, long> _parents = [];

        public void Add(long number) => _parents.TryAdd(number, number);

        public bool Has(long number) => _parents.ContainsKey(number);

        public bool AreOne(long one, long other) => Root(one) == Root(other);

        public void Join(long one, long other) => _parents[Root(one)] = Root(other);

        public IEnumerable<IReadOnlyCollection<long>> All() => _parents.Keys.ToList().GroupBy(Root).Select(group => group.ToHashSet());

        private long Root(long number)
        {
            if (!_parents.TryGetValue(number, out var parent))
            {
                Add(number);
                return number;
            }

            if (parent == number) return number;
            var root = parent;
            while (_parents[root] != root) root = _parents[root];

            // Each on the way is brought nearer, so that no chain is walked twice.
            while (number != root)
            {
                var next = _parents[number];
                _parents[number] = root;
                number = next;
            }

            return root;
        }
    }
}
