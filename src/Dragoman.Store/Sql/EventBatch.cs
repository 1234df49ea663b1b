using System.Globalization;
using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>
/// Loads many events at once: one statement for the events, one for each kind of thing that they name and that is not at hand yet. What
/// repeats (parties, places, outlets, documents) is read once and shared between rows.
/// </summary>
internal sealed class EventBatch(SqlSession session, EventLoader single)
{
    // What is kept of each kind, beside what the batch itself names: some 200 bytes each.
    private const int Capacity = 150_000;

    // Documents come once, and their events near one another.
    private const int DocumentCapacity = 20_000;

    private readonly Dictionary<long, NamedParty> _parties = [];
    private readonly Dictionary<long, NamedPlace> _places = [];
    private readonly Dictionary<long, string> _publishers = [];
    private readonly Dictionary<long, NamedDocument> _documents = [];
    private readonly TextPool _pool = new();
    private readonly (HashSet<long> Parties, HashSet<long> Places, HashSet<long> Publishers, HashSet<long> Documents) _missing = ([], [], [], []);
    private Columns[] _columns = [];
    private readonly Dictionary<string, string[]> _contexts = new(StringComparer.Ordinal);

    /// <summary>The rows of keys, in their order, with the keys of their documents (0 for events of other data sets); one whose key is gone is left out.</summary>
    public List<(EventRow Row, long Document)> Load(IReadOnlyList<long> keys)
    {
        var own = keys.Where(key => !ForeignKey.IsForeign(key)).ToList();
        var found = new Dictionary<long, int>(own.Count);
        if (_columns.Length < own.Count) _columns = new Columns[own.Count];
        if (own.Count > 0)
        {
            // Most stores have no grades, and one that is being loaded no happenings: each look into an empty table is saved.
            var hasGrades = session.Scalar<long?>("SELECT 1 FROM reliabilities LIMIT 1") is not null;
            var hasReports = session.Scalar<long?>("SELECT 1 FROM reports LIMIT 1") is not null;
            Read(
                $"""
                SELECT e.key, e.document, e.id, e.type, e.mode, e.contexts, e.cameo, e.quad, e.goldstein, e.actor, e.actor_code, e.recipient, e.recipient_code,
                  e.date, e.precision, e.place, e.place_country, e.publisher, e.factuality, e.asserted_by, e.speaker, e.sentence,
                  e.evidence_start, e.evidence_end, e.trigger_start, e.trigger_end, e.confidence, e.salience,
                  {(hasReports ? "h.id, h.standing, h.independent, h.credibility" : "NULL, NULL, NULL, NULL")}, {(hasGrades ? "l.grade" : "NULL")}, t.start, t.text
                FROM events e
                JOIN sentences t ON t.document = e.document AND t.sentence = e.sentence
                {(hasGrades ? "LEFT JOIN reliabilities l ON l.publisher = e.publisher" : "")}
                {(hasReports ? "LEFT JOIN reports q ON q.event = e.key LEFT JOIN happenings h ON h.key = q.happening" : "")}
                WHERE e.key IN ({List(own)})
                """,
                reader =>
                {
                    var at = found.Count;
                    found.Add(reader.Whole(0), at);
                    Take(reader, ref _columns[at]);
                });
            ReadMissing();
        }

        var rows = new List<(EventRow, long)>(keys.Count);
        foreach (var key in keys)
        {
            if (found.TryGetValue(key, out var at)) rows.Add((Row(in _columns[at]), _columns[at].Document));
            else if (ForeignKey.IsForeign(key) && single.Load(key, whole: null) is { } foreign) rows.Add((foreign, 0));
        }

        Array.Clear(_columns, 0, found.Count);
        return rows;
    }

