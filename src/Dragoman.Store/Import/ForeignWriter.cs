using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>Writes events of other data sets. Runs inside a transaction of <see cref="Database.Write"/>.</summary>
internal sealed class ForeignWriter(WriteConnection connection)
{
    private readonly Interning _interning = connection.Interning;
    private readonly Tallies _tallies = new(connection);

    private readonly PreparedStatement _add = connection.Prepare(
        """
        INSERT INTO foreign_events
          (key, import, id, type, mode, contexts, cameo, quad, goldstein, actor, actor_code, actor_root, recipient, recipient_code, recipient_root,
           day, published_at, rank, place, place_country, publisher, sentence, mentions, sources, articles, tone, url)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 0, $18, $19, $20, $21, $22, $23, $24, $25, $26)
        ON CONFLICT (key) DO NOTHING
        """, 26);

    /// <summary>Notes a file; gives its key.</summary>
    public long Begin(string origin, string file, DateTimeOffset now)
    {
        var key = connection.Sql.Scalar<long>("SELECT coalesce(max(key), 0) + 1 FROM imports");
        using var command = connection.Sql.Command(
            "INSERT INTO imports (key, origin, file, rows, known, failed, imported_at) VALUES ($1, $2, $3, 0, 0, 0, $4)",
            key, origin, file, now.ToUnixTimeMilliseconds());
        command.ExecuteNonQuery();
        return key;
    }

    /// <summary>Writes events; gives the number of those that were not there.</summary>
    public int Add(long import, string origin, IReadOnlyList<ForeignEvent> events)
    {
        _interning.Prepare(
            events.Select(item => item.Actor).Concat(events.Select(item => item.Recipient).OfType<Party>()),
            events.Select(item => item.Place).OfType<Place>(), events.Select(item => item.Publisher).OfType<string>());
        connection.Flush();
        var added = 0;
        foreach (var item in events)
        {
            var actorCode = Filled(item.Actor.Code);
            var recipientCode = Filled(item.Recipient?.Code);
            var country = Filled(item.Place?.Country);
            if (_add.Run(
                item.Key, import, item.Id, item.Type, item.Mode, item.Contexts, item.Cameo, (long)item.Quad, item.Goldstein, _interning.Key(item.Actor), actorCode,
                Root(actorCode), item.Recipient is { } party ? _interning.Key(party) : null, recipientCode, Root(recipientCode), (long)item.Day, item.PublishedAt,
                item.Place is { } place ? _interning.Key(PlaceName.Of(place)) : null, country, item.Publisher is { } publisher ? _interning.Key(publisher) : null,
                item.Sentence, item.Mentions, item.Sources, item.Articles, item.Tone, item.Url) == 0)
            {
                continue;
            }

            added++;
            _tallies.Count(EventTable.Foreign.Tally(Tally.Total), "events");
            _tallies.Count(EventTable.Foreign.Tally(Tally.Total), origin);
            if (item.Type is not null) _tallies.Count(EventTable.Foreign.Tally(Tally.Type), item.Type);
            if (Root(actorCode) is { } actor) _tallies.Count(EventTable.Foreign.Tally(Tally.ActorRoot), actor);
            if (Root(recipientCode) is { } recipient) _tallies.Count(EventTable.Foreign.Tally(Tally.RecipientRoot), recipient);
            if (country is not null) _tallies.Count(EventTable.Foreign.Tally(Tally.Country), country);
        }

        _tallies.Write();
        return added;
    }

    /// <summary>Keeps what came of a file so far.</summary>
    public void Note(long import, long rows, long known, long failed)
    {
        using var command = connection.Sql.Command(
            "UPDATE imports SET rows = $2, known = $3, failed = $4 WHERE key = $1", import, rows, known, failed);
        command.ExecuteNonQuery();
    }

    /// <summary>Takes the events of a data set out, with the files that they came from.</summary>
    public long Remove(string origin, long from, long to)
    {
        foreach (var (kind, column) in (ReadOnlySpan<(string, string)>)
            [(Tally.Type, "type"), (Tally.ActorRoot, "actor_root"), (Tally.RecipientRoot, "recipient_root"), (Tally.Country, "place_country")])
        {
            using var counting = connection.Sql.Command(
                $"SELECT {column}, count(*) FROM foreign_events WHERE key BETWEEN $1 AND $2 AND {column} IS NOT NULL GROUP BY {column}", from, to);
            using var reader = counting.ExecuteReader();
            while (reader.Read()) _tallies.Count(EventTable.Foreign.Tally(kind), reader.GetString(0), -reader.GetInt64(1));
        }

        using var command = connection.Sql.Command("DELETE FROM foreign_events WHERE key BETWEEN $1 AND $2", from, to);
        var removed = command.ExecuteNonQuery();
        using var files = connection.Sql.Command("DELETE FROM imports WHERE origin = $1", origin);
        files.ExecuteNonQuery();
        _tallies.Count(EventTable.Foreign.Tally(Tally.Total), "events", -removed);
        _tallies.Count(EventTable.Foreign.Tally(Tally.Total), origin, -removed);
        _tallies.Write();
        return removed;
    }

    public void Forget() => _tallies.Forget();

    private static string? Root(string? code) => code is { Length: > 3 } ? code[..3] : code;

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
