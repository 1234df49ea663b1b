using Microsoft.Data.Sqlite;

namespace Dragoman.Store;

/// <summary>A connection that reads, with the statements that every page needs again.</summary>
internal sealed class ReadConnection : IDisposable
{
    private EventLoader? _events;
    private DocumentLoader? _documents;

    public ReadConnection(SqliteConnection connection) => Sqlite = connection;

    public SqliteConnection Sqlite { get; }

    public EventLoader Events => _events ??= new EventLoader(Sqlite);

    public DocumentLoader Documents => _documents ??= new DocumentLoader(Sqlite);

    public void Dispose()
    {
        _events?.Dispose();
        _documents?.Dispose();
        Sqlite.Dispose();
    }
}
