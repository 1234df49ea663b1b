using System.Data.Common;

namespace Dragoman.Store;

/// <summary>Counts: of the whole store from the tallies, of a query by walking over what it finds.</summary>
internal static class StoreStatistics
{
    public static StoreSummary Summarize(SqlSession connection, string path) => new()
    {
        Documents = Total(connection, "documents"),
        Events = Total(connection, "events"),
        Statements = Total(connection, "statements"),
        Publishers = connection.Scalar<long>("SELECT count(*) FROM publishers"),
        Problems = connection.Scalar<long>("SELECT count(*) FROM problems"),
        FirstDate = Day(connection.Scalar<long?>("SELECT min(day) FROM events WHERE day > 0")),
        LastDate = Day(connection.Scalar<long?>("SELECT max(day) FROM events WHERE day > 0")),
        SizeOnDisk = connection.Dialect.SizeOf(connection, path),
        SchemaVersion = connection.Dialect.Version(connection),
    };

    public static long Count(SqlSession connection, EventQuery query, CountedColumns? columns = null)
    {
        if (query.IsEverything) return Total(connection, "events") - Superseded.Events(connection);
        if (OriginScope.IsAll(query.Terms))
        {
            var scope = OriginScope.Of(query.Terms);
            var kind = EventTable.Foreign.Tally(Tally.Total);
            return (scope.Own ? Total(connection, "events") - Superseded.Events(connection) : 0)
                + scope.Foreign.Sum(origin => connection.Scalar<long?>("SELECT count FROM tallies WHERE kind = $1 AND value = $2", kind, origin) ?? 0);
        }

        var inMemory = ColumnQuery.HasDays(query) ? ColumnQuery.For(connection, columns, query) : null;
        if (inMemory is null && (PairQuery.For(connection, query)?.Count(connection) ?? PairQuery.CountWith(connection, query)) is { } counted) return counted - Superseded.Events(connection, query);
        if ((inMemory ?? ColumnQuery.For(connection, columns, query)) is { } found) return found.Count();
        using var command = QueryPlan.Make(connection, query, long.MaxValue, after: null, isCounting: true).Count(connection);
        return (long)command.ExecuteScalar()!;
    }

    public static IReadOnlyList<Facet> Facets(SqlSession connection, EventQuery query, FacetKind kind, int limit, CountedColumns? columns = null)
    {
        var inMemory = ColumnQuery.HasDays(query) ? ColumnQuery.For(connection, columns, query) : null;
        var order = kind == FacetKind.Day ? "value DESC" : "count DESC, value";
        var having = kind == FacetKind.Day ? "e.day > 0 AND e.precision = 'day'" : "1 = 1";
        if (inMemory is null && PairQuery.For(connection, query) is { } pairs)
        {
            var less = Superseded.Count(connection, query, ValueOf(kind), having);
            if (pairs.Facets(connection, kind, limit + less.Count) is { } counted) return Without(counted, less, kind, limit);
        }

        if ((inMemory ?? ColumnQuery.For(connection, columns, query)) is { } found) return found.Facets(kind, limit);
        var plan = QueryPlan.Make(connection, query, long.MaxValue, after: null, isCounting: true);
        using var command = kind == FacetKind.Publisher
            ? plan.Group(connection, "e.publisher", having, order, limit, names: "publishers")
            : plan.Group(connection, ValueOf(kind), having, order, limit);
        var facets = new List<Facet>();
        using var reader = command.ExecuteReader();
        while (reader.Read()) facets.Add(new Facet(ValueText(reader), reader.GetInt64(1)));
        return facets;
    }

    /// <summary>What was counted of all documents, without those that a newer version stands in for.</summary>
    private static IReadOnlyList<Facet> Without(List<(string Value, long Count)> counted, Dictionary<string, long> less, FacetKind kind, int limit)
    {
        var facets = counted.Select(pair => new Facet(pair.Value, pair.Count - less.GetValueOrDefault(pair.Value))).Where(facet => facet.Count > 0);
        return kind == FacetKind.Day || less.Count == 0
            ? [.. facets.Take(limit)]
            : [.. facets.OrderByDescending(facet => facet.Count).ThenBy(facet => facet.Value, StringComparer.Ordinal).Take(limit)];
    }

    /// <summary>The value of a facet in a row's first column: a text, or a day by its number.</summary>
    internal static string ValueText(DbDataReader reader) => reader.GetValue(0) is long day ? DateBounds.Format((int)day) : reader.GetString(0);

    public static IReadOnlyList<SourceProblem> Problems(SqlSession connection, int limit)
    {
        using var command = connection.Command("SELECT locator, code, message, time FROM problems ORDER BY time DESC, key DESC LIMIT $1", (long)limit);
        using var reader = command.ExecuteReader();
        var problems = new List<SourceProblem>();
        while (reader.Read())
        {
            problems.Add(new SourceProblem(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3))));
        }

        return problems;
    }

    private static string ValueOf(FacetKind kind) => kind switch
    {
        FacetKind.Type => "e.type",
        FacetKind.Actor => "e.actor_code",
        FacetKind.Recipient => "e.recipient_code",
        FacetKind.ActorCountry => "substr(e.actor_code, 1, 3)",
        FacetKind.RecipientCountry => "substr(e.recipient_code, 1, 3)",
        FacetKind.Country => "e.place_country",
        FacetKind.Day => "e.day",
        FacetKind.Publisher => "(SELECT name FROM publishers WHERE key = e.publisher)",
        FacetKind.Factuality => "e.factuality",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind of facet"),
    };

    private static long Total(SqlSession connection, string value) =>
        connection.Scalar<long?>("SELECT count FROM tallies WHERE kind = 'total' AND value = $1", value) ?? 0;

    private static string? Day(long? day) => day is { } number ? DateBounds.Format((int)number) : null;
}
