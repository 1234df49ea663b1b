using System.Text.RegularExpressions;
using System.Threading.RateLimiting;
using Dragoman.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dragoman.Web.Hosting;

/// <summary>How many requests are worked on at once, how long each may take, and what those hear that are not answered.</summary>
internal static partial class Requests
{
    /// <summary>Requests that are worked on at once; the rest wait in a queue, and those that find it full are told to come back.</summary>
    private const int MaxAtOnce = 32;

    private const int MaxWaiting = 512;

    /// <summary>Threads beside those that make answers: exports, listeners, the store's own.</summary>
    private const int Others = 8;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public static void Add(IServiceCollection services)
    {
        // Answers are made, and wait for each other's counts, on the pool's threads: it must not grow by one each half second while readers wait.
        ThreadPool.GetMinThreads(out var workers, out var ports);
        if (workers < (2 * MaxAtOnce) + Others) ThreadPool.SetMinThreads((2 * MaxAtOnce) + Others, ports);
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddRequestTimeouts(options => options.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = Longest,
            TimeoutStatusCode = StatusCodes.Status504GatewayTimeout,
        });
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                IsExempt(context.Request.Path)
                    ? RateLimitPartition.GetNoLimiter("exempt")
                    : RateLimitPartition.GetConcurrencyLimiter("all", _ => new ConcurrencyLimiterOptions
                    {
                        PermitLimit = MaxAtOnce,
                        QueueLimit = MaxWaiting,
                        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
                    }));
        });
    }

    public static void Use(IApplicationBuilder app)
    {
        app.UseWhen(context => !ApiProblems.Applies(context), static pages =>
        {
            pages.UseStatusCodePagesWithReExecute("/problem/{0}", createScopeForStatusCodePages: true);
            pages.Use(static async (context, next) =>
            {
                await next(context);
                // The page that tells of it is only looked at, whatever was sent: a form must not be read as one of that page's.
                if (context.Response is { HasStarted: false, StatusCode: >= 400 }) context.Request.Method = HttpMethods.Get;
            });
        });
        app.UseWhen(ApiProblems.Applies, static api => api.UseStatusCodePages(static codes =>
            ApiProblems.Make(codes.HttpContext.Response.StatusCode, Words(codes.HttpContext.Response.StatusCode)).ExecuteAsync(codes.HttpContext)));
        app.UseRateLimiter();
    }

    /// <summary>What was wrong with a request that could not be read, without names of types.</summary>
    public static string Describe(BadHttpRequestException bad)
    {
        if (bad.StatusCode == StatusCodes.Status413PayloadTooLarge) return "The request is larger than this server takes.";
        if (Unbound().Match(bad.Message) is { Success: true } match) return $"The value of {match.Groups["name"].Value} cannot be read.";
        if (Missing().Match(bad.Message) is { Success: true } missing) return $"{missing.Groups["name"].Value} is missing.";
        if (bad.Message.Contains("anti-forgery", StringComparison.OrdinalIgnoreCase))
            return "The form is too old, or was not made by this page. Go back, load the page again and send it again.";
        return bad.Message.Contains("JSON", StringComparison.Ordinal) ? "The body is not the JSON that is expected; /openapi/v1.json describes it." : "The request has a value that cannot be read.";
    }

    /// <summary>Requests that are open for as long as somebody listens are counted elsewhere; health is always answered.</summary>
    private static bool IsExempt(PathString path) =>
        path.StartsWithSegments("/health", StringComparison.Ordinal)
        || path.StartsWithSegments("/api/v1/live", StringComparison.Ordinal)
        || path.StartsWithSegments(Live.NewsStream.Address, StringComparison.Ordinal)
        || path.StartsWithSegments("/api/v1/export", StringComparison.Ordinal)
        || path.StartsWithSegments("/mcp", StringComparison.Ordinal);

    private static string Words(int status) => status switch
    {
        StatusCodes.Status404NotFound => "There is no such address; /openapi/v1.json lists what there is.",
        StatusCodes.Status405MethodNotAllowed => "This address does not take this method; /openapi/v1.json lists those it takes.",
        StatusCodes.Status413PayloadTooLarge => "The request is larger than this server takes.",
        StatusCodes.Status415UnsupportedMediaType => "Send application/json.",
        StatusCodes.Status503ServiceUnavailable => "Too many requests are being worked on. Try again in a moment.",
        StatusCodes.Status504GatewayTimeout => "It took too long. Ask for less: a narrower query, a shorter time.",
        _ => "The request cannot be answered.",
    };

    [GeneratedRegex("^Failed to bind parameter \"[^\"]* (?<name>[A-Za-z@]+)\" from", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Unbound();

    [GeneratedRegex("^Required parameter \"[^\"]* (?<name>[A-Za-z@]+)\" was not provided", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Missing();
}
