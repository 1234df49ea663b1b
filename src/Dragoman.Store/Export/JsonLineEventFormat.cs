using System.Text;
using System.Text.Json;
using Dragoman.Records.Json;

namespace Dragoman.Store;

/// <summary>A form of one JSON object a line, UTF-8, letters of all scripts as themselves.</summary>
public abstract class JsonLineEventFormat : TextEventFormat
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = RecordsJson.Default.Options.Encoder };

    /// <inheritdoc/>
    public sealed override string MediaType => "application/jsonl";

    /// <inheritdoc/>
    public sealed override bool CarriesTexts => true;

    /// <inheritdoc/>
    public sealed override EventDetail Detail => EventDetail.Whole;

    /// <inheritdoc/>
    public sealed override long Write(IEnumerable<EventRow> events, TextWriter output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(output);
        using var line = new MemoryStream();
        using var writer = new Utf8JsonWriter(line, WriterOptions);
        var count = 0L;
        foreach (var row in events)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Takes(row)) continue;
            line.SetLength(0);
            writer.Reset();
            WriteObject(writer, row);
            writer.Flush();
            output.Write(Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length));
            output.Write('\n');
            count++;
        }

        return count;
    }

    /// <summary>Whether an event has what the form cannot do without.</summary>
    private protected virtual bool Takes(EventRow row) => true;

    /// <summary>Writes the object of an event.</summary>
    /// <param name="writer">Stands where a value may begin.</param>
    /// <param name="row">The event.</param>
    protected abstract void WriteObject(Utf8JsonWriter writer, EventRow row);

    /// <summary>Writes a property, unless there is nothing to say.</summary>
    private protected static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) writer.WriteString(name, value);
    }
}
