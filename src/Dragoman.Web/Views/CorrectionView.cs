using Dragoman.Records;
using Dragoman.Store;

namespace Dragoman.Web.Views;

/// <summary>An event that a correction brought or took away.</summary>
/// <param name="Added">True where the later version has it and the earlier one has not.</param>
/// <param name="Words">The event in words.</param>
public sealed record EventChange(bool Added, string Words);

/// <summary>A corrected article and what that did to its events.</summary>
/// <param name="Before">Id of the earlier document.</param>
/// <param name="After">Id of the later one.</param>
/// <param name="Title">Headline of the later one.</param>
/// <param name="SeenAt">When the later one was read.</param>
/// <param name="Changes">Events that came or went, those that went first; never empty in <see cref="Newest"/>.</param>
public sealed record CorrectionView(string Before, string After, string? Title, DateTimeOffset SeenAt, IReadOnlyList<EventChange> Changes)
{
    /// <summary>The most changes that are shown of one article.</summary>
    private const int MaxChanges = 6;

    /// <summary>The newest corrections that changed an event.</summary>
    /// <param name="store">The store.</param>
    /// <param name="limit">Most to give.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static IReadOnlyList<CorrectionView> Newest(EventStore store, int limit)
    {
        ArgumentNullException.ThrowIfNull(store);
        var views = new List<CorrectionView>();
        // Most corrections mend a comma: four times as many are looked at as are wanted.
        foreach (var correction in store.Corrections(4 * limit))
        {
            if (store.Get(correction.Before) is not { } before || store.Get(correction.After) is not { } after) continue;
            var changes = Compare(before.Coded, after.Coded);
            if (changes.Count == 0) continue;
            views.Add(new CorrectionView(correction.Before, correction.After, after.Article.Title ?? after.Coded.Title, correction.SeenAt, changes));
            if (views.Count == limit) break;
        }

        return views;
    }

    /// <summary>What changed among the events of two versions of a document: type, mode, sides, status and numbers count, the place in the text does not.</summary>
    /// <param name="before">The earlier version.</param>
    /// <param name="after">The later one.</param>
    public static IReadOnlyList<EventChange> Compare(CodedDocument before, CodedDocument after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, young) = (before.Events.Select(Words).ToList(), after.Events.Select(Words).ToList());
        return [.. old.Except(young, StringComparer.Ordinal).Select(words => new EventChange(false, words)).Take(MaxChanges),
            .. young.Except(old, StringComparer.Ordinal).Select(words => new EventChange(true, words)).Take(MaxChanges)];
    }

    private static string Words(PoliticalEvent item)
    {
        var sides = item.Recipient is { } recipient ? $"{item.Actor.Text} → {recipient.Text}" : item.Actor.Text;
        var mode = item.Mode is null ? "" : " " + item.Mode;
        var status = item.Factuality == Factuality.Happened ? "" : ", " + FactualityText.Word(item.Factuality);
        var killed = item.Magnitude?.Killed is { } count ? $", {QuantityText.Of(count)} killed" : "";
        var injured = item.Magnitude?.Injured is { } hurt ? $", {QuantityText.Of(hurt)} injured" : "";
        return $"{EventTypes.Of(item.Type).Name}{mode}: {sides}{status}{killed}{injured}";
    }
}
