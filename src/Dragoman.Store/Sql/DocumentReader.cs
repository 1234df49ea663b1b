namespace Dragoman.Store;

/// <summary>Reads pages of documents, newest first.</summary>
internal static class DocumentReader
{
    // Up to so many documents with the words are sorted, by an index that has their keys in the order of the words' lists.
    private const int SortLimit = 20_000;

    // Up to so many are gathered, and the newest documents looked for among them: 0.4 µs each. Where there are more, one of the newest has the words soon: each is asked for, at 40 µs.
    private const int SetLimit = 160_000;

    public static DocumentPage Page(ReadConnection connection, string? text, int limit, EventCursor? after)
    {
        using var snapshot = new Snapshot(connection.Sql);
        var dialect = connection.Sql.Dialect;
        var parameters = new SqlParameters();
        var where = "1 = 1";
        var source = "documents d" + dialect.IndexedBy("documents_newest");
        if (!string.IsNullOrWhiteSpace(text))
        {
            if (FullText.Words(dialect, text) is not { } expression) return new DocumentPage([], null);
            var (keys, count) = FullText.Found(connection.Sql, expression, SortLimit);
            var isListed = count <= FullText.MostListed || (dialect.NamesDocuments && count < SortLimit);
            var match = isListed ? "" : dialect.Match("texts", parameters.Add(expression));
            if (isListed)
            {
                source = "documents d";
                where = $"d.key IN ({FullText.List(keys)})";
            }
            else if (count < SortLimit)
            {
                source = "documents d" + dialect.IndexedBy("documents_order");
                where = $"d.key IN (SELECT rowid FROM texts WHERE {match})";
            }
            else if (count < SetLimit && !dialect.NamesDocuments)
            {
                // The plus keeps the choice of the index ours.
                where = $"+d.key IN (SELECT rowid FROM texts WHERE {match})";
            }
            else
            {
                where = $"EXISTS (SELECT 1 FROM texts WHERE {match} AND texts.rowid = d.key)";
            }
        }

        if (after is { } cursor)
        {
            var place = new[] { cursor.PublishedAt, cursor.Rank, cursor.Key }.Select(value => parameters.Add(value));
            where += $" AND (d.published_at, d.rank, d.key) < ({string.Join(", ", place)})";
        }

        var cursors = new List<EventCursor>(limit + 1);
        using (var command = connection.Sql.Command(""))
        {
            command.CommandText =
                $"""
                SELECT d.key, d.published_at, d.rank FROM {source} WHERE {where}
                ORDER BY d.published_at DESC, d.rank DESC, d.key DESC LIMIT {parameters.Add(limit + 1L)}
                """;
            parameters.Bind(connection.Sql, command);
            using var reader = command.ExecuteReader();
            while (reader.Read()) cursors.Add(new EventCursor(0, reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(0)));
        }

        var rows = new List<DocumentRow>(Math.Min(limit, cursors.Count));
        foreach (var found in cursors.Take(limit)) rows.Add(connection.Documents.Row(found.Key)!);
        return new DocumentPage(rows, cursors.Count > limit ? cursors[limit - 1].ToString() : null);
    }
}
