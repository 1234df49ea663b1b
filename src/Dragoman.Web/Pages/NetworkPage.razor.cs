using Dragoman.Store;
using Dragoman.Web.Hosting;
using Dragoman.Web.Views;

namespace Dragoman.Web.Pages;

/// <summary>The pairs of a query in a stretch of time as a network, and as a table.</summary>
public sealed partial class NetworkPage : PicturePage
{
    private const int Drawn = 60;
    private const int Listed = 40;

    private IReadOnlyList<DyadCount>? _pairs = [];
    private IReadOnlyList<DyadChange>? _changes = [];
    private GraphView _graph = GraphView.Of([]);
    private int _withoutCountry;

    /// <inheritdoc/>
    protected override string Address => "/network";

    /// <inheritdoc/>
    protected override void Draw(EventQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        _changes = Desk.Changes(Store, query.ToString(), Window, Listed, Summary);
        if ((_pairs = Desk.Pairs(Store, WindowQuery, whole: false, Summary, wait: _changes is not null)) is not { } pairs) return;
        _graph = Desk.Of("graph", WindowQuery, Summary, () => GraphView.Of([.. pairs.Where(IsOfCountries).Take(Drawn)]));
        _withoutCountry = pairs.Count(pair => pair.Actor != pair.Recipient && !IsOfCountries(pair));
    }

    // Police who are nobody's known police act on people everywhere: a node of them would tie together what has nothing to do with each other.
    private static bool IsOfCountries(DyadCount pair) =>
        pair.Actor != pair.Recipient && ActorCodes.Country(pair.Actor) is not null && ActorCodes.Country(pair.Recipient) is not null;

    private string PairAddress(DyadCount dyad) =>
        QueryText.Address(QueryText.With(QueryText.With(WindowQuery, "actor", dyad.Actor), "recipient", dyad.Recipient));
}
