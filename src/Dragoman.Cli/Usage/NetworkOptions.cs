using System.CommandLine;
using Dragoman.Cli.Hosting;
using Dragoman.Sources;

namespace Dragoman.Cli.Usage;

/// <summary>How addresses are fetched: <c>--proxy --contact --allow-private --no-fetch</c>.</summary>
internal sealed class NetworkOptions
{
    private readonly Option<string?> _proxy = new("--proxy")
    {
        HelpName = "URL",
        Description = "Fetch through this proxy, http:// or socks5:// (default: the setting Proxy, else none)",
    };

    private readonly Option<string?> _contact = new("--contact")
    {
        HelpName = "TEXT",
        Description = "Your page or mail address, sent with every request so that a site can reach you (default: the setting Contact)",
    };

    private readonly Option<bool> _allowPrivate = new("--allow-private")
    {
        Description = "Also fetch from this machine and private networks, which addresses out of feeds may not reach otherwise",
    };

    private readonly Option<bool> _noFetch = new("--no-fetch") { Description = "Fetch nothing: addresses in lists are counted, feeds of OPML files are kept as sources" };

    /// <summary>Makes the options and adds them to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="mayRefrain">Whether the command can also be told to fetch nothing.</param>
    public NetworkOptions(CliCommand command, bool mayRefrain)
    {
        command.Options.Add(_proxy);
        command.Options.Add(_contact);
        command.Options.Add(_allowPrivate);
        if (mayRefrain) command.Options.Add(_noFetch);
    }

    /// <summary>Whether anything may be fetched.</summary>
    public bool MayFetch(Invocation invocation) => !invocation.Value(_noFetch);

    /// <summary>How to fetch.</summary>
    /// <exception cref="UsageException">The proxy is no address.</exception>
    public FetchOptions Fetching(Invocation invocation)
    {
        var proxy = invocation.Value(_proxy) ?? invocation.Settings.Proxy?.Value;
        Uri? address = null;
        if (proxy is not null && (!Uri.TryCreate(proxy, UriKind.Absolute, out address) || address.Scheme is not ("http" or "https" or "socks4" or "socks5")))
            throw new UsageException($"--proxy '{proxy}': expected an address such as http://proxy.example:8080");
        return new FetchOptions
        {
            Proxy = address,
            Contact = invocation.Value(_contact) ?? invocation.Settings.Contact?.Value,
            AllowPrivateAddresses = invocation.Value(_allowPrivate),
        };
    }
}
