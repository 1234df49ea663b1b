using Dragoman.Tests;
using Microsoft.Playwright;

namespace Dragoman.Web.Tests;

/// <summary>
/// The site seen through a real Chromium. At a desk without one the tests are skipped with the command that installs it; in CI it must
/// be there.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Paths =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

    private readonly Site _site = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private static string? Executable => Paths.FirstOrDefault(File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Executable is not { } path) return;
        await _site.InitializeAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>Opens a page of the site. Whatever it writes to the console, requests from elsewhere or cannot load is in the visit.</summary>
    internal async Task<Visit> OpenAsync(string path, int width = 1280, int height = 900, bool dark = false)
    {
        if (_browser is null)
        {
            const string missing = "these tests drive Chromium, which is not installed: apt-get install chromium";
            Assert.False(Repository.IsCi, missing);
            Assert.Skip(missing);
        }

        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(60_000);
        var visit = new Visit(context, await context.NewPageAsync(), _site.Address);
        await visit.Page.GotoAsync(new Uri(_site.Address, path).AbsoluteUri);
        return visit;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is null) return;
        await _browser.DisposeAsync();
        _playwright!.Dispose();
        await _site.DisposeAsync();
    }
}

/// <summary>One page in its own browser context, and what went wrong on it.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    public Visit(IBrowserContext context, IPage page, Uri site)
    {
        _context = context;
        (Page, Root) = (page, site);
        page.Console += (_, message) => Complaints.Add("console: " + message.Text);
        page.PageError += (_, error) => Complaints.Add("error: " + error);
        page.Dialog += (_, dialog) =>
        {
            Complaints.Add("dialog: " + dialog.Message);
            _ = dialog.DismissAsync();
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(site.AbsoluteUri, StringComparison.Ordinal)) Complaints.Add("request to " + request.Url);
        };
    }

    public IPage Page { get; }

    /// <summary>Where the site is reached.</summary>
    public Uri Root { get; }

    public List<string> Complaints { get; } = [];

    /// <summary>The computed background of the first element that a selector finds.</summary>
    public async Task<string> Background(string selector) =>
        await Page.Locator(selector).First.EvaluateAsync<string>("element => getComputedStyle(element).backgroundColor");

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
