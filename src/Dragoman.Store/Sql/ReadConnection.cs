namespace Dragoman.Store;

/// <summary>A connection that reads, with the statements that every page needs again.</summary>
internal sealed class ReadConnection(SqlSession session) : IDisposable
{
    private EventLoader? _events;
    private DocumentLoader? _documents;

    public SqlSession Sql => session;

    public EventLoader Events => _events ??= new EventLoader(Sql);

    public DocumentLoader Documents => _documents ??= new DocumentLoader(Sql);

    public void Dispose()
    {
        _events?.Dispose();
        _documents?.Dispose();
        Sql.Dispose();
    }
}
