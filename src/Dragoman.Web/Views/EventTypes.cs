using System.Collections.Frozen;
using Dragoman.Records;

namespace Dragoman.Web.Views;

/// <summary>One of the sixteen types as the pages name it.</summary>
/// <param name="Type">The type.</param>
/// <param name="Name">Its name in files and queries: <c>ACCUSE</c>.</param>
/// <param name="Quad">Quad class, 1 to 4.</param>
/// <param name="Meaning">What it means, in a line.</param>
/// <param name="Modes">Its modes with their meanings, in the order of the table; empty for none.</param>
public sealed record EventTypeRow(EventType Type, string Name, int Quad, string Meaning, IReadOnlyList<EventModeRow> Modes);

/// <summary>A mode of a type.</summary>
/// <param name="Name">Its name in files: <c>disapprove</c>.</param>
/// <param name="Meaning">What it means, in a line.</param>
public sealed record EventModeRow(string Name, string Meaning);

/// <summary>The types, their quad classes and the labels of CAMEO codes, read from the tables of <c>data/ontology</c>.</summary>
public static class EventTypes
{
    private static readonly FrozenDictionary<string, (string Label, string Type, int Quad)> Cameo = ReadCameo();

    /// <summary>The sixteen, by quad class, then in the order of PLOVER.</summary>
    public static IReadOnlyList<EventTypeRow> All { get; } = ReadTypes();

    private static readonly FrozenDictionary<EventType, EventTypeRow> ByType = All.ToFrozenDictionary(row => row.Type);

    private static readonly FrozenDictionary<string, EventTypeRow> ByName =
        All.ToFrozenDictionary(row => row.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The row of a type.</summary>
    /// <param name="type">One of the sixteen.</param>
    /// <returns>Its row.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the sixteen.</exception>
    public static EventTypeRow Of(EventType type) =>
        ByType.TryGetValue(type, out var row) ? row : throw new ArgumentOutOfRangeException(nameof(type), type, "no such event type");

    /// <summary>The row with a name.</summary>
    /// <param name="name">The name in any case.</param>
    /// <returns>Its row; null where no type is so named.</returns>
    public static EventTypeRow? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>What a CAMEO code means.</summary>
    /// <param name="code">The code, <c>111</c>.</param>
    /// <returns>Its label; null for an unknown code.</returns>
    public static string? CameoLabel(string? code) =>
        code is not null && Cameo.TryGetValue(code, out var row) ? row.Label : null;

    /// <summary>The name of a quad class.</summary>
    /// <param name="quad">1 to 4.</param>
    /// <returns>Its name; "unclassed" for any other number.</returns>
    public static string QuadName(int quad) => quad switch
    {
        1 => "verbal cooperation",
        2 => "material cooperation",
        3 => "verbal conflict",
        4 => "material conflict",
        _ => "unclassed",
    };

    private static FrozenDictionary<string, (string Label, string Type, int Quad)> ReadCameo() =>
        Table.Rows("Ontology/cameo.tsv").ToFrozenDictionary(
            row => row[0],
            row => (row[1], row[2], int.TryParse(row[4], out var quad) ? quad : 0),
            StringComparer.Ordinal);

    private static List<EventTypeRow> ReadTypes()
    {
        // The table of types has no quad column: a type's class is that of the CAMEO codes that map to it, and they agree.
        var quads = Cameo.Values.Where(row => row.Type.Length > 0 && row.Quad > 0)
            .GroupBy(row => row.Type, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => group.GroupBy(row => row.Quad).OrderByDescending(same => same.Count()).First().Key,
                StringComparer.Ordinal);
        return Table.Rows("Ontology/modes.tsv")
            .GroupBy(row => row[0], StringComparer.Ordinal)
            .Select(group => new EventTypeRow(
                Enum.Parse<EventType>(group.Key, ignoreCase: true),
                group.Key,
                quads[group.Key],
                group.First(row => row[1].Length == 0)[2],
                [.. group.Where(row => row[1].Length > 0).Select(row => new EventModeRow(row[1], row[2]))]))
            .OrderBy(row => row.Quad)
            .ThenBy(row => row.Type)
            .ToList();
    }
}
