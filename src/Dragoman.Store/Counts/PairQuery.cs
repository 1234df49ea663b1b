using System.Data.Common;
using System.Globalization;

namespace Dragoman.Store;

/// <summary>
/// Answers counts from <c>pair_counts</c> where a query permits: at most two conditions on values that events are counted by together (one, where they are counted by a
/// third), beside conditions on the quad class, and on the date where days are counted. Null where the query has to be walked over.
/// </summary>
internal sealed class PairQuery
{
    // More names of outlets than this at once are walked over.
    private const int MostNames = 200;

    private readonly EventQuery _query;
    private readonly IReadOnlyList<Side> _sides;
    private readonly IReadOnlySet<int> _quads;
    private readonly (int First, int Last)? _days;

    private PairQuery(EventQuery query, IReadOnlyList<Side> sides, IReadOnlySet<int> quads, (int, int)? days)
    {
        _query = query;
        _sides = sides;
        _quads = quads;
        _days = days;
    }

    /// <summary>Reads a query; null where the counts do not know its conditions, or lack events at the moment.</summary>
    public static PairQuery? For(SqlSession session, EventQuery query) => For(session, query, query.Terms);

    /// <summary>
    /// Number of events of a query with <c>with:</c> a country, or two: those where it acts and those where it is acted upon, less those where both. Null where the counts do not say.
    /// </summary>
    public static long? CountWith(SqlSession session, EventQuery query)
    {
        var sides = query.Terms.OfType<FieldTerm>().Where(term => term.Field == QueryField.With).ToList();
        if (sides.Count is 0 or > 2 || sides.Exists(term => term.Values.Items is not [{ Kind: ValueKind.Code, Text.Length: 3 } only] || Vocabulary.Sectors.Contains(only.Text))) return null;
        var (first, last) = (sides[0], sides[^1]);
        var isOne = first.Values.Items[0].Text == last.Values.Items[0].Text;
        long? With(params ReadOnlySpan<QueryTerm> terms) => For(session, query, [.. query.Terms.Except(sides), .. terms])?.Count(session);
        return isOne
            ? With(first with { Field = QueryField.Actor }) + With(first with { Field = QueryField.Recipient })
                - With(first with { Field = QueryField.Actor }, first with { Field = QueryField.Recipient })
            : With(first with { Field = QueryField.Actor }, last with { Field = QueryField.Recipient })
                + With(last with { Field = QueryField.Actor }, first with { Field = QueryField.Recipient });
    }

    private static PairQuery? For(SqlSession session, EventQuery query, IReadOnlyList<QueryTerm> terms)
    {
        var sides = new List<Side>();
        var quads = new HashSet<int>([0, 1, 2, 3, 4]);
        (int First, int Last)? days = null;
        foreach (var term in terms)
        {
            if (term is not FieldTerm { Operator: QueryOperator.Has } field) return null;
            var items = field.Values.Items;
            if (field.Field == QueryField.Quad)
            {
                var named = items.Select(item => int.TryParse(item.Text, CultureInfo.InvariantCulture, out var quad) ? quad : -1);
                if (field.Negated) quads.ExceptWith(named);
                else quads.IntersectWith(named);
                continue;
            }

            if (field.Field == QueryField.Since || field.Field == QueryField.Until || field.Field == QueryField.On)
            {
                if (field.Negated || items is not [{ Kind: ValueKind.Date } date] || !DateBounds.TryParse(date.Text, out var bounds)) return null;
                var (first, last) = days ?? (1, int.MaxValue);
                if (field.Field != QueryField.Until) first = Math.Max(first, bounds.First);
                if (field.Field != QueryField.Since) last = Math.Min(last, bounds.Last);
                days = (first, last);
                continue;
            }

            if (SideOf(session, field) is not { } side) return null;
            if (field.Negated)
            {
                // What is not so can only be told of values that every event has.
                var all = side.Dimension switch
                {
                    Dimension.Type => Vocabulary.Types,
                    Dimension.Factuality => Vocabulary.Factualities,
                    Dimension.Asserted => [PairKind.Asserted(false), PairKind.Asserted(true)],
                    _ => default(IReadOnlyList<string>),
                };
                if (all is null) return null;
                side = OneOf(side.Dimension, [.. all.Except(side.Values!, StringComparer.Ordinal)]);
            }

            sides.Add(side);
        }

        // Type and factuality are counted as one value too.
        if ((sides.Count == 3 || (sides.Count == 2 && days is not null)) && Together(sides) is { } together)
            sides = [together, .. sides.Where(side => side.Dimension is not (Dimension.Type or Dimension.Factuality))];

        // Of three values that meet only two are counted, and two conditions on one value are none that the counts know.
        if (sides.Count > 2 || (sides.Count == 2 && (days is not null || PairKind.Of(sides[0].Dimension, sides[1].Dimension) is null))) return null;
        return Building.LacksCounts(session) ? null : new PairQuery(query, sides, quads, days);
    }

