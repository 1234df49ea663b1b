using Dragoman.Knowledge.Tables;
using Dragoman.Tests;

namespace Dragoman.Knowledge.Tests;

/// <summary>Tables of the user's own: good rows count, bad ones are told by file, line and column.</summary>
public class TableReaderTests
{
    private const string Header = "name\tvariants\tcountry\tsectors\tkind\tsource\n";

    private static (NameEntry[] Found, IReadOnlyList<TableError> Problems) Load(string content, string phrase)
    {
        using var folder = new TemporaryFolder();
        folder.Write("bodies.tsv", content);
        var knowledge = KnowledgeBase.Load(folder.Path);
        return (knowledge.Find(KnowledgeBase.Fold(phrase)), knowledge.Problems);
    }

    [Theory]
    [InlineData("Harbour Council\t\tXXX\tGOV\tbody\tours\n", 2, 18, "XXX")]
    [InlineData("Harbour Council\t\tFJI\tGOV ZZZ\tbody\tours\n", 2, 22, "ZZZ")]
    [InlineData("Harbour Council\t\tFJI\tGOV\tbody\n", 2, 0, "5 cells")]
    [InlineData("\t\tFJI\tGOV\tbody\tours\n", 2, 1, "empty")]
    [InlineData("Harbour Council\tA||B\tFJI\tGOV\tbody\tours\n", 2, 17, "empty part")]
    [InlineData("Harbour Council \t\tFJI\tGOV\tbody\tours\n", 2, 1, "blank")]
    [InlineData("# note\nHarbour Council\t\tFJI\tGOV\tbody\tours\nBad\t\tFJI\tgov\tbody\tours\n", 4, 10, "gov")]
    public void A_bad_row_is_told_with_line_and_column(string rows, int line, int column, string said)
    {
        var problem = Assert.Single(Load(Header + rows, "Harbour Council").Problems);
        Assert.EndsWith("bodies.tsv", problem.File, StringComparison.Ordinal);
        Assert.Equal((line, column), (problem.Line, problem.Column));
        Assert.Contains(said, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rows_beside_a_bad_one_count()
    {
        var (found, problems) = Load(Header + "Bad\t\tXXX\t\tbody\tours\nHarbour Council\tHC of Suva\tFJI\tGOV\tbody\tours\n", "HC of Suva");
        Assert.Single(problems);
        Assert.Contains(found, entry => entry is { Name: "Harbour Council", Country: "FJI" });
    }

    [Fact]
    public void A_row_about_the_same_thing_takes_the_place_of_the_built_in_one()
    {
        Assert.Equal("PHL", Assert.Single(KnowledgeBase.Default.Find("abu sayyaf")).Country);
        var (found, problems) = Load(Header + "Abu Sayyaf\t\tPHL\tCRM\torganization\tours\n", "Abu Sayyaf");
        Assert.Empty(problems);
        Assert.Equal(["CRM"], Assert.Single(found).Sectors);
    }

    [Theory]
    [InlineData("name\tcolour\tkind\tsource\nA\tred\tbody\tours\n", 1, 6, "colour")]
    [InlineData("name\tname\tkind\tsource\nA\tB\tbody\tours\n", 1, 6, "twice")]
    [InlineData("name\tcountry\tsource\nA\tFJI\tours\n", 1, 0, "kind")]
    [InlineData("", 0, 0, "no header")]
    public void A_header_that_does_not_fit_is_told(string content, int line, int column, string said)
    {
        var problem = Assert.Single(Load(content, "A").Problems);
        Assert.Equal((line, column), (problem.Line, problem.Column));
        Assert.Contains(said, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_may_come_in_any_order_and_optional_ones_may_be_absent()
    {
        var (found, problems) = Load("source\tkind\tname\tcountry\nours\tbody\tHarbour Council\tFJI\n", "Harbour Council");
        Assert.Empty(problems);
        Assert.Contains(found, entry => entry.Country == "FJI");
    }

    [Fact]
    public void A_file_that_is_not_text_is_told_and_the_built_in_tables_stay()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(Path.Combine(folder.Path, "bodies.tsv"), [0xff, 0xfe, 0x00, 0x41]);
        var knowledge = KnowledgeBase.Load(folder.Path);
        Assert.Contains("UTF-8", Assert.Single(knowledge.Problems).Message, StringComparison.Ordinal);
        Assert.NotEmpty(knowledge.Find("abu sayyaf"));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_refused() =>
        Assert.Throws<InvalidDataException>(() => KnowledgeBase.Load(Path.Combine(Path.GetTempPath(), "dragoman-no-such-folder")));
}
