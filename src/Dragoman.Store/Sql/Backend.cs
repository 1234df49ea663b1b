namespace Dragoman.Store;

/// <summary>One store of one engine: opens sessions with it.</summary>
internal abstract class Backend : IDisposable
{
    /// <summary>Where the store is, for people: a full path, or an address without a password.</summary>
    public abstract string Location { get; }

    public abstract Dialect Dialect { get; }

    /// <summary>Opens a session that writes; makes the store where there is none, and brings an older one up to date.</summary>
    public abstract SqlSession OpenWriter();

    /// <summary>Opens a session that reads.</summary>
    public abstract SqlSession OpenReader();

    /// <summary>
    /// A load of very many rows begins: the session takes more memory, and leaves it to <see cref="CopyLog"/> to bring what it has written from the log into the file.
    /// </summary>
    public virtual void BeginLoad(SqlSession writer)
    {
    }

    /// <summary>No more rows of a load follow, and its counts were written: what is left are indexes.</summary>
    public virtual void BeginIndexes(SqlSession writer)
    {
    }

    /// <summary>A large load is over: where the engine chooses its ways by what it knows of the rows, it looks at them.</summary>
    public virtual void LookAtRows(SqlSession writer)
    {
    }

    /// <summary>A load is over.</summary>
    public virtual void EndLoad(SqlSession writer)
    {
    }

    /// <summary>
    /// In a load: brings what was written from the log into the file, on the caller's thread, while others write. Nothing where another does it already, or there is little.
    /// What fails is tried again with the next.
    /// </summary>
    /// <param name="isBetween">Whether nobody writes meanwhile, so that a log that has grown long may begin anew.</param>
    public virtual void CopyLog(bool isBetween)
    {
    }

    /// <summary>Says that the session that writes has committed.</summary>
    public virtual void Committed(SqlSession writer)
    {
    }

    /// <summary>The store that a place names.</summary>
    /// <param name="place">A path, or what <see cref="StorePlace.IsServer"/> takes.</param>
    /// <param name="options">How it is opened.</param>
    public static Backend Of(string place, StoreOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(place);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.CacheMiB, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BusyTimeout, TimeSpan.Zero);
        return StorePlace.IsServer(place) ? new PostgresBackend(place, options) : new SqliteBackend(place, options);
    }

    public virtual void Dispose()
    {
    }
}
