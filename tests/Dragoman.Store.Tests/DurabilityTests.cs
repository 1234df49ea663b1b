using Dragoman.Tests;

namespace Dragoman.Store.Tests;

/// <summary>What was stored stays stored, whatever happens to the process; several may write at once.</summary>
public class DurabilityTests
{
    [Fact]
    public async Task A_writer_killed_again_and_again_loses_nothing_and_doubles_nothing()
    {
        const int Batches = 40;
        const int Size = 8;
        var cancellationToken = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var path = folder.File("killed.store");

        // Moments from the opening of the store to the middle of a later batch. What matters holds at any of them.
        foreach (var (stored, spins) in ((int, int)[])[(-2, 0), (-1, 0), (0, 20_000), (3, 200_000), (8, 2_000_000)])
        {
            using var writer = WriterProcess.Start(path, 0, Batches, Size);
            if (stored >= -1) await writer.ReadUntil(line => stored < 0 ? line == "open" : writer.LastStored >= stored, cancellationToken);
            Thread.SpinWait(spins);
            await writer.Kill(cancellationToken);
            if (!File.Exists(path)) continue;

            using var store = EventStore.Open(path);
            Assert.Empty(store.Check(deep: true, cancellationToken).Findings);
            for (var batch = 0; batch < Batches; batch++)
            {
                var there = Synthetic.Batch(batch, Size).Count(document => store.Contains(document.Id));
                if (batch <= writer.LastStored) Assert.Equal(Size, there);
                else Assert.True(there is 0 or Size, $"batch {batch} has {there} of {Size} documents");
            }

            Assert.All(
                store.Documents(null, 1_000).Rows,
                row => Assert.Equal(row.Events, store.Find(EventQuery.Parse("document:" + row.Id), 100).Rows.Count));
        }

        using var last = WriterProcess.Start(path, 0, Batches, Size);
        Assert.Equal(0, await last.End(cancellationToken));
        using var whole = EventStore.Open(path);
        Assert.Equal((Batches * Size, Batches * Size * 3), (whole.Summarize().Documents, whole.Summarize().Events));
        Assert.Equal(Batches * Size * 3, whole.Enumerate(EventQuery.Everything, cancellationToken).Count());
        Assert.Empty(whole.Check(deep: true, cancellationToken).Findings);
    }

    [Fact]
    public async Task Two_processes_and_two_threads_may_write_the_same_documents_at_once()
    {
        const int Batches = 12;
        const int Size = 6;
        var cancellationToken = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var path = folder.File("shared.store");
        using var first = WriterProcess.Start(path, 0, Batches, Size);
        using var second = WriterProcess.Start(path, 4, Batches, Size);
        using var store = EventStore.Open(path);
        var threads = Enumerable.Range(0, 2).Select(thread => Task.Run(
            () => Enumerable.Range(8, Batches).Sum(batch => store.Add(Synthetic.Batch(batch, Size), cancellationToken)), cancellationToken));
        await Task.WhenAll(threads);
        Assert.Equal((0, 0), (await first.End(cancellationToken), await second.End(cancellationToken)));
        Assert.Equal(20 * Size, store.Summarize().Documents);
        Assert.Equal(20 * Size * 3, store.Count(EventQuery.Parse("confidence>=0")));
        Assert.Empty(store.Check(deep: true, cancellationToken).Findings);
    }

    [Fact]
    public async Task Readers_see_whole_batches_while_others_write()
    {
        const int Size = 10;
        var cancellationToken = TestContext.Current.CancellationToken;
        using var temporary = new TemporaryStore();
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(
            () =>
            {
                var looks = 0;
                while (!done.IsCancellationRequested || looks == 0)
                {
                    Assert.Equal(0, temporary.Store.Enumerate(EventQuery.Everything, cancellationToken).Count() % (Size * 3));
                    Assert.Equal(0, temporary.Store.Count(EventQuery.Parse("islands")) % (Size * 3));
                    looks++;
                }

                return looks;
            },
            cancellationToken)).ToArray();
        for (var batch = 0; batch < 15; batch++) temporary.Store.Add(Synthetic.Batch(batch, Size), cancellationToken);
        await done.CancelAsync();
        Assert.All(await Task.WhenAll(readers), looks => Assert.True(looks > 0));
    }

    [Fact]
    public void A_store_that_may_not_grow_says_so_and_keeps_what_it_has()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("full.store");
        var stored = 0;
        using (var store = EventStore.Open(path, new StoreOptions { MaximumBytes = 600_000 }))
        {
            var failure = Assert.Throws<StoreException>(() =>
            {
                for (var batch = 0; batch < 1_000; batch++) stored += store.Add(Synthetic.Batch(batch, 20), TestContext.Current.CancellationToken);
            });
            Assert.Equal(StoreFailure.Full, failure.Failure);
            Assert.Contains(path, failure.Message, StringComparison.Ordinal);
            Assert.Equal(stored, store.Summarize().Documents);
            Assert.Equal(stored * 3, store.Enumerate(EventQuery.Everything, TestContext.Current.CancellationToken).Count());
        }

        // Room is made, and the same work goes on where it stopped.
        using var again = EventStore.Open(path);
        Assert.True(stored > 0);
        Assert.Equal(20, again.Add(Synthetic.Batch(stored / 20, 20), TestContext.Current.CancellationToken));
        Assert.Empty(again.Check(deep: true, TestContext.Current.CancellationToken).Findings);
    }

    [Fact]
    public void A_store_that_is_held_by_another_writer_says_so()
    {
        using var temporary = new TemporaryStore();
        using var holder = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={temporary.File};Pooling=False");
        holder.Open();
        holder.Execute("BEGIN IMMEDIATE");
        using var store = EventStore.Open(temporary.File, new StoreOptions { BusyTimeout = TimeSpan.FromMilliseconds(1) });
        var failure = Assert.Throws<StoreException>(() => store.Add([Synthetic.Document(1)], TestContext.Current.CancellationToken));
        Assert.Equal(StoreFailure.Busy, failure.Failure);
        holder.Execute("ROLLBACK");
        Assert.Equal(1, store.Add([Synthetic.Document(1)], TestContext.Current.CancellationToken));
    }
}
