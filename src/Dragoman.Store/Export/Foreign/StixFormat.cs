using System.Globalization;
using System.Text.Json;

namespace Dragoman.Store;

/// <summary>
/// One STIX 2.1 bundle: each event a <c>report</c> that refers to the identities of actor and recipient, the relationship between them, its location, and a <c>note</c> with the one on
/// whose word it stands. Identifiers come from content (UUID version 5), so that a second export updates the first.
/// </summary>
public sealed class StixFormat : EventFormat
{
    private const string Unknown = "1970-01-01T00:00:00.000Z";

    /// <inheritdoc/>
    public override string Name => "stix";

    /// <inheritdoc/>
    public override string MediaType => "application/stix+json;version=2.1";

    /// <inheritdoc/>
    public override string Extension => ".stix.json";

    /// <inheritdoc/>
    public override EventDetail Detail => EventDetail.Row;

    /// <inheritdoc/>
    public override long Write(IEnumerable<EventRow> events, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(output);
        using var json = new Utf8JsonWriter(output);
        var known = new HashSet<string>(StringComparer.Ordinal);
        var count = 0L;
        json.WriteStartObject();
        json.WriteString("type", "bundle");
        json.WriteString("id", "bundle--" + ForeignRow.Uuid("bundle"));
        json.WriteStartArray("objects");
        var program = Identity(json, known, "Dragoman", "system", null, null, Unknown);
        foreach (var row in events)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!row.HasType) continue;
            Event(json, known, program, row);
            if (++count % 64 == 0) json.Flush();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return count;
    }

    private static void Event(Utf8JsonWriter json, HashSet<string> known, string program, EventRow row)
    {
        var moment = Moment(row);
        var name = row.Document + "/" + row.Event;
        var references = new List<string> { Identity(json, known, row.ActorName ?? row.ActorText, Class(row.ActorSectors), row.ActorCode, row.ActorSectors, moment) };
        if (row.RecipientText is not null)
        {
            var recipient = Identity(
                json, known, row.RecipientName ?? row.RecipientText, Class(row.RecipientSectors), row.RecipientCode, row.RecipientSectors, moment);
            if (recipient != references[0]) references.Add(Relationship(json, row, name, references[0], recipient, moment));
            references.Add(recipient);
        }

        if (Location(json, known, row, moment) is { } location) references.Add(location);
        var report = "report--" + ForeignRow.Uuid(name);
        Start(json, "report", report, moment);
        json.WriteString("created_by_ref", program);
        json.WriteString("name", $"{EventExport.Name(row.Type)}: {row.ActorText}{(row.RecipientText is null ? "" : " → " + row.RecipientText)}");
        json.WriteString("description", row.Sentence);
        json.WriteStartArray("report_types");
        json.WriteStringValue("political-event");
        json.WriteEndArray();
        json.WriteString("published", moment);
        if (row.Origin is null) json.WriteNumber("confidence", (int)Math.Round(Math.Clamp(row.Confidence, 0, 1) * 100));
        json.WriteStartArray("labels");
        foreach (var label in Labels(row)) json.WriteStringValue(label);
        json.WriteEndArray();
        if (row.Url is not null)
        {
            json.WriteStartArray("external_references");
            json.WriteStartObject();
            json.WriteString("source_name", row.Publisher ?? "unknown");
            json.WriteString("url", row.Url);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteStartArray("object_refs");
        foreach (var reference in references.Distinct(StringComparer.Ordinal)) json.WriteStringValue(reference);
        json.WriteEndArray();
        json.WriteEndObject();
        if (row.AssertedBy is not null) Note(json, row, name, report, program, moment);
    }

    private static IEnumerable<string> Labels(EventRow row)
    {
        yield return "plover:" + EventExport.Name(row.Type);
        if (row.Mode is not null) yield return "mode:" + row.Mode;
        if (row.Cameo is not null) yield return "cameo:" + row.Cameo;
        yield return row.Origin is null ? "factuality:" + EventExport.Name(row.Factuality) : "data-set:" + row.Origin;
        if (row.Date is not null) yield return "date:" + row.Date;
        foreach (var context in row.Contexts) yield return "context:" + context;
    }

    private static string Relationship(Utf8JsonWriter json, EventRow row, string name, string source, string target, string moment)
    {
        var id = "relationship--" + ForeignRow.Uuid(name + "/relationship");
        Start(json, "relationship", id, moment);
        json.WriteString("relationship_type", EventExport.Name(row.Type).ToLowerInvariant());
        json.WriteString("source_ref", source);
        json.WriteString("target_ref", target);
        json.WriteEndObject();
        return id;
    }

    private static void Note(Utf8JsonWriter json, EventRow row, string name, string report, string program, string moment)
    {
        Start(json, "note", "note--" + ForeignRow.Uuid(name + "/note"), moment);
        json.WriteString("created_by_ref", program);
        json.WriteString("abstract", "On whose word");
        json.WriteString("content", $"Asserted by {row.SpeakerName ?? row.SpeakerText ?? "a speaker who is not named"}.");
        if ((row.SpeakerName ?? row.SpeakerText) is { } speaker)
        {
            json.WriteStartArray("authors");
            json.WriteStringValue(speaker);
            json.WriteEndArray();
        }

        json.WriteStartArray("object_refs");
        json.WriteStringValue(report);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Identity(
        Utf8JsonWriter json, HashSet<string> known, string name, string identityClass, string? code, IReadOnlyList<string>? sectors, string moment)
    {
        var id = "identity--" + ForeignRow.Uuid($"identity/{code}/{name}");
        if (!known.Add(id)) return id;
        Start(json, "identity", id, moment);
        json.WriteString("name", name);
        json.WriteString("identity_class", identityClass);
        if (code is not null || sectors is { Count: > 0 })
        {
            json.WriteStartArray("labels");
            if (code is not null) json.WriteStringValue("code:" + code);
            foreach (var sector in sectors ?? []) json.WriteStringValue("sector:" + sector);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        return id;
    }

    private static string? Location(Utf8JsonWriter json, HashSet<string> known, EventRow row, string moment)
    {
        // STIX asks for a country or a point.
        var hasPoint = row is { PlaceLat: not null, PlaceLon: not null };
        if (row.PlaceName is null || (row.PlaceCountry is null && !hasPoint)) return null;
        var id = "location--" + ForeignRow.Uuid($"location/{row.PlaceCountry}/{row.PlaceAdmin1}/{row.PlaceName}");
        if (!known.Add(id)) return id;
        Start(json, "location", id, moment);
        json.WriteString("name", row.PlaceName);
        if (row.PlaceCountry is not null) json.WriteString("country", ForeignCodes.Alpha2(row.PlaceCountry) ?? row.PlaceCountry);
        if (row.PlaceAdmin1 is not null) json.WriteString("administrative_area", row.PlaceAdmin1);
        if (hasPoint)
        {
            json.WriteNumber("latitude", row.PlaceLat!.Value);
            json.WriteNumber("longitude", row.PlaceLon!.Value);
        }

        json.WriteEndObject();
        return id;
    }

    private static void Start(Utf8JsonWriter json, string type, string id, string moment)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("spec_version", "2.1");
        json.WriteString("id", id);
        json.WriteString("created", moment);
        json.WriteString("modified", moment);
    }

    private static string Moment(EventRow row) =>
        (ForeignRow.Day(row.Published) ?? ForeignRow.Day(row.Date))?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) is { } day
            ? day + "T00:00:00.000Z"
            : Unknown;

    private static string Class(IReadOnlyList<string> sectors) => sectors.Count == 0 ? "unknown" : sectors[0] is "CVL" or "REF" ? "group" : "organization";
}
