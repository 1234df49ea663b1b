using System.Text;
using Dragoman.Records;
using Dragoman.Tests;

namespace Dragoman.Store.Tests;

/// <summary>What goes in comes out, once.</summary>
public abstract class EventStoreTests(TestEngine engine)
{
    [Fact]
    public void A_document_comes_out_as_it_went_in()
    {
        var document = Sample.Document(
            "Harbour talks", url: "https://news.example/a?b=1", givenId: "7",
            acts: [new Act(EventType.Consult) { ActorName = "The Ministry of Ports", Place = "Suva", Country = "FJI", Speaker = "an aide" }]);
        using var temporary = engine.NewStore(document);
        var back = temporary.Store.Get(document.Id)!;
        Assert.Equal(document.Id, back.Id);
        Assert.Equal("7", back.GivenId);
        Assert.Equal(document.Locator, back.Locator);
        Assert.Equal(document.MediaType, back.MediaType);
        Assert.Equal(document.ReadAt, back.ReadAt);
        Assert.Equal(Json(document), Json(back));
        Assert.Equal(document.Raw.ToArray(), temporary.Store.RawBytes(document.Id)!.Value.ToArray());
    }

    [Fact]
    public void A_document_prepared_ahead_is_stored_as_any_other()
    {
        var document = Sample.Document("Harbour talks", url: "https://news.example/a");
        EventStore.Prepare(document);
        using var temporary = engine.NewStore(document);
        Assert.Equal(Json(document), Json(temporary.Store.Get(document.Id)!));
        Assert.Equal(document.Raw.ToArray(), temporary.Store.RawBytes(document.Id)!.Value.ToArray());
    }

    [Fact]
    public void A_row_carries_the_event_and_its_document()
    {
        var document = Sample.Document(
            "Harbour talks", date: "2019-03-30T10:00:00+12:00", url: "https://news.example/a", source: "The Reef",
            acts:
            [
                new Act(EventType.Consult)
                {
                    Actor = "the minister", ActorCode = "FJIGOV", ActorName = "Full Name", Recipient = "Tuvalu", RecipientCode = "TUV",
                    Date = "2019-03", Precision = DatePrecision.Month, Place = "Suva", Country = "FJI", Mode = "visit", Cameo = "042",
                    Contexts = ["economic", "diplomatic"], Goldstein = 2.8, Confidence = 0.75, Speaker = "an aide", Factuality = Factuality.Planned,
                },
            ]);
        using var temporary = engine.NewStore(document);
        var row = Assert.Single(temporary.Store.Find(EventQuery.Everything, 10).Rows);
        Assert.Equal(document.Id, row.Document);
        Assert.Equal("e1", row.Event);
        Assert.Equal(EventType.Consult, row.Type);
        Assert.Equal(("visit", "042", 3, 2.8), (row.Mode, row.Cameo, row.Quad, row.Goldstein));
        Assert.Equal(["economic", "diplomatic"], row.Contexts);
        Assert.Equal(("the minister", "FJIGOV", "FJI", "Full Name"), (row.ActorText, row.ActorCode, row.ActorCountry, row.ActorName));
        Assert.Equal(["GOV"], row.ActorSectors);
        Assert.Equal(("Tuvalu", "TUV", "TUV", null), (row.RecipientText, row.RecipientCode, row.RecipientCountry, row.RecipientName));
        Assert.Empty(row.RecipientSectors);
        Assert.Equal(("2019-03", DatePrecision.Month), (row.Date, row.DatePrecision));
        Assert.Equal(("Suva", "FJI"), (row.PlaceName, row.PlaceCountry));
        Assert.Equal((Factuality.Planned, "s1", "an aide"), (row.Factuality, row.AssertedBy, row.SpeakerText));
        Assert.Equal(("The Reef", "Harbour talks", "https://news.example/a"), (row.Publisher, row.Title, row.Url));
        Assert.Equal("2019-03-30T10:00:00+12:00", row.Published);
        Assert.Equal("the minister did Tuvalu, said an aide.", row.Sentence);
        Assert.Equal("the minister did Tuvalu", document.Coded.Text[row.EvidenceStart..row.EvidenceEnd]);
        Assert.Equal("did", document.Coded.Text[row.Trigger.Start..row.Trigger.End]);
        Assert.Equal(row.Sentence, document.Coded.Text.Substring(row.SentenceStart, row.Sentence.Length));
        Assert.Equal(0.75, row.Confidence);
    }

