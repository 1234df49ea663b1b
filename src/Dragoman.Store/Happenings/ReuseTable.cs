using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>What documents have from each other.</summary>
internal static class ReuseTable
{
    public static TextReuse? Find(SqlSession connection, long document)
    {
        using var command = connection.Command(
            """
            SELECT d.id, u.kind, o.id, g.id, u.share, u.passages
            FROM reuses u JOIN documents d ON d.key = u.document JOIN documents o ON o.key = u.other LEFT JOIN documents g ON g.key = u.origin
            WHERE u.document = $1
            """, document);
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new TextReuse(
                reader.GetString(0), StoryNames.Reuse(reader.GetString(1)), reader.GetString(2), reader.Text(3), reader.GetDouble(4),
                StoryNames.Passages(reader.GetString(5)))
            : null;
    }

    /// <summary>Keeps what a document has from another; of a reprint whose group has a new origin, for the whole group.</summary>
    public static void Keep(SqlSession connection, TextReuse reuse, DateTimeOffset time)
    {
        var document = Key(connection, reuse.Document);
        var other = Key(connection, reuse.Other);
        if (document is null || other is null) return;
        var origin = reuse.Origin is null ? null : Key(connection, reuse.Origin);
        if (origin != document)
        {
            Write(connection, document.Value, reuse, other.Value, origin);
            return;
        }

        // The origin came after its reprints: it takes the place of the one that counted as origin, and that one is its reprint.
        using (var group = connection.Command("UPDATE reuses SET origin = $1 WHERE origin = $2", document, other)) group.ExecuteNonQuery();
        Write(connection, other.Value, reuse with { Kind = ReuseKind.Reprint, Passages = [] }, document.Value, document);
        HistoryTable.Add(connection, new HistoryEntry(HistorySubject.Document, reuse.Other, "origin", $"{reuse.Document} came later and counts as the origin", time));
        HistoryTable.Add(connection, new HistoryEntry(HistorySubject.Document, reuse.Document, "origin", $"takes the place of {reuse.Other}, that came earlier", time));

        // Who stands behind the reports of the group has changed.
        using var unsettle = connection.Command(
            "INSERT INTO unsettled SELECT document FROM reuses WHERE origin = $1 ON CONFLICT (document) DO NOTHING", document);
        unsettle.ExecuteNonQuery();
    }

    private static void Write(SqlSession connection, long document, TextReuse reuse, long other, long? origin)
    {
        using var command = connection.Command(
            """
            INSERT INTO reuses (document, kind, other, origin, share, passages) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (document) DO UPDATE SET kind = excluded.kind, other = excluded.other, origin = excluded.origin,
              share = excluded.share, passages = excluded.passages
            """,
            document, StoryNames.Name(reuse.Kind), other, origin, reuse.Share, StoryNames.Name(reuse.Passages));
        command.ExecuteNonQuery();
    }

    private static long? Key(SqlSession connection, string id) => connection.Scalar<long?>("SELECT key FROM documents WHERE id = $1", id);
}
