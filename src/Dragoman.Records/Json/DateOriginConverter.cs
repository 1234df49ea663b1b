using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dragoman.Records.Json;

/// <summary>Reads and writes a <see cref="DateOrigin"/> as a number, <c>"document"</c> or <c>"dateline"</c>.</summary>
public sealed class DateOriginConverter : JsonConverter<DateOrigin>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is neither an index of 0 or more nor one of the two words.</exception>
    public override DateOrigin Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var index) && index >= 0)
            return DateOrigin.Time(index);

        if (reader.TokenType == JsonTokenType.String)
        {
            if (reader.ValueTextEquals("document"u8)) return DateOrigin.Document;
            if (reader.ValueTextEquals("dateline"u8)) return DateOrigin.Dateline;
        }

        throw new JsonException("expected dateFrom as an index into times, \"document\" or \"dateline\"");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateOrigin value, JsonSerializerOptions options)
    {
        if (value.TimeIndex is { } index) writer.WriteNumberValue(index);
        else writer.WriteStringValue(value == DateOrigin.Dateline ? "dateline" : "document");
    }
}
