using Dragoman.Store;
using Dragoman.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Dragoman.Web.Tests;

/// <summary>The application on a free port of this machine, over a real store with the hand-coded news.</summary>
public sealed class Site : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private WebApplication? _app;

    public EventStore Store { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Store = News.OpenStore(_folder);
        Store.RecordFailure(new SourceProblem("news/<b>broken</b>.html", "binary", "The bytes are not text.", new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero)));
        (_app, Address, Client) = await StartAsync(Store);
    }

    /// <summary>Starts an application over a store, on a free port.</summary>
    /// <param name="store">The store.</param>
    /// <param name="patience">How long pages wait for their counts; null for as long as it takes, so that a busy machine shows what a quiet one does.</param>
    internal static async Task<(WebApplication App, Uri Address, HttpClient Client)> StartAsync(EventStore store, TimeSpan? patience = null)
    {
        var app = WebHost.Build(new WebOptions { Store = store, Urls = ["http://127.0.0.1:0"], Patience = patience ?? Timeout.InfiniteTimeSpan, PatienceWithFew = patience ?? Timeout.InfiniteTimeSpan, Logging = logging => logging.ClearProviders() });
        await app.StartAsync(TestContext.Current.CancellationToken);
        var address = new Uri(app.Urls.First());
        // A test sees redirects as they are.
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = address };
        return (app, address, client);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        Store.Dispose();
        _folder.Dispose();
    }
}
