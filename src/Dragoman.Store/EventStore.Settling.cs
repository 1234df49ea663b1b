namespace Dragoman.Store;

/// <content>What finding reprints, stories and happenings keeps in the store. The deciding is done elsewhere.</content>
public sealed partial class EventStore
{
    /// <summary>
    /// Brings the events of documents together that are new, or about which something has changed, in one transaction.
    /// </summary>
    /// <param name="limit">Most documents at once, 1 or more.</param>
    /// <param name="time">The moment that the history gets.</param>
    /// <param name="settle">Does it. What it throws undoes everything.</param>
    /// <param name="cancellationToken">Looked at before.</param>
    /// <returns>Number of documents; fewer than <paramref name="limit"/> when nothing is left.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public int Settle(int limit, DateTimeOffset time, Action<Settlement> settle, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentNullException.ThrowIfNull(settle);
        if (!_database.Read(connection => connection.Sql.Scalar<long>("SELECT EXISTS (SELECT 1 FROM unsettled)") != 0, cancellationToken)) return 0;
        return _database.Write(
            connection =>
            {
                var documents = new List<(long, string)>();
                using (var command = connection.Sql.Command(
                    "SELECT d.key, d.id FROM unsettled u JOIN documents d ON d.key = u.document ORDER BY u.document LIMIT $1", (long)limit))
                using (var reader = command.ExecuteReader())
                {
                    while (reader.Read()) documents.Add((reader.GetInt64(0), reader.GetString(1)));
                }

                if (documents.Count == 0) return 0;
                var settlement = new Settlement(connection, documents, time);
                settle(settlement);
                settlement.Finish();
                return documents.Count;
            },
            cancellationToken);
    }

    /// <summary>What the texts behind a document are found by, in the order of their numbers. Read as it is asked for; memory is bounded.</summary>
    /// <param name="after">Number of the document behind which to begin; 0 for the first.</param>
    /// <param name="cancellationToken">Interrupts the reading.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IEnumerable<Fingerprint> Fingerprints(long after, CancellationToken cancellationToken = default)
    {
        // In pieces, each a statement of its own: a reading that takes long holds no snapshot.
        const int piece = 4_096;
        while (true)
        {
            var found = _database.Read(connection => PrintTable.Fingerprints(connection.Sql, after, piece), cancellationToken);
            foreach (var fingerprint in found) yield return fingerprint;
            if (found.Count < piece) yield break;
            after = found[^1].Key;
        }
    }

    /// <summary>Number of the last document whose text is found by something; 0 for none.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public long LastFingerprint() =>
        _database.Read(static connection => connection.Sql.Scalar<long?>("SELECT max(document) FROM fingerprints") ?? 0, CancellationToken.None);

    /// <summary>The words and marks of a document; null where none are kept.</summary>
    /// <param name="key">The store's number of the document.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public KeptPrint? Print(long key) => _database.Read(connection => PrintTable.Print(connection.Sql, key), CancellationToken.None);

    /// <summary>The store's number of a document; null where the store does not hold it.</summary>
    /// <param name="documentId">Its id.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public long? KeyOf(string documentId) => _database.Read(connection => connection.Documents.Key(documentId), CancellationToken.None);
}
