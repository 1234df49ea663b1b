namespace Dragoman.Store;

/// <summary>A connection that reads, with the statements that every page needs again.</summary>
internal sealed class ReadConnection(SqlSession session) : IDisposable
{
    private EventLoader? _events;
    private EventBatch? _batch;
    private KeyFinder? _findDocuments;
    private DocumentLoader? _documents;

    public SqlSession Sql => session;

    public EventLoader Events => _events ??= new EventLoader(Sql);

    /// <summary>Finds documents by their ids.</summary>
    public KeyFinder FindDocuments => _findDocuments ??= Sql.Dialect.Finder(Sql, "documents", ["id"]);

    public EventBatch Batch => _batch ??= new EventBatch(Sql, Events);

    public DocumentLoader Documents => _documents ??= new DocumentLoader(Sql);

    public void Dispose()
    {
        _findDocuments?.Dispose();
        _events?.Dispose();
        _documents?.Dispose();
        Sql.Dispose();
    }
}
