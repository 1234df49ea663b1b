namespace Dragoman.Store;

/// <summary>Worth of publishers, as the user graded them.</summary>
internal static class ReliabilityTable
{
    public static IReadOnlyList<PublisherReliability> All(SqlSession connection)
    {
        using var command = connection.Command(
            """
            SELECT p.name, r.grade, r.note, r.set_at, (SELECT count(*) FROM documents d WHERE d.publisher = p.key)
            FROM reliabilities r JOIN publishers p ON p.key = r.publisher ORDER BY p.name
            """);
        using var reader = command.ExecuteReader();
        var all = new List<PublisherReliability>();
        while (reader.Read())
        {
            all.Add(new PublisherReliability(
                reader.GetString(0), reader.GetString(1)[0], reader.Text(2), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)), reader.GetInt64(4)));
        }

        return all;
    }

    public static long Set(WriteConnection connection, string publisher, char grade, string? note, DateTimeOffset time)
    {
        var key = connection.Documents.PublisherKey(publisher);
        if (grade == 'F')
        {
            using var remove = connection.Sql.Command("DELETE FROM reliabilities WHERE publisher = $1", key);
            remove.ExecuteNonQuery();
        }
        else
        {
            using var set = connection.Sql.Command(
                """
                INSERT INTO reliabilities (publisher, grade, note, set_at) VALUES ($1, $2, $3, $4)
                ON CONFLICT (publisher) DO UPDATE SET grade = excluded.grade, note = excluded.note, set_at = excluded.set_at
                """, key, grade.ToString(), note, time.ToUnixTimeMilliseconds());
            set.ExecuteNonQuery();
        }

        using var unsettle = connection.Sql.Command(
            "INSERT INTO unsettled SELECT key FROM documents WHERE publisher = $1 ON CONFLICT (document) DO NOTHING", key);
        unsettle.ExecuteNonQuery();
        return connection.Sql.Scalar<long>("SELECT count(*) FROM documents WHERE publisher = $1", key);
    }
}
