using System.Buffers;
using System.Globalization;

namespace Dragoman.Store;

/// <summary>
/// Comma-separated values by RFC 4180: a header, one event a line, CRLF at its end; a field that holds a comma, a quote or a line
/// break stands in quotes, with quotes doubled. UTF-8.
/// </summary>
/// <remarks>
/// A spreadsheet takes a field that begins with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, a tab or a carriage return for a formula, and the texts
/// come from strangers: such a field gets an apostrophe in front, as OWASP advises ("CSV Injection"). Numbers are written by the
/// program and stay as they are. Who needs every character as it was takes <c>jsonl</c>.
/// </remarks>
public sealed class CsvFormat : EventFormat
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    private static readonly (string Name, bool IsText, Func<EventRow, string?> Value)[] Columns =
    [
        ("document", true, row => row.Document),
        ("event", true, row => row.Event),
        ("date", true, row => row.Date),
        ("date_precision", true, row => EventExport.Name(row.DatePrecision)),
        ("type", true, row => EventExport.Name(row.Type)),
        ("mode", true, row => row.Mode),
        ("contexts", true, row => Join(row.Contexts)),
        ("cameo", true, row => row.Cameo),
        ("quad", false, row => row.Quad == 0 ? null : row.Quad.ToString(CultureInfo.InvariantCulture)),
        ("goldstein", false, row => Number(row.Goldstein)),
        ("actor_text", true, row => row.ActorText),
        ("actor_name", true, row => row.ActorName),
        ("actor_code", true, row => row.ActorCode),
        ("actor_country", true, row => row.ActorCountry),
        ("actor_sectors", true, row => Join(row.ActorSectors)),
        ("recipient_text", true, row => row.RecipientText),
        ("recipient_name", true, row => row.RecipientName),
        ("recipient_code", true, row => row.RecipientCode),
        ("recipient_country", true, row => row.RecipientCountry),
        ("recipient_sectors", true, row => Join(row.RecipientSectors)),
        ("place", true, row => row.PlaceName),
        ("place_admin1", true, row => row.PlaceAdmin1),
        ("place_country", true, row => row.PlaceCountry),
        ("latitude", false, row => Number(row.PlaceLat)),
        ("longitude", false, row => Number(row.PlaceLon)),
        ("factuality", true, row => EventExport.Name(row.Factuality)),
        ("asserted_by", true, row => row.AssertedBy),
        ("speaker_text", true, row => row.SpeakerText),
        ("speaker_name", true, row => row.SpeakerName),
        ("speaker_code", true, row => row.SpeakerCode),
        ("confidence", false, row => Number(row.Confidence)),
        ("salience", false, row => Number(row.Salience)),
        ("sentence", true, row => row.Sentence),
        ("evidence_start", false, row => row.EvidenceStart.ToString(CultureInfo.InvariantCulture)),
        ("evidence_end", false, row => row.EvidenceEnd.ToString(CultureInfo.InvariantCulture)),
        ("trigger_start", false, row => row.Trigger.Start.ToString(CultureInfo.InvariantCulture)),
        ("trigger_end", false, row => row.Trigger.End.ToString(CultureInfo.InvariantCulture)),
        ("title", true, row => row.Title),
        ("url", true, row => row.Url),
        ("source", true, row => row.Publisher),
        ("origin", true, row => row.OriginPublisher),
        ("published", true, row => row.Published),
    ];

    /// <inheritdoc/>
    public override string Name => "csv";

    /// <inheritdoc/>
    public override string MediaType => "text/csv";

    /// <inheritdoc/>
    public override string Extension => ".csv";

    /// <inheritdoc/>
    public override EventDetail Detail => EventDetail.Row;

    /// <inheritdoc/>
    public override long Write(IEnumerable<EventRow> events, TextWriter output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(output);
        for (var i = 0; i < Columns.Length; i++)
        {
            if (i > 0) output.Write(',');
            output.Write(Columns[i].Name);
        }

        output.Write("\r\n");
        var count = 0L;
        foreach (var row in events)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < Columns.Length; i++)
            {
                if (i > 0) output.Write(',');
                if (Columns[i].Value(row) is { Length: > 0 } value) WriteField(output, value, Columns[i].IsText);
            }

            output.Write("\r\n");
            count++;
        }

        return count;
    }

    private static void WriteField(TextWriter output, string value, bool isText)
    {
        var guarded = isText && value[0] is '=' or '+' or '-' or '@' or '\t' or '\r';
        if (!guarded && !value.AsSpan().ContainsAny(Special))
        {
            output.Write(value);
            return;
        }

        output.Write('"');
        if (guarded) output.Write('\'');
        output.Write(value.Replace("\"", "\"\"", StringComparison.Ordinal));
        output.Write('"');
    }

    private static string Join(IReadOnlyList<string> values) => string.Join(';', values);

    private static string? Number(double? value) => value?.ToString(CultureInfo.InvariantCulture);
}
