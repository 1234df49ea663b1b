using Dragoman.Articles;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Reading;
using Dragoman.Cli.Usage;
using Dragoman.Coding;
using Dragoman.Store;
using Dragoman.Web;
using Microsoft.AspNetCore.Builder;

namespace Dragoman.Cli.Serving;

/// <summary>Who may reach the pages, and how.</summary>
/// <param name="SignIn">Whether everybody must sign in, wherever it listens.</param>
/// <param name="BehindProxy">Whether a proxy stands in front.</param>
/// <param name="KnownProxies">Proxies on other machines.</param>
/// <param name="Certificate">File of the certificate; null for none.</param>
/// <param name="CertificateKey">File of its key; null where it is in the same file.</param>
internal sealed record ServeSecurity(bool SignIn, bool BehindProxy, IReadOnlyList<string> KnownProxies, string? Certificate, string? CertificateKey);

/// <summary>Runs the web application until it is asked to end.</summary>
internal static class WebServer
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    /// <summary>Starts the application, says where it is, and returns when the invocation is cancelled.</summary>
    /// <param name="store">The store to show; stays open.</param>
    /// <param name="urls">Where to listen.</param>
    /// <param name="browser">Whether the browser may be opened.</param>
    /// <param name="serving">Who may reach it, and how.</param>
    /// <param name="coder">Tells the pages how a sentence is read.</param>
    /// <param name="invocation">What ends it.</param>
    /// <exception cref="CommandException">An address cannot be listened at.</exception>
    public static void Run(EventStore store, IReadOnlyList<string> urls, bool browser, ServeSecurity serving, DocumentCoder coder, Invocation invocation) =>
        RunAsync(store, urls, browser, serving, coder, invocation).GetAwaiter().GetResult();

    private static async Task RunAsync(EventStore store, IReadOnlyList<string> urls, bool browser, ServeSecurity serving, DocumentCoder coder, Invocation invocation)
    {
        await using var application = Build(store, urls, serving, coder);
        try
        {
            await application.StartAsync(invocation.Cancellation);
        }
        catch (IOException refused)
        {
            throw new CommandException($"cannot listen at {string.Join(", ", urls)}: {refused.Message}; choose another with --urls", refused);
        }

        foreach (var url in application.Urls) await Console.Out.WriteLineAsync($"Dragoman is at {url} (Ctrl-C ends it)");
        await Console.Out.FlushAsync(CancellationToken.None);
        if (browser && application.Urls.FirstOrDefault() is { } first) Browser.Open(first);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, invocation.Cancellation);
        }
        catch (OperationCanceledException)
        {
            // The only way out.
        }

        using var patience = new CancellationTokenSource(Farewell);
        await application.StopAsync(patience.Token);
    }

    private static WebApplication Build(EventStore store, IReadOnlyList<string> urls, ServeSecurity serving, DocumentCoder coder)
    {
        try
        {
            return WebHost.Build(new WebOptions
            {
                Store = store,
                Urls = urls,
                SignIn = serving.SignIn,
                BehindProxy = serving.BehindProxy,
                KnownProxies = serving.KnownProxies,
                Certificate = serving.Certificate,
                CertificateKey = serving.CertificateKey,
                Settle = cancel =>
                {
                    using var keeper = new StoryKeeper(store, coder);
                    keeper.Settle([], cancel);
                },
                Explain = (document, cancel) => coder.Explain(ArticleReader.Read(document, cancel), document, cancel),
            });
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }
}
