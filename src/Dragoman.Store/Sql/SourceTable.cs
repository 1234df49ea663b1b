using System.Data.Common;
using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>Reads and writes sources, versions and reading positions.</summary>
internal static class SourceTable
{
    private const string Columns =
        "url, kind, title, category, interval, next_at, etag, last_modified, content_hash, checked_at, changed_at, health, failures, problem, documents";

    // Set by people, and not among the states that a watcher writes back.
    private const string Settings = "paused, hidden";

    public static IReadOnlyList<WatchedSource> All(SqlSession connection)
    {
        using var command = connection.Command($"SELECT {Columns}, {Settings} FROM sources ORDER BY url");
        return Read(command);
    }

    public static IReadOnlyList<WatchedSource> Due(SqlSession connection, DateTimeOffset moment, int limit)
    {
        using var command = connection.Command(
            $"SELECT {Columns}, {Settings} FROM sources WHERE next_at <= $1 AND paused = 0 ORDER BY next_at, key LIMIT $2", moment.ToUnixTimeMilliseconds(), (long)limit);
        return Read(command);
    }

    public static WatchedSource? Find(SqlSession connection, string url)
    {
        using var command = connection.Command($"SELECT {Columns}, {Settings} FROM sources WHERE url = $1", url);
        return Read(command) is [var source] ? source : null;
    }

    public static int Add(SqlSession connection, IReadOnlyList<WatchedSource> sources)
    {
        var added = 0;
        foreach (var source in sources)
        {
            using var command = connection.Command(
                $"""
                INSERT INTO sources ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
                ON CONFLICT (url) DO NOTHING
                """,
                Values(source));
            added += command.ExecuteNonQuery();
        }

        return added;
    }

    /// <summary>Keeps new states. A source that was taken out meanwhile stays out; one that has moved is renamed, unless it is watched there already.</summary>
    public static int Update(SqlSession connection, IReadOnlyList<WatchedSource> sources)
    {
        var updated = 0;
        foreach (var source in sources)
        {
            using var command = connection.Command(
                """
                UPDATE sources SET kind = $2, title = $3, category = $4, interval = $5, next_at = $6, etag = $7, last_modified = $8, content_hash = $9,
                  checked_at = $10, changed_at = $11, health = $12, failures = $13, problem = $14, documents = $15
                WHERE url = $1
                """,
                Values(source));
            updated += command.ExecuteNonQuery();
            if (source.MovedTo is not { } moved || moved == source.Url) continue;
            using var rename = connection.Command("UPDATE sources SET url = $2 WHERE url = $1 AND NOT EXISTS (SELECT 1 FROM sources WHERE url = $2)", source.Url, moved);
            rename.ExecuteNonQuery();
        }

        return updated;
    }

    /// <summary>Pauses or hides a source, or does so no more.</summary>
    public static bool Arrange(SqlSession connection, string url, bool paused, bool hidden)
    {
        using var command = connection.Command("UPDATE sources SET paused = $2, hidden = $3 WHERE url = $1", url, paused ? 1L : 0L, hidden ? 1L : 0L);
        return command.ExecuteNonQuery() > 0;
    }

    /// <summary>Makes a source due.</summary>
    public static bool Hasten(SqlSession connection, string url)
    {
        using var command = connection.Command("UPDATE sources SET next_at = 0 WHERE url = $1", url);
        return command.ExecuteNonQuery() > 0;
    }

    /// <summary>Which of some documents came from a source that is hidden.</summary>
    public static IReadOnlySet<string> Hidden(SqlSession connection, IReadOnlyList<string> documents)
    {
        var hidden = new HashSet<string>(StringComparer.Ordinal);
        if (connection.Scalar<long>("SELECT count(*) FROM sources WHERE hidden = 1") == 0) return hidden;
        foreach (var id in documents)
        {
            if (connection.Scalar<long>("SELECT count(*) FROM documents d JOIN sources s ON s.url = d.source_url WHERE d.id = $1 AND s.hidden = 1", id) > 0)
                hidden.Add(id);
        }

        return hidden;
    }

    public static bool Remove(SqlSession connection, string url)
    {
        using var command = connection.Command("DELETE FROM sources WHERE url = $1", url);
        return command.ExecuteNonQuery() > 0;
    }

    public static IReadOnlyList<DocumentVersion> Versions(SqlSession connection, string address)
    {
        using var command = connection.Command("SELECT address, number, document, fingerprint, seen_at, changes FROM versions WHERE address = $1 ORDER BY number", address);
        return ReadVersions(command);
    }

    public static DocumentVersion? Latest(SqlSession connection, string address)
    {
        using var command = connection.Command(
            "SELECT address, number, document, fingerprint, seen_at, changes FROM versions WHERE address = $1 ORDER BY number DESC LIMIT 1", address);
        return ReadVersions(command) is [var version] ? version : null;
    }

