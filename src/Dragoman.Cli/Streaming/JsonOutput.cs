using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Dragoman.Cli.Streaming;

/// <summary>Writes a record as one line of JSON.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static Utf8JsonWriter? s_writer;

    /// <summary>Writes the record and a line end.</summary>
    public static void WriteLine<T>(IBufferWriter<byte> output, T record, JsonTypeInfo<T> type)
    {
        if (s_writer is { } writer) writer.Reset(output);
        else s_writer = writer = new Utf8JsonWriter(output, WriterOptions);
        JsonSerializer.Serialize(writer, record, type);
        writer.Flush();
        output.GetSpan(1)[0] = (byte)'\n';
        output.Advance(1);
    }
}
