using Dragoman.Tests;

namespace Dragoman.Store.Tests;

/// <summary>What was stored stays stored, whatever happens to the process; several may write at once.</summary>
public class DurabilityTests
{
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
