using CsCheck;
using Dragoman.Records;
using Dragoman.Web.Views;

namespace Dragoman.Web.Tests;

public class TextBlocksTests
{
    private static string Joined(IEnumerable<TextBlock> blocks) =>
        string.Concat(blocks.SelectMany(block => block.Segments).Select(segment => segment.Text));

    private static string WithoutWhiteSpace(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    [Fact]
    public void Overlapping_marks_split_the_text_at_every_boundary()
    {
        var blocks = TextBlocks.Cut(
            "abcdef", new TextSpan(0, 6), [],
            [new Mark(0, 4, MarkKind.Evidence, "e1", 3), new Mark(2, 6, MarkKind.Content, "s1"), new Mark(1, 3, MarkKind.Trigger, "e1", 3)], []);
        var segments = Assert.Single(blocks).Segments;
        Assert.Equal(["a", "b", "c", "d", "ef"], segments.Select(segment => segment.Text));
        Assert.Equal(
            ["evidence q3 i-e1", "trigger q3 i-e1 evidence q3", "trigger q3 i-e1 evidence q3 content i-s1", "evidence q3 i-e1 content i-s1", "content i-s1"],
            segments.Select(segment => segment.Classes));
        Assert.Equal([null, "#e1", "#e1", null, null], segments.Select(segment => segment.Href));
    }

    [Fact]
    public void Blank_lines_and_parts_make_blocks_but_a_dateline_runs_into_its_paragraph()
    {
        const string text = "Head\n\nROME — One.\nStill one.\n\n Two.\nCap (Credit)";
        Part P(string words, PartKind kind) => new(text.IndexOf(words, StringComparison.Ordinal), text.IndexOf(words, StringComparison.Ordinal) + words.Length, kind);
        var blocks = TextBlocks.Cut(
            text, new TextSpan(0, text.Length),
            [P("Head", PartKind.Headline), P("ROME —", PartKind.Dateline), P("One.\nStill one.\n\n Two.", PartKind.Body), P("Cap", PartKind.Caption), P("(Credit)", PartKind.Credit)], [], []);
        Assert.Equal([PartKind.Headline, PartKind.Body, PartKind.Body, PartKind.Caption], blocks.Select(block => block.Kind));
        Assert.Equal(["Head", "ROME — One.\nStill one.", "Two.", "Cap (Credit)"], blocks.Select(block => string.Concat(block.Segments.Select(segment => segment.Text))));
        Assert.Equal(PartKind.Dateline, blocks[1].Segments[0].Part);
    }

    [Fact]
    public void Text_that_belongs_to_no_part_is_shown_as_body()
    {
        var block = Assert.Single(TextBlocks.Cut("No parts.", new TextSpan(0, 9), [], [], []));
        Assert.Equal(PartKind.Body, block.Kind);
        Assert.Equal("No parts.", Assert.Single(block.Segments).Text);
    }

    [Fact]
    public void An_anchor_in_white_space_stands_before_the_next_words()
    {
        var blocks = TextBlocks.Cut("a\n\nb", new TextSpan(0, 4), [], [], [new Anchor(1, "x")]);
        Assert.Equal(["x"], blocks[1].Segments[0].Anchors);
    }

    [Fact]
    public void No_character_of_the_text_is_lost_or_doubled_whatever_the_marks_and_parts()
    {
        var spans = Gen.Select(Gen.Int[-5, 60], Gen.Int[-5, 60]).Select(pair => new TextSpan(Math.Min(pair.Item1, pair.Item2), Math.Max(pair.Item1, pair.Item2)));
        Gen.Select(
                Gen.Char["ab \n.é\u2003"].Array[0, 50].Select(characters => new string(characters)),
                Gen.Select(spans, Gen.Enum<MarkKind>(), Gen.Int[1, 4]).Select(mark => new Mark(mark.Item1.Start, mark.Item1.End, mark.Item2, "k" + mark.Item3, mark.Item3)).Array[0, 12],
                Gen.Select(spans, Gen.Enum<PartKind>()).Array[0, 5])
            .Sample(sample =>
            {
                var (text, marks, spansOfParts) = sample;
                var parts = new List<Part>();
                var position = 0;
                foreach (var (span, kind) in spansOfParts)
                {
                    var start = Math.Clamp(span.Start, position, text.Length);
                    var end = Math.Clamp(span.End, start, text.Length);
                    parts.Add(new Part(start, end, kind));
                    position = end;
                }

                var blocks = TextBlocks.Cut(text, new TextSpan(0, text.Length), parts, marks, marks.Select((mark, i) => new Anchor(Math.Max(0, mark.Start), "i" + i)));
                Assert.Equal(WithoutWhiteSpace(text), WithoutWhiteSpace(Joined(blocks)));
                Assert.All(blocks, block => Assert.All(block.Segments, segment => Assert.NotEmpty(segment.Text)));
                Assert.All(blocks, block => Assert.False(char.IsWhiteSpace(block.Segments[0].Text[0])));
            });
    }
}
