using Dragoman.Records;
using Dragoman.Tests;

namespace Dragoman.Store.Tests;

/// <summary>Counts from memory are those of the store, whatever is added, replaced, superseded or taken out meanwhile.</summary>
public abstract class ColumnTests(TestEngine engine)
{
    private static readonly string[] More =
    [
        "cameo:1", "-cameo:11", "cameo:none", "goldstein>=5", "goldstein<0", "-goldstein>0", "precision:day", "-precision:month,year", "on:none", "-on:none actor:FJI", "recipient:none", "-recipient:none type:AID",
        "source:none", "source:reef,none", "-source:reef", "with:none", "-with:FJI -with:NZL", "with:GOV,KIR since:2017", "-since:2018", "-on:2017,2018", "on:2016-05,2018-02", "until:2017-05-20 -type:AID mode:none",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Counts_from_memory_are_those_of_the_store()
    {
        using var temporary = engine.NewStore([.. Enumerable.Range(0, 250).Select(number => Synthetic.Document(number))]);
        using var counting = Counting(temporary.File);
        Compare(temporary.Store, counting);
    }

    [Fact]
    public void They_follow_what_is_added()
    {
        using var temporary = engine.NewStore([.. Enumerable.Range(0, 40).Select(number => Synthetic.Document(number))]);
        using var counting = Counting(temporary.File);
        Compare(temporary.Store, counting, few: true);

        // What was counted is at hand, and what comes is added to it.
        for (var batch = 3; batch < 6; batch++)
        {
            Assert.Equal(5, temporary.Store.Add(Synthetic.Batch(20 + batch, 5), Cancel));
            foreach (var text in More)
            {
                var query = EventQuery.Parse(text);
                Assert.Equal(temporary.Store.Count(query), counting.Count(query));
                Assert.Equal(temporary.Store.Facets(query, FacetKind.Actor, 7), counting.Facets(query, FacetKind.Actor, 7));
                Assert.Equal(temporary.Store.Dyads(query, false, 30).Select(Rounded), counting.Dyads(query, false, 30).Select(Rounded));
                Assert.Equal(temporary.Store.Days(query, 50).Select(Rounded), counting.Days(query, 50).Select(Rounded));
                Assert.Equal(temporary.Store.Places(query, 9), counting.Places(query, 9));
            }
        }

        temporary.Store.Add([.. Enumerable.Range(0, 3).Select(number => Synthetic.Document(5_000 + number))], Cancel);
        Compare(temporary.Store, counting, few: true);
        Assert.Equal(temporary.Store.Count(EventQuery.Everything), counting.Count(EventQuery.Parse("-on:1066")));
    }

    [Fact]
    public void They_leave_out_earlier_versions_and_take_back_what_is_current_again()
    {
        var documents = Enumerable.Range(0, 40).Select(number => Synthetic.Document(number)).ToArray();
        using var temporary = engine.NewStore(documents);
        using var counting = Counting(temporary.File);
        temporary.Store.KeepSeen([], [.. documents.Take(20).Select((document, i) => Version(document, i / 2, (i % 2) + 1))], []);
        Compare(temporary.Store, counting, few: true);
        Assert.Equal(30 * 3, counting.Count(EventQuery.Parse("-on:1066")));

        // The first of two versions is what stands at the address again.
        temporary.Store.KeepSeen([], [Version(documents[0], 0, 3)], []);
        Compare(temporary.Store, counting, few: true);
    }

    [Fact]
    public void They_are_made_anew_when_something_is_taken_out()
    {
        using var temporary = engine.NewStore([.. Enumerable.Range(0, 30).Select(number => Synthetic.Document(number))]);
        using var counting = Counting(temporary.File);
        temporary.Store.Forget(Synthetic.Document(29).Id, null, DateTimeOffset.UnixEpoch, Cancel);

        // Keys of the last rows are given out again.
        Assert.Equal(1, temporary.Store.Add(Synthetic.Batch(777, 1), Cancel));
        var before = counting.Columns!.Answered;
        Assert.Equal(temporary.Store.Count(EventQuery.Parse("-on:1066")), counting.Count(EventQuery.Parse("-on:1066")));
        Assert.Equal(before, counting.Columns.Answered);
        counting.Columns.Wait();
        Compare(temporary.Store, counting, few: true);
    }

    [Fact]
    public void A_store_that_needs_more_memory_than_it_may_take_is_counted_without()
    {
        using var temporary = engine.NewStore([.. Enumerable.Range(0, 30).Select(number => Synthetic.Document(number))]);
        using var database = Database.Open(temporary.File, new StoreOptions { ReadOnly = true });
        using var columns = new CountedColumns(database, mostEvents: 50, leastEvents: 0, ColumnSet.MostChunkRows);
        columns.Begin();
        columns.Wait();
        Assert.Null(database.Read(connection => ColumnQuery.For(connection.Sql, columns, EventQuery.Parse("-on:1066")), Cancel));
        using var enough = new CountedColumns(database, mostEvents: 90, leastEvents: 0, ColumnSet.MostChunkRows);
        enough.Begin();
        enough.Wait();
        Assert.Equal(90, database.Read(connection => ColumnQuery.For(connection.Sql, enough, EventQuery.Parse("-on:1066"))!.Count(), Cancel));

        // It has grown out of it.
        Assert.Equal(1, temporary.Store.Add(Synthetic.Batch(777, 1), Cancel));
        Assert.Null(database.Read(connection => ColumnQuery.For(connection.Sql, enough, EventQuery.Parse("-on:1066")), Cancel));
    }

    [Fact]
    public void Many_ask_while_rows_are_added()
    {
        using var temporary = engine.NewStore([.. Enumerable.Range(0, 20).Select(number => Synthetic.Document(number))]);
        using var counting = Counting(temporary.File);
        var query = EventQuery.Parse("-on:1066");
        var adding = Task.Run(() => Enumerable.Range(1, 8).Sum(batch => temporary.Store.Add(Synthetic.Batch(batch, 10), Cancel)), Cancel);
        Parallel.For(0, 2, _ =>
        {
            for (var last = 0L; !adding.IsCompleted;)
            {
                // Whole batches, and never fewer than were there before.
                var count = counting.Count(query);
                Assert.InRange(count, last, long.MaxValue);
                Assert.Equal(0, count % 3);
                Assert.Equal(count, counting.Facets(query, FacetKind.Type, 30).Sum(facet => facet.Count), 600.0);
                last = count;
            }
        });
        Assert.Equal(temporary.Store.Count(query), counting.Count(query));
        Assert.InRange(counting.Columns!.Answered, 1, int.MaxValue);
    }

    private static EventStore Counting(string place)
    {
        var store = EventStore.Open(place, new StoreOptions { ReadOnly = true, CountsMiB = 16, CountedFrom = 0, CountedTogether = 50 });
        store.PrepareCounts();
        store.Columns!.Wait();
        return store;
    }

    private static DocumentVersion Version(StoredDocument document, int address, int number) =>
        new($"https://example.org/{address}", number, document.Id, "f", DateTimeOffset.UnixEpoch, null);

    private static void Compare(EventStore store, EventStore counting, bool few = false)
    {
        var before = counting.Columns!.Answered;
        foreach (var text in few ? More : [.. CountTests.Queries, .. More])
        {
            var query = EventQuery.Parse(text);
            Assert.Equal(store.Count(query), counting.Count(query));
            foreach (var kind in Enum.GetValues<FacetKind>()) Assert.Equal(store.Facets(query, kind, 7), counting.Facets(query, kind, 7));
            Assert.Equal(store.Days(query, 50).Select(Rounded), counting.Days(query, 50).Select(Rounded));
            Assert.Equal(store.Places(query, 9), counting.Places(query, 9));
            foreach (var whole in (bool[])[false, true])
                Assert.Equal(store.Dyads(query, whole, 30).Select(Rounded), counting.Dyads(query, whole, 30).Select(Rounded));
        }

        // Each of those that only memory can answer fast: count, nine facets, days, pairs twice.
        Assert.InRange(counting.Columns.Answered - before, More.Length * 3, int.MaxValue);
    }

    private static DayCount Rounded(DayCount count) => count with { Goldstein = Math.Round(count.Goldstein, 6) };

    private static DyadCount Rounded(DyadCount count) => count with { Goldstein = count.Goldstein is { } mean ? Math.Round(mean, 6) : null };
}
