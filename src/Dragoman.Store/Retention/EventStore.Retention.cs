namespace Dragoman.Store;

/// <content>How long texts are kept, and what is forgotten for good.</content>
public sealed partial class EventStore
{
    /// <summary>The source that stands for all that have no time of their own.</summary>
    public const string AllOtherSources = "*";

    /// <summary>How long texts are kept, by source; empty where all are kept for good.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<RetentionRule> Retention() => _database.Read(RetentionTable.All, CancellationToken.None);

    /// <summary>Sets how long texts are kept. Nothing is taken out by this alone: <see cref="RemoveExpiredTexts"/> does that.</summary>
    /// <param name="source">An address that is watched, the name of an outlet, or <see cref="AllOtherSources"/>.</param>
    /// <param name="days">Days since the reading, 0 or more; null to keep them for good.</param>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public void SetRetention(string source, int? days)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        if (days is < 0) throw new ArgumentOutOfRangeException(nameof(days), days, "texts are kept for 0 days or more");
        _database.Write(connection => RetentionTable.Set(connection, source, days), CancellationToken.None);
    }

    /// <summary>
    /// Takes out the texts that were kept long enough, in batches of which each is done whole or not at all. Events, statements and names stay, with the
    /// sentences that events were read from; in the rest of the text, blanks stand for characters, so that every offset still points where it did.
    /// The bytes that came are removed.
    /// </summary>
    /// <param name="now">The moment.</param>
    /// <param name="cancellationToken">Looked at between batches.</param>
    /// <returns>Number of documents whose text was taken out.</returns>
    /// <exception cref="StoreException">The store cannot be written; what was done before stays done.</exception>
    public long RemoveExpiredTexts(DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        if (Retention().Count == 0) return 0;
        var removed = 0L;
        var after = 0L;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var expired = _database.Read(connection => RetentionTable.Expired(connection, now, after), cancellationToken);
            if (expired.Count == 0) return removed;
            after = expired[^1];
            removed += _database.Write(connection => RetentionTable.RemoveTexts(connection, expired, now), cancellationToken, erase: true);
        }
    }

    /// <summary>Whether a document is not taken in because the store was told to forget it, or what stands at its address.</summary>
    /// <param name="documentId">Its id.</param>
    /// <param name="address">Its address; null for none.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public bool IsForgotten(string documentId, string? address) => _database.Read(
        connection => Tombstones.Holds(connection, documentId, address), CancellationToken.None);

    /// <summary>What a name finds to be forgotten, newest last.</summary>
    /// <param name="target">Id of a document, its address, an address that is watched, or the name of an outlet.</param>
    /// <param name="limit">Most to give.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<DocumentRow> FindForgettable(string target, int limit = MaximumPage) =>
        _database.Read(connection => Tombstones.Find(connection, target, limit), CancellationToken.None);

    /// <summary>
    /// Takes documents out for good: bytes, text, article, readings, versions, and names that nothing else has. A tombstone with id, hash of the address, moment and
    /// reason stays, and the document is not taken in again. Pages that held them are overwritten.
    /// </summary>
    /// <param name="target">Id of a document, its address, an address that is watched, or the name of an outlet; an address that is watched is watched no more.</param>
    /// <param name="reason">Why; null for no reason.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellationToken">Looked at between batches.</param>
    /// <returns>What was forgotten.</returns>
    /// <exception cref="StoreException">The store cannot be written; what was done before stays done.</exception>
    public ForgottenDocuments Forget(string target, string? reason, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(target);
        var documents = 0L;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var keys = _database.Read(connection => Tombstones.Keys(connection, target, Tombstones.Batch), cancellationToken);
            if (keys.Count == 0) break;
            documents += _database.Write(connection => Tombstones.Forget(connection, keys, reason, now), cancellationToken, erase: true);
        }

        var source = _database.Write(connection => Tombstones.Close(connection, target, reason, now, documents > 0), cancellationToken);
        if (documents > 0) _database.Erase();
        return new ForgottenDocuments(documents, source);
    }

    /// <summary>What was forgotten, the latest first.</summary>
    /// <param name="limit">Most to give, 1 or more.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<Tombstone> Forgotten(int limit = MaximumPage) => _database.Read(connection => Tombstones.All(connection, limit), CancellationToken.None);
}

/// <summary>How long the texts of a source are kept.</summary>
/// <param name="Source">An address that is watched, the name of an outlet, or <c>*</c> for all others.</param>
/// <param name="Days">Days since the reading, 0 or more.</param>
public sealed record RetentionRule(string Source, int Days);

/// <summary>A document that was forgotten.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Time">When.</param>
/// <param name="Reason">Why; null where nobody said.</param>
public sealed record Tombstone(string Id, DateTimeOffset Time, string? Reason);

/// <summary>What <see cref="EventStore.Forget"/> did.</summary>
/// <param name="Documents">Number of documents that were taken out.</param>
/// <param name="SourceRemoved">Whether a source is watched no more.</param>
public sealed record ForgottenDocuments(long Documents, bool SourceRemoved);
