using Dragoman.Coding.Standing;
using Dragoman.Coding.Statements;
using Dragoman.Language.Neural;
using Dragoman.Tests;

namespace Dragoman.Coding.Tests;

/// <summary>How acts stand that words name, by a table of cases written before the reader; at least 90 in 100 must be right.</summary>
public sealed class FactualityTests(ITestOutputHelper output)
{
    [Fact]
    public void Nine_in_ten_cases_stand_as_their_words_say()
    {
        var wrong = new List<string>();
        var total = 0;
        foreach (var line in File.ReadLines(Repository.Path("tests", "Dragoman.Coding.Tests", "Cases", "factuality.tsv")).Skip(1))
        {
            var cells = line.Split('\t');
            var read = Read(cells[1], cells[2]);
            total++;
            if (read != cells[3])
                wrong.Add($"{cells[0]}: {cells[1]} [{cells[2]}] is {cells[3]}, read as {read}");
        }

        output.WriteLine($"{total - wrong.Count} of {total} right");
        wrong.ForEach(output.WriteLine);
        Assert.True(total >= 300);
        Assert.True(wrong.Count * 10 <= total, $"{wrong.Count} of {total} wrong:\n{string.Join('\n', wrong)}");
    }

    private static string Read(string text, string word)
    {
        var annotated = NeuralAnalyzer.English.Analyze(text, [], TestContext.Current.CancellationToken);
        var at = text.LastIndexOf(word, StringComparison.Ordinal);
        for (var i = 0; i < annotated.Tokens.Count; i++)
        {
            if (annotated.Tokens[i].Start == at)
                return new FactualityReader(new TextTree(annotated), FactualityTable.Default, CueTable.Default).Of(i).ToString().ToLowerInvariant();
        }

        return "no such word";
    }
}
