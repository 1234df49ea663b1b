using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Dragoman.Cli.Hosting;

namespace Dragoman.Cli.Serving;

/// <summary>The addresses that <c>serve</c> listens at.</summary>
internal static class ServeAddress
{
    private const int FirstPort = 5170;
    private const int PortsTried = 20;

    /// <summary>The address where nobody asks for another.</summary>
    public static string Default { get; } = At(FirstPort);

    /// <summary>The addresses that were asked for; else the first of a row of ports that is free.</summary>
    /// <param name="urls">Addresses separated by semicolons; null where none is asked for.</param>
    /// <param name="isSecure">Whether there is a certificate, so that <c>https</c> may be.</param>
    /// <exception cref="UsageException">One of them is no address.</exception>
    public static IReadOnlyList<string> Choose(string? urls, bool isSecure)
    {
        if (urls is null) return [At(FreePort())];
        var chosen = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (chosen.Length == 0) throw new UsageException("--urls names no address: expected one such as " + Default);
        foreach (var url in chosen)
        {
            // Hosts such as * and + are addresses here and none elsewhere.
            if (!Uri.TryCreate(url.Replace("//*", "//any", StringComparison.Ordinal).Replace("//+", "//any", StringComparison.Ordinal), UriKind.Absolute, out var address)
                || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            {
                throw new UsageException($"--urls '{url}': expected an address such as {Default}");
            }

            if (address.Scheme == Uri.UriSchemeHttps && !isSecure) throw new UsageException($"--urls '{url}': https needs --certificate");
        }

        return chosen;
    }

    private static string At(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

    private static int FreePort()
    {
        for (var port = FirstPort; port < FirstPort + PortsTried; port++)
        {
            if (IsFree(port)) return port;
        }

        // The system chooses any.
        return 0;
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
