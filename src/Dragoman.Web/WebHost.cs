using System.Net;
using Dragoman.Knowledge;
using Dragoman.Store;
using Dragoman.Web.Api;
using Dragoman.Web.Components;
using Dragoman.Web.Hosting;
using Dragoman.Web.Live;
using Dragoman.Web.Mcp;
using Dragoman.Web.Review;
using Dragoman.Web.Security;
using Dragoman.Web.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Dragoman.Web;

/// <summary>Builds the web application: the pages and the HTTP API over one store.</summary>
public static partial class WebHost
{
    /// <summary>Builds the application without starting it. Whoever calls it runs it, and disposes it, which closes the store that it opened.</summary>
    /// <param name="options">What to serve, and where.</param>
    /// <returns>The application, ready for <c>RunAsync</c> or <c>StartAsync</c>; its <c>Urls</c> tell the addresses once it has started.</returns>
    /// <exception cref="ArgumentException">An option is wrong; the message names it and says what is expected.</exception>
    /// <exception cref="StoreException">The store cannot be opened.</exception>
    public static WebApplication Build(WebOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Validate(options);

        // An empty builder reads no settings of its own: no environment, no file in the current folder, only what the caller gives.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(WebHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Limit);
        if (options.Certificate is { } path) Encrypt(builder.WebHost, new CertificateFile(path, options.CertificateKey));
        builder.WebHost.UseUrls([.. options.Urls]);
        Log(builder.Logging, options);
        AddServices(builder.Services, options);

        var app = builder.Build();
        RequireSomebody(app, options);
        Use(app, options);
        Map(app);
        app.Lifetime.ApplicationStarted.Register(() => _ = Task.Run(() => WarmUp(app.Services)));
        foreach (var url in options.Urls)
        {
            if (!HostNames.IsSecure(url) && !HostNames.IsLoopback(HostNames.Parse(url).Host)) Exposed(app.Logger, url);
        }

        return app;
    }

    private static void Validate(WebOptions options)
    {
        if (options.Store is null && string.IsNullOrWhiteSpace(options.StorePath))
            throw new ArgumentException("StorePath names no file: give the path of the store, or an open one", nameof(options));
        if (options.Urls.Count == 0)
            throw new ArgumentException("Urls is empty: give at least one address to listen on, for example http://127.0.0.1:5170", nameof(options));
        if (options.Title.Length is < 1 or > 60)
            throw new ArgumentException($"Title has {options.Title.Length} characters: give 1 to 60", nameof(options));
        foreach (var url in options.Urls) _ = HostNames.Parse(url);
        if (options.Urls.Any(HostNames.IsSecure) != options.Certificate is not null)
            throw new ArgumentException("an https address in Urls and a Certificate go together: give both, or neither", nameof(options));
        _ = Proxies(options);
    }

