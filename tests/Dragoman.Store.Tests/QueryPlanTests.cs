using Dragoman.Tests;
using Microsoft.Data.Sqlite;

namespace Dragoman.Store.Tests;

/// <summary>Pages are walks along an index: no table is read from end to end, and nothing is sorted but small sets.</summary>
public sealed class QueryPlanTests(QueryPlanTests.Islands islands) : IClassFixture<QueryPlanTests.Islands>
{
    [Theory]
    [InlineData("", "events_newest")]
    [InlineData("type:ACCUSE", "events_newest")]
    [InlineData("type:ACCUSE,AID,AGREE", "events_newest")]
    [InlineData("actor:FJI", "events_actor_root")]
    [InlineData("actor:FJIGOV", "events_actor_root")]
    [InlineData("recipient:FJI", "events_recipient_root")]
    [InlineData("with:FJI", "events_actor_root events_recipient_root")]
    [InlineData("actor:FJI recipient:NZL", "events_dyad")]
    [InlineData("actor:FJIGOV recipient:NZL type:AID", "events_dyad")]
    [InlineData("with:FJI with:NZL", "events_dyad")]
    [InlineData("actor:fiji", "events_actor")]
    [InlineData("place:FJI", "events_place_country")]
    [InlineData("place:\"fiji town\"", "events_place")]
    [InlineData("source:reef", "events_publisher")]
    [InlineData("factuality:denied", "events_newest")]
    [InlineData("cameo:19", "events_cameo")]
    [InlineData("since:2016 until:2018", "events_newest")]
    [InlineData("type:AID since:2016 confidence>=0.5 -actor:GOV", "events_newest")]
    [InlineData("islands", "events_newest")]
    [InlineData("quad:1 islands -actor:fiji", "events_newest")]
    public void A_page_walks_along_one_index_in_order(string text, string indexes)
    {
        foreach (var after in (EventCursor?[])[null, new EventCursor(737_000, 63_000_000_000, 5, 5)])
        {
            var plan = Plan(islands.Small.File, text, 6, after);
            Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
            var steps = plan.Where(step => step.StartsWith("SEARCH e ", StringComparison.Ordinal) || step.StartsWith("SCAN e", StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(steps);
            Assert.Equal(
                indexes.Split(' '),
                steps.Select(step => step[(step.IndexOf("INDEX ", StringComparison.Ordinal) + 6)..].Split(' ')[0]).Distinct().Order(StringComparer.Ordinal));
            if (after is not null) Assert.All(steps, step => Assert.StartsWith("SEARCH", step, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("word77")]
    [InlineData("word77 type:ACCUSE")]
    public void A_rare_word_is_the_way_in(string text)
    {
        Assert.Contains(Plan(islands.Small.File, text, 51, null), step => step.StartsWith("SEARCH e ", StringComparison.Ordinal) && step.Contains("INDEX events_document", StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_costs_the_same_steps_in_a_small_store_and_in_a_large_one()
    {
        long Steps(TemporaryStore temporary, string text)
        {
            using var connection = Connect(temporary.File);
            using var command = QueryPlan.Make(connection, EventQuery.Parse(text), 21, null).Keys(connection, 21);
            using var reader = command.ExecuteReader();
            while (reader.Read()) Assert.False(reader.IsDBNull(0));
            return SQLitePCL.raw.sqlite3_stmt_status(((SqliteDataReader)reader).Handle!, SQLitePCL.raw.SQLITE_STMTSTATUS_VM_STEP, 0);
        }

        using var large = new TemporaryStore([.. Enumerable.Range(0, 1_200).Select(number => Synthetic.Document(number))]);
        foreach (var text in (string[])["", "type:ACCUSE", "with:FJI", "actor:fiji", "source:reef type:AID,AGREE", "islands"])
        {
            var (before, after) = (Steps(islands.Small, text), Steps(large, text));
            Assert.True(after < before * 2, $"{text}: {before} steps among 600 events, {after} among 3,600");
        }
    }

    [Fact]
    public void The_plans_of_the_most_used_queries_are_written_down_and_read_no_table_from_end_to_end()
    {
        var page = new System.Text.StringBuilder(Introduction);
        foreach (var (text, what) in MostUsed)
        {
            page.Append("\n## ").Append(what).Append("\n`").Append(text.Length == 0 ? "(nothing)" : text).Append("`\n\n```\n");
            foreach (var step in Plan(islands.Small.File, text, 51, null))
            {
                page.Append(step).Append('\n');
                if (step.StartsWith("SCAN ", StringComparison.Ordinal))
                    Assert.True(step.Contains("COVERING INDEX events_newest", StringComparison.Ordinal) || step.StartsWith("SCAN texts VIRTUAL TABLE INDEX", StringComparison.Ordinal), step);
            }

            page.Append("```\n");
        }

        var file = Path.Combine(Repository.Root, "docs", "store-plans.md");
        if (Environment.GetEnvironmentVariable("DRAGOMAN_UPDATE_GOLDEN") == "1") File.WriteAllText(file, page.ToString());
        Assert.Equal(File.ReadAllText(file), page.ToString());
    }

    private const string Introduction =
        """
        # Query plans

        What SQLite says of the ten most used queries (`EXPLAIN QUERY PLAN`, a page of 50 events, the newest first). A test writes this page and looks at it: a `SCAN` is a walk
        along the index of newest first, which ends when the page is full, or the full-text index's own. PostgreSQL chooses by its statistics among the same indexes: [store-plans-postgresql.md](store-plans-postgresql.md).

        """;

    private static readonly (string Text, string What)[] MostUsed =
    [
        ("", "Everything"), ("type:ACCUSE", "A type"), ("actor:FJI", "Whoever acts for a country"), ("actor:FJIGOV", "An actor with its sector"), ("with:FJI", "A country on either side"),
        ("actor:fiji", "A party by its words"), ("place:FJI", "Events in a country"), ("source:reef", "An outlet"), ("since:2016 until:2018", "A span of days"), ("word77 type:ACCUSE", "A word"),
    ];

    private static List<string> Plan(string path, string text, int limit, EventCursor? after)
    {
        using var connection = Connect(path);
        using var command = QueryPlan.Make(connection, EventQuery.Parse(text), limit, after).Keys(connection, limit);
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        using var reader = command.ExecuteReader();
        var plan = new List<string>();
        while (reader.Read()) plan.Add(reader.GetString(3));
        return plan;
    }

    private static SqlSession Connect(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return new SqlSession(connection, SqliteDialect.Instance, path);
    }

    /// <summary>A store that the cases share; none changes it.</summary>
    public sealed class Islands : IDisposable
    {
        internal TemporaryStore Small { get; } = new([.. Enumerable.Range(0, 200).Select(number => Synthetic.Document(number))]);

        public void Dispose() => Small.Dispose();
    }
}
