using System.Net;
using System.Net.Sockets;

namespace Dragoman.Sources;

/// <summary>
/// Says which addresses may be reached. An address out of a feed must not reach the user's own machine or network: only http and https,
/// and only addresses of the public internet, looked at after names are resolved and at the moment of connecting, on every redirect.
/// </summary>
internal static class AddressGuard
{
    private static readonly (IPNetwork Network, string What)[] Closed =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "this host"),
        (IPNetwork.Parse("10.0.0.0/8"), "a private network"),
        (IPNetwork.Parse("100.64.0.0/10"), "a carrier's network"),
        (IPNetwork.Parse("127.0.0.0/8"), "this machine"),
        (IPNetwork.Parse("169.254.0.0/16"), "the local link"),
        (IPNetwork.Parse("172.16.0.0/12"), "a private network"),
        (IPNetwork.Parse("192.0.0.0/24"), "a reserved network"),
        (IPNetwork.Parse("192.0.2.0/24"), "a network for examples"),
        (IPNetwork.Parse("192.88.99.0/24"), "a reserved network"),
        (IPNetwork.Parse("192.168.0.0/16"), "a private network"),
        (IPNetwork.Parse("198.18.0.0/15"), "a network for measurements"),
        (IPNetwork.Parse("198.51.100.0/24"), "a network for examples"),
        (IPNetwork.Parse("203.0.113.0/24"), "a network for examples"),
        (IPNetwork.Parse("224.0.0.0/4"), "a multicast network"),
        (IPNetwork.Parse("240.0.0.0/4"), "a reserved network"),
        (IPNetwork.Parse("::/128"), "this host"),
        (IPNetwork.Parse("::1/128"), "this machine"),
        (IPNetwork.Parse("64:ff9b:1::/48"), "a private network"),
        (IPNetwork.Parse("100::/64"), "a reserved network"),
        (IPNetwork.Parse("2001:db8::/32"), "a network for examples"),
        (IPNetwork.Parse("fc00::/7"), "a private network"),
        (IPNetwork.Parse("fe80::/10"), "the local link"),
        (IPNetwork.Parse("fec0::/10"), "a private network"),
        (IPNetwork.Parse("ff00::/8"), "a multicast network"),
    ];

    /// <summary>Why an address may not be reached; null where it may.</summary>
    public static string? Forbidden(IPAddress address)
    {
        // IPv4 in the clothes of IPv6: mapped, compatible, translated (64:ff9b::/96), 6to4 (2002::/16), Teredo (2001::/32).
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && Inner(address) is { } inner) return Forbidden(inner);
        foreach (var (network, what) in Closed)
        {
            if (network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address)) return what;
        }

        return null;
    }

    /// <summary>Why an address as written may not be fetched, before its name is resolved; null where nothing is wrong with it.</summary>
    /// <param name="uri">The address.</param>
    /// <param name="allowPrivate">Whether addresses of this machine and of private networks may be reached.</param>
    public static string? Forbidden(Uri uri, bool allowPrivate)
    {
        if (!uri.IsAbsoluteUri || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
            return $"addresses of the kind {(uri.IsAbsoluteUri ? uri.Scheme + ":" : "without http:")} are not fetched, only http and https";
        if (uri.UserInfo.Length > 0) return "an address that holds a name or password is not fetched";
        if (uri.Host.Length == 0) return "the address names no host";
        if (allowPrivate) return null;

        // Behind a proxy nobody else looks at these.
        if (uri.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase) || uri.IdnHost.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)) return $"{uri.Host} is this machine, which sources may not reach";
        return IPAddress.TryParse(uri.DnsSafeHost, out var literal) && Forbidden(literal) is { } what ? $"{uri.Host} is an address of {what}, which sources may not reach" : null;
    }

    private static IPAddress? Inner(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        if (bytes[..12].SequenceEqual((ReadOnlySpan<byte>)[0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0])) return new IPAddress(bytes[12..]);
        if (bytes[0] == 0x20 && bytes[1] == 0x02) return new IPAddress(bytes[2..6]);
        if (bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0)
            return new IPAddress((ReadOnlySpan<byte>)[(byte)~bytes[12], (byte)~bytes[13], (byte)~bytes[14], (byte)~bytes[15]]);
        return !bytes[..12].ContainsAnyExcept((byte)0) && bytes[12..].ContainsAnyExcept((byte)0) && !(bytes[12] == 0 && bytes[13] == 0 && bytes[14] == 0 && bytes[15] == 1)
            ? new IPAddress(bytes[12..])
            : null;
    }
}
