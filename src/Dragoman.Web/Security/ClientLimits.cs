using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Dragoman.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Dragoman.Web.Security;

/// <summary>
/// How many requests one client may make of the API: a bucket that fills as fast as it may be used for long, and holds what may be used at once.
/// A client is a key, an account, or else an address. Every answer says what is left.
/// </summary>
internal sealed class ClientLimits : IDisposable
{
    /// <summary>The claim that tells one client from another.</summary>
    public const string ClientClaim = "client";

    private readonly PartitionedRateLimiter<HttpContext> _limiter;
    private readonly string _policy;

    /// <summary>Makes the limits.</summary>
    /// <param name="burst">Requests that may be made at once.</param>
    /// <param name="perSecond">Requests for long.</param>
    public ClientLimits(int burst, int perSecond)
    {
        _policy = string.Create(CultureInfo.InvariantCulture, $"\"client\";q={burst};w={Math.Max(1, burst / perSecond)}");
        _limiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(
            ClientOf(context),
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = burst,
                TokensPerPeriod = Math.Max(1, perSecond / 4),
                ReplenishmentPeriod = TimeSpan.FromMilliseconds(250),
                QueueLimit = 0,
            }));
    }

    public void Dispose() => _limiter.Dispose();

    /// <summary>Adds the limits behind authentication, for the API and the protocol of assistants.</summary>
    public static void Use(IApplicationBuilder app)
    {
        var limits = app.ApplicationServices.GetRequiredService<ClientLimits>();
        app.UseWhen(
            ApiProblems.Applies,
            branch => branch.Use((context, next) => limits.Pass(context, next)));
    }

    /// <summary>Whose seat a listener takes.</summary>
    public static string ListenerOf(HttpContext context) => ClientOf(context);

    private static string ClientOf(HttpContext context) =>
        context.User.FindFirstValue(ClientClaim) ?? "at:" + (context.Connection.RemoteIpAddress?.ToString() ?? "");

    private async Task Pass(HttpContext context, RequestDelegate next)
    {
        using var lease = await _limiter.AcquireAsync(context, 1, context.RequestAborted);
        var headers = context.Response.Headers;
        headers["RateLimit-Policy"] = _policy;
        headers["RateLimit"] = string.Create(
            CultureInfo.InvariantCulture, $"\"client\";r={_limiter.GetStatistics(context)?.CurrentAvailablePermits ?? 0}");
        if (lease.IsAcquired)
        {
            await next(context);
            return;
        }

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
        headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        await ApiProblems.Make(
            StatusCodes.Status429TooManyRequests,
            string.Create(CultureInfo.InvariantCulture, $"You ask too often. Wait {wait} s; the header RateLimit-Policy says how much is allowed.")).ExecuteAsync(context);
    }
}
