using System.ComponentModel;
using Dragoman.Store;
using Dragoman.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;

namespace Dragoman.Web.Api;

/// <summary>Exports: everything that a query finds, in a form that others read, as a stream of any length.</summary>
internal static class ApiExport
{
    /// <summary>Exports that run at once: each keeps a connection and a thread for as long as its reader takes.</summary>
    private const int AtOnce = 4;

    private static readonly SemaphoreSlim Running = new(AtOnce);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/export", Export)
        .WithTags("Events")
        .WithSummary("Everything that a query finds, in a form that others read")
        .WithDescription("The forms are those of dragoman export; docs/exports.md says what each carries. Events come newest first, as they were when the export began.")
        .Produces<string>(StatusCodes.Status200OK, "text/csv", "application/jsonl")
        .Problems(400, 503)
        .WithMetadata(new DisableRequestTimeoutAttribute());

    private static async Task<IResult> Export(
        EventStore store, Auditing audit, HttpContext context,
        [Description("csv, jsonl, parquet, plover, polecat, icews, gdelt, gdelt-mentions, phoenix, stix or atom.")] string format,
        [Description(ApiRequest.QueryHelp)] string? q = null)
    {
        if (!ApiRequest.TryRead(store, q, 1, out var query, out var problem)) return problem;
        if (EventExport.Find(format) is not { } form)
            return ApiProblems.Wrong("format", $"format is one of {string.Join(", ", EventExport.Formats.Select(one => one.Name))}.");
        if (!await Running.WaitAsync(TimeSpan.Zero, context.RequestAborted))
        {
            context.Response.Headers.RetryAfter = "10";
            return ApiProblems.Make(StatusCodes.Status503ServiceUnavailable, $"{AtOnce} exports are running. Try again when one of them is done.");
        }

        try
        {
            audit.Record(context, "export", form.Name, query.ToString());
            context.Response.ContentType = form.MediaType;
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"events{form.Extension}\"";
            // Forms write as they go; the thread that waits for a slow reader is one of the four.
            if (context.Features.Get<IHttpBodyControlFeature>() is { } body) body.AllowSynchronousIO = true;
            await Task.Run(() => EventExport.Write(store, query, form, context.Response.Body, context.RequestAborted), context.RequestAborted);
            return Results.Empty;
        }
        finally
        {
            Running.Release();
        }
    }
}
