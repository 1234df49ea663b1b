using System.Text.Json;
using Dragoman.Tests;

namespace Dragoman.Cli.Tests;

/// <summary><c>evaluate</c> and <c>train</c>, as far as they can be tried in seconds.</summary>
public sealed class EvaluateTests : IDisposable
{
    private const string Gold =
        "# text = Ports closed in Tonga .\n1\tPorts\tport\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_\n2\tclosed\tclose\tVERB\tVBD\tMood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin\t0\troot\t_\t_\n"
        + "3\tin\tin\tADP\tIN\t_\t4\tcase\t_\t_\n4\tTonga\tTonga\tPROPN\tNNP\tNumber=Sing\t2\tobl\t_\tNER=B-LOC\n5\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n";

    private readonly Executable _dragoman = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _dragoman.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_gold_file_is_read_and_scored()
    {
        var outcome = _dragoman.Run("evaluate", File("gold.conllu", Gold), "--json");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(5, json.RootElement.GetProperty("metrics").GetProperty("LAS").GetProperty("correct").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("names").GetProperty("LOC").GetProperty("f1").GetDouble());
        Assert.Equal(0, json.RootElement.GetProperty("disagreements").GetArrayLength());
    }

    [Fact]
    public void Raw_text_is_divided_first_and_answers_of_others_are_scored_with_their_disagreements()
    {
        var gold = File("gold.conllu", Gold);
        Assert.Contains("Sentences", _dragoman.Run("evaluate", gold, "--raw").Output, StringComparison.Ordinal);
        var outcome = _dragoman.Run("evaluate", gold, "--system", File("other.conllu", Gold.Replace("2\tobl", "1\tnmod", StringComparison.Ordinal)));
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("1\tTonga\tobl(closed)\tnmod(Ports)", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_scored_is_named()
    {
        var gold = File("gold.conllu", Gold);
        Check(_dragoman.Run("evaluate", File("a.txt", "Ports closed.\n")), 1, "this is no gold file");
        Check(_dragoman.Run("evaluate", File("bad.conllu", "1\tPorts\n")), 1, "bad.conllu");
        Check(_dragoman.Run("evaluate", gold, "--system", File("else.conllu", Gold.Replace("closed", "opened", StringComparison.Ordinal))), 1, "not of one text");
        Check(_dragoman.Run("evaluate", gold, "--raw", "--system", gold), 2, "do not go together");
        Check(_dragoman.Run("evaluate", gold, "--disagreements", "-1"), 2, "must be 0 or more");
        Check(_dragoman.Run("evaluate", Path.Combine(_folder.Path, "none.conllu")), 1, "none.conllu");
    }

    [Fact]
    public void What_cannot_be_trained_from_is_named_before_anything_is_done()
    {
        var corpora = Directory.CreateDirectory(Path.Combine(_folder.Path, "corpora"));
        var output = Path.Combine(_folder.Path, "model.dlm");
        Check(_dragoman.Run("train", corpora.FullName, "--output", output), 2, "no data to train from");
        corpora.CreateSubdirectory("parse-ewt");
        Check(_dragoman.Run("train", corpora.FullName), 2, "--output");
        Check(_dragoman.Run("train", corpora.FullName, "--output", output), 2, "train.conllu.gz");
        Check(_dragoman.Run("train", Path.Combine(_folder.Path, "none"), "--output", output), 2, "there is no folder");
        Check(_dragoman.Run("train", corpora.FullName, "--passes", "0"), 2, "--passes must be 1 or more");
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    private static void Check(Outcome outcome, int exitCode, string message)
    {
        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }

    private string File(string name, string content)
    {
        var path = Path.Combine(_folder.Path, name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }
}
