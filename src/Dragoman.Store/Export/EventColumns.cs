using System.Globalization;
using System.Runtime.CompilerServices;

namespace Dragoman.Store;

/// <summary>The columns of an event in the forms of Dragoman's own, CSV and Parquet: same names, same order.</summary>
internal static class EventColumns
{
    private const int JoinedBits = 8;

    [ThreadStatic]
    private static (IReadOnlyList<string> Values, string Text)[]? _joined;

    /// <summary>All columns, in order.</summary>
    public static IReadOnlyList<EventColumn> All { get; } =
    [
        Text("document", row => row.Document),
        Text("event", row => row.Event),
        Text("date", row => row.Date),
        Text("date_precision", row => EventExport.Name(row.DatePrecision)),
        Text("type", EventExport.TypeOf),
        Text("mode", row => row.Mode),
        Text("contexts", row => Join(row.Contexts)),
        Text("cameo", row => row.Cameo),
        Whole("quad", row => row.Quad == 0 ? null : row.Quad),
        Real("goldstein", row => row.Goldstein),
        Text("actor_text", row => row.ActorText),
        Text("actor_name", row => row.ActorName),
        Text("actor_code", row => row.ActorCode),
        Text("actor_country", row => row.ActorCountry),
        Text("actor_sectors", row => Join(row.ActorSectors)),
        Text("recipient_text", row => row.RecipientText),
        Text("recipient_name", row => row.RecipientName),
        Text("recipient_code", row => row.RecipientCode),
        Text("recipient_country", row => row.RecipientCountry),
        Text("recipient_sectors", row => Join(row.RecipientSectors)),
        Text("place", row => row.PlaceName),
        Text("place_admin1", row => row.PlaceAdmin1),
        Text("place_country", row => row.PlaceCountry),
        Real("latitude", row => row.PlaceLat),
        Real("longitude", row => row.PlaceLon),
        Text("factuality", EventExport.FactualityOf),
        Text("asserted_by", row => row.AssertedBy),
        Text("speaker_text", row => row.SpeakerText),
        Text("speaker_name", row => row.SpeakerName),
        Text("speaker_code", row => row.SpeakerCode),
        Real("confidence", row => row.Origin is null ? row.Confidence : null),
        Real("salience", row => row.Origin is null ? row.Salience : null),
        Text("sentence", row => row.Sentence) with { Repeats = false },
        Whole("evidence_start", row => row.Origin is null ? row.EvidenceStart : null),
        Whole("evidence_end", row => row.Origin is null ? row.EvidenceEnd : null),
        Whole("trigger_start", row => row.Origin is null ? row.Trigger.Start : null),
        Whole("trigger_end", row => row.Origin is null ? row.Trigger.End : null),
        Text("title", row => row.Title),
        Text("url", row => row.Url),
        Text("source", row => row.Publisher),
        Text("origin", row => row.OriginPublisher),
        Text("published", row => row.Published),
        Text("happening", row => row.Happening),
        Text("standing", row => row.Standing is { } standing ? StoryNames.Name(standing) : null),
        Whole("independent", row => row.Independent),
        Whole("credibility", row => row.Credibility),
        Text("reliability", row => row.Reliability.ToString()),
        Text("data_set", row => row.Origin),
    ];

    private static EventColumn Text(string name, Func<EventRow, string?> value) => new(name) { Text = value };

    private static EventColumn Real(string name, Func<EventRow, double?> value) => new(name) { Real = value };

    private static EventColumn Whole(string name, Func<EventRow, int?> value) => new(name) { Whole = value };

    private static string Join(IReadOnlyList<string> values) => values.Count switch
    {
        0 => "",
        1 => values[0],
        _ => JoinSeveral(values),
    };

    // Rows share their lists: one string for a list that comes again.
    private static string JoinSeveral(IReadOnlyList<string> values)
    {
        var joined = _joined ??= new (IReadOnlyList<string>, string)[1 << JoinedBits];
        ref var known = ref joined[RuntimeHelpers.GetHashCode(values) & ((1 << JoinedBits) - 1)];
        if (!ReferenceEquals(known.Values, values)) known = (values, string.Join(';', values));
        return known.Text;
    }
}

/// <summary>One column: of text, of numbers or of whole numbers.</summary>
/// <param name="Name">Its name in the header.</param>
internal sealed record EventColumn(string Name)
{
    /// <summary>The text of an event; null where the column is of numbers.</summary>
    public Func<EventRow, string?>? Text { get; init; }

    /// <summary>Whether many events have the same text.</summary>
    public bool Repeats { get; init; } = true;

    /// <summary>The number of an event; null where the column is of another kind.</summary>
    public Func<EventRow, double?>? Real { get; init; }

    /// <summary>The whole number of an event; null where the column is of another kind.</summary>
    public Func<EventRow, int?>? Whole { get; init; }

    /// <summary>Writes the number of an event in characters.</summary>
    /// <param name="row">The event.</param>
    /// <param name="characters">Room for 24 or more.</param>
    /// <returns>How many were written; 0 for no number.</returns>
    public int Write(EventRow row, Span<char> characters)
    {
        var length = 0;
        if (Real is not null)
        {
            if (Real(row) is { } real && !real.TryFormat(characters, out length, provider: CultureInfo.InvariantCulture)) throw new ArgumentException("too little room", nameof(characters));
        }
        else if (Whole?.Invoke(row) is { } whole && !whole.TryFormat(characters, out length, provider: CultureInfo.InvariantCulture))
        {
            throw new ArgumentException("too little room", nameof(characters));
        }

        return length;
    }
}
