using System.Globalization;
using System.Text;
using System.Text.Json;
using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>
/// PLOVER's own JSON Lines: actors and recipients with code, sector and words, the evidence, the citation, sizes and the place. What PLOVER has no field for
/// (factuality, on whose word it stands, confidence) stands in <c>comment</c> as <c>name=value</c> pairs, so that nothing is left out.
/// </summary>
public sealed class PloverFormat : JsonLineEventFormat
{
    /// <inheritdoc/>
    public override string Name => "plover";

    /// <inheritdoc/>
    public override string Extension => ".plover.jsonl";

    /// <inheritdoc/>
    private protected override bool Takes(EventRow row) => row.HasType;

    /// <inheritdoc/>
    protected override void WriteObject(Utf8JsonWriter writer, EventRow row)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(row);
        Write(writer, row);
    }

    private static void Write(Utf8JsonWriter json, EventRow row)
    {
        json.WriteStartObject();
        json.WriteString("id", $"{row.Document}_{row.Event}");
        Dates(json, row);
        json.WriteStartArray("actor");
        Entity(json, row.ActorCode, row.ActorSectors, row.ActorText);
        json.WriteEndArray();
        json.WriteStartArray("recipient");
        if (row.RecipientText is not null) Entity(json, row.RecipientCode, row.RecipientSectors, row.RecipientText);
        json.WriteEndArray();
        WriteOptional(json, "event", EventExport.TypeOf(row));
        WriteOptional(json, "event_text", row.Sentence.Length == 0 ? null : Words(row));
        if (row.Quad > 0) json.WriteNumber("quad_code", row.Quad);
        if (Intensities.Of(row) is { } scale) json.WriteNumber("event_scale", scale);
        WriteOptional(json, "mode", row.Mode);
        json.WriteStartArray("context");
        foreach (var context in row.Contexts) json.WriteStringValue(context);
        json.WriteEndArray();
        Place(json, row);
        Size(json, row.Whole?.Magnitude);
        WriteOptional(json, "text", row.Sentence);
        json.WriteStartObject("text_info");
        json.WriteNumber("sequence", (row.Whole?.Evidence.Sentence ?? 0) + 1);
        json.WriteNumber("start", row.SentenceStart);
        json.WriteNumber("end", row.SentenceStart + row.Sentence.Length);
        WriteOptional(json, "text_story", row.Text);
        json.WriteEndObject();
        json.WriteStartObject("cite_info");
        WriteOptional(json, "citation", row.Publisher);
        WriteOptional(json, "url", row.Url);
        WriteOptional(json, "title", row.Title);
        json.WriteString("language", "en");
        WriteOptional(json, "publication", row.Published);
        json.WriteString("codebook", "PLOVER");
        json.WriteString("version", "2.0");
        json.WriteEndObject();
        json.WriteString("coder", "Dragoman");
        json.WriteString("comment", Comment(row));
        json.WriteEndObject();
    }

    /// <summary>Days, as the manual has them: the first that is meant, and the last where they differ.</summary>
    private static void Dates(Utf8JsonWriter json, EventRow row)
    {
        if (!DateBounds.TryParse(row.Date ?? row.Published, out var bounds)) return;
        json.WriteString("date", DateBounds.Format(bounds.First));
        if (bounds.Last != bounds.First) json.WriteString("enddate", DateBounds.Format(bounds.Last));
    }

    private static string Words(EventRow row)
    {
        var start = Math.Clamp(row.EvidenceStart - row.SentenceStart, 0, row.Sentence.Length);
        var end = Math.Clamp(row.EvidenceEnd - row.SentenceStart, start, row.Sentence.Length);
        return row.Sentence[start..end];
    }

    private static string Comment(EventRow row)
    {
        var comment = new StringBuilder();
        comment.Append(row.Origin is null ? "factuality=" + EventExport.Name(row.Factuality) : "data_set=" + row.Origin);
        if (row.AssertedBy is not null) comment.Append("; asserted_by=").Append(row.SpeakerName ?? row.SpeakerText ?? "unnamed");
        comment.Append("; date_precision=").Append(EventExport.Name(row.DatePrecision));
        if (row.Cameo is not null) comment.Append("; cameo=").Append(row.Cameo);
        if (row.Origin is null) comment.Append(CultureInfo.InvariantCulture, $"; confidence={row.Confidence}");
        if (row.OriginPublisher is not null) comment.Append("; origin=").Append(row.OriginPublisher);
        return comment.ToString();
    }

    private static void Entity(Utf8JsonWriter json, string? code, IReadOnlyList<string> sectors, string words)
    {
        json.WriteStartObject();
        WriteOptional(json, "code", code);
        json.WriteStartArray("sector");
        foreach (var sector in sectors) json.WriteStringValue(sector);
        json.WriteEndArray();
        json.WriteString("entity_text", words);
        json.WriteEndObject();
    }

    private static void Place(Utf8JsonWriter json, EventRow row)
    {
        if (row.PlaceName is null) return;
        json.WriteStartObject("event_loc");
        json.WriteString("resolved_place", row.PlaceName);
        if (row.Whole?.Place?.Geonames is { } id) json.WriteNumber("geonameid", id);
        if (row.PlaceLat is { } lat) json.WriteNumber("lat", lat);
        if (row.PlaceLon is { } lon) json.WriteNumber("lon", lon);
        WriteOptional(json, "district", row.Whole?.Place?.Admin2);
        WriteOptional(json, "province", row.PlaceAdmin1);
        WriteOptional(json, "country", ForeignCodes.CountryName(row.PlaceCountry));
        WriteOptional(json, "country_code", row.PlaceCountry);
        WriteOptional(json, "feature_code", row.Whole?.Place?.Feature);
        json.WriteEndObject();
    }

    private static void Size(Utf8JsonWriter json, Magnitude? magnitude)
    {
        if (magnitude is null) return;
        json.WriteStartObject("size");
        Number(json, "dead", magnitude.Killed);
        Number(json, "injured", magnitude.Injured);
        Number(json, "arrested", magnitude.Arrested);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, Amount? amount)
    {
        if ((amount?.Value ?? amount?.Low) is { } value) json.WriteNumber(name, value);
    }
}
