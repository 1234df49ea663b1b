using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dragoman.Records.Json;

/// <summary>Reads an id that a caller wrote as a string or as a number; writes it as a string.</summary>
public sealed class IdentityConverter : JsonConverter<string>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is neither a string nor a number.</exception>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => Encoding.UTF8.GetString(
                reader.HasValueSequence ? reader.ValueSequence.FirstSpan : reader.ValueSpan),
            _ => throw new JsonException("expected an id as a string or a number"),
        };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}
