using System.Collections.Frozen;
using Dragoman.Articles.Cues;

namespace Dragoman.Articles;

/// <summary>Which publishers are news agencies, from <c>agencies.tsv</c>: what others print is theirs.</summary>
public static class NewsAgencies
{
    private static readonly FrozenSet<string> Names = Table.Rows("agencies.tsv")
        .SelectMany(row => new[] { row[0], Bare(row[1]) })
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether an outlet is an agency, by its name or the mark that it signs with.</summary>
    /// <param name="publisher">The outlet's name; null is none.</param>
    public static bool Contains(string? publisher) => publisher is not null && Names.Contains(Bare(publisher.Trim()));

    private static string Bare(string name) => name.StartsWith("The ", StringComparison.OrdinalIgnoreCase) ? name[4..] : name;
}
