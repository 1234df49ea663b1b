namespace Dragoman.Store.Tests;

/// <summary>Queries that are kept under a name.</summary>
public abstract class SavedQueryTests(TestEngine engine)
{
    [Fact]
    public void A_saved_query_stands_for_its_conditions()
    {
        using var temporary = engine.NewStore(
            Sample.Document("a", acts: [new Act(Records.EventType.Aid)]), Sample.Document("b", acts: [new Act()]), Sample.Document("c", source: "Reef", acts: [new Act(Records.EventType.Aid)]));
        var store = temporary.Store;
        store.SaveQuery("Help", EventQuery.Parse("type:AID actor:FJI"), DateTimeOffset.UnixEpoch);
        Assert.True(store.TryReadQuery("@help source:Reef", out var query, out _));
        Assert.Equal("type:AID actor:FJI source:Reef", query.ToString());
        Assert.Equal(["c"], store.Find(query, 9).Rows.Select(row => row.Title));

        // Written out when it is saved: another query may be changed without a change here.
        store.SaveQuery("reef-help", query, DateTimeOffset.UnixEpoch);
        store.SaveQuery("help", EventQuery.Parse("type:ACCUSE"), DateTimeOffset.UnixEpoch);
        Assert.Equal([("help", "type:ACCUSE"), ("reef-help", "type:AID actor:FJI source:Reef")], store.SavedQueries().Select(saved => (saved.Name, saved.Query.ToString())));
        Assert.True(store.RemoveQuery("HELP"));
        Assert.False(store.RemoveQuery("help"));
    }

    [Theory]
    [InlineData("type:AID @halp", 9, 5, "@help")]
    [InlineData("-@help", 0, 6, null)]
    [InlineData("@help!", 0, 6, null)]
    public void Errors_point_at_the_name(string text, int position, int length, string? suggestion)
    {
        using var temporary = engine.NewStore();
        temporary.Store.SaveQuery("help", EventQuery.Parse("type:AID"), DateTimeOffset.UnixEpoch);
        Assert.False(temporary.Store.TryReadQuery(text, out _, out var error));
        Assert.Equal((position, length, suggestion), (error.Position, error.Length, error.Suggestion));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("two words")]
    [InlineData("é")]
    public void Not_every_text_is_a_name(string name)
    {
        using var temporary = engine.NewStore();
        Assert.Throws<ArgumentException>(() => temporary.Store.SaveQuery(name, EventQuery.Everything, DateTimeOffset.UnixEpoch));
    }
}

public sealed class SavedQueryOnSqliteTests() : SavedQueryTests(TestEngine.Sqlite);

public sealed class SavedQueryOnPostgresTests(PostgresServer server) : SavedQueryTests(server.Engine);
