using Dragoman.Tests;

namespace Dragoman.Language.Tests;

public class TableTests
{
    /// <summary>Tables and the number of their columns that tell rows apart.</summary>
    public static TheoryData<string, int> Tables => new()
    {
        { "abbreviations.tsv", 1 }, { "apostrophes.tsv", 1 }, { "boundaries.tsv", 2 }, { "endings.tsv", 1 }, { "function-words.tsv", 3 },
        { "hyphens.tsv", 2 }, { "irregular-adjectives.tsv", 1 }, { "irregular-nouns.tsv", 1 }, { "irregular-verbs.tsv", 1 },
        { "multiwords.tsv", 1 }, { "scoring.tsv", 2 }, { "symbols.tsv", 1 }, { "units.tsv", 2 }, { "vocabulary.tsv", 1 },
    };

    private static List<string[]> Rows(string name)
    {
        var content = File.ReadAllText(Repository.Path("data", "language", name));
        Assert.EndsWith("\n", content, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', content);
        return [.. content.TrimEnd('\n').Split('\n').SkipWhile(line => line.StartsWith("# ", StringComparison.Ordinal)).Select(line => line.Split('\t'))];
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_is_sorted_without_repetition_and_names_its_sources(string name, int keys)
    {
        var rows = Rows(name);
        Assert.Equal("source", rows[0][^1]);
        string[]? previous = null;
        foreach (var row in rows.Skip(1))
        {
            Assert.Equal(rows[0].Length, row.Length);
            Assert.DoesNotContain("", row);
            if (previous is not null) Assert.True(Compare(previous, row, keys) < 0, $"{name}: {string.Join(' ', row)} stands behind {string.Join(' ', previous)}");
            previous = row;
        }
    }

    [Fact]
    public void Every_table_is_listed_here()
    {
        var files = Directory.GetFiles(Repository.Path("data", "language"), "*.tsv").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
        Assert.Equal(Tables.Select(row => row.Data.Item1).Order(StringComparer.Ordinal), files);
    }

    [Fact]
    public void The_words_of_a_multiword_token_are_its_characters()
    {
        foreach (var row in Rows("multiwords.tsv").Skip(1)) Assert.Equal(row[0], row[1].Replace(" ", "", StringComparison.Ordinal));
    }

    private static int Compare(string[] one, string[] other, int keys)
    {
        for (var column = 0; column < keys; column++)
        {
            var order = string.CompareOrdinal(one[column], other[column]);
            if (order != 0) return order;
        }

        return 0;
    }
}
