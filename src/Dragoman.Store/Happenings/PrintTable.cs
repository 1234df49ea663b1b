namespace Dragoman.Store;

/// <summary>Reads what texts are found and compared by.</summary>
internal static class PrintTable
{
    public static IReadOnlyList<Fingerprint> Fingerprints(SqlSession connection, long after, int limit)
    {
        using var command = connection.Command(
            """
            SELECT f.document, coalesce(u.origin, f.document), f.words, f.hashes FROM fingerprints f
            LEFT JOIN reuses u ON u.document = f.document WHERE f.document > $1 ORDER BY f.document LIMIT $2
            """, after, (long)limit);
        using var reader = command.ExecuteReader();
        var found = new List<Fingerprint>();
        while (reader.Read()) found.Add(new Fingerprint(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt32(2), (byte[])reader[3]));
        return found;
    }

    public static KeptPrint? Print(SqlSession connection, long key)
    {
        using var command = connection.Command(
            """
            SELECT d.id, f.words, f.agency, p.print, o.name, d.origin_publisher, d.published_at
            FROM prints p JOIN fingerprints f ON f.document = p.document JOIN documents d ON d.key = p.document
            LEFT JOIN publishers o ON o.key = d.publisher WHERE p.document = $1
            """, key);
        using var reader = command.ExecuteReader();
        return !reader.Read()
            ? null
            : new KeptPrint
            {
                Document = reader.GetString(0),
                Words = reader.GetInt32(1),
                IsAgency = reader.GetInt64(2) != 0,
                Print = (byte[])reader[3],
                Publisher = reader.Text(4),
                OriginPublisher = reader.Text(5),
                Published = StoryNames.Moment(reader.GetInt64(6)),
            };
    }
}
