using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Dragoman.Store;
using Dragoman.Tests;

namespace Dragoman.Cli.Tests;

/// <summary>What is done with a store that is there: recode, import, forget, retention, saved queries, manifests; from end to end.</summary>
public sealed class KeepingTests : IDisposable
{
    private const string Words = "France condemned the closure of the quay by Spain on Monday. Germany and Italy signed a trade agreement in Rome on Tuesday.";

    private readonly Executable _executable = new();

    private string Store => Path.Combine(_executable.Home, "a.db");

    [Fact]
    public void Every_kind_of_input_is_read_again_from_its_bytes_and_says_the_same()
    {
        string[] some = [.. new[] { "text", "html" }.SelectMany(kind => Directory.GetFiles(Repository.Path("samples", kind)).Order(StringComparer.Ordinal).Take(3))];
        Assert.Equal(0, Run(["read", .. some, Repository.Path("samples", "feeds"), Repository.Path("samples", "bytes"), "--no-fetch"]).ExitCode);
        var again = Run("recode");
        Assert.Equal(0, again.ExitCode);
        Assert.StartsWith("0 readings differ", again.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("stored article", again.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("could not be read", again.Error, StringComparison.Ordinal);
        Assert.Contains("0 readings exchanged", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dry_run_says_what_would_change_and_the_next_run_exchanges_it()
    {
        Read(40);
        var before = Run("query").Output;
        var diff = Path.Combine(_executable.Home, "diff.jsonl");
        var dry = Run("recode", "--layers", "frames", "--dry-run", "--diff", diff);
        Assert.Equal(0, dry.ExitCode);
        Assert.Equal(before, Run("query").Output);
        var lines = File.ReadAllLines(diff).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Contains((string?)line["change"], (string[])["added", "removed", "changed"]));
        Assert.Contains(lines, line => line["fields"]?["confidence"] is not null);

        var real = Run("recode", "--layers", "frames");
        Assert.Contains("going on: 40 of 40", real.Error, StringComparison.Ordinal);
        Assert.Equal(dry.Output, real.Output);
        Assert.NotEqual(before, Run("query").Output);
        Assert.StartsWith("0 readings differ", Run("recode", "--layers", "frames").Output, StringComparison.Ordinal);
        Assert.Contains("nothing was begun", Run("recode", "--discard").Error, StringComparison.Ordinal);
        Assert.Equal(2, Run("recode", "typ:AID").ExitCode);
    }

    [Fact]
    public async Task A_killed_recode_goes_on_where_it_was()
    {
        Read(600);
        using (var process = _executable.Start("recode", "--store", Store, "--layers", "frames", "--jobs", "1"))
        {
            using var store = EventStore.Open(Store, new StoreOptions { ReadOnly = true });
            for (var i = 0; i < 1_000 && (store.OpenRecoding()?.Done ?? 0) < 64 && !process.HasExited; i++)
                await Task.Delay(20, TestContext.Current.CancellationToken);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.InRange(store.OpenRecoding()!.Done, 64, 599);
        }

        var rest = Run("recode", "--layers", "frames");
        Assert.Equal(0, rest.ExitCode);
        Assert.Contains("of 600 were read before", rest.Error, StringComparison.Ordinal);
        using var opened = EventStore.Open(Store, new StoreOptions { ReadOnly = true });
        Assert.Empty(opened.Check(deep: true).Findings);
        Assert.Null(opened.OpenRecoding());
    }

    [Fact]
    public void Files_of_other_data_sets_are_imported_by_both_commands_packed_or_not()
    {
        var row = Gdelt(1);
        var plain = Path.Combine(_executable.Home, "20190329.export.CSV");
        File.WriteAllText(plain, row + "\nhalf a line\n");
        var zip = Path.Combine(_executable.Home, "b.export.CSV.zip");
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Create))
        {
            using var entry = archive.CreateEntry("b.export.CSV").Open();
            entry.Write(Encoding.UTF8.GetBytes(Gdelt(2)));
        }

        var result = Run("import", plain, zip);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains($"{plain}: line 2: 1 columns where 61 are needed", result.Error, StringComparison.Ordinal);
        Assert.Contains("gdelt, 1 new rows, 0 known, 1 damaged lines", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, Run("import", plain, "--strict").ExitCode);
        Assert.Contains("0 new rows, 1 known", Run("read", zip).Error, StringComparison.Ordinal);
        Assert.Empty(Run("query").Lines);
        Assert.Equal(2, Run("query", "origin:gdelt").Lines.Length);
        Assert.Equal(3, Run("export", "origin:gdelt", "--format", "csv").Lines.Length);
        Assert.Equal(4, Run("import", "--list").Lines.Length);
        var text = Path.Combine(_executable.Home, "plain.txt");
        File.WriteAllText(text, Words);
        Assert.Equal(1, Run("import", text).ExitCode);
        Assert.Equal(2, Run("import").ExitCode);
        Assert.Contains("2 rows of gdelt taken out", Run("import", "--remove", "gdelt").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_forgotten_address_is_not_read_again()
    {
        var file = Path.Combine(_executable.Home, "a.jsonl");
        File.WriteAllText(file, $$"""{"text":"{{Words}}","url":"https://news.example/1","source":"Radio X","date":"2019-03-29"}""" + "\n");
        Run("read", file);
        Assert.NotEmpty(Run("query").Lines);
        Assert.Single(Run("store", "forget", "Radio X", "--dry-run").Lines);
        var forget = Run("store", "forget", "https://news.example/1", "--reason", "asked to");
        Assert.Contains("1 document forgotten", forget.Error, StringComparison.Ordinal);
        Assert.Empty(Run("query").Lines);
        Assert.Contains("0 new", Run("read", file).Error, StringComparison.Ordinal);
        Assert.EndsWith("asked to", Assert.Single(Run("store", "forget").Lines), StringComparison.Ordinal);
        Assert.Equal(1, Run("store", "forget", "Radio Nobody").ExitCode);
    }

    [Fact]
    public void Texts_are_kept_as_long_as_the_rules_say()
    {
        Read(1);
        Assert.Equal(0, Run("store", "retention", "*", "--days", "0").ExitCode);
        Assert.Equal("*\t0 days\n", Run("store", "retention").Output);
        Assert.Contains("1 texts removed", Run("store", "expire").Error, StringComparison.Ordinal);
        Assert.NotEmpty(Run("query").Lines);
        Assert.Contains("keep their reading: their text was removed", Run("recode").Error, StringComparison.Ordinal);
        Assert.Equal(0, Run("store", "retention", "*", "--forever").ExitCode);
        Assert.Empty(Run("store", "retention").Output);
        Assert.Equal(2, Run("store", "retention", "*").ExitCode);
        Assert.Equal(2, Run("store", "retention", "--days", "3").ExitCode);
        Assert.Equal(2, Run("store", "burn").ExitCode);
    }

    [Fact]
    public void Saved_queries_are_used_by_name()
    {
        Read(2);
        Assert.Contains("@blame is type:ACCUSE", Run("query", "type:accuse", "--save", "Blame").Error, StringComparison.Ordinal);
        Assert.Equal(Run("query", "type:ACCUSE actor:FRA").Output, Run("query", "@blame actor:FRA").Output);
        Assert.NotEmpty(Run("query", "@blame").Lines);
        Assert.Equal("@blame\ttype:ACCUSE\n", Run("query", "--saved").Output);
        var wrong = Run("export", "@blme", "--format", "csv");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("did you mean @blame?", wrong.Error, StringComparison.Ordinal);
        Assert.Equal(2, Run("query", "x", "--save", "1").ExitCode);
        Assert.Equal(0, Run("query", "--unsave", "blame").ExitCode);
        Assert.NotEmpty(Run("query", "quay", "--relevance", "--limit", "1").Lines);
        var completed = _executable.With("DRAGOMAN__Store", Store).Run("[suggest:23]", "dragoman query type:AGR");
        Assert.Contains("type:AGREE", completed.Lines);

        // As a shell asks, which breaks words at colons.
        var script = Path.Combine(_executable.Home, "completion");
        File.WriteAllText(script, Run("completion", "bash").Output);
        using var shell = _executable.StartIn(
            "bash", "-c",
            $"PATH='{Path.GetDirectoryName(Executable.Path)}':$PATH; source '{script}'; COMP_LINE='dragoman query type:AGR'; COMP_POINT=23; COMP_WORDS=(dragoman query type : AGR); COMP_CWORD=4; _dragoman; echo \"${{COMPREPLY[@]}}\"");
        Assert.Equal("AGREE\n", Executable.Finish(shell).Output);
    }

    [Fact]
    public void A_manifest_stands_beside_an_export()
    {
        Read(1);
        var file = Path.Combine(_executable.Home, "out.csv");
        Assert.Equal(0, Run("export", "type:ACCUSE", "--format", "csv", "--output", file).ExitCode);
        var manifest = JsonNode.Parse(File.ReadAllText(file + ".manifest.json"))!;
        Assert.Equal(("type:ACCUSE", "out.csv", "csv"), ((string?)manifest["query"], (string?)manifest["output"], (string?)manifest["format"]));
        Assert.Equal(1, (int)manifest["eventsWritten"]!);
        Assert.NotEmpty(manifest["checksums"]!.AsObject());
        var other = Path.Combine(_executable.Home, "m.json");
        Assert.Contains("\"text\":", Run("export", "--format", "jsonl", "--texts", "--manifest", other).Output, StringComparison.Ordinal);
        Assert.True((bool)JsonNode.Parse(File.ReadAllText(other))!["texts"]!);
        Assert.Equal(2, Run("export", "--format", "csv", "--texts").ExitCode);
    }

    public void Dispose() => _executable.Dispose();

    private static string Gdelt(int id) => string.Join(
        '\t',
        [
            $"{id}", "20190329", "201903", "2019", "2019.2438", "RUSGOV", "RUSSIA", "RUS", "", "", "", "", "GOV", "", "",
            "", "", "", "", "", "", "", "", "", "", "1", "111", "111", "11", "3", "-2.0", "10", "2", "8", "-3.5",
            .. Enumerable.Repeat("", 24), "20190329143000", $"https://news.example/{id}",
        ]);

    private void Read(int documents)
    {
        var file = Path.Combine(_executable.Home, "news.jsonl");
        File.WriteAllLines(file, Enumerable.Range(0, documents).Select(number => $$"""{"id":"{{number}}","text":"Report {{number}}. {{Words}}","date":"2019-03-29","source":"Radio X"}"""));
        Assert.Equal(0, Run("read", file).ExitCode);
    }

    private Outcome Run(params string[] arguments) => _executable.Run(arguments[0] == "completion" ? arguments : [.. arguments, "--store", Store]);
}
