using System.Data.Common;
using Npgsql;

namespace Dragoman.Store;

/// <summary>What PostgreSQL's error codes mean to a person.</summary>
internal static class PostgresErrors
{
    public static StoreException From(DbException exception, string location) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InsufficientPrivilege } => new StoreException(
            StoreFailure.NoAccess, location,
            $"the server of {location} refuses: {exception.Message}; check user, password and rights, or name another store with --store", exception),
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => new StoreException(
            StoreFailure.NotFound, location, $"there is no such database at {location}; make it with createdb, or name another with --store", exception),
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => new StoreException(
            StoreFailure.ReadOnly, location, $"the server of {location} only lets read; write to the server that it follows", exception),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory } => new StoreException(
            StoreFailure.Full, location,
            $"the server of {location} has no room left ({exception.Message}); what was stored is kept; make room and run the same command again", exception),
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.TooManyConnections } => new StoreException(
            StoreFailure.Busy, location,
            $"another program is writing the store {location}, or the server has no connection to spare; wait until it is done and run the same command again", exception),
        PostgresException { SqlState: PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted } => StoreErrors.Damaged(location, exception.Message, exception),
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow } => Away(exception, location),
        PostgresException => new StoreException(StoreFailure.Other, location, $"the store {location} answers: {exception.Message}", exception),
        _ => Away(exception, location),
    };

    private static StoreException Away(DbException exception, string location) => new(
        StoreFailure.NoAccess, location,
        $"the server of {location} cannot be reached, or went away: {exception.Message}; what was stored is kept; check that it runs, then run the same command again", exception);
}
