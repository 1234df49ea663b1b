using System.Text;
using Dragoman.Records;
using Dragoman.Tests;

namespace Dragoman.Store.Tests;

/// <summary>Backups, moves between engines, making room.</summary>
public abstract class UpkeepTests(TestEngine engine)
{
    private static readonly string[] Queries = ["", "islands", "type:ACCUSE", "actor:FJI \"papua new\"", "word1*", "actor:fiji", "place:\"fiji town\"", "source:reef", "islands near -tuvalu"];

    [Fact]
    public void A_backup_holds_what_the_store_held_and_becomes_a_store_again_in_either_engine()
    {
        using var temporary = engine.NewStore([.. Enumerable.Range(0, 60).Select(number => Synthetic.Document(number)), Odd()]);
        temporary.Store.AddSources([new WatchedSource { Url = "https://example.org/feed" }]);
        temporary.Store.RecordFailure(new SourceProblem("bad.txt", "empty", "nothing", DateTimeOffset.UnixEpoch));
        using var folder = new TemporaryFolder();
        var backup = temporary.Store.Backup(folder.File("sub/backup.store"), TestContext.Current.CancellationToken);
        Assert.Equal((61, 60 * 3 + 1), (backup.Documents, backup.Events));
        Assert.Equal(["backup.store"], Directory.GetFiles(folder.File("sub")).Select(Path.GetFileName));
        temporary.Store.Add([Synthetic.Document(99)], TestContext.Current.CancellationToken);

        using var place = engine.NewPlace();
        Assert.Equal(61, EventStore.Restore(folder.File("sub/backup.store"), place.Text, TestContext.Current.CancellationToken).Documents);
        using var restored = EventStore.Open(place.Text);
        using var before = EventStore.Open(folder.File("sub/backup.store"), new StoreOptions { ReadOnly = true });
        Same(before, restored);
        Assert.Empty(restored.Check(deep: true, TestContext.Current.CancellationToken).Findings);
        Assert.Equal(["https://example.org/feed"], restored.Sources().Select(source => source.Url));
        Assert.Single(restored.Problems());

        // It goes on as the old one would have.
        Assert.Equal(0, restored.Add([Synthetic.Document(5)], TestContext.Current.CancellationToken));
        Assert.Equal(1, restored.Add([Synthetic.Document(99)], TestContext.Current.CancellationToken));
        Assert.Equal(1, restored.AddSources([new WatchedSource { Url = "https://example.org/other" }]));
        Same(temporary.Store, restored);
    }

    [Fact]
    public void A_store_moves_from_a_file_into_this_engine_and_back()
    {
        using var first = new TemporaryStore([.. Enumerable.Range(0, 30).Select(number => Synthetic.Document(number))]);
        using var place = engine.NewPlace();
        using var folder = new TemporaryFolder();
        EventStore.Move(first.File, place.Text, TestContext.Current.CancellationToken);
        EventStore.Move(place.Text, folder.File("back.store"), TestContext.Current.CancellationToken);
        using var back = EventStore.Open(folder.File("back.store"));
        Same(first.Store, back);
        Assert.Empty(back.Check(deep: true, TestContext.Current.CancellationToken).Findings);
        Assert.Equal(StoreFailure.NotEmpty, Assert.Throws<StoreException>(() => EventStore.Move(first.File, place.Text, TestContext.Current.CancellationToken)).Failure);
    }

    [Fact]
    public void A_backup_never_takes_the_place_of_another_file_and_leaves_nothing_half()
    {
        using var temporary = engine.NewStore(Synthetic.Document(1));
        using var folder = new TemporaryFolder();
        var there = folder.Write("there.store", "something else");
        Assert.Equal(StoreFailure.NotEmpty, Assert.Throws<StoreException>(() => temporary.Store.Backup(there, TestContext.Current.CancellationToken)).Failure);
        Assert.Equal("something else", File.ReadAllText(there));
        Assert.Equal(StoreFailure.NoAccess, Assert.Throws<StoreException>(() => temporary.Store.Backup(Path.Combine(there, "x.store"), TestContext.Current.CancellationToken)).Failure);
        Assert.Equal(["there.store"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
        Assert.Equal(StoreFailure.NotADatabase, Assert.Throws<StoreException>(() => EventStore.Restore(there, folder.File("new.store"), TestContext.Current.CancellationToken)).Failure);
        Assert.Equal(StoreFailure.NotFound, Assert.Throws<StoreException>(() => EventStore.Restore(folder.File("none"), folder.File("new.store"), TestContext.Current.CancellationToken)).Failure);
    }

    [Fact]
    public async Task A_backup_is_whole_batches_while_another_writes()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var temporary = engine.NewStore();
        using var folder = new TemporaryFolder();
        using var done = new CancellationTokenSource();
        var writing = Task.Run(
            () =>
            {
                for (var batch = 0; batch < 200 && !done.IsCancellationRequested; batch++) temporary.Store.Add(Synthetic.Batch(batch, 7), cancellationToken);
            },
            cancellationToken);
        for (var i = 0; i < 3; i++)
        {
            var copy = temporary.Store.Backup(folder.File($"{i}.store"), cancellationToken);
            Assert.Equal((0L, copy.Documents * 3), (copy.Documents % 7, copy.Events));
            using var store = EventStore.Open(folder.File($"{i}.store"), new StoreOptions { ReadOnly = true });
            Assert.Empty(store.Check(deep: true, cancellationToken).Findings);
        }

        await done.CancelAsync();
        await writing;
    }

    [Fact]
    public void A_store_is_made_smaller_and_finds_what_it_found()
    {
        using var temporary = engine.NewStore([.. Enumerable.Range(0, 120).Select(number => Synthetic.Document(number))]);
        foreach (var number in Enumerable.Range(0, 100)) temporary.Store.Forget(Synthetic.Document(number).Id, null, DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
        var titles = temporary.Titles("islands");
        var (before, after) = temporary.Store.Compact();
        Assert.True(after <= before, $"{before} bytes became {after}");
        Assert.Equal(titles, temporary.Titles("islands"));
        Assert.Equal(20, temporary.Store.Summarize().Documents);
        Assert.Empty(temporary.Store.Check(deep: true, TestContext.Current.CancellationToken).Findings);
    }

    private static void Same(EventStore one, EventStore other)
    {
        Assert.Equal(one.Summarize() with { SizeOnDisk = 0 }, other.Summarize() with { SizeOnDisk = 0 });
        foreach (var query in Queries)
        {
            var parsed = EventQuery.Parse(query);
            Assert.Equal(Lines(one, parsed), Lines(other, parsed));
            foreach (var kind in Enum.GetValues<FacetKind>()) Assert.Equal(one.Facets(parsed, kind, 50), other.Facets(parsed, kind, 50));
        }

        foreach (var row in one.Documents(null, 500).Rows)
        {
            Assert.Equal(one.RawBytes(row.Id)!.Value.ToArray(), other.RawBytes(row.Id)!.Value.ToArray());
            Assert.Equal(one.Get(row.Id)!.Coded.Text, other.Get(row.Id)!.Coded.Text);
        }
    }

    private static string Lines(EventStore store, EventQuery query)
    {
        using var output = new MemoryStream();
        EventExport.Write(store, query, EventExport.Find("jsonl")!, output, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static StoredDocument Odd() => Sample.Document("Ünï \"title\" 東京", "Air-defense café 東京.", acts: [new Act { Actor = "Sólberg's \\ 'aide'", Speaker = "somebody" }]);
}
