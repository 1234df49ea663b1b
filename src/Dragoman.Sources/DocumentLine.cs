using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Dragoman.Dates;
using Dragoman.Records;

namespace Dragoman.Sources;

/// <summary>Reads one line of JSON Lines as a document (INTERFACES.md, "A document").</summary>
public static class DocumentLine
{
    /// <summary>Reads a line: <c>{"id","text" or "html","title"?,"date"?,"url"?,"source"?,"author"?}</c>; other fields are ignored.</summary>
    /// <param name="line">The line in UTF-8, without its end.</param>
    /// <param name="number">Its number, 1 the first, for messages.</param>
    /// <exception cref="InputException">
    /// invalid-json: not one JSON object. invalid-field: a field has the wrong type, or neither or both of text and html are there.
    /// invalid-date: the date cannot be read. empty: the text is empty. too-large: the text is over <see cref="Limits.DocumentBytes"/>.
    /// </exception>
    public static Document Parse(ReadOnlySpan<byte> line, long number)
    {
        if (line.Trim(" \t\r\n"u8).IsEmpty) Throw(ErrorCodes.Empty, number, "the line is empty; expected a JSON object");
        string? id = null, text = null, html = null, title = null, date = null, url = null, source = null, author = null;
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                Throw(ErrorCodes.InvalidJson, number, $"expected a JSON object, got {Name(reader.TokenType)}");

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("id"u8)) id = ReadId(ref reader, number);
                else if (reader.ValueTextEquals("text"u8)) text = ReadString(ref reader, "text", number);
                else if (reader.ValueTextEquals("html"u8)) html = ReadString(ref reader, "html", number);
                else if (reader.ValueTextEquals("title"u8)) title = ReadString(ref reader, "title", number);
                else if (reader.ValueTextEquals("date"u8)) date = ReadString(ref reader, "date", number);
                else if (reader.ValueTextEquals("url"u8)) url = ReadString(ref reader, "url", number);
                else if (reader.ValueTextEquals("source"u8)) source = ReadString(ref reader, "source", number);
                else if (reader.ValueTextEquals("author"u8)) author = ReadString(ref reader, "author", number);
                else reader.Skip();
            }

            // What stands behind the object, if anything, is an error that the reader reports here.
            reader.Read();
        }
        catch (JsonException exception)
        {
            throw new InputException(ErrorCodes.InvalidJson, $"line {number}: not JSON at byte {exception.BytePositionInLine}: {Reason(exception)}", exception);
        }

        return Check(new Document { Id = id, Text = text, Html = html, Title = title, Date = date, Url = url, Source = source, Author = author }, number);
    }

    /// <summary>The id on a line, however wrong the rest is, so that its error can be answered by name; null where none can be read.</summary>
    /// <param name="line">The line in UTF-8.</param>
    public static string? TryReadId(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("id"u8)) return ReadId(ref reader, 0);
                reader.Skip();
            }
        }
        catch (Exception exception) when (exception is JsonException or InputException)
        {
            // The caller is already reporting what is wrong with this line.
        }

        return null;
    }

    private static Document Check(Document document, long number)
    {
        var content = document.Text ?? document.Html;
        if (content is null) Throw(ErrorCodes.InvalidField, number, "neither the field text nor the field html is there; one is needed");
        if (document is { Text: not null, Html: not null })
            Throw(ErrorCodes.InvalidField, number, "both fields text and html are there; give the one that is to be read");

        var name = document.Text is null ? "html" : "text";
        if (string.IsNullOrWhiteSpace(content)) Throw(ErrorCodes.Empty, number, $"the field {name} is empty");
        if (Encoding.UTF8.GetByteCount(content) > Limits.DocumentBytes)
            Throw(ErrorCodes.TooLarge, number, $"the field {name} is over {Limits.DocumentBytes:N0} bytes of UTF-8; split the document");

        if (string.IsNullOrWhiteSpace(document.Date)) return document with { Date = null };
        if (!PublicationDate.TryParse(document.Date, out var date))
            Throw(ErrorCodes.InvalidDate, number, $"the field date is \"{Shorten(document.Date)}\"; expected a date such as 2019-03-29");

        return document with { Date = date };
    }

    private static string? ReadString(ref Utf8JsonReader reader, string field, long number)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType != JsonTokenType.String)
            Throw(ErrorCodes.InvalidField, number, $"the field {field} is {Name(reader.TokenType)}; expected a string");

        return GetString(ref reader, field, number);
    }

    private static string? ReadId(ref Utf8JsonReader reader, long number)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.Null: return null;
            case JsonTokenType.Number: return Encoding.UTF8.GetString(reader.ValueSpan);
            case JsonTokenType.String: return GetString(ref reader, "id", number);
            default:
                Throw(ErrorCodes.InvalidField, number, $"the field id is {Name(reader.TokenType)}; expected a string or a number");
                return null;
        }
    }

    private static string? GetString(ref Utf8JsonReader reader, string field, long number)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException exception)
        {
            throw new InputException(
                ErrorCodes.InvalidField, $"line {number}: the field {field} is not valid text (half a surrogate pair, or bytes that are not UTF-8)", exception);
        }
    }

    private static string Name(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.Number => "a number",
        JsonTokenType.String => "a string",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.Null => "null",
        _ => "nothing",
    };

    private static string Reason(JsonException exception)
    {
        // The reader's own message ends with the position, which is said already.
        var end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? exception.Message : exception.Message[..end];
    }

    private static string Shorten(string value) => value.Length <= 40 ? value : string.Concat(value.AsSpan(0, 40), "…");

    [DoesNotReturn]
    private static void Throw(string code, long number, string message) => throw new InputException(code, $"line {number}: {message}");
}
