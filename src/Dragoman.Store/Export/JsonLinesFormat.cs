using System.Text;
using System.Text.Json;
using Dragoman.Records.Json;

namespace Dragoman.Store;

/// <summary>
/// JSON Lines: on each line the event exactly as <c>dragoman code</c> writes it, and beside its fields <c>document</c> (id in the store),
/// <c>url</c>, <c>title</c>, <c>source</c>, <c>published</c> (of the document; <c>date</c> is the event's own) and <c>sentence</c> (the text of its
/// evidence's sentence, which begins at <c>sentenceStart</c> of the document's text).
/// </summary>
public sealed class JsonLinesFormat : TextEventFormat
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = RecordsJson.Default.Options.Encoder };

    /// <inheritdoc/>
    public override string Name => "jsonl";

    /// <inheritdoc/>
    public override string MediaType => "application/jsonl";

    /// <inheritdoc/>
    public override string Extension => ".jsonl";

    /// <inheritdoc/>
    public override EventDetail Detail => EventDetail.Whole;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An event was read without <see cref="EventRow.Whole"/>.</exception>
    public override long Write(IEnumerable<EventRow> events, TextWriter output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(output);
        using var line = new MemoryStream();
        using var writer = new Utf8JsonWriter(line, WriterOptions);
        var count = 0L;
        foreach (var row in events)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var whole = row.Whole ?? throw new ArgumentException("the events were read without their whole: ask for EventDetail.Whole", nameof(events));
            line.SetLength(0);
            writer.Reset();
            writer.WriteStartObject();
            writer.WriteString("document", row.Document);
            WriteOptional(writer, "url", row.Url);
            WriteOptional(writer, "title", row.Title);
            WriteOptional(writer, "source", row.Publisher);
            WriteOptional(writer, "published", row.Published);
            using (var element = JsonSerializer.SerializeToDocument(whole, RecordsJson.Default.PoliticalEvent))
            {
                foreach (var property in element.RootElement.EnumerateObject()) property.WriteTo(writer);
            }

            writer.WriteString("sentence", row.Sentence);
            writer.WriteNumber("sentenceStart", row.SentenceStart);
            writer.WriteEndObject();
            writer.Flush();
            output.Write(Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length));
            output.Write('\n');
            count++;
        }

        return count;
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null) writer.WriteString(name, value);
    }
}
