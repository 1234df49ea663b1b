using System.Data.Common;
using System.Globalization;
using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>
/// Loads many events at once: one statement for the events, one for each kind of thing that they name and that is not at hand yet. What
/// repeats (parties, places, outlets, documents) is read once and shared between rows.
/// </summary>
internal sealed class EventBatch(SqlSession session, EventLoader single)
{
    // What is kept of each kind, beside what the batch itself names.
    private const int Capacity = 50_000;

    private readonly Dictionary<long, NamedParty> _parties = [];
    private readonly Dictionary<long, NamedPlace> _places = [];
    private readonly Dictionary<long, string> _publishers = [];
    private readonly Dictionary<long, NamedDocument> _documents = [];
    private readonly Dictionary<(long Document, int Sentence), (int Start, string Text)> _sentences = [];
    private readonly Dictionary<string, string> _shared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _contexts = new(StringComparer.Ordinal);

    /// <summary>The rows of keys, in their order, with the keys of their documents (0 for events of other data sets); one whose key is gone is left out.</summary>
    public List<(EventRow Row, long Document)> Load(IReadOnlyList<long> keys)
    {
        var own = keys.Where(key => !ForeignKey.IsForeign(key)).ToList();
        var found = new Dictionary<long, Columns>(own.Count);
        if (own.Count > 0)
        {
            Read(
                $"""
                SELECT e.key, e.document, e.id, e.type, e.mode, e.contexts, e.cameo, e.quad, e.goldstein, e.actor, e.actor_code, e.recipient, e.recipient_code,
                  e.date, e.precision, e.place, e.place_country, e.publisher, e.factuality, e.asserted_by, e.speaker, e.sentence,
                  e.evidence_start, e.evidence_end, e.trigger_start, e.trigger_end, e.confidence, e.salience,
                  h.id, h.standing, h.independent, h.credibility, l.grade
                FROM events e
                LEFT JOIN reliabilities l ON l.publisher = e.publisher
                LEFT JOIN reports q ON q.event = e.key
                LEFT JOIN happenings h ON h.key = q.happening
                WHERE e.key IN ({List(own)})
                """,
                reader => found[reader.GetInt64(0)] = Take(reader));
            ReadNamed(found.Values);
        }

        var rows = new List<(EventRow, long)>(keys.Count);
        foreach (var key in keys)
        {
            if (found.TryGetValue(key, out var columns)) rows.Add((Row(columns), columns.Document));
            else if (ForeignKey.IsForeign(key) && single.Load(key, whole: null) is { } foreign) rows.Add((foreign, 0));
        }

        return rows;
    }

    private Columns Take(DbDataReader reader) => new()
    {
        Document = reader.GetInt64(1),
        Id = Shared(reader.GetString(2))!,
        Type = (EventType)EventLoader.Index(Vocabulary.Types, reader.GetString(3)),
        Mode = Shared(reader.Text(4)),
        Contexts = Contexts(reader.Text(5)),
        Cameo = Shared(reader.Text(6)),
        Quad = reader.GetInt32(7),
        Goldstein = reader.Real(8),
        Actor = reader.GetInt64(9),
        ActorCode = Shared(reader.Text(10)),
        Recipient = reader.IsDBNull(11) ? null : reader.GetInt64(11),
        RecipientCode = Shared(reader.Text(12)),
        Date = Shared(reader.Text(13)),
        Precision = (DatePrecision)EventLoader.Index(Vocabulary.Precisions, reader.GetString(14)),
        Place = reader.IsDBNull(15) ? null : reader.GetInt64(15),
        PlaceCountry = Shared(reader.Text(16)),
        Publisher = reader.IsDBNull(17) ? null : reader.GetInt64(17),
        Factuality = (Factuality)EventLoader.Index(Vocabulary.Factualities, reader.GetString(18)),
        AssertedBy = Shared(reader.Text(19)),
        Speaker = reader.IsDBNull(20) ? null : reader.GetInt64(20),
        Sentence = reader.GetInt32(21),
        Evidence = new TextSpan(reader.GetInt32(22), reader.GetInt32(23)),
        Trigger = new TextSpan(reader.GetInt32(24), reader.GetInt32(25)),
        Confidence = reader.GetDouble(26),
        Salience = reader.GetDouble(27),
        Happening = reader.Text(28),
        Standing = Shared(reader.Text(29)),
        Independent = reader.IsDBNull(30) ? null : reader.GetInt32(30),
        Credibility = reader.IsDBNull(31) ? null : reader.GetInt32(31),
        Grade = Shared(reader.Text(32)),
    };

