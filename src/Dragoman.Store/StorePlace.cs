namespace Dragoman.Store;

/// <summary>Where a store is: a file, or a database of a PostgreSQL server.</summary>
public static class StorePlace
{
    private static readonly string[] Schemes = ["postgres://", "postgresql://"];

    private static readonly string[] Keywords = ["Host=", "Server="];

    /// <summary>
    /// Whether a place is a server's: an address (<c>postgres://user@host:5432/database?schema=name</c>) or a connection string that begins with
    /// <c>Host=</c> or <c>Server=</c>. Everything else is the path of a file.
    /// </summary>
    /// <param name="place">The place.</param>
    public static bool IsServer(string place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return Schemes.Any(scheme => place.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            || Keywords.Any(keyword => place.StartsWith(keyword, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The place in full: a file's whole path, a server's as it is.</summary>
    /// <param name="place">The place.</param>
    public static string Full(string place) => IsServer(place) ? place : Path.GetFullPath(place);
}
