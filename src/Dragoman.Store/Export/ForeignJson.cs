using System.Text.Json;

namespace Dragoman.Store;

/// <summary>
/// A row of another data set as JSON: <c>origin</c>, its <c>id</c> there, what of an event it says, in the fields of an event, and <c>report</c> with what it says of the reports behind it.
/// There is no evidence, since there is no text.
/// </summary>
internal static class ForeignJson
{
    public static void Write(Utf8JsonWriter json, EventRow row)
    {
        json.WriteStartObject();
        json.WriteString("origin", row.Origin);
        json.WriteString("id", row.Event);
        Optional(json, "type", EventExport.TypeOf(row));
        Optional(json, "mode", row.Mode);
        json.WriteStartArray("contexts");
        foreach (var context in row.Contexts) json.WriteStringValue(context);
        json.WriteEndArray();
        Optional(json, "cameo", row.Cameo);
        if (row.Quad > 0) json.WriteNumber("quad", row.Quad);
        if (row.Goldstein is { } goldstein) json.WriteNumber("goldstein", goldstein);
        Side(json, "actor", row.ActorText, row.ActorCode);
        if (row.RecipientText is { } recipient) Side(json, "recipient", recipient, row.RecipientCode);
        Optional(json, "date", row.Date);
        json.WriteString("datePrecision", EventExport.Name(row.DatePrecision));
        if (row.PlaceName is not null)
        {
            json.WriteStartObject("place");
            json.WriteString("name", row.PlaceName);
            Optional(json, "country", row.PlaceCountry);
            Optional(json, "admin1", row.PlaceAdmin1);
            if (row.PlaceLat is { } lat) json.WriteNumber("lat", lat);
            if (row.PlaceLon is { } lon) json.WriteNumber("lon", lon);
            json.WriteEndObject();
        }

        Optional(json, "source", row.Publisher);
        Optional(json, "url", row.Url);
        Optional(json, "published", row.Published);
        if (row.Report is { } report)
        {
            json.WriteStartObject("report");
            json.WriteString("file", report.File);
            Number(json, "sentence", report.SentenceNumber);
            Number(json, "mentions", report.Mentions);
            Number(json, "sources", report.Sources);
            Number(json, "articles", report.Articles);
            if (report.Tone is { } tone) json.WriteNumber("tone", tone);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Side(Utf8JsonWriter json, string name, string words, string? code)
    {
        json.WriteStartObject(name);
        json.WriteString("text", words);
        Optional(json, "code", code);
        json.WriteEndObject();
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) json.WriteString(name, value);
    }

    private static void Number(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
    }
}
