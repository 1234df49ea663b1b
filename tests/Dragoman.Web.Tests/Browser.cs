using System.Collections.Concurrent;
using Dragoman.Tests;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Dragoman.Web.Tests.Browser))]

namespace Dragoman.Web.Tests;

/// <summary>
/// A real Chromium, one for all tests, and a site that they only read. At a desk without one the tests are skipped with the command that
/// installs it; in CI it must be there.
/// </summary>
/// <remarks>
/// A window of its own for each visit costs more than the visit: Chromium starts processes for it. So a window goes from test to test, with its
/// cookies, size, colours and complaints put back each time.
/// </remarks>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Paths =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

    private readonly Site _site = new();
    private readonly ConcurrentBag<(IBrowserContext Context, IPage Page)> _windows = [];
    private readonly SemaphoreSlim _starting = new(1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private static string? Executable => Paths.FirstOrDefault(File.Exists);

    // Started by the first visit: most runs of single tests need none.
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Opens a page. Whatever it writes to the console, requests from elsewhere or cannot load is in the visit.</summary>
    /// <param name="path">Path and query.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="dark">Whether the reader likes dark pages.</param>
    /// <param name="site">Where, if not at the site that all only read: a test that changes something gives its own.</param>
    internal async Task<Visit> OpenAsync(string path, int width = 1280, int height = 900, bool dark = false, Uri? site = null)
    {
        if (Executable is not { } executable)
        {
            const string missing = "these tests drive Chromium, which is not installed: apt-get install chromium";
            Assert.False(Repository.IsCi, missing);
            Assert.Skip(missing);
            return null!;
        }

        await StartAsync(executable);
        if (!_windows.TryTake(out var window))
        {
            var context = await _browser!.NewContextAsync(new BrowserNewContextOptions { ReducedMotion = ReducedMotion.Reduce });
            context.SetDefaultTimeout(60_000);
            window = (context, await context.NewPageAsync());
        }

        var (_, page) = window;
        await page.SetViewportSizeAsync(width, height);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light, Media = Media.Screen });
        await page.Mouse.MoveAsync(0, 0);
        var visit = new Visit(page, site ?? _site.Address, () => LeaveAsync(window));
        await page.GotoAsync(new Uri(visit.Root, path).AbsoluteUri);
        return visit;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
            _playwright!.Dispose();
            await _site.DisposeAsync();
        }

        _starting.Dispose();
    }

    private async Task StartAsync(string executable)
    {
        await _starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (_browser is not null) return;
            await _site.InitializeAsync();
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = executable,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            });
        }
        finally
        {
            _starting.Release();
        }
    }

    private async ValueTask LeaveAsync((IBrowserContext Context, IPage Page) window)
    {
        await window.Page.GotoAsync("about:blank");
        await window.Context.ClearCookiesAsync();
        _windows.Add(window);
    }
}

/// <summary>A visit to one page, and what went wrong on it.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly Func<ValueTask> _leave;

    public Visit(IPage page, Uri site, Func<ValueTask> leave)
    {
        (Page, Root, _leave) = (page, site, leave);
        page.Console += OnConsole;
        page.PageError += OnError;
        page.Dialog += OnDialog;
        page.Request += OnRequest;
    }

    public IPage Page { get; }

    /// <summary>Where the site is reached.</summary>
    public Uri Root { get; }

    public List<string> Complaints { get; } = [];

    /// <summary>Goes on to another page of the site.</summary>
    public Task GoAsync(string path) => Page.GotoAsync(new Uri(Root, path).AbsoluteUri);

    /// <summary>The computed background of the first element that a selector finds.</summary>
    public async Task<string> Background(string selector) =>
        await Page.Locator(selector).First.EvaluateAsync<string>("element => getComputedStyle(element).backgroundColor");

    public async ValueTask DisposeAsync()
    {
        Page.Console -= OnConsole;
        Page.PageError -= OnError;
        Page.Dialog -= OnDialog;
        Page.Request -= OnRequest;
        await _leave();
    }

    private void OnConsole(object? sender, IConsoleMessage message) => Complaints.Add("console: " + message.Text);

    private void OnError(object? sender, string error) => Complaints.Add("error: " + error);

    private void OnDialog(object? sender, IDialog dialog)
    {
        Complaints.Add("dialog: " + dialog.Message);
        _ = dialog.DismissAsync();
    }

    private void OnRequest(object? sender, IRequest request)
    {
        if (!request.Url.StartsWith(Root.AbsoluteUri, StringComparison.Ordinal)) Complaints.Add("request to " + request.Url);
    }
}
