using System.Collections.Frozen;
using System.Reflection;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Learned;

/// <summary>
/// Whether somebody on either side of an event is political: a state, its people, an office, a body, an armed group. A firm, a teacher or a
/// child that no country qualifies (<c>data/coding/private-sectors.tsv</c>) is not.
/// </summary>
internal static class PoliticalSides
{
    private const string ThreatOfProtest = "133";

    private static readonly FrozenSet<string> Private = TableFile
        .FromResource(Assembly.GetExecutingAssembly(), "coding/private-sectors.tsv", ["sector", "source"]).Rows
        .Select(row => row[0]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether an event has a political side. A protest, and the threat of one, is political whoever joins it.</summary>
    public static bool Has(PoliticalEvent told) => told.Type == EventType.Protest || told.Cameo == ThreatOfProtest || Is(told.Actor) || (told.Recipient is { } other && Is(other));

    private static bool Is(Participant side)
    {
        // A code is a country or an international body and sectors, three letters each.
        var code = side.Code ?? "";
        for (var i = 0; i + 3 <= code.Length; i += 3)
        {
            if (!Private.Contains(code.Substring(i, 3)))
                return true;
        }

        return false;
    }
}
