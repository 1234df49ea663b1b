namespace Dragoman.Store;

/// <content>Happenings and stories: what the pages, the API and <c>query --happenings</c> show.</content>
public sealed partial class EventStore
{
    /// <summary>
    /// A page of the happenings of which at least one report fits a query, newest first by the report that tells each best.
    /// </summary>
    /// <param name="query">The query.</param>
    /// <param name="limit">Rows on the page, 1 to <see cref="MaximumPage"/>.</param>
    /// <param name="after">Cursor of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Interrupts the search.</param>
    /// <exception cref="ArgumentException">The cursor is none (<see cref="IsCursor"/>).</exception>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public HappeningPage Happenings(EventQuery query, int limit, string? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaximumPage);
        var cursor = CursorOf(after);
        return _database.Read(connection => HappeningReader.Page(connection, query, limit, cursor), cancellationToken);
    }

    /// <summary>A happening with its reports, positions, numbers and history; null where there is none of that id.</summary>
    /// <param name="id">Its id; that of one that went into another gives the other.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public HappeningDetail? Happening(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _database.Read(connection => HappeningReader.Detail(connection, id), CancellationToken.None);
    }

    /// <summary>Id of the happening that an event is a report of; null where it was not brought together with others yet.</summary>
    /// <param name="documentId">Id of the document.</param>
    /// <param name="eventId">Id of the event in it.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public string? HappeningOf(string documentId, string eventId) => _database.Read(
        connection => connection.Sql.Scalar<string>(
            """
            SELECT h.id FROM documents d JOIN events e ON e.document = d.key JOIN reports r ON r.event = e.key JOIN happenings h ON h.key = r.happening
            WHERE d.id = $1 AND e.id = $2
            """, documentId, eventId),
        CancellationToken.None);

    /// <summary>A page of stories, the one with the newest report first.</summary>
    /// <param name="limit">Rows on the page, 1 to <see cref="MaximumPage"/>.</param>
    /// <param name="after">Cursor of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Interrupts the search.</param>
    /// <exception cref="ArgumentException">The cursor is none.</exception>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public StoryPage Stories(int limit, string? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaximumPage);
        var cursor = CursorOf(after);
        return _database.Read(connection => StoryReader.Page(connection.Sql, limit, cursor), cancellationToken);
    }

    /// <summary>A story with its reports and its timeline; null where there is none of that id.</summary>
    /// <param name="id">Its id; that of one that went into another gives the other.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public StoryDetail? Story(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _database.Read(connection => StoryReader.Detail(connection, id), CancellationToken.None);
    }

    /// <summary>What a document has from others, who has it from this one, and which story it belongs to; null where the store does not hold it.</summary>
    /// <param name="documentId">Its id.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public DocumentStanding? StandingOf(string documentId)
    {
        ArgumentNullException.ThrowIfNull(documentId);
        return _database.Read(connection => StoryReader.Standing(connection, documentId), CancellationToken.None);
    }

    /// <summary>The publishers that were graded, by name.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<PublisherReliability> Reliabilities() =>
        _database.Read(static connection => ReliabilityTable.All(connection.Sql), CancellationToken.None);

    /// <summary>
    /// Grades a publisher. Happenings that it reports are to be weighed anew: their documents are unsettled until then.
    /// </summary>
    /// <param name="publisher">The outlet, as documents name it.</param>
    /// <param name="grade">A to F; F takes the grade away.</param>
    /// <param name="note">Why; null for no note.</param>
    /// <param name="time">When.</param>
    /// <returns>Number of the outlet's documents in the store.</returns>
    /// <exception cref="ArgumentException">There is no such grade.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public long SetReliability(string publisher, char grade, string? note, DateTimeOffset time)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(publisher);
        if (grade is < 'A' or > 'F') throw new ArgumentException($"'{grade}' is no grade: A to F are", nameof(grade));
        return _database.Write(connection => ReliabilityTable.Set(connection, publisher.Trim(), grade, note, time), CancellationToken.None);
    }
}
