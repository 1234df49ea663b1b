using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dragoman.Store;

/// <summary>
/// One SQLite file with its connections: one that writes, under a lock, and as many that read as are wanted at once.
/// What SQLite reports as an error leaves here as a <see cref="StoreException"/>.
/// </summary>
internal sealed class Database : IDisposable
{
    private readonly StoreOptions _options;
    private readonly ConcurrentBag<ReadConnection> _idle = [];
    private readonly Lock _writing = new();
    private readonly WriteConnection? _writer;
    private readonly bool _immutable;
    private volatile bool _disposed;

    private Database(string path, StoreOptions options)
    {
        Path = path;
        _options = options;
        try
        {
            if (options.ReadOnly)
            {
                _immutable = !TryOpenReader(immutable: false, out var reader);
                if (_immutable) TryOpenReader(immutable: true, out reader);
                _idle.Add(reader!);
            }
            else
            {
                _writer = OpenWriter();
            }
        }
        catch (SqliteException exception)
        {
            Dispose();
            throw StoreErrors.From(exception, path);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    public static Database Open(string path, StoreOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.CacheMiB, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BusyTimeout, TimeSpan.Zero);
        var full = System.IO.Path.GetFullPath(path);
        if (Directory.Exists(full))
            throw new StoreException(StoreFailure.NotADatabase, full, $"{full} is a folder; name a file for the store");
        if (options.ReadOnly && !File.Exists(full))
            throw new StoreException(StoreFailure.NotFound, full, $"there is no store at {full}; read something into it first");
        try
        {
            if (!options.ReadOnly) Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
            CheckHeader(full);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new StoreException(
                StoreFailure.NoAccess, full,
                $"the store {full} cannot be opened: {exception.Message}; check the rights on file and folder, or name another with --store",
                exception);
        }

        return new Database(full, options);
    }

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
                TryOpenReader(_immutable, out connection);
            }
            catch (SqliteException exception)
            {
                throw StoreErrors.From(exception, Path);
            }
        }

        return new ReadLease(this, connection!, cancellationToken);
    }

    /// <summary>Does something in one transaction: all of it is stored, or nothing.</summary>
    /// <param name="action">What to do.</param>
    /// <param name="cancellationToken">Looked at before it begins.</param>
    /// <param name="erase">Whether what is deleted is also overwritten.</param>
    public T Write<T>(Func<WriteConnection, T> action, CancellationToken cancellationToken, bool erase = false)
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
                if (erase) _writer.Sqlite.Execute("PRAGMA secure_delete = ON");
                _writer.Sqlite.Execute("BEGIN IMMEDIATE");
                var result = action(_writer);
                _writer.Sqlite.Execute("COMMIT");
                return result;
            }
            catch (Exception exception)
            {
                _writer.Abandon();
                if (exception is SqliteException failure) throw StoreErrors.From(failure, Path);
                throw;
            }
            finally
            {
                if (erase) _writer.Sqlite.Execute("PRAGMA secure_delete = OFF");
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
                _writer!.Sqlite.Execute("INSERT INTO texts (texts) VALUES ('optimize')");
                _writer.Sqlite.Execute("INSERT INTO names (names) VALUES ('optimize')");
                _writer.Sqlite.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            }
            catch (SqliteException failure)
            {
                throw StoreErrors.From(failure, Path);
            }
        }
    }

    public void Dispose()
    {
        lock (_writing)
        {
            _disposed = true;
            while (_idle.TryTake(out var reader)) reader.Dispose();
            _writer?.Dispose();
        }
    }

    internal void Return(ReadConnection connection)
    {
        if (_disposed || _idle.Count >= Environment.ProcessorCount * 4) connection.Dispose();
        else _idle.Add(connection);
    }

    private WriteConnection OpenWriter()
    {
        var connection = Connect(SqliteOpenMode.ReadWriteCreate, immutable: false);
        try
        {
            if (raw.sqlite3_db_readonly(connection.Handle!, "main") == 1)
            {
                throw new StoreException(
                    StoreFailure.ReadOnly, Path, $"the store {Path} may not be written; change the rights on the file, or name another with --store");
            }

            CheckOwner(connection, isNewAllowed: true);
            if (connection.Scalar<string>("PRAGMA journal_mode") != "wal") connection.Execute("PRAGMA journal_mode = WAL");

            // FULL: a batch that was reported as stored survives a loss of power too, for one sync a batch.
            connection.Execute("PRAGMA synchronous = FULL");
            connection.Execute("PRAGMA wal_autocheckpoint = 4000");
            if (_options.MaximumBytes is { } bytes)
            {
                var pages = Math.Max(1, bytes / connection.Pragma("page_size"));
                connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages}"));
            }

            Schema.Migrate(connection);
            return new WriteConnection(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens a connection that reads. False when the folder may not be written and no other program has the store open: readers of
    /// a write-ahead log want to make a file beside it, and the store must then be opened as one that nobody changes.
    /// </summary>
    private bool TryOpenReader(bool immutable, out ReadConnection? reader)
    {
        reader = null;
        SqliteConnection? connection = null;
        try
        {
            connection = Connect(SqliteOpenMode.ReadOnly, immutable);
            CheckOwner(connection, isNewAllowed: false);
            reader = new ReadConnection(connection);
            return true;
        }
        catch (SqliteException exception) when (
            !immutable && _options.ReadOnly && exception.SqliteErrorCode is raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY && !HasLog(Path))
        {
            connection?.Dispose();
            return false;
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    private SqliteConnection Connect(SqliteOpenMode mode, bool immutable)
    {
        var source = immutable
            ? "file:" + Uri.EscapeDataString(Path).Replace("%2F", "/", StringComparison.Ordinal) + "?immutable=1"
            : Path;
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            Pooling = false,
            ForeignKeys = true,
            // 0 would wait for ever.
            DefaultTimeout = Math.Max(1, (int)Math.Ceiling(_options.BusyTimeout.TotalSeconds)),
        }.ConnectionString);
        try
        {
            connection.Open();
            var busy = (long)_options.BusyTimeout.TotalMilliseconds;
            connection.Execute(string.Create(
                CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {busy}; PRAGMA cache_size = {-1024L * _options.CacheMiB}"));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void CheckOwner(SqliteConnection connection, bool isNewAllowed)
    {
        var application = connection.Pragma("application_id");
        var version = connection.Pragma("user_version");
        if (application == 0 && version == 0 && connection.Scalar<long>("SELECT count(*) FROM sqlite_schema") == 0)
        {
            if (isNewAllowed) return;
            throw new StoreException(StoreFailure.NotFound, Path, $"the store {Path} is empty; read something into it first");
        }

        if (application != Schema.ApplicationId)
        {
            throw new StoreException(
                StoreFailure.Foreign, Path, $"{Path} is a database of another program; nothing was changed in it; name another file with --store");
        }

        if (version > Schema.Latest)
        {
            throw new StoreException(
                StoreFailure.Newer, Path,
                $"the store {Path} has schema version {version}, and this program knows versions up to {Schema.Latest}; use the newer program that wrote it");
        }

        if (version < Schema.Latest && !isNewAllowed)
        {
            throw new StoreException(
                StoreFailure.Other, Path,
                $"the store {Path} has schema version {version}, older than {Schema.Latest}; open it once for writing to bring it up to date");
        }
    }

    /// <summary>Sees a file that was cut short before SQLite runs into the missing pages in the middle of a query.</summary>
    private static void CheckHeader(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length == 0 || HasLog(path)) return;
        Span<byte> header = stackalloc byte[100];
        using (var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.StartsWith("SQLite format 3\0"u8))
                throw StoreErrors.NotADatabase(path);
        }

        // SQLite file format §1.3: page size at 16, size in pages at 28, valid if the counters at 24 and 92 agree.
        long pageSize = BinaryPrimitives.ReadUInt16BigEndian(header[16..]);
        if (pageSize == 1) pageSize = 65_536;
        long pages = BinaryPrimitives.ReadUInt32BigEndian(header[28..]);
        if (header[24..28].SequenceEqual(header[92..96]) && file.Length < pages * pageSize)
            throw StoreErrors.Damaged(path, $"it has {file.Length} bytes of {pages * pageSize}: it was cut short");
    }

    private static bool HasLog(string path) => new FileInfo(path + "-wal") is { Exists: true, Length: > 0 };
}
