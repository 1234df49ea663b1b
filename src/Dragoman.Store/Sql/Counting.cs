using System.Data.Common;
using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>Counts that pages draw, over what a query finds, and lists of what came last.</summary>
internal static class Counting
{
    // Keys that one statement names.
    private const int MostKeys = 1_000;

    private const string Quads =
        """
        sum(CASE WHEN q = 1 THEN 1 ELSE 0 END), sum(CASE WHEN q = 2 THEN 1 ELSE 0 END),
        sum(CASE WHEN q = 3 THEN 1 ELSE 0 END), sum(CASE WHEN q = 4 THEN 1 ELSE 0 END)
        """;

    public static IReadOnlyList<DyadCount> Dyads(SqlSession connection, EventQuery query, bool whole, int limit, CountedColumns? columns = null)
    {
        if (ColumnQuery.For(connection, columns, query) is { } found) return found.Dyads(whole, limit);

        // A root is the first three letters; the index of counts has whole codes.
        string Side(string name) => whole ? $"e.{name}_code" : $"substr(e.{name}_code, 1, 3)";
        using var command = QueryPlan.Make(connection, query, long.MaxValue, after: null, isCounting: true, haveActors: true).Over(
            connection,
            $"{Side("actor")} AS a, {Side("recipient")} AS r, e.quad AS q, e.goldstein AS g, e.day AS day",
            " AND e.actor_code IS NOT NULL AND e.recipient_code IS NOT NULL",
            $"SELECT a, r, {Quads}, avg(g), max(day) FROM found GROUP BY a, r ORDER BY count(*) DESC, a, r LIMIT {limit}");
        return List(command, static reader => new DyadCount(
            reader.GetString(0), reader.GetString(1), QuadsAt(reader, 2), reader.Real(6), DayOf(reader.GetInt64(7))));
    }

    public static IReadOnlyList<DayCount> Days(SqlSession connection, EventQuery query, int limit, CountedColumns? columns = null)
    {
        var counted = Superseded.AreThere(connection) ? null : PairQuery.For(connection, query)?.Days(connection, limit);
        if (counted is null && ColumnQuery.For(connection, columns, query) is { } found) return found.Days(limit);
        using var command = counted ?? QueryPlan.Make(connection, query, long.MaxValue, after: null, isCounting: true).Over(
            connection,
            "e.day AS day, e.quad AS q, e.goldstein AS g",
            " AND e.day > 0 AND e.precision = 'day'",
            $"SELECT day, {Quads}, coalesce(sum(g), 0.0), count(g) FROM found GROUP BY day ORDER BY day DESC LIMIT {limit}");
        return List(command, static reader => new DayCount(
            DateOnly.FromDayNumber((int)reader.GetInt64(0) - 1), QuadsAt(reader, 1), reader.GetDouble(5), reader.GetInt64(6)));
    }

    public static IReadOnlyList<PlaceCount> Places(SqlSession connection, EventQuery query, int limit, CountedColumns? columns = null)
    {
        if (ColumnQuery.For(connection, columns, query) is { } inMemory) return Named(connection, inMemory.Places(limit));
        using var command = Plan(connection, query).Over(
            connection,
            "e.place AS place, e.quad AS q",
            " AND e.place IS NOT NULL",
            $"""
            SELECT p.name, p.country, p.admin1, p.geonames, p.lat, p.lon, c.q1, c.q2, c.q3, c.q4
            FROM (SELECT place, count(*) AS total, {Named(Quads)} FROM found GROUP BY place ORDER BY total DESC, place LIMIT {limit}) c
            JOIN places p ON p.key = c.place ORDER BY c.total DESC, p.name, p.key
            """);
        return List(command, static reader => new PlaceCount(
            reader.GetString(0),
            reader.Filled(1),
            reader.Filled(2),
            reader.GetInt64(3) is not 0 and var id ? id : null,
            reader.Real(4),
            reader.Real(5),
            QuadsAt(reader, 6)));
    }

