using Dragoman.Knowledge;
using Dragoman.Records;
using Dragoman.Store;
using Microsoft.Extensions.Logging;

namespace Dragoman.Web;

/// <summary>What the web application serves, and where.</summary>
public sealed class WebOptions
{
    private const long FewEvents = 50_000;

    /// <summary>Path of the store's file. Needed unless <see cref="Store"/> is given.</summary>
    public string? StorePath { get; init; }

    /// <summary>A store that is open already and stays the caller's to close; null to open <see cref="StorePath"/>.</summary>
    public EventStore? Store { get; init; }

    /// <summary>
    /// Addresses to listen on, <c>http</c>, or <c>https</c> with a <see cref="Certificate"/>; port 0 takes a free one. Default
    /// <c>http://127.0.0.1:5170</c>, which only this machine reaches.
    /// </summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:5170"];

    /// <summary>
    /// Names that a request may use for this server, without port; <c>*</c> for any. Empty (the default): the hosts of <see cref="Urls"/>,
    /// with the other names of this machine for a loopback address, and any for a wildcard address. A page elsewhere that points a name
    /// of its own at this machine (DNS rebinding) is refused by this.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>
    /// Whether everybody must sign in, also at a loopback address, as behind a proxy. Without it, they must where an address can be reached from
    /// other machines. Default false.
    /// </summary>
    public bool SignIn { get; init; }

    /// <summary>
    /// Whether a proxy on this machine, or one of <see cref="KnownProxies"/>, stands in front: what it says in <c>X-Forwarded-For</c> and
    /// <c>X-Forwarded-Proto</c> counts, any host name is answered, and everybody must sign in. Default false: such headers are ignored.
    /// </summary>
    public bool BehindProxy { get; init; }

    /// <summary>Proxies beside those of this machine, addresses or networks (<c>10.0.0.0/8</c>). Count only with <see cref="BehindProxy"/>.</summary>
    public IReadOnlyList<string> KnownProxies { get; init; } = [];

    /// <summary>File of the certificate for <c>https</c>: PEM with its chain, or PKCS #12 without password. A renewed file counts at once. Null for none.</summary>
    public string? Certificate { get; init; }

    /// <summary>File of the certificate's private key, PEM; null where it is in the file of <see cref="Certificate"/>.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>Requests that one client may make of the API at once, 1 or more. Default 600.</summary>
    public int ApiBurst { get; init; } = 600;

    /// <summary>Requests a second that one client may make of the API for long, 1 or more. Default 60.</summary>
    public int ApiPerSecond { get; init; } = 60;

    /// <summary>The tables that names are looked up in; null for those built in.</summary>
    public KnowledgeBase? Knowledge { get; init; }

    /// <summary>Name shown at the head of every page, 1 to 60 characters. Default <c>Dragoman</c>.</summary>
    public string Title { get; init; } = "Dragoman";

    /// <summary>Tells for people how a text is read: its trees, the frames tried, what fired. Null (the default): pages say how to ask the command line.</summary>
    public Func<Document, CancellationToken, string>? Explain { get; init; }

    /// <summary>Brings together what was decided by hand. Null (the default): it is done when documents are next read.</summary>
    public Action<CancellationToken>? Settle { get; init; }

    /// <summary>How long a page waits for counts that take long before it is shown without them, or with those of a moment ago; infinite to wait for them.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(80);

    /// <summary>The same for a store of few events, 50,000 at most, whose counts only take long while the program warms up.</summary>
    internal TimeSpan PatienceWithFew { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a page waits over a store.</summary>
    internal TimeSpan PatienceFor(StoreSummary summary) => summary.Events <= FewEvents ? PatienceWithFew : Patience;

    /// <summary>Where log lines go; null for warnings and errors on standard error.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }

    /// <summary>The clock that "today" and quick ranges follow. Default the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
