using Dragoman.Tests;

namespace Dragoman.Store.Tests;

/// <summary>A PostgreSQL server that goes away while it is written to: what was reported as stored is there when it is back, of the rest whole batches or nothing.</summary>
public sealed class ServerLossTests(PostgresServer server)
{
    private const int Size = 6;
    private const int Batches = 400;

    [Theory]
    [InlineData("QUIT")]
    [InlineData("KILL")]
    public async Task A_server_stopped_without_warning_keeps_whole_batches(string signal)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var cluster = server.NewCluster();
        using var place = cluster.NewPlace();
        var stored = 0;
        using var some = new SemaphoreSlim(0);
        using (var store = EventStore.Open(place.Text))
        {
            var writing = Task.Run(
                () =>
                {
                    for (; stored < Batches; stored++)
                    {
                        store.Add(Synthetic.Batch(stored, Size), cancellationToken);
                        some.Release();
                    }
                },
                cancellationToken);
            for (var i = 0; i < 5; i++) await some.WaitAsync(cancellationToken);
            cluster.Stop(signal);
            var failure = await Assert.ThrowsAsync<StoreException>(() => writing);
            Assert.Contains("run the same command again", failure.Message, StringComparison.Ordinal);
            Assert.Throws<StoreException>(() => store.Count(EventQuery.Everything));
        }

        Assert.InRange(stored, 5, Batches - 1);
        cluster.StartAgain();
        using var after = EventStore.Open(place.Text);
        Assert.Empty(after.Check(deep: true, cancellationToken).Findings);
        for (var batch = 0; batch <= stored; batch++)
        {
            var there = Synthetic.Batch(batch, Size).Count(document => after.Contains(document.Id));
            if (batch < stored) Assert.Equal(Size, there);
            else Assert.True(there is 0 or Size, $"batch {batch} has {there} of {Size} documents");
        }

        CrashLog.Write(
            $"PostgreSQL, the server stopped without warning (SIG{signal}) while batches are written",
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{stored} batches reported, all there after its recovery; of the next all or nothing; deep check without a finding; the failure says to run the command again"));

        // The same work goes on where it stopped.
        Assert.InRange(after.Add(Synthetic.Batch(stored, Size), cancellationToken), 0, Size);
        Assert.Equal((stored + 1) * Size * 3, after.Enumerate(EventQuery.Everything, cancellationToken).Count());
    }
}
