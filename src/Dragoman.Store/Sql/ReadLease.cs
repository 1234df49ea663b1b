using System.Data.Common;

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
        _registration = cancellationToken.Register(static session => ((SqlSession)session!).Interrupt(), connection.Sql);
    }

    /// <summary>Does something with the connection; what the engine reports leaves as a <see cref="StoreException"/>.</summary>
    public T Do<T>(Func<ReadConnection, T> action)
    {
        try
        {
            return action(_connection);
        }
        catch (DbException exception)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            throw _database.Explain(exception);
        }
    }

    public void Dispose()
    {
        // Waits for an interrupt under way, so that it cannot hit the connection's next user.
        _registration.Dispose();
        _database.Return(_connection);
    }
}
