using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dragoman.Store;

/// <summary>A store in one SQLite file.</summary>
internal sealed class SqliteBackend : Backend
{
    // The connection that writes keeps so many times more pages than one that reads.
    private const int WriterShare = 4;

    // In a load, so many: the pages that a large batch changes fit in. Those that do not are written to the log several times.
    private const int LoadShare = 16;

    // Indexes are sorted by so many threads beside the one that reads the rows, each of which is given rows as often as the cache is full.
    private const int SortThreads = 2;
    private const int SortMiB = 64;

    // After so many pages the log is brought into the file.
    private const string AutoCheckpoint = "PRAGMA wal_autocheckpoint = 64000";

    // In a load everybody waits when so many times more pages stand in the log than are brought into the file at once, until it can begin anew.
    private const int LongLogShare = 12;

    private readonly StoreOptions _options;
    private readonly Lock _copying = new();
    private SqliteConnection? _copier;
    private volatile int _written;
    private volatile int _copiedAt;
    private volatile int _pagesInLog;
    private bool _immutable;
    private volatile bool _isWhole;
    private string? _copy;

    public SqliteBackend(string path, StoreOptions options)
    {
        _options = options;
        var full = Path.GetFullPath(path);
        Location = full;
        if (Directory.Exists(full))
            throw new StoreException(StoreFailure.NotADatabase, full, $"{full} is a folder; name a file for the store");
        if (options.ReadOnly && !File.Exists(full))
            throw new StoreException(StoreFailure.NotFound, full, $"there is no store at {full}; read something into it first");
        try
        {
            if (!options.ReadOnly) Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            CheckHeader(full);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new StoreException(
                StoreFailure.NoAccess, full,
                $"the store {full} cannot be opened: {exception.Message}; check the rights on file and folder, or name another with --store",
                exception);
        }
    }

    public override string Location { get; }

    public override Dialect Dialect => SqliteDialect.Instance;

