using CsCheck;
using Dragoman.Language.Neural;

namespace Dragoman.Language.Tests.Neural;

public sealed class SentenceContextTests
{
    [Theory]
    [InlineData("He said \" no \" .", "0 0 1 4 2 0")]
    [InlineData("He ( then 30 ) left", "0 1 8 8 2 0")]
    [InlineData("“ Go ( now ) ”", "1 4 5 12 6 2")]
    [InlineData("He said \" no .", "0 0 3 0 0")]
    [InlineData(") a ( b", "3 0 3 0")]
    public void Marks_find_their_partners(string sentence, string rows)
    {
        Assert.Equal(rows.Split(' ').Select(int.Parse), Rows(sentence.Split(' '), out _));
    }

    [Theory]
    [InlineData("Rebels took the town .", 1)]
    [InlineData("Rebels took the town", 0)]
    [InlineData("Rebels Take Town After Siege", 2)]
    [InlineData("REBELS TAKE TOWN .", 5)]
    [InlineData("Go", 0)]
    public void Headlines_and_capitals_are_told_from_plain_writing(string sentence, int writing)
    {
        Rows(sentence.Split(' '), out var found);
        Assert.Equal(writing, found);
    }

    [Fact]
    public void Any_forms_get_rows_of_the_tables()
    {
        Gen.OneOf([.. new[] { "(", ")", "\"", "“", "”", "a", "B", "[", "]", ".", "''", "``" }.Select(Gen.Const)]).Array[0, 40].Sample(forms =>
        {
            var rows = Rows(forms, out var writing);
            Assert.All(rows, row => Assert.InRange(row, 0, SentenceContext.Pairings - 1));
            Assert.InRange(writing, 0, SentenceContext.Writings - 1);
            Assert.Equal(rows.Count(r => r % 4 == 1), rows.Count(r => r % 4 == 2));
        });
    }

    private static int[] Rows(string[] forms, out int writing)
    {
        var rows = new int[forms.Length];
        writing = SentenceContext.Fill([.. forms.Select(f => SentenceContext.Kind(f))], rows, new int[forms.Length]);
        return rows;
    }
}
