using System.Collections.Frozen;
using System.Data.Common;
using System.Text;

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

    // Going to the next event of an index that holds all that is asked, in the same unit: 0.4 µs.
    private const double CoveredCost = 0.25;

    private const string CountsIndex = "events_actor_counts";
    private static readonly FrozenSet<string> CountedColumns = FrozenSet.Create(
        StringComparer.Ordinal,
        "actor_code", "type", "factuality", "quad", "asserted_by", "day", "last_day", "precision", "goldstein", "recipient_code", "place_country", "publisher", "confidence");

    // Fetching the row of an event that is only counted, in the same unit: in no order, and most of them once. 40 µs from a disk whose pages are not in memory.
    private const double CountedRowCost = 6;

    // Conditions go together: a page is taken to be found so many times later than if they did not. A guess on the safe side.
    private const double Pessimism = 3;

    private readonly SqlParameters _parameters;
    private readonly IReadOnlyList<Part> _parts;

    private QueryPlan(SqlParameters parameters, IReadOnlyList<Part> parts)
    {
        _parameters = parameters;
        _parts = parts;
    }

    /// <summary>What the plan's statements are run with; more may be added.</summary>
    public SqlParameters Parameters => _parameters;

    /// <summary>Number of Dragoman's own events that the walks visit, exactly or an upper bound.</summary>
    public double Events => _parts.Where(part => !part.Table.IsForeign).Sum(part => part.Events);

    /// <summary>All conditions over <c>events e</c>, each with AND before it; such that nothing fits where only others' events are asked for.</summary>
    public string EachSql => _parts.FirstOrDefault(part => !part.Table.IsForeign)?.EachSql ?? " AND 1 = 0";

    /// <summary>A statement that gives the keys of Dragoman's own events, as <c>key</c>, in no order.</summary>
    public string KeysSql(SqlSession connection) => Union(connection, "e.key AS key", isOwn: true);

    /// <summary>Makes the plan of a query.</summary>
    /// <param name="connection">Asked for keys of names and for counts.</param>
    /// <param name="query">The query.</param>
    /// <param name="limit">Number of events wanted; <see cref="long.MaxValue"/> for all.</param>
    /// <param name="after">Only events behind this one.</param>
    /// <param name="isCounting">Whether nothing is asked but what <c>events_actor_counts</c> holds.</param>
    /// <param name="haveActors">Whether only events are asked for whose actor has a code, so that the whole of that index holds them all.</param>
    public static QueryPlan Make(SqlSession connection, EventQuery query, long limit, EventCursor? after, bool isCounting = false, bool haveActors = false)
    {
        var parameters = new SqlParameters();
        var scope = OriginScope.Of(query.Terms);
        var parts = new List<Part>();
        if (scope.Own) parts.Add(PartOf(connection, query, limit, after, EventTable.Own, parameters, "", isCounting, haveActors));
        if (scope.Foreign.Count > 0) parts.Add(PartOf(connection, query, limit, after, EventTable.Foreign, parameters, " AND " + scope.KeyCondition()));
        if (parts.Count == 0) parts.Add(new Part(EventTable.Own, "", [new Branch("events_newest", "1 = 0")]));
        return new QueryPlan(parameters, parts);
    }

    /// <summary>All conditions of a query over our own events, without a walk.</summary>
    /// <param name="connection">Asked for keys of names and for counts.</param>
    /// <param name="query">The query.</param>
    /// <param name="parameters">Takes the values.</param>
    public static string Conditions(SqlSession connection, EventQuery query, SqlParameters parameters)
    {
        var total = connection.Scalar<long?>("SELECT count FROM tallies WHERE kind = 'total' AND value = 'events'") ?? 0;
        var conditions = new ConditionBuilder(connection, parameters, total, EventTable.Own).Build(query.Terms);
        return conditions.Count == 0 ? "1 = 1" : string.Join(" AND ", conditions.Select(condition => $"({condition.Sql})"));
    }

    /// <summary>The plan over one table.</summary>
    private static Part PartOf(
        SqlSession connection, EventQuery query, long limit, EventCursor? after, EventTable table, SqlParameters parameters, string also, bool isCounting = false, bool haveActors = false)
    {
        var total = connection.Scalar<long?>("SELECT count FROM tallies WHERE kind = $1 AND value = 'events'", table.Tally(Tally.Total)) ?? 0;
        var builder = new ConditionBuilder(connection, parameters, total, table, isCounting);
        var conditions = builder.Build(query.Terms);
        var newest = new Access([new Branch(table.Index("events_newest")!, "1 = 1")], total);
        double expected = total;
        foreach (var condition in conditions)
        {
            if ((condition.Access?.Estimate ?? condition.Share) is { } estimate) expected *= Math.Min(1, (double)estimate / Math.Max(1, total));
        }

        Access? best = null;
        var (least, visited) = (double.PositiveInfinity, 0.0);
        var whole = isCounting && haveActors && !table.IsForeign ? WholeIndex(connection, builder, conditions, total) : null;
        foreach (var access in conditions.Select(condition => condition.Access).Prepend(newest).Append(whole))
        {
            if (access is null) continue;
            double events = access.Estimate;
            if (access.IsOrdered && limit < expected) events = Math.Min(events, limit * Pessimism * events / expected);
            var cost = events * (access.IsCovering ? CoveredCost : isCounting && access != newest ? CountedRowCost : access.IsOrdered ? 1 : SetCost);
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

        where.Append(also);
        var each = string.Concat(conditions.Select(condition => " AND " + condition.Sql)) + also;
        if (!table.IsForeign && Superseded.AreThere(connection) && !query.Terms.OfType<FieldTerm>().Any(term => term.Field == QueryField.Document && !term.Negated))
        {
            where.Append(" AND ").Append(Superseded.Current);
            each += " AND " + Superseded.Current;
        }

        if (after is { } cursor)
        {
            var place = new[] { cursor.Day, cursor.PublishedAt, cursor.Rank, cursor.Key }.Select(value => parameters.Add(value));
            where.Append(table.Rewrite($" AND (e.day, e.published_at, e.rank, e.key) < ({string.Join(", ", place)})"));
        }

        return new Part(table, where.ToString(), best!.Branches) { Events = visited, EachSql = each };
    }

    /// <summary>The whole of the index that counts are made from, where it holds all that the conditions ask about; null otherwise.</summary>
    private static Access? WholeIndex(SqlSession connection, ConditionBuilder builder, IReadOnlyList<Condition> conditions, long total) =>
        builder.HasIndex(CountsIndex) && !Superseded.AreThere(connection) && conditions.All(condition => condition.Text is null && IsCovered(condition.Sql))
            ? new Access([new Branch(CountsIndex, "e.actor_code IS NOT NULL", IsOrdered: false) { IsCovering = true }], total)
            : null;

    /// <summary>Whether a condition asks about nothing but columns of that index.</summary>
    private static bool IsCovered(string sql)
    {
        for (var at = sql.IndexOf("e.", StringComparison.Ordinal); at >= 0; at = sql.IndexOf("e.", at + 2, StringComparison.Ordinal))
        {
            if (at > 0 && (char.IsLetterOrDigit(sql[at - 1]) || sql[at - 1] == '_')) continue;
            var end = at + 2;
            while (end < sql.Length && (char.IsLetter(sql[end]) || sql[end] == '_')) end++;
            if (!CountedColumns.Contains(sql[(at + 2)..end])) return false;
        }

        return true;
    }

    /// <summary>A statement that gives key, day, published_at and rank of the events, newest first.</summary>
    public DbCommand Keys(SqlSession connection, long limit)
    {
        var end = limit == long.MaxValue ? "" : $" LIMIT {_parameters.Add(limit)}";

        // Rows of other data sets are in the order of day and key: told so, a walk along an index ends when the page is full.
        return Command(
            connection,
            Union(connection, "e.key AS key, e.day AS day, e.published_at AS published_at, e.rank AS rank", foreignEnd: end.Length == 0 ? null : " ORDER BY e.day DESC, e.key DESC" + end,
                ownEnd: end.Length == 0 || !connection.Dialect.EndsEachWalk ? null : " ORDER BY e.day DESC, e.published_at DESC, e.rank DESC, e.key DESC" + end)
            + "\nORDER BY day DESC, published_at DESC, rank DESC, key DESC" + end);
    }

    /// <summary>A statement that gives the number of events.</summary>
    public DbCommand Count(SqlSession connection) =>
        Command(connection, $"SELECT count(*) FROM ({Union(connection, "1 AS one")}) q");

    /// <summary>Keys of the documents of the events, each once.</summary>
    public IReadOnlyList<long> Documents(SqlSession connection)
    {
        var keys = new List<long>();
        using var command = Command(connection, $"SELECT DISTINCT document FROM ({Union(connection, "e.document AS document")}) q WHERE document IS NOT NULL");
        using var reader = command.ExecuteReader();
        while (reader.Read()) keys.Add(reader.GetInt64(0));
        return keys;
    }

    /// <summary>A statement that gives values and how many events have each.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="value">The value as SQL over <c>events e</c>; null leaves an event out.</param>
    /// <param name="having">A condition on events.</param>
    /// <param name="order">How the values, <c>value</c> and <c>count</c>, are sorted.</param>
    /// <param name="limit">Number of values.</param>
    /// <param name="names">A table with the columns <c>key</c> and <c>name</c>, where the value is a key and the name is wanted.</param>
    public DbCommand Group(SqlSession connection, string value, string having, string order, int limit, string? names = null)
    {
        var count = _parameters.Add((long)limit);
        if (names is not null)
        {
            return Command(
                connection,
                $"""
                SELECT n.name AS value, c.count AS count FROM
                  (SELECT value, count(*) AS count FROM ({Union(connection, value + " AS value", " AND " + having)}) q WHERE value IS NOT NULL GROUP BY value) c
                JOIN {names} n ON n.key = c.value ORDER BY {order} LIMIT {count}
                """);
        }

        return Command(
            connection,
            $"""
            SELECT value, count(*) AS count FROM ({Union(connection, value + " AS value", " AND " + having)}) q
            WHERE value IS NOT NULL GROUP BY value ORDER BY {order} LIMIT {count}
            """);
    }

    /// <summary>A statement over what the query finds.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="columns">Columns as SQL over <c>events e</c>.</param>
    /// <param name="also">A condition more, with its leading <c>AND</c>.</param>
    /// <param name="statement">The statement; what was found is its table <c>found</c>.</param>
    public DbCommand Over(SqlSession connection, string columns, string also, string statement) =>
        Command(connection, $"WITH found AS ({Union(connection, columns, also)})\n{statement}");

    /// <summary>Looking so many events' documents up one by one; with a begun word, each look gathers the set anew.</summary>
    private static double EachCost(TextProbe text, double events) => events * (text.IsPrefix ? ProbeCost + text.Documents : ProbeCost);

    private string Union(SqlSession connection, string columns, string also = "", bool isOwn = false, string? foreignEnd = null, string? ownEnd = null) => string.Join(
        "\nUNION ALL\n",
        _parts.Where(part => !isOwn || !part.Table.IsForeign).SelectMany(part => part.Branches.Select(branch =>
        {
            var walk = $"SELECT {part.Table.Rewrite(columns)} FROM {part.Table.Name} e{connection.Dialect.IndexedBy(branch.Index)} WHERE {branch.Predicate}{part.Where}{part.Table.Rewrite(also)}";
            return (part.Table.IsForeign ? foreignEnd : _parts.Sum(one => one.Branches.Count) > 1 && branch.IsOrdered ? ownEnd : null) is { } end ? $"SELECT * FROM ({walk}{end}) w" : walk;
        })));

    /// <summary>The walks over one table, and what else each event is held against.</summary>
    private sealed record Part(EventTable Table, string Where, IReadOnlyList<Branch> Branches)
    {
        public double Events { get; init; }

        public string EachSql { get; init; } = " AND 1 = 0";
    }

    private DbCommand Command(SqlSession connection, string sql)
    {
        var command = connection.Command(sql);
        _parameters.Bind(connection, command);
        return command;
    }
}