    /// <summary>The condition on type and factuality together, where there is one on each; null where not.</summary>
    private static Side? Together(IReadOnlyList<Side> sides)
    {
        if (sides.Where(side => side.Dimension == Dimension.Type).ToList() is not [{ Values: { } types }]
            || sides.Where(side => side.Dimension == Dimension.Factuality).ToList() is not [{ Values: { } factualities }]) return null;
        return OneOf(Dimension.TypeFactuality, [.. types.SelectMany(type => factualities.Select(factuality => PairKind.Both(type, factuality)))]);
    }

    /// <summary>Number of events; null where the counts do not say.</summary>
    public long? Count(SqlSession session)
    {
        if (_quads.Count == 0) return 0;
        var parameters = new SqlParameters();
        if (_days is not null)
        {
            if (Where(Dimension.Day, parameters) is not var (dated, isFirst)) return null;
            using var between = session.Command($"SELECT coalesce(sum({Sum()}), 0) FROM pair_counts WHERE {dated}{Between(isFirst ? "a" : "b", parameters)}");
            parameters.Bind(session, between);
            return Convert.ToInt64(between.ExecuteScalar(), CultureInfo.InvariantCulture) + Imprecise(session, "''").GetValueOrDefault("");
        }

        // Every event has a type.
        var where = _sides.Count switch
        {
            0 => Both(new Side(Dimension.None, static (column, _) => column + " = ''"), new Side(Dimension.Type, static (_, _) => "1 = 1"), parameters),
            1 => Both(new Side(Dimension.None, static (column, _) => column + " = ''"), _sides[0], parameters),
            _ => Both(_sides[0], _sides[1], parameters),
        };
        using var command = session.Command($"SELECT coalesce(sum({Sum()}), 0) FROM pair_counts WHERE {where.Sql}");
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
        if (_quads.Count == 0) return [];
        if (_days is not null && wanted != Dimension.Day) return BetweenDays(session, wanted, limit);
        var parameters = new SqlParameters();
        if (Where(wanted, parameters) is not var (where, isFirst)) return null;
        var value = isFirst ? "a" : "b";
        where += Between(value, parameters);
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
        var parameters = new SqlParameters();
        if (_quads.Count < 5 || Where(Dimension.Day, parameters) is not ({ } where, false)) return null;
        where += Between("b", parameters);
        var command = session.Command(
            $"""
            SELECT CAST(b AS BIGINT) AS day, {string.Join(", ", Enumerable.Range(1, 4).Select(quad => $"CAST(sum(q{quad}) AS BIGINT)"))}, CAST(sum(g) AS DOUBLE PRECISION) / 1000, CAST(sum(n) AS BIGINT)
            FROM pair_counts WHERE {where} GROUP BY b HAVING sum(q0 + q1 + q2 + q3 + q4) > 0 ORDER BY b DESC LIMIT {parameters.Add((long)limit)}
            """);
        parameters.Bind(session, command);
        return command;
    }

