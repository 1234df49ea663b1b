using Dragoman.Store;

namespace Dragoman.Web.Views;

/// <summary>The other side of an actor's relations.</summary>
/// <param name="Code">Its code.</param>
/// <param name="To">What the actor did to it.</param>
/// <param name="From">What it did to the actor.</param>
/// <param name="Goldstein">Mean Goldstein value of both; null where no event has one.</param>
public sealed record Partner(string Code, QuadCounts To, QuadCounts From, double? Goldstein)
{
    /// <summary>The partners of an actor, the most frequent first.</summary>
    /// <param name="code">Code of the actor, as the pairs write it.</param>
    /// <param name="pairs">Pairs, the actor on one side or both; others are passed over.</param>
    /// <param name="limit">Most to give.</param>
    public static IReadOnlyList<Partner> Of(string code, IReadOnlyList<DyadCount> pairs, int limit)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(pairs);
        var partners = new Dictionary<string, (QuadCounts To, QuadCounts From, double Sum, long Rated)>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            if (pair.Actor == pair.Recipient || (pair.Actor != code && pair.Recipient != code)) continue;
            var other = pair.Actor == code ? pair.Recipient : pair.Actor;
            var (to, from, sum, rated) = partners.GetValueOrDefault(other);
            if (pair.Actor == code) to += pair.Quads;
            else from += pair.Quads;
            if (pair.Goldstein is { } mean) (sum, rated) = (sum + (mean * pair.Quads.Total), rated + pair.Quads.Total);
            partners[other] = (to, from, sum, rated);
        }

        return [.. partners
            .Select(one => new Partner(one.Key, one.Value.To, one.Value.From, one.Value.Rated == 0 ? null : one.Value.Sum / one.Value.Rated))
            .OrderByDescending(one => one.To.Total + one.From.Total).ThenBy(one => one.Code, StringComparer.Ordinal)
            .Take(limit)];
    }
}
