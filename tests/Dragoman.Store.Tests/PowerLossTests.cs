using System.Diagnostics;
using System.Globalization;
using Dragoman.Tests;
using Microsoft.Data.Sqlite;

namespace Dragoman.Store.Tests;

/// <summary>
/// What a loss of power can leave: of the log everything up to the last commit that was reported, for that was synced, and behind it any part of what
/// was written, whole pages or torn ones, or rubbish; of a checkpoint under way any of its pages in the main file, whole or torn.
/// </summary>
public class PowerLossTests
{
    private const int Batches = 8;
    private const int Size = 5;

    [Fact]
    public void A_log_cut_or_torn_anywhere_behind_a_commit_keeps_that_commit_and_shows_whole_batches()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("power.store");
        var synced = new List<long>();
        byte[] main;
        byte[] log;
        using (var store = EventStore.Open(path))
        {
            Truncate(path);
            for (var batch = 0; batch < Batches; batch++)
            {
                store.Add(Synthetic.Batch(batch, Size), TestContext.Current.CancellationToken);
                synced.Add(new FileInfo(path + "-wal").Length);
            }

            // No checkpoint has taken place, so that the log begins with the first batch.
            (main, log) = (Read(path), Read(path + "-wal"));
        }

        Assert.Equal(synced.Order(), synced);
        Assert.True(synced[0] > 0);
        var random = new Random(20);
        var cuts = 0;
        for (var batch = -1; batch < Batches; batch++)
        {
            var sure = batch < 0 ? 0 : synced[batch];
            var end = batch + 1 < Batches ? synced[batch + 1] : log.Length;
            for (var round = 0; round < 6; round++, cuts++)
            {
                // Behind what was synced: nothing, a part, a part with a hole, or rubbish.
                var cut = sure + (long)(random.NextDouble() * (end - sure));
                var left = log.AsSpan(0, (int)(round == 0 ? sure : cut)).ToArray();
                if (round >= 3 && left.Length > sure + 64)
                {
                    var hole = (int)(sure + random.Next((int)(left.Length - sure)));
                    var length = Math.Min(left.Length - hole, 512);
                    if (round == 3) left.AsSpan(hole, length).Clear();
                    else random.NextBytes(left.AsSpan(hole, length));
                }

                if (round == 5) left = [.. left, .. Rubbish(random, 5_000)];
                var after = folder.File(string.Create(CultureInfo.InvariantCulture, $"{batch}-{round}.store"));
                File.WriteAllBytes(after, main);
                File.WriteAllBytes(after + "-wal", left);
                Whole(after, batch);
            }
        }

        Assert.Equal(54, cuts);
        CrashLog.Write("SQLite, power lost: the log cut at 54 places at and behind the last commit, half of them with a hole or rubbish of 512 bytes in it, a sixth with rubbish behind", "every batch up to that commit, of the next all or nothing; deep check without a finding, 54 times");
    }

    [Fact]
    public void A_checkpoint_torn_anywhere_loses_nothing()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("power.store");
        byte[] before;
        byte[] log;
        using (var store = EventStore.Open(path))
        {
            Truncate(path);
            before = Read(path);
            for (var batch = 0; batch < Batches; batch++) store.Add(Synthetic.Batch(batch, Size), TestContext.Current.CancellationToken);
            log = Read(path + "-wal");
        }

        var later = File.ReadAllBytes(path);
        Assert.True(later.Length > before.Length, "the log was not taken over when the store was closed");
        var random = new Random(3);
        for (var round = 0; round < 24; round++)
        {
            // Pages of 4,096 bytes, of which some had been written and one was being written.
            var torn = new byte[later.Length];
            before.CopyTo(torn, 0);
            for (var page = 0; page < later.Length / 4_096; page++)
            {
                if (random.Next(24) < round) later.AsSpan(page * 4_096, random.Next(10) == 0 ? random.Next(4_096) : 4_096).CopyTo(torn.AsSpan(page * 4_096));
            }

            var after = folder.File(string.Create(CultureInfo.InvariantCulture, $"{round}.store"));
            File.WriteAllBytes(after, torn);
            File.WriteAllBytes(after + "-wal", log);
            Whole(after, Batches - 1);
        }

        CrashLog.Write("SQLite, power lost in a checkpoint: 24 files in which none to all of the pages were written, one in ten of them torn", "every batch; deep check without a finding, 24 times");
    }

    [Fact]
    public void Every_commit_is_synced()
    {
        using var place = TestEngine.Sqlite.NewPlace();
        using var backend = new SqliteBackend(place.Text, new StoreOptions());
        using var session = backend.OpenWriter();
        Assert.Equal(2, session.Scalar<long>("PRAGMA synchronous"));
        Assert.Equal("wal", session.Scalar<string>("PRAGMA journal_mode"));
    }

    [Fact]
    public void A_disk_that_is_full_is_told_and_keeps_whole_batches()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "mounting a small disk needs the superuser");
        using var folder = new TemporaryFolder();
        var disk = folder.File("disk");
        Directory.CreateDirectory(disk);
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk), "no small disk can be mounted here");
        try
        {
            var path = Path.Combine(disk, "full.store");
            var stored = 0;
            using (var store = EventStore.Open(path))
            {
                var failure = Assert.Throws<StoreException>(() =>
                {
                    for (var batch = 0; batch < 1_000; batch++) stored += store.Add(Synthetic.Batch(batch, 20), TestContext.Current.CancellationToken);
                });
                Assert.Equal(StoreFailure.Full, failure.Failure);
                Assert.Contains(path, failure.Message, StringComparison.Ordinal);
                Assert.Equal(stored, store.Summarize().Documents);
                Assert.Equal(stored * 3, store.Enumerate(EventQuery.Everything, TestContext.Current.CancellationToken).Count());
                Assert.Equal(StoreFailure.Full, Assert.Throws<StoreException>(() => store.Backup(Path.Combine(disk, "backup.store"), TestContext.Current.CancellationToken)).Failure);
                Assert.False(File.Exists(Path.Combine(disk, "backup.store")));
                CrashLog.Write("SQLite, a disk of 3 MiB that fills, then a backup onto it", string.Create(CultureInfo.InvariantCulture, $"{stored} documents reported as stored, all there; the failure says Full and names the file; no backup is left; after room was made the same work goes on"));
            }

            Assert.True(stored > 0);
            Assert.True(Run("mount", "-o", "remount,size=64m", disk));
            using var again = EventStore.Open(path);
            Assert.Equal(20, again.Add(Synthetic.Batch(stored / 20, 20), TestContext.Current.CancellationToken));
            Assert.Empty(again.Check(deep: true, TestContext.Current.CancellationToken).Findings);
        }
        finally
        {
            Run("umount", disk);
        }
    }

    private static void Whole(string path, int batch)
    {
        using var store = EventStore.Open(path);
        Assert.Empty(store.Check(deep: true, TestContext.Current.CancellationToken).Findings);
        for (var i = 0; i < Batches; i++)
        {
            var there = Synthetic.Batch(i, Size).Count(document => store.Contains(document.Id));
            if (i <= batch) Assert.Equal(Size, there);
            else Assert.True(there is 0 or Size, $"batch {i} has {there} of {Size} documents");
        }

        Assert.Equal(store.Summarize().Documents * 3, store.Enumerate(EventQuery.Everything, TestContext.Current.CancellationToken).Count());
    }

    private static void Truncate(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static byte[] Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static byte[] Rubbish(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
