namespace Dragoman.Store;

/// <summary>
/// Everything that Dragoman read, in one SQLite file. Safe to use from any number of threads: one writes at a time, readers never wait
/// and see whole batches only. Several programs may have the same store open.
/// </summary>
/// <remarks>
/// <para><b>Newest first.</b> Events are sorted by the first day that their date can mean, latest first, those without a date last;
/// then by the moment at which their document was published, latest first; then by 47 bits of the document's id, which depend on its
/// content alone; then by their order in the document. So two stores that hold the same documents give the same order, whatever the
/// order of reading. Documents are sorted by the moment of publication and the same bits. A cursor names a place in this order: pages
/// neither repeat nor miss what was there when the first of them was asked for, whatever is added meanwhile.</para>
/// <para><b>Durability.</b> A batch is one transaction in SQLite's write-ahead log with <c>synchronous = FULL</c>: when
/// <see cref="Add"/> returns, the batch survives a kill and a loss of power; when it does not, nothing of it is there.</para>
/// </remarks>
public sealed partial class EventStore : IDisposable
{
    /// <summary>Most rows of one page.</summary>
    public const int MaximumPage = 1_000;

    private readonly Database _database;

    private EventStore(Database database) => _database = database;

    /// <summary>Full path of the store's file.</summary>
    public string Path => _database.Path;

    /// <summary>Opens a store; makes it, and its folder, where there is none, and brings an older one up to date.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="StoreException">The file is no store, is damaged, newer than the program, or may not be opened.</exception>
    public static EventStore Open(string path, StoreOptions? options = null) => new(Database.Open(path, options ?? new StoreOptions()));

    /// <summary>Whether the store holds a document.</summary>
    /// <param name="documentId">Its id, as <see cref="DocumentId.Of"/> gives it.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public bool Contains(string documentId) =>
        _database.Read(connection => connection.Documents.Key(documentId) is not null, CancellationToken.None);

    /// <summary>
    /// Does what takes time and no database ahead of <see cref="Add"/>, on the caller's thread: where several threads read and one writes, the writer has that
    /// much less to do. Not needed; a document that is not prepared is prepared by <see cref="Add"/>.
    /// </summary>
    /// <param name="document">The document; its <see cref="StoredDocument.Raw"/> may not change any more.</param>
    /// <exception cref="ArgumentException">Its id is not one that <see cref="DocumentId.Of"/> gives.</exception>
    public static void Prepare(StoredDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        document.Prepared ??= new PreparedDocument(document);
    }

    /// <summary>
    /// Adds documents in one transaction: all of them or none. A document that is there already, or twice in the batch, adds nothing.
    /// Removes the problem of a locator that could now be read.
    /// </summary>
    /// <param name="batch">The documents.</param>
    /// <param name="cancellationToken">Looked at before every document; a batch that is stopped adds nothing.</param>
    /// <returns>Number of documents that were not there before.</returns>
    /// <exception cref="ArgumentException">An id is not one that <see cref="DocumentId.Of"/> gives.</exception>
    /// <exception cref="StoreException">The store cannot be written; nothing of the batch is in it.</exception>
    public int Add(IReadOnlyList<StoredDocument> batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);

        // Compressing takes longer than writing: not under the lock, and not for what is there already.
        var prepared = new List<PreparedDocument>(batch.Count);
        var seen = Known(batch);
        foreach (var document in batch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (seen.Add(document.Id)) prepared.Add(document.Prepared ?? new PreparedDocument(document));
        }