    /// <summary>Keeps versions; one that is there already takes the new fingerprint. The newest at an address stands in for those before it.</summary>
    public static void Add(SqlSession connection, IReadOnlyList<DocumentVersion> versions)
    {
        foreach (var version in versions)
        {
            using var command = connection.Command(
                """
                INSERT INTO versions (address, number, document, fingerprint, seen_at, changes) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (address, number) DO UPDATE SET fingerprint = excluded.fingerprint
                """,
                version.Address, (long)version.Number, version.DocumentId, version.Fingerprint, version.SeenAt.ToUnixTimeMilliseconds(), version.Changes);
            command.ExecuteNonQuery();

            // A document that is the newest at any address, as one that was changed back, stands for itself.
            using var current = connection.Command(
                """
                DELETE FROM superseded WHERE document =
                  (SELECT d.key FROM versions v JOIN documents d ON d.id = v.document WHERE v.address = $1 ORDER BY v.number DESC LIMIT 1)
                """, version.Address);
            var changed = current.ExecuteNonQuery();
            using var earlier = connection.Command(
                """
                INSERT INTO superseded
                SELECT d.key FROM versions v JOIN documents d ON d.id = v.document
                WHERE v.address = $1 AND NOT EXISTS
                  (SELECT 1 FROM versions o WHERE o.document = v.document AND o.number = (SELECT max(number) FROM versions n WHERE n.address = o.address))
                ON CONFLICT (document) DO NOTHING
                """, version.Address);
            changed += earlier.ExecuteNonQuery();
            if (changed > 0)
            {
                using var told = connection.Command(
                    "INSERT INTO tallies (kind, value, count) VALUES ($1, $2, 1) ON CONFLICT (kind, value) DO UPDATE SET count = tallies.count + 1", CountedColumns.Changes, CountedColumns.VersionsChanged);
                told.ExecuteNonQuery();
            }

            // What a version does not tell any more is retracted; what one tells again is not.
            using var unsettle = connection.Command(
                """
                INSERT INTO unsettled SELECT DISTINCT d.key FROM versions v JOIN documents d ON d.id = v.document WHERE v.address = $1
                ON CONFLICT (document) DO NOTHING
                """, version.Address);
            unsettle.ExecuteNonQuery();
        }
    }

    public static ReadingPosition? Position(SqlSession connection, string path)
    {
        using var command = connection.Command("SELECT path, length, position, records, skipped FROM readings WHERE path = $1", path);
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new ReadingPosition(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4))
            : null;
    }

    public static void Keep(SqlSession connection, ReadingPosition position)
    {
        using var command = connection.Command(
            """
            INSERT INTO readings (path, length, position, records, skipped) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (path) DO UPDATE SET length = excluded.length, position = excluded.position, records = excluded.records, skipped = excluded.skipped
            """,
            position.Path, position.Length, position.Offset, position.Records, position.Skipped);
        command.ExecuteNonQuery();
    }

    private static object?[] Values(WatchedSource source) =>
    [
        source.Url, source.Kind.ToString().ToLowerInvariant(), source.Title, source.Category, (long)source.IntervalSeconds,
        source.NextAt?.ToUnixTimeMilliseconds() ?? 0L, source.ETag, source.LastModified, source.ContentHash, source.CheckedAt?.ToUnixTimeMilliseconds(),
        source.ChangedAt?.ToUnixTimeMilliseconds(), source.Health.ToString().ToLowerInvariant(), (long)source.Failures, source.Problem, source.Documents,
    ];

    private static List<WatchedSource> Read(DbCommand command)
    {
        var sources = new List<WatchedSource>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            sources.Add(new WatchedSource
            {
                Url = reader.GetString(0),
                Kind = Enum.TryParse<SourceKind>(reader.GetString(1), ignoreCase: true, out var kind) ? kind : SourceKind.Feed,
                Title = reader.Text(2),
                Category = reader.Text(3),
                IntervalSeconds = reader.GetInt32(4),
                NextAt = reader.GetInt64(5) is > 0 and var next ? DateTimeOffset.FromUnixTimeMilliseconds(next) : null,
                ETag = reader.Text(6),
                LastModified = reader.Text(7),
                ContentHash = reader.Text(8),
                CheckedAt = Moment(reader, 9),
                ChangedAt = Moment(reader, 10),
                Health = Enum.TryParse<SourceHealth>(reader.GetString(11), ignoreCase: true, out var health) ? health : SourceHealth.New,
                Failures = reader.GetInt32(12),
                Problem = reader.Text(13),
                Documents = reader.GetInt64(14),
                IsPaused = reader.GetInt64(15) != 0,
                IsHidden = reader.GetInt64(16) != 0,
            });
        }

        return sources;
    }

    private static List<DocumentVersion> ReadVersions(DbCommand command)
    {
        var versions = new List<DocumentVersion>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            versions.Add(new DocumentVersion(
                reader.GetString(0), reader.GetInt32(1), reader.GetString(2), reader.GetString(3),
                DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4)), reader.Text(5)));
        }

        return versions;
    }

    private static DateTimeOffset? Moment(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column));
}
