using System.Net;
using System.Text.RegularExpressions;
using Dragoman.Store;
using Dragoman.Tests;
using Dragoman.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Dragoman.Web.Tests;

/// <summary>The application where everybody must sign in, with an account and a key of each role.</summary>
public sealed partial class GuardedSite : IAsyncLifetime
{
    public const string Password = "open sesame 2026";

    private readonly TemporaryFolder _folder = new();
    private WebApplication? _app;

    public EventStore Store { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public AccountDesk Desk { get; private set; } = null!;

    /// <summary>Keys by role.</summary>
    public Dictionary<Role, string> Keys { get; } = [];

    public async ValueTask InitializeAsync()
    {
        Store = News.OpenStore(_folder);
        Desk = new AccountDesk(Store, TimeProvider.System);
        foreach (var role in Enum.GetValues<Role>())
        {
            Desk.Add(RoleNames.Of(role), role, Password, "test");
            Keys[role] = Desk.AddKey(RoleNames.Of(role), null, "test", null, "test")!;
        }

        _app = WebHost.Build(new WebOptions { Store = Store, Urls = ["http://127.0.0.1:0"], SignIn = true, Logging = logging => logging.ClearProviders() });
        await _app.StartAsync(TestContext.Current.CancellationToken);
        Address = new Uri(_app.Urls.First());
    }

    /// <summary>A client with a key, or with a jar for cookies, or with neither.</summary>
    public HttpClient Client(string? key = null, CookieContainer? cookies = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = cookies is not null, CookieContainer = cookies ?? new CookieContainer() })
        {
            BaseAddress = Address,
        };
        if (key is not null) client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return client;
    }

    /// <summary>A browser's client, signed in.</summary>
    public async Task<HttpClient> SignedInAsync(string name)
    {
        var client = Client(cookies: new CookieContainer());
        var answer = await SendFormAsync(client, "/sign-in", "/sign-in/now", ("name", name), ("password", Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
        return client;
    }

    /// <summary>Loads a page, takes the token of its form, and sends the form.</summary>
    public static async Task<HttpResponseMessage> SendFormAsync(HttpClient client, string page, string action, params (string Name, string Value)[] fields)
    {
        var html = await client.GetStringAsync(new Uri(page, UriKind.Relative), TestContext.Current.CancellationToken);
        var token = Token().Match(html).Groups[1].Value;
        Assert.NotEmpty(token);
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Append(KeyValuePair.Create("__RequestVerificationToken", token)));
        return await client.PostAsync(new Uri(action, UriKind.Relative), form, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        Store.Dispose();
        _folder.Dispose();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
