using System.Data.Common;
using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>Loads events as reports of happenings.</summary>
internal static class ReportLoader
{
    private const string Columns =
        """
        SELECT e.key, d.id, e.id, e.type, e.mode, e.actor_code, a.name, a.text, e.recipient_code, c.name, c.text, e.day, e.last_day, e.published_at,
          e.rank, p.name, e.place_country, p.lat, p.lon, e.factuality, s.name, s.text, s.code, r.magnitude, t.text, t.start, e.trigger_start,
          e.trigger_end, e.confidence, o.name, l.grade, z.document, h.id, r.component, e.evidence_start, e.evidence_end, e.asserted_by,
          u.kind, u.passages, g.id, g.origin_publisher, q.name, d.origin_publisher, r.denied_by
        FROM events e
        JOIN documents d ON d.key = e.document
        JOIN parties a ON a.key = e.actor
        JOIN sentences t ON t.document = e.document AND t.sentence = e.sentence
        LEFT JOIN parties c ON c.key = e.recipient
        LEFT JOIN parties s ON s.key = e.speaker
        LEFT JOIN places p ON p.key = e.place
        LEFT JOIN publishers o ON o.key = e.publisher
        LEFT JOIN reliabilities l ON l.publisher = e.publisher
        LEFT JOIN superseded z ON z.document = e.document
        LEFT JOIN reports r ON r.event = e.key
        LEFT JOIN happenings h ON h.key = r.happening
        LEFT JOIN reuses u ON u.document = e.document
        LEFT JOIN documents g ON g.key = coalesce(u.origin, u.other)
        LEFT JOIN publishers q ON q.key = g.publisher
        """;

    /// <summary>Loads the events of a condition.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="where">A condition over <c>events e</c>.</param>
    public static IReadOnlyList<EventReport> Load(SqlSession connection, string where)
    {
        using var command = connection.Command($"{Columns} WHERE {where}");
        using var reader = command.ExecuteReader();
        var reports = new List<EventReport>();
        while (reader.Read()) reports.Add(Read(reader));
        return reports;
    }

    private static EventReport Read(DbDataReader reader)
    {
        var sentence = reader.GetString(24);
        var start = reader.GetInt32(25);
        var trigger = Slice(sentence, reader.GetInt32(26) - start, reader.GetInt32(27) - start);
        return new EventReport
        {
            Key = reader.GetInt64(0),
            Document = reader.GetString(1),
            Event = reader.GetString(2),
            Type = (EventType)IndexOf(Vocabulary.Types, reader.GetString(3)),
            Mode = reader.Text(4),
            ActorCode = reader.Text(5),
            Actor = reader.Filled(6) ?? reader.GetString(7),
            RecipientCode = reader.Text(8),
            Recipient = reader.Filled(9) ?? reader.Text(10),
            Day = reader.GetInt32(11),
            LastDay = reader.GetInt32(12),
            PublishedAt = reader.GetInt64(13),
            Rank = reader.GetInt64(14),
            Place = reader.Text(15),
            PlaceCountry = reader.Text(16),
            Lat = reader.Real(17),
            Lon = reader.Real(18),
            Factuality = (Factuality)IndexOf(Vocabulary.Factualities, reader.GetString(19)),
            Speaker = reader.Filled(20) ?? reader.Text(21) ?? (reader.IsDBNull(36) ? null : ""),
            SpeakerCode = reader.Filled(22),
            Magnitude = StoryNames.Magnitude(reader.Text(23)),
            DeniedBy = reader.Text(43),
            Sentence = sentence,
            Trigger = trigger,
            Confidence = reader.GetDouble(28),
            Publisher = reader.Text(29),
            Origin = Origin(reader),
            IsReprint = reader.Text(37) == "reprint" && reader.Text(39) != reader.GetString(1) && IsTaken(reader),
            Reliability = reader.Text(30) is [var grade, ..] ? grade : 'F',
            IsSuperseded = !reader.IsDBNull(31),
            Happening = reader.Text(32),
            Component = reader.IsDBNull(33) ? 0 : reader.GetInt64(33),
        };
    }

    /// <summary>Who stands behind an event's words: for a reprint or a passage taken over, who stands behind the other text.</summary>
    private static string Origin(DbDataReader reader)
    {
        var taken = reader.Text(37) switch
        {
            "reprint" => true,
            "passage" => IsTaken(reader),
            _ => false,
        };
        var (named, publisher, id) = taken && !reader.IsDBNull(39)
            ? (reader.Text(40), reader.Text(41), reader.GetString(39))
            : (reader.Text(42), reader.Text(29), reader.GetString(1));
        return Bare(named) ?? Bare(publisher) ?? "#" + id;
    }

    // Whether the event's words stand in the other text.
    private static bool IsTaken(DbDataReader reader) =>
        StoryNames.Passages(reader.GetString(38)).Any(passage => passage.Start <= reader.GetInt64(34) && reader.GetInt64(35) <= passage.End);

    // Names of outlets are written with and without their article and their city's full stop.
    private static string? Bare(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return null;
        var bare = name.Trim().TrimEnd('.').ToLowerInvariant();
        return bare.StartsWith("the ", StringComparison.Ordinal) ? bare[4..] : bare;
    }

    private static string Slice(string text, int start, int end)
    {
        start = Math.Clamp(start, 0, text.Length);
        return text[start..Math.Clamp(end, start, text.Length)];
    }

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == name) return i;
        }

        throw new InvalidOperationException($"the store has a value \"{name}\" that this program does not know");
    }
}
