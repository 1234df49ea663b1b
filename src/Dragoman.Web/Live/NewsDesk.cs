using System.Collections.Concurrent;
using Dragoman.Store;
using Dragoman.Web.Views;

namespace Dragoman.Web.Live;

/// <summary>An event of the news, in the words that the start page shows.</summary>
/// <param name="Address">Of its words in the article.</param>
/// <param name="Quad">Quad class, 0 to 4.</param>
/// <param name="Type">Name of the type.</param>
/// <param name="Mode">Mode; null for none.</param>
/// <param name="Actor">Who acts.</param>
/// <param name="Recipient">To whom; null for nobody.</param>
/// <param name="Before">The sentence up to the words.</param>
/// <param name="Words">The words that tell of it.</param>
/// <param name="After">The sentence behind them.</param>
/// <param name="Outlet">Who reports it.</param>
internal sealed record NewsLine(
    string Address, int Quad, string Type, string? Mode, string Actor, string? Recipient, string Before, string Words, string After, string Outlet);

/// <summary>What came behind a mark, as the start page tells it.</summary>
/// <param name="Mark">Where the next piece begins.</param>
/// <param name="Documents">Documents that came, those of hidden sources left out.</param>
/// <param name="Events">Events in them.</param>
/// <param name="Lines">The newest of them, the newest first.</param>
internal sealed record NewsPiece(StoreMark Mark, long Documents, long Events, IReadOnlyList<NewsLine> Lines);

/// <summary>
/// Makes the news of the start page, once for all who listen: those who have seen as much are told the same, so that a hundred readers cost the
/// store what one costs.
/// </summary>
internal sealed class NewsDesk(EventStore store)
{
    private const int LinesShown = 4;
    private const int AtOnce = 200;
    private const int MaxKept = 64;
    private const int MaxSentence = 200;

    private readonly ConcurrentDictionary<long, Lazy<NewsPiece>> _kept = new();

    /// <summary>What lies behind a mark: up to two hundred documents of it.</summary>
    /// <param name="mark">What the reader has.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public NewsPiece Behind(StoreMark mark)
    {
        if (_kept.Count >= MaxKept) _kept.Clear();
        var piece = _kept.GetOrAdd(mark.Key, _ => new Lazy<NewsPiece>(() => Make(mark)));
        try
        {
            var made = piece.Value;
            // What is empty now may not be in a moment.
            if (made.Mark == mark) _kept.TryRemove(KeyValuePair.Create(mark.Key, piece));
            return made;
        }
        catch
        {
            _kept.TryRemove(KeyValuePair.Create(mark.Key, piece));
            throw;
        }
    }

    private NewsPiece Make(StoreMark mark)
    {
        var additions = store.AdditionsBehind(mark, AtOnce);
        if (additions.Count == 0) return new NewsPiece(mark, 0, 0, []);
        var hidden = store.HiddenAmong(additions.Select(one => one.Document.Id));
        var shown = additions.Select(one => one.Document).Where(document => !hidden.Contains(document.Id)).ToList();
        var lines = new List<NewsLine>();
        foreach (var document in shown.Where(document => document.Events > 0).Reverse().Take(LinesShown))
            lines.AddRange(store.Find(EventQuery.Parse("document:" + document.Id), 1).Rows.Select(Line));
        return new NewsPiece(additions[^1].Mark, shown.Count, shown.Sum(document => (long)document.Events), lines);
    }

    private static NewsLine Line(EventRow row)
    {
        var (before, words, after) = EvidenceText.Cut(row.Sentence, row.Trigger.Start - row.SentenceStart, row.Trigger.End - row.SentenceStart, MaxSentence);
        return new NewsLine(
            $"/documents/{Uri.EscapeDataString(row.Document)}/events/{Uri.EscapeDataString(row.Event)}", row.Quad, EventTypes.Of(row.Type).Name, row.Mode,
            row.ActorName ?? row.ActorText, row.RecipientText is null ? null : row.RecipientName ?? row.RecipientText, before, words, after, row.Publisher ?? "outlet not named");
    }
}
