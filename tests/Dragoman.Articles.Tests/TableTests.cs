namespace Dragoman.Tests;

public sealed class TableTests
{
    public static TheoryData<string, int> Tables => new()
    {
        { "agencies.tsv", 3 }, { "agency-sites.tsv", 3 }, { "caption-cues.tsv", 3 }, { "class-cues.tsv", 3 }, { "label-words.tsv", 2 }, { "cue-words.tsv", 3 }, { "language-words.tsv", 3 }, { "notice-cues.tsv", 5 }, { "notice-weights.tsv", 5 }, { "origin-cues.tsv", 4 }, { "time-zones.tsv", 3 },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_is_sorted_whole_and_without_doubles(string name, int columns)
    {
        var text = File.ReadAllText(Repository.Path("data", "articles", name));
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        var lines = text.TrimEnd('\n').Split('\n').SkipWhile(line => line.StartsWith('#')).ToList();
        Assert.EndsWith("source", lines[0], StringComparison.Ordinal);
        var rows = lines.Skip(1).ToList();
        Assert.All(rows, row => Assert.Equal(columns, row.Split('\t').Count(column => column.Length > 0 && column.Trim() == column)));
        Assert.Equal(rows.Order(StringComparer.Ordinal), rows);
        Assert.Equal(rows.Count, rows.Select(row => row[..row.LastIndexOf('\t')]).Distinct().Count());
    }

    [Fact]
    public void Every_table_is_tested() => Assert.Equal(
        Tables.Select(table => table.Data.Item1).Order(StringComparer.Ordinal),
        Directory.GetFiles(Repository.Path("data", "articles")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
}
