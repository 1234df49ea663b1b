using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dragoman.Store;

/// <summary>A connection that reads, taken for a while. Cancelling interrupts what it is doing.</summary>
internal sealed class ReadLease : IDisposable
{
    private readonly Database _database;
    private readonly ReadConnection _connection;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenRegistration _registration;

    public ReadLease(Database database, ReadConnection connection, CancellationToken cancellationToken)
    {
        _database = database;
        _connection = connection;
        _cancellationToken = cancellationToken;
        _registration = cancellationToken.Register(static handle => raw.sqlite3_interrupt((sqlite3)handle!), connection.Sqlite.Handle);
    }

    /// <summary>Does something with the connection; what SQLite reports leaves as a <see cref="StoreException"/>.</summary>
    public T Do<T>(Func<ReadConnection, T> action)
    {
        try
        {
            return action(_connection);
        }
        catch (SqliteException exception)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            throw StoreErrors.From(exception, _database.Path);
        }
    }

    public void Dispose()
    {
        // Waits for an interrupt under way, so that it cannot hit the connection's next user.
        _registration.Dispose();
        _database.Return(_connection);
    }
}
