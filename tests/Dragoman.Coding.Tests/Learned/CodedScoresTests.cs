using Dragoman.Records;

namespace Dragoman.Coding.Tests.Learned;

public sealed class CodedScoresTests
{
    private const string Text = "Chad hit Togo. Peru met Cuba. Rain fell. Mali fed Niger.";

    private static CodedDocument Document(params (EventType Type, string Actor, string? Recipient)[] events) => new()
    {
        Id = "d",
        Text = Text,
        Engine = "test",
        Sentences = [new Extent(0, 14), new Extent(15, 29), new Extent(30, 40), new Extent(41, 56)],
        Events = [.. events.Select((told, i) => new PoliticalEvent
        {
            Id = $"e{i}",
            Type = told.Type,
            Actor = Side(told.Actor)!,
            Recipient = Side(told.Recipient),
            Evidence = new Evidence(0, 0, 0, new TextSpan(At(told.Actor) + 5, At(told.Actor) + 8)),
        })],
    };

    private static int At(string words) => Text.IndexOf(words, StringComparison.Ordinal);

    private static Participant? Side(string? words) => words is null ? null : new Participant { Text = words, Start = At(words), End = At(words) + words.Length };

    private static CodedScores Score(CodedDocument gold, CodedDocument? given)
    {
        var scores = new CodedScores();
        scores.Add(gold, given);
        return scores;
    }

    [Fact]
    public void The_same_coding_agrees_in_everything()
    {
        var gold = Document((EventType.Assault, "Chad", "Togo"), (EventType.Consult, "Peru", "Cuba"));
        var scores = Score(gold, gold);
        Assert.Equal(new EventScore(2, 2, 2), scores.Layers.First(layer => layer.Name == "events").Score);
        Assert.Equal(1, scores.Kappa, 9);
        Assert.Equal(1, scores.Alpha, 9);
        Assert.Empty(scores.Disagreements);
    }

    [Fact]
    public void Turned_sides_count_for_a_meeting_and_not_for_an_arrest()
    {
        var gold = Document((EventType.Coerce, "Chad", "Togo"), (EventType.Consult, "Peru", "Cuba"));
        var given = Document((EventType.Coerce, "Togo", "Chad"), (EventType.Consult, "Cuba", "Peru"));
        var types = Score(gold, given).Types.ToDictionary(item => item.Name, item => item.Score);
        Assert.Equal(1, types["CONSULT"].F1);
        Assert.Equal(0, types["COERCE"].F1);
    }

    [Fact]
    public void Missing_extra_and_wrong_types_are_listed()
    {
        var gold = Document((EventType.Assault, "Chad", "Togo"), (EventType.Consult, "Peru", "Cuba"));
        var given = Document((EventType.Coerce, "Chad", "Togo"), (EventType.Aid, "Mali", "Niger"));
        var scores = Score(gold, given);
        Assert.Equal(["type", "missing", "extra"], scores.Disagreements.Select(item => item.Kind));
        Assert.Equal(new EventScore(2, 2, 0), scores.Layers.First(layer => layer.Name == "events").Score);
    }

    [Fact]
    public void Kappa_and_alpha_are_those_of_the_book()
    {
        // Four sentences: attack/attack, meeting/none, none/none, aid/aid. Observed 3/4; by chance (1+0+2+1)/16 = 1/4.
        var gold = Document((EventType.Assault, "Chad", "Togo"), (EventType.Consult, "Peru", "Cuba"), (EventType.Aid, "Mali", "Niger"));
        var given = Document((EventType.Assault, "Chad", "Togo"), (EventType.Aid, "Mali", "Niger"));
        var scores = Score(gold, given);
        Assert.Equal((0.75 - 0.25) / (1 - 0.25), scores.Kappa, 9);

        // Coincidences: 8 values (2 attack, 1 meeting, 3 none, 2 aid), 2 of them different; expected 64 − (4+1+9+4) = 46, over 7.
        Assert.Equal(1 - (7 * 2 / 46.0), scores.Alpha, 9);
    }

    [Fact]
    public void An_absent_answer_misses_all()
    {
        var scores = Score(Document((EventType.Assault, "Chad", "Togo")), null);
        Assert.Equal(new EventScore(1, 0, 0), scores.Layers.First(layer => layer.Name == "events").Score);
    }
}
