using Dragoman.Tests;

namespace Dragoman.Store.Tests;

/// <summary>A load of very many documents leaves indexes and counts for its end: what is asked meanwhile is answered the same, and nothing is lost by a kill.</summary>
public abstract class BulkLoadTests(TestEngine engine)
{
    private const int Least = 60;

    private static readonly string[] Queries =
    [
        "", "islands", "type:ACCUSE", "actor:FJI", "actor:FJIGOV", "recipient:TUV", "with:FJI", "actor:fiji", "actor:GOV", "place:FJI", "place:\"fiji town\"", "source:reef",
        "factuality:denied", "quad:3 actor:FJI", "since:2016 until:2019", "actor:FJI type:ACCUSE", "asserted-by:fiji", "mode:riot", "-actor:FJI type:AID",
    ];

    [Fact]
    public void Every_question_is_answered_the_same_before_in_and_after_a_load()
    {
        using var plain = engine.NewStore([.. Enumerable.Range(0, 200).Select(number => Synthetic.Document(number))]);
        using var temporary = engine.NewStore();
        using (temporary.Store.BeginLoad(Least))
        {
            for (var batch = 0; batch < 10; batch++) temporary.Store.Add(Synthetic.Batch(batch, 20), TestContext.Current.CancellationToken);
            Assert.True(IsBuilding(temporary.File));
            Assert.Contains("events_actor_root", Missing(temporary.File));
            Assert.Contains("statements_document", Missing(temporary.File));
            Assert.DoesNotContain("events_newest", Missing(temporary.File));
            Same(plain.Store, temporary.Store);
            Assert.Empty(temporary.Store.Check(deep: true, TestContext.Current.CancellationToken).Findings);
            using var reader = EventStore.Open(temporary.File, new StoreOptions { ReadOnly = true });
            Same(plain.Store, reader);
        }

        Assert.False(IsBuilding(temporary.File));
        Assert.Empty(Missing(temporary.File));
        Same(plain.Store, temporary.Store);
        Assert.Empty(temporary.Store.Check(deep: true, TestContext.Current.CancellationToken).Findings);
    }

    [Fact]
    public void A_load_that_ends_without_a_word_is_ended_by_whoever_opens_the_store_next()
    {
        using var plain = engine.NewStore([.. Enumerable.Range(0, 201).Select(number => Synthetic.Document(number))]);
        using var temporary = engine.NewStore();
        temporary.Store.BeginLoad(Least);
        for (var batch = 0; batch < 10; batch++) temporary.Store.Add(Synthetic.Batch(batch, 20), TestContext.Current.CancellationToken);

        // What waited in memory is gone, as with a kill.
        temporary.Store.Dispose();
        Assert.True(IsBuilding(temporary.File));
        using (var reader = EventStore.Open(temporary.File, new StoreOptions { ReadOnly = true })) Assert.Equal(600, reader.Count(EventQuery.Everything, TestContext.Current.CancellationToken));
        using var store = EventStore.Open(temporary.File);
        store.Add([Synthetic.Document(200)], TestContext.Current.CancellationToken);
        Assert.False(IsBuilding(temporary.File));
        Same(plain.Store, store);
        Assert.Empty(store.Check(deep: true, TestContext.Current.CancellationToken).Findings);
    }