    private static void Encrypt(IWebHostBuilder host, CertificateFile file) => host.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https =>
    {
        https.ServerCertificate = file.Certificate;
        https.OnAuthenticate = (_, connection) => connection.ServerCertificateContext = file.Context;
    }));

    /// <summary>Whose word counts about who asked and how: the proxy's that is nearest, where it is known.</summary>
    private static ForwardedHeadersOptions Proxies(WebOptions options)
    {
        var headers = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = 1 };
        headers.KnownProxies.Add(IPAddress.Loopback);
        headers.KnownProxies.Add(IPAddress.IPv6Loopback);
        foreach (var proxy in options.KnownProxies)
        {
            if (IPAddress.TryParse(proxy, out var address)) headers.KnownProxies.Add(address);
            else if (System.Net.IPNetwork.TryParse(proxy, out var network)) headers.KnownIPNetworks.Add(network);
            else throw new ArgumentException($"\"{proxy}\" is no address of a proxy: write 10.0.0.2, or a network 10.0.0.0/8", nameof(options));
        }

        return headers;
    }

    /// <summary>Where one must sign in, somebody must be able to: otherwise the pages would be shut to all, and nobody would know why.</summary>
    private static void RequireSomebody(WebApplication app, WebOptions options)
    {
        if (!SecuritySetup.SignInRequired(options)) return;
        var store = app.Services.GetRequiredService<EventStore>();
        var open = store.Accounts().Where(account => account.DisabledAt is null).ToList();
        if (open.Any(account => account.HasPassword) || store.ApiKeys().Any(key => key.RevokedAt is null && open.Any(account => account.Name == key.Account))) return;
        ((IDisposable)app).Dispose();
        throw new ArgumentException(
            "everybody must sign in at these addresses, and nobody can yet: make an account with \"dragoman user add NAME --role admin\" over this store, or listen at http://127.0.0.1:5170", nameof(options));
    }

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 64 * 1024;
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
        kestrel.Limits.MaxConcurrentConnections = 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
    }

    private static void Log(ILoggingBuilder logging, WebOptions options)
    {
        if (options.Logging is { } configure)
        {
            configure(logging);
            return;
        }

        // Standard output belongs to what commands answer.
        logging.SetMinimumLevel(LogLevel.Warning);
        // It warns of keys kept in the clear; ours are never kept. And a form with an old token is the sender's matter.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static void AddServices(IServiceCollection services, WebOptions options)
    {
        if (options.Store is { } given)
        {
            services.AddSingleton(given);
        }
        else
        {
            // Opened now, so that a store that cannot be opened is the caller's to hear of; made by a factory, so that the host closes it.
            var opened = EventStore.Open(options.StorePath!);
            services.AddSingleton(_ => opened);
        }

        services.AddSingleton(new WebSettings(options.Title, options.Clock, options.Explain, options.Settle));
        services.AddSingleton<CountingTurns>();
        services.AddSingleton(provider => new FigureDesk(provider.GetRequiredService<EventStore>(), provider.GetRequiredService<CountingTurns>(), options.Clock, options.PatienceFor));
        services.AddSingleton(provider => new PictureDesk(provider.GetRequiredService<CountingTurns>(), options.Clock, options.PatienceFor));
        services.AddRouting();
        services.AddRazorComponents();
        SecuritySetup.Add(services, options);
        services.AddSingleton<CorrectionDesk>();
        services.AddSingleton<RulingDesk>();
        services.AddSingleton<LiveDesk>();
        services.AddSingleton<NewsDesk>();
        services.AddSingleton(options.Knowledge ?? KnowledgeBase.Default);
        McpSetup.Add(services);
        services.AddProblemDetails();
        services.AddResponseCompression(compression => compression.EnableForHttps = false);
        services.AddHostFiltering(filter =>
        {
            filter.AllowedHosts = [.. options.BehindProxy && options.AllowedHosts.Count == 0 ? (IReadOnlyList<string>)["*"] : HostNames.Allowed(options.Urls, options.AllowedHosts)];
            filter.AllowEmptyHosts = false;
        });
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        ApiDescription.Add(services);
        Requests.Add(services);
    }

    private static void Use(WebApplication app, WebOptions options)
    {
        if (options.BehindProxy) app.UseForwardedHeaders(Proxies(options));
        SecurityHeaders.Use(app);
        app.UseExceptionHandler(Failures.Handle);
        app.UseHostFiltering();
        Requests.Use(app);
        app.UseResponseCompression();
        app.UseRouting();
        SecuritySetup.Use(app);
        app.UseRequestTimeouts();
    }

    private static void Map(WebApplication app)
    {
        WebAssets.Map(app.MapGroup("").AllowAnonymous());
        ApiEndpoints.Map(app);
        DocumentEndpoints.Map(app);
        NewsStream.Map(app);
        ReaderEndpoints.Map(app);
        SourceEndpoints.Map(app);
        SignInEndpoints.Map(app);
        ReviewEndpoints.Map(app);
        RulingEndpoints.Map(app);
        McpSetup.Map(app);
        app.MapOpenApi();
        app.MapGet("/health/live", () => TypedResults.Text("alive")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", Ready).AllowAnonymous().ExcludeFromDescription();
        app.MapRazorComponents<App>();
    }

    /// <summary>Reads the tables that pictures and actors need, and counts for the start page, so that the first reader does not wait for them.</summary>
    private static void WarmUp(IServiceProvider services)
    {
        try
        {
            var store = services.GetRequiredService<EventStore>();
            if (store.Summarize() is { Documents: > 0 } summary)
                _ = Pages.NowPage.Pictures(services.GetRequiredService<PictureDesk>(), store, summary, services.GetRequiredService<WebSettings>().Clock.GetUtcNow());
        }
        catch (Exception early) when (early is StoreException or ObjectDisposedException)
        {
            // The store is busy, or the program ends already: the first reader waits.
        }

        _ = WorldShapes.Coarse.Count;
        _ = KnownActors.Holders("USA", DateOnly.FromDayNumber(0));
        _ = KnownActors.Bodies("USAGOV");
    }

    private static ContentHttpResult Ready(EventStore store)
    {
        try
        {
            return TypedResults.Text($"ready, schema {store.Summarize().SchemaVersion}");
        }
        catch (StoreException failure)
        {
            return TypedResults.Text($"not ready: {failure.Failure}", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Url} can be reached from other machines: everybody must sign in, and what is sent can be read on the way unless a proxy in front speaks TLS")]
    private static partial void Exposed(ILogger logger, string url);
}
