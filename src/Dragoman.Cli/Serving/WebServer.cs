using Dragoman.Articles;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Reading;
using Dragoman.Cli.Usage;
using Dragoman.Coding;
using Dragoman.Store;
using Dragoman.Web;
using Microsoft.AspNetCore.Builder;

namespace Dragoman.Cli.Serving;

/// <summary>Runs the web application until it is asked to end.</summary>
internal static class WebServer
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    /// <summary>Starts the application, says where it is, and returns when the invocation is cancelled.</summary>
    /// <param name="store">The store to show; stays open.</param>
    /// <param name="urls">Where to listen.</param>
    /// <param name="browser">Whether the browser may be opened.</param>
    /// <param name="signIn">Whether everybody must sign in, wherever it listens.</param>
    /// <param name="coder">Tells the pages how a sentence is read.</param>
    /// <param name="invocation">What ends it.</param>
    /// <exception cref="CommandException">An address cannot be listened at.</exception>
    public static void Run(EventStore store, IReadOnlyList<string> urls, bool browser, bool signIn, DocumentCoder coder, Invocation invocation) =>
        RunAsync(store, urls, browser, signIn, coder, invocation).GetAwaiter().GetResult();

    private static async Task RunAsync(EventStore store, IReadOnlyList<string> urls, bool browser, bool signIn, DocumentCoder coder, Invocation invocation)
    {
        await using var application = Build(store, urls, signIn, coder);
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

    private static WebApplication Build(EventStore store, IReadOnlyList<string> urls, bool signIn, DocumentCoder coder)
    {
        try
        {
            return WebHost.Build(new WebOptions
            {
                Store = store,
                Urls = urls,
                SignIn = signIn,
                Settle = cancel =>
                {
                    using var keeper = new StoryKeeper(store);
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
