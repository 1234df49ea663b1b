namespace Dragoman.Store;

/// <summary>What a copy of a store holds.</summary>
/// <param name="Place">Where it is, for people.</param>
/// <param name="Documents">Number of documents.</param>
/// <param name="Events">Number of events.</param>
/// <param name="Bytes">Bytes that it takes.</param>
public sealed record StoreCopy(string Place, long Documents, long Events, long Bytes);

/// <content>Backups, moves between engines, and making room.</content>
public sealed partial class EventStore
{
    /// <summary>
    /// Writes the store, as it is at this moment, into a new SQLite file; others may read and write meanwhile. The file has its name once it is
    /// whole and checked, so a backup that was interrupted is never taken for one.
    /// </summary>
    /// <param name="file">The file; there must be none.</param>
    /// <param name="cancellationToken">Stops between rows, where the store is on a server.</param>
    /// <exception cref="StoreException">The store cannot be read, or the file cannot be written.</exception>
    public StoreCopy Backup(string file, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        return StoreCopier.ToFile(_database.Backend, System.IO.Path.GetFullPath(file), cancellationToken);
    }

    /// <summary>Makes a store of a backup. The backup stays.</summary>
    /// <param name="backup">A file that <see cref="Backup"/> wrote, of this version of the schema or an older one.</param>
    /// <param name="place">Where the store is to be; nothing may be there.</param>
    /// <param name="cancellationToken">Stops between rows, where the place is a server's.</param>
    /// <exception cref="StoreException">The backup is none or damaged, or something is at the place.</exception>
    public static StoreCopy Restore(string backup, string place, CancellationToken cancellationToken = default) => Move(backup, place, cancellationToken);

    /// <summary>Makes the same store in another place, of either engine: all of it or nothing. The old one is left as it is.</summary>
    /// <param name="from">Where the store is.</param>
    /// <param name="to">Where it is to be; nothing may be there.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    /// <exception cref="StoreException">The store cannot be read, or something is at the new place.</exception>
    public static StoreCopy Move(string from, string to, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(from);
        ArgumentException.ThrowIfNullOrWhiteSpace(to);
        using var source = Backend.Of(from, new StoreOptions { ReadOnly = true });
        return StorePlace.IsServer(to) ? StoreCopier.ToServer(source, to, cancellationToken) : StoreCopier.ToFile(source, System.IO.Path.GetFullPath(to), cancellationToken);
    }

    /// <summary>Gives back the room of what was taken out, and puts the indexes in order. Others cannot write meanwhile.</summary>
    /// <returns>Bytes before and after.</returns>
    /// <exception cref="StoreException">The store cannot be written, or the disk has no room for the copy that is made.</exception>
    public (long Before, long After) Compact() => _database.Exclusively(session =>
    {
        var before = session.Dialect.SizeOf(session, Path);
        session.Dialect.Compact(session);
        return (before, session.Dialect.SizeOf(session, Path));
    });
}
