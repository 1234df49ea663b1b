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
        var others = Others(settlement, reports);
        foreach (var report in reports.Values)
        {
            var own = SetOf(report);
            sets.Add(own);
            foreach (var name in report.Keys)
            {
                foreach (var key in settlement.Near(name, report.IndexDay - HappeningBoard.Window, report.IndexDay + HappeningBoard.Window, Candidates))
                {
                    if (key == report.Report.Key || (reports.GetValueOrDefault(key) ?? others.GetValueOrDefault(key)) is not { } other) continue;
                    if (sets.AreOne(own, SetOf(other)) || !HappeningBoard.AreLinked(report, other)) continue;
                    sets.Join(own, SetOf(other));
                }
            }
        }

        foreach (var set in sets.All()) Place(settlement, reports, set);
    }

    private static void Place(Settlement settlement, Dictionary<long, PreparedReport> reports, IReadOnlyCollection<long> set)
    {
        var together = settlement.Components(set).Where(report => !reports.ContainsKey(report.Key)).Select(report => new PreparedReport(report)).ToList();
        var arriving = reports.Values.Where(report => set.Contains(SetOf(report))).ToList();
        together.AddRange(arriving);
        var changes = HappeningBoard.Place(together, arriving.Select(report => report.Report.Key).ToHashSet(), set.Min(), settlement.HasHappening);
        foreach (var state in changes.States) settlement.Keep(state);
        foreach (var (id, into) in changes.Merges) settlement.Merge(id, into);
        foreach (var (id, part) in changes.Splits) settlement.Split(id, part);
    }

    /// <summary>All reports that may be compared with new ones, each loaded once.</summary>
    private static Dictionary<long, PreparedReport> Others(Settlement settlement, Dictionary<long, PreparedReport> reports)
    {
        var keys = new HashSet<long>();
        foreach (var report in reports.Values)
        {
            foreach (var name in report.Keys)
                keys.UnionWith(settlement.Near(name, report.IndexDay - HappeningBoard.Window, report.IndexDay + HappeningBoard.Window, Candidates));
        }

        keys.ExceptWith(reports.Keys);
        return settlement.Reports(keys).Select(report => new PreparedReport(report)).ToDictionary(report => report.Report.Key);
    }

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

        public bool AreOne(long one, long other) => Root(one) == Root(other);

        public void Join(long one, long other) => _parents[Root(one)] = Root(other);

        public IEnumerable<IReadOnlyCollection<long>> All() => _parents.Keys.ToList().GroupBy(Root).Select(group => group.ToHashSet());

        private long Root(long number)
        {
            Add(number);
            while (_parents[number] != number) number = _parents[number];
            return number;
        }
    }
}
