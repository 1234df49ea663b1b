namespace Dragoman.Sources;

/// <summary>How things are fetched.</summary>
public sealed record FetchOptions
{
    /// <summary>Who asks: sent with every request. The contact lets a site's owner write instead of blocking.</summary>
    public string UserAgent { get; init; } = "Dragoman/0.1";

    /// <summary>Web page or mail address of who runs this; null sends none.</summary>
    public string? Contact { get; init; }

    /// <summary>An outgoing proxy, <c>http://host:port</c> or <c>socks5://host:port</c>; null connects directly, whatever the environment says.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Whether addresses of this machine and of private networks may be reached; default not.</summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>Whether robots.txt is asked and obeyed; default yes.</summary>
    public bool ObeyRobots { get; init; } = true;

    /// <summary>Most bytes of one answer, unpacked; default 16 MiB.</summary>
    public int MaxBytes { get; init; } = Records.Limits.DocumentBytes;

    /// <summary>Time for one request with all its redirects; default 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time for a connection to be made; default 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Most redirects of one request; default 5.</summary>
    public int MaxRedirects { get; init; } = 5;

    /// <summary>Requests that are under way at once; default 64.</summary>
    public int Concurrency { get; init; } = 64;

    /// <summary>Requests to one host that are under way at once; default 2.</summary>
    public int PerHost { get; init; } = 2;

    /// <summary>Time between two requests to one host, unless its robots.txt asks for more; default 1 s.</summary>
    public TimeSpan HostDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest crawl delay of a robots.txt that is obeyed; default 60 s.</summary>
    public TimeSpan LongestHostDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The user agent as sent.</summary>
    internal string Agent => Contact is null ? UserAgent : $"{UserAgent} (+{Contact})";

    /// <summary>The name that robots.txt files know it by.</summary>
    internal string RobotsName => UserAgent.Split('/', ' ')[0];
}
