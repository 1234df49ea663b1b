using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dragoman.Records;
using Dragoman.Records.Json;

namespace Dragoman.Store;

/// <summary>Reads and writes what was read again and has not taken its place yet.</summary>
internal static class RecodingTable
{
    private const int Batch = 32;
    private const string Columns = "number, fingerprint, engine, query, started_at, finished_at, documents";

    /// <summary>A new reading ready to be written.</summary>
    public sealed record Packed(long Key, RecodeOutcome Outcome, int Length, byte[]? Reading);

    public static Recoding? Open(ReadConnection connection)
    {
        var done = connection.Sql.Scalar<long>("SELECT count(*) FROM recoded");
        using var command = connection.Sql.Command($"SELECT {Columns} FROM recodings WHERE finished_at IS NULL");
        using var reader = command.ExecuteReader();
        return reader.Read() ? Read(reader, done) : null;
    }

    public static Recoding Begin(WriteConnection connection, string fingerprint, EventQuery query, DateTimeOffset now)
    {
        var written = query.ToString();
        var known = connection.Sql.Scalar<long?>(
            "SELECT number FROM recodings WHERE finished_at IS NULL AND fingerprint = $1 AND query = $2", fingerprint, written);
        if (known is null)
        {
            Discard(connection);
            Execute(
                connection,
                $"INSERT INTO recodings ({Columns}, changed) VALUES ((SELECT coalesce(max(number), 0) + 1 FROM recodings), $1, $2, $3, $4, NULL, 0, 0)",
                fingerprint, EngineVersion.Current, written, now.ToUnixTimeMilliseconds());
            if (query.IsEverything)
            {
                Execute(connection, "INSERT INTO recoding_documents SELECT key FROM documents");
            }
            else
            {
                foreach (var document in QueryPlan.Make(connection.Sql, query, long.MaxValue, after: null).Documents(connection.Sql))
                    Execute(connection, "INSERT INTO recoding_documents VALUES ($1) ON CONFLICT (document) DO NOTHING", document);
            }

            Execute(connection, "UPDATE recodings SET documents = (SELECT count(*) FROM recoding_documents) WHERE finished_at IS NULL");
        }

        var done = connection.Sql.Scalar<long>("SELECT count(*) FROM recoded");
        using var command = connection.Sql.Command($"SELECT {Columns} FROM recodings WHERE finished_at IS NULL");
        using var reader = command.ExecuteReader();
        return reader.Read() ? Read(reader, done) : throw new InvalidOperationException("a recoding that was just begun is not there");
    }

