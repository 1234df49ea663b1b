using Dragoman.Coding.Learned;
using Dragoman.Records;
using Dragoman.Tests;

namespace Dragoman.Coding.Tests.Learned;

public sealed class LabeledSentenceTests
{
    private static LabeledSentence One(string line) => Assert.Single(LabeledSentences.Read("x.tsv", [line]));

    [Fact]
    public void Marks_become_spans_of_the_text_without_marks()
    {
        var read = One("1:ACCUSE.disapprove 2:ASSAULT.drone/possible\t[a1 Kabul] [t1 denounced] a [a2r1 Pakistani] drone [t2 strike] on [r2 Khost].");
        Assert.Equal("Kabul denounced a Pakistani drone strike on Khost.", read.Text);
        Assert.Equal(2, read.Events.Count);
        Assert.Equal((EventType.Accuse, "disapprove", Factuality.Happened), (read.Events[0].Type, read.Events[0].Mode, read.Events[0].Factuality));
        Assert.Equal(Factuality.Possible, read.Events[1].Factuality);
        Assert.Equal(read.Events[0].Recipients, read.Events[1].Actors);
        Assert.Equal("Pakistani", read.Text[read.Events[1].Actors[0].Start..read.Events[1].Actors[0].End]);
    }

    [Theory]
    [InlineData("no tab", "x.tsv:1:1")]
    [InlineData("HUG\t[a A] [t hugged] [r B].", "none of the sixteen types")]
    [InlineData("AGREE.visit\t[a A] [t met] B.", "no mode of AGREE")]
    [InlineData("AGREE/maybe\t[a A] [t met] B.", "no factuality")]
    [InlineData("AGREE\tA [t agreed].", "no [a")]
    [InlineData("AGREE\t[a A] [t agreed", "x.tsv:1:13")]
    [InlineData("AGREE\t[x A] [t agreed].", "x.tsv:1:8")]
    [InlineData("AGREE\t[a2 A] [t agreed].", "no event 2")]
    public void What_is_malformed_is_told_with_its_place(string line, string part) =>
        Assert.Contains(part, Assert.Throws<InvalidDataException>(() => One(line)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_shipped_sentences_are_sound_and_many()
    {
        var sentences = LabeledSentences.ReadFolder(Repository.Path("data", "training"));
        Assert.True(sentences.Count >= 4000, $"{sentences.Count} sentences");
        Assert.Equal(sentences.Count, sentences.Select(sentence => sentence.Text).Distinct(StringComparer.Ordinal).Count());
        for (var type = EventType.Agree; type <= EventType.Assault; type++)
            Assert.True(sentences.Sum(sentence => sentence.Events.Count(told => told.Type == type)) >= 100, type.ToString());
        Assert.True(sentences.Count(sentence => sentence.Events.Count == 0) >= 500);
    }
}
