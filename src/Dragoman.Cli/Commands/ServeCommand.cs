using System.CommandLine;
using System.Globalization;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Reading;
using Dragoman.Cli.Serving;
using Dragoman.Cli.Usage;
using Dragoman.Store;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman serve</c>: reads paths, where some are named, and then shows the store in the browser.</summary>
internal sealed class ServeCommand : CliCommand
{
    // Room for 16 million events.
    private const int DefaultCountMemory = 256;

    private readonly Argument<string[]> _paths = new("PATH")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "Files and folders to read first, as read takes them (default: none, only the store is shown)",
    };

    private readonly Option<string?> _store = new("--store")
    {
        HelpName = "PATH",
        Description = "The store, a file (default: dragoman.db in the user's data folder; with PATHs, a store of their own in the folder stores there)",
    };

    private readonly Option<string?> _urls = new("--urls")
    {
        HelpName = "URLS",
        Description = $"Addresses to listen at, separated by ;, http, or https with --certificate (default: {ServeAddress.Default}, or the next free port)",
    };

    private readonly Option<bool> _signIn = new("--sign-in")
    {
        Description = "Everybody must sign in, also at an address that only this machine reaches; elsewhere they must anyway",
    };

    private readonly Option<bool> _behindProxy = new("--behind-proxy")
    {
        Description = "A proxy stands in front: what it says of who asks and how counts, any host name is answered, everybody must sign in",
    };

    private readonly Option<string[]> _knownProxies = new("--known-proxy")
    {
        HelpName = "ADDRESS",
        Description = "With --behind-proxy, a proxy that is not on this machine, or a network such as 10.0.0.0/8; may be repeated",
    };

    private readonly Option<string?> _certificate = new("--certificate")
    {
        HelpName = "FILE",
        Description = "Certificate for https: PEM with its chain, or PKCS #12 without password; a renewed file counts at once",
    };

    private readonly Option<string?> _certificateKey = new("--certificate-key")
    {
        HelpName = "FILE",
        Description = "The certificate's private key, PEM (default: it is in the file of --certificate)",
    };

    private readonly Option<bool> _noBrowser = new("--no-browser")
    {
        Description = "Do not open the browser; it is opened only where there is a display, and never over ssh",
    };

    private readonly Option<int> _countMemory = new("--count-memory")
    {
        HelpName = "MIB",
        Description = "Memory that counts may take in a store of 100,000 events and more, 16 bytes an event; 0 for none, and slower counts",
        DefaultValueFactory = static _ => DefaultCountMemory,
    };

    private readonly Option<string?> _input = CommonOptions.Input("text", "html", "jsonl");
    private readonly MetadataOptions _metadata;
    private readonly NetworkOptions _network;
    private readonly TableOptions _tables;

    /// <summary>Makes the command.</summary>
    public ServeCommand()
        : base("serve", usesJobs: true, writesData: false)
    {
        Details =
            "Prints its address when the pages can be opened; the HTTP API is under /api/v1, described at /openapi/v1.json; assistants ask at /mcp. "
            + "At an address that others reach everybody must sign in: make an account first with dragoman user add. "
            + "Ctrl-C ends it with exit code 0; during the reading that comes first, with 130 and with what was read kept. Started again, it reads only what is new. "
            + "Meanwhile the sources of the store are watched, as dragoman watch does.";
        Examples =
        [
            new Example("dragoman serve samples/", "Read a folder into a store of its own, and show it."),
            new Example("dragoman serve", "Show your own store."),
            new Example("dragoman serve --urls https://0.0.0.0:8443 --certificate fullchain.pem --certificate-key privkey.pem", "For others, encrypted."),
            new Example("dragoman serve --store news.db --urls http://127.0.0.1:8080 --no-browser", "Another store at another address."),
        ];
        Arguments.Add(_paths);
        Options.Add(_store);
        Options.Add(_urls);
        Options.Add(_signIn);
        Options.Add(_behindProxy);
        Options.Add(_knownProxies);
        Options.Add(_certificate);
        Options.Add(_certificateKey);
        Options.Add(_noBrowser);
        _countMemory.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens)
            {
                if (!int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                    result.AddError($"--count-memory must be a whole number of MiB, 0 or more, not '{token.Value}'");
            }
        });
        Options.Add(_countMemory);
        Options.Add(_input);
        _metadata = new MetadataOptions(this);
        _network = new NetworkOptions(this, mayRefrain: true);
        _tables = new TableOptions(this);
        AddCommonOptions();
    }

    /// <inheritdoc/>
    public override int Run(Invocation invocation)
    {
        var paths = invocation.Value(_paths) ?? [];
        var urls = invocation.Value(_urls) ?? invocation.Settings.Urls?.Value;
        var coder = _tables.Coder(invocation);
        using var store = EventStore.Open(StorePath(invocation, paths), new StoreOptions { CountsMiB = invocation.Value(_countMemory) });
        if (paths.Length > 0)
        {
            var tally = ReadingRun.Run(invocation, store, paths, _metadata.Sources(invocation, CommonOptions.Kind(invocation.Value(_input))), coder, _network);
            if (tally.WasInterrupted) return ExitCodes.Interrupted;
        }

        store.PrepareCounts();
        using var watching = _network.MayFetch(invocation) ? WatchLoop.Begin(store, coder, _network.Fetching(invocation), invocation) : null;
        var serving = new ServeSecurity(
            invocation.Value(_signIn), invocation.Value(_behindProxy), invocation.Value(_knownProxies) ?? [], invocation.Value(_certificate), invocation.Value(_certificateKey));
        WebServer.Run(store, ServeAddress.Choose(urls, serving.Certificate is not null), !invocation.Value(_noBrowser), serving, coder, invocation);
        return ExitCodes.Done;
    }

    /// <summary>
    /// The store: with PATHs, one of their own, unless the command line names another. A store that the settings name is the user's
    /// own and not meant for whatever is looked at once.
    /// </summary>
    private string StorePath(Invocation invocation, string[] paths) =>
        paths.Length > 0 && invocation.Value(_store) is null ? PathStore.Of(paths) : invocation.StorePath(_store);
}
