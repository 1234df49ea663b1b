using System.Text;
using System.Text.Json;

namespace Dragoman.Cli.Streaming;

/// <summary>Finds the id on a line that could not be read as a whole, so that its error can be told apart from others.</summary>
internal static class LineIdentity
{
    /// <summary>The value of <c>id</c> in the line's object, a string or a number; null where none can be read before the fault.</summary>
    public static string? Find(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isId = reader.ValueTextEquals("id"u8);
                if (!reader.Read()) return null;
                if (isId)
                {
                    return reader.TokenType switch
                    {
                        JsonTokenType.String => reader.GetString(),
                        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
                        _ => null,
                    };
                }

                reader.Skip();
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The line is at fault, and its error line says so.
        }

        return null;
    }
}
