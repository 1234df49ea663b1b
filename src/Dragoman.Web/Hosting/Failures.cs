using Dragoman.Store;
using Dragoman.Web.Api;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Dragoman.Web.Hosting;

/// <summary>What a reader sees when an answer could not be made: what kind of failure, and nothing of the machine's insides.</summary>
internal static class Failures
{
    public static void Handle(IApplicationBuilder app) => app.Run(static async context =>
    {
        var failure = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var (status, words) = failure switch
        {
            StoreException { Failure: StoreFailure.Busy } =>
                (StatusCodes.Status503ServiceUnavailable, "The store is busy: another program is writing to it. Try again in a moment."),
            StoreException { Failure: StoreFailure.Damaged } =>
                (StatusCodes.Status500InternalServerError, "The store is damaged. Run \"dragoman doctor\" to see what is wrong."),
            BadHttpRequestException bad => (bad.StatusCode, Requests.Describe(bad)),
            AntiforgeryValidationException =>
                (StatusCodes.Status400BadRequest, "The form is too old, or was not made by this page. Go back, load the page again and send it again."),
            OperationCanceledException => (StatusCodes.Status504GatewayTimeout, "It took too long. Ask for less: a narrower query, a shorter time."),
            _ => (StatusCodes.Status500InternalServerError, "The page could not be made. The log of the program says why."),
        };
        context.Response.StatusCode = status;
        if (ApiProblems.Applies(context))
        {
            await ApiProblems.Make(status, words).ExecuteAsync(context);
            return;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(
            "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
            + $"<title>Not now</title><link rel=\"stylesheet\" href=\"{WebAssets.StyleAddress}\"></head><body><main><div class=\"empty narrow\">"
            + $"<h1>This did not work</h1><p>{words}</p><p><a href=\"/\">The newest events</a></p></div></main></body></html>",
            context.RequestAborted);
    });
}
