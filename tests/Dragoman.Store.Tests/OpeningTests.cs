using System.Diagnostics;
using Dragoman.Records;
using Dragoman.Tests;
using Microsoft.Data.Sqlite;

namespace Dragoman.Store.Tests;

/// <summary>Files that are no store, or not one that this program may open.</summary>
public class OpeningTests
{
    [Fact]
    public void A_file_that_is_no_database_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        foreach (var bytes in (byte[][])[[.. "A letter, and no database at all."u8], [0], new byte[8_192], [.. "SQLite format 3\0 but then nothing"u8]])
        {
            var path = folder.Write("letter.txt", bytes);
            var failure = Assert.Throws<StoreException>(() => EventStore.Open(path));
            Assert.Equal(StoreFailure.NotADatabase, failure.Failure);
            Assert.Contains(path, failure.Message, StringComparison.Ordinal);
            Assert.Equal(bytes, File.ReadAllBytes(path));
        }
    }

    [Fact]
    public void An_empty_file_becomes_a_store()
    {
        using var folder = new TemporaryFolder();
        using var store = EventStore.Open(folder.Write("empty.store", []));
        Assert.Equal(0, store.Summarize().Documents);
    }

    [Fact]
    public void A_folder_is_no_store()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(StoreFailure.NotADatabase, Assert.Throws<StoreException>(() => EventStore.Open(folder.Path)).Failure);
    }

    [Fact]
    public void A_file_where_a_folder_should_be_is_named()
    {
        using var folder = new TemporaryFolder();
        folder.Write("file", "x");
        var failure = Assert.Throws<StoreException>(() => EventStore.Open(folder.File("file/a.store")));
        Assert.Equal(StoreFailure.NoAccess, failure.Failure);
    }

    [Fact]
    public void A_database_of_another_program_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("other.db");
        using (var other = Connect(path)) other.Execute("CREATE TABLE mine (x)");
        var bytes = File.ReadAllBytes(path);
        Assert.Equal(StoreFailure.Foreign, Assert.Throws<StoreException>(() => EventStore.Open(path)).Failure);
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_store_of_a_newer_program_is_left_alone()
    {
        using var temporary = new TemporaryStore(Synthetic.Document(1));
        temporary.Store.Dispose();
        using (var other = Connect(temporary.File)) other.Execute("PRAGMA user_version = 99");
        var failure = Assert.Throws<StoreException>(() => EventStore.Open(temporary.File));
        Assert.Equal(StoreFailure.Newer, failure.Failure);
        Assert.Contains("99", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.5)]
    [InlineData(0.01)]
    public void A_store_that_was_cut_short_is_seen_at_once(double part)
    {
        using var temporary = new TemporaryStore(Synthetic.Batch(0, 20));
        temporary.Store.Dispose();
        using (var file = File.OpenWrite(temporary.File)) file.SetLength((long)(file.Length * part));
        var failure = Assert.Throws<StoreException>(() => EventStore.Open(temporary.File));
        Assert.Equal(StoreFailure.Damaged, failure.Failure);
        Assert.Contains("cut short", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_inside_the_file_is_found_and_never_crashes()
    {
        using var temporary = new TemporaryStore(Synthetic.Batch(0, 40));
        temporary.Store.Dispose();
        var good = File.ReadAllBytes(temporary.File);
        for (var round = 0; round < 12; round++)
        {
            var bad = (byte[])good.Clone();
            var page = 1 + (round * (good.Length / 4_096 - 1) / 12);
            bad.AsSpan(page * 4_096, 4_096).Fill((byte)(round * 20 + 3));
            File.WriteAllBytes(temporary.File, bad);
            try
            {
                using var store = EventStore.Open(temporary.File);
                Assert.NotEmpty(store.Check(deep: true, TestContext.Current.CancellationToken).Findings);
                foreach (var row in store.Enumerate(EventQuery.Everything, EventDetail.Whole, TestContext.Current.CancellationToken)) Assert.NotNull(row.Event);
            }
            catch (StoreException exception)
            {
                Assert.Equal(StoreFailure.Damaged, exception.Failure);
            }
        }
    }

    [Fact]
    public void A_document_whose_bytes_were_changed_is_reported_as_damage()
    {
        using var temporary = new TemporaryStore(Synthetic.Document(1));
        var id = Synthetic.Document(1).Id;
        using (var other = Connect(temporary.File)) other.Execute("UPDATE contents SET reading = x'0badf00d', raw_length = 1 << 40");
        Assert.Equal(StoreFailure.Damaged, Assert.Throws<StoreException>(() => temporary.Store.Get(id)).Failure);
        Assert.Equal(StoreFailure.Damaged, Assert.Throws<StoreException>(() => temporary.Store.RawBytes(id)).Failure);
    }

    [Fact]
    public void A_check_sees_what_does_not_fit_together()
    {
        using var temporary = new TemporaryStore(Synthetic.Batch(0, 3));
        using (var other = Connect(temporary.File))
        {
            other.Execute("PRAGMA foreign_keys = OFF");
            other.Execute("DELETE FROM documents WHERE key = 2");
        }

        var findings = temporary.Store.Check(deep: true, TestContext.Current.CancellationToken).Findings;
        Assert.Contains(findings, finding => finding.Contains("not there", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Contains("tally", StringComparison.Ordinal));
        Assert.False(temporary.Store.Check(deep: false, TestContext.Current.CancellationToken).IsHealthy);
    }

    [Fact]
    public void A_store_opened_for_reading_is_not_made_and_not_written()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.store");
        var readOnly = new StoreOptions { ReadOnly = true };
        Assert.Equal(StoreFailure.NotFound, Assert.Throws<StoreException>(() => EventStore.Open(path, readOnly)).Failure);
        Assert.False(File.Exists(path));
        folder.Write("a.store", []);
        Assert.Equal(StoreFailure.NotFound, Assert.Throws<StoreException>(() => EventStore.Open(path, readOnly)).Failure);
        using (var writer = EventStore.Open(path)) writer.Add([Synthetic.Document(1)], TestContext.Current.CancellationToken);
        using var store = EventStore.Open(path, readOnly);
        Assert.Equal(3, store.Enumerate(EventQuery.Everything, TestContext.Current.CancellationToken).Count());
        Assert.Equal(StoreFailure.ReadOnly, Assert.Throws<StoreException>(() => store.Add([Synthetic.Document(2)], TestContext.Current.CancellationToken)).Failure);
    }

    [Fact]
    public async Task A_store_that_may_not_be_written_is_named_and_kept()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("file rights as on Linux");
            return;
        }

        using var temporary = new TemporaryStore(Synthetic.Batch(0, 3));
        temporary.Store.Dispose();
        var folder = Path.GetDirectoryName(temporary.File)!;

        // The superuser may write everything, so another user tries where the test runs as one.
        var asAnother = Environment.IsPrivilegedProcess ? (string[])["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
        Assert.SkipUnless(asAnother.Length == 0 || CanRun(asAnother), "run as a user without privileges, or install setpriv (util-linux)");
        try
        {
            File.SetUnixFileMode(temporary.File, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
            using var writer = WriterProcess.Start(temporary.File, 1, 1, 3, asAnother);
            var line = await writer.ReadUntil(_ => true, TestContext.Current.CancellationToken);
            Assert.StartsWith("ReadOnly: ", line, StringComparison.Ordinal);
            Assert.Contains(temporary.File, line, StringComparison.Ordinal);
            Assert.Equal(1, await writer.End(TestContext.Current.CancellationToken));

            using var reader = WriterProcess.Start(temporary.File, 0, 0, 0, asAnother);
            Assert.Equal("events 9", await reader.ReadUntil(_ => true, TestContext.Current.CancellationToken));
        }
        finally
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        using var store = EventStore.Open(temporary.File, new StoreOptions { ReadOnly = true });
        Assert.Equal(3, store.Summarize().Documents);
    }

    [Fact]
    public void A_store_of_the_first_version_is_brought_up_to_date_and_keeps_its_documents()
    {
        using var temporary = new TemporaryStore();
        temporary.Store.Dispose();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(temporary.File)!)) File.Delete(file);
        using (var first = new StreamReader(typeof(EventStore).Assembly.GetManifestResourceStream("migrations/0001-first.sql")!))
        using (var old = Connect(temporary.File))
        {
            old.Execute(MigrationReader.Read(first.ReadToEnd(), MigrationReader.Sqlite));
            old.Execute(
                $"""
                INSERT INTO documents (id, locator, published_at, rank, read_at, engine, events, statements)
                VALUES ('{DocumentId.Of(new Document { Text = "one" })}', 'one.txt', 0, 0, 0, 'dragoman 0.1', 0, 0);
                INSERT INTO contents (document, media_type, raw_length, raw, reading_length, reading) VALUES (1, 'text/plain', 0, x'', 0, x'');
                INSERT INTO texts (rowid, title, body) VALUES (1, '', 'one');
                INSERT INTO tallies (kind, value, count) VALUES ('total', 'documents', 1);
                PRAGMA application_id = {Schema.ApplicationId}; PRAGMA user_version = 1
                """);
        }

        // Reading alone changes nothing of it.
        var bytes = File.ReadAllBytes(temporary.File);
        using (var reader = EventStore.Open(temporary.File, new StoreOptions { ReadOnly = true }))
        {
            Assert.Equal(1, reader.Summarize().Documents);
            Assert.Empty(reader.Enumerate(EventQuery.Everything, TestContext.Current.CancellationToken));
            Assert.Single(reader.Documents("one", 5).Rows);
        }

        Assert.Equal(bytes, File.ReadAllBytes(temporary.File));
        using var store = EventStore.Open(temporary.File);
        Assert.Empty(store.Sources());
        Assert.Equal(1, store.Summarize().Documents);
        Assert.True(store.Check(deep: true).IsHealthy);

        // Before it was brought up to date, it was copied.
        using var before = Connect(temporary.File + ".schema-1");
        Assert.Equal(1, before.Pragma("user_version"));
    }

    private static bool CanRun(string[] prefix)
    {
        try
        {
            var dll = Path.Combine(AppContext.BaseDirectory, "Dragoman.Store.Tests.Writer.dll");
            using var process = Process.Start(new ProcessStartInfo(prefix[0], [.. prefix[1..], "test", "-r", dll]) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }
}