    public override SqlSession OpenWriter()
    {
        var connection = Connect(SqliteOpenMode.ReadWriteCreate, immutable: false);
        try
        {
            if (raw.sqlite3_db_readonly(connection.Handle!, "main") == 1)
            {
                throw new StoreException(
                    StoreFailure.ReadOnly, Location,
                    $"the store {Location} may not be written; change the rights on the file, or name another with --store");
            }

            CheckOwner(connection, isNewAllowed: true);
            if (connection.Scalar<string>("PRAGMA journal_mode") != "wal") connection.Execute("PRAGMA journal_mode = WAL");

            // FULL: a batch that was reported as stored survives a loss of power too, for one sync a batch.
            connection.Execute("PRAGMA synchronous = FULL");
            connection.Execute(AutoCheckpoint);

            // The leaves of the indexes that a batch touches fit in.
            connection.Execute(CacheOf(_options.CacheMiB * WriterShare));
            if (_options.MaximumBytes is { } bytes)
            {
                var pages = Math.Max(1, bytes / connection.Pragma("page_size"));
                connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages}"));
            }

            var session = new SqlSession(connection, Dialect, Location);
            Migrate(session, connection);
            _isWhole = true;
            Building.Finish(session);
            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens a connection that reads. When the folder may not be written and no other program has the store open, it is opened as one that
    /// nobody changes: readers of a write-ahead log want to make a file beside it.
    /// </summary>
    public override SqlSession OpenReader()
    {
        if (_copy is not null || _immutable) return Reader(_immutable);
        try
        {
            return Reader(immutable: false);
        }
        catch (SqliteException exception) when (
            _options.ReadOnly && exception.SqliteErrorCode is raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY && !HasLog(Location))
        {
            _immutable = true;
            return Reader(immutable: true);
        }
    }

    /// <summary>Copies the store as it is at this moment into a file.</summary>
    public void CopyTo(string file)
    {
        using var session = OpenReader();
        Copy((SqliteConnection)session.Connection, file);
    }

    public override void BeginLoad(SqlSession writer) => writer.Execute("PRAGMA wal_autocheckpoint = 0; " + CacheOf(_options.CacheMiB * LoadShare));

    public override void BeginIndexes(SqlSession writer) =>
        writer.Execute(string.Create(CultureInfo.InvariantCulture, $"{AutoCheckpoint}; PRAGMA threads = {SortThreads}; {CacheOf(SortMiB)}"));

    public override void EndLoad(SqlSession writer)
    {
        writer.Execute($"{AutoCheckpoint}; PRAGMA threads = 0; {CacheOf(_options.CacheMiB * WriterShare)}");
        lock (_copying)
        {
            try
            {
                // The log has grown long: its room is given back, unless somebody reads in it at this moment.
                _copier?.Execute("PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)");
            }
            catch (SqliteException)
            {
                // It is used again by whoever writes next.
            }
        }

        EndCopying();
    }

    public override void Committed(SqlSession writer)
    {
        if (raw.sqlite3_db_status(((SqliteConnection)writer.Connection).Handle!, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 0) == raw.SQLITE_OK) _written = pages;
    }

    public override void CopyLog(bool isBetween)
    {
        if (isBetween ? _pagesInLog < (long)_options.CopiedPages * LongLogShare : _written - _copiedAt < _options.CopiedPages) return;
        if (isBetween) _copying.Enter();
        else if (!_copying.TryEnter()) return;
        try
        {
            _copiedAt = _written;
            _copier ??= Connect(SqliteOpenMode.ReadWrite, immutable: false);
            using var command = _copier.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
            using var reader = command.ExecuteReader();
            if (reader.Read()) _pagesInLog = isBetween && reader.GetInt32(1) == reader.GetInt32(2) ? 0 : reader.GetInt32(1);
        }
        catch (SqliteException)
        {
            // What was committed stands in the log, and is found there.
        }
        finally
        {
            _copying.Exit();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        EndCopying();
        if (_copy is null) return;
        foreach (var file in (ReadOnlySpan<string>)[_copy, _copy + "-wal", _copy + "-shm"]) File.Delete(file);
        Directory.Delete(Path.GetDirectoryName(_copy)!);
        _copy = null;
    }

    private void EndCopying()
    {
        lock (_copying)
        {
            _copier?.Dispose();
            _copier = null;
        }
    }

    private static string CacheOf(int mebibytes) => string.Create(CultureInfo.InvariantCulture, $"PRAGMA cache_size = {-1024L * mebibytes}");

    private static void Copy(SqliteConnection connection, string file)
    {
        using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        target.Open();
        connection.BackupDatabase(target);
    }

    /// <summary>Brings an older store up to date; first it is copied beside itself, as NAME.schema-N.</summary>
    private static void Migrate(SqlSession session, SqliteConnection connection)
    {
        var found = connection.Pragma("user_version");
        if (found > 0) SchemaParts.Check(session, MigrationReader.Sqlite, found);
        if (found > 0 && found < Schema.Latest)
        {
            var backup = string.Create(CultureInfo.InvariantCulture, $"{session.Location}.schema-{found}");
            if (!File.Exists(backup))
            {
                Copy(connection, backup + ".part");
                File.Move(backup + ".part", backup, overwrite: true);
            }
        }

        MigrateInPlace(session, connection);
    }

    private static void MigrateInPlace(SqlSession session, SqliteConnection connection)
    {
        for (var version = connection.Pragma("user_version"); version < Schema.Latest; version = connection.Pragma("user_version"))
        {
            session.BeginWriting();
            try
            {
                // Another process may have been faster between the look and the lock.
                if (connection.Pragma("user_version") == version)
                {
                    Schema.Step(session, version + 1, MigrationReader.Sqlite);
                    session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {Schema.ApplicationId}"));
                    session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version + 1}"));
                }

                session.Commit();
            }
            catch
            {
                session.RollbackIfOpen();
                throw;
            }
        }
    }

    private SqlSession Reader(bool immutable)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = Connect(SqliteOpenMode.ReadOnly, immutable);
            var version = CheckOwner(connection, isNewAllowed: false);
            var session = new SqlSession(connection, Dialect, Location);
            if (!_isWhole && _copy is null) SchemaParts.Check(session, MigrationReader.Sqlite, version);
            _isWhole = true;
            if (version < Schema.Latest)
            {
                MakeCopy(connection);
                connection.Dispose();
                return Reader(immutable: false);
            }

            return session;
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    /// <summary>A store of an older version that is only to be read is read through a copy of today's version, which goes when it is closed.</summary>
    private void MakeCopy(SqliteConnection connection)
    {
        var copy = Path.Combine(Directory.CreateTempSubdirectory("dragoman-older-store-").FullName, "copy.store");
        Copy(connection, copy);
        using (var writer = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ConnectionString))
        {
            writer.Open();
            using var session = new SqlSession(writer, Dialect, copy);
            MigrateInPlace(session, writer);
        }

        _copy = copy;
    }

    private SqliteConnection Connect(SqliteOpenMode mode, bool immutable)
    {
        var source = immutable
            ? "file:" + Uri.EscapeDataString(_copy ?? Location).Replace("%2F", "/", StringComparison.Ordinal) + "?immutable=1"
            : _copy ?? Location;
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

    /// <summary>The version of a store of ours.</summary>
    private int CheckOwner(SqliteConnection connection, bool isNewAllowed)
    {
        var application = connection.Pragma("application_id");
        var version = connection.Pragma("user_version");
        if (application == 0 && version == 0 && connection.Scalar<long>("SELECT count(*) FROM sqlite_schema") == 0)
        {
            if (isNewAllowed) return 0;
            throw StoreErrors.Empty(Location);
        }

        if (application != Schema.ApplicationId) throw StoreErrors.Foreign(Location);
        if (version > Schema.Latest) throw StoreErrors.Newer(Location, version);
        return version;
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
