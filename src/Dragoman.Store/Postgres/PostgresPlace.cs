using System.Globalization;
using Npgsql;

namespace Dragoman.Store;

/// <summary>Reads the address of a store on a server.</summary>
internal static class PostgresPlace
{
    /// <summary>Reads <c>postgres://user:password@host:port/database?schema=name&amp;key=value</c> or a connection string.</summary>
    /// <exception cref="StoreException">It cannot be read. The message never shows the place, which may hold a password.</exception>
    public static NpgsqlConnectionStringBuilder Read(string place)
    {
        try
        {
            return place.Contains("://", StringComparison.Ordinal) ? ReadAddress(place) : new NpgsqlConnectionStringBuilder(place);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new StoreException(
                StoreFailure.NotFound, "PostgreSQL",
                "the address of the server cannot be read: " + exception.Message
                + "; write postgres://user@host:5432/database?schema=name, or a connection string that begins with Host=", exception);
        }
    }

    /// <summary>Where it is, for people: without a password.</summary>
    public static string Describe(NpgsqlConnectionStringBuilder builder, string schema)
    {
        var user = string.IsNullOrEmpty(builder.Username) ? "" : Uri.EscapeDataString(builder.Username) + "@";
        var host = builder.Host is { Length: > 0 } name && !name.StartsWith('/') ? name : "localhost";
        return string.Create(CultureInfo.InvariantCulture, $"postgres://{user}{host}:{builder.Port}/{builder.Database}?schema={schema}");
    }

    private static NpgsqlConnectionStringBuilder ReadAddress(string place)
    {
        var address = new Uri(place);
        var builder = new NpgsqlConnectionStringBuilder();
        if (address.Host.Length > 0) builder.Host = Uri.UnescapeDataString(address.Host);
        if (address.Port > 0) builder.Port = address.Port;
        if (address.UserInfo is { Length: > 0 } user)
        {
            var parts = user.Split(':', 2);
            builder.Username = Uri.UnescapeDataString(parts[0]);
            if (parts.Length > 1) builder.Password = Uri.UnescapeDataString(parts[1]);
        }

        if (address.AbsolutePath.Trim('/') is { Length: > 0 } database) builder.Database = Uri.UnescapeDataString(database);
        foreach (var pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            var value = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "";
            if (parts[0] == "schema") builder.SearchPath = value;
            else builder[Uri.UnescapeDataString(parts[0])] = value;
        }

        return builder;
    }
}
