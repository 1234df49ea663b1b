using System.Collections.Frozen;
using System.Reflection;
using Dragoman.Coding.Actors;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Documents;

/// <summary>Who only listens (<c>data/coding/audiences.tsv</c>): an envoy who speaks to reporters has no meeting with them.</summary>
internal static class Audiences
{
    private static readonly FrozenSet<(EventType Type, string Sector)> Lines = TableFile
        .FromResource(Assembly.GetExecutingAssembly(), "coding/audiences.tsv", ["type", "sector", "source"]).Rows
        .Select(row => (EventTypes.Parse(row[0]), row[1])).ToFrozenSet();

    /// <summary>Whether somebody is nothing but an audience of such an act.</summary>
    public static bool Only(EventType type, ActorReading? recipient)
    {
        if (recipient is not { Sectors.Count: > 0 })
            return false;
        foreach (var sector in recipient.Sectors)
        {
            if (!Lines.Contains((type, sector)))
                return false;
        }

        return true;
    }
}
