using Dragoman.Coding.Lexicon;

namespace Dragoman.Coding.Tests;

/// <summary>A malformed table of the user's is told by file, line, column and what was expected.</summary>
public sealed class LexiconErrorTests : IDisposable
{
    private const string Header = "id\tkind\twords\tobject\troles\ttype\tmode\tcameo\toperator\tconfidence\tyes\tno\tsource";

    private readonly string _folder = Directory.CreateTempSubdirectory("dragoman-lexicon-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    /// <summary>The row; line and column of the complaint; words of it.</summary>
    [Theory]
    [InlineData("mine\tverb\tgrouse\t\tS>O\tACCUSE\tshout\t\t\t0.5\tA.\tB.\tme", 3, 30, "has no mode 'shout'")]
    [InlineData("mine\tverbs\tgrouse\t\tS>O\tACCUSE\t\t\t\t0.5\tA.\tB.\tme", 3, 6, "no kind 'verbs'")]
    [InlineData("mine\tverb\tgrouse\t\tS O\tACCUSE\t\t\t\t0.5\tA.\tB.\tme", 3, 19, "roles")]
    [InlineData("mine\tverb\tgrouse\tfurniture\tS>O\tACCUSE\t\t\t\t0.5\tA.\tB.\tme", 3, 18, "class 'furniture'")]
    [InlineData("mine\tverb\tgrouse\t\tS>O\tGROUSE\t\t\t\t0.5\tA.\tB.\tme", 3, 23, "no type 'GROUSE'")]
    [InlineData("mine\tverb\tgrouse\t\tS>O\tACCUSE\t\t999\t\t0.5\tA.\tB.\tme", 3, 31, "no CAMEO code '999'")]
    [InlineData("mine\tverb\tgrouse\t\tS>O\t\t\t\tshout\t0.5\tA.\tB.\tme", 3, 26, "no operator 'shout'")]
    [InlineData("mine\tverb\tgrouse\t\tS>O\t\t\t\t\t0.5\tA.\tB.\tme", 3, 23, "neither type nor operator")]
    [InlineData("mine\tverb\tgrouse\t\tS>O\tACCUSE\t\t\t\thalf\tA.\tB.\tme", 3, 33, "confidence 'half'")]
    [InlineData("mine\tverb\tgrouse\t\tS>O\tACCUSE\t\t\t\t1.5\tA.\tB.\tme", 3, 33, "confidence '1.5'")]
    [InlineData("mine\tverb\tgrouse||gripe\t\tS>O\tACCUSE\t\t\t\t0.5\tA.\tB.\tme", 3, 11, "trigger is empty")]
    [InlineData("condemn\tverb\tgrouse\t\tS>O\tACCUSE\t\t\t\t0.5\tA.\tB.\tme", 3, 1, "stands twice")]
    [InlineData("mine\tverb\tgrouse", 3, 17, "3 cells where the header has 13")]
    public void A_bad_row_of_frames_is_told_by_line_and_column(string row, int line, int column, string words)
    {
        var file = Path.Combine(_folder, "frames.tsv");
        File.WriteAllText(file, $"# mine\n{Header}\n{row}\n");
        var message = Assert.Throws<InvalidDataException>(() => CodingLexicon.Load(_folder)).Message;
        Assert.StartsWith($"{file}({line},{column}): ", message, StringComparison.Ordinal);
        Assert.Contains(words, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_row_of_classes_is_told_too()
    {
        var file = Path.Combine(_folder, "classes.tsv");
        File.WriteAllText(file, "class\twords\tsource\nfurniture\t\tme\n");
        Assert.StartsWith($"{file}(2,11): ", Assert.Throws<InvalidDataException>(() => CodingLexicon.Load(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_good_table_is_taken()
    {
        File.WriteAllText(Path.Combine(_folder, "classes.tsv"), "class\twords\tsource\nfurniture\tchair|table\tme\n");
        File.WriteAllText(Path.Combine(_folder, "frames.tsv"), $"{Header}\nmine\tverb\tgrouse at\tfurniture\tS>O\tACCUSE\tdisapprove\t111\t\t0.5\tA.\tB.\tme\n");
        Assert.Contains(CodingLexicon.Load(_folder).Frames, frame => frame.Id == "mine");
    }
}
