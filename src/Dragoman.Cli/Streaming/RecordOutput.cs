using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dragoman.Records;
using Dragoman.Records.Json;

namespace Dragoman.Cli.Streaming;

/// <summary>
/// Writes coded documents and articles by the generated writers of their parts. The serializer would first build a model of
/// every record and its fields, at run time, which takes longer than an article takes to be read; the bytes are the same.
/// </summary>
internal static class RecordOutput
{
    /// <summary>Writes a coded document as one line.</summary>
    public static void WriteLine(IBufferWriter<byte> output, CodedDocument document)
    {
        var writer = JsonOutput.Start(output);
        writer.WriteStartObject();
        Write(writer, "id"u8, document.Id);
        writer.WriteString("text"u8, document.Text);
        Write(writer, "title"u8, document.Title);
        Write(writer, "date"u8, document.Date);
        Write(writer, "url"u8, document.Url);
        Write(writer, "source"u8, document.Source);
        Write(writer, "language"u8, document.Language);
        writer.WriteString("engine"u8, document.Engine);
        Write(writer, "origin"u8, document.Origin);
        Write(writer, "parts"u8, document.Parts);
        Write(writer, "sentences"u8, document.Sentences);
        Write(writer, "mentions"u8, document.Mentions);
        Write(writer, "events"u8, document.Events);
        Write(writer, "statements"u8, document.Statements);
        Write(writer, "times"u8, document.Times);
        Write(writer, "quantities"u8, document.Quantities);
        writer.WriteEndObject();
        JsonOutput.End(writer, output);
    }

    /// <summary>Writes an article as one line.</summary>
    public static void WriteLine(IBufferWriter<byte> output, Article article)
    {
        var writer = JsonOutput.Start(output);
        writer.WriteStartObject();
        Write(writer, "id"u8, article.Id);
        Write(writer, "url"u8, article.Url);
        Write(writer, "canonical"u8, article.Canonical);
        Write(writer, "title"u8, article.Title);
        Write(writer, "byline"u8, article.Byline);
        Write(writer, "publisher"u8, article.Publisher);
        Write(writer, "published"u8, article.Published);
        Write(writer, "dateCandidates"u8, article.DateCandidates);
        Write(writer, "updated"u8, article.Updated);
        Write(writer, "language"u8, article.Language);
        writer.WriteString("text"u8, article.Text);
        Write(writer, "paragraphs"u8, article.Paragraphs);
        Write(writer, "captions"u8, article.Captions);
        Write(writer, "notices"u8, article.Notices);
        Write(writer, "origin"u8, article.Origin);
        writer.WriteEndObject();
        JsonOutput.End(writer, output);
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null) writer.WriteString(name, value);
    }

    private static void Write<T>(Utf8JsonWriter writer, ReadOnlySpan<byte> name, T? value)
        where T : class
    {
        if (value is null) return;
        writer.WritePropertyName(name);
        Part<T>.Write(writer, value);
    }

    private static class Part<T>
    {
        /// <summary>
        /// The generated writer. Asked of the context as a resolver: its properties would hand out a finished model of the type
        /// and of everything in it.
        /// </summary>
        public static readonly Action<Utf8JsonWriter, T> Write =
            (((IJsonTypeInfoResolver)RecordsJsonContext.Default).GetTypeInfo(typeof(T), RecordsJsonContext.Default.Options) as JsonTypeInfo<T>)
            ?.SerializeHandler
            ?? throw new InvalidOperationException($"no writer was generated for {typeof(T)}");
    }
}
