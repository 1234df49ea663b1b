using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Dragoman.Store;

/// <summary>
/// How a query is answered: the index (or few) to walk along, and what else each event is held against. The condition that finds
/// fewest events is walked; the others are looked at on the way. What is walked in order stops as soon as a page is full.
/// </summary>
internal sealed class QueryPlan
{
    // A row that is looked at in full-text or by an unordered set costs about so many times a step along an index (measured).
    private const double ProbeCost = 15;

    private readonly SqlParameters _parameters;
    private readonly string _where;
    private readonly IReadOnlyList<Branch> _branches;

    private QueryPlan(SqlParameters parameters, string where, IReadOnlyList<Branch> branches)
    {
        _parameters = parameters;
        _where = where;
        _branches = branches;
    }

    /// <summary>Makes the plan of a query.</summary>
    /// <param name="connection">Asked for keys of names and for counts.</param>
    /// <param name="query">The query.</param>
    /// <param name="limit">Number of events wanted; <see cref="long.MaxValue"/> for all.</param>
    /// <param name="after">Only events behind this one.</param>
    public static QueryPlan Make(SqliteConnection connection, EventQuery query, long limit, EventCursor? after)
    {
        var parameters = new SqlParameters();
        var total = connection.Scalar<long>("SELECT count FROM tallies WHERE kind = 'total' AND value = 'events'");
        var conditions = new ConditionBuilder(connection, parameters, total).Build(query.Terms);
        var newest = new Access([new Branch("events_newest", "1")], total);
        var best = newest;
        foreach (var condition in conditions)
        {
            if (condition.Access is { } access && Cost(access, newest, limit) < Cost(best, newest, limit)) best = access;
        }

        var where = new StringBuilder();
        foreach (var condition in conditions)
        {
            if (ReferenceEquals(condition.Access, best)) continue;
            where.Append(" AND ").Append(condition.Sql);
        }

        if (after is { } cursor)
        {
            where.Append(CultureInfo.InvariantCulture, $" AND (e.day, e.published_at, e.rank, e.key) < ({parameters.Add(cursor.Day)}, ")
                .Append(CultureInfo.InvariantCulture, $"{parameters.Add(cursor.PublishedAt)}, {parameters.Add(cursor.Rank)}, {parameters.Add(cursor.Key)})");
        }

        return new QueryPlan(parameters, where.ToString(), best.Branches);
    }

    /// <summary>A statement that gives key, day, published_at and rank of the events, newest first.</summary>
    public SqliteCommand Keys(SqliteConnection connection, long limit)
    {
        var count = _parameters.Add(limit == long.MaxValue ? -1 : limit);
        return Command(
            connection,
            Union("e.key AS key, e.day AS day, e.published_at AS published_at, e.rank AS rank")
            + $"\nORDER BY day DESC, published_at DESC, rank DESC, key DESC LIMIT {count}");
    }

    /// <summary>A statement that gives the number of events.</summary>
    public SqliteCommand Count(SqliteConnection connection) =>
        Command(connection, $"SELECT count(*) FROM ({Union("1")})");

    /// <summary>A statement that gives values and how many events have each.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="value">The value as SQL over <c>events e</c>; null leaves an event out.</param>
    /// <param name="having">A condition on events.</param>
    /// <param name="order">How the values, <c>value</c> and <c>count</c>, are sorted.</param>
    /// <param name="limit">Number of values.</param>
    public SqliteCommand Group(SqliteConnection connection, string value, string having, string order, int limit)
    {
        var count = _parameters.Add((long)limit);
        return Command(
            connection,
            $"SELECT value, count(*) AS count FROM ({Union(value + " AS value", " AND " + having)}) WHERE value IS NOT NULL GROUP BY value ORDER BY {order} LIMIT {count}");
    }

    private static double Cost(Access access, Access newest, long limit)
    {
        if (access.IsOrdered) return access.Estimate;

        // A set must be read to its end and sorted; a walk stops after limit hits, of which there is one every total/set rows.
        double set = access.Estimate;
        double total = newest.Estimate;
        return set == 0 || limit >= total ? set : set * set / (limit * ProbeCost);
    }

    private string Union(string columns, string also = "") => string.Join(
        "\nUNION ALL\n",
        _branches.Select(branch => $"SELECT {columns} FROM events e INDEXED BY {branch.Index} WHERE {branch.Predicate}{_where}{also}"));

    private SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        _parameters.Bind(command);
        return command;
    }
}
