using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Dragoman.Store;

/// <summary>
/// How a query is answered: the index (or few) to walk along, and what else each event is held against. A walk in the order of
/// newest first stops as soon as a page is full; a set without order is read to its end and sorted. What is expected to cost least
/// is taken, by counts that the store keeps or that take no longer than a page.
/// </summary>
internal sealed class QueryPlan
{
    // Looking one event's document up in the full-text index, in units of visiting an event and fetching its row. One run over
    // 200,064 synthetic events on a busy machine: 28 µs a look against 1.8 µs a row. A walk that stays within its index is cheaper still.
    private const double ProbeCost = 15;

    // Reading an event of a set, fetching its row and sorting it, in the same unit. An estimate, not measured.
    private const double SetCost = 2;

    // Conditions go together: a page is taken to be found so many times later than if they did not. A guess on the safe side.
    private const double Pessimism = 3;

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
        var total = connection.Scalar<long?>("SELECT count FROM tallies WHERE kind = 'total' AND value = 'events'") ?? 0;
        var conditions = new ConditionBuilder(connection, parameters, total).Build(query.Terms);
        var newest = new Access([new Branch("events_newest", "1")], total);
        double expected = total;
        foreach (var condition in conditions)
        {
            if (condition.Access is { } found) expected *= (double)found.Estimate / total;
        }

        Access? best = null;
        var (least, visited) = (double.PositiveInfinity, 0.0);
        foreach (var access in conditions.Select(condition => condition.Access).Prepend(newest))
        {
            if (access is null) continue;
            double events = access.Estimate;
            if (access.IsOrdered && limit < expected) events = Math.Min(events, limit * Pessimism * events / expected);
            var cost = events * (access.IsOrdered ? 1 : SetCost);
            foreach (var condition in conditions)
            {
                if (condition.Text is not { } text) continue;
                var isWalked = ReferenceEquals(condition.Access, access);
                cost += isWalked ? text.Documents : Math.Min(EachCost(text, events), text.Documents);
            }

            if (cost < least) (best, least, visited) = (access, cost, events);
        }

        var where = new StringBuilder();
        foreach (var condition in conditions)
        {
            if (condition.Access is not null && ReferenceEquals(condition.Access, best)) continue;
            var sql = condition.Sql;
            if (condition.Text is { } text && EachCost(text, visited) > text.Documents) sql = text.SetSql;
            where.Append(" AND ").Append(sql);
        }

        if (Superseded.AreThere(connection) && !query.Terms.OfType<FieldTerm>().Any(term => term.Field == QueryField.Document && !term.Negated))
            where.Append(" AND ").Append(Superseded.Current);
        if (after is { } cursor)
        {
            var place = new[] { cursor.Day, cursor.PublishedAt, cursor.Rank, cursor.Key }.Select(value => parameters.Add(value));
            where.Append(CultureInfo.InvariantCulture, $" AND (e.day, e.published_at, e.rank, e.key) < ({string.Join(", ", place)})");
        }

        return new QueryPlan(parameters, where.ToString(), best!.Branches);
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
            $"""
            SELECT value, count(*) AS count FROM ({Union(value + " AS value", " AND " + having)})
            WHERE value IS NOT NULL GROUP BY value ORDER BY {order} LIMIT {count}
            """);
    }

    /// <summary>A statement over what the query finds.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="columns">Columns as SQL over <c>events e</c>.</param>
    /// <param name="also">A condition more, with its leading <c>AND</c>.</param>
    /// <param name="statement">The statement; what was found is its table <c>found</c>.</param>
    public SqliteCommand Over(SqliteConnection connection, string columns, string also, string statement) =>
        Command(connection, $"WITH found AS ({Union(columns, also)})\n{statement}");

    /// <summary>Looking so many events' documents up one by one; with a begun word, each look gathers the set anew.</summary>
    private static double EachCost(TextProbe text, double events) => events * (text.IsPrefix ? ProbeCost + text.Documents : ProbeCost);

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
