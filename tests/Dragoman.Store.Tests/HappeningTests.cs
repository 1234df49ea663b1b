using Dragoman.Records;

namespace Dragoman.Store.Tests;

/// <summary>Reprints, stories and happenings as the store keeps, finds and lists them.</summary>
public abstract class HappeningTests(TestEngine engine)
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 29, 12, 0, 0, TimeSpan.Zero);

    private static readonly StoredDocument[] Documents =
    [
        Sample.Document("One", "First words.", source: "Harbour Post", acts: new Act(EventType.Assault) { Place = "Suva", Country = "FJI" }),
        Sample.Document("Two", "Second words.", source: "Lagoon Times", date: "2019-03-31", acts: new Act(EventType.Assault)),
        Sample.Document("Three", "Third words.", source: "Reef Radio", date: "2019-04-01", acts: new Act(EventType.Assault) { Factuality = Factuality.Denied, Speaker = "the mayor" }),
        Sample.Document("Four", "Fourth words.", source: "Harbour Post", acts: new Act(EventType.Consult) { Date = "2019-03-20" }),
    ];

    [Fact]
    public void A_happening_has_its_reports_positions_and_history()
    {
        using var place = engine.NewPlace();
        using var store = Filled(place.Text);
        var page = store.Happenings(EventQuery.Everything, 10);
        Assert.Equal(["aaaa", "bbbb"], page.Rows.Select(row => row.Id[..4]));
        var first = page.Rows[0];
        Assert.Equal((3, 3, 2, 1, Standing.Disputed, 4, 'B'), (first.Reports, first.Publishers, first.Independent, first.Denials, first.Standing, first.Credibility, first.Reliability));
        var detail = store.Happening(first.Id)!;
        Assert.Equal(["One", "Two", "Three"], detail.Reports.Select(report => report.Row.Title));
        Assert.Equal([true, false, false], detail.Reports.Select(report => report.IsFirst));
        Assert.Equal([(ReportPosition.Asserts, null, 1), (ReportPosition.Denies, "the mayor", 1)], detail.Positions.Select(position => (position.Position, position.Voice, position.Origins)));
        Assert.Equal(
            [("killed", 4d, "Harbour Post"), ("killed", 4d, "Lagoon Times")],
            detail.Numbers.Select(number => (number.What, number.Amount.Value!.Value, number.Outlet)));
        Assert.Equal("began", detail.History[0].Change);
        Assert.Equal(first.Id, store.HappeningOf(Documents[1].Id, "e1"));
        Assert.Null(store.Happening("none"));
    }

    [Theory]
    [InlineData("standing:disputed", 3, 1)]
    [InlineData("-standing:disputed", 1, 1)]
    [InlineData("independent>=2", 3, 1)]
    [InlineData("credibility<=3", 1, 1)]
    [InlineData("happening:aaaaaaaaaaaaaaaaaaaaaaaaaa", 3, 1)]
    [InlineData("happening:cccccccccccccccccccccccccc", 3, 1)] // that went into it
    [InlineData("reprints:no", 3, 2)]
    [InlineData("reprints:yes", 1, 1)]
    [InlineData("story:none", 2, 2)]
    [InlineData("reliability:B", 2, 2)]
    [InlineData("type:CONSULT standing:single", 1, 1)]
    [InlineData("type:CONSULT standing:disputed", 0, 0)]
    [InlineData("place:FJI", 1, 1)]
    [InlineData("second", 1, 1)]
    public void Queries_ask_for_standing_and_list_events_or_happenings(string query, int events, int happenings)
    {
        using var place = engine.NewPlace();
        using var store = Filled(place.Text);
        var parsed = EventQuery.Parse(query);
        Assert.Equal(events, store.Count(parsed));
        Assert.Equal(events, store.Find(parsed, 10).Rows.Count);
        Assert.Equal(happenings, store.Happenings(parsed, 10).Rows.Count);
        Assert.Equal(parsed, EventQuery.Parse(parsed.ToString()));
    }

    [Fact]
    public void Happenings_come_in_pages_that_neither_repeat_nor_miss()
    {
        using var place = engine.NewPlace();
        using var store = Filled(place.Text);
        var first = store.Happenings(EventQuery.Everything, 1);
        var second = store.Happenings(EventQuery.Everything, 1, first.Next);
        Assert.Equal(["aaaa", "bbbb"], [first.Rows[0].Id[..4], second.Rows[0].Id[..4]]);
        Assert.Null(second.Next);
    }

    [Fact]
    public void A_story_has_its_reports_with_reprints_below_them_and_a_timeline()
    {
        using var place = engine.NewPlace();
        using var store = Filled(place.Text);
        var row = Assert.Single(store.Stories(10).Rows);
        var story = store.Story(row.Id)!;
        Assert.Equal((2, "One"), (row.Documents, row.Title));
        var report = Assert.Single(story.Reports);
        Assert.True(report.IsFirst);
        Assert.Equal("Two", Assert.Single(report.Reprints).Title);
        Assert.Equal("aaaa", Assert.Single(story.Timeline).Id[..4]);
        var standing = store.StandingOf(Documents[1].Id)!;
        Assert.Equal((ReuseKind.Reprint, Documents[0].Id, 0.9), (standing.Reuse!.Kind, standing.Reuse.Origin, standing.Reuse.Share));
        Assert.Equal(new Extent(0, 12), Assert.Single(standing.Reuse.Passages));
        Assert.Equal(row.Id, standing.Story);
    }

    [Fact]
    public void An_origin_that_comes_later_takes_over_the_group()
    {
        using var place = engine.NewPlace();
        using var store = EventStore.Open(place.Text);
        var (early, reprint, late) = (Documents[0], With(Documents[1], new TextReuse(Documents[1].Id, ReuseKind.Reprint, Documents[0].Id, Documents[0].Id, 0.9, [])), Documents[2]);
        store.Add([early, reprint]);
        store.Settle(10, Noon, static _ => { }, TestContext.Current.CancellationToken);
        store.Add([With(late, new TextReuse(late.Id, ReuseKind.Reprint, early.Id, late.Id, 0.95, []))]);
        foreach (var id in (ReadOnlySpan<string>)[early.Id, reprint.Id]) Assert.Equal(late.Id, store.StandingOf(id)!.Reuse!.Origin);
        Assert.Null(store.StandingOf(late.Id)!.Reuse);
        Assert.Equal(2, store.StandingOf(late.Id)!.Reprints.Count);
        Assert.Equal("origin", Assert.Single(store.StandingOf(early.Id)!.History).Change);

        // Who stands behind the group has changed: all of it is looked at again.
        var again = new List<string>();
        store.Settle(10, Noon, settlement => again.AddRange(settlement.Documents), TestContext.Current.CancellationToken);
        Assert.Equal(new[] { early.Id, reprint.Id, late.Id }.Order(StringComparer.Ordinal), again.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Grades_of_outlets_are_kept_and_their_reports_looked_at_again()
    {
        using var place = engine.NewPlace();
        using var store = Filled(place.Text);
        Assert.Equal(2, store.SetReliability("Harbour Post", 'E', "makes things up", Noon));
        Assert.Equal([("Harbour Post", 'E', "makes things up")], store.Reliabilities().Select(item => (item.Publisher, item.Grade, item.Note!)));
        var count = 0;
        store.Settle(10, Noon, settlement => count = settlement.Documents.Count, TestContext.Current.CancellationToken);
        Assert.Equal(2, count);
        Assert.Equal('E', store.Find(EventQuery.Parse("source:\"Harbour Post\""), 1).Rows[0].Reliability);
        store.SetReliability("Harbour Post", 'F', null, Noon);
        Assert.Empty(store.Reliabilities());
        Assert.Throws<ArgumentException>(() => store.SetReliability("Harbour Post", 'G', null, Noon));
    }

    [Fact]
    public void What_undoes_a_settlement_undoes_all_of_it()
    {
        using var place = engine.NewPlace();
        using var store = EventStore.Open(place.Text);
        store.Add([Documents[0]]);
        Assert.Throws<InvalidOperationException>(() => store.Settle(
            10, Noon,
            settlement =>
            {
                settlement.Keep(State(settlement, "aaaaaaaaaaaaaaaaaaaaaaaaaa", Standing.Alone, 1, Documents[0]));
                throw new InvalidOperationException("no");
            },
            TestContext.Current.CancellationToken));
        Assert.Empty(store.Happenings(EventQuery.Everything, 10).Rows);
        Assert.Equal(1, store.Settle(10, Noon, static _ => { }, TestContext.Current.CancellationToken));
        Assert.Equal(0, store.Settle(10, Noon, static _ => { }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Decisions_by_hand_are_kept_by_the_words_of_reports_and_taken_back()
    {
        using var place = engine.NewPlace();
        using var store = Filled(place.Text);
        store.Settle(10, Noon, static _ => { }, TestContext.Current.CancellationToken);
        var (one, other) = ("aaaaaaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbbbbbb");
        Assert.Null(store.MergeHappenings("none", one, "anna", Noon));
        Assert.Throws<ArgumentException>(() => store.MergeHappenings("cccccccccccccccccccccccccc", one, "anna", Noon));
        Assert.Throws<ArgumentException>(() => store.MergeHappenings(other, one, "anna", Noon, new string('x', Ruling.MaximumReason + 1)));
        var merge = store.MergeHappenings(other, one, "anna", Noon, " the same ")!;
        Assert.Equal((RulingKind.Merge, one, other, "anna", "the same"), (merge.Kind, merge.One, merge.Other, merge.Author, merge.Reason));
        Assert.Equal(merge, store.FindRuling(merge.Id));
        Assert.Equal(merge.Id, Assert.Single(store.Rulings(HistorySubject.Happening, other)).Id);
        Assert.Contains(store.Happening(one)!.History, entry => entry is { Change: "by hand" } && entry.Detail.EndsWith("anna: the same", StringComparison.Ordinal));

        Assert.Throws<ArgumentException>(() => store.SplitHappening(one, [], "anna", Noon));
        Assert.Throws<ArgumentException>(() => store.SplitHappening(one, [new ReportName(Documents[3].Id, "e1")], "anna", Noon));
        Assert.Throws<ArgumentException>(() => store.SplitHappening(one, [.. Documents[..3].Select(document => new ReportName(document.Id, "e1"))], "anna", Noon));
        var split = store.SplitHappening(one, [new ReportName(Documents[2].Id, "e1")], "ben", Noon)!;

        // What is decided is there for whoever brings events together, with the documents of all that it is about.
        var found = Rulings(store);
        Assert.Equal([(true, 3, 1), (false, 2, 1)], found.Select(ruling => (ruling.IsMerge, ruling.First.Count, ruling.Second.Count)));
        Assert.NotNull(store.UndoRuling(merge.Id, "carl", Noon));
        Assert.Null(store.UndoRuling(merge.Id, "carl", Noon));
        Assert.Equal([false], Rulings(store).Select(ruling => ruling.IsMerge));
        Assert.Equal([(split.Id, null), (merge.Id, "carl")], store.Rulings(HistorySubject.Happening).Select(ruling => (ruling.Id, ruling.UndoneBy)));

        // What is forgotten is forgotten here too.
        store.Forget(Documents[2].Id, "asked for", Noon, TestContext.Current.CancellationToken);
        Assert.Empty(Rulings(store).SelectMany(ruling => ruling.Second));
    }

    [Fact]
    public void Decisions_about_stories_wait_until_they_are_carried_out_and_are_carried_back()
    {
        using var place = engine.NewPlace();
        using var store = Filled(place.Text);
        store.Settle(10, Noon, static _ => { }, TestContext.Current.CancellationToken);
        Assert.Null(store.SplitStory("none", [Documents[0].Id], "anna", Noon));
        Assert.Throws<ArgumentException>(() => store.SplitStory(Documents[0].Id, [Documents[2].Id], "anna", Noon));

        // The second document reprints the first: it goes where that one goes, and none would stay.
        Assert.Throws<ArgumentException>(() => store.SplitStory(Documents[0].Id, [Documents[0].Id], "anna", Noon));
        var ruling = store.SplitStory(Documents[0].Id, [Documents[1].Id], "anna", Noon)!;
        var moves = Moves(store, done: "part");
        Assert.Equal([(false, Documents[0].Id, null, Documents[1].Id)], moves.Select(move => (move.IsMerge, move.From, move.Into, Assert.Single(move.Documents))));
        Assert.Equal("part", store.FindRuling(ruling.Id)!.Other);
        Assert.Empty(Moves(store, done: null));
        store.UndoRuling(ruling.Id, "ben", Noon);
        Assert.Equal([(true, "part", Documents[0].Id)], Moves(store, done: null).Select(move => (move.IsMerge, move.From, move.Into)));
    }

    private static List<ReportRuling> Rulings(EventStore store)
    {
        var found = new List<ReportRuling>();
        store.Settle(10, Noon, settlement => found.AddRange(settlement.Rulings().Select(ruling => ruling.Ruling)), TestContext.Current.CancellationToken);
        return found;
    }

    private static List<StoryMove> Moves(EventStore store, string? done)
    {
        var found = new List<StoryMove>();
        store.Settle(
            10, Noon,
            settlement =>
            {
                found.AddRange(settlement.StoryMoves());
                foreach (var move in found) settlement.Moved(move, done);
            },
            TestContext.Current.CancellationToken);
        return found;
    }

    private static EventStore Filled(string place)
    {
        var store = EventStore.Open(place);
        store.Add([Documents[0], With(Documents[1], new TextReuse(Documents[1].Id, ReuseKind.Reprint, Documents[0].Id, Documents[0].Id, 0.9, [new Extent(0, 12)])), .. Documents[2..]]);
        store.SetReliability("Harbour Post", 'B', null, Noon);
        store.Settle(
            10, Noon,
            settlement =>
            {
                settlement.Keep(State(settlement, "cccccccccccccccccccccccccc", Standing.Alone, 1, Documents[1]));
                settlement.Keep(State(settlement, "aaaaaaaaaaaaaaaaaaaaaaaaaa", Standing.Disputed, 2, Documents[..3]));
                settlement.Merge("cccccccccccccccccccccccccc", "aaaaaaaaaaaaaaaaaaaaaaaaaa");
                settlement.Keep(State(settlement, "bbbbbbbbbbbbbbbbbbbbbbbbbb", Standing.Alone, 1, Documents[3]) with { Credibility = 3 });
                settlement.Keep(new StoryState { Id = Documents[0].Id, Title = "One", Documents = 2, FirstAt = 1, LastAt = 2, Words = new byte[] { 1 } });
                foreach (var document in Documents[..2]) settlement.Assign(document.Id, Documents[0].Id);
            },
            TestContext.Current.CancellationToken);
        return store;
    }

    private static HappeningState State(Settlement settlement, string id, Standing standing, int independent, params StoredDocument[] documents)
    {
        var reports = settlement.Reports().Where(report => documents.Any(document => document.Id == report.Document)).OrderBy(report => report.PublishedAt)
            .Select((report, i) => i == 0 ? report with { Magnitude = new Magnitude(new Amount(4, null, null), null, null, null) } : report).ToList();
        return new HappeningState
        {
            Id = id,
            Component = reports[0].Key,
            Best = reports[0],
            Reports = [.. reports.Select(report => (report, report.Factuality == Factuality.Denied ? ReportPosition.Denies : ReportPosition.Asserts))],
            Publishers = reports.Count,
            Independent = independent,
            Standing = standing,
            Credibility = 4,
            Reliability = 'B',
            NumbersDiffer = false,
        };
    }

    private static StoredDocument With(StoredDocument document, TextReuse reuse) => new()
    {
        Id = document.Id,
        Locator = document.Locator,
        MediaType = document.MediaType,
        Raw = document.Raw,
        Article = document.Article,
        Coded = document.Coded,
        ReadAt = document.ReadAt,
        Reuse = reuse,
    };
}
