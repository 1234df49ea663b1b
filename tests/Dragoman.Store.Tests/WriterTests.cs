using Dragoman.Tests;

namespace Dragoman.Store.Tests;

/// <summary>Several processes write one store, or are killed while they do.</summary>
public abstract class WriterTests(TestEngine engine)
{
    [Fact]
    public async Task A_writer_killed_again_and_again_loses_nothing_and_doubles_nothing()
    {
        const int Batches = 40;
        const int Size = 8;
        var cancellationToken = TestContext.Current.CancellationToken;
        using var place = engine.NewPlace();
        var path = place.Text;

        // Moments from the opening of the store to the middle of a later batch. What matters holds at any of them.
        foreach (var (stored, spins) in ((int, int)[])[(-2, 0), (-1, 0), (0, 20_000), (3, 200_000), (8, 2_000_000)])
        {
            using var writer = WriterProcess.Start(path, 0, Batches, Size);
            if (stored >= -1) await writer.ReadUntil(line => stored < 0 ? line == "open" : writer.LastStored >= stored, cancellationToken);
            Thread.SpinWait(spins);
            await writer.Kill(cancellationToken);
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
            CrashLog.Write(
                $"{Engine(path)}, the writing process killed (SIGKILL) {(stored == -2 ? "while it starts" : stored == -1 ? "when it has opened the store" : $"behind batch {stored}")}",
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"last batch reported {writer.LastStored}; {store.Summarize().Documents} documents there, in whole batches of {Size}; deep check without a finding"));
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
        using var place = engine.NewPlace();
        var path = place.Text;
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
        CrashLog.Write($"{Engine(path)}, two processes and two threads write overlapping documents at once", $"{20 * Size} documents, each once; deep check without a finding");
    }

    private static string Engine(string place) => StorePlace.IsServer(place) ? "PostgreSQL" : "SQLite";
}
