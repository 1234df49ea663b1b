using System.Buffers;

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
public sealed class CsvFormat : TextEventFormat
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

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
        for (var i = 0; i < EventColumns.All.Count; i++)
        {
            if (i > 0) output.Write(',');
            output.Write(EventColumns.All[i].Name);
        }

        output.Write("\r\n");
        var count = 0L;
        foreach (var row in events)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < EventColumns.All.Count; i++)
            {
                if (i > 0) output.Write(',');
                if (EventColumns.All[i].Written(row) is { Length: > 0 } value) WriteField(output, value, EventColumns.All[i].Text is not null);
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
}
