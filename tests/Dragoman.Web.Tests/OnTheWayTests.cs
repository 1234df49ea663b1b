using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dragoman.Store;
using Dragoman.Tests;
using Dragoman.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Dragoman.Web.Tests;

/// <summary>A proxy in front, and TLS without one.</summary>
public sealed class OnTheWayTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true, "203.0.113.7", true)]
    [InlineData(false, "127.0.0.1", false)]
    public async Task What_a_proxy_says_of_who_asks_counts_where_one_was_announced(bool announced, string address, bool secure)
    {
        using var store = EventStore.Open(_folder.File("news.db"));
        new AccountDesk(store, TimeProvider.System).Add("anna", Role.Reader, GuardedSite.Password, "test");
        await using var app = WebHost.Build(new WebOptions
        {
            Store = store,
            Urls = ["http://127.0.0.1:0"],
            SignIn = true,
            BehindProxy = announced,
            Logging = static logging => logging.ClearProviders(),
        });
        await app.StartAsync(Cancel);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false }) { BaseAddress = new Uri(app.Urls.First()) };
        // Of several steps only the nearest is believed: whoever asked may have written the rest.
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.1, 203.0.113.7");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        if (announced) client.DefaultRequestHeaders.Host = "news.example";
        // To the reader's browser the line is encrypted; to this client it is not, so that it must carry the form's cookie by hand.
        using var page = await client.GetAsync(new Uri("/sign-in", UriKind.Relative), Cancel);
        client.DefaultRequestHeaders.Add("Cookie", page.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        var answer = await GuardedSite.SendFormAsync(client, "/sign-in", "/sign-in/now", ("name", "anna"), ("password", GuardedSite.Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("dragoman-session", StringComparison.Ordinal));
        Assert.Equal(secure, cookie.Contains("secure", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(secure, answer.Headers.Contains("Strict-Transport-Security"));
        var entry = store.Audit(9).Rows.First(row => row.Who == "anna");
        Assert.Contains(address, entry.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_a_proxy_everybody_must_sign_in()
    {
        using var store = EventStore.Open(_folder.File("news.db"));
        Assert.Contains("sign in", Assert.Throws<ArgumentException>(() => WebHost.Build(new WebOptions { Store = store, BehindProxy = true })).Message, StringComparison.Ordinal);
        await using var app = WebHost.Build(new WebOptions { Store = store, Urls = ["http://127.0.0.1:0"], KnownProxies = ["10.0.0.2", "10.1.0.0/16"], Logging = static logging => logging.ClearProviders() });
        Assert.NotNull(app);
    }

    [Fact]
    public async Task A_certificate_encrypts_and_a_renewed_one_counts_from_the_next_connection_on()
    {
        var path = _folder.File("site.pem");
        var first = Write(path, "first");
        using var store = EventStore.Open(_folder.File("news.db"));
        await using var app = WebHost.Build(new WebOptions { Store = store, Urls = ["https://127.0.0.1:0"], Certificate = path, Logging = static logging => logging.ClearProviders() });
        await app.StartAsync(Cancel);
        Assert.StartsWith("https://", app.Urls.First(), StringComparison.Ordinal);
        Assert.Equal((first, "alive"), await AskAsync(app));
        // What is no certificate leaves the old one in use.
        File.WriteAllText(path, "half written");
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(1));
        Assert.Equal((first, "alive"), await AskAsync(app));
        var second = Write(path, "second");
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(2));
        Assert.NotEqual(first, second);
        Assert.Equal((second, "alive"), await AskAsync(app));
    }

    [Fact]
    public void What_is_no_certificate_is_said_at_once()
    {
        var path = _folder.Write("no.pem", "no certificate");
        Assert.Contains("PEM", Assert.Throws<ArgumentException>(() => WebHost.Build(new WebOptions { StorePath = _folder.File("x.db"), Urls = ["https://127.0.0.1:0"], Certificate = path })).Message, StringComparison.Ordinal);
        Assert.Contains("gone.pem", Assert.Throws<ArgumentException>(() => WebHost.Build(new WebOptions { StorePath = _folder.File("x.db"), Urls = ["https://127.0.0.1:0"], Certificate = _folder.File("gone.pem") })).Message, StringComparison.Ordinal);
    }

    private static async Task<(string Thumbprint, string Said)> AskAsync(WebApplication app)
    {
        string? shown = null;
        using var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
        {
            shown = certificate!.GetCertHashString(HashAlgorithmName.SHA256);
            return certificate.Subject.StartsWith("CN=", StringComparison.Ordinal);
        };
        using var client = new HttpClient(handler) { BaseAddress = new Uri(app.Urls.First()) };
        var said = await client.GetStringAsync(new Uri("/health/live", UriKind.Relative), Cancel);
        return (shown!, said);
    }

    private static string Write(string path, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(path, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
        return certificate.GetCertHashString(HashAlgorithmName.SHA256);
    }
}
