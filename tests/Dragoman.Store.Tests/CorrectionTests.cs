using Dragoman.Records;
using Dragoman.Tests;

namespace Dragoman.Store.Tests;

/// <summary>Corrections: kept, decided once, and found again after another reading.</summary>
public sealed class CorrectionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    private static StoredDocument Two() => Sample.Document(acts: [new Act(EventType.Accuse), new Act(EventType.Aid) { Actor = "The fund" }]);

    private static EventCorrection Make(StoredDocument document, int at = 0, CorrectionAspect aspect = CorrectionAspect.Type) =>
        CorrectionMatch.Make(document, document.Coded.Events[at], aspect, "anna", Noon, EventStore.NewCorrectionId());

    [Fact]
    public void A_correction_comes_back_as_it_was_kept()
    {
        using var folder = new TemporaryFolder();
        var document = Two();
        var correction = Make(document) with { Value = "REJECT", Note = "It says “rejected”." };
        using (var store = EventStore.Open(folder.File("s.db"))) store.AddCorrection(correction);
        using var again = EventStore.Open(folder.File("s.db"));
        Assert.Equal(correction, again.FindCorrection(correction.Id));
        Assert.Equal([correction], again.CorrectionsOf(document.Id));
        Assert.Equal(1, again.CountCorrections(CorrectionState.Open));
        Assert.Equal("ACCUSE", correction.Coded);
        Assert.Null(again.FindCorrection("nothing"));
    }

    [Fact]
    public void The_first_decision_counts_and_can_be_taken_back()
    {
        using var folder = new TemporaryFolder();
        using var store = EventStore.Open(folder.File("s.db"));
        var correction = Make(Two());
        store.AddCorrection(correction);
        Assert.True(store.DecideCorrection(correction.Id, accepted: true, "bela", Noon, "so it is"));
        Assert.False(store.DecideCorrection(correction.Id, accepted: false, "carl", Noon, null));
        var decided = store.FindCorrection(correction.Id)!;
        Assert.Equal((CorrectionState.Accepted, "bela", Noon, "so it is"), (decided.State, decided.DecidedBy, decided.DecidedAt, decided.Reason));
        Assert.True(store.ReopenCorrection(correction.Id));
        Assert.Equal(correction, store.FindCorrection(correction.Id));
        Assert.False(store.ReopenCorrection(correction.Id));
        Assert.False(store.DecideCorrection("nothing", accepted: true, "bela", Noon, null));
    }

    [Fact]
    public void Pages_of_corrections_neither_repeat_nor_miss_one()
    {
        using var folder = new TemporaryFolder();
        using var store = EventStore.Open(folder.File("s.db"));
        var made = Enumerable.Range(0, 11).Select(_ => Make(Two())).ToList();
        foreach (var one in made) store.AddCorrection(one);
        store.DecideCorrection(made[3].Id, accepted: false, "bela", Noon, null);
        var seen = new List<string>();
        long? after = null;
        do
        {
            var page = store.EventCorrections(CorrectionState.Open, 4, after, TestContext.Current.CancellationToken);
            seen.AddRange(page.Rows.Select(row => row.Id));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(made.Where((_, i) => i != 3).Select(one => one.Id).Reverse(), seen);
        Assert.Equal(made.Select(one => one.Id).Reverse(), store.EnumerateCorrections(TestContext.Current.CancellationToken).Select(one => one.Id));
    }

    [Fact]
    public void What_is_too_long_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var store = EventStore.Open(folder.File("s.db"));
        Assert.Throws<ArgumentException>(() => store.AddCorrection(Make(Two()) with { Value = new string('a', EventCorrection.MaximumValue + 1) }));
        Assert.Throws<ArgumentException>(() => store.AddCorrection(Make(Two()) with { Note = new string('a', EventCorrection.MaximumNote + 1) }));
        Assert.Throws<ArgumentException>(() => store.DecideCorrection("x", accepted: true, "bela", Noon, new string('a', EventCorrection.MaximumNote + 1)));
    }

    [Fact]
    public void After_another_reading_a_correction_is_found_by_its_words_whatever_the_ids()
    {
        var document = Two();
        var correction = Make(document, 1);
        var coded = document.Coded;
        // Another reading: events in another order with other ids, and the type that was wrong mended.
        var again = new CodedDocument
        {
            Text = coded.Text,
            Engine = "another",
            Sentences = coded.Sentences,
            Events = [coded.Events[1] with { Id = "e1", Type = EventType.Cooperate }, coded.Events[0] with { Id = "e2" }],
        };
        Assert.Equal("e1", CorrectionMatch.Find(correction, again)!.Id);
        Assert.Equal("e2", CorrectionMatch.Find(Make(document), again)!.Id);
    }

    [Fact]
    public void Among_events_of_the_same_words_the_parties_decide_and_without_the_words_there_is_none()
    {
        var document = Two();
        var correction = Make(document);
        var first = document.Coded.Events[0];
        var other = first with { Id = "e9", Actor = first.Actor with { Text = "The court" } };
        Assert.Equal("e1", CorrectionMatch.Find(correction, new CodedDocument { Text = document.Coded.Text, Engine = "x", Events = [other, first] })!.Id);
        Assert.Equal("e9", CorrectionMatch.Find(correction, new CodedDocument { Text = document.Coded.Text, Engine = "x", Events = [other] })!.Id);
        Assert.Null(CorrectionMatch.Find(correction, new CodedDocument { Text = document.Coded.Text, Engine = "x", Events = [document.Coded.Events[1]] }));
        Assert.Null(CorrectionMatch.Find(correction, new CodedDocument { Text = "", Engine = "x", Events = [first] }));
    }

    [Fact]
    public void The_words_may_have_moved()
    {
        var document = Two();
        var correction = Make(document);
        var first = document.Coded.Events[0];
        const string lead = "A new first line. ";
        TextSpan Moved(TextSpan span) => new(span.Start + lead.Length, span.End + lead.Length);
        var moved = first with
        {
            Evidence = first.Evidence with
            {
                Start = first.Evidence.Start + lead.Length,
                End = first.Evidence.End + lead.Length,
                Trigger = Moved(first.Evidence.Trigger),
            },
        };
        Assert.NotNull(CorrectionMatch.Find(correction, new CodedDocument { Text = lead + document.Coded.Text, Engine = "x", Events = [moved] }));
    }

    [Theory]
    [InlineData(CorrectionAspect.Type, "ACCUSE")]
    [InlineData(CorrectionAspect.Actor, "The ministry (FJIGOV)")]
    [InlineData(CorrectionAspect.Direction, "The ministry (FJIGOV) to the company (TUVBUS)")]
    [InlineData(CorrectionAspect.Date, "2019-03-29")]
    [InlineData(CorrectionAspect.Factuality, "happened")]
    [InlineData(CorrectionAspect.AssertedBy, "the text’s own voice")]
    [InlineData(CorrectionAspect.Numbers, null)]
    [InlineData(CorrectionAspect.Other, null)]
    public void What_the_program_said_is_kept_beside_what_is_right(CorrectionAspect aspect, string? said)
    {
        var document = Two();
        Assert.Equal(said, CorrectionMatch.Said(document.Coded, document.Coded.Events[0], aspect));
    }
}
