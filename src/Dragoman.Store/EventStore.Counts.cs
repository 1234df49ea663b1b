namespace Dragoman.Store;

/// <content>Counts that pages draw: pairs, days, places, names; what is new; what was corrected.</content>
public sealed partial class EventStore
{
    /// <summary>What events are counted by, in memory; null where the options say none.</summary>
    internal CountedColumns? Columns => _database.Columns;

    /// <summary>
    /// Begins to bring what events are counted by into memory, beside other work, where <see cref="StoreOptions.CountsMiB"/> says that it may be there: the first who counts need not
    /// wait for it. Not needed; whoever counts first begins it too, and counts in the store until it is there.
    /// </summary>
    public void PrepareCounts() => _database.Columns?.Begin();

    /// <summary>Pairs of an actor and a recipient with what passed between them, the most frequent first. Takes time in proportion to what the query finds.</summary>
    /// <param name="query">The query; events without a code on either side are left out.</param>
    /// <param name="whole">Whether pairs are of whole codes (<c>RUSGOV</c>) rather than of their first three letters.</param>
    /// <param name="limit">Most pairs to give, 1 or more.</param>
    /// <param name="cancellationToken">Interrupts the count.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<DyadCount> Dyads(EventQuery query, bool whole, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _database.Read(connection => Counting.Dyads(connection.Sql, query, whole, limit, _database.Columns), cancellationToken);
    }

    /// <summary>Events by day, the newest first; only those dated to a day. Takes time in proportion to what the query finds.</summary>
    /// <param name="query">The query.</param>
    /// <param name="limit">Most days to give, 1 or more.</param>
    /// <param name="cancellationToken">Interrupts the count.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<DayCount> Days(EventQuery query, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _database.Read(connection => Counting.Days(connection.Sql, query, limit, _database.Columns), cancellationToken);
    }

    /// <summary>Events by place, the most frequent first; those without a place are left out. Takes time in proportion to what the query finds.</summary>
    /// <param name="query">The query.</param>
    /// <param name="limit">Most places to give, 1 or more.</param>
    /// <param name="cancellationToken">Interrupts the count.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<PlaceCount> Places(EventQuery query, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _database.Read(connection => Counting.Places(connection.Sql, query, limit, _database.Columns), cancellationToken);
    }

    /// <summary>Names on one side of the events that a query finds, the most frequent first; only those with a code. Takes time in proportion to what the query finds.</summary>
    /// <param name="query">The query.</param>
    /// <param name="side">The side.</param>
    /// <param name="code">Only names whose code begins so; null for all.</param>
    /// <param name="limit">Most names to give, 1 or more.</param>
    /// <param name="cancellationToken">Interrupts the count.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<NameCount> Names(EventQuery query, EventSide side, string? code, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _database.Read(connection => Counting.Names(connection.Sql, query, side, code ?? "", limit), cancellationToken);
    }

    /// <summary>Statements of speakers whose code begins so, those read last first; superseded documents are left out.</summary>
    /// <param name="code">An actor code or its beginning, three characters or more.</param>
    /// <param name="limit">Most statements to give, 1 or more.</param>
    /// <param name="cancellationToken">Interrupts the search.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<StatementRow> StatementsBy(string code, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentOutOfRangeException.ThrowIfLessThan(code.Length, 3);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _database.Read(connection => Counting.StatementsBy(connection.Sql, code, limit), cancellationToken);
    }

    /// <summary>How far the store has grown.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public StoreMark Mark() => _database.Read(static connection => Counting.Mark(connection.Sql), CancellationToken.None);

    /// <summary>How much was added behind a mark.</summary>
    /// <param name="mark">The mark.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public Added AddedSince(StoreMark mark) => _database.Read(connection => Counting.AddedSince(connection.Sql, mark), CancellationToken.None);

    /// <summary>Which of some documents were added behind a mark.</summary>
    /// <param name="mark">The mark.</param>
    /// <param name="documents">Ids of documents; unknown ones are passed over.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlySet<string> AddedSince(StoreMark mark, IEnumerable<string> documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        var ids = documents.Distinct(StringComparer.Ordinal).ToList();
        return _database.Read(connection => Counting.AddedSince(connection.Sql, mark, ids), CancellationToken.None);
    }

    /// <summary>Documents that were added last, the newest first.</summary>
    /// <param name="mark">Only those behind it.</param>
    /// <param name="limit">Most to give, 1 or more.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<DocumentRow> AddedDocuments(StoreMark mark, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _database.Read(connection => Counting.AddedDocuments(connection.Sql, mark, limit), CancellationToken.None);
    }

    /// <summary>Documents that a newer version stands in for, each with that version, the newest first.</summary>
    /// <param name="limit">Most to give, 1 or more.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<Correction> Corrections(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _database.Read(connection => Counting.Corrections(connection.Sql, limit), CancellationToken.None);
    }

    /// <summary>The versions of a document with all others that stood at the same address, the first first; empty where it is none.</summary>
    /// <param name="documentId">Id of the document.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<Records.DocumentVersion> VersionsOf(string documentId)
    {
        ArgumentNullException.ThrowIfNull(documentId);
        var address = _database.Read(connection => Counting.AddressOf(connection.Sql, documentId), CancellationToken.None);
        return address is null ? [] : Versions(address);
    }
}
