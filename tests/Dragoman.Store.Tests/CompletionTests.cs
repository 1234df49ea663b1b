using Dragoman.Records;

namespace Dragoman.Store.Tests;

/// <summary>What may stand at a place of a query.</summary>
public abstract class CompletionTests(TestEngine engine)
{
    [Theory]
    [InlineData("|", "actor:", "recipient:", "with:")]
    [InlineData("ty|", "type:")]
    [InlineData("con|", "context:", "confidence>=")]
    [InlineData("type:A|", "type:ACCUSE 3", "type:AID 1", "type:AGREE 0", "type:ASSAULT 0")]
    [InlineData("type:AID,acc|", "type:AID,ACCUSE 3")]
    [InlineData("-type:acc|", "-type:ACCUSE 3")]
    [InlineData("type:AC| since:2019", "type:ACCUSE since:2019 3")]
    [InlineData("actor:fji|", "actor:FJIGOV 3")]
    [InlineData("actor:fij|", "actor:\"Fiji Ministry\"")]
    [InlineData("actor:\"minis|", "actor:\"The ministry\"")]
    [InlineData("actor:\"minis|\" type:AID", "actor:\"The ministry\" type:AID")]
    [InlineData("place:F|", "place:FJI 1")]
    [InlineData("source:har|", "source:\"Harbour Post\" 2")]
    [InlineData("recipient:NO|", "recipient:none")]
    [InlineData("since:|", "since:2020 1", "since:2019 3")]
    [InlineData("since:2019-|", "since:2019-03 3")]
    [InlineData("on:2019-03|", "on:2019-03-29 3")]
    [InlineData("on:2019-03-|", "on:2019-03-29 3")]
    [InlineData("origin:g|", "origin:gdelt")]
    [InlineData("@he|", "@help")]
    [InlineData("confidence>=|")]
    [InlineData("\"air |")]
    [InlineData("nofield:|")]
    public void Suggestions_fit_what_is_typed_most_frequent_first(string marked, params string[] expected)
    {
        using var temporary = engine.NewStore(
            Sample.Document("a", acts: [new Act { Actor = "the ministry of Fiji", ActorName = "Fiji Ministry", Place = "Suva", Country = "FJI" }, new Act { Date = "2020-01-05" }]),
            Sample.Document("b", source: "The Reef", acts: [new Act(), new Act(EventType.Aid) { Actor = "The fleet", ActorCode = "TONMIL", Recipient = null, RecipientCode = null }]));
        temporary.Store.SaveQuery("help", EventQuery.Parse("type:AID"), DateTimeOffset.UnixEpoch);
        var caret = marked.IndexOf('|', StringComparison.Ordinal);
        var text = marked.Remove(caret, 1);
        var suggestions = QueryCompletion.Suggest(temporary.Store, text, caret, expected.Length == 3 && text.Length == 0 ? 3 : 20);
        var written = suggestions.Select(found => found.Apply(text).Query + (found.Count is { } count ? $" {count}" : "")).ToList();
        if (text.StartsWith("actor:\"minis", StringComparison.Ordinal)) written = written.Take(1).ToList();
        Assert.Equal(expected, written);
    }

    [Fact]
    public void Every_suggestion_is_part_of_a_query_that_can_be_read()
    {
        using var temporary = engine.NewStore(Sample.Document("a", acts: [new Act { ActorName = "A \"quoted\" name", Place = "Suva", Country = "FJI" }]));
        foreach (var field in QueryField.All)
        {
            foreach (var typed in (string[])["", "a", "A", "2", "su", "\"qu"])
            {
                var text = $"type:AID {field.Name}:{typed}";
                foreach (var found in QueryCompletion.Suggest(temporary.Store, text, text.Length, 50))
                    Assert.True(EventQuery.TryParse(found.Apply(text).Query, out _, out var error), $"{found.Apply(text).Query}: {error}");
            }
        }
    }

    [Fact]
    public void Whatever_is_typed_nothing_is_thrown_and_the_replaced_part_lies_in_the_text()
    {
        using var temporary = engine.NewStore(Sample.Document("a", acts: [new Act()]));
        var random = new Random(5);
        const string letters = "actor:\"FJI, -@>=<*type\u0000é(";
        for (var i = 0; i < 3_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => letters[random.Next(letters.Length)])]);
            var caret = random.Next(text.Length + 1);
            foreach (var found in QueryCompletion.Suggest(i % 10 == 0 ? temporary.Store : null, text, caret))
            {
                Assert.InRange(found.Start, 0, caret);
                Assert.InRange(found.Start + found.Length, caret, text.Length);
            }
        }
    }
}

public sealed class CompletionOnSqliteTests() : CompletionTests(TestEngine.Sqlite);

public sealed class CompletionOnPostgresTests(PostgresServer server) : CompletionTests(server.Engine);
