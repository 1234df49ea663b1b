using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>What became of documents, stories and happenings.</summary>
internal static class HistoryTable
{
    public static IReadOnlyList<HistoryEntry> Of(SqlSession connection, HistorySubject subject, string id)
    {
        using var command = connection.Command(
            $"SELECT change, detail, time FROM history WHERE subject = $1 AND id = $2 ORDER BY key LIMIT {EventStore.MaximumPage}",
            StoryNames.Name(subject), id);
        using var reader = command.ExecuteReader();
        var entries = new List<HistoryEntry>();
        while (reader.Read())
            entries.Add(new HistoryEntry(subject, id, reader.GetString(0), reader.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2))));
        return entries;
    }

    public static void Add(SqlSession connection, HistoryEntry entry)
    {
        using var command = connection.Command(
            "INSERT INTO history (subject, id, change, detail, time) VALUES ($1, $2, $3, $4, $5)",
            StoryNames.Name(entry.Subject), entry.Id, entry.Change, entry.Detail, entry.Time.ToUnixTimeMilliseconds());
        command.ExecuteNonQuery();
    }
}
