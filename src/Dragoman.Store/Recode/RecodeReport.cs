using System.Globalization;
using System.Text.Json;
using Dragoman.Records.Json;

namespace Dragoman.Store;

/// <summary>Counts what a reading again changed, and writes it as JSON Lines and as a summary for people.</summary>
public sealed class RecodeReport
{
    private const int ExamplesPerKind = 3;

    private readonly SortedDictionary<string, long[]> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<ChangeKind, List<string>> _examples = [];

    /// <summary>Documents whose readings differ.</summary>
    public long Documents { get; private set; }

    /// <summary>Documents whose events differ.</summary>
    public long DocumentsWithEvents { get; private set; }

    /// <summary>Events that were added, removed and changed.</summary>
    /// <param name="kind">Which.</param>
    public long Count(ChangeKind kind) => _types.Values.Sum(counts => counts[(int)kind]);

    /// <summary>Counts a document and gives a line of JSON for each event that differs.</summary>
    /// <param name="pair">The document with both readings.</param>
    /// <returns>Lines without their ends: <c>{"document","title"?,"url"?,"change":"added|removed|changed","type","fields"?:{NAME:[old,new]},"old"?,"new"?,"sentence"}</c>.</returns>
    public IReadOnlyList<string> Add(RecodedPair pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        Documents++;
        var changes = ReadingDifference.Of(pair.Old.Coded, pair.New);
        if (changes.Count > 0) DocumentsWithEvents++;
        var lines = new List<string>(changes.Count);
        foreach (var change in changes)
        {
            var type = EventExport.Name(change.Type);
            if (!_types.TryGetValue(type, out var counts)) _types[type] = counts = new long[3];
            counts[(int)change.Kind]++;
            foreach (var field in change.Fields) _fields[field.Name] = _fields.GetValueOrDefault(field.Name) + 1;
            if (!_examples.TryGetValue(change.Kind, out var examples)) _examples[change.Kind] = examples = [];
            if (examples.Count < ExamplesPerKind) examples.Add(Describe(pair, change));
            lines.Add(Line(pair, change));
        }

        return lines;
    }

    /// <summary>The summary, line by line.</summary>
    public IEnumerable<string> Summary()
    {
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{Documents:N0} readings differ, {DocumentsWithEvents:N0} in their events: {Count(ChangeKind.Added):N0} events added, {Count(ChangeKind.Removed):N0} removed, {Count(ChangeKind.Changed):N0} changed");
        if (_types.Count > 0) yield return "  type         added  removed  changed";
        foreach (var (type, counts) in _types)
            yield return string.Create(CultureInfo.InvariantCulture, $"  {type,-10} {counts[0],7:N0} {counts[1],8:N0} {counts[2],8:N0}");
        if (_fields.Count > 0)
        {
            yield return "  fields of changed events: " + string.Join(
                ", ", _fields.OrderByDescending(field => field.Value).ThenBy(field => field.Key, StringComparer.Ordinal)
                    .Select(field => string.Create(CultureInfo.InvariantCulture, $"{field.Key} {field.Value:N0}")));
        }

        foreach (var kind in Enum.GetValues<ChangeKind>())
        {
            foreach (var example in _examples.GetValueOrDefault(kind) ?? []) yield return $"  {kind.ToString().ToLowerInvariant()}: {example}";
        }
    }

    private static string Describe(RecodedPair pair, EventChange change)
    {
        var told = (change.Old ?? change.New)!;
        var what = $"{EventExport.Name(told.Type)} {told.Actor.Text}{(told.Recipient is { } recipient ? " → " + recipient.Text : "")}";
        if (change.Fields.Count > 0) what += " (" + string.Join("; ", change.Fields.Take(3).Select(field => $"{field.Name}: {field.Old ?? "none"} → {field.New ?? "none"}")) + ")";
        return $"{what}, in {pair.Old.Id}";
    }

    private static string Line(RecodedPair pair, EventChange change)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = RecordsJson.Default.Options.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("document", pair.Old.Id);
            if ((pair.Old.Article.Title ?? pair.Old.Coded.Title) is { } title) json.WriteString("title", title);
            if ((pair.Old.Article.Url ?? pair.Old.Coded.Url) is { } url) json.WriteString("url", url);
            json.WriteString("change", change.Kind.ToString().ToLowerInvariant());
            json.WriteString("type", EventExport.Name(change.Type));
            if (change.Fields.Count > 0)
            {
                json.WriteStartObject("fields");
                foreach (var field in change.Fields)
                {
                    json.WriteStartArray(field.Name);
                    json.WriteStringValue(field.Old);
                    json.WriteStringValue(field.New);
                    json.WriteEndArray();
                }

                json.WriteEndObject();
            }

            Event(json, "old", change.Old);
            Event(json, "new", change.New);
            json.WriteString("sentence", change.NewSentence ?? change.OldSentence);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Event(Utf8JsonWriter json, string name, Records.PoliticalEvent? told)
    {
        if (told is null) return;
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, told, RecordsJson.Default.PoliticalEvent);
    }
}
