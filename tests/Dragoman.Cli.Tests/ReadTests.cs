using System.Diagnostics;
using System.Globalization;
using Dragoman.Store;
using Dragoman.Tests;

namespace Dragoman.Cli.Tests;

/// <summary><c>read</c>, <c>query</c> and <c>export</c>: what goes into the store, what comes out, and what survives.</summary>
public sealed class ReadTests : IDisposable
{
    private readonly Executable _dragoman = new();
    private readonly TemporaryFolder _folder = new();

    private string Store => _folder.File("news.db");

    public void Dispose()
    {
        _dragoman.Dispose();
        _folder.Dispose();
    }

    private string WriteLines(int count, string name = "news.jsonl") => _folder.Write(
        name,
        string.Concat(Enumerable.Range(0, count).Select(number =>
            $$"""{"id":{{number}},"text":"Russia accused Ukraine of breaking truce number {{number}} on Tuesday.","date":"2019-03-29","source":"Radio Equator"}""" + "\n")));

    private long Documents()
    {
        using var store = EventStore.Open(Store, new StoreOptions { ReadOnly = true });
        Assert.Empty(store.Check(deep: true, TestContext.Current.CancellationToken).Findings);
        return store.Summarize().Documents;
    }

    [Fact]
    public void The_account_says_read_new_unchanged_failed_and_why()
    {
        WriteLines(3);
        _folder.Write("empty.txt", "");
        _folder.Write("picture.txt", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var first = _dragoman.Run("read", _folder.Path, "--store", Store);
        Assert.Equal((0, ""), (first.ExitCode, first.Output));
        Assert.Contains("5 read in", first.Error, StringComparison.Ordinal);
        Assert.Contains("3 new with", first.Error, StringComparison.Ordinal);
        Assert.Contains("0 unchanged, 2 failed", first.Error, StringComparison.Ordinal);
        Assert.Contains("1 binary:", first.Error, StringComparison.Ordinal);
        Assert.Contains("1 empty:", first.Error, StringComparison.Ordinal);
        Assert.Contains(_folder.File("empty.txt"), first.Error, StringComparison.Ordinal);

        var second = _dragoman.Run("read", _folder.Path, "--store", Store);
        Assert.Contains("0 new with 0 events, 3 unchanged, 2 failed", second.Error, StringComparison.Ordinal);
        Assert.Equal(3, Documents());
        using var store = EventStore.Open(Store);
        Assert.Equal(["binary", "empty"], store.Problems().Select(problem => problem.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Strict_ends_with_1_where_one_input_failed()
    {
        WriteLines(1);
        _folder.Write("empty.txt", "");
        Assert.Equal(1, _dragoman.Run("read", _folder.Path, "--store", Store, "--strict").ExitCode);
        Assert.Equal(1, Documents());
    }

    [Fact]
    public void A_path_that_is_not_there_ends_with_1_and_the_rest_is_read()
    {
        var lines = WriteLines(2);
        var missing = _folder.File("gone.txt");
        var outcome = _dragoman.Run("read", missing, lines, "--store", Store);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(missing, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(2, Documents());
    }

    [Fact]
    public void A_document_twice_in_one_reading_is_stored_once()
    {
        WriteLines(5);
        WriteLines(5, "copy.jsonl");
        var outcome = _dragoman.Run("read", _folder.Path, "--store", Store);
        Assert.Contains("10 read in", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("5 new with", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("5 unchanged", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(5, Documents());
    }

    [Fact]
    public void A_store_inside_the_folder_is_not_read()
    {
        WriteLines(1);
        Assert.Equal(0, _dragoman.Run("read", _folder.Path, "--store", Store).ExitCode);
        Assert.Contains("1 unchanged, 0 failed", _dragoman.Run("read", _folder.Path, "--store", Store).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Ctrl_C_keeps_what_was_done_and_ends_with_130()
    {
        var input = WriteLines(200_000);
        using var process = _dragoman.Start("read", input, "--store", Store);
        WaitForDocuments(process);
        Signals.SendInterrupt(process);
        var outcome = Executable.Finish(process);
        Assert.Equal(130, outcome.ExitCode);
        Assert.Contains("interrupted; ", outcome.Error, StringComparison.Ordinal);
        Assert.InRange(Documents(), 1, 199_999);
    }

    [Fact]
    public void A_kill_at_any_moment_loses_no_batch_and_repeats_none()
    {
        const int count = 2_000;
        var input = WriteLines(count);
        for (var kill = 0; kill < 3; kill++)
        {
            using var process = _dragoman.Start("read", input, "--store", Store);
            WaitForDocuments(process);
            process.Kill();
            process.WaitForExit();
        }

        var before = Documents();
        var outcome = _dragoman.Run("read", input, "--store", Store);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"{count - before:N0} new with"), outcome.Error, StringComparison.Ordinal);
        Assert.Equal(count, Documents());
        using var store = EventStore.Open(Store);
        Assert.Equal(count, AllPages(store));
    }

    [Fact]
    public void A_store_that_cannot_be_made_is_named_with_the_reason()
    {
        var file = _folder.Write("file", "");
        var outcome = _dragoman.Run("read", WriteLines(1), "--store", Path.Combine(file, "news.db"));
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(Path.Combine(file, "news.db"), outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_store_is_left_as_it_is()
    {
        var path = _folder.Write("notes.db", "these are notes");
        var outcome = _dragoman.Run("read", WriteLines(1), "--store", path);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("is no store", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("these are notes", File.ReadAllText(path));
    }

    [Fact]
    public void On_a_full_disk_what_was_stored_is_kept_and_the_message_names_the_store()
    {
        var input = WriteLines(20_000);
        var disk = Directory.CreateDirectory(_folder.File("disk")).FullName;
        var script = $"mount -t tmpfs -o size=3m none '{disk}' || exit 77; '{Executable.Path}' read '{input}' --store '{disk}/news.db'; "
            + $"code=$?; '{Executable.Path}' query --store '{disk}/news.db' --limit 1 >/dev/null || exit 78; exit $code";
        using var process = Process.Start(new ProcessStartInfo("unshare", ["-m", "sh", "-c", script]) { RedirectStandardError = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("unshare did not start");
        var outcome = Executable.Finish(process);
        if (outcome.ExitCode == 77 || outcome.Error.Contains("unshare", StringComparison.Ordinal)) Assert.Skip("a small disk can be mounted by root only");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains($"the disk is full, or the store {disk}/news.db", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_read_only_disk_is_named_with_the_reason()
    {
        WriteLines(1);
        var disk = Directory.CreateDirectory(_folder.File("disk")).FullName;
        var script = $"mount -t tmpfs -o size=3m,ro none '{disk}' || exit 77; exec '{Executable.Path}' read '{_folder.File("news.jsonl")}' --store '{disk}/news.db'";
        using var process = Process.Start(new ProcessStartInfo("unshare", ["-m", "sh", "-c", script]) { RedirectStandardError = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("unshare did not start");
        var outcome = Executable.Finish(process);
        if (outcome.ExitCode == 77 || outcome.Error.Contains("unshare", StringComparison.Ordinal)) Assert.Skip("a small disk can be mounted by root only");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains($"{disk}/news.db", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_on_a_pipe_gives_json_lines_and_an_export_the_same()
    {
        _dragoman.Run("read", WriteLines(4), "--store", Store);
        var query = _dragoman.Run("query", "actor:RUS", "type:ACCUSE", "--store", Store);
        Assert.Equal((0, 4), (query.ExitCode, query.Lines.Length));
        Assert.Equal(query.Output, _dragoman.Run("export", "actor:RUS type:ACCUSE", "--format", "jsonl", "--store", Store).Output);
        Assert.Equal(2, _dragoman.Run("query", "actor:RUS", "--limit", "2", "--store", Store).Lines.Length);
        Assert.Empty(_dragoman.Run("query", "actor:CHN", "--store", Store).Output);
        Assert.DoesNotContain("\"type\":\"ACCUSE\"", _dragoman.Run("query", "-type:ACCUSE", "--store", Store).Output, StringComparison.Ordinal);

        var csv = _dragoman.Run("export", "--format", "csv", "--store", Store);
        Assert.StartsWith("document,event,date,", csv.Lines[0], StringComparison.Ordinal);
        Assert.Equal(1 + _dragoman.Run("query", "--store", Store).Lines.Length, csv.Lines.Length);
    }

    [Fact]
    public void A_wrong_query_is_pointed_at()
    {
        var outcome = _dragoman.Run("query", "actor:RUS type:ACUSE since:2019", "--store", Store);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("did you mean ACCUSE?", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("\n  actor:RUS type:ACUSE since:2019\n                 ^^^^^\n", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("Try 'dragoman query --help'.", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_that_is_not_there_is_not_made_by_asking()
    {
        var outcome = _dragoman.Run("query", "--store", Store);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(Store, outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Store));
    }

    private void WaitForDocuments(Process process) => Assert.True(
        SpinWait.SpinUntil(
            () =>
            {
                if (process.HasExited) return true;
                if (!File.Exists(Store)) return false;
                try
                {
                    using var store = EventStore.Open(Store, new StoreOptions { ReadOnly = true });
                    return store.Summarize().Documents > 0;
                }
                catch (StoreException)
                {
                    // Not made yet.
                    return false;
                }
            },
            30_000));

    private static int AllPages(EventStore store)
    {
        var count = 0;
        string? after = null;
        do
        {
            var page = store.Documents(null, EventStore.MaximumPage, after);
            count += page.Rows.Count;
            after = page.Next;
        }
        while (after is not null);
        return count;
    }
}
