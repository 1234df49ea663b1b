using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using Dragoman.Records;

namespace Dragoman.Sources;

/// <summary>
/// Fetches pages and feeds: politely (robots.txt, per-host limits, a user agent with a contact, no cookies), safely (only public addresses,
/// looked at when the connection is made, bounded sizes and times) and cheaply (conditional requests, compression). Thread-safe.
/// </summary>
public sealed class Fetcher : IDisposable
{
    private const int RobotsBytes = 500 * 1024;
    private const int MostIdleGates = 4_096;
    private static readonly TimeSpan RobotsLife = TimeSpan.FromHours(24);
    private static readonly TimeSpan RobotsRetry = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly FetchOptions options;
    private readonly TimeProvider clock;
    private readonly HttpClient client;
    private readonly SemaphoreSlim places;
    private readonly ConcurrentDictionary<string, HostGate> gates = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes a fetcher.</summary>
    /// <param name="options">How to fetch.</param>
    /// <param name="clock">The time; null for the system's.</param>
    public Fetcher(FetchOptions? options = null, TimeProvider? clock = null)
    {
        this.options = options ?? new FetchOptions();
        this.clock = clock ?? TimeProvider.System;
        places = new SemaphoreSlim(this.options.Concurrency);
        client = new HttpClient(new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseProxy = this.options.Proxy is not null,
            Proxy = this.options.Proxy is { } proxy ? new WebProxy(proxy) : null,
            ConnectTimeout = this.options.ConnectTimeout,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxConnectionsPerServer = this.options.PerHost,
            MaxResponseHeadersLength = 64,
            MaxResponseDrainSize = 0,
            ConnectCallback = ConnectAsync,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Hosts that are remembered, for tests.</summary>
    internal int Gates => gates.Count;

    /// <summary>Fetches an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="etag">The <c>ETag</c> of what is known already; null for none.</param>
    /// <param name="lastModified">The <c>Last-Modified</c> of what is known already; null for none.</param>
    /// <param name="ct">Ends it, by an exception; nothing else is thrown.</param>
    public async Task<FetchResult> FetchAsync(Uri address, string? etag = null, string? lastModified = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            return await FollowAsync(address, etag, lastModified, patience, ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested && Problem(failure) is not null)
        {
            return new FetchResult { Outcome = failure is ForbiddenAddressException or { InnerException: ForbiddenAddressException } ? FetchOutcome.Forbidden : FetchOutcome.Failed, Address = address, Problem = Problem(failure) };
        }
    }

    /// <summary>Ends all that is under way.</summary>
    public void Dispose()
    {
        client.Dispose();
        places.Dispose();
        foreach (var gate in gates.Values) gate.Dispose();
    }

    private async Task<FetchResult> FollowAsync(Uri address, string? etag, string? lastModified, CancellationTokenSource patience, CancellationToken ct)
    {
        var at = address;
        Uri? moved = null;
        var permanent = true;
        for (var redirects = 0; ; redirects++)
        {
            if (AddressGuard.Forbidden(at, options.AllowPrivateAddresses) is { } why) return Without(FetchOutcome.Forbidden, at, why);
            var (result, next, isPermanent) = await AskAsync(at, redirects == 0 || permanent ? etag : null, redirects == 0 || permanent ? lastModified : null, patience, ct);
            if (next is null) return result! with { MovedTo = moved };
            if (redirects >= options.MaxRedirects) return Without(FetchOutcome.Failed, at, $"more than {options.MaxRedirects} redirects, the last one to {next}");
            if (next == at) return Without(FetchOutcome.Failed, at, "the address redirects to itself");

            // From https back to http nobody can say any more who answers.
            if (at.Scheme == Uri.UriSchemeHttps && next.Scheme == Uri.UriSchemeHttp) permanent = false;
            permanent &= isPermanent;
            moved = permanent ? next : null;
            at = next;
        }
    }

    private async Task<(FetchResult? Result, Uri? Next, bool Permanent)> AskAsync(Uri at, string? etag, string? lastModified, CancellationTokenSource patience, CancellationToken ct)
    {
        var gate = Gate(at);
        if (gate.ClosedUntil > clock.GetUtcNow()) return (Without(FetchOutcome.Throttled, at, "the host has asked to wait") with { Wait = gate.ClosedUntil - clock.GetUtcNow() }, null, false);
        var rules = options.ObeyRobots ? await RulesAsync(at, gate, ct) : RobotsRules.AllowAll;
        if (ReferenceEquals(rules, RobotsRules.DenyAll)) return (Without(FetchOutcome.Failed, at, "the host does not say in its robots.txt what is allowed: it cannot be reached, or fails"), null, false);
        if (!rules.Allows(at.PathAndQuery)) return (Without(FetchOutcome.Disallowed, at, "the host's robots.txt does not allow this address"), null, false);
        var delay = rules.Delay is { } asked && asked > options.HostDelay ? asked : options.HostDelay;

        // The host's turn is waited for first, so that many sources of one slow host do not fill all places.
        await gate.EnterAsync(delay < options.LongestHostDelay ? delay : options.LongestHostDelay, ct);
        try
        {
            if (gate.ClosedUntil > clock.GetUtcNow()) return (Without(FetchOutcome.Throttled, at, "the host has asked to wait") with { Wait = gate.ClosedUntil - clock.GetUtcNow() }, null, false);
            await places.WaitAsync(ct);
            try
            {
                patience.CancelAfter(options.Timeout);
                return await SendAsync(at, etag, lastModified, gate, patience.Token);
            }
            finally
            {
                places.Release();
            }
        }
        finally
        {
            gate.Leave();
        }
    }

    private async Task<(FetchResult? Result, Uri? Next, bool Permanent)> SendAsync(Uri at, string? etag, string? lastModified, HostGate gate, CancellationToken ct)
    {
        using var request = Request(at);
        if (etag is not null) request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        if (lastModified is not null) request.Headers.TryAddWithoutValidation("If-Modified-Since", lastModified);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        var status = (int)response.StatusCode;
        if (status is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location)
            return Uri.TryCreate(at, location, out var next) ? (null, WithoutFragment(next), status is 301 or 308) : (Without(FetchOutcome.Failed, at, "it redirects to what is no address", status), null, false);

        var wait = WaitOf(response);
        switch (status)
        {
            case 200: break;
            case 304: return (new FetchResult { Outcome = FetchOutcome.NotModified, Address = at, Status = status, ETag = Header(response, "ETag") ?? etag, LastModified = Header(response, "Last-Modified") ?? lastModified, Wait = wait }, null, false);
            case 410: return (Without(FetchOutcome.Gone, at, "it is gone for good (410)", status), null, false);
            case 429 or 503:
                gate.Close(clock.GetUtcNow() + (wait ?? TimeSpan.FromMinutes(1)));
                return (Without(FetchOutcome.Throttled, at, $"the host asks to wait ({status})", status) with { Wait = wait }, null, false);
            default: return (Without(FetchOutcome.Failed, at, $"the host answers {status} {response.ReasonPhrase}".TrimEnd(), status) with { Wait = wait }, null, false);
        }

        var (mediaType, charset) = HttpPayload.SplitType(Header(response, "Content-Type"));
        return (
            new FetchResult
            {
                Outcome = FetchOutcome.Fetched,
                Address = at,
                Status = status,
                Body = await BodyAsync(response, options.MaxBytes, ct),
                MediaType = mediaType,
                Charset = charset,
                ETag = Header(response, "ETag"),
                LastModified = Header(response, "Last-Modified"),
                Wait = wait,
            },
            null,
            false);
    }

    private HttpRequestMessage Request(Uri at)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, at) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        request.Headers.TryAddWithoutValidation("User-Agent", options.Agent);
        request.Headers.TryAddWithoutValidation("Accept", "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.9, */*;q=0.5");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br, deflate");
        return request;
    }

