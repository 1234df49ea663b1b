namespace Dragoman.Store;

/// <summary>Earlier versions of documents: kept, found where a query names the document, and left out everywhere else.</summary>
internal static class Superseded
{
    /// <summary>A condition over <c>events e</c>: its document is the newest version.</summary>
    public const string Current = "e.document NOT IN (SELECT document FROM superseded)";

    /// <summary>Whether there are any: a store that watches nothing has none, and its queries stay as they are.</summary>
    public static bool AreThere(SqlSession connection) => connection.Scalar<long?>("SELECT 1 FROM superseded LIMIT 1") is not null;

    /// <summary>Number of their events.</summary>
    public static long Events(SqlSession connection) =>
        connection.Scalar<long?>("SELECT sum(d.events) FROM superseded s JOIN documents d ON d.key = s.document") ?? 0;

    /// <summary>Number of their events that a query finds.</summary>
    public static long Events(SqlSession connection, EventQuery query) => AreThere(connection) ? Count(connection, query, "''", "1 = 1").GetValueOrDefault("") : 0;

    /// <summary>How many of their events that a query finds have each value.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="query">The query.</param>
    /// <param name="value">The value as SQL over <c>events e</c>.</param>
    /// <param name="having">A condition on events.</param>
    public static Dictionary<string, long> Count(SqlSession connection, EventQuery query, string value, string having)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        if (!AreThere(connection)) return counts;
        var parameters = new SqlParameters();
        var conditions = QueryPlan.Conditions(connection, query, parameters);
        using var command = connection.Command(
            $"""
            SELECT value, count(*) FROM
              (SELECT {value} AS value FROM superseded s {connection.Dialect.JoinInOrder} events e{connection.Dialect.IndexedBy("events_document")} ON e.document = s.document WHERE {having} AND {conditions}) q
            WHERE value IS NOT NULL GROUP BY value
            """);
        parameters.Bind(connection, command);
        using var reader = command.ExecuteReader();
        while (reader.Read()) counts[StoreStatistics.ValueText(reader)] = reader.GetInt64(1);
        return counts;
    }
}