    private void ReadNamed(IReadOnlyCollection<Columns> events)
    {
        _sentences.Clear();
        var documents = events.Select(item => item.Document).Distinct().ToList();
        Read(
            $"SELECT document, sentence, start, text FROM sentences WHERE document IN ({List(documents)})",
            reader => _sentences[(reader.GetInt64(0), reader.GetInt32(1))] = (reader.GetInt32(2), reader.GetString(3)));
        Fill(_documents, documents, "SELECT key, id, origin_publisher, title, url, published FROM documents", static reader =>
            new NamedDocument(reader.GetString(1), reader.Text(2), reader.Text(3), reader.Text(4), reader.Text(5)));
        Fill(
            _parties, events.SelectMany(item => new long?[] { item.Actor, item.Recipient, item.Speaker }).OfType<long>(),
            "SELECT key, text, code, name, country, sectors FROM parties",
            static reader => new NamedParty(reader.GetString(1), reader.Filled(2), reader.Filled(3), reader.Filled(4), reader.Words(5)));
        Fill(_places, events.Select(item => item.Place).OfType<long>(), "SELECT key, name, admin1, lat, lon FROM places", static reader =>
            new NamedPlace(reader.GetString(1), reader.Filled(2), reader.Real(3), reader.Real(4)));
        Fill(_publishers, events.Select(item => item.Publisher).OfType<long>(), "SELECT key, name FROM publishers", static reader => reader.GetString(1));
    }

    private void Fill<T>(Dictionary<long, T> known, IEnumerable<long> keys, string select, Func<DbDataReader, T> value)
    {
        var wanted = keys.Distinct().ToList();
        if (known.Count + wanted.Count > Capacity) known.Clear();
        wanted.RemoveAll(known.ContainsKey);
        if (wanted.Count > 0) Read($"{select} WHERE key IN ({List(wanted)})", reader => known[reader.GetInt64(0)] = value(reader));
    }

    private void Read(string sql, Action<DbDataReader> row)
    {
        using var command = session.Command(sql);
        using var reader = command.ExecuteReader();
        while (reader.Read()) row(reader);
    }

    private EventRow Row(Columns item)
    {
        var document = _documents[item.Document];
        var actor = _parties[item.Actor];
        var recipient = item.Recipient is { } other ? _parties[other] : null;
        var speaker = item.Speaker is { } key ? _parties[key] : null;
        var place = item.Place is { } where ? _places[where] : null;
        var sentence = _sentences[(item.Document, item.Sentence)];
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
            Publisher = item.Publisher is { } publisher ? _publishers[publisher] : null,
            OriginPublisher = document.OriginPublisher,
            Title = document.Title,
            Url = document.Url,
            Published = document.Published,
            Sentence = sentence.Text,
            SentenceStart = sentence.Start,
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

    /// <summary>One string for all that are equal.</summary>
    private string? Shared(string? text)
    {
        if (text is null) return null;
        if (_shared.TryGetValue(text, out var shared)) return shared;
        if (_shared.Count >= Capacity) _shared.Clear();
        _shared.Add(text, text);
        return text;
    }

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
    private sealed class Columns
    {
        public long Document { get; init; }

        public required string Id { get; init; }

        public EventType Type { get; init; }

        public string? Mode { get; init; }

        public required string[] Contexts { get; init; }

        public string? Cameo { get; init; }

        public int Quad { get; init; }

        public double? Goldstein { get; init; }

        public long Actor { get; init; }

        public string? ActorCode { get; init; }

        public long? Recipient { get; init; }

        public string? RecipientCode { get; init; }

        public string? Date { get; init; }

        public DatePrecision Precision { get; init; }

        public long? Place { get; init; }

        public string? PlaceCountry { get; init; }

        public long? Publisher { get; init; }

        public Factuality Factuality { get; init; }

        public string? AssertedBy { get; init; }

        public long? Speaker { get; init; }

        public int Sentence { get; init; }

        public TextSpan Evidence { get; init; }

        public TextSpan Trigger { get; init; }

        public double Confidence { get; init; }

        public double Salience { get; init; }

        public string? Happening { get; init; }

        public string? Standing { get; init; }

        public int? Independent { get; init; }

        public int? Credibility { get; init; }

        public string? Grade { get; init; }
    }
}
