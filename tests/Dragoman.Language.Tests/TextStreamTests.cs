using CsCheck;

namespace Dragoman.Language.Tests;

public sealed class TextStreamTests
{
    [Fact]
    public void Blank_lines_divide_paragraphs()
    {
        using var input = new StringReader("One.\nStill one.\r\n\r\n\n \t\nTwo.\n");
        Assert.Equal(["One.\nStill one.", "Two."], TextStreams.Paragraphs(input, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void No_visible_character_is_lost()
    {
        Gen.OneOf(Gen.Const('\n'), Gen.Const(' '), Gen.Const('\r'), Gen.Char).Array[0, 300].Sample(characters =>
        {
            var text = new string(characters);
            using var input = new StringReader(text);
            var read = string.Concat(TextStreams.Paragraphs(input, CancellationToken.None));
            Assert.Equal(text.Where(c => !char.IsWhiteSpace(c)), read.Where(c => !char.IsWhiteSpace(c)));
        });
    }

    [Fact]
    public void A_text_without_an_end_of_line_comes_in_pieces()
    {
        using var input = new StringReader(new string('x', 3 * TextStreams.MaxParagraph));
        Assert.All(TextStreams.Paragraphs(input, TestContext.Current.CancellationToken), piece => Assert.InRange(piece.Length, 1, TextStreams.MaxParagraph));
    }

    [Fact]
    public void Paragraphs_are_read_as_they_come_and_a_cancelled_reading_stops()
    {
        using var source = new CancellationTokenSource();
        using var input = new StringReader("One fell.\n\n" + string.Concat(Enumerable.Repeat("Two fell.\n\n", 2000)));
        var read = 0;
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (var paragraph in RuleAnalyzer.English.AnalyzeParagraphs(input, source.Token))
            {
                Assert.Equal(3, paragraph.Tokens.Count);
                if (++read == 3) source.Cancel();
            }
        });
        Assert.Equal(3, read);
    }
}
