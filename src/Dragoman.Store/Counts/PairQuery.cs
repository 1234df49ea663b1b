using System.Data.Common;
using System.Globalization;

namespace Dragoman.Store;

/// <summary>
/// Answers counts from <c>pair_counts</c> where a query permits: at most one condition on a value that events are counted by, beside
/// conditions on the quad class, and on the date where days are counted. Null where the query has to be walked over.
/// </summary>
internal sealed class PairQuery
{
    private readonly Dimension _dimension;
    private readonly IReadOnlyList<string> _values;
    private readonly bool _isBeginning;
    private readonly IReadOnlySet<int> _quads;
    private readonly (int First, int Last)? _days;

    private PairQuery(Dimension dimension, IReadOnlyList<string> values, bool isBeginning, IReadOnlySet<int> quads, (int, int)? days)
    {
        _dimension = dimension;
        _values = values;
        _isBeginning = isBeginning;
        _quads = quads;
        _days = days;
    }

    /// <summary>Reads a query; null where the counts do not know its conditions, or lack events at the moment.</summary>
    public static PairQuery? For(SqlSession session, EventQuery query) => Of(query) is { } pairs && !Building.LacksCounts(session) ? pairs : null;

    /// <summary>Reads a query; null where the counts do not know its conditions.</summary>
    public static PairQuery? Of(EventQuery query)
    {
        var dimension = Dimension.None;
        IReadOnlyList<string> values = [];
        var isBeginning = false;
        var quads = new HashSet<int>([0, 1, 2, 3, 4]);
        (int First, int Last)? days = null;
        foreach (var term in query.Terms)
        {
            if (term is not FieldTerm { Negated: false, Operator: QueryOperator.Has } field) return null;
            var items = field.Values.Items;
            if (field.Field == QueryField.Quad)
            {
                quads.IntersectWith(items.Select(item => int.TryParse(item.Text, CultureInfo.InvariantCulture, out var quad) ? quad : -1));
                continue;
            }

            if (field.Field == QueryField.Since || field.Field == QueryField.Until || field.Field == QueryField.On)
            {
                if (items is not [{ Kind: ValueKind.Date } date] || !DateBounds.TryParse(date.Text, out var bounds)) return null;
                var (first, last) = days ?? (1, int.MaxValue);
                if (field.Field != QueryField.Until) first = Math.Max(first, bounds.First);
                if (field.Field != QueryField.Since) last = Math.Min(last, bounds.Last);
                days = (first, last);
                continue;
            }

            // Two conditions on values: only their pairs are counted, not what else meets them.
            if (dimension != Dimension.None || Side(field) is not { } side) return null;
            (dimension, isBeginning) = side;
            values = [.. items.Select(item => item.Text).Distinct(StringComparer.Ordinal)];
        }

        return new PairQuery(dimension, values, isBeginning, quads, days);
    }

    /// <summary>Number of events; null where the counts do not say.</summary>
    public long? Count(SqlSession session)
    {
        if (_days is not null) return null;
        if (_quads.Count == 0) return 0;

        // Every event has a type.
        var (of, condition) = _dimension == Dimension.None ? (Dimension.Type, null) : (_dimension, (Func<SqlParameters, string>?)(parameters => Condition("b", parameters)));
        var parameters = new SqlParameters();
        var kind = PairKind.Of(Dimension.None, of)!.Value.Kind;
        var where = condition is null ? "" : " AND " + condition(parameters);
        using var command = session.Command($"SELECT coalesce(sum({Sum()}), 0) FROM pair_counts WHERE kind = {kind} AND a = ''{where}");
        parameters.Bind(session, command);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Events by a value, as <see cref="FacetKind"/> sorts them; null where the counts do not say.</summary>
    /// <param name="session">A session that reads.</param>
    /// <param name="kind">The value.</param>
    /// <param name="limit">Most values.</param>
    public List<(string Value, long Count)>? Facets(SqlSession session, FacetKind kind, int limit)
    {
        var wanted = Of(kind);
        if (_days is not null && wanted != Dimension.Day) return null;
        if (_quads.Count == 0) return [];
        var parameters = new SqlParameters();
        string value;
        string where;
        if (_dimension == Dimension.None || _dimension == wanted || IsRootOf(_dimension, wanted))
        {
            // The condition is on the value itself, or on its beginning.
            value = "b";
            where = $"kind = {PairKind.Of(Dimension.None, wanted)!.Value.Kind} AND a = ''";
            if (_dimension == wanted) where += " AND " + Condition("b", parameters);
            else if (_dimension != Dimension.None) where += " AND (" + string.Join(" OR ", _values.Select(text => Begins("b", text, parameters))) + ")";
        }
        else if (PairKind.Of(_dimension, wanted) is { } pair)
        {
            value = pair.IsTurned ? "a" : "b";
            where = $"kind = {pair.Kind} AND " + Condition(pair.IsTurned ? "b" : "a", parameters);
        }
        else
        {
            return null;
        }

        if (_days is { } days)
            where += $" AND {value} >= {parameters.Add(PairKind.Day(days.First))} AND {value} <= {parameters.Add(PairKind.Day(Math.Min(days.Last, 9_999_999)))}";
        var order = wanted == Dimension.Day ? "value DESC" : "count DESC, value";
        using var command = session.Command(
            $"""
            SELECT value, count FROM (SELECT {value} AS value, CAST(sum({Sum()}) AS BIGINT) AS count FROM pair_counts WHERE {where} GROUP BY {value}) q
            WHERE count > 0 ORDER BY {order} LIMIT {parameters.Add((long)limit)}
            """);
        parameters.Bind(session, command);
        var facets = new List<(string, long)>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var text = reader.GetString(0);
            facets.Add((wanted == Dimension.Day ? DateBounds.Format(int.Parse(text, CultureInfo.InvariantCulture)) : text, reader.GetInt64(1)));
        }

        return facets;
    }

