using Dragoman.Store;
using Dragoman.Web.Hosting;

namespace Dragoman.Web.Views;

/// <summary>Queries that a search field offers while it is written in: what was asked, with a condition more, or its last word completed.</summary>
public static class Completion
{
    private const int Most = 120;

    /// <summary>What to offer.</summary>
    /// <param name="query">The query as it stands.</param>
    /// <param name="figures">Counts of what it finds: values that occur are offered first; null while they are not known.</param>
    /// <param name="saved">Queries that are kept under a name.</param>
    /// <returns>Whole queries, each beginning with the one that stands.</returns>
    public static IReadOnlyList<string> Of(string query, Figures? figures, IReadOnlyList<SavedQuery> saved)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(saved);
        var terms = new List<string>();
        terms.AddRange(saved.Select(one => "@" + one.Name));
        if (figures is not null)
        {
            foreach (var (field, facets) in new[] { ("actor", figures.Actors), ("recipient", figures.Recipients), ("place", figures.Places), ("source", figures.Publishers), ("factuality", figures.Factualities) })
            {
                if (QueryText.Values(query, field).Count == 0) terms.AddRange(facets.Take(8).Select(facet => $"{field}:{QueryText.Quote(facet.Value)}"));
            }
        }

        if (QueryText.Values(query, "type").Count == 0) terms.AddRange(EventTypes.All.Where(row => figures is null || figures.Types.ContainsKey(row.Name)).Select(row => "type:" + row.Name));
        terms.AddRange(QueryField.All.Select(field => field.Name + ":"));
        return [.. terms.Distinct(StringComparer.Ordinal).Take(Most).Select(term => QueryText.And(query, term)).Where(one => one.Length <= QueryText.MaxLength)];
    }
}
