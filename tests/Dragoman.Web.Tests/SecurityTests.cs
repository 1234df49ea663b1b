using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dragoman.Store;
using Dragoman.Tests;
using Dragoman.Web.Security;

namespace Dragoman.Web.Tests;

/// <summary>Where one must sign in: who may what, and what is refused.</summary>
public sealed class SecurityTests(GuardedSite site) : IClassFixture<GuardedSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Uri Path(string path) => new(path, UriKind.Relative);

    [Theory]
    [InlineData("/")]
    [InlineData("/documents")]
    [InlineData("/review")]
    [InlineData("/nowhere")]
    [InlineData("/documents/x/raw")]
    public async Task A_page_leads_a_stranger_to_the_sign_in_and_back(string path)
    {
        using var client = site.Client();
        var answer = await client.GetAsync(Path(path), Cancel);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(path == "/" ? "/sign-in" : "/sign-in?return=" + Uri.EscapeDataString(path), answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("/api/v1/events")]
    [InlineData("/api/v1/live")]
    [InlineData("/api/v1/export?format=csv")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/mcp")]
    public async Task A_program_without_a_key_is_told_how_to_sign_in(string path)
    {
        using var client = site.Client();
        var answer = await client.GetAsync(Path(path), Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("sign-in", (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("/sign-in", HttpStatusCode.OK)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/robots.txt", HttpStatusCode.OK)]
    [InlineData("/favicon.ico", HttpStatusCode.OK)]
    public async Task What_strangers_need_is_open(string path, HttpStatusCode status)
    {
        using var client = site.Client();
        Assert.Equal(status, (await client.GetAsync(Path(path), Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_key_opens_the_api_and_what_is_no_key_does_not()
    {
        using var good = site.Client(site.Keys[Role.Reader]);
        var me = await good.GetFromJsonAsync<JsonElement>(Path("/api/v1/me"), Cancel);
        Assert.Equal(("reader", "reader", true), (me.GetProperty("name").GetString(), me.GetProperty("role").GetString(), me.GetProperty("signInRequired").GetBoolean()));
        var key = site.Keys[Role.Reader];
        foreach (var bad in new[] { key[..^1] + (key[^1] == 'a' ? 'b' : 'a'), key + "a", "dgm_x", "x", key.ToUpperInvariant() })
        {
            using var client = site.Client(bad);
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(Path("/api/v1/me"), Cancel)).StatusCode);
        }
    }

    [Fact]
    public async Task A_key_taken_back_or_ended_or_of_a_closed_account_is_refused_at_once()
    {
        var now = TimeProvider.System;
        site.Desk.Add("dora", Role.Reader, null, "test");
        var key = site.Desk.AddKey("dora", null, null, null, "test")!;
        var ended = site.Desk.AddKey("dora", null, null, TimeSpan.FromSeconds(-1), "test")!;
        var other = site.Desk.AddKey("dora", null, null, null, "test")!;
        using var client = site.Client(key);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Path("/api/v1/me"), Cancel)).StatusCode);
        site.Desk.RevokeKey(key[4..16], "test");
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(Path("/api/v1/me"), Cancel)).StatusCode);
        using var late = site.Client(ended);
        Assert.Equal(HttpStatusCode.Unauthorized, (await late.GetAsync(Path("/api/v1/me"), Cancel)).StatusCode);
        using var closed = site.Client(other);
        Assert.Equal(HttpStatusCode.OK, (await closed.GetAsync(Path("/api/v1/me"), Cancel)).StatusCode);
        site.Store.SetDisabled("dora", now.GetUtcNow());
        Assert.Equal(HttpStatusCode.Unauthorized, (await closed.GetAsync(Path("/api/v1/me"), Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_key_may_do_less_than_its_account_and_never_more()
    {
        var less = site.Desk.AddKey("admin", Role.Reader, null, null, "test")!;
        var more = site.Desk.AddKey("reader", Role.Admin, null, null, "test")!;
        foreach (var key in new[] { less, more })
        {
            using var client = site.Client(key);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(Path("/api/v1/audit"), Cancel)).StatusCode);
        }
    }

    [Theory]
    [InlineData(Role.Reader, "/api/v1/audit", HttpStatusCode.Forbidden)]
    [InlineData(Role.Editor, "/api/v1/audit", HttpStatusCode.Forbidden)]
    [InlineData(Role.Admin, "/api/v1/audit", HttpStatusCode.OK)]
    [InlineData(Role.Reader, "/audit", HttpStatusCode.Forbidden)]
    [InlineData(Role.Admin, "/audit", HttpStatusCode.OK)]
    [InlineData(Role.Reader, "/review", HttpStatusCode.OK)]
    public async Task Roles_open_what_they_open(Role role, string path, HttpStatusCode status)
    {
        using var client = site.Client(site.Keys[role]);
        Assert.Equal(status, (await client.GetAsync(Path(path), Cancel)).StatusCode);
    }

    [Fact]
    public async Task Only_editors_change_sources()
    {
        var source = new { url = "https://news.example/feed.xml", title = "News" };
        using var reader = site.Client(site.Keys[Role.Reader]);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsJsonAsync(Path("/api/v1/sources"), source, Cancel)).StatusCode);
        using var editor = site.Client(site.Keys[Role.Editor]);
        Assert.Equal(HttpStatusCode.Created, (await editor.PostAsJsonAsync(Path("/api/v1/sources"), source, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await editor.PostAsJsonAsync(Path("/api/v1/sources"), source, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await editor.PostAsJsonAsync(Path("/api/v1/sources"), new { url = "javascript:alert(1)" }, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await editor.DeleteAsync(Path("/api/v1/sources?url=" + Uri.EscapeDataString(source.url)), Cancel)).StatusCode);
        Assert.Contains(site.Store.Audit(50).Rows, row => row is { Who: "editor", Action: "source.add", Subject: "https://news.example/feed.xml" });
    }

    [Theory]
    [InlineData("/documents")]
    [InlineData("/review")]
    [InlineData("/")]
    public async Task What_says_nothing_of_who_may_change_it_is_shut_to_readers(string path)
    {
        using var reader = site.Client(site.Keys[Role.Reader]);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("x", "1")]);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsync(Path(path), form, Cancel)).StatusCode);
        using var stranger = site.Client();
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.PostAsync(Path(path), form, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Signing_in_gives_a_cookie_that_no_script_and_no_other_site_can_use_and_signing_out_ends_it()
    {
        using var client = await site.SignedInAsync("editor");
        Assert.Contains(">editor</a>", await client.GetStringAsync(Path("/"), Cancel), StringComparison.Ordinal);
        var again = site.Client();
        var page = await again.GetAsync(Path("/sign-in"), Cancel);
        Assert.DoesNotContain("dragoman-session", string.Join(';', page.Headers.TryGetValues("Set-Cookie", out var set) ? set : []), StringComparison.Ordinal);
        var left = await GuardedSite.SendFormAsync(client, "/account", "/sign-out", ("confirm", "yes"));
        Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync(Path("/"), Cancel)).StatusCode);
        Assert.Contains(site.Store.Audit(50).Rows, row => row is { Who: "editor", Action: "sign-out" });
    }

    [Fact]
    public async Task The_session_cookie_is_for_this_site_and_not_for_scripts()
    {
        using var client = site.Client(cookies: new CookieContainer());
        var answer = await GuardedSite.SendFormAsync(client, "/sign-in", "/sign-in/now", ("name", "reader"), ("password", GuardedSite.Password));
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("dragoman-session=", StringComparison.Ordinal)).ToLowerInvariant();
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        // What is kept of it is a hash: whoever reads the store cannot sign in with it.
        var token = cookie["dragoman-session=".Length..cookie.IndexOf(';', StringComparison.Ordinal)];
        Assert.Null(site.Store.AccountOfSession(token, DateTimeOffset.UtcNow));
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/sign-in?return=/x")]
    [InlineData("/a\nb")]
    public void Signing_in_leads_nowhere_else(string back) => Assert.Equal("/", SignInEndpoints.Back(back));

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var client = await site.SignedInAsync("editor");
        foreach (var (action, field) in new[] { ("/corrections", "document"), ("/sign-out", "confirm"), ("/sign-in/now", "name"), ("/account/password", "old") })
        {
            using var form = new FormUrlEncodedContent([KeyValuePair.Create(field, "x")]);
            Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync(Path(action), form, Cancel)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Path("/"), Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task What_a_page_of_another_site_sends_is_refused(string header, string value)
    {
        using var client = site.Client(site.Keys[Role.Editor]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/sources") { Content = JsonContent.Create(new { url = "https://news.example/other.xml" }) };
        request.Headers.Add(header, value);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(request, Cancel)).StatusCode);
        Assert.Null(site.Store.FindSource("https://news.example/other.xml"));
    }

    [Fact]
    public async Task Guessing_is_slowed_down_for_the_name_that_is_guessed()
    {
        site.Desk.Add("victim", Role.Reader, GuardedSite.Password, "test");
        using var client = site.Client(cookies: new CookieContainer());
        string? last = null;
        for (var i = 0; i < 7; i++)
            last = (await GuardedSite.SendFormAsync(client, "/sign-in", "/sign-in/now", ("name", "victim"), ("password", "wrong" + i))).Headers.Location!.OriginalString;
        Assert.Equal("/sign-in?said=wait", last);
        Assert.Contains("Too many wrong passwords", await client.GetStringAsync(Path(last!), Cancel), StringComparison.Ordinal);
        // The right password waits as well: otherwise the wait would tell which is right.
        Assert.Equal("/sign-in?said=wait", (await GuardedSite.SendFormAsync(client, "/sign-in", "/sign-in/now", ("name", "victim"), ("password", GuardedSite.Password))).Headers.Location!.OriginalString);
        Assert.Contains(site.Store.Audit(100).Rows, row => row is { Who: "victim", Action: "sign-in.refused" });
    }

    [Fact]
    public void Throttling_forgets_after_a_while_and_keeps_no_more_than_it_may()
    {
        var clock = new StoppedClock();
        var throttle = new SignInThrottle(clock);
        for (var i = 0; i < 5; i++) throttle.Failed("name:a", "at:1");
        Assert.True(throttle.Wait("name:a") > TimeSpan.Zero);
        Assert.Equal(TimeSpan.Zero, throttle.Wait("name:b"));
        clock.Now += TimeSpan.FromMinutes(16);
        Assert.Equal(TimeSpan.Zero, throttle.Wait("name:a", "at:1"));
        throttle.Succeeded("name:a");
        for (var i = 0; i < 30_000; i++) throttle.Failed("name:" + i);
    }

    [Fact]
    public async Task A_hostile_name_in_the_audit_log_stays_text()
    {
        using var client = site.Client(cookies: new CookieContainer());
        await GuardedSite.SendFormAsync(client, "/sign-in", "/sign-in/now", ("name", "<script>alert(1)</script>"), ("password", "x"));
        using var admin = site.Client(site.Keys[Role.Admin]);
        var body = await admin.GetStringAsync(Path("/audit"), Cancel);
        Assert.Contains("&lt;script&gt;", body, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short", true)]
    [InlineData("aaaaaaaaaaaaaaaaaaaa", true)]
    [InlineData("correct horse battery", false)]
    public void A_weak_password_is_refused(string password, bool refused) => Assert.Equal(refused, AccountDesk.WrongWith(password) is not null);

    [Fact]
    public void Where_others_reach_it_nobody_is_shut_out_unknowingly()
    {
        using var folder = new TemporaryFolder();
        using var store = EventStore.Open(folder.File("s.db"));
        var refused = Assert.Throws<ArgumentException>(() => WebHost.Build(new WebOptions { Store = store, Urls = ["http://0.0.0.0:0"] }));
        Assert.Contains("dragoman user add", refused.Message, StringComparison.Ordinal);
        new AccountDesk(store, TimeProvider.System).Add("anna", Role.Admin, GuardedSite.Password, "test");
        using var app = (IDisposable)WebHost.Build(new WebOptions { Store = store, Urls = ["http://0.0.0.0:0"], Logging = static _ => { } });
    }

    private sealed class StoppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
