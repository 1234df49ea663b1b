namespace Dragoman.Store;

/// <summary>How a store is opened.</summary>
public sealed record StoreOptions
{
    /// <summary>Open for reading only: nothing is made or migrated, and adding throws. Default false.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>How long to wait for another program that is writing. Default 30 seconds; 0 or more.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes that the main file may grow to; adding beyond it fails as a full disk does. Null, the default: no limit.</summary>
    public long? MaximumBytes { get; init; }

    /// <summary>Memory that each connection keeps pages in, in MiB. Default 32; 1 or more.</summary>
    public int CacheMiB { get; init; } = 32;

    /// <summary>
    /// Memory in MiB that values of events may take so that counts of any conditions on them need not go through the store: 16 bytes an event. For programs that answer many questions
    /// about one store; a store that needs more is counted as without. Default 0: none.
    /// </summary>
    public int CountsMiB { get; init; }

    /// <summary>Events from which on that is worth while. For tests.</summary>
    internal int CountedFrom { get; init; } = 100_000;

    /// <summary>Events whose values stand together. For tests.</summary>
    internal int CountedTogether { get; init; } = ColumnSet.MostChunkRows;

    /// <summary>In a load, pages that are written before they are brought from the log into the file. For tests.</summary>
    internal int CopiedPages { get; init; } = 16_000;
}
