using System.Net;

namespace Dragoman.Web.Hosting;

/// <summary>The names by which requests may call this server, from the addresses that it listens on.</summary>
public static class HostNames
{
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Reads an address to listen on.</summary>
    /// <param name="url">Such as <c>http://127.0.0.1:5170</c>, <c>http://localhost:0</c>, <c>http://*:5170</c>.</param>
    /// <returns>Host and port; the host <c>*</c> for a wildcard.</returns>
    /// <exception cref="ArgumentException">The address is not <c>http://HOST:PORT</c>.</exception>
    public static (string Host, int Port) Parse(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var wildcard = url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        if (!Uri.TryCreate(wildcard, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) || uri.Host.Length == 0
            || uri.AbsolutePath != "/" || uri.Query.Length > 0 || uri.UserInfo.Length > 0)
        {
            throw new ArgumentException(
                $"\"{url}\" is no address to listen on: write http://HOST:PORT or https://HOST:PORT, for example http://127.0.0.1:5170", nameof(url));
        }

        var host = IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address)
            && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
                ? "*"
                : uri.Host;
        return (host, uri.Port);
    }

    /// <summary>Whether an address to listen on is encrypted.</summary>
    /// <param name="url">The address.</param>
    public static bool IsSecure(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return url.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether only this machine can reach a host.</summary>
    /// <param name="host">A host of <see cref="Parse"/>.</param>
    /// <returns>True for <c>localhost</c> and the loopback addresses.</returns>
    public static bool IsLoopback(string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }

    /// <summary>The names that requests may use.</summary>
    /// <param name="urls">Addresses to listen on.</param>
    /// <param name="allowed">Names that the user gave; where there are any, they alone count.</param>
    /// <returns>Names without port; <c>*</c> for any.</returns>
    /// <exception cref="ArgumentException">An address is not <c>http://HOST:PORT</c>.</exception>
    public static IReadOnlyList<string> Allowed(IReadOnlyList<string> urls, IReadOnlyList<string> allowed)
    {
        ArgumentNullException.ThrowIfNull(urls);
        ArgumentNullException.ThrowIfNull(allowed);
        if (allowed.Count > 0) return allowed;
        var names = new List<string>();
        foreach (var url in urls)
        {
            var (host, _) = Parse(url);
            if (host == "*") return ["*"];
            if (IsLoopback(host)) names.AddRange(Loopback);
            names.Add(host);
        }

        return names.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
    }
}
