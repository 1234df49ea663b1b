using System.Security.Claims;
using System.Text.Encodings.Web;
using Dragoman.Store;
using Dragoman.Web.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dragoman.Web.Security;

/// <summary>Options of <see cref="SignInHandler"/>; there are none.</summary>
internal sealed class SignInOptions : AuthenticationSchemeOptions;

/// <summary>
/// Says who asks: by a key in <c>Authorization: Bearer</c>, by the cookie of a session, or, where nobody needs to sign in, whoever sits at this
/// machine. Looks into the store each time, so that a closed account and a key taken back end at once.
/// </summary>
internal sealed class SignInHandler(
    IOptionsMonitor<SignInOptions> options, ILoggerFactory logger, UrlEncoder encoder, EventStore store, SecuritySettings settings, KeyUse use)
    : AuthenticationHandler<SignInOptions>(options, logger, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string Name = "dragoman";

    /// <summary>Name of the session's cookie.</summary>
    public const string Cookie = "dragoman-session";

    /// <summary>Who asks where nobody needs to sign in.</summary>
    public const string Local = "local";

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (ApiProblems.Applies(Context))
        {
            Response.Headers.WWWAuthenticate = "Bearer realm=\"dragoman\"";
            return ApiProblems.Make(
                StatusCodes.Status401Unauthorized,
                Request.Headers.Authorization.Count > 0
                    ? "The key is not good: it is misspelt, has ended or was taken back."
                    : "Sign in first: give a key as \"Authorization: Bearer dgm_…\". \"dragoman key add\" makes one.").ExecuteAsync(Context);
        }

        var back = HttpMethods.IsGet(Request.Method) ? Request.Path + Request.QueryString : "/";
        Response.Redirect(back == "/" ? SignInEndpoints.Address : $"{SignInEndpoints.Address}?return={Uri.EscapeDataString(back)}");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return ApiProblems.Applies(Context)
            ? ApiProblems.Make(StatusCodes.Status403Forbidden, "Your role may not do this.").ExecuteAsync(Context)
            : Task.CompletedTask;
    }

    private AuthenticateResult Authenticate()
    {
        var now = TimeProvider.GetUtcNow();
        var header = Request.Headers.Authorization.ToString();
        if (header.Length > 0)
        {
            if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
                || !Secrets.TryReadKey(header[7..].Trim(), out var id, out var secret)
                || store.FindApiKey(id) is not { } found
                || !Secrets.Fits(secret, found.SecretHash)
                || found.Key.RevokedAt is not null
                || found.Key.ExpiresAt <= now
                || store.FindAccount(found.Key.Account) is not { Account: { DisabledAt: null } owner })
            {
                return AuthenticateResult.Fail("no such key");
            }

            use.Note(found.Key, now);
            return Ticket(owner.Name, (Role)Math.Min((int)owner.Role, (int)found.Key.Role), "key:" + id);
        }

        if (Request.Cookies[Cookie] is { Length: > 0 and <= 128 } token
            && store.AccountOfSession(Secrets.Hash(token), now) is { DisabledAt: null } account)
        {
            return Ticket(account.Name, account.Role, "session:" + account.Name);
        }

        return settings.SignInRequired ? AuthenticateResult.NoResult() : Ticket(Local, Role.Admin, null);
    }

    private static AuthenticateResult Ticket(string name, Role role, string? client)
    {
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, name), new Claim(ClaimTypes.Role, RoleNames.Of(role))], Name);
        if (client is not null) identity.AddClaim(new Claim(ClientLimits.ClientClaim, client));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }
}
