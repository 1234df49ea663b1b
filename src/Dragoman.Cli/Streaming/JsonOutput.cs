using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Dragoman.Cli.Streaming;

/// <summary>Writes records as lines of JSON, with letters of all scripts as themselves.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static Utf8JsonWriter? s_writer;

    /// <summary>Writes a record and a line end.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="record">The record.</param>
    /// <param name="type">How it is written; its generated writer is used where it has one.</param>
    public static void WriteLine<T>(IBufferWriter<byte> output, T record, JsonTypeInfo<T> type)
    {
        var writer = Start(output);
        if (type.SerializeHandler is { } write) write(writer, record);
        else JsonSerializer.Serialize(writer, record, type);
        End(writer, output);
    }

    /// <summary>This thread's writer, set to a line's begin.</summary>
    public static Utf8JsonWriter Start(IBufferWriter<byte> output)
    {
        if (s_writer is { } writer) writer.Reset(output);
        else s_writer = writer = new Utf8JsonWriter(output, WriterOptions);
        return writer;
    }

    /// <summary>Ends the line.</summary>
    public static void End(Utf8JsonWriter writer, IBufferWriter<byte> output)
    {
        writer.Flush();
        output.GetSpan(1)[0] = (byte)'\n';
        output.Advance(1);
    }
}
