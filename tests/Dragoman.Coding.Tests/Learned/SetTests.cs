using System.Globalization;
using Dragoman.Coding.Learned;
using Dragoman.Records;
using Dragoman.Tests;

namespace Dragoman.Coding.Tests.Learned;

/// <summary>Two sets that were written before any answer of the coder on them was seen; what they reach today is held here.</summary>
public sealed class SetTests(ITestOutputHelper output)
{
    /// <summary>The errors of the first and third set were looked at; the second, fourth and fifth were written, and read, only after the last change to the coder of their time.</summary>
    [Theory]
    [InlineData("without-politics.txt", 300, MostFalse)]
    [InlineData("without-politics-b.txt", 100, MostFalseOfSecond)]
    [InlineData("without-politics-c.txt", 150, MostFalseOfThird)]
    [InlineData("without-politics-d.txt", 100, MostFalseOfFourth)]
    [InlineData("without-politics-e.txt", 100, MostFalseOfFifth)]
    [InlineData("without-politics-f.txt", 100, MostFalseOfSixth)]
    [InlineData("without-politics-g.txt", 150, MostFalseOfSeventh)]
    public void Text_without_politics_gives_next_to_no_events(string file, int count, int most)
    {
        var lines = File.ReadAllLines(Repository.Path("tests", "Dragoman.Coding.Tests", "Sets", file));
        var wrong = 0;
        foreach (var line in lines)
        {
            var events = Reading.CodeFully(line).Events;
            if (events.Count == 0)
                continue;
            wrong++;
            output.WriteLine($"{line}  {string.Join("; ", events.Select(told => $"{told.Type} {told.Actor.Text}>{told.Recipient?.Text} {told.Rule} {told.Confidence}"))}");
        }

        output.WriteLine($"{wrong} of {lines.Length}");
        Assert.Equal(count, lines.Length);
        Assert.True(wrong <= most, $"{wrong} sentences with false events");
    }

    /// <summary>Odd wording; plain news, whose errors were looked at; and plain news read only after the last change.</summary>
    [Theory]
    [InlineData("fresh-politics.tsv", 200, Floor)]
    [InlineData("news-politics.tsv", 150, FloorOfNews)]
    [InlineData("news-politics-b.tsv", 50, FloorOfSecondNews)]
    public void Fresh_political_sentences_are_read_as_well_as_before(string file, int count, int floor)
    {
        var sentences = LabeledSentences.Read(file, File.ReadLines(Repository.Path("tests", "Dragoman.Coding.Tests", "Sets", file))).ToList();
        int gold = 0, type = 0, both = 0, factuality = 0, given = 0, falseAlarms = 0, empty = 0;
        foreach (var sentence in sentences)
        {
            var events = Reading.CodeFully(sentence.Text).Events;
            given += events.Count;
            if (sentence.Events.Count == 0)
            {
                empty++;
                falseAlarms += events.Count > 0 ? 1 : 0;
            }

            foreach (var told in sentence.Events)
            {
                gold++;
                var same = events.Where(found => found.Type == told.Type).ToList();
                type += same.Count > 0 ? 1 : 0;
                var right = same.Where(found => Touch(told.Actors, found.Actor) && (told.Recipients.Count == 0 || Touch(told.Recipients, found.Recipient))).ToList();
                both += right.Count > 0 ? 1 : 0;
                factuality += right.Exists(found => found.Factuality == told.Factuality) ? 1 : 0;
                if (right.Count == 0)
                {
                    output.WriteLine($"{told.Type} {sentence.Text}  {string.Join("; ", events.Select(found => $"{found.Type} {found.Actor.Text}>{found.Recipient?.Text} {found.Rule}"))}");
                }
            }
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{sentences.Count} sentences, {gold} events: type {type}, with both sides {both}, and factuality {factuality}; {given} given; {falseAlarms} of {empty} empty sentences with events"));
        Assert.Equal(count, sentences.Count);
        Assert.True(both >= floor, $"{both} of {gold} with both sides");
    }

    // Reached in November 2026; the bar is 3 % of the sentences.
    private const int MostFalse = 6;

    private const int MostFalseOfSecond = 4;

    private const int MostFalseOfThird = 5;

    private const int MostFalseOfFourth = 5;

    private const int MostFalseOfFifth = 5;

    // Written and read after the last training.
    private const int MostFalseOfSixth = 6;

    // Written before it was read; nothing was changed for it.
    private const int MostFalseOfSeventh = 2;

    private const int Floor = 52;

    private const int FloorOfNews = 136;

    private const int FloorOfSecondNews = 45;

    private static bool Touch(List<TextSpan> marks, Participant? side) =>
        side is not null && marks.Exists(mark => mark.Start < side.End && side.Start < mark.End);
}
