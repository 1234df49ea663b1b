using Dragoman.Tests;

namespace Dragoman.Store.Tests;

/// <summary>Answers ranked by the words of a query.</summary>
public abstract class RelevanceTests(TestEngine engine)
{
    [Fact]
    public void What_fits_the_words_best_comes_first()
    {
        using var temporary = engine.NewStore(
            Sample.Document("Tides", "The pipeline is mentioned once among many other words of a long report about tides and winds and the sea around the islands.", acts: [new Act { Date = "2024-01-01" }]),
            Sample.Document("Pipeline blocked", "The pipeline was blocked, and the pipeline stays blocked.", acts: [new Act { Date = "2019-01-01" }]),
            Sample.Document("Nothing", "Of something else.", acts: [new Act { Date = "2025-01-01" }]));
        Assert.Equal(["Pipeline blocked", "Tides"], Titles("pipeline"));
        Assert.Equal(["Tides", "Pipeline blocked"], temporary.Titles("pipeline"));
        Assert.Equal(["Tides"], Titles("pipeline -blocked"));
        Assert.Equal(["Pipeline blocked"], Titles("pipeline on:2019"));
        Assert.Equal(["Pipeline blocked"], Titles("\"stays blocked\""));
        Assert.Equal(["Pipeline blocked", "Tides"], Titles("pipel*"));
        Assert.Empty(Titles("pipeline origin:gdelt"));
        Assert.Equal(["Nothing", "Tides", "Pipeline blocked"], Titles(""));
        Assert.Empty(Titles("zebra"));

        string[] Titles(string query) => [.. temporary.Store.FindRelevant(EventQuery.Parse(query), 9).Rows.Select(row => row.Title!)];
    }

    [Fact]
    public void Pages_together_are_the_whole_in_order()
    {
        using var temporary = engine.NewStore([.. Enumerable.Range(0, 60).Select(number => Synthetic.Document(number))]);
        var query = EventQuery.Parse("fiji");
        var whole = temporary.Store.FindRelevant(query, 500).Rows.Select(row => row.Document + row.Event).ToList();
        Assert.Equal(temporary.Store.Count(query), whole.Count);
        var paged = new List<string>();
        string? cursor = null;
        do
        {
            var page = temporary.Store.FindRelevant(query, 4, cursor);
            paged.AddRange(page.Rows.Select(row => row.Document + row.Event));
            cursor = page.Next;
            Assert.True(cursor is null || EventStore.IsRelevanceCursor(cursor));
        }
        while (cursor is not null);
        Assert.Equal(whole, paged);
        Assert.Throws<ArgumentException>(() => temporary.Store.FindRelevant(query, 4, "1.2.3"));
    }
}

public sealed class RelevanceOnSqliteTests() : RelevanceTests(TestEngine.Sqlite);

public sealed class RelevanceOnPostgresTests(PostgresServer server) : RelevanceTests(server.Engine);
