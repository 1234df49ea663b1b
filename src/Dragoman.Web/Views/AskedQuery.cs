using Dragoman.Store;

namespace Dragoman.Web.Views;

/// <summary>Reads a query that came with an address.</summary>
public static class AskedQuery
{
    /// <summary>Reads it; <c>@name</c> stands for a query that the store keeps.</summary>
    /// <param name="store">The store.</param>
    /// <param name="text">The query as written.</param>
    /// <param name="query">What it asks for; everything where it cannot be read.</param>
    /// <param name="error">What is wrong with it, and where; null for nothing.</param>
    /// <returns>Whether it could be read.</returns>
    public static bool TryRead(EventStore store, string text, out EventQuery query, out QueryError? error)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(text);
        query = EventQuery.Everything;
        if (text.Length > QueryText.MaxLength)
        {
            error = new QueryError($"It is longer than {QueryText.MaxLength} characters", QueryText.MaxLength, 1);
            return false;
        }

        if (!store.TryReadQuery(text, out var read, out error)) return false;
        query = read;
        return true;
    }
}
