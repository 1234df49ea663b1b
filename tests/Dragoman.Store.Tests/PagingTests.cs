using Dragoman.Tests;

namespace Dragoman.Store.Tests;

/// <summary>The order of events, and pages of it.</summary>
public abstract class PagingTests(TestEngine engine)
{
    [Fact]
    public void Newest_first_is_by_date_then_publication_then_place_in_the_document()
    {
        using var temporary = engine.NewStore(
            Sample.Document("undated", date: "2030-01-01", acts: [new Act { Date = null }]),
            Sample.Document("early print", date: "2019-04-01T06:00:00Z", acts: [new Act { Recipient = "1" }, new Act { Recipient = "2" }, new Act { Recipient = "3", Date = "2019-03-30" }]),
            Sample.Document("late print", date: "2019-04-01T08:00:00+01:00", acts: [new Act { Recipient = "4" }]),
            Sample.Document("month", acts: [new Act { Date = "2019-03", Precision = Records.DatePrecision.Month }]));
        Assert.Equal(
            ["early print 3", "late print 4", "early print 1", "early print 2", "month the company", "undated the company"],
            temporary.Store.Find(EventQuery.Everything, 10).Rows.Select(row => $"{row.Title} {row.RecipientText}"));
    }

    [Theory]
    [InlineData("", 7)]
    [InlineData("type:ACCUSE,AID,AGREE,CONSULT,COERCE", 3)]
    [InlineData("with:FJI,TUV", 4)]
    [InlineData("with:fiji,tuvalu,FJI", 4)]
    [InlineData("islands actor:GOV", 5)]
    [InlineData("word1*", 2)]
    public void Pages_together_are_the_whole_in_order(string text, int size)
    {
        using var temporary = engine.NewStore([.. Enumerable.Range(0, 60).Select(number => Synthetic.Document(number))]);
        var query = EventQuery.Parse(text);
        var whole = temporary.Store.Enumerate(query, TestContext.Current.CancellationToken).Select(Identity).ToList();
        Assert.NotEmpty(whole);
        Assert.Equal(whole.Count, whole.Distinct().Count());
        Assert.Equal(whole, Pages(temporary.Store, query, size).Select(Identity));
    }

    [Fact]
    public void Pages_neither_repeat_nor_miss_what_was_there_while_documents_are_added()
    {
        using var temporary = engine.NewStore([.. Enumerable.Range(0, 40).Select(number => Synthetic.Document(number))]);
        var before = temporary.Store.Enumerate(EventQuery.Everything, TestContext.Current.CancellationToken).Select(Identity).ToList();
        var seen = new List<string>();
        string? cursor = null;
        var next = 1_000;
        do
        {
            var page = temporary.Store.Find(EventQuery.Everything, 9, cursor);
            seen.AddRange(page.Rows.Select(Identity));
            cursor = page.Next;
            temporary.Store.Add([Synthetic.Document(next++), Synthetic.Document(next++)], TestContext.Current.CancellationToken);
        }
        while (cursor is not null && next < 5_000);

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(before, seen.Where(before.Contains));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_stream_of_many_pieces_is_the_pages_together_though_others_write(bool isWritten)
    {
        // More than the pieces that connections load beside one another.
        using var temporary = engine.NewStore([.. Enumerable.Range(0, 60).Select(number => Synthetic.Document(number, events: 500))]);
        var pages = Pages(temporary.Store, EventQuery.Everything, EventStore.MaximumPage).Select(Identity).ToList();
        Assert.Equal(30_000, pages.Count);
        var streamed = new List<string>();
        foreach (var row in temporary.Store.Enumerate(EventQuery.Everything, TestContext.Current.CancellationToken))
        {
            // Before the second piece, and in the middle.
            if (isWritten && streamed.Count is 10 or 9_000)
                temporary.Store.Add([Synthetic.Document(100 + streamed.Count)], TestContext.Current.CancellationToken);
            streamed.Add(Identity(row));
        }

        Assert.Equal(pages, streamed);
    }

    [Fact]
    public void A_stream_that_is_left_or_stopped_gives_its_connections_back()
    {
        using var temporary = engine.NewStore([.. Enumerable.Range(0, 30).Select(number => Synthetic.Document(number, events: 500))]);
        for (var i = 0; i < 12; i++) Assert.Equal(6_000, temporary.Store.Enumerate(EventQuery.Everything, TestContext.Current.CancellationToken).Take(6_000).Count());
        using var stopping = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (var _ in temporary.Store.Enumerate(EventQuery.Everything, stopping.Token)) stopping.Cancel();
            stopping.Token.ThrowIfCancellationRequested();
        });
        Assert.Equal(15_000, temporary.Store.Enumerate(EventQuery.Everything, TestContext.Current.CancellationToken).Count());
        temporary.Store.Compact();
    }

    [Fact]
    public void A_stream_shows_the_store_as_it_was_when_it_began()
    {
        using var temporary = engine.NewStore([.. Enumerable.Range(0, 20).Select(number => Synthetic.Document(number))]);
        using var stream = temporary.Store.Enumerate(EventQuery.Everything, TestContext.Current.CancellationToken).GetEnumerator();
        Assert.True(stream.MoveNext());
        temporary.Store.Add([.. Enumerable.Range(100, 20).Select(number => Synthetic.Document(number))], TestContext.Current.CancellationToken);
        var count = 1;
        while (stream.MoveNext()) count++;
        Assert.Equal(60, count);
        Assert.Equal(120, temporary.Store.Count(EventQuery.Everything));
    }

    [Fact]
    public void Two_stores_with_the_same_documents_give_the_same_order()
    {
        var documents = Enumerable.Range(0, 50).Select(number => Synthetic.Document(number)).ToArray();
        using var one = engine.NewStore(documents);
        Array.Reverse(documents);
        using var other = engine.NewStore(documents);
        Assert.Equal(
            one.Store.Enumerate(EventQuery.Everything, TestContext.Current.CancellationToken).Select(Identity),
            other.Store.Enumerate(EventQuery.Everything, TestContext.Current.CancellationToken).Select(Identity));
    }

    [Fact]
    public void A_stream_that_is_left_early_gives_its_connection_back()
    {
        using var temporary = engine.NewStore([.. Enumerable.Range(0, 20).Select(number => Synthetic.Document(number))]);
        for (var i = 0; i < 100; i++) Assert.NotNull(temporary.Store.Enumerate(EventQuery.Everything, TestContext.Current.CancellationToken).First());
        Assert.Equal(60, temporary.Store.Enumerate(EventQuery.Everything, TestContext.Current.CancellationToken).Count());
    }

    private static string Identity(EventRow row) => row.Document + row.Event;

    private static IEnumerable<EventRow> Pages(EventStore store, EventQuery query, int size)
    {
        string? cursor = null;
        do
        {
            var page = store.Find(query, size, cursor);
            foreach (var row in page.Rows) yield return row;
            cursor = page.Next;
        }
        while (cursor is not null);
    }
}