    /// <summary>The body, unpacked, never more than the limit: neither of packed bytes nor of what they unpack to.</summary>
    private static async Task<byte[]> BodyAsync(HttpResponseMessage response, int limit, CancellationToken ct)
    {
        if (response.Content.Headers.ContentLength > limit) throw new InputException(ErrorCodes.TooLarge, $"the answer is over {limit:N0} bytes");
        await using var received = await response.Content.ReadAsStreamAsync(ct);
        await using var raw = new CountedStream(received);
        var encoding = response.Content.Headers.ContentEncoding.LastOrDefault()?.ToLowerInvariant();
        await using Stream? unpacking = encoding switch
        {
            null or "" or "identity" => null,
            "gzip" or "x-gzip" => new GZipStream(raw, CompressionMode.Decompress, leaveOpen: true),
            "br" => new BrotliStream(raw, CompressionMode.Decompress, leaveOpen: true),
            "deflate" => new ZLibStream(raw, CompressionMode.Decompress, leaveOpen: true),
            _ => throw new InputException(ErrorCodes.UnknownFormat, $"the answer is packed as {encoding}, which was not asked for"),
        };
        var from = unpacking ?? raw;
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                if (length > limit) throw new InputException(ErrorCodes.TooLarge, $"the answer is over {limit:N0} bytes");
                Array.Resize(ref buffer, (int)Math.Min(limit + 1L, 2L * length));
            }

