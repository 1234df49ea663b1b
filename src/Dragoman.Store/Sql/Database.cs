using System.Collections.Concurrent;
using System.Data.Common;

namespace Dragoman.Store;

/// <summary>
/// One store with its connections: one that writes, under a lock, and as many that read as are wanted at once.
/// What an engine reports as an error leaves here as a <see cref="StoreException"/>.
/// </summary>
internal sealed class Database : IDisposable
{
    private readonly Backend _backend;
    private readonly ConcurrentBag<ReadConnection> _idle = [];
    private readonly Lock _writing = new();
    private readonly WriteConnection? _writer;
    private volatile bool _disposed;
    private volatile bool _isLoading;

    private Database(Backend backend, StoreOptions options)
    {
        _backend = backend;
        if (options.CountsMiB > 0) Columns = new CountedColumns(this, options.CountsMiB * (1024L * 1024) / ColumnSet.RowBytes, options.CountedFrom, options.CountedTogether);
        try
        {
            if (options.ReadOnly) _idle.Add(new ReadConnection(backend.OpenReader()));
            else _writer = new WriteConnection(backend.OpenWriter());
        }
        catch (DbException exception)
        {
            Dispose();
            throw backend.Dialect.Explain(exception, Path);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Full path of the file, or the server's address without a password.</summary>
    public string Path => _backend.Location;

    /// <summary>Opens sessions with the store.</summary>
    public Backend Backend => _backend;

    /// <summary>What events are counted by, in memory; null where the program did not ask for that.</summary>
    public CountedColumns? Columns { get; }

    /// <summary>The engine's dialect.</summary>
    public Dialect Dialect => _backend.Dialect;

    public static Database Open(string place, StoreOptions options) => new(Backend.Of(place, options), options);

    /// <summary>Does something with a connection that reads. Safe from any thread; readers see whole batches only.</summary>
    public T Read<T>(Func<ReadConnection, T> action, CancellationToken cancellationToken)
    {
        using var lease = Lease(cancellationToken);
        return lease.Do(action);
    }

    /// <summary>Takes a connection that reads, for as long as the lease lives.</summary>
    public ReadLease Lease(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(EventStore));
        cancellationToken.ThrowIfCancellationRequested();
        if (!_idle.TryTake(out var connection))
        {
            try
            {
                connection = new ReadConnection(_backend.OpenReader());
            }
            catch (DbException exception)
            {
                throw Explain(exception);
            }
        }

        return new ReadLease(this, connection, cancellationToken);
    }

    /// <summary>Does something in one transaction: all of it is stored, or nothing.</summary>
    /// <param name="action">What to do.</param>
    /// <param name="cancellationToken">Looked at before it begins.</param>
    /// <param name="erase">Whether what is deleted is also overwritten.</param>
    /// <param name="bulk">Whether it only adds rows whose keys the program gave out itself.</param>
    public T Write<T>(Func<WriteConnection, T> action, CancellationToken cancellationToken, bool erase = false, bool bulk = false)
    {
        var result = WriteAlone(action, erase, bulk, cancellationToken);
        if (_isLoading) _backend.CopyLog(isBetween: false);
        return result;
    }

    private T WriteAlone<T>(Func<WriteConnection, T> action, bool erase, bool bulk, CancellationToken cancellationToken)
    {
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(EventStore));
            if (_writer is null)
            {
                throw new StoreException(
                    StoreFailure.ReadOnly, Path, $"the store {Path} was opened for reading only; open it without that to add to it");
            }

            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (erase) _writer.Sql.Dialect.BeginErasing(_writer.Sql);
                if (_isLoading) _backend.CopyLog(isBetween: true);
                if (bulk) _writer.Sql.Dialect.BeginBulk(_writer.Sql);
                _writer.Begin();
                var result = action(_writer);
                _writer.Sql.Commit();
                if (_isLoading) _backend.Committed(_writer.Sql);
                return result;
            }
            catch (Exception exception)
            {
                _writer.Abandon();
                if (exception is DbException failure) throw Explain(failure);
                throw;
            }
            finally
            {
                if (bulk && _writer.Sql.IsOpen) _writer.Sql.Dialect.EndBulk(_writer.Sql);
                if (erase && _writer.Sql.IsOpen) _writer.Sql.Dialect.EndErasing(_writer.Sql);
            }
        }
    }

    /// <summary>Begins a load of very many rows.</summary>
    public void BeginLoad(int leastRows)
    {
        Write(
            connection =>
            {
                connection.Building.BeginLoad(leastRows);
                return 0;
            },
            CancellationToken.None);
        Finishing(_backend.BeginLoad);
        _isLoading = true;
    }

    /// <summary>Ends it: what was left for its end is built.</summary>
    public void EndLoad()
    {
        _isLoading = false;
        try
        {
            Write(
                static connection =>
                {
                    connection.Building.EndLoad();
                    return 0;
                },
                CancellationToken.None);
            Finishing(_backend.BeginIndexes);
            Finishing(Building.Finish);
            if (_writer!.Building.IsLarge) Finishing(_backend.LookAtRows);
        }
        finally
        {
            if (!_disposed && _writer!.Sql.IsOpen) Finishing(_backend.EndLoad);
        }
    }

    /// <summary>Does something before or after a load, with the connection that writes.</summary>
    private void Finishing(Action<SqlSession> action)
    {
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(EventStore));
            try
            {
                action(_writer!.Sql);
            }
            catch (DbException failure)
            {
                throw Explain(failure);
            }
        }
    }

    /// <summary>Overwrites what was deleted, as far as no other program reads it at this moment: words in the full-text index, pages in the log.</summary>
    public void Erase()
    {
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(EventStore));
            try
            {
                _writer!.Sql.Dialect.Erase(_writer.Sql);
            }
            catch (DbException failure)
            {
                throw Explain(failure);
            }
        }
    }

    /// <summary>Does something with the connection that writes, outside of a transaction.</summary>
    public T Exclusively<T>(Func<SqlSession, T> action)
    {
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(EventStore));
            if (_writer is null)
            {
                throw new StoreException(
                    StoreFailure.ReadOnly, Path, $"the store {Path} was opened for reading only; open it without that to change it");
            }

            // An idle reader would keep the log from being emptied.
            while (_idle.TryTake(out var reader)) reader.Dispose();
            try
            {
                return action(_writer.Sql);
            }
            catch (DbException exception)
            {
                throw Explain(exception);
            }
        }
    }

    public StoreException Explain(DbException exception) => Dialect.Explain(exception, Path);

    public void Dispose()
    {
        Columns?.Dispose();
        lock (_writing)
        {
            _disposed = true;
            while (_idle.TryTake(out var reader)) reader.Dispose();
            _writer?.Dispose();
            _backend.Dispose();
        }
    }

    internal void Return(ReadConnection connection)
    {
        if (_disposed || !connection.Sql.IsOpen || _idle.Count >= Environment.ProcessorCount * 4) connection.Dispose();
        else _idle.Add(connection);
    }
}
