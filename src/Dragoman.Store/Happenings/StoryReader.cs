using System.Data.Common;
using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>Reads stories, and what documents have from each other.</summary>
internal static class StoryReader
{
    private const string Columns = "SELECT s.id, s.title, s.documents, s.first_at, s.last_at, s.key FROM stories s";

    public static StoryPage Page(SqlSession connection, int limit, EventCursor? after)
    {
        using var command = after is { } cursor
            ? connection.Command(
                $"{Columns} WHERE s.merged IS NULL AND (s.last_at, s.key) < ($1, $2) ORDER BY s.last_at DESC, s.key DESC LIMIT $3",
                cursor.PublishedAt, cursor.Key, limit + 1L)
            : connection.Command($"{Columns} WHERE s.merged IS NULL ORDER BY s.last_at DESC, s.key DESC LIMIT $1", limit + 1L);
        var rows = new List<StoryRow>();
        var cursors = new List<EventCursor>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(Row(reader));
            cursors.Add(new EventCursor(0, reader.GetInt64(4), 0, reader.GetInt64(5)));
        }

        return new StoryPage([.. rows.Take(limit)], rows.Count > limit ? cursors[limit - 1].ToString() : null);
    }

    public static StoryDetail? Detail(ReadConnection connection, string id)
    {
        using var snapshot = new Snapshot(connection.Sql);
        StoryRow row;
        long key;
        using (var command = connection.Sql.Command($"{Columns} WHERE s.key = (SELECT coalesce(merged, key) FROM stories WHERE id = $1)", id))
        using (var reader = command.ExecuteReader())
        {
            if (!reader.Read()) return null;
            (row, key) = (Row(reader), reader.GetInt64(5));
        }

        var documents = new List<long>();
        using (var command = connection.Sql.Command(
            $"""
            SELECT d.key FROM story_documents t JOIN documents d ON d.key = t.document LEFT JOIN reuses u ON u.document = d.key
            WHERE t.story = $1 AND (u.kind IS NULL OR u.kind <> 'reprint')
            ORDER BY d.published_at = 0, d.published_at, d.rank DESC, d.key LIMIT {EventStore.MaximumPage}
            """, key))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read()) documents.Add(reader.GetInt64(0));
        }

        return new StoryDetail
        {
            Story = row,
            MergedFrom = row.Id == id ? null : id,
            Reports =
            [
                .. documents.Select((document, i) => new StoryReport(
                    connection.Documents.Row(document)!, i == 0, Reprints(connection, document), ReuseTable.Find(connection.Sql, document))),
            ],
            Timeline = HappeningReader.Timeline(connection, key),
            History = HistoryTable.Of(connection.Sql, HistorySubject.Story, row.Id),
        };
    }

    public static DocumentStanding? Standing(ReadConnection connection, string documentId)
    {
        using var snapshot = new Snapshot(connection.Sql);
        if (connection.Documents.Key(documentId) is not { } key) return null;
        var story = connection.Sql.Scalar<string>(
            "SELECT s.id FROM story_documents t JOIN stories s ON s.key = t.story WHERE t.document = $1", key);
        return new DocumentStanding(
            ReuseTable.Find(connection.Sql, key), Reprints(connection, key), story, HistoryTable.Of(connection.Sql, HistorySubject.Document, documentId));
    }

    /// <summary>Documents that reprint one, earliest first.</summary>
    public static List<DocumentRow> Reprints(ReadConnection connection, long document)
    {
        var keys = new List<long>();
        using (var command = connection.Sql.Command(
            $"""
            SELECT d.key FROM reuses u JOIN documents d ON d.key = u.document WHERE u.origin = $1 AND u.document <> $1
            ORDER BY d.published_at = 0, d.published_at, d.rank DESC, d.key LIMIT {EventStore.MaximumPage}
            """, document))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read()) keys.Add(reader.GetInt64(0));
        }

        return [.. keys.Select(key => connection.Documents.Row(key)!)];
    }

    private static StoryRow Row(DbDataReader reader) => new(
        reader.GetString(0), reader.Text(1), reader.GetInt32(2), StoryNames.Moment(reader.GetInt64(3)), StoryNames.Moment(reader.GetInt64(4)));
}