    private void Take(RowReader reader, ref Columns item)
    {
        item.Document = reader.Whole(1);
        item.Id = reader.Shared(2, _pool);
        item.Type = (EventType)EventLoader.Index(Vocabulary.Types, reader.Shared(3, _pool));
        item.Mode = reader.SharedOrNull(4, _pool);
        item.Contexts = Contexts(reader.SharedOrNull(5, _pool));
        item.Cameo = reader.SharedOrNull(6, _pool);
        item.Quad = reader.Int(7);
        item.Goldstein = reader.RealOrNull(8);
        item.Actor = reader.Whole(9);
        item.ActorCode = reader.SharedOrNull(10, _pool);
        item.Recipient = reader.WholeOrNull(11);
        item.RecipientCode = reader.SharedOrNull(12, _pool);
        item.Date = reader.SharedOrNull(13, _pool);
        item.Precision = (DatePrecision)EventLoader.Index(Vocabulary.Precisions, reader.Shared(14, _pool));
        item.Place = reader.WholeOrNull(15);
        item.PlaceCountry = reader.SharedOrNull(16, _pool);
        item.Publisher = reader.WholeOrNull(17);
        item.Factuality = (Factuality)EventLoader.Index(Vocabulary.Factualities, reader.Shared(18, _pool));
        item.AssertedBy = reader.SharedOrNull(19, _pool);
        item.Speaker = reader.WholeOrNull(20);
        item.Evidence = new TextSpan(reader.Int(22), reader.Int(23));
        item.Trigger = new TextSpan(reader.Int(24), reader.Int(25));
        item.Confidence = reader.Real(26);
        item.Salience = reader.Real(27);
        item.Happening = reader.SharedOrNull(28, _pool);
        item.Standing = reader.SharedOrNull(29, _pool);
        item.Independent = (int?)reader.WholeOrNull(30);
        item.Credibility = (int?)reader.WholeOrNull(31);
        item.Grade = reader.SharedOrNull(32, _pool);
        item.SentenceStart = reader.Int(33);
        item.Sentence = reader.Text(34);
        item.DocumentAtHand = AtHand(_documents, _missing.Documents, item.Document);
        item.ActorAtHand = AtHand(_parties, _missing.Parties, item.Actor);
        item.RecipientAtHand = AtHand(_parties, _missing.Parties, item.Recipient);
        item.SpeakerAtHand = AtHand(_parties, _missing.Parties, item.Speaker);
        item.PlaceAtHand = AtHand(_places, _missing.Places, item.Place);
        item.PublisherAtHand = AtHand(_publishers, _missing.Publishers, item.Publisher);
    }

    /// <summary>What a key names, where it is at hand; otherwise the key is missing.</summary>
    private static T? AtHand<T>(Dictionary<long, T> known, HashSet<long> missing, long? key)
        where T : class
    {
        if (key is not { } wanted) return null;
        if (known.TryGetValue(wanted, out var found)) return found;
        missing.Add(wanted);
        return null;
    }

    private void ReadMissing()
    {
        var (parties, places, publishers, documents) = _missing;
        Fill(_documents, documents, "SELECT key, id, origin_publisher, title, url, published FROM documents", reader =>
            new NamedDocument(reader.Text(1), reader.SharedOrNull(2, _pool), reader.TextOrNull(3), reader.TextOrNull(4), reader.TextOrNull(5)), DocumentCapacity);
        Fill(
            _parties, parties,
            "SELECT key, text, code, name, country, sectors FROM parties",
            reader => new NamedParty(reader.Shared(1, _pool), reader.Filled(2, _pool), reader.Filled(3, _pool), reader.Filled(4, _pool), Contexts(reader.Filled(5, _pool))));
        Fill(_places, places, "SELECT key, name, admin1, lat, lon FROM places", reader =>
            new NamedPlace(reader.Text(1), reader.Filled(2, _pool), reader.RealOrNull(3), reader.RealOrNull(4)));
        Fill(_publishers, publishers, "SELECT key, name FROM publishers", static reader => reader.Text(1));
    }

    private void Fill<T>(Dictionary<long, T> known, HashSet<long> wanted, string select, Func<RowReader, T> value, int capacity = Capacity)
    {
        if (wanted.Count == 0) return;
        if (known.Count + wanted.Count > capacity) known.Clear();
        Read($"{select} WHERE key IN ({List(wanted)})", reader => known[reader.Whole(0)] = value(reader));
        wanted.Clear();
    }

    private void Read(string sql, Action<RowReader> row)
    {
        using var reader = session.Dialect.Rows(session, sql);
        while (reader.Read()) row(reader);
    }

