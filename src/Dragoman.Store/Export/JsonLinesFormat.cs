using System.Text.Json;
using Dragoman.Records.Json;

namespace Dragoman.Store;

/// <summary>
/// JSON Lines: on each line the event exactly as <c>dragoman code</c> writes it, and beside its fields <c>document</c> (id in the store),
/// <c>url</c>, <c>title</c>, <c>source</c>, <c>published</c> (of the document; <c>date</c> is the event's own) and <c>sentence</c> (the text of its
/// evidence's sentence, which begins at <c>sentenceStart</c> of the document's text); <c>text</c>, that text, where it was asked for. A row of another data set begins with <c>origin</c> (<see cref="ForeignJson"/>).
/// </summary>
public sealed class JsonLinesFormat : JsonLineEventFormat
{
    /// <inheritdoc/>
    public override string Name => "jsonl";

    /// <inheritdoc/>
    public override string Extension => ".jsonl";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The event was read without <see cref="EventRow.Whole"/>.</exception>
    protected override void WriteObject(Utf8JsonWriter writer, EventRow row)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(row);
        if (row.Origin is not null)
        {
            ForeignJson.Write(writer, row);
            return;
        }

        var whole = row.Whole ?? throw new ArgumentException("the events were read without their whole: ask for EventDetail.Whole", nameof(row));
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

        if (row is { Happening: { } happening, Standing: { } standing })
        {
            writer.WriteString("happening", happening);
            writer.WriteString("standing", StoryNames.Name(standing));
            writer.WriteNumber("independent", row.Independent ?? 0);
            writer.WriteNumber("credibility", row.Credibility ?? 0);
            writer.WriteString("reliability", row.Reliability.ToString());
        }

        writer.WriteString("sentence", row.Sentence);
        writer.WriteNumber("sentenceStart", row.SentenceStart);
        WriteOptional(writer, "text", row.Text);
        writer.WriteEndObject();
    }
}
