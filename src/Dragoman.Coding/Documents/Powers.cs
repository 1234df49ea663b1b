using System.Collections.Frozen;
using System.Reflection;
using Dragoman.Coding.Actors;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Documents;

/// <summary>Who has the power to do something to somebody (<c>data/coding/powers.tsv</c>): whoever is arrested was arrested by police, soldiers or spies.</summary>
internal static class Powers
{
    private static readonly FrozenDictionary<(EventType Type, string? Mode), string[]> Lines = TableFile
        .FromResource(Assembly.GetExecutingAssembly(), "coding/powers.tsv", ["type", "mode", "sectors", "source"]).Rows
        .ToFrozenDictionary(row => (EventTypes.Parse(row[0]), row[1].Length == 0 ? null : row[1]), row => row[2].Split('|'));

    /// <summary>The sectors that have the power to do this; empty where the table does not say.</summary>
    public static ReadOnlySpan<string> Of(EventType type, string? mode) => Lines.TryGetValue((type, mode), out var sectors) ? sectors : [];

    /// <summary>Whether somebody is of one of some sectors.</summary>
    public static bool Has(ActorReading actor, ReadOnlySpan<string> sectors)
    {
        foreach (var sector in actor.Sectors)
        {
            if (sectors.Contains(sector))
                return true;
        }

        return false;
    }
}
