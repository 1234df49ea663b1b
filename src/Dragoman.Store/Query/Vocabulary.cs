using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>The closed lists that queries and columns are written in: from the records' JSON names and the ontology's tables.</summary>
internal static class Vocabulary
{
    /// <summary>Types in their JSON writing; the index is the value of <see cref="EventType"/>.</summary>
    public static IReadOnlyList<string> Types { get; } = Names<EventType>();

    /// <summary>Factualities in their JSON writing; the index is the value of <see cref="Factuality"/>.</summary>
    public static IReadOnlyList<string> Factualities { get; } = Names<Factuality>();

    /// <summary>Date precisions in their JSON writing; the index is the value of <see cref="DatePrecision"/>.</summary>
    public static IReadOnlyList<string> Precisions { get; } = Names<DatePrecision>();

    /// <summary>Statement kinds in their JSON writing; the index is the value of <see cref="StatementKind"/>.</summary>
    public static IReadOnlyList<string> StatementKinds { get; } = Names<StatementKind>();

    /// <summary>What of an event a correction may be about, in JSON writing.</summary>
    public static IReadOnlyList<string> Aspects { get; } = Names<CorrectionAspect>();

    /// <summary>States of corrections in their JSON writing.</summary>
    public static IReadOnlyList<string> CorrectionStates { get; } = Names<CorrectionState>();

    /// <summary>Roles in their JSON writing.</summary>
    public static IReadOnlyList<string> Roles { get; } = Names<Role>();

    /// <summary>Modes of all types, each once.</summary>
    public static IReadOnlyList<string> Modes { get; } = Column("ontology/modes.tsv", "mode");

    /// <summary>The contexts.</summary>
    public static IReadOnlyList<string> Contexts { get; } = Column("ontology/contexts.tsv", "context");

    /// <summary>Sectors of actors; the international codes that stand in place of a country are not among them.</summary>
    public static FrozenSet<string> Sectors { get; } =
        Column("ontology/sectors.tsv", "code", ("kind", "sector"), ("status", "current")).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The place of a name in a list; -1 where it is not there.</summary>
    public static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == name) return i;
        }

        return -1;
    }

    /// <summary>Values of an enumeration in their JSON writing, in order.</summary>
    internal static string[] Names<T>()
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(JsonName)];

    private static string JsonName<T>(T value)
        where T : struct, Enum
    {
        var member = typeof(T).GetField(value.ToString())!;
        var attribute = member.GetCustomAttribute<JsonStringEnumMemberNameAttribute>();
        return attribute?.Name ?? throw new JsonException($"{typeof(T).Name}.{value} has no name in JSON");
    }

    private static string[] Column(string resource, string column, params (string Name, string Value)[] where)
    {
        using var stream = typeof(Vocabulary).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"the resource {resource} is missing from the assembly");
        using var reader = new StreamReader(stream);
        string[]? header = null;
        var values = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var cells = line.Split('\t');
            if (header is null)
            {
                header = cells;
                continue;
            }

            if (where.Any(filter => cells[Array.IndexOf(header, filter.Name)] != filter.Value)) continue;
            var value = cells[Array.IndexOf(header, column)];
            if (value.Length > 0 && !values.Contains(value)) values.Add(value);
        }

        return [.. values];
    }
}
