using Dragoman.Records;
using Dragoman.Stories.Happenings;

namespace Dragoman.Stories.Tests;

public class HappeningTests
{
    [Fact]
    public void Reports_make_the_same_happenings_in_whatever_order_they_arrive()
    {
        // Every pair's reports on one board: many happenings near each other.
        var reports = Pairs.All().SelectMany((pair, i) => (ReadOnlySpan<EventReport>)[Numbered(pair.One, (2 * i) + 1), Numbered(pair.Other, (2 * i) + 2)] is var both ? both.ToArray() : [])
            .Where(report => report.PublishedAt > 0).ToList();
        var expected = Arrive(reports, reports.Count);
        Assert.True(expected.Split('\n').Length > 100);
        for (var seed = 1; seed <= 4; seed++)
        {
            var random = new Random(seed);
            var shuffled = reports.OrderBy(_ => random.Next()).ToList();
            Assert.Equal(expected, Arrive(shuffled, seed * 25));
        }
    }

    [Fact]
    public void A_happening_keeps_its_id_as_reports_come()
    {
        var pair = Pairs.All().First(pair => pair.Relation == ReportRelation.Same);
        var first = HappeningBoard.Place([new PreparedReport(pair.One)], new HashSet<long> { 1 }, 1, _ => false);
        var state = Assert.Single(first.States);
        Assert.Equal((Standing.Alone, 1, 3), (state.Standing, state.Independent, state.Credibility));
        var second = HappeningBoard.Place(
            [new PreparedReport(pair.One with { Happening = state.Id, Component = 1 }), new PreparedReport(pair.Other)], new HashSet<long> { 2 }, 1, _ => false);
        var grown = Assert.Single(second.States);
        Assert.Equal(state.Id, grown.Id);
        Assert.Equal((Standing.Corroborated, 2, 2), (grown.Standing, grown.Independent, grown.Credibility));
        Assert.Empty(second.Merges);
    }

    [Fact]
    public void A_denial_makes_it_disputed_and_one_origin_counts_once()
    {
        var pair = Pairs.All().First(pair => pair.Other.Factuality == Factuality.Denied);
        var reports = new[] { pair.One, pair.One with { Key = 3, Document = "d3" }, pair.Other };
        var state = Assert.Single(HappeningBoard.Place([.. reports.Select(report => new PreparedReport(report))], new HashSet<long> { 1, 2, 3 }, 1, _ => false).States);
        Assert.Equal((Standing.Disputed, 1, 5, 3), (state.Standing, state.Independent, state.Credibility, state.Reports.Count));
    }

    [Fact]
    public void An_unreliable_outlet_does_not_corroborate_and_says_nothing_about_credibility_axes()
    {
        var pair = Pairs.All().First(pair => pair.Relation == ReportRelation.Same);
        PreparedReport[] reports = [new(pair.One with { Reliability = 'B' }), new(pair.Other with { Reliability = 'E' })];
        var state = Assert.Single(HappeningBoard.Place(reports, new HashSet<long> { 1, 2 }, 1, _ => false).States);
        Assert.Equal((Standing.Alone, 1, 'B'), (state.Standing, state.Independent, state.Reliability));
    }

    [Fact]
    public void What_no_version_tells_any_more_is_retracted()
    {
        var pair = Pairs.All()[0];
        var state = Assert.Single(HappeningBoard.Place([new PreparedReport(pair.One with { IsSuperseded = true })], new HashSet<long> { 1 }, 1, _ => false).States);
        Assert.Equal((Standing.Retracted, 5), (state.Standing, state.Credibility));
    }

    private static EventReport Numbered(EventReport report, long key) => report with { Key = key, Document = $"d{key}", Rank = key * 65_536 };

    // As the store does it: reports arrive in batches, and what is linked with a new one is placed anew.
    private static string Arrive(List<EventReport> reports, int batch)
    {
        var known = new Dictionary<long, EventReport>();
        var used = new HashSet<string>();
        var prepared = reports.ToDictionary(report => report.Key, report => new PreparedReport(report));
        foreach (var arriving in reports.Chunk(batch))
        {
            foreach (var report in arriving) known[report.Key] = report;
            var changes = HappeningBoard.Place([.. known.Values.Select(report => prepared[report.Key] is { } at && at.Report == report ? at : prepared[report.Key] = new PreparedReport(report))], arriving.Select(report => report.Key).ToHashSet(), 1, used.Contains);
            foreach (var state in changes.States)
            {
                used.Add(state.Id);
                foreach (var (report, _) in state.Reports) known[report.Key] = report with { Happening = state.Id, Component = 1 };
            }
        }

        return string.Join('\n', known.Values.GroupBy(report => report.Happening).Select(group => string.Join(' ', group.Select(report => report.Key).Order())).Order(StringComparer.Ordinal));
    }
}
