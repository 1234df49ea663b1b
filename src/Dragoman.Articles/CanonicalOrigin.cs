using System.Collections.Frozen;
using Dragoman.Articles.Cues;
using Dragoman.Records;

namespace Dragoman.Articles;

/// <summary>A page that names another site's address as its own says whose text it is.</summary>
internal static class CanonicalOrigin
{
    private static readonly FrozenDictionary<string, string> Names = Table.Rows("agency-sites.tsv").Where(row => row[1] != "-").ToFrozenDictionary(row => row[0], row => row[1], StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string> Caches = Table.Rows("agency-sites.tsv").Where(row => row[1] == "-").Select(row => row[0]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The outlet behind the canonical address; null where it is the page's own, or nobody can say.</summary>
    public static Origin? Of(string? url, string? canonical)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var here) || !Uri.TryCreate(canonical, UriKind.Absolute, out var there)) return null;
        var own = Site(here.Host);
        var other = Site(there.Host);
        if (own.Name.Equals(other.Name, StringComparison.OrdinalIgnoreCase) || Caches.Contains(own.Domain) || Caches.Contains(other.Domain)) return null;
        return new Origin(Names.GetValueOrDefault(other.Domain, other.Domain), null, canonical);
    }

    /// <summary>"news.example.co.uk" is example.co.uk, by name example: editions in other countries are the same outlet.</summary>
    private static (string Domain, string Name) Site(string host)
    {
        var labels = host.Split('.');
        var suffix = labels.Length > 2 && labels[^1].Length == 2 && labels[^2].Length <= 3 ? 2 : 1;
        if (labels.Length <= suffix) return (host, host);
        return (string.Join('.', labels[^(suffix + 1)..]), labels[^(suffix + 1)]);
    }
}
