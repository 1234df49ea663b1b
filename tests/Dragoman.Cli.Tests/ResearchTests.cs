using System.Text.Json.Nodes;
using Dragoman.Tests;

namespace Dragoman.Cli.Tests;

/// <summary>What researchers need of a batch: its manifest, and its measure against a gold file.</summary>
public sealed class ResearchTests : IDisposable
{
    private const string Documents = """
        {"id":"a","text":"Chad accused Togo of hoarding salt. Rain fell."}
        {"id":"broken","text":
        {"id":"b","text":"Peru condemned Chile."}
        """;

    private readonly Executable _dragoman = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _dragoman.Dispose();
        _folder.Dispose();
    }

    private string Coded(string name)
    {
        var input = _folder.File("documents.jsonl");
        File.WriteAllText(input, Documents);
        var output = _folder.File(name);
        Assert.Equal(0, _dragoman.Run("code", input, "--output", output).ExitCode);
        return output;
    }

    [Fact]
    public void A_batch_leaves_a_manifest_that_says_what_it_was_read_with_and_what_was_not_coded()
    {
        var output = Coded("coded.jsonl");
        var manifest = JsonNode.Parse(File.ReadAllText(output + ".manifest.json"))!;
        Assert.Equal(2, (int)manifest["documentsCoded"]!);
        Assert.Equal(1, (int)manifest["documentsNotCoded"]!);
        Assert.Equal("broken", (string?)manifest["notCoded"]![0]!["id"]);
        Assert.Equal("invalid-json", (string?)manifest["notCoded"]![0]!["code"]);
        Assert.Equal(2, (int)manifest["eventsByType"]!["ACCUSE"]!);
        Assert.Equal(64, ((string?)manifest["checksums"]!["coding/frames.tsv"])!.Length);
        Assert.Contains("models/english.dlm", manifest["checksums"]!.AsObject().Select(pair => pair.Key));
        var again = Coded("coded.jsonl");
        Assert.Equal(manifest.ToJsonString(), JsonNode.Parse(File.ReadAllText(again + ".manifest.json"))!.ToJsonString());
    }

    [Fact]
    public void A_coding_agrees_with_itself_and_a_changed_one_does_not()
    {
        var lines = File.ReadAllLines(Coded("coded.jsonl")).Where(line => !line.Contains("\"error\"", StringComparison.Ordinal)).ToArray();
        var gold = _folder.File("gold.jsonl");
        File.WriteAllLines(gold, lines);
        var same = JsonNode.Parse(_dragoman.Run("evaluate", gold, "--json").Output)!;
        Assert.Equal(1.0, (double)same["layers"]!["events"]!["f1"]!);
        Assert.Equal(1.0, (double)same["kappa"]!);
        var other = _folder.File("other.jsonl");
        File.WriteAllLines(other, lines.Select(line => line.Replace("\"type\":\"ACCUSE\"", "\"type\":\"REJECT\"", StringComparison.Ordinal)));
        var changed = JsonNode.Parse(_dragoman.Run("evaluate", gold, "--system", other, "--json").Output)!;
        Assert.Equal(0.0, (double)changed["layers"]!["events"]!["f1"]!);
        Assert.True((double)changed["kappa"]! < 0.6);
        Assert.Equal("type", (string?)changed["disagreements"]![0]!["kind"]);
    }

    [Fact]
    public void A_gold_file_that_is_none_is_refused_with_its_line()
    {
        var gold = _folder.File("gold.jsonl");
        File.WriteAllText(gold, "{\"id\":\"a\",\"text\":7}\n");
        var outcome = _dragoman.Run("evaluate", gold);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("line 1", outcome.Error, StringComparison.Ordinal);
    }
}
