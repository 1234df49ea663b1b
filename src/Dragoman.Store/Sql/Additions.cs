namespace Dragoman.Store;

/// <summary>Reads what was added in the order in which it was added, and statements from the newest back.</summary>
internal static class Additions
{
    public static IReadOnlyList<Addition> Behind(ReadConnection connection, StoreMark mark, int limit)
    {
        var keys = new List<long>();
        using (var command = connection.Sql.Command("SELECT key FROM documents WHERE key > $1 ORDER BY key LIMIT $2", mark.Key, (long)limit))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read()) keys.Add(reader.GetInt64(0));
        }

        return [.. keys.Select(key => new Addition(new StoreMark(key), connection.Documents.Row(key)!))];
    }

    public static StatementPage Statements(ReadConnection connection, string? speaker, int limit, long? before)
    {
        var by = speaker is null ? "" : "AND s.speaker IN (SELECT key FROM parties WHERE code >= $3 AND code < $4)";
        var current = Superseded.AreThere(connection.Sql) ? "AND s.document NOT IN (SELECT document FROM superseded)" : "";
        var rows = new List<(long Key, string Document, string Statement, long DocumentKey)>();
        // "~" lies behind every letter and digit.
        using (var command = connection.Sql.Command(
            $"""
            SELECT s.key, d.id, s.id, s.document FROM statements s JOIN documents d ON d.key = s.document
            WHERE s.key < $1 {by} {current} ORDER BY s.key DESC LIMIT $2
            """,
            speaker is null ? [before ?? long.MaxValue, limit + 1L] : [before ?? long.MaxValue, limit + 1L, speaker, speaker + "~"]))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read()) rows.Add((reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3)));
        }

        var found = new List<StatementQuote>();
        Records.CodedDocument? coded = null;
        var opened = 0L;
        foreach (var row in rows.Take(limit))
        {
            if (row.DocumentKey != opened) (coded, opened) = (connection.Documents.Coded(row.DocumentKey), row.DocumentKey);
            if (coded?.Statements.FirstOrDefault(one => one.Id == row.Statement) is { } statement)
                found.Add(StatementQuote.Of(row.Document, coded, statement));
        }

        return new StatementPage(found, rows.Count > limit ? rows[limit - 1].Key : null);
    }
}