    /// <summary>Events by day, the newest first: for each day the counts of quad classes 1 to 4, the sum of Goldstein values and how many have one; null where the counts do not say.</summary>
    public DbCommand? Days(SqlSession session, int limit)
    {
        if (_quads.Count < 5 || PairKind.Of(_dimension, Dimension.Day) is not { IsTurned: false } pair) return null;
        var parameters = new SqlParameters();
        var where = $"kind = {pair.Kind} AND " + Condition("a", parameters);
        if (_days is { } days)
            where += $" AND b >= {parameters.Add(PairKind.Day(days.First))} AND b <= {parameters.Add(PairKind.Day(Math.Min(days.Last, 9_999_999)))}";
        var command = session.Command(
            $"""
            SELECT CAST(b AS BIGINT) AS day, {string.Join(", ", Enumerable.Range(1, 4).Select(quad => $"CAST(sum(q{quad}) AS BIGINT)"))}, CAST(sum(g) AS DOUBLE PRECISION) / 1000, CAST(sum(n) AS BIGINT)
            FROM pair_counts WHERE {where} GROUP BY b HAVING sum(q0 + q1 + q2 + q3 + q4) > 0 ORDER BY b DESC LIMIT {parameters.Add((long)limit)}
            """);
        parameters.Bind(session, command);
        return command;
    }

    private static Dimension Of(FacetKind kind) => kind switch
    {
        FacetKind.Type => Dimension.Type,
        FacetKind.Actor => Dimension.Actor,
        FacetKind.Recipient => Dimension.Recipient,
        FacetKind.ActorCountry => Dimension.ActorRoot,
        FacetKind.RecipientCountry => Dimension.RecipientRoot,
        FacetKind.Country => Dimension.Country,
        FacetKind.Day => Dimension.Day,
        FacetKind.Publisher => Dimension.Publisher,
        FacetKind.Factuality => Dimension.Factuality,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind of facet"),
    };

    private static bool IsRootOf(Dimension root, Dimension whole) =>
        (root, whole) is (Dimension.ActorRoot, Dimension.Actor) or (Dimension.RecipientRoot, Dimension.Recipient);

    /// <summary>The value that a condition is on, and whether what it gives is the beginning of a code.</summary>
    private static (Dimension Dimension, bool IsBeginning)? Side(FieldTerm term)
    {
        var (field, items) = (term.Field, term.Values.Items);
        if (field == QueryField.Type && items.All(item => item.Kind == ValueKind.Exact)) return (Dimension.Type, false);
        if (field == QueryField.Factuality && items.All(item => item.Kind == ValueKind.Exact)) return (Dimension.Factuality, false);
        if (items.Any(item => item.Kind != ValueKind.Code)) return null;
        if (field == QueryField.Place) return (Dimension.Country, false);
        if (field != QueryField.Actor && field != QueryField.Recipient) return null;
        var isActor = field == QueryField.Actor;
        if (items.All(item => item.Text.Length == 3 && !Vocabulary.Sectors.Contains(item.Text))) return (isActor ? Dimension.ActorRoot : Dimension.RecipientRoot, false);
        return items is [{ Text.Length: > 3 }] ? (isActor ? Dimension.Actor : Dimension.Recipient, true) : null;
    }

    /// <summary>Codes are capital letters; "[" is the character behind "Z".</summary>
    private static string Begins(string column, string text, SqlParameters parameters) =>
        $"({column} >= {parameters.Add(text)} AND {column} < {parameters.Add(text + "[")})";

    private string Condition(string column, SqlParameters parameters)
    {
        if (_dimension == Dimension.None) return $"{column} = ''";
        if (_isBeginning) return Begins(column, _values[0], parameters);
        return $"{column} IN ({string.Join(", ", _values.Select(value => parameters.Add(value)))})";
    }

    private string Sum() => string.Join(" + ", _quads.Order().Select(quad => string.Create(CultureInfo.InvariantCulture, $"q{quad}")));
}
