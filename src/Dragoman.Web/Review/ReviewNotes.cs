using Dragoman.Store;

namespace Dragoman.Web.Review;

/// <summary>What a page needs to show corrections beside events: the document, and its accepted corrections by event. Cascades to event cards.</summary>
/// <param name="Document">Id of the document.</param>
/// <param name="ByEvent">Accepted corrections by the id of their event.</param>
public sealed record ReviewNotes(string Document, ILookup<string, EventCorrection> ByEvent)
{
    /// <summary>The notes of a document.</summary>
    /// <param name="store">The store.</param>
    /// <param name="document">The document.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static ReviewNotes Of(EventStore store, StoredDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new ReviewNotes(document.Id, Accepted(store, document));
    }

    /// <summary>Accepted corrections of a document, by the id of the event that they are about now. Corrections whose words are coded no more are left out.</summary>
    /// <param name="store">The store.</param>
    /// <param name="document">The document.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static ILookup<string, EventCorrection> Accepted(EventStore store, StoredDocument document)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(document);
        return store.CorrectionsOf(document.Id)
            .Where(one => one.State == CorrectionState.Accepted)
            .Select(one => (Correction: one, CorrectionMatch.Find(one, document.Coded)?.Id))
            .Where(pair => pair.Id is not null)
            .ToLookup(pair => pair.Id!, pair => pair.Correction, StringComparer.Ordinal);
    }
}
