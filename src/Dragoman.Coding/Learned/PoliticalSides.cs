using System.Collections.Frozen;
using System.Reflection;
using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Learned;

/// <summary>
/// Whether somebody on either side of an event is political: a state, its people, an office, a body, an armed group. A teacher or a child that no country
/// qualifies is not, and a firm or a clinic not even with its country (<c>data/coding/private-sectors.tsv</c>), unless it meets another country.
/// </summary>
internal static class PoliticalSides
{
    private const string ThreatOfProtest = "133";

    private static readonly FrozenSet<string> Protests = TableFile
        .FromResource(Assembly.GetExecutingAssembly(), "coding/protest-frames.tsv", ["frame", "source"]).Rows
        .Select(row => row[0]).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, bool> Private = TableFile
        .FromResource(Assembly.GetExecutingAssembly(), "coding/private-sectors.tsv", ["sector", "with_country", "source"]).Rows
        .ToFrozenDictionary(row => row[0], row => row[1] == "yes", StringComparer.Ordinal);

    private static readonly FrozenSet<string> Everywhere = TableFile
        .FromResource(Assembly.GetExecutingAssembly(), "coding/everyday-sectors.tsv", ["sector", "source"]).Rows
        .Select(row => row[0]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether those of a sector are named in texts of every subject: teachers, firms, gangs.</summary>
    public static bool IsEverywhere(string sector) => Everywhere.Contains(sector);

    /// <summary>Whether an event has a political side. A protest, the threat of one, and whether it ends are political whoever joins it.</summary>
    public static bool Has(PoliticalEvent told) => told.Type == EventType.Protest || told.Cameo == ThreatOfProtest || Protests.Contains(told.Rule ?? "") || Is(told.Actor) || (told.Recipient is { } other && (Is(other) || AreOfTwo(told.Actor, other)));

    private static bool Is(Participant side)
    {
        // A code is a country or an international body and sectors, three letters each.
        var code = side.Code ?? "";
        var firm = false;
        var country = false;
        for (var i = 0; i + 3 <= code.Length; i += 3)
        {
            var part = code.Substring(i, 3);
            if (Private.TryGetValue(part, out var withCountry))
                firm |= withCountry;
            else if (i > 0 || Ontology.Current.Sector(part) is not null)
                return true;
            else
                country = true;
        }

        return country && !firm;
    }

    private static bool AreOfTwo(Participant one, Participant other) =>
        one.Code is { Length: > 3 } a && other.Code is { Length: >= 3 } b && !a.AsSpan(0, 3).SequenceEqual(b.AsSpan(0, 3)) && Ontology.Current.Sector(a[..3]) is null;
}
