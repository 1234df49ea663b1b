using Dragoman.Records;

namespace Dragoman.Store.Tests;

/// <summary>Reading again: new readings beside the old ones, then in their place.</summary>
public abstract class RecodeTests(TestEngine engine)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Old_readings_are_found_until_the_new_ones_take_their_place_in_one_step()
    {
        var (first, second) = (Sample.Document("first", acts: [new Act(), new Act(EventType.Aid)]), Sample.Document("second", acts: [new Act(EventType.Consult)]));
        using var temporary = engine.NewStore(first, second);
        var store = temporary.Store;
        Assert.Null(store.OpenRecoding());
        Assert.Equal(2, store.BeginRecoding("one", EventQuery.Everything, Now).Documents);
        var inputs = store.RecodingInputs(TestContext.Current.CancellationToken).ToList();
        Assert.Equal([first.Id, second.Id], inputs.Select(input => input.Document.Id));
        Assert.Equal(first.Raw.ToArray(), inputs[0].Raw.ToArray());
        Assert.Throws<InvalidOperationException>(() => store.SwitchToRecoded(Now));

        // The first is read otherwise: ACCUSE is REJECT now, AID is gone. The second as before, by another version.
        store.KeepRecoded([Again(inputs[0], [Sample.Document("first", acts: [new Act(EventType.Reject) { Actor = "The cabinet" }]).Coded])]);
        Assert.Equal((2, 1), (store.OpenRecoding()!.Documents, store.OpenRecoding()!.Done));
        Assert.Equal([second.Id], store.RecodingInputs(TestContext.Current.CancellationToken).Select(input => input.Document.Id));
        store.KeepRecoded([RecodedDocument.Of(inputs[1], second.Article, second.Coded)]);
        Assert.Equal(["first", "first", "second"], temporary.Titles("").Order());
        Assert.Empty(temporary.Titles("cabinet"));

        store.SwitchToRecoded(Now);
        Assert.Equal(["first", "second"], temporary.Titles("").Order());
        Assert.Equal(["first"], temporary.Titles("actor:cabinet type:REJECT"));
        Assert.Empty(temporary.Titles("type:AID"));
        Assert.Null(store.OpenRecoding());
        Assert.Equal(2, store.Summarize().Events);
        Assert.Equal([("CONSULT", 1L), ("REJECT", 1L)], store.Facets(EventQuery.Everything, FacetKind.Type, 9).Select(facet => (facet.Value, facet.Count)).Order());
        Assert.Empty(store.Check(deep: true).Findings);
        Assert.Equal(first.Id, store.Get(first.Id)!.Id);
    }

    [Fact]
    public void A_reading_that_differs_in_the_engine_alone_is_the_same()
    {
        var document = Sample.Document(acts: [new Act()]);
        using var temporary = engine.NewStore(document);
        temporary.Store.BeginRecoding("one", EventQuery.Everything, Now);
        var input = temporary.Store.RecodingInputs(TestContext.Current.CancellationToken).Single();
        Assert.Equal(RecodeOutcome.Same, RecodedDocument.Of(input, document.Article, document.Coded).Outcome);
        Assert.Equal(RecodeOutcome.Same, RecodedDocument.Of(input, document.Article, Copy(document.Coded, "dragoman 99.0.0", document.Coded.Events)).Outcome);
        Assert.Equal(RecodeOutcome.Different, RecodedDocument.Of(input, document.Article, Copy(document.Coded, "dragoman 99.0.0", [])).Outcome);
    }

    [Fact]
    public void What_was_begun_goes_on_with_the_same_fingerprint_and_query_and_is_thrown_away_with_another()
    {
        using var temporary = engine.NewStore(Sample.Document("a", acts: [new Act()]), Sample.Document("b", acts: [new Act(EventType.Aid)]));
        var store = temporary.Store;
        store.BeginRecoding("one", EventQuery.Everything, Now);
        store.KeepRecoded([new RecodedDocument(store.RecodingInputs(TestContext.Current.CancellationToken).First(), RecodeOutcome.Failed)]);
        Assert.Equal(1, store.BeginRecoding("one", EventQuery.Everything, Now.AddDays(1)).Done);
        var part = store.BeginRecoding("one", EventQuery.Parse("type:AID"), Now);
        Assert.Equal((1, 0), (part.Documents, part.Done));
        Assert.Equal("type:AID", store.OpenRecoding()!.Query);
        Assert.Equal(0, store.BeginRecoding("two", EventQuery.Parse("type:AID"), Now).Done);
        Assert.True(store.DiscardRecoding());
        Assert.False(store.DiscardRecoding());
        Assert.Equal(2, temporary.Titles("").Length);
    }

    [Fact]
    public void A_switch_that_is_stopped_changes_nothing()
    {
        var documents = Enumerable.Range(0, 5).Select(number => Sample.Document($"d{number}", acts: [new Act()])).ToArray();
        using var temporary = engine.NewStore(documents);
        var store = temporary.Store;
        store.BeginRecoding("one", EventQuery.Everything, Now);
        store.KeepRecoded([.. store.RecodingInputs(TestContext.Current.CancellationToken).ToList().Select(input => Again(input, [Copy(input.Document.Coded, "x", [])]))]);
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => store.SwitchToRecoded(Now, done => { if (done == 3) stop.Cancel(); }, stop.Token));
        Assert.Equal(5, temporary.Titles("").Length);
        Assert.Equal(5, store.OpenRecoding()!.Done);
        Assert.Equal(5, store.RecodedPairs(TestContext.Current.CancellationToken).Count());
        store.SwitchToRecoded(Now);
        Assert.Empty(temporary.Titles(""));
        Assert.Empty(store.Check(deep: true).Findings);
    }

    private static RecodedDocument Again(StoredInput input, CodedDocument[] reading) =>
        RecodedDocument.Of(input, new Article { Text = reading[0].Text, Title = input.Document.Article.Title }, reading[0]);

    private static CodedDocument Copy(CodedDocument coded, string version, IReadOnlyList<PoliticalEvent> events) => new()
    {
        Id = coded.Id,
        Text = coded.Text,
        Title = coded.Title,
        Date = coded.Date,
        Url = coded.Url,
        Source = coded.Source,
        Engine = version,
        Sentences = coded.Sentences,
        Mentions = coded.Mentions,
        Events = events,
        Statements = coded.Statements,
    };
}

