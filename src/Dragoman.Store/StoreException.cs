namespace Dragoman.Store;

/// <summary>Why a store could not be opened, read or written.</summary>
public enum StoreFailure
{
    /// <summary>None of the others; the message carries the database engine's own words.</summary>
    Other,

    /// <summary>The file is not there, and a store that is only read is not made.</summary>
    NotFound,

    /// <summary>The file is no SQLite database.</summary>
    NotADatabase,

    /// <summary>The file is an SQLite database, but of another program.</summary>
    Foreign,

    /// <summary>The file is damaged or cut short.</summary>
    Damaged,

    /// <summary>The store was written by a newer version of the program.</summary>
    Newer,

    /// <summary>The store lacks what its schema version has: a build that was never released made it.</summary>
    Unreleased,

    /// <summary>The file or its folder may not be written.</summary>
    ReadOnly,

    /// <summary>The file or its folder may not be opened.</summary>
    NoAccess,

    /// <summary>The disk, or the size that the store may have, is used up.</summary>
    Full,

    /// <summary>Something is where a store is to be made.</summary>
    NotEmpty,

    /// <summary>Another program holds the store for longer than <see cref="StoreOptions.BusyTimeout"/>.</summary>
    Busy,
}

/// <summary>
/// A store that cannot be opened, read or written. The message names the file, the reason and what to do. Whatever was
/// committed before is kept: a batch is stored whole or not at all.
/// </summary>
public sealed class StoreException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="failure">Why.</param>
    /// <param name="path">The store's file.</param>
    /// <param name="message">For people: file, reason, what to do.</param>
    /// <param name="innerException">What led to it.</param>
    public StoreException(StoreFailure failure, string path, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Failure = failure;
        Path = path;
    }

    /// <summary>Why.</summary>
    public StoreFailure Failure { get; }

    /// <summary>The store's file.</summary>
    public string Path { get; }
}
