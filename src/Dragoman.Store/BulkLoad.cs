namespace Dragoman.Store;

/// <summary>A load of very many rows under way (<see cref="EventStore.BeginLoad()"/>).</summary>
public sealed class BulkLoad : IDisposable
{
    private Database? _database;

    internal BulkLoad(Database database) => _database = database;

    /// <summary>Ends the load: builds indexes and counts that were left for its end.</summary>
    /// <exception cref="StoreException">The store cannot be written; what was loaded is kept, and the rest is done when it is opened for writing again.</exception>
    public void Dispose()
    {
        var database = Interlocked.Exchange(ref _database, null);
        database?.EndLoad();
    }
}
