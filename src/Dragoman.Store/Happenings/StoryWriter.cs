using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>Writes stories, and what is new about them into their history.</summary>
internal static class StoryWriter
{
    public static IReadOnlyList<StoryState> Live(SqlSession connection)
    {
        using var command = connection.Command(
            "SELECT id, title, first_at, last_at, documents, state FROM stories WHERE merged IS NULL AND state IS NOT NULL ORDER BY key");
        using var reader = command.ExecuteReader();
        var stories = new List<StoryState>();
        while (reader.Read())
        {
            stories.Add(new StoryState
            {
                Id = reader.GetString(0),
                Title = reader.Text(1),
                FirstAt = reader.GetInt64(2),
                LastAt = reader.GetInt64(3),
                Documents = reader.GetInt32(4),
                Words = (byte[])reader[5],
            });
        }

        return stories;
    }

    public static void Keep(SqlSession connection, StoryState story, DateTimeOffset time)
    {
        var isNew = connection.Scalar<long?>("SELECT key FROM stories WHERE id = $1", story.Id) is null;
        using (var command = connection.Command(
            """
            INSERT INTO stories (id, title, first_at, last_at, documents, state) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (id) DO UPDATE SET first_at = excluded.first_at, last_at = excluded.last_at, documents = excluded.documents, state = excluded.state
            """,
            story.Id, story.Title, story.FirstAt, story.LastAt, (long)story.Documents, story.Words?.ToArray()))
        {
            command.ExecuteNonQuery();
        }

        if (isNew) HistoryTable.Add(connection, new HistoryEntry(HistorySubject.Story, story.Id, "began", story.Title ?? "", time));
    }

    public static void Assign(SqlSession connection, string documentId, string story)
    {
        using var command = connection.Command(
            """
            INSERT INTO story_documents (document, story) SELECT d.key, s.key FROM documents d, stories s WHERE d.id = $1 AND s.id = $2
            ON CONFLICT (document) DO UPDATE SET story = excluded.story
            """, documentId, story);
        command.ExecuteNonQuery();
    }

    public static void Merge(SqlSession connection, string id, string into, DateTimeOffset time)
    {
        var (from, to) = (Key(connection, id), Key(connection, into));
        using (var documents = connection.Command("UPDATE story_documents SET story = $2 WHERE story = $1", from, to)) documents.ExecuteNonQuery();
        using (var stories = connection.Command("UPDATE stories SET merged = $2, state = NULL WHERE key = $1 OR merged = $1", from, to)) stories.ExecuteNonQuery();
        HistoryTable.Add(connection, new HistoryEntry(HistorySubject.Story, id, "merged", $"into {into}", time));
        HistoryTable.Add(connection, new HistoryEntry(HistorySubject.Story, into, "merged", $"took in {id}", time));
    }

    public static List<string> LatestOf(SqlSession connection, string story, int limit)
    {
        using var command = connection.Command(
            """
            SELECT d.id FROM stories s JOIN story_documents t ON t.story = s.key JOIN documents d ON d.key = t.document LEFT JOIN reuses u ON u.document = d.key AND u.kind = 'reprint'
            WHERE s.id = $1 AND u.document IS NULL AND NOT EXISTS (SELECT 1 FROM superseded v WHERE v.document = d.key) ORDER BY d.published_at DESC, d.key DESC LIMIT $2
            """, story, (long)limit);
        using var reader = command.ExecuteReader();
        var documents = new List<string>();
        while (reader.Read()) documents.Add(reader.GetString(0));
        documents.Reverse();
        return documents;
    }

    public static void Split(SqlSession connection, string story, string part, DateTimeOffset time)
    {
        Count(connection, story);
        Count(connection, part);
        HistoryTable.Add(connection, new HistoryEntry(HistorySubject.Story, story, "split", $"a part is now {part}", time));
        HistoryTable.Add(connection, new HistoryEntry(HistorySubject.Story, part, "split", $"was a part of {story}", time));
    }

    /// <summary>Counts a story's documents, and says from when to when they go.</summary>
    public static void Count(SqlSession connection, string story) => connection.Execute(
        """
        UPDATE stories SET merged = NULL,
          documents = (SELECT count(*) FROM story_documents t WHERE t.story = stories.key),
          first_at = coalesce((SELECT min(d.published_at) FROM story_documents t JOIN documents d ON d.key = t.document WHERE t.story = stories.key AND d.published_at > 0), 0),
          last_at = coalesce((SELECT max(d.published_at) FROM story_documents t JOIN documents d ON d.key = t.document WHERE t.story = stories.key), 0)
        WHERE id = $1
        """, story);

    private static long Key(SqlSession connection, string id) => connection.Scalar<long>("SELECT key FROM stories WHERE id = $1", id);
}
