using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>Writes events of other data sets. Runs inside a transaction of <see cref="Database.Write"/>.</summary>
internal sealed class ForeignWriter(WriteConnection connection)
{
    private readonly Interning _interning = connection.Interning;
    private readonly Tallies _tallies = new(connection);

    // Keys that are there between the least and the greatest of a batch: up to so many are read at once, and beyond that each is looked for.
    private const int MostInRange = 100_000;

    private readonly IBulkTable _rows = connection.Bulk(
        "foreign_events", "key", "import", "id", "type", "mode", "contexts", "cameo", "quad", "goldstein", "actor", "actor_code", "actor_root", "recipient",
        "recipient_code", "recipient_root", "day", "published_at", "place", "place_country", "publisher", "sentence", "mentions", "sources", "articles",
        "tone", "url");

    private readonly KeyFinder _find = connection.Finder("foreign_events", "key");

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
        if (events.Count == 0) return 0;
        var places = events.Select(item => item.Place).OfType<Place>().Distinct(ReferenceEqualityComparer.Instance).Cast<Place>().ToList();
        _interning.Prepare(
            events.Select(item => item.Actor).Concat(events.Select(item => item.Recipient).OfType<Party>()), places, events.Select(item => item.Publisher).OfType<string>());
        connection.Flush();
        var placeKeys = places.ToDictionary(place => (object)place, place => _interning.Key(PlaceName.Of(place)), ReferenceEqualityComparer.Instance);
        var (types, actors, recipients, countries) = (new Dictionary<string, long>(), new Dictionary<string, long>(), new Dictionary<string, long>(), new Dictionary<string, long>());
        var known = Known(events);
        var added = 0;
        connection.Building.Adding("foreign_events", events.Count - known.Count);
        foreach (var item in events)
        {
            if (!known.Add(item.Key)) continue;
            var actorCode = Filled(item.Actor.Code);
            var recipientCode = Filled(item.Recipient?.Code);
            var country = Filled(item.Place?.Country);
            _rows.Add(
                item.Key, import, item.Id, item.Type, item.Mode, item.Contexts, item.Cameo, item.Quad, item.Goldstein, _interning.Key(item.Actor), actorCode,
                Root(actorCode), item.Recipient is { } party ? _interning.Key(party) : default(SqlValue), recipientCode, Root(recipientCode), item.Day, item.PublishedAt,
                item.Place is { } place ? placeKeys[place] : default(SqlValue), country,
                item.Publisher is { } publisher ? _interning.Key(publisher) : default(SqlValue), item.Sentence, item.Mentions, item.Sources, item.Articles, item.Tone, item.Url);
            added++;
            Count(types, item.Type);
            Count(actors, Root(actorCode));
            Count(recipients, Root(recipientCode));
            Count(countries, country);
        }

        _tallies.Count(EventTable.Foreign.Tally(Tally.Total), "events", added);
        _tallies.Count(EventTable.Foreign.Tally(Tally.Total), origin, added);
        foreach (var (kind, counts) in (ReadOnlySpan<(string, Dictionary<string, long>)>)
            [(Tally.Type, types), (Tally.ActorRoot, actors), (Tally.RecipientRoot, recipients), (Tally.Country, countries)])
        {
            foreach (var (value, count) in counts) _tallies.Count(EventTable.Foreign.Tally(kind), value, count);
        }

        connection.Flush();
        _tallies.Write();
        return added;
    }

    private static void Count(Dictionary<string, long> counts, string? value)
    {
        if (value is not null) System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, value, out _)++;
    }

    /// <summary>Keys of the batch that are there already; others may be among them.</summary>
    private HashSet<long> Known(IReadOnlyList<ForeignEvent> events)
    {
        var known = new HashSet<long>(events.Count);
        using (var command = connection.Sql.Command(
            "SELECT key FROM foreign_events WHERE key BETWEEN $1 AND $2 LIMIT $3", events.Min(item => item.Key), events.Max(item => item.Key), MostInRange + 1L))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read()) known.Add(reader.GetInt64(0));
        }

        if (known.Count <= MostInRange) return known;
        return [.. _find.Find([.. events.Select(item => (object[])[item.Key])]).OfType<long>()];
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
