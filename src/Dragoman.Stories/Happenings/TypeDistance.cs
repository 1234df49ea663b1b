using System.Collections.Frozen;
using System.Globalization;
using Dragoman.Records;

namespace Dragoman.Stories.Happenings;

/// <summary>How far two types are from each other.</summary>
internal static class TypeDistance
{
    private static readonly FrozenDictionary<(EventType One, EventType Other), (bool IsOpposite, double Distance)> Pairs =
        StoryTables.Rows("neighbouring-types.tsv").ToFrozenDictionary(
            row => (Type(row[0]), Type(row[1])), row => (row[2] == "opposite", double.Parse(row[3], CultureInfo.InvariantCulture)));

    /// <summary>The distance, 0 to 1, and whether the types exclude each other; null where no two reports of one happening have them.</summary>
    public static (bool IsOpposite, double Distance)? Between(EventType one, EventType other) =>
        one == other ? (false, 0) : Pairs.TryGetValue((one, other), out var pair) || Pairs.TryGetValue((other, one), out pair) ? pair : null;

    /// <summary>Whether the two sides of a type do the same, so that either may be named first.</summary>
    public static bool IsMutual(EventType type) =>
        type is EventType.Agree or EventType.Consult or EventType.Support or EventType.Cooperate or EventType.Concede;

    /// <summary>Whether the act is done at a place, and not said.</summary>
    public static bool IsAtPlace(EventType type) =>
        type is EventType.Assault or EventType.Coerce or EventType.Protest or EventType.Mobilize or EventType.Retreat or EventType.Aid or EventType.Consult;

    private static EventType Type(string name) => Enum.Parse<EventType>(name, ignoreCase: true);
}
