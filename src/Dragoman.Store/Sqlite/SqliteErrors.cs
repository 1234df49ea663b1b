using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dragoman.Store;

/// <summary>What SQLite's result codes mean to a person.</summary>
internal static class SqliteErrors
{
    public static StoreException From(SqliteException exception, string path) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_NOTADB => StoreErrors.NotADatabase(path, exception),
        raw.SQLITE_CORRUPT => StoreErrors.Damaged(path, "its pages do not fit together", exception),
        raw.SQLITE_READONLY => new StoreException(
            StoreFailure.ReadOnly, path,
            $"the store {path} may not be written; what was stored is kept; change the rights on file and folder, or name another with --store", exception),
        raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_AUTH => new StoreException(
            StoreFailure.NoAccess, path,
            $"the store {path} or its folder may not be opened; what was stored is kept; check the rights on file and folder, or name another with --store", exception),
        raw.SQLITE_FULL => new StoreException(
            StoreFailure.Full, path,
            $"the disk is full, or the store {path} has reached the size that it may have; what was stored is kept; make room and run the same command again", exception),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new StoreException(
            StoreFailure.Busy, path, $"another program is writing the store {path}; wait until it is done and run the same command again", exception),
        raw.SQLITE_IOERR => new StoreException(
            StoreFailure.Other, path, $"the store {path} could not be read or written ({exception.Message}); check the disk, then run the same command again", exception),
        _ => new StoreException(StoreFailure.Other, path, $"the store {path} answers: {exception.Message}", exception),
    };
}