public sealed class RecodeOnSqliteTests() : RecodeTests(TestEngine.Sqlite);

public sealed class RecodeOnPostgresTests(PostgresServer server) : RecodeTests(server.Engine);

/// <summary>What two readings do not have alike.</summary>
public class ReadingDifferenceTests
{
    [Fact]
    public void Events_are_the_same_act_by_their_words_and_what_differs_is_named()
    {
        var old = Sample.Document("a", "Before.", acts: [new Act(), new Act(EventType.Aid) { Actor = "The fleet" }, new Act(EventType.Consult) { Actor = "The envoy" }]);

        // The text in front is cleaner, so that all offsets move.
        var now = Sample.Document("a", "", acts: [new Act(EventType.Reject) { ActorCode = "FJILEG" }, new Act(EventType.Consult) { Actor = "The envoy" }, new Act(EventType.Assault) { Actor = "The crowd" }]);
        var changes = ReadingDifference.Of(old.Coded, now.Coded);
        Assert.Equal([ChangeKind.Changed, ChangeKind.Removed, ChangeKind.Added], changes.Select(change => change.Kind));
        Assert.Equal([new FieldChange("type", "ACCUSE", "REJECT"), new FieldChange("actor_code", "FJIGOV", "FJILEG")], changes[0].Fields);
        Assert.Equal("The fleet did the company.", changes[1].OldSentence);
        Assert.Equal(EventType.Assault, changes[2].Type);
        Assert.Empty(ReadingDifference.Of(old.Coded, old.Coded));
    }

    [Fact]
    public void The_report_counts_by_type_and_field_and_its_lines_are_json()
    {
        var old = Sample.Document("A \"quoted\" title", acts: [new Act(), new Act(EventType.Aid) { Actor = "The fleet" }]);
        var now = Sample.Document("A \"quoted\" title", acts: [new Act { Factuality = Factuality.Denied }]);
        var report = new RecodeReport();
        var lines = report.Add(new RecodedPair(old, now.Article, now.Coded));
        Assert.Equal((1, 1, 1, 0), (report.Documents, report.Count(ChangeKind.Changed), report.Count(ChangeKind.Removed), report.Count(ChangeKind.Added)));
        var line = System.Text.Json.Nodes.JsonNode.Parse(lines[0])!;
        Assert.Equal((old.Id, "changed", "ACCUSE", "A \"quoted\" title"), ((string?)line["document"], (string?)line["change"], (string?)line["type"], (string?)line["title"]));
        Assert.Equal(["happened", "denied"], line["fields"]!["factuality"]!.AsArray().Select(value => (string?)value));
        Assert.Null(System.Text.Json.Nodes.JsonNode.Parse(lines[1])!["new"]);
        Assert.Contains("1 readings differ, 1 in their events: 0 events added, 1 removed, 1 changed", report.Summary());
        Assert.Contains(report.Summary(), text => text.Contains("factuality 1", StringComparison.Ordinal));
    }
}
