using System.Security.Cryptography;

namespace Dragoman.Store;

/// <content>What readers say is wrong, and what editors decided.</content>
public sealed partial class EventStore
{
    /// <summary>A fresh id for a correction.</summary>
    public static string NewCorrectionId() => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz234567", 16);

    /// <summary>Keeps a correction. It changes nothing of what was read.</summary>
    /// <param name="correction">The correction, made by <see cref="CorrectionMatch.Make"/>.</param>
    /// <exception cref="ArgumentException">Value, note or reason is too long.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public void AddCorrection(EventCorrection correction)
    {
        ArgumentNullException.ThrowIfNull(correction);
        if (correction.Value is { Length: > EventCorrection.MaximumValue })
            throw new ArgumentException($"the right value is longer than {EventCorrection.MaximumValue} characters", nameof(correction));
        if (correction.Note is { Length: > EventCorrection.MaximumNote } || correction.Reason is { Length: > EventCorrection.MaximumNote })
            throw new ArgumentException($"a note is longer than {EventCorrection.MaximumNote} characters", nameof(correction));
        _database.Write(
            connection =>
            {
                CorrectionTable.Add(connection.Sql, correction);
                return 1;
            },
            CancellationToken.None);
    }

    /// <summary>Accepts or rejects a correction that is open.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="accepted">Whether it is right.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="at">When.</param>
    /// <param name="reason">Why, at most <see cref="EventCorrection.MaximumNote"/> characters; null for no reason.</param>
    /// <returns>False where there is none of this id, or it is decided already.</returns>
    /// <exception cref="ArgumentException">The reason is too long.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public bool DecideCorrection(string id, bool accepted, string by, DateTimeOffset at, string? reason)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentException.ThrowIfNullOrEmpty(by);
        if (reason is { Length: > EventCorrection.MaximumNote })
            throw new ArgumentException($"the reason is longer than {EventCorrection.MaximumNote} characters", nameof(reason));
        return _database.Write(
            connection => CorrectionTable.Decide(connection.Sql, id, accepted ? CorrectionState.Accepted : CorrectionState.Rejected, by, at, reason),
            CancellationToken.None);
    }

    /// <summary>Takes a decision back.</summary>
    /// <param name="id">The correction's id.</param>
    /// <returns>False where there is none of this id, or it is open.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public bool ReopenCorrection(string id) =>
        _database.Write(connection => CorrectionTable.Reopen(connection.Sql, id), CancellationToken.None);

    /// <summary>A correction; null where there is none.</summary>
    /// <param name="id">Its id.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public EventCorrection? FindCorrection(string id) =>
        _database.Read(connection => CorrectionTable.Find(connection.Sql, id), CancellationToken.None);

    /// <summary>The corrections of a document, the oldest first.</summary>
    /// <param name="documentId">Its id.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<EventCorrection> CorrectionsOf(string documentId) =>
        _database.Read(connection => CorrectionTable.Of(connection.Sql, documentId), CancellationToken.None);

    /// <summary>A page of corrections, the latest first.</summary>
    /// <param name="state">Only those in this state; null for all.</param>
    /// <param name="limit">Rows on the page, 1 to <see cref="MaximumPage"/>.</param>
    /// <param name="after">Next of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Interrupts the search.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public EventCorrectionPage EventCorrections(CorrectionState? state, int limit, long? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaximumPage);
        return _database.Read(connection => CorrectionTable.Page(connection.Sql, state, limit, after), cancellationToken);
    }

    /// <summary>Number of corrections in a state.</summary>
    /// <param name="state">The state.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public long CountCorrections(CorrectionState state) =>
        _database.Read(connection => CorrectionTable.Count(connection.Sql, state), CancellationToken.None);

    /// <summary>Every correction, the latest first, in bounded memory.</summary>
    /// <param name="cancellationToken">Interrupts the search.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IEnumerable<EventCorrection> EnumerateCorrections(CancellationToken cancellationToken = default)
    {
        long? after = null;
        do
        {
            var page = EventCorrections(null, MaximumPage, after, cancellationToken);
            foreach (var row in page.Rows) yield return row;
            after = page.Next;
        }
        while (after is not null);
    }
}
