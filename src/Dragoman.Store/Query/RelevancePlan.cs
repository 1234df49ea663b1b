using System.Globalization;
using System.Text;

namespace Dragoman.Store;

/// <summary>The place of an event in the order of relevance. Written as five numbers with dots between.</summary>
internal readonly record struct RelevanceCursor(long Score, EventCursor Event)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Score:x}.{Event}");

    public static bool TryParse(string text, out RelevanceCursor cursor)
    {
        cursor = default;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || !long.TryParse(text.AsSpan(0, dot), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var score)) return false;
        if (!EventCursor.TryParse(text[(dot + 1)..], out var place)) return false;
        cursor = new RelevanceCursor(score, place);
        return true;
    }
}

/// <summary>
/// Events of the documents that fit the words of a query best, the best first. Words in the title count four times. Of more than <see cref="MostRanked"/> documents
/// with the words, those that were stored last are ranked.
/// </summary>
internal static class RelevancePlan
{
    /// <summary>Documents that are ranked at most.</summary>
    public const int MostRanked = 20_000;

    public static EventPage Page(ReadConnection connection, EventQuery query, int limit, RelevanceCursor? after)
    {
        var words = query.Terms.OfType<WordTerm>().Where(word => !word.Negated).ToList();
        using var snapshot = new Snapshot(connection.Sql);
        var dialect = connection.Sql.Dialect;
        if (!OriginScope.Of(query.Terms).Own || FullText.All(dialect, words) is not { } expression) return new EventPage([], null);
        var parameters = new SqlParameters();
        var wanted = parameters.Add(expression);
        var total = connection.Sql.Scalar<long?>("SELECT count FROM tallies WHERE kind = 'total' AND value = 'events'") ?? 0;
        var where = new StringBuilder();
        foreach (var condition in new ConditionBuilder(connection.Sql, parameters, total, EventTable.Own).Build([.. query.Terms.Except(words)]))
            where.Append(" AND ").Append(condition.Sql);
        if (Superseded.AreThere(connection.Sql)) where.Append(" AND ").Append(Superseded.Current);
        if (after is { } cursor)
        {
            var place = new[] { cursor.Score, cursor.Event.Day, cursor.Event.PublishedAt, cursor.Event.Rank, cursor.Event.Key }.Select(value => parameters.Add(value));
            where.Append(CultureInfo.InvariantCulture, $" AND (m.score, e.day, e.published_at, e.rank, e.key) < ({string.Join(", ", place)})");
        }

        var cursors = new List<RelevanceCursor>(limit + 1);
        using (var command = connection.Sql.Command(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SELECT e.key, e.day, e.published_at, e.rank, m.score FROM
                  (SELECT rowid AS document, {dialect.Relevance("texts", wanted)} AS score FROM texts WHERE {dialect.Match("texts", wanted)} ORDER BY rowid DESC LIMIT {MostRanked}) m
                {dialect.JoinInOrder} events e{dialect.IndexedBy("events_document")} ON e.document = m.document WHERE 1 = 1{where}
                ORDER BY m.score DESC, e.day DESC, e.published_at DESC, e.rank DESC, e.key DESC LIMIT {limit + 1}
                """)))
        {
            parameters.Bind(connection.Sql, command);
            using var reader = command.ExecuteReader();
            while (reader.Read())
                cursors.Add(new RelevanceCursor(reader.GetInt64(4), new EventCursor(reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(0))));
        }

        var rows = new List<EventRow>(Math.Min(limit, cursors.Count));
        foreach (var found in cursors.Take(limit)) rows.Add(connection.Events.Load(found.Event.Key, whole: null)!);
        return new EventPage(rows, cursors.Count > limit ? cursors[limit - 1].ToString() : null);
    }
}
