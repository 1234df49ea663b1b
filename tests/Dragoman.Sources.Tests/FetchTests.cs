using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using Dragoman.Sources;

namespace Dragoman.Tests;

public sealed class FetchTests
{
    private static readonly FetchOptions Local = new() { AllowPrivateAddresses = true, HostDelay = TimeSpan.Zero, ObeyRobots = false, Timeout = TimeSpan.FromSeconds(2), MaxBytes = 100_000, Contact = "https://example.org/contact" };

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("::127.0.0.1")]
    public void An_address_of_a_closed_network_is_known(string address) => Assert.NotNull(AddressGuard.Forbidden(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("64:ff9b::808:808")]
    public void An_address_of_the_public_network_is_open(string address) => Assert.Null(AddressGuard.Forbidden(IPAddress.Parse(address)));

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.org/")]
    [InlineData("http://localhost/")]
    [InlineData("http://a.localhost/")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://name:word@example.org/")]
    public async Task An_address_that_sources_may_not_reach_is_refused(string address)
    {
        using var fetcher = new Fetcher();
        var result = await fetcher.FetchAsync(new Uri(address), ct: TestContext.Current.CancellationToken);
        Assert.Equal(FetchOutcome.Forbidden, result.Outcome);
        Assert.NotNull(result.Problem);
    }

    [Fact]
    public async Task A_name_that_stands_for_this_machine_is_refused_when_it_connects()
    {
        await using var server = new LoopbackServer((_, stream, _) => LoopbackServer.Text(stream, 200, "secret"));
        using var fetcher = new Fetcher(new FetchOptions { ObeyRobots = false });
        var name = Dns.GetHostName();
        var result = await fetcher.FetchAsync(new Uri($"http://{name}:{server.Port}/"), ct: TestContext.Current.CancellationToken);
        Assert.NotEqual(FetchOutcome.Fetched, result.Outcome);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_redirect_is_followed_and_one_to_another_scheme_is_not()
    {
        await using var server = new LoopbackServer((request, stream, _) => request.Path switch
        {
            "/moved" => LoopbackServer.Text(stream, 301, "", headers: "Location: /new#part\r\n"),
            "/file" => LoopbackServer.Text(stream, 302, "", headers: "Location: file:///etc/passwd\r\n"),
            "/loop" => LoopbackServer.Text(stream, 302, "", headers: "Location: /loop2\r\n"),
            "/loop2" => LoopbackServer.Text(stream, 302, "", headers: "Location: /loop\r\n"),
            _ => LoopbackServer.Text(stream, 200, "here", headers: "ETag: \"1\"\r\nSet-Cookie: a=b\r\n"),
        });
        using var fetcher = new Fetcher(Local);
        var moved = await fetcher.FetchAsync(new Uri(server.Url + "/moved"), ct: TestContext.Current.CancellationToken);
        Assert.Equal((FetchOutcome.Fetched, server.Url + "/new", "\"1\""), (moved.Outcome, moved.MovedTo?.AbsoluteUri, moved.ETag));
        Assert.Equal(FetchOutcome.Forbidden, (await fetcher.FetchAsync(new Uri(server.Url + "/file"), ct: TestContext.Current.CancellationToken)).Outcome);
        Assert.Contains("redirects", (await fetcher.FetchAsync(new Uri(server.Url + "/loop"), ct: TestContext.Current.CancellationToken)).Problem, StringComparison.Ordinal);
        Assert.All(server.Requests, request => Assert.DoesNotContain("Cookie", request.Headers.Keys));
        Assert.All(server.Requests, request => Assert.Equal("Dragoman/0.1 (+https://example.org/contact)", request.Headers["User-Agent"]));
    }

    [Fact]
    public async Task What_is_too_large_or_too_slow_is_given_up()
    {
        using var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(new byte[10_000_000]);
        await using var server = new LoopbackServer(async (request, stream, ct) =>
        {
            if (request.Path == "/bomb") await LoopbackServer.Bytes(stream, 200, bomb.ToArray(), "text/html", "Content-Encoding: gzip\r\n");
            else if (request.Path == "/long") await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"), ct);
            else if (request.Path == "/silent") await Task.Delay(Timeout.Infinite, ct);
            else
            {
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"u8.ToArray(), ct);
                while (true)
                {
                    await stream.WriteAsync(new byte[request.Path == "/endless" ? 10_000 : 1], ct);
                    if (request.Path == "/slow") await Task.Delay(50, ct);
                }
            }
        });
        using var fetcher = new Fetcher(Local with { PerHost = 8 });
        var watch = Stopwatch.StartNew();
        var results = await Task.WhenAll(new[] { "/bomb", "/long", "/silent", "/endless", "/slow" }.Select(path => fetcher.FetchAsync(new Uri(server.Url + path), ct: TestContext.Current.CancellationToken)));
        Assert.All(results, result => Assert.Equal(FetchOutcome.Failed, result.Outcome));
        Assert.All(results, result => Assert.NotNull(result.Problem));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"took {watch.Elapsed}");
    }

    [Fact]
    public async Task Validators_are_sent_and_a_host_that_asks_to_wait_is_left_alone()
    {
        await using var server = new LoopbackServer((request, stream, _) => request.Path == "/busy"
            ? LoopbackServer.Text(stream, 429, "", headers: "Retry-After: 120\r\n")
            : LoopbackServer.Text(stream, request.Headers.GetValueOrDefault("If-None-Match") == "\"1\"" ? 304 : 200, "", headers: "ETag: \"1\"\r\n"));
        using var fetcher = new Fetcher(Local);
        Assert.Equal(FetchOutcome.NotModified, (await fetcher.FetchAsync(new Uri(server.Url + "/a"), "\"1\"", "Fri, 29 Mar 2019 10:00:00 GMT", TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal("Fri, 29 Mar 2019 10:00:00 GMT", server.Requests.Single().Headers["If-Modified-Since"]);
        var busy = await fetcher.FetchAsync(new Uri(server.Url + "/busy"), ct: TestContext.Current.CancellationToken);
        Assert.Equal((FetchOutcome.Throttled, 120), (busy.Outcome, (int)busy.Wait!.Value.TotalSeconds));
        Assert.Equal(FetchOutcome.Throttled, (await fetcher.FetchAsync(new Uri(server.Url + "/a"), ct: TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Robots_are_asked_once_and_obeyed()
    {
        await using var server = new LoopbackServer((request, stream, _) => LoopbackServer.Text(stream, 200, request.Path == "/robots.txt" ? "User-agent: *\nDisallow: /private\n" : "here"));
        using var fetcher = new Fetcher(Local with { ObeyRobots = true });
        Assert.Equal(FetchOutcome.Fetched, (await fetcher.FetchAsync(new Uri(server.Url + "/open"), ct: TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal(FetchOutcome.Disallowed, (await fetcher.FetchAsync(new Uri(server.Url + "/private/a"), ct: TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal(["/robots.txt", "/open"], server.Requests.Select(request => request.Path));
    }

    [Theory]
    [InlineData("User-agent: *\nDisallow: /a", "/a/b", false)]
    [InlineData("User-agent: *\nDisallow: /a", "/b", true)]
    [InlineData("User-agent: *\nDisallow: /a\nAllow: /a/open", "/a/open/1", true)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/x.pdf", false)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/x.pdf?a", true)]
    [InlineData("User-agent: *\nDisallow:", "/", true)]
    [InlineData("User-agent: other\nDisallow: /", "/", true)]
    [InlineData("User-agent: dragoman\nDisallow: /\n\nUser-agent: *\nAllow: /", "/", false)]
    [InlineData("User-agent: a\nUser-agent: Dragoman\nDisallow: /x", "/x", false)]
    [InlineData("disallow: /\nnothing", "/", true)]
    [InlineData("", "/", true)]
    public void Rules_of_robots_are_read(string file, string path, bool allowed) => Assert.Equal(allowed, RobotsRules.Of(Encoding.UTF8.GetBytes(file), "Dragoman").Allows(path));

    [Fact]
    public void A_hostile_robots_is_read_in_no_time()
    {
        var rules = RobotsRules.Of(Encoding.ASCII.GetBytes("User-agent: *\n" + string.Concat(Enumerable.Repeat("Disallow: /" + string.Concat(Enumerable.Repeat("*a", 500)) + "$\n", 400))), "Dragoman");
        Assert.True(rules.Allows("/" + new string('a', 2_000) + "b"));
    }
}