        return prepared.Count == 0 && Problems(1).Count == 0
            ? 0
            : _database.Write(connection => Write(connection, batch, prepared, cancellationToken), cancellationToken, bulk: true);
    }

    /// <summary>
    /// Begins a load of very many documents, or rows of other data sets: what <see cref="Add"/> and <see cref="Import"/> write from now on is there for queries at once, and
    /// durable, as always; but once there is much of it, indexes and counts are left for the end, and queries take longer until then. A load that is killed is ended by whoever
    /// opens the store for writing next. In PostgreSQL indexes are left only where the store was empty before.
    /// </summary>
    /// <returns>Ends the load when it is disposed, which takes time in proportion to what was left; the store stays open.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public BulkLoad BeginLoad() => BeginLoad(Building.LeastRows);

    /// <summary>The same, with another number of rows after which something is left for the end.</summary>
    internal BulkLoad BeginLoad(int leastRows)
    {
        _database.BeginLoad(leastRows);
        return new BulkLoad(_database);
    }

    /// <summary>A page of the events that a query finds, newest first.</summary>
    /// <param name="query">The query.</param>
    /// <param name="limit">Rows on the page, 1 to <see cref="MaximumPage"/>.</param>
    /// <param name="after">Cursor of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Interrupts the search.</param>
    /// <exception cref="ArgumentException">The cursor is none (<see cref="IsCursor"/>).</exception>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public EventPage Find(EventQuery query, int limit, string? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaximumPage);
        var cursor = CursorOf(after);
        return _database.Read(connection => EventReader.Page(connection, query, limit, cursor), cancellationToken);
    }

    /// <summary>Every event that a query finds, newest first, as of the moment at which the first is asked for. Memory is bounded.</summary>
    /// <param name="query">The query.</param>
    /// <param name="cancellationToken">Interrupts the search.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IEnumerable<EventRow> Enumerate(EventQuery query, CancellationToken cancellationToken = default) =>
        Enumerate(query, EventDetail.Row, cancellationToken);

    /// <summary>Every event that a query finds, newest first, as of the moment at which the first is asked for. Memory is bounded.</summary>
    /// <param name="query">The query.</param>
    /// <param name="detail">Whether to read the whole of each event.</param>
    /// <param name="cancellationToken">Interrupts the search.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IEnumerable<EventRow> Enumerate(EventQuery query, EventDetail detail, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return EventReader.Stream(_database, query, detail, cancellationToken);
    }

    /// <summary>Number of events that a query finds. Takes time in proportion to it, except for the query that finds everything.</summary>
    /// <param name="query">The query.</param>
    /// <param name="cancellationToken">Interrupts the count.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public long Count(EventQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _database.Read(connection => StoreStatistics.Count(connection.Sql, query, _database.Columns), cancellationToken);
    }

    /// <summary>A document with all that was read out of it, without its raw bytes; null where the store does not hold it.</summary>
    /// <param name="documentId">Its id.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public StoredDocument? Get(string documentId) =>
        _database.Read(connection => connection.Documents.Load(documentId), CancellationToken.None);

    /// <summary>A document's bytes as they arrived; null where the store does not hold it.</summary>
    /// <param name="documentId">Its id.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public ReadOnlyMemory<byte>? RawBytes(string documentId) => _database.Read<ReadOnlyMemory<byte>?>(
        connection => connection.Documents.Raw(documentId) is { } bytes ? new ReadOnlyMemory<byte>(bytes) : default(ReadOnlyMemory<byte>?), CancellationToken.None);

    /// <summary>What the store holds, earlier versions of documents among it. Takes the same time whatever its size.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public StoreSummary Summarize() =>
        _database.Read(connection => StoreStatistics.Summarize(connection.Sql, Path), CancellationToken.None);

    /// <summary>
    /// Counts the events that a query finds by one of their values. Takes time in proportion to their number, except for the query that
    /// finds everything.
    /// </summary>
    /// <param name="query">The query.</param>
    /// <param name="kind">What to count by.</param>
    /// <param name="limit">Most values to give, 1 or more.</param>
    /// <param name="cancellationToken">Interrupts the count.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<Facet> Facets(EventQuery query, FacetKind kind, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _database.Read(connection => StoreStatistics.Facets(connection.Sql, query, kind, limit, _database.Columns), cancellationToken);
    }

    /// <summary>A page of documents, newest first.</summary>
    /// <param name="text">Words that title or body must hold, as typed: all of them, whatever their case and diacritics; null or blank for every document.</param>
    /// <param name="limit">Rows on the page, 1 to <see cref="MaximumPage"/>.</param>
    /// <param name="after">Cursor of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Interrupts the search.</param>
    /// <exception cref="ArgumentException">The cursor is none.</exception>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public DocumentPage Documents(string? text, int limit, string? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaximumPage);
        var cursor = CursorOf(after);
        return _database.Read(connection => DocumentReader.Page(connection, text, limit, cursor), cancellationToken);
    }

    /// <summary>Looks for damage.</summary>
    /// <param name="deep">Also every index entry and every count; takes time in proportion to the store.</param>
    /// <param name="cancellationToken">Interrupts the check.</param>
    /// <exception cref="StoreException">The store cannot be read at all.</exception>
    public StoreHealth Check(bool deep, CancellationToken cancellationToken = default) =>
        _database.Read(connection => StoreCheck.Run(connection.Sql, deep), cancellationToken);

    /// <summary>Keeps that an input could not be read; the last failure of each locator is kept.</summary>
    /// <param name="problem">Where, what and when.</param>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public void RecordFailure(SourceProblem problem) => RecordFailures([problem]);

    /// <summary>Keeps that inputs could not be read, in one transaction.</summary>
    /// <param name="problems">Where, what and when.</param>
    /// <param name="cancellationToken">Looked at before writing.</param>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public void RecordFailures(IReadOnlyList<SourceProblem> problems, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(problems);
        if (problems.Count == 0) return;
        _database.Write(
            connection =>
            {
                foreach (var problem in problems) connection.Problems.Record(problem);
                return problems.Count;
            },
            cancellationToken);
    }

    /// <summary>Inputs that could not be read, the latest first.</summary>
    /// <param name="limit">Most to give, 1 or more.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<SourceProblem> Problems(int limit = MaximumPage)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _database.Read(connection => StoreStatistics.Problems(connection.Sql, limit), CancellationToken.None);
    }

    /// <summary>Whether a string is a cursor that <see cref="Find"/> and <see cref="Documents"/> take.</summary>
    /// <param name="text">The string.</param>
    public static bool IsCursor(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return EventCursor.TryParse(text, out _);
    }

    /// <summary>Closes the store. What others have open stays open.</summary>
    public void Dispose() => _database.Dispose();

    /// <summary>Ids of those that the store holds already.</summary>
    private HashSet<string> Known(IReadOnlyList<StoredDocument> batch)
    {
        if (batch.Count == 0) return [];
        var found = _database.Read(connection => connection.FindDocuments.Find([.. batch.Select(document => (object[])[document.Id])]), CancellationToken.None);
        return [.. batch.Where((_, i) => found[i] is not null).Select(document => document.Id)];
    }

    private static EventCursor? CursorOf(string? after)
    {
        if (string.IsNullOrEmpty(after)) return null;
        return EventCursor.TryParse(after, out var cursor)
            ? cursor
            : throw new ArgumentException($"\"{after}\" is no cursor: take it from the page before", nameof(after));
    }

    private static int Write(
        WriteConnection connection, IReadOnlyList<StoredDocument> batch, List<PreparedDocument> prepared, CancellationToken cancellationToken)
    {
        var added = connection.Documents.Add(prepared, cancellationToken);
        if (connection.Problems.AreThere())
        {
            foreach (var document in batch) connection.Problems.Resolve(document.Locator);
        }

        return added;
    }
}
