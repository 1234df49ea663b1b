using Dragoman.Records;

namespace Dragoman.Store;

/// <content>The sources that are watched, the versions of what they publish, and how far archives have been read.</content>
public sealed partial class EventStore
{
    /// <summary>All sources, by address.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<WatchedSource> Sources() => _database.Read(static connection => SourceTable.All(connection.Sql), CancellationToken.None);

    /// <summary>Sources that are due, the longest due first.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="limit">Most to give, 1 or more.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<WatchedSource> DueSources(DateTimeOffset moment, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _database.Read(connection => SourceTable.Due(connection.Sql, moment, limit), CancellationToken.None);
    }

    /// <summary>A source; null where it is not watched.</summary>
    /// <param name="url">Its address.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public WatchedSource? FindSource(string url) => _database.Read(connection => SourceTable.Find(connection.Sql, url), CancellationToken.None);

    /// <summary>Adds sources; one that is watched already keeps its state.</summary>
    /// <param name="sources">The sources.</param>
    /// <returns>Number of those that were not there.</returns>
    /// <exception cref="StoreException">The store cannot be written; nothing of it is in it.</exception>
    public int AddSources(IReadOnlyList<WatchedSource> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        return sources.Count == 0 ? 0 : _database.Write(connection => SourceTable.Add(connection.Sql, sources), CancellationToken.None);
    }

    /// <summary>Pauses or hides a source, or does so no more. A paused one is never due; documents of a hidden one are left out of the start page.</summary>
    /// <param name="url">Its address.</param>
    /// <param name="paused">Whether it is not to be looked at.</param>
    /// <param name="hidden">Whether it is to be left out of the start page.</param>
    /// <returns>False where it is not watched.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public bool ArrangeSource(string url, bool paused, bool hidden) =>
        _database.Write(connection => SourceTable.Arrange(connection.Sql, url, paused, hidden), CancellationToken.None);

    /// <summary>Has a source looked at as soon as somebody watches; nothing else of it changes.</summary>
    /// <param name="url">Its address.</param>
    /// <returns>False where it is not watched.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public bool HastenSource(string url) => _database.Write(connection => SourceTable.Hasten(connection.Sql, url), CancellationToken.None);

    /// <summary>Which of some documents came from a source that is hidden.</summary>
    /// <param name="documents">Ids of documents; unknown ones are passed over.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlySet<string> HiddenAmong(IEnumerable<string> documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        var ids = documents.Distinct(StringComparer.Ordinal).ToList();
        return _database.Read(connection => SourceTable.Hidden(connection.Sql, ids), CancellationToken.None);
    }

    /// <summary>Stops watching a source. What came from it stays.</summary>
    /// <param name="url">Its address.</param>
    /// <returns>False where it was not watched.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public bool RemoveSource(string url) => _database.Write(connection => SourceTable.Remove(connection.Sql, url), CancellationToken.None);

    /// <summary>Keeps what was seen: versions, new states of sources and reading positions, in one transaction.</summary>
    /// <param name="states">New states of sources; those of sources that are not watched any more are passed over.</param>
    /// <param name="versions">Versions of documents.</param>
    /// <param name="positions">How far archives have been read.</param>
    /// <exception cref="StoreException">The store cannot be written; nothing of it is in it.</exception>
    public void KeepSeen(IReadOnlyList<WatchedSource> states, IReadOnlyList<DocumentVersion> versions, IReadOnlyList<ReadingPosition> positions)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(positions);
        if (states.Count + versions.Count + positions.Count == 0) return;
        _database.Write(
            connection =>
            {
                SourceTable.Add(connection.Sql, versions);
                foreach (var position in positions) SourceTable.Keep(connection.Sql, position);
                return SourceTable.Update(connection.Sql, states);
            },
            CancellationToken.None);
    }

    /// <summary>The newest version of what stands at an address; null where nothing was read from there.</summary>
    /// <param name="address">The address, as in <see cref="DocumentVersion.Address"/>.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public DocumentVersion? LatestVersion(string address) => _database.Read(connection => SourceTable.Latest(connection.Sql, address), CancellationToken.None);

    /// <summary>All versions of what stands at an address, the first first.</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<DocumentVersion> Versions(string address) => _database.Read(connection => SourceTable.Versions(connection.Sql, address), CancellationToken.None);

    /// <summary>How far an archive has been read; null where it was not.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public ReadingPosition? Position(string path) => _database.Read(connection => SourceTable.Position(connection.Sql, path), CancellationToken.None);
}
