using Dragoman.Knowledge;
using Dragoman.Tests;

namespace Dragoman.Coding.Tests.Times;

/// <summary>Every pattern of <c>data/coding/time-patterns.tsv</c> reads its own example; the tables of times are sorted and without doubles.</summary>
public sealed class TimePatternTests
{
    private const string Reference = "2019-03-29";

    public static TheoryData<string, string, string> Examples()
    {
        var examples = new TheoryData<string, string, string>();
        foreach (var row in Table("time-patterns.tsv").Rows)
            examples.Add(row[1], Sentence(row[3]), row[4]);
        return examples;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_pattern_reads_its_example(string pattern, string text, string value)
    {
        var times = TimeReader.Read(text, Reference, TestContext.Current.CancellationToken);
        Assert.True(times.Count == 1 && times[0].Value == value, $"{pattern}: '{text}' gave {string.Join(", ", times.Select(time => time.Value))}, wanted {value}");
    }

    [Theory]
    [InlineData("times.tsv", 2)]
    [InlineData("holidays.tsv", 1)]
    [InlineData("time-patterns.tsv", 2)]
    public void A_table_is_sorted_and_has_no_doubles(string name, int keys)
    {
        var rows = Table(name).Rows.Select(row => string.Join('\t', row[..keys])).ToList();
        Assert.Equal(rows.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), rows);
    }

    private static TableFile Table(string name) => TableFile.FromFile(Repository.Path("data", "coding", name));

    private static string Sentence(string example) =>
        char.IsUpper(example[0]) && example[^1] is '.' or '?' ? example : "They met " + example + (example[^1] is '.' or '?' ? "" : ".");
}