            var read = await from.ReadAsync(buffer.AsMemory(length), ct);
            if (read == 0) break;
            length += read;
            if (unpacking is not null) UnpackingRatio.Check(length, raw.Taken);
        }

        if (length > limit) throw new InputException(ErrorCodes.TooLarge, $"the answer is over {limit:N0} bytes");
        Array.Resize(ref buffer, length);
        return buffer;
    }

    /// <summary>Connects to an address that the name stands for at this moment, and to no other: what was looked at is what is reached.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, ct);

        // A proxy stands where the user has put it; it resolves the names itself.
        var isProxy = options.Proxy is { } proxy && string.Equals(proxy.Host.Trim('[', ']'), host, StringComparison.OrdinalIgnoreCase) && proxy.Port == context.DnsEndPoint.Port;
        if (!isProxy && !options.AllowPrivateAddresses)
        {
            var open = addresses.Where(address => AddressGuard.Forbidden(address) is null).ToArray();
            if (open.Length == 0 && addresses.Length > 0)
                throw new ForbiddenAddressException($"{host} is {addresses[0]}, an address of {AddressGuard.Forbidden(addresses[0])}, which sources may not reach");
            addresses = open;
        }

        if (addresses.Length == 0) throw new SocketException((int)SocketError.HostNotFound);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private HostGate Gate(Uri at)
    {
        var gate = gates.GetOrAdd($"{at.Scheme}://{at.Authority}", static (_, owner) => new HostGate(owner.options, owner.clock), this);
        if (gates.Count > MostIdleGates) ForgetIdle();
        return gate;
    }

    private void ForgetIdle()
    {
        var before = clock.GetUtcNow() - TimeSpan.FromMinutes(10);
        foreach (var (host, gate) in gates)
        {
            if (gate.Users == 0 && gate.UsedAt < before && gate.ClosedUntil < clock.GetUtcNow()) gates.TryRemove(host, out _);
        }
    }

    private Task<RobotsRules> RulesAsync(Uri at, HostGate gate, CancellationToken ct)
    {
        lock (gate.RulesLock)
        {
            if (gate.Rules is { IsFaulted: false, IsCanceled: false } known && gate.RulesUntil > clock.GetUtcNow()) return known;
            gate.RulesUntil = clock.GetUtcNow() + RobotsLife;
            return gate.Rules = AskRulesAsync(new Uri(at, "/robots.txt"), gate, ct);
        }
    }

    /// <summary>RFC 9309, 2.3.1: no file allows everything, a host that cannot say allows nothing for now.</summary>
    private async Task<RobotsRules> AskRulesAsync(Uri at, HostGate gate, CancellationToken ct)
    {
        await Task.Yield();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            for (var redirects = 0; redirects <= options.MaxRedirects; redirects++)
            {
                if (AddressGuard.Forbidden(at, options.AllowPrivateAddresses) is not null) return RobotsRules.AllowAll;
                await gate.EnterAsync(TimeSpan.Zero, ct);
                try
                {
                    await places.WaitAsync(ct);
                    try
                    {
                        patience.CancelAfter(options.Timeout);
                        using var request = Request(at);
                        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
                        var status = (int)response.StatusCode;
                        if (status is >= 300 and < 400 && response.Headers.Location is { } location && Uri.TryCreate(at, location, out var next))
                        {
                            at = next;
                            continue;
                        }

                        if (status is 429 or >= 500) break;
                        return status == 200 ? RobotsRules.Of(await BodyAsync(response, RobotsBytes, patience.Token), options.RobotsName) : RobotsRules.AllowAll;
                    }
                    finally
                    {
                        places.Release();
                    }
                }
                finally
                {
                    gate.Leave();
                }
            }
        }
        catch (InputException)
        {
            // Larger than any robots.txt, or packed unasked: as good as none.
            return RobotsRules.AllowAll;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested && Problem(failure) is not null)
        {
            // Asked again soon.
        }

        gate.RulesUntil = clock.GetUtcNow() + RobotsRetry;
        return RobotsRules.DenyAll;
    }

    private TimeSpan? WaitOf(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - clock.GetUtcNow(),
            _ => response.Headers.CacheControl?.MaxAge,
        };
        return wait is null || wait <= TimeSpan.Zero ? null : wait < LongestWait ? wait : LongestWait;
    }

    private static Uri WithoutFragment(Uri address) => address.Fragment.Length == 0 ? address : new Uri(address.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped));

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? values.FirstOrDefault() : null;

    private static FetchResult Without(FetchOutcome outcome, Uri at, string why, int status = 0) => new() { Outcome = outcome, Address = at, Problem = why, Status = status };

    private static string? Problem(Exception failure) => failure switch
    {
        OperationCanceledException => "no whole answer in time",
        ForbiddenAddressException forbidden => forbidden.Message,
        InputException input => input.Message,
        InvalidDataException => "the answer's compression is damaged",
        HttpRequestException { InnerException: ForbiddenAddressException forbidden } => forbidden.Message,
        HttpRequestException request => $"{request.Message}{(request.InnerException is { } inner && !request.Message.Contains(inner.Message, StringComparison.Ordinal) ? $" ({inner.Message})" : "")}",
        IOException io => io.Message,
        SocketException socket => socket.Message,
        UriFormatException => "it is no address",
        _ => null,
    };

    /// <summary>The name stands for an address that may not be reached.</summary>
    private sealed class ForbiddenAddressException(string message) : IOException(message);
}