    /// <summary>Events between two days by a value: those dated to a day from the counts, the others walked over. Null where that takes longer than walking over all.</summary>
    private List<(string Value, long Count)>? BetweenDays(SqlSession session, Dimension wanted, int limit)
    {
        if (_sides.Count > 0 || PairKind.Of(wanted, Dimension.Day) is not { IsTurned: false } pair || Count(session) < session.ManyBetweenDays) return null;
        var parameters = new SqlParameters();
        using var command = session.Command($"SELECT a, CAST(sum({Sum()}) AS BIGINT) FROM pair_counts WHERE kind = {pair.Kind}{Between("b", parameters)} GROUP BY a");
        parameters.Bind(session, command);
        var counts = Imprecise(session, PairKind.Sql(wanted));
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read()) counts[reader.GetString(0)] = counts.GetValueOrDefault(reader.GetString(0)) + reader.GetInt64(1);
        }

        return [.. counts.Where(item => item.Value > 0).OrderByDescending(item => item.Value).ThenBy(item => item.Key, StringComparer.Ordinal).Take(limit).Select(item => (item.Key, item.Value))];
    }

    /// <summary>The events that the query finds and that are not dated to a day, by a value as SQL.</summary>
    private Dictionary<string, long> Imprecise(SqlSession session, string value)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var parameters = new SqlParameters();
        var conditions = QueryPlan.Conditions(session, _query, parameters);
        using var command = session.Command(
            $"""
            SELECT value, count(*) FROM
              (SELECT {value} AS value FROM events e{session.Dialect.IndexedBy("events_imprecise")} WHERE e.precision <> 'day' AND {conditions}) q
            WHERE value IS NOT NULL GROUP BY value
            """);
        parameters.Bind(session, command);
        using var reader = command.ExecuteReader();
        while (reader.Read()) counts[reader.GetString(0)] = reader.GetInt64(1);
        return counts;
    }

    private string Between(string column, SqlParameters parameters) => _days is not { } days
        ? ""
        : $" AND {column} >= {parameters.Add(PairKind.Day(days.First))} AND {column} <= {parameters.Add(PairKind.Day(Math.Min(days.Last, 9_999_999)))}";

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

    /// <summary>The rows to add up for a value that is asked for, and whether it stands first in them; null where there are none.</summary>
    private (string Sql, bool IsFirst)? Where(Dimension wanted, SqlParameters parameters)
    {
        var any = new Side(wanted, static (_, _) => "1 = 1");
        var nothing = new Side(Dimension.None, static (column, _) => column + " = ''");
        if (_sides.Count == 0) return Turned(Both(nothing, any, parameters), false);
        if (_sides.Count == 1)
        {
            // The condition may be on the value itself, or on its beginning.
            var side = _sides[0];
            if (side.Dimension == wanted) return Turned(Both(nothing, side, parameters), false);
            if (IsRootOf(side.Dimension, wanted) && side.Beginnings is { } beginnings)
                return Turned(Both(nothing, new Side(wanted, (column, p) => "(" + string.Join(" OR ", beginnings.Select(text => Begins(column, text, p))) + ")"), parameters), false);
            return PairKind.Of(side.Dimension, wanted) is null ? null : Turned(Both(side, any, parameters), false);
        }

        if (Together(_sides) is { } together && wanted is not (Dimension.Type or Dimension.Factuality))
            return PairKind.Of(together.Dimension, wanted) is null ? null : Turned(Both(together, any, parameters), false);
        if (_sides[1].Dimension == wanted) return Turned(Both(_sides[0], _sides[1], parameters), false);
        return _sides[0].Dimension == wanted ? Turned(Both(_sides[1], _sides[0], parameters), false) : null;
    }

    private static (string Sql, bool IsFirst) Turned((string Sql, bool IsTurned) both, bool isFirst) => (both.Sql, both.IsTurned != isFirst);

    /// <summary>The rows that two conditions leave; turned where the second stands first in them.</summary>
    private static (string Sql, bool IsTurned) Both(Side one, Side other, SqlParameters parameters)
    {
        var (kind, isTurned) = PairKind.Of(one.Dimension, other.Dimension)!.Value;
        return ($"kind = {kind} AND {one.Condition(isTurned ? "b" : "a", parameters)} AND {other.Condition(isTurned ? "a" : "b", parameters)}", isTurned);
    }

    private static bool IsRootOf(Dimension root, Dimension whole) =>
        (root, whole) is (Dimension.ActorRoot, Dimension.Actor) or (Dimension.RecipientRoot, Dimension.Recipient);

    /// <summary>The value that a condition is on; null where events are not counted by it.</summary>
    private static Side? SideOf(SqlSession session, FieldTerm term)
    {
        var (field, items) = (term.Field, term.Values.Items);
        if (field == QueryField.Type && items.All(item => item.Kind == ValueKind.Exact)) return OneOf(Dimension.Type, items);
        if (field == QueryField.Factuality && items.All(item => item.Kind == ValueKind.Exact)) return OneOf(Dimension.Factuality, items);
        if (field == QueryField.Mode && items.All(item => item.Kind == ValueKind.Exact)) return OneOf(Dimension.Mode, items);
        if (field == QueryField.Source) return Outlets(session, items);
        if (field == QueryField.AssertedBy) return items.All(item => item.Kind == ValueKind.None) ? OneOf(Dimension.Asserted, [PairKind.Asserted(false)]) : null;
        if (items.Any(item => item.Kind != ValueKind.Code)) return null;
        if (field == QueryField.Place) return OneOf(Dimension.Country, items);
        if (field != QueryField.Actor && field != QueryField.Recipient) return null;
        var (whole, root) = field == QueryField.Actor ? (Dimension.Actor, Dimension.ActorRoot) : (Dimension.Recipient, Dimension.RecipientRoot);
        if (items.All(item => item.Text.Length == 3 && !Vocabulary.Sectors.Contains(item.Text)))
            return OneOf(root, items) with { Beginnings = [.. items.Select(item => item.Text)] };
        if (items.All(item => item.Text.Length == 3 && Vocabulary.Sectors.Contains(item.Text)))
        {
            return new Side(
                field == QueryField.Actor ? Dimension.ActorSectors : Dimension.RecipientSectors,
                (column, parameters) => "(" + string.Join(" OR ", items.Select(item => $"' ' || {column} || ' ' LIKE {parameters.Add($"% {item.Text} %")}")) + ")");
        }

        return items is [{ Text.Length: > 3 } only] ? new Side(whole, (column, parameters) => Begins(column, only.Text, parameters)) : null;
    }

    /// <summary>Outlets by the words of their names, as long as they are not too many.</summary>
    private static Side? Outlets(SqlSession session, IReadOnlyList<QueryValue> items)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return TryOutlets(session, items, names) ? OneOf(Dimension.Publisher, [.. names]) : null;
    }

    /// <summary>Gathers the names of outlets by words of them.</summary>
    /// <param name="session">A session that reads.</param>
    /// <param name="items">The words.</param>
    /// <param name="names">Takes the names.</param>
    /// <returns>False where there are too many, or a value is no words.</returns>
    public static bool TryOutlets(SqlSession session, IReadOnlyList<QueryValue> items, HashSet<string> names)
    {
        foreach (var item in items)
        {
            if (item.Kind != ValueKind.Words) return false;
            using var command = session.Command(
                $"""
                SELECT name FROM publishers WHERE key IN
                  (SELECT rowid / 3 FROM names WHERE {session.Dialect.Match("names", "$1")} AND rowid % 3 = {(int)NameKind.Publisher} LIMIT {MostNames + 1})
                """, FullText.Phrase(session.Dialect, item.Text, item.Prefix));
            using var reader = command.ExecuteReader();
            while (reader.Read()) names.Add(reader.GetString(0));
        }

        return names.Count <= MostNames;
    }

    private static Side OneOf(Dimension dimension, IReadOnlyList<QueryValue> items) => OneOf(dimension, [.. items.Select(item => item.Text).Distinct(StringComparer.Ordinal)]);

    private static Side OneOf(Dimension dimension, IReadOnlyList<string> values) => new(
        dimension, (column, parameters) => values.Count == 0 ? "1 = 0" : $"{column} IN ({string.Join(", ", values.Select(value => parameters.Add(value)))})")
    { Values = values };

    /// <summary>Codes are capital letters; "[" is the character behind "Z".</summary>
    private static string Begins(string column, string text, SqlParameters parameters) =>
        $"({column} >= {parameters.Add(text)} AND {column} < {parameters.Add(text + "[")})";

    private string Sum() => string.Join(" + ", _quads.Order().Select(quad => string.Create(CultureInfo.InvariantCulture, $"q{quad}")));

    /// <summary>A condition on a value that events are counted by.</summary>
    /// <param name="Dimension">The value.</param>
    /// <param name="Condition">The condition on a column that holds it.</param>
    private sealed record Side(Dimension Dimension, Func<string, SqlParameters, string> Condition)
    {
        /// <summary>What longer codes begin with that the condition is also on; null where it is on whole values.</summary>
        public IReadOnlyList<string>? Beginnings { get; init; }

        /// <summary>The values, one of which it must be; null where the condition is another.</summary>
        public IReadOnlyList<string>? Values { get; init; }
    }
}
