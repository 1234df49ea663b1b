using System.Globalization;

namespace Dragoman.Store;

/// <summary>Finds what is to be forgotten, and keeps that it was.</summary>
internal static class Tombstones
{
    /// <summary>Documents of one transaction.</summary>
    public const int Batch = 256;

    // An id, an address, an address that is watched, a feed's entries (address#entry), or an outlet's name.
    private const string Fitting =
        """
        d.id = $1 OR d.url = $1 OR d.source_url = $1 OR d.locator = $1
        OR d.id IN (SELECT v.document FROM versions v WHERE v.address = $1)
        OR d.publisher IN (SELECT o.key FROM publishers o WHERE o.name = $1)
        """;

    public static bool Holds(ReadConnection connection, string id, string? address) => connection.Sql.Scalar<long?>(
        "SELECT 1 FROM tombstones WHERE id = $1 OR address = $2", id, DocumentWriter.AddressHash(address)) is not null;

    public static IReadOnlyList<long> Keys(ReadConnection connection, string target, int limit)
    {
        var keys = new List<long>();
        using var command = connection.Sql.Command(
            string.Create(CultureInfo.InvariantCulture, $"SELECT d.key FROM documents d WHERE {Fitting} ORDER BY d.key LIMIT {limit}"), target);
        using var reader = command.ExecuteReader();
        while (reader.Read()) keys.Add(reader.GetInt64(0));
        return keys;
    }

    public static IReadOnlyList<DocumentRow> Find(ReadConnection connection, string target, int limit) =>
        [.. Keys(connection, target, limit).Select(key => connection.Documents.Row(key)).OfType<DocumentRow>()];

    public static int Forget(WriteConnection connection, IReadOnlyList<long> keys, string? reason, DateTimeOffset now)
    {
        var forgotten = 0;
        foreach (var key in keys)
        {
            if (connection.Sql.Scalar<long?>("SELECT 1 FROM documents WHERE key = $1", key) is null) continue;
            connection.Documents.Forget(key, now, reason);
            forgotten++;
        }

        connection.Documents.Finish();
        return forgotten;
    }

    /// <summary>The last step: a source of this address is watched no more; a document that was never there is still not taken in.</summary>
    public static bool Close(WriteConnection connection, string target, string? reason, DateTimeOffset now, bool anyFound)
    {
        var isWatched = SourceTable.Remove(connection.Sql, target);
        if (isWatched)
        {
            using var command = connection.Sql.Command("DELETE FROM retention WHERE source = $1", target);
            command.ExecuteNonQuery();
        }

        if (!anyFound && DocumentId.IsWellFormed(target)) connection.Documents.Bury(target, null, now, reason);
        return isWatched;
    }

    public static IReadOnlyList<Tombstone> All(ReadConnection connection, int limit)
    {
        var tombstones = new List<Tombstone>();
        using var command = connection.Sql.Command("SELECT id, forgotten_at, reason FROM tombstones ORDER BY forgotten_at DESC, id LIMIT $1", (long)limit);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            tombstones.Add(new Tombstone(reader.GetString(0), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1)), reader.Text(2)));
        return tombstones;
    }
}
