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
    // A double takes 24 characters at most.
    private const int LongestNumber = 32;

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
        EventColumn[] columns = [.. EventColumns.All];
        output.Write(string.Join(',', columns.Select(static column => column.Name)));
        output.Write("\r\n");
        var count = 0L;
        Span<char> number = stackalloc char[LongestNumber];
        foreach (var row in events)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < columns.Length; i++)
            {
                if (i > 0) output.Write(',');
                var column = columns[i];
                if (column.Text is { } text)
                {
                    if (text(row) is { Length: > 0 } value) WriteText(output, value);
                }
                else if (column.Write(row, number) is var length and > 0)
                {
                    output.Write(number[..length]);
                }
            }

            output.Write("\r\n");
            count++;
        }

        return count;
    }

    private static void WriteText(TextWriter output, string value)
    {
        var guarded = value[0] is '=' or '+' or '-' or '@' or '\t' or '\r';
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
