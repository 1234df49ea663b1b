using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Dragoman.Store;
using Dragoman.Web.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;

namespace Dragoman.Web.Api;

/// <summary>
/// What is new, as it comes: server-sent events. A listener reads from the store at its own pace, so that one that is slow holds up nobody and
/// nothing is kept for it; one that was away names the last it has (<c>Last-Event-ID</c>) and misses nothing.
/// </summary>
internal static class ApiLive
{
    private const int Batch = 20;
    private const int EventsShown = 10;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/live", Listen)
        .WithTags("Live")
        .WithSummary("What is new, as it comes, as server-sent events")
        .WithDescription(
            "Each message is of the type document: its data are a document with those of its events that fit the query, ten at most; with a query, documents without such an event are "
            + "left out. Its id goes into Last-Event-ID when a listener comes back, and nothing in between is missed. A comment every 15 seconds keeps the connection open.")
        .Produces<string>(StatusCodes.Status200OK, "text/event-stream")
        .Problems(400, 503)
        .WithMetadata(new DisableRequestTimeoutAttribute());

    private static async Task<IResult> Listen(
        HttpContext context, EventStore store, LiveDesk desk,
        [Description(ApiRequest.QueryHelp)] string? q = null,
        [Description("Where to begin, an id of an earlier message; the header Last-Event-ID goes before it. Absent for now.")] string? after = null)
    {
        if (!ApiRequest.TryRead(store, q, 1, out var query, out var problem)) return problem;
        var last = context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } header ? header : after;
        if (!ApiRequest.TryNumber(last, out var key)) return ApiProblems.Wrong("after", "Last-Event-ID and after are ids of earlier messages: numbers.");
        using var seat = desk.Sit(Security.ClientLimits.ListenerOf(context));
        if (seat is null)
        {
            context.Response.Headers.RetryAfter = "30";
            return ApiProblems.Make(StatusCodes.Status503ServiceUnavailable, desk.FullMessage);
        }

        var mark = key is { } given ? new StoreMark(given) : store.Mark();
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache, no-transform";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await Write(context, string.Create(CultureInfo.InvariantCulture, $"retry: 3000\nid: {mark.Key}\n: what comes behind this is new\n\n"));
        try
        {
            while (true)
            {
                mark = await Tell(context, store, query, mark);
                if (!await desk.WaitAsync(mark, Silence, context.RequestAborted)) await Write(context, ": still here\n\n");
            }
        }
        catch (OperationCanceledException)
        {
            // The listener has gone, took too long to listen, or the program ends.
            return Results.Empty;
        }
    }

    /// <summary>Tells of everything behind a mark; gives the new one.</summary>
    private static async Task<StoreMark> Tell(HttpContext context, EventStore store, EventQuery query, StoreMark mark)
    {
        while (true)
        {
            var additions = store.AdditionsBehind(mark, Batch, context.RequestAborted);
            foreach (var addition in additions)
            {
                mark = addition.Mark;
                IReadOnlyList<EventRow> events = addition.Document.Events == 0
                    ? []
                    : store.Find(query.And(EventQuery.Parse("document:" + addition.Document.Id)), EventsShown, null, context.RequestAborted).Rows;
                if (events.Count == 0 && !query.IsEverything) continue;
                var data = JsonSerializer.Serialize(new LiveAnswer(addition.Document, events), ApiJson.Options.GetTypeInfo(typeof(LiveAnswer)));
                await Write(context, string.Create(CultureInfo.InvariantCulture, $"event: document\nid: {mark.Key}\ndata: {data}\n\n"));
            }

            if (additions.Count < Batch) return mark;
        }
    }

    private static async Task Write(HttpContext context, string text)
    {
        using var slow = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        slow.CancelAfter(Patience);
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), slow.Token);
        await context.Response.Body.FlushAsync(slow.Token);
    }
}