    /// <summary>Places by their keys, with their names; of equally many events by name.</summary>
    private static IReadOnlyList<PlaceCount> Named(SqlSession connection, IReadOnlyList<QuadRow> places)
    {
        var counts = places.ToDictionary(static place => (long)place.Key);
        var rows = new List<(PlaceCount Place, int Total, long Key)>();
        foreach (var keys in counts.Keys.Chunk(MostKeys))
        {
            using var command = connection.Command($"SELECT name, country, admin1, geonames, lat, lon, key FROM places WHERE key IN ({string.Join(", ", keys)})");
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                var found = counts[reader.GetInt64(6)];
                rows.Add((new PlaceCount(
                    reader.GetString(0), reader.Filled(1), reader.Filled(2), reader.GetInt64(3) is not 0 and var id ? id : null, reader.Real(4), reader.Real(5), found.Quads), found.Total, found.Key));
            }
        }

        return [.. rows.OrderByDescending(static row => row.Total).ThenBy(static row => row.Place.Name, StringComparer.Ordinal).ThenBy(static row => row.Key).Select(static row => row.Place)];
    }

    public static IReadOnlyList<NameCount> Names(SqlSession connection, EventQuery query, EventSide side, string code, int limit)
    {
        var column = side switch { EventSide.Actor => "actor", EventSide.Recipient => "recipient", _ => "speaker" };
        using var command = Plan(connection, query).Over(
            connection,
            $"e.{column} AS party",
            $" AND e.{column} IS NOT NULL",
            $"""
            SELECT CASE WHEN p.name = '' THEN p.text ELSE p.name END AS named, p.code AS code, sum(c.total) AS total
            FROM (SELECT party, count(*) AS total FROM found GROUP BY party) c
            JOIN parties p ON p.key = c.party WHERE substr(p.code, 1, {code.Length}) = '{Letters(code)}' AND p.code <> ''
            GROUP BY named, p.code ORDER BY total DESC, named, p.code LIMIT {limit}
            """);
        return List(command, static reader => new NameCount(reader.GetString(0), reader.GetString(1), reader.GetInt64(2)));
    }

    public static IReadOnlyList<StatementRow> StatementsBy(SqlSession connection, string code, int limit)
    {
        var current = Superseded.AreThere(connection) ? "AND s.document NOT IN (SELECT document FROM superseded)" : "";
        using var command = connection.Command(
            $"""
            SELECT d.id, s.id, s.kind, p.text, p.name, p.code, s.content_start, s.content_end, s.date, d.published, o.name, d.title, s.document
            FROM (
              SELECT key FROM statements s
              WHERE s.speaker IN (SELECT key FROM parties WHERE code >= $1 AND code < $2) {current}
              ORDER BY key DESC LIMIT $3
            ) newest
            JOIN statements s ON s.key = newest.key
            JOIN documents d ON d.key = s.document
            JOIN parties p ON p.key = s.speaker
            LEFT JOIN publishers o ON o.key = d.publisher
            ORDER BY s.key DESC
            """, code, code + "~", (long)limit);
        var rows = new List<StatementRow>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var (start, end) = (reader.GetInt32(6), reader.GetInt32(7));
            if (Sentence(connection, reader.GetInt64(12), start) is not { } sentence) continue;
            rows.Add(new StatementRow(
                reader.GetString(0),
                reader.GetString(1),
                (StatementKind)Math.Max(0, Vocabulary.StatementKinds.ToList().IndexOf(reader.GetString(2))),
                reader.GetString(3),
                reader.Filled(4),
                reader.Filled(5),
                sentence.Text,
                Math.Clamp(start - sentence.Start, 0, sentence.Text.Length),
                Math.Clamp(end - sentence.Start, 0, sentence.Text.Length),
                reader.Text(8),
                reader.Text(9),
                reader.Text(10),
                reader.Text(11)));
        }

        return rows;
    }

    public static StoreMark Mark(SqlSession connection) => new(connection.Scalar<long?>("SELECT max(key) FROM documents") ?? 0);

    public static Added AddedSince(SqlSession connection, StoreMark mark)
    {
        using var command = connection.Command("SELECT count(*), coalesce(sum(events), 0) FROM documents WHERE key > $1", mark.Key);
        return List(command, static reader => new Added(reader.GetInt64(0), reader.GetInt64(1)))[0];
    }

    public static IReadOnlySet<string> AddedSince(SqlSession connection, StoreMark mark, IReadOnlyList<string> documents)
    {
        var added = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in documents)
        {
            if (connection.Scalar<long?>("SELECT key FROM documents WHERE id = $1", id) > mark.Key) added.Add(id);
        }

        return added;
    }

    public static IReadOnlyList<DocumentRow> AddedDocuments(SqlSession connection, StoreMark mark, int limit)
    {
        using var command = connection.Command(
            """
            SELECT d.id, d.given_id, d.title, o.name, d.origin_publisher, d.published, d.url, d.locator, d.read_at, d.events, d.statements
            FROM documents d LEFT JOIN publishers o ON o.key = d.publisher
            WHERE d.key > $1 ORDER BY d.key DESC LIMIT $2
            """, mark.Key, (long)limit);
        return List(command, static reader => new DocumentRow
        {
            Id = reader.GetString(0),
            GivenId = reader.Text(1),
            Title = reader.Text(2),
            Publisher = reader.Text(3),
            OriginPublisher = reader.Text(4),
            Published = reader.Text(5),
            Url = reader.Text(6),
            Locator = reader.GetString(7),
            ReadAt = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(8)),
            Events = reader.GetInt32(9),
            Statements = reader.GetInt32(10),
        });
    }

    public static IReadOnlyList<Correction> Corrections(SqlSession connection, int limit)
    {
        using var command = connection.Command(
            """
            SELECT DISTINCT earlier.address, earlier.document, later.document, later.seen_at, later.changes
            FROM superseded s
            JOIN documents d ON d.key = s.document
            JOIN versions earlier ON earlier.document = d.id
            JOIN versions later ON later.address = earlier.address AND later.number = earlier.number + 1
            ORDER BY later.seen_at DESC, earlier.address LIMIT $1
            """, (long)limit);
        return List(command, static reader => new Correction(
            reader.GetString(0), reader.GetString(1), reader.GetString(2), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)), reader.Text(4)));
    }

    public static string? AddressOf(SqlSession connection, string documentId) =>
        connection.Scalar<string>("SELECT address FROM versions WHERE document = $1 ORDER BY number DESC LIMIT 1", documentId);

    private static QueryPlan Plan(SqlSession connection, EventQuery query) => QueryPlan.Make(connection, query, long.MaxValue, after: null);

    private static List<T> List<T>(DbCommand command, Func<DbDataReader, T> read)
    {
        var rows = new List<T>();
        using var reader = command.ExecuteReader();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    private static (int Start, string Text)? Sentence(SqlSession connection, long document, int offset)
    {
        using var command = connection.Command(
            "SELECT start, text FROM sentences WHERE document = $1 AND start <= $2 ORDER BY sentence DESC LIMIT 1", document, (long)offset);
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt32(0), reader.GetString(1)) : null;
    }

    private static QuadCounts QuadsAt(DbDataReader reader, int column) =>
        new(reader.GetInt64(column), reader.GetInt64(column + 1), reader.GetInt64(column + 2), reader.GetInt64(column + 3));

    private static DateOnly? DayOf(long day) => day > 0 ? DateOnly.FromDayNumber((int)day - 1) : null;

    private static string Named(string sums)
    {
        for (var quad = 1; quad <= 4; quad++) sums = sums.Replace($"q = {quad} THEN 1 ELSE 0 END)", $"q = {quad} THEN 1 ELSE 0 END) AS q{quad}", StringComparison.Ordinal);
        return sums;
    }

    /// <summary>A code is capital letters and digits; whatever else somebody may give names nobody.</summary>
    private static string Letters(string code) => code.All(char.IsAsciiLetterOrDigit) ? code : "?";
}