    private EventRow Row(in Columns item)
    {
        var document = item.DocumentAtHand ?? _documents[item.Document];
        var actor = item.ActorAtHand ?? _parties[item.Actor];
        var recipient = item.RecipientAtHand ?? Named(_parties, item.Recipient);
        var speaker = item.SpeakerAtHand ?? Named(_parties, item.Speaker);
        var place = item.PlaceAtHand ?? Named(_places, item.Place);
        return new EventRow
        {
            Document = document.Id,
            Event = item.Id,
            Type = item.Type,
            Mode = item.Mode,
            Contexts = item.Contexts,
            Cameo = item.Cameo,
            Quad = item.Quad,
            Goldstein = item.Goldstein,
            ActorText = actor.Text,
            ActorCode = item.ActorCode,
            ActorCountry = actor.Country,
            ActorSectors = actor.Sectors,
            ActorName = actor.Name,
            RecipientText = recipient?.Text,
            RecipientCode = item.RecipientCode,
            RecipientCountry = recipient?.Country,
            RecipientSectors = recipient?.Sectors ?? [],
            RecipientName = recipient?.Name,
            Date = item.Date,
            DatePrecision = item.Precision,
            PlaceName = place?.Name,
            PlaceCountry = item.PlaceCountry,
            PlaceAdmin1 = place?.Admin1,
            PlaceLat = place?.Lat,
            PlaceLon = place?.Lon,
            Factuality = item.Factuality,
            AssertedBy = item.AssertedBy,
            SpeakerText = speaker?.Text,
            SpeakerName = speaker?.Name,
            SpeakerCode = speaker?.Code,
            Publisher = item.PublisherAtHand ?? Named(_publishers, item.Publisher),
            OriginPublisher = document.OriginPublisher,
            Title = document.Title,
            Url = document.Url,
            Published = document.Published,
            Sentence = item.Sentence,
            SentenceStart = item.SentenceStart,
            EvidenceStart = item.Evidence.Start,
            EvidenceEnd = item.Evidence.End,
            Trigger = item.Trigger,
            Confidence = item.Confidence,
            Salience = item.Salience,
            Happening = item.Happening,
            Standing = item.Standing is { } standing ? StoryNames.Standing(standing) : null,
            Independent = item.Independent,
            Credibility = item.Credibility,
            Reliability = item.Grade is [var grade, ..] ? grade : 'F',
        };
    }

    private static T? Named<T>(Dictionary<long, T> known, long? key)
        where T : class => key is { } wanted ? known[wanted] : null;

    private string[] Contexts(string? text)
    {
        if (string.IsNullOrEmpty(text)) return [];
        if (_contexts.TryGetValue(text, out var contexts)) return contexts;
        if (_contexts.Count >= Capacity) _contexts.Clear();
        return _contexts[text] = text.Split(' ');
    }

    private static string List(IEnumerable<long> keys) => string.Join(',', keys.Select(key => key.ToString(CultureInfo.InvariantCulture)));

    private sealed record NamedParty(string Text, string? Code, string? Name, string? Country, IReadOnlyList<string> Sectors);

    private sealed record NamedPlace(string Name, string? Admin1, double? Lat, double? Lon);

    private sealed record NamedDocument(string Id, string? OriginPublisher, string? Title, string? Url, string? Published);

    /// <summary>An event's own columns.</summary>
    private struct Columns
    {
        public long Document { get; set; }

        public string Id { get; set; }

        public EventType Type { get; set; }

        public string? Mode { get; set; }

        public string[] Contexts { get; set; }

        public string? Cameo { get; set; }

        public int Quad { get; set; }

        public double? Goldstein { get; set; }

        public long Actor { get; set; }

        public string? ActorCode { get; set; }

        public long? Recipient { get; set; }

        public string? RecipientCode { get; set; }

        public string? Date { get; set; }

        public DatePrecision Precision { get; set; }

        public long? Place { get; set; }

        public string? PlaceCountry { get; set; }

        public long? Publisher { get; set; }

        public Factuality Factuality { get; set; }

        public string? AssertedBy { get; set; }

        public long? Speaker { get; set; }

        public int SentenceStart { get; set; }

        public string Sentence { get; set; }

        public TextSpan Evidence { get; set; }

        public TextSpan Trigger { get; set; }

        public double Confidence { get; set; }

        public double Salience { get; set; }

        public string? Happening { get; set; }

        public string? Standing { get; set; }

        public int? Independent { get; set; }

        public int? Credibility { get; set; }

        public string? Grade { get; set; }

        // What the keys above name; null where it had to be read afterwards.
        public NamedDocument? DocumentAtHand { get; set; }

        public NamedParty? ActorAtHand { get; set; }

        public NamedParty? RecipientAtHand { get; set; }

        public NamedParty? SpeakerAtHand { get; set; }

        public NamedPlace? PlaceAtHand { get; set; }

        public string? PublisherAtHand { get; set; }
    }
}
