using Dragoman.Store;
using Dragoman.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dragoman.Web.Security;

/// <summary>Signing in, roles, tokens of forms, limits for each client: everything that <see cref="WebHost"/> adds for security.</summary>
internal static class SecuritySetup
{
    /// <summary>Whether the options make everybody sign in: they say so, or an address can be reached from other machines.</summary>
    public static bool SignInRequired(WebOptions options) =>
        options.SignIn || options.BehindProxy || options.Urls.Any(url => !HostNames.IsLoopback(HostNames.Parse(url).Host));

    public static void Add(IServiceCollection services, WebOptions options)
    {
        services.TryAddSingleton(options.Clock);
        services.AddSingleton(new SecuritySettings(SignInRequired(options)));
        services.AddSingleton(provider => new AccountDesk(provider.GetRequiredService<EventStore>(), options.Clock));
        services.AddSingleton(provider => new Auditing(provider.GetRequiredService<EventStore>(), options.Clock));
        services.AddSingleton(new SignInThrottle(options.Clock));
        services.AddSingleton(_ => new ClientLimits(options.ApiBurst, options.ApiPerSecond));
        services.AddSingleton<KeyUse>();
        services.AddHostedService(provider => provider.GetRequiredService<KeyUse>());
        services.AddAuthentication(SignInHandler.Name).AddScheme<SignInOptions, SignInHandler>(SignInHandler.Name, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(RoleNames.Reader, policy => policy.RequireRole(RoleNames.Reader, RoleNames.Editor, RoleNames.Admin))
            .AddPolicy(RoleNames.Editor, policy => policy.RequireRole(RoleNames.Editor, RoleNames.Admin))
            .AddPolicy(RoleNames.Admin, policy => policy.RequireRole(RoleNames.Admin))
            // What says nothing of who may see it is for those who may see the pages.
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireRole(RoleNames.Reader, RoleNames.Editor, RoleNames.Admin).Build());
        services.AddAntiforgery(form =>
        {
            form.Cookie.Name = "dragoman-form";
            form.Cookie.HttpOnly = true;
            form.Cookie.SameSite = SameSiteMode.Strict;
            form.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            form.SuppressXFrameOptionsHeader = true;
        });
        // Tokens of forms end with the process: a form that was open meanwhile asks to be sent again. No key is written anywhere.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
    }

    /// <summary>Whatever changes something and says nothing of who may is for editors: a form that forgets to say so is shut, not open.</summary>
    private static Task RequireEditor(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is not { } endpoint
            || !SameOrigin.Changes(context.Request.Method)
            || endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null
            || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
            || RoleNames.May(context.User, Role.Editor))
        {
            return next(context);
        }

        return context.User.Identity is { IsAuthenticated: true } ? context.ForbidAsync() : context.ChallengeAsync();
    }

    /// <summary>Who asks, whether they may, how often they may.</summary>
    public static void Use(IApplicationBuilder app)
    {
        SameOrigin.Use(app);
        app.UseAuthentication();
        ClientLimits.Use(app);
        app.Use(RequireEditor);
        app.UseAuthorization();
        app.UseAntiforgery();
    }
}