    [Fact]
    public void Others_who_write_and_batches_that_fail_leave_the_counts_right()
    {
        using var temporary = engine.NewStore();
        using (temporary.Store.BeginLoad(Least))
        {
            for (var batch = 0; batch < 4; batch++) temporary.Store.Add(Synthetic.Batch(batch, 20), TestContext.Current.CancellationToken);
            using (var other = EventStore.Open(temporary.File)) other.Add(Synthetic.Batch(4, 20), TestContext.Current.CancellationToken);
            temporary.Store.Add(Synthetic.Batch(5, 20), TestContext.Current.CancellationToken);
            temporary.Store.Forget(Synthetic.Document(3).Id, null, DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
        }

        Assert.Empty(temporary.Store.Check(deep: true, TestContext.Current.CancellationToken).Findings);
        using (temporary.Store.BeginLoad(Least))
        {
            for (var batch = 10; batch < 22; batch++) temporary.Store.Add(Synthetic.Batch(batch, 20), TestContext.Current.CancellationToken);
            Assert.True(IsBuilding(temporary.File));
            using var stopped = new CancellationTokenSource();
            stopped.Cancel();
            Assert.Throws<OperationCanceledException>(() => temporary.Store.Add(Synthetic.Batch(30, 20), stopped.Token));
            Assert.Throws<ArgumentException>(() => temporary.Store.Add([Synthetic.Document(601), new StoredDocument
            {
                Id = "no id", Locator = "x", MediaType = "text/plain", ReadAt = DateTimeOffset.UnixEpoch, Article = Synthetic.Document(1).Article, Coded = Synthetic.Document(1).Coded,
            }], TestContext.Current.CancellationToken));
            temporary.Store.Add(Synthetic.Batch(31, 20), TestContext.Current.CancellationToken);
        }

        Assert.Empty(temporary.Store.Check(deep: true, TestContext.Current.CancellationToken).Findings);
        Assert.Equal((19 * 20 - 1) * 3, temporary.Store.Count(EventQuery.Everything, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_few_documents_leave_nothing_for_the_end()
    {
        using var temporary = engine.NewStore(Synthetic.Batch(0, 30));
        using var load = temporary.Store.BeginLoad(Least);
        for (var batch = 1; batch < 3; batch++) temporary.Store.Add(Synthetic.Batch(batch, 11), TestContext.Current.CancellationToken);
        Assert.False(IsBuilding(temporary.File));
    }

    [Fact]
    public void A_copy_of_a_store_in_a_load_is_a_whole_store()
    {
        using var temporary = engine.NewStore();
        using var folder = new TemporaryFolder();
        using (temporary.Store.BeginLoad(Least))
        {
            for (var batch = 0; batch < 8; batch++) temporary.Store.Add(Synthetic.Batch(batch, 20), TestContext.Current.CancellationToken);
            temporary.Store.Backup(folder.File("copy.store"), TestContext.Current.CancellationToken);
        }

        using (var copy = EventStore.Open(folder.File("copy.store")))
        {
            copy.Add([Synthetic.Document(999)], TestContext.Current.CancellationToken);
            Assert.Empty(copy.Check(deep: true, TestContext.Current.CancellationToken).Findings);
        }

        Assert.False(IsBuilding(folder.File("copy.store")));
    }

    [Fact]
    public void Several_who_add_at_once_and_copy_the_log_meanwhile_lose_nothing()
    {
        using var plain = engine.NewStore([.. Enumerable.Range(0, 240).Select(number => Synthetic.Document(number))]);
        using var temporary = engine.NewStore();
        using (var store = EventStore.Open(temporary.File, new StoreOptions { CopiedPages = 1 }))
        {
            using (store.BeginLoad(Least))
            {
                Parallel.For(0, 24, new ParallelOptions { MaxDegreeOfParallelism = 3, CancellationToken = TestContext.Current.CancellationToken }, batch => store.Add(Synthetic.Batch(batch, 10)));
                Assert.Equal(720, store.Count(EventQuery.Everything, TestContext.Current.CancellationToken));
            }

            Same(plain.Store, store);
        }

        using var again = EventStore.Open(temporary.File);
        Same(plain.Store, again);
        Assert.Empty(again.Check(deep: true, TestContext.Current.CancellationToken).Findings);
    }

    private static IReadOnlySet<string> Missing(string place)
    {
        using var backend = Backend.Of(place, new StoreOptions { ReadOnly = true });
        using var session = backend.OpenReader();
        return Building.MissingIndexes(session);
    }

    private static bool IsBuilding(string place)
    {
        using var backend = Backend.Of(place, new StoreOptions { ReadOnly = true });
        using var session = backend.OpenReader();
        return Building.LacksCounts(session);
    }

    private static void Same(EventStore expected, EventStore found)
    {
        foreach (var text in Queries)
        {
            var query = EventQuery.Parse(text);
            Assert.Equal(Ids(expected, query), Ids(found, query));
            Assert.Equal(expected.Count(query), found.Count(query));
            foreach (var kind in Enum.GetValues<FacetKind>()) Assert.Equal(expected.Facets(query, kind, 20), found.Facets(query, kind, 20));
            Assert.Equal(expected.Days(query, 100), found.Days(query, 100));
            var first = found.Find(query, 7);
            if (first.Next is { } next) Assert.Equal(expected.Find(query, 7, expected.Find(query, 7).Next).Rows.Select(row => (row.Document, row.Event)), found.Find(query, 7, next).Rows.Select(row => (row.Document, row.Event)));
        }
    }

    private static List<(string, string)> Ids(EventStore store, EventQuery query) => [.. store.Enumerate(query).Select(row => (row.Document, row.Event))];
}
