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
