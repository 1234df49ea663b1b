using System.Data.Common;
using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>Loads the row of an event of another data set by its key.</summary>
internal sealed class ForeignLoader(SqlSession connection) : IDisposable
{
    private readonly PreparedStatement _load = new(
        connection,
        """
        SELECT e.id, e.type, e.mode, e.contexts, e.cameo, e.quad, e.goldstein, a.text, e.actor_code, a.country, a.sectors,
          r.text, e.recipient_code, r.country, r.sectors, e.day, p.name, e.place_country, p.admin1, p.lat, p.lon, o.name, e.url, e.published_at,
          e.sentence, e.mentions, e.sources, e.articles, e.tone, i.file
        FROM foreign_events e
        JOIN imports i ON i.key = e.import
        JOIN parties a ON a.key = e.actor
        LEFT JOIN parties r ON r.key = e.recipient
        LEFT JOIN places p ON p.key = e.place
        LEFT JOIN publishers o ON o.key = e.publisher
        WHERE e.key = $1
        """, 1);

    public EventRow? Load(long key)
    {
        using var reader = _load.Query(key);
        if (!reader.Read()) return null;
        var type = reader.Text(1) is { } name ? Place(name) : -1;
        var day = reader.GetInt32(15);
        return new EventRow
        {
            Document = ForeignKey.OriginOf(key),
            Event = reader.GetString(0),
            Origin = ForeignKey.OriginOf(key),
            HasType = type >= 0,
            Type = (EventType)Math.Max(0, type),
            Mode = reader.Text(2),
            Contexts = reader.Words(3),
            Cameo = reader.Text(4),
            Quad = reader.GetInt32(5),
            Goldstein = reader.Real(6),
            ActorText = reader.GetString(7),
            ActorCode = reader.Text(8),
            ActorCountry = reader.Filled(9),
            ActorSectors = reader.Words(10),
            RecipientText = reader.Text(11),
            RecipientCode = reader.Text(12),
            RecipientCountry = reader.Filled(13),
            RecipientSectors = reader.Words(14),
            Date = DateBounds.Format(day),
            DatePrecision = DatePrecision.Day,
            PlaceName = reader.Text(16),
            PlaceCountry = reader.Text(17),
            PlaceAdmin1 = reader.Filled(18),
            PlaceLat = reader.Real(19),
            PlaceLon = reader.Real(20),
            Publisher = reader.Text(21),
            Url = reader.Text(22),
            Published = Published(reader.GetInt64(23)),
            Sentence = "",
            Report = new ForeignReport(
                reader.GetString(29), Whole(reader, 24), Whole(reader, 25), Whole(reader, 26), Whole(reader, 27), reader.Real(28)),
        };
    }

    public void Dispose() => _load.Dispose();

    private static int Place(string type)
    {
        for (var i = 0; i < Vocabulary.Types.Count; i++)
        {
            if (Vocabulary.Types[i] == type) return i;
        }

        throw new InvalidOperationException($"the store has a type \"{type}\" that this program does not know");
    }

    private static string Published(long seconds)
    {
        var moment = new DateTime(seconds * TimeSpan.TicksPerSecond, DateTimeKind.Utc);
        return moment.TimeOfDay == TimeSpan.Zero
            ? moment.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
            : moment.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static long? Whole(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);
}
