using System.Diagnostics.CodeAnalysis;

namespace Dragoman.Store;

/// <content>Queries that are kept under a name.</content>
public sealed partial class EventStore
{
    /// <summary>
    /// A page of the events that a query finds, those of the documents that fit its words best first. Rare words count more than frequent ones, words of the
    /// title more than those of the body. A query without words is answered newest first. Scores change a little while documents are added.
    /// </summary>
    /// <param name="query">The query.</param>
    /// <param name="limit">Rows on the page, 1 to <see cref="MaximumPage"/>.</param>
    /// <param name="after">Cursor of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Interrupts the search.</param>
    /// <exception cref="ArgumentException">The cursor is none of this order.</exception>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public EventPage FindRelevant(EventQuery query, int limit, string? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaximumPage);
        if (!query.HasWords) return Find(query, limit, after, cancellationToken);
        RelevanceCursor? cursor = null;
        if (!string.IsNullOrEmpty(after))
        {
            if (!RelevanceCursor.TryParse(after, out var place))
                throw new ArgumentException($"\"{after}\" is no cursor of this order: take it from the page before", nameof(after));
            cursor = place;
        }

        return _database.Read(connection => RelevancePlan.Page(connection, query, limit, cursor), cancellationToken);
    }

    /// <summary>Whether a string is a cursor that <see cref="FindRelevant"/> takes for a query with words.</summary>
    /// <param name="text">The string.</param>
    public static bool IsRelevanceCursor(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return RelevanceCursor.TryParse(text, out _);
    }

    /// <summary>The saved queries, by name.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<SavedQuery> SavedQueries() => _database.Read(
        static connection =>
        {
            var queries = new List<SavedQuery>();
            using var command = connection.Sql.Command("SELECT name, query, saved_at FROM saved_queries ORDER BY name");
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                // One that a later version wrote in words of its own is passed over, not lost.
                if (EventQuery.TryParse(reader.GetString(1), out var query, out _))
                    queries.Add(new SavedQuery(reader.GetString(0), query, DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2))));
            }

            return queries;
        },
        CancellationToken.None);

    /// <summary>Keeps a query under a name, in place of the one that had it. Saved queries that it was written with are written out.</summary>
    /// <param name="name">A letter, then letters, digits, <c>-</c> and <c>_</c>; 64 at most; its case does not matter.</param>
    /// <param name="query">The query.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="ArgumentException">It is no such name.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public void SaveQuery(string name, EventQuery query, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (!IsQueryName(name)) throw new ArgumentException($"\"{name}\" is no name for a query: a letter, then letters, digits, - and _", nameof(name));
        _database.Write(
            connection =>
            {
                using var command = connection.Sql.Command(
                    """
                    INSERT INTO saved_queries (name, query, saved_at) VALUES ($1, $2, $3)
                    ON CONFLICT (name) DO UPDATE SET query = excluded.query, saved_at = excluded.saved_at
                    """,
                    name.ToLowerInvariant(), query.ToString(), now.ToUnixTimeMilliseconds());
                return command.ExecuteNonQuery();
            },
            CancellationToken.None);
    }

    /// <summary>Keeps a query no longer.</summary>
    /// <param name="name">Its name, in any case.</param>
    /// <returns>False where there was none.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public bool RemoveQuery(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _database.Write(
            connection =>
            {
                using var command = connection.Sql.Command("DELETE FROM saved_queries WHERE name = $1", name.ToLowerInvariant());
                return command.ExecuteNonQuery() > 0;
            },
            CancellationToken.None);
    }

    /// <summary>Whether a query can be saved under a name.</summary>
    /// <param name="name">The name.</param>
    public static bool IsQueryName([NotNullWhen(true)] string? name) => name is not null && QueryParser.IsName(name);

    /// <summary>Reads a query in which <c>@name</c> stands for a query that this store keeps.</summary>
    /// <param name="text">The query; empty, blank or null finds everything.</param>
    /// <param name="query">The query that was read.</param>
    /// <param name="error">What is wrong, and where.</param>
    /// <returns>Whether it could be read.</returns>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public bool TryReadQuery(string? text, [NotNullWhen(true)] out EventQuery? query, [NotNullWhen(false)] out QueryError? error)
    {
        var saved = text is not null && text.Contains('@', StringComparison.Ordinal)
            ? SavedQueries().ToDictionary(entry => entry.Name, entry => entry.Query, StringComparer.OrdinalIgnoreCase)
            : null;
        return EventQuery.TryParse(text, saved ?? new Dictionary<string, EventQuery>(), out query, out error);
    }
}

/// <summary>A query that is kept under a name.</summary>
/// <param name="Name">Its name, in small letters.</param>
/// <param name="Query">The query.</param>
/// <param name="SavedAt">When it was saved.</param>
public sealed record SavedQuery(string Name, EventQuery Query, DateTimeOffset SavedAt);