    [Fact]
    public void The_same_document_twice_adds_nothing()
    {
        var document = Sample.Document(acts: [new Act()]);
        using var temporary = engine.NewStore();
        Assert.False(temporary.Store.Contains(document.Id));
        Assert.Equal(1, temporary.Store.Add([document, document], TestContext.Current.CancellationToken));
        Assert.Equal(0, temporary.Store.Add([document], TestContext.Current.CancellationToken));
        Assert.True(temporary.Store.Contains(document.Id));
        var summary = temporary.Store.Summarize();
        Assert.Equal((1, 1), (summary.Documents, summary.Events));
        Assert.Single(temporary.Store.Find(EventQuery.Everything, 10).Rows);
    }

    [Fact]
    public void A_store_opened_again_holds_what_was_added()
    {
        using var place = engine.NewPlace("deep/er/a b é.store");
        var path = place.Text;
        using (var store = EventStore.Open(path)) store.Add([Sample.Document(acts: [new Act()])], TestContext.Current.CancellationToken);
        using (var store = EventStore.Open(path)) Assert.Equal(1, store.Summarize().Events);
        using (var store = EventStore.Open(path, new StoreOptions { ReadOnly = true })) Assert.Single(store.Enumerate(EventQuery.Everything, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_batch_with_one_wrong_id_adds_nothing()
    {
        using var temporary = engine.NewStore();
        var good = Sample.Document(acts: [new Act()]);
        var bad = new StoredDocument { Id = "../x", Locator = "b", MediaType = "text/plain", Article = good.Article, Coded = good.Coded, ReadAt = good.ReadAt };
        Assert.Throws<ArgumentException>(() => temporary.Store.Add([good, bad], TestContext.Current.CancellationToken));
        Assert.Equal(0, temporary.Store.Summarize().Documents);
    }

    [Fact]
    public void A_cancelled_batch_adds_nothing()
    {
        using var temporary = engine.NewStore();
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => temporary.Store.Add([Sample.Document(acts: [new Act()])], cancelled.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => temporary.Store.Find(EventQuery.Everything, 1, null, cancelled.Token));
        Assert.Equal(0, temporary.Store.Summarize().Documents);
    }

    [Fact]
    public void What_is_not_there_is_null()
    {
        using var temporary = engine.NewStore();
        Assert.Null(temporary.Store.Get("no such id"));
        Assert.Null(temporary.Store.RawBytes("no such id"));
        Assert.False(temporary.Store.Contains("no such id"));
    }

    [Fact]
    public void Odd_offsets_and_empty_names_are_stored_without_a_crash()
    {
        var document = Sample.Document(acts: [new Act()]);
        var odd = document.Coded.Events[0] with
        {
            Evidence = new Evidence(99, 5_000, 4_000, new TextSpan(-1, 7)),
            Actor = document.Coded.Events[0].Actor with { Text = "\0\ud800", Code = "X" },
            Date = "not a date",
        };
        var changed = new StoredDocument
        {
            Id = document.Id,
            Locator = "a",
            MediaType = "",
            ReadAt = document.ReadAt,
            Article = document.Article,
            Coded = new CodedDocument { Text = document.Coded.Text, Engine = "x", Events = [odd] },
        };
        using var temporary = engine.NewStore();
        Assert.Equal(1, temporary.Store.Add([changed], TestContext.Current.CancellationToken));
        Assert.Equal("", Assert.Single(temporary.Store.Find(EventQuery.Everything, 10).Rows).Sentence);
    }

    [Fact]
    public void A_problem_is_kept_once_and_goes_when_its_file_can_be_read()
    {
        using var temporary = engine.NewStore();
        var time = new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero);
        temporary.Store.RecordFailure(new SourceProblem("a.html", ErrorCodes.Empty, "there is nothing in it", time));
        temporary.Store.RecordFailure(new SourceProblem("b.html", ErrorCodes.Binary, "not text", time.AddDays(1)));
        temporary.Store.RecordFailure(new SourceProblem("a.html", ErrorCodes.NoAccess, "may not be read", time.AddDays(2)));
        Assert.Equal(["a.html no-access", "b.html binary"], temporary.Store.Problems().Select(problem => $"{problem.Locator} {problem.Code}"));
        Assert.Equal(time.AddDays(2), temporary.Store.Problems()[0].Time);

        temporary.Store.Add([Sample.Document(locator: "a.html", acts: [new Act()])], TestContext.Current.CancellationToken);
        Assert.Equal("b.html", Assert.Single(temporary.Store.Problems()).Locator);
        Assert.Equal(1, temporary.Store.Summarize().Problems);
    }

    [Fact]
    public void A_summary_counts_what_is_there()
    {
        using var temporary = engine.NewStore(
            Sample.Document("A", source: "One", acts: [new Act { Date = "2019-03-29" }, new Act { Date = "2018", Precision = DatePrecision.Year, Speaker = "an aide" }]),
            Sample.Document("B", source: "Two", acts: [new Act { Date = null }]));
        var summary = temporary.Store.Summarize();
        Assert.Equal((2, 3, 1, 2), (summary.Documents, summary.Events, summary.Statements, summary.Publishers));
        Assert.Equal(("2018-01-01", "2019-03-29"), (summary.FirstDate, summary.LastDate));
        Assert.Equal(Schema.Latest, summary.SchemaVersion);
        Assert.True(summary.SizeOnDisk > 4_096);
    }

    [Fact]
    public void An_empty_store_answers_everything()
    {
        using var temporary = engine.NewStore();
        Assert.Empty(temporary.Store.Find(EventQuery.Parse("actor:RUS word -other since:2019"), 10).Rows);
        Assert.Empty(temporary.Store.Documents("word", 10).Rows);
        Assert.Empty(temporary.Store.Facets(EventQuery.Parse("type:ACCUSE"), FacetKind.Type, 10));
        Assert.Null(temporary.Store.Summarize().FirstDate);
        Assert.Equal(0, temporary.Store.Count(EventQuery.Everything));
        Assert.True(temporary.Store.Check(deep: true).IsHealthy);
    }

    [Fact]
    public void Facets_with_and_without_a_query_agree()
    {
        using var temporary = engine.NewStore([.. Enumerable.Range(0, 200).Select(number => Synthetic.Document(number))]);
        foreach (var kind in Enum.GetValues<FacetKind>())
        {
            var all = temporary.Store.Facets(EventQuery.Everything, kind, 1_000);
            Assert.NotEmpty(all);
            Assert.Equal(all, temporary.Store.Facets(EventQuery.Parse("confidence>=0"), kind, 1_000));
        }

        Assert.Equal(600, temporary.Store.Facets(EventQuery.Everything, FacetKind.Type, 100).Sum(facet => facet.Count));
        var days = temporary.Store.Facets(EventQuery.Everything, FacetKind.Day, 3).Select(facet => facet.Value).ToList();
        Assert.Equal(days.OrderDescending(StringComparer.Ordinal), days);
    }

    [Fact]
    public void Documents_are_listed_newest_first_and_found_by_their_words()
    {
        using var temporary = engine.NewStore(
            Sample.Document("Old café", "The harbour was closed.", date: "2018-01-01"),
            Sample.Document("New", "A new harbour opens.", date: "2020-01-01T08:00:00Z"),
            Sample.Document("Newer", "Nothing here.", date: "2020-01-01T09:00:00Z"),
            Sample.Document("Undated", "The HARBOUR-master spoke.", date: null));
        string[] Find(string? text) => [.. temporary.Store.Documents(text, 10).Rows.Select(row => row.Title!)];
        Assert.Equal(["Newer", "New", "Old café", "Undated"], Find(null));
        Assert.Equal(["New", "Old café", "Undated"], Find("harbour"));
        Assert.Equal(["Undated"], Find("harbour-master"));
        Assert.Equal(["Old café"], Find("CAFE"));
        Assert.Equal(["Old café"], Find("closed harbour"));
        Assert.Empty(Find("\"\" ( *"));
        Assert.Equal(["New"], Find("open*"));

        var first = temporary.Store.Documents("harbour", 2);
        Assert.Equal(2, first.Rows.Count);
        var second = temporary.Store.Documents("harbour", 2, first.Next);
        Assert.Equal("Undated", Assert.Single(second.Rows).Title);
        Assert.Null(second.Next);
    }

    [Fact]
    public void A_wrong_cursor_is_the_callers_mistake()
    {
        using var temporary = engine.NewStore();
        foreach (var cursor in (string[])["x", "1.2.3", "1.2.3.4.5", "zz.1.1.1", new string('1', 500)])
        {
            Assert.False(EventStore.IsCursor(cursor));
            Assert.Throws<ArgumentException>(() => temporary.Store.Find(EventQuery.Everything, 1, cursor));
        }
    }

    private static string Json(StoredDocument document) => Encoding.UTF8.GetString(Contents.Write(document.Article, document.Coded));
}
