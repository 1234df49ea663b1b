using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dragoman.Records.Json;

/// <summary>Reads and writes a <see cref="TextSpan"/> as <c>[start, end]</c>.</summary>
public sealed class TextSpanConverter : JsonConverter<TextSpan>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is not an array of exactly two whole numbers.</exception>
    public override TextSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartArray
            && reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var start)
            && reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var end)
            && reader.Read() && reader.TokenType == JsonTokenType.EndArray)
        {
            return new TextSpan(start, end);
        }

        throw new JsonException("expected a span as an array of two whole numbers, [start, end]");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TextSpan value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Start);
        writer.WriteNumberValue(value.End);
        writer.WriteEndArray();
    }
}
