using Microsoft.Data.Sqlite;

namespace Dragoman.Store;

/// <summary>A read transaction: all statements in it see the store as it was when the first of them ran.</summary>
internal sealed class Snapshot : IDisposable
{
    private readonly SqliteConnection _connection;

    public Snapshot(SqliteConnection connection)
    {
        _connection = connection;
        connection.Execute("BEGIN");
    }

    public void Dispose() => _connection.RollbackIfOpen();
}