    public static List<StoredInput> Inputs(ReadConnection connection, long after)
    {
        var inputs = new List<StoredInput>(Batch);
        var found = new List<(long Key, string Id, bool Removed, string? Given)>(Batch);
        using (var command = connection.Sql.Command(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SELECT d.key, d.id, d.text_removed_at, c.given FROM recoding_documents w JOIN documents d ON d.key = w.document JOIN contents c ON c.document = d.key
                WHERE w.document > $1 AND NOT EXISTS (SELECT 1 FROM recoded r WHERE r.document = w.document) ORDER BY w.document LIMIT {Batch}
                """),
            after))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read()) found.Add((reader.GetInt64(0), reader.GetString(1), !reader.IsDBNull(2), reader.Text(3)));
        }

        foreach (var (key, id, removed, given) in found)
        {
            if (connection.Documents.Load(id) is not { } document) continue;
            inputs.Add(new StoredInput
            {
                Key = key,
                Document = document,
                Raw = connection.Documents.Raw(id) ?? [],
                TextRemoved = removed,
                Reuse = ReuseTable.Find(connection.Sql, key),
                Given = given is null ? null : JsonSerializer.Deserialize(given, RecordsJson.Default.Document),
            });
        }

        return inputs;
    }

    public static Packed Pack(RecodedDocument document)
    {
        if (document.Outcome != RecodeOutcome.Different) return new Packed(document.Input.Key, document.Outcome, 0, null);
        var reading = Contents.Write(document.Article!, document.Coded!);
        return new Packed(document.Input.Key, document.Outcome, reading.Length, Contents.Compress(reading));
    }

    /// <summary>Whether a new reading is the old one but for the engine's version.</summary>
    public static bool IsSame(StoredDocument old, Article article, CodedDocument coded)
    {
        var (before, after) = (Contents.Write(old.Article, old.Coded), Contents.Write(article, coded));
        if (before.AsSpan().SequenceEqual(after)) return true;
        if (old.Coded.Engine == coded.Engine) return false;
        var engine = Engine(old.Coded.Engine);
        var at = before.AsSpan().IndexOf(engine);
        return at >= 0 && before.AsSpan(0, at).ToArray().Concat(Engine(coded.Engine)).Concat(before[(at + engine.Length)..]).SequenceEqual(after);
    }

    private static byte[] Engine(string version) => System.Text.Encoding.UTF8.GetBytes("\"engine\":\"" + JsonEncodedText.Encode(version, RecordsJson.Default.Options.Encoder).ToString() + "\"");

    public static int Keep(WriteConnection connection, IReadOnlyList<Packed> readings)
    {
        foreach (var reading in readings)
        {
            Execute(
                connection,
                """
                INSERT INTO recoded (document, outcome, reading_length, reading) VALUES ($1, $2, $3, $4) ON CONFLICT (document) DO NOTHING
                """,
                reading.Key, (long)reading.Outcome, (long)reading.Length, reading.Reading);
        }

        return readings.Count;
    }

    public static List<(long Key, RecodedPair Pair)> Pairs(ReadConnection connection, long after)
    {
        var pairs = new List<(long Key, RecodedPair Pair)>(Batch);
        foreach (var (key, id, bytes) in Staged(connection.Sql.Command(StagedSql, after), connection.Sql.Location))
        {
            if (connection.Documents.Load(id) is not { } old) continue;
            var (article, coded) = Contents.Read(bytes, connection.Sql.Location);
            pairs.Add((key, new RecodedPair(old, article, coded)));
        }

        return pairs;
    }

    public static Recoding Switch(WriteConnection connection, DateTimeOffset now, Action<long>? progress, CancellationToken cancellationToken)
    {
        var left = connection.Sql.Scalar<long>(
            "SELECT count(*) FROM recoding_documents w JOIN documents d ON d.key = w.document WHERE NOT EXISTS (SELECT 1 FROM recoded r WHERE r.document = w.document)");
        if (left > 0) throw new InvalidOperationException($"{left} documents have not been read again yet");
        using var loader = new DocumentLoader(connection.Sql);
        var (after, changed) = (0L, 0L);
        while (true)
        {
            var batch = Staged(connection.Sql.Command(StagedSql, after), connection.Sql.Location);
            if (batch.Count == 0) break;
            foreach (var (key, id, bytes) in batch)
            {
                cancellationToken.ThrowIfCancellationRequested();
                after = key;
                if (loader.Load(id) is not { } old) continue;
                var (article, coded) = Contents.Read(bytes, connection.Sql.Location);
                connection.Documents.Replace(key, new PreparedDocument(new StoredDocument
                {
                    Id = id,
                    GivenId = old.GivenId,
                    Locator = old.Locator,
                    MediaType = old.MediaType,
                    ReadAt = old.ReadAt,
                    Article = article,
                    Coded = coded,
                }));
                progress?.Invoke(++changed);
            }
        }

        connection.Documents.Finish();
        Execute(
            connection, "UPDATE documents SET engine = $1 WHERE engine <> $1 AND key IN (SELECT document FROM recoded WHERE outcome = 0)", EngineVersion.Current);
        Execute(connection, "UPDATE recodings SET finished_at = $1, changed = $2 WHERE finished_at IS NULL", now.ToUnixTimeMilliseconds(), changed);
        var done = connection.Sql.Scalar<long>("SELECT count(*) FROM recoded");
        Execute(connection, "DELETE FROM recoded");
        Execute(connection, "DELETE FROM recoding_documents");
        using var command = connection.Sql.Command($"SELECT {Columns} FROM recodings ORDER BY number DESC LIMIT 1");
        using var reader = command.ExecuteReader();
        return reader.Read() ? Read(reader, done) : throw new InvalidOperationException("nothing is read again");
    }

    public static bool Discard(WriteConnection connection)
    {
        Execute(connection, "DELETE FROM recoded");
        Execute(connection, "DELETE FROM recoding_documents");
        return Execute(connection, "DELETE FROM recodings WHERE finished_at IS NULL") > 0;
    }

    private static string StagedSql { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"""
        SELECT r.document, d.id, r.reading_length, r.reading FROM recoded r JOIN documents d ON d.key = r.document
        WHERE r.document > $1 AND r.outcome = 1 ORDER BY r.document LIMIT {Batch}
        """);

    private static List<(long Key, string Id, byte[] Reading)> Staged(DbCommand command, string path)
    {
        var staged = new List<(long Key, string Id, byte[] Reading)>(Batch);
        using (command)
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
                staged.Add((reader.GetInt64(0), reader.GetString(1), Contents.Decompress((byte[])reader[3], reader.GetInt64(2), path)));
        }

        return staged;
    }

    private static Recoding Read(DbDataReader reader, long done) => new(
        reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4)),
        reader.IsDBNull(5) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(5)), reader.GetInt64(6), done);

    private static int Execute(WriteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using var command = connection.Sql.Command(sql, values);
        return command.ExecuteNonQuery();
    }
}
