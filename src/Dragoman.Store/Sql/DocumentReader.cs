namespace Dragoman.Store;

/// <summary>Reads pages of documents, newest first.</summary>
internal static class DocumentReader
{
    // Up to so many documents with the words are fetched and sorted; where there are more, the newest documents are looked through.
    private const int SetLimit = 5_000;

    public static DocumentPage Page(ReadConnection connection, string? text, int limit, EventCursor? after)
    {
        using var snapshot = new Snapshot(connection.Sqlite);
        var parameters = new SqlParameters();
        var where = "1";
        var source = "documents d INDEXED BY documents_newest";
        if (!string.IsNullOrWhiteSpace(text))
        {
            if (FullText.Words(text) is not { } expression) return new DocumentPage([], null);
            var p = parameters.Add(expression);
            var count = connection.Sqlite.Scalar<long>(
                $"SELECT count(*) FROM (SELECT 1 FROM texts WHERE texts MATCH $1 LIMIT {SetLimit})", expression);
            if (count < SetLimit)
            {
                source = "documents d NOT INDEXED";
                where = $"d.key IN (SELECT rowid FROM texts WHERE texts MATCH {p})";
            }
            else
            {
                where = $"EXISTS (SELECT 1 FROM texts WHERE texts MATCH {p} AND texts.rowid = d.key)";
            }
        }

        if (after is { } cursor)
        {
            var place = new[] { cursor.PublishedAt, cursor.Rank, cursor.Key }.Select(value => parameters.Add(value));
            where += $" AND (d.published_at, d.rank, d.key) < ({string.Join(", ", place)})";
        }

        var cursors = new List<EventCursor>(limit + 1);
        using (var command = connection.Sqlite.CreateCommand())
        {
            command.CommandText =
                $"""
                SELECT d.key, d.published_at, d.rank FROM {source} WHERE {where}
                ORDER BY d.published_at DESC, d.rank DESC, d.key DESC LIMIT {parameters.Add(limit + 1L)}
                """;
            parameters.Bind(command);
            using var reader = command.ExecuteReader();
            while (reader.Read()) cursors.Add(new EventCursor(0, reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(0)));
        }

        var rows = new List<DocumentRow>(Math.Min(limit, cursors.Count));
        foreach (var found in cursors.Take(limit)) rows.Add(connection.Documents.Row(found.Key)!);
        return new DocumentPage(rows, cursors.Count > limit ? cursors[limit - 1].ToString() : null);
    }
}
