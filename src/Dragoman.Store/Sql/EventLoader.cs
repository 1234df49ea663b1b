using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>Loads an event's row by its key.</summary>
internal sealed class EventLoader(SqlSession connection) : IDisposable
{
    private readonly PreparedStatement _load = new(
        connection,
        """
        SELECT d.id, e.id, e.type, e.mode, e.contexts, e.cameo, e.quad, e.goldstein,
          a.text, e.actor_code, a.country, a.sectors, a.name, r.text, e.recipient_code, r.country, r.sectors, r.name,
          e.date, e.precision, p.name, e.place_country, p.admin1, p.lat, p.lon, e.factuality, e.asserted_by, s.text, s.name, s.code,
          o.name, d.origin_publisher, d.title, d.url, d.published, t.text, t.start, e.evidence_start, e.evidence_end,
          e.trigger_start, e.trigger_end, e.confidence, e.salience, e.document,
          h.id, h.standing, h.independent, h.credibility, l.grade
        FROM events e
        JOIN documents d ON d.key = e.document
        JOIN parties a ON a.key = e.actor
        JOIN sentences t ON t.document = e.document AND t.sentence = e.sentence
        LEFT JOIN parties r ON r.key = e.recipient
        LEFT JOIN parties s ON s.key = e.speaker
        LEFT JOIN places p ON p.key = e.place
        LEFT JOIN publishers o ON o.key = e.publisher
        LEFT JOIN reliabilities l ON l.publisher = e.publisher
        LEFT JOIN reports q ON q.event = e.key
        LEFT JOIN happenings h ON h.key = q.happening
        WHERE e.key = $1
        """, 1);

    private ForeignLoader? _foreign;

    /// <summary>The row; null where the key is gone.</summary>
    /// <param name="key">Key of the event.</param>
    /// <param name="whole">Gives the whole event of a document's key and an event's id; null where only the row is wanted.</param>
    public EventRow? Load(long key, Func<long, string, PoliticalEvent?>? whole)
    {
        if (ForeignKey.IsForeign(key)) return (_foreign ??= new ForeignLoader(connection)).Load(key);
        if (Row(key, out var document) is not { } row) return null;
        if (whole is not null) row.Complete(whole(document, row.Event));
        return row;
    }

    private EventRow? Row(long key, out long document)
    {
        document = 0;
        using var reader = _load.Query(key);
        if (!reader.Read()) return null;
        document = reader.GetInt64(43);
        return new EventRow
        {
            Document = reader.GetString(0),
            Event = reader.GetString(1),
            Type = (EventType)Index(Vocabulary.Types, reader.GetString(2)),
            Mode = reader.Text(3),
            Contexts = reader.Words(4),
            Cameo = reader.Text(5),
            Quad = reader.GetInt32(6),
            Goldstein = reader.Real(7),
            ActorText = reader.GetString(8),
            ActorCode = reader.Text(9),
            ActorCountry = reader.Filled(10),
            ActorSectors = reader.Words(11),
            ActorName = reader.Filled(12),
            RecipientText = reader.Text(13),
            RecipientCode = reader.Text(14),
            RecipientCountry = reader.Filled(15),
            RecipientSectors = reader.Words(16),
            RecipientName = reader.Filled(17),
            Date = reader.Text(18),
            DatePrecision = (DatePrecision)Index(Vocabulary.Precisions, reader.GetString(19)),
            PlaceName = reader.Text(20),
            PlaceCountry = reader.Text(21),
            PlaceAdmin1 = reader.Filled(22),
            PlaceLat = reader.Real(23),
            PlaceLon = reader.Real(24),
            Factuality = (Factuality)Index(Vocabulary.Factualities, reader.GetString(25)),
            AssertedBy = reader.Text(26),
            SpeakerText = reader.Text(27),
            SpeakerName = reader.Filled(28),
            SpeakerCode = reader.Filled(29),
            Publisher = reader.Text(30),
            OriginPublisher = reader.Text(31),
            Title = reader.Text(32),
            Url = reader.Text(33),
            Published = reader.Text(34),
            Sentence = reader.GetString(35),
            SentenceStart = reader.GetInt32(36),
            EvidenceStart = reader.GetInt32(37),
            EvidenceEnd = reader.GetInt32(38),
            Trigger = new TextSpan(reader.GetInt32(39), reader.GetInt32(40)),
            Confidence = reader.GetDouble(41),
            Salience = reader.GetDouble(42),
            Happening = reader.Text(44),
            Standing = reader.Text(45) is { } standing ? StoryNames.Standing(standing) : null,
            Independent = reader.IsDBNull(46) ? null : reader.GetInt32(46),
            Credibility = reader.IsDBNull(47) ? null : reader.GetInt32(47),
            Reliability = reader.Text(48) is [var grade, ..] ? grade : 'F',
        };
    }

    public void Dispose()
    {
        _load.Dispose();
        _foreign?.Dispose();
    }

    /// <summary>Place of a name in a closed list.</summary>
    public static int Index(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == name) return i;
        }

        throw new InvalidOperationException($"the store has a value \"{name}\" that this program does not know");
    }
}
