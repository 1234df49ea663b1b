using System.Diagnostics.CodeAnalysis;

namespace Dragoman.Store;

/// <content>Queries that are kept under a name.</content>
public sealed partial class EventStore
{
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
