using System.Security.Cryptography;
using System.Text;

namespace Dragoman.Store;

/// <content>Takes out what was read, or the whole document. Runs inside a transaction of <see cref="Database.Write"/>.</content>
internal sealed partial class DocumentWriter
{
    private PreparedStatement? _isForgotten;
    private PreparedStatement? _bury;

    /// <summary>What an address is known by once it is forgotten: SHA-256 in lower-case hexadecimal; null for none.</summary>
    public static string? AddressHash(string? address) =>
        address is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)));

    /// <summary>Whether the store was ever told to forget anything.</summary>
    public bool AreTombstones() => connection.Sql.Scalar<long?>("SELECT 1 FROM tombstones LIMIT 1") is not null;

    /// <summary>Whether the store was told to forget a document, by its id or by the address that it stands at.</summary>
    public bool IsForgotten(string id, string? address)
    {
        _isForgotten ??= connection.Prepare("SELECT count(*) FROM tombstones WHERE id = $1 OR address = $2", 2);
        return _isForgotten.Key(id, AddressHash(address)) > 0;
    }

    /// <summary>Puts another reading in the place of the one that is there; key, id and moment of reading stay.</summary>
    public void Replace(long key, PreparedDocument document)
    {
        RemoveReading(key);
        Name([document]);
        var source = document.Source;
        long? publisher = document.Publisher is { } name ? _interning.Key(name) : null;
        Execute(
            """
            UPDATE documents SET publisher = $2, origin_publisher = $3, url = $4, title = $5, published = $6, published_at = $7, engine = $8,
              events = $9, statements = $10
            WHERE key = $1
            """,
            key, publisher, document.OriginPublisher, document.Url, document.Title, document.Published, document.PublishedAt, source.Coded.Engine,
            (long)source.Coded.Events.Count, (long)source.Coded.Statements.Count);
        Execute("UPDATE contents SET reading_length = $2, reading = $3 WHERE document = $1", key, (long)document.ReadingLength, document.Reading);
        _texts.Add(key, document.Title ?? "", document.Body);
        AddReading(document, key, publisher);
        Count(document);
        _unsettle.Run(key);

        // What follows may ask whether a name is still used.
        connection.Flush();
    }

    /// <summary>Leaves of a document what <see cref="RetentionTable.Blanked"/> leaves. Events and statements stay as they are.</summary>
    public void Blank(long key, StoredDocument blanked, DateTimeOffset moment)
    {
        var prepared = new PreparedDocument(blanked);
        Execute(
            "UPDATE contents SET raw_length = 0, raw = $2, reading_length = $3, reading = $4 WHERE document = $1",
            key, Contents.Compress([]), (long)prepared.ReadingLength, prepared.Reading);
        Execute("DELETE FROM recoded WHERE document = $1", key);
        Execute("DELETE FROM texts WHERE rowid = $1", key);
        _texts.Add(key, prepared.Title ?? "", prepared.Body);
        Execute("UPDATE documents SET text_removed_at = $2 WHERE key = $1", key, moment.ToUnixTimeMilliseconds());
    }

    /// <summary>Takes a document out with all that hangs on it, and keeps from now on that it was forgotten.</summary>
    public void Forget(long key, DateTimeOffset moment, string? reason)
    {
        var id = connection.Sql.Scalar<string>("SELECT id FROM documents WHERE key = $1", key)!;
        var url = connection.Sql.Scalar<string>("SELECT url FROM documents WHERE key = $1", key);
        var locator = connection.Sql.Scalar<string>("SELECT locator FROM documents WHERE key = $1", key);
        // They quote it.
        Execute("DELETE FROM corrections WHERE document = $1", id);
        Execute("DELETE FROM ruling_parts WHERE document = $1", id);
        Bury(id, url, moment, reason);
        LeaveStory(key, id);
        RemoveReading(key);
        foreach (var table in (ReadOnlySpan<string>)["superseded", "recoded", "recoding_documents", "contents"])
            Execute($"DELETE FROM {table} WHERE document = $1", key);
        Execute("DELETE FROM versions WHERE document = $1", id);
        Execute("DELETE FROM problems WHERE locator = $1", locator);
        Execute("DELETE FROM documents WHERE key = $1", key);
        _tallies.Count(Tally.Total, "documents", -1);
    }

    /// <summary>A story keeps words of its reports and the headline of its first: they go with the report, and a story without reports goes too.</summary>
    private void LeaveStory(long key, string id)
    {
        Execute("DELETE FROM history WHERE id = $1", id);
        if (connection.Sql.Scalar<long?>("SELECT story FROM story_documents WHERE document = $1", key) is not { } story) return;
        Execute("DELETE FROM story_documents WHERE document = $1", key);
        Execute("UPDATE stories SET documents = documents - 1, state = NULL WHERE key = $1", story);
        Execute("UPDATE stories SET title = NULL WHERE key = $1 AND id = $2", story, id);
        Execute(
            """
            DELETE FROM stories WHERE key = $1 AND NOT EXISTS (SELECT 1 FROM story_documents WHERE story = $1)
              AND NOT EXISTS (SELECT 1 FROM stories m WHERE m.merged = $1)
            """, story);
    }

    /// <summary>Keeps that a document, or whatever stands at an address, is not to be taken in again.</summary>
    public void Bury(string id, string? address, DateTimeOffset moment, string? reason)
    {
        _bury ??= connection.Prepare(
            "INSERT INTO tombstones (id, address, forgotten_at, reason) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING", 4);
        _bury.Run(id, AddressHash(address), moment.ToUnixTimeMilliseconds(), reason);
    }

    /// <summary>Takes out what a document is found by: words, statements, events with their sentences, and names that nothing else has.</summary>
    private void RemoveReading(long key)
    {
        connection.Building.EndCounts();
        HappeningWriter.Remove(connection.Sql, key);
        var parties = new HashSet<long>();
        CountOut(key, parties);
        foreach (var table in (ReadOnlySpan<string>)["statements", "events", "sentences"]) Execute($"DELETE FROM {table} WHERE document = $1", key);
        Execute("DELETE FROM texts WHERE rowid = $1", key);
        foreach (var party in parties) RemoveUnused(party);
    }

    private void CountOut(long key, HashSet<long> parties)
    {
        var (events, statements) = (0L, 0L);
        using (var command = connection.Sql.Command(
            """
            SELECT e.type, e.mode, e.factuality, e.actor_code, e.recipient_code, e.place_country, o.name, e.day, e.precision, e.actor, e.recipient, e.speaker, e.quad, e.goldstein, e.cameo,
              a.sectors, r.sectors, e.asserted_by
            FROM events e LEFT JOIN publishers o ON o.key = e.publisher LEFT JOIN parties a ON a.key = e.actor LEFT JOIN parties r ON r.key = e.recipient WHERE e.document = $1
            """, key))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                events++;
                var (actor, recipient) = (reader.Text(3), reader.Text(4));
                var values = new EventValues(
                    reader.GetString(0), reader.GetString(2), actor, Root(actor), recipient, Root(recipient), reader.Text(5), reader.Text(6), reader.Text(1), reader.Text(14),
                    reader.GetString(8) == "day" ? reader.GetInt32(7) : 0, reader.Filled(15), reader.Filled(16), !reader.IsDBNull(17));
                EventCounts.Count(values, -1);
                CountPairs(values, reader.GetInt32(12), reader.Real(13), -1);
                for (var column = 9; column < 12; column++)
                {
                    if (!reader.IsDBNull(column)) parties.Add(reader.GetInt64(column));
                }
            }
        }

        using (var command = connection.Sql.Command("SELECT speaker FROM statements WHERE document = $1", key))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                statements++;
                if (!reader.IsDBNull(0)) parties.Add(reader.GetInt64(0));
            }
        }

        _tallies.Count(Tally.Total, "events", -events);
        if (events > 0) _tallies.Count(CountedColumns.Changes, CountedColumns.EventsGone);
        _tallies.Count(Tally.Total, "statements", -statements);
    }

    /// <summary>A name that no event and no statement has any more goes too: it may be a person's.</summary>
    private void RemoveUnused(long party)
    {
        var isUsed = connection.Sql.Scalar<long>(
            """
            SELECT CASE WHEN EXISTS (SELECT 1 FROM events WHERE actor = $1) OR EXISTS (SELECT 1 FROM events WHERE recipient = $1)
              OR EXISTS (SELECT 1 FROM events WHERE speaker = $1) OR EXISTS (SELECT 1 FROM statements WHERE speaker = $1)
              OR EXISTS (SELECT 1 FROM foreign_events WHERE actor = $1) OR EXISTS (SELECT 1 FROM foreign_events WHERE recipient = $1)
            THEN 1 ELSE 0 END
            """, party) != 0;
        if (isUsed) return;
        Execute("DELETE FROM party_sectors WHERE party = $1", party);
        Execute("DELETE FROM names WHERE rowid = $1", NameKind.Party.RowId(party));
        Execute("DELETE FROM parties WHERE key = $1", party);
        _tallies.Count(CountedColumns.Changes, "parties");
        _interning.Forget();
    }

    private int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = connection.Sql.Command(sql, values);
        return command.ExecuteNonQuery();
    }
}
