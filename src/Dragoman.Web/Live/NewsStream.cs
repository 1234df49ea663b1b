using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dragoman.Store;
using Dragoman.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;

namespace Dragoman.Web.Live;

/// <summary>What is new, as it comes, for the start page: server-sent events, whose data the page's script writes into its box as text.</summary>
internal static class NewsStream
{
    /// <summary>Where the stream is.</summary>
    public const string Address = "/live";

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // After that the browser asks anew, and with it whether the reader may still see it.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Address, Listen).ExcludeFromDescription().WithMetadata(new DisableRequestTimeoutAttribute());

    private static async Task Listen(HttpContext context, EventStore store, LiveDesk desk, NewsDesk news, TimeProvider clock, string? after = null)
    {
        var last = context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } header ? header : after;
        var mark = long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var key) ? new StoreMark(key) : store.Mark();
        using var seat = desk.Sit(ClientLimits.ListenerOf(context));
        if (seat is null)
        {
            // A browser does not ask again after that; the page says that it must be loaded again.
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store, no-transform";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        ending.CancelAfter(Longest);
        try
        {
            await Write(context, "retry: 3000\n: what comes behind this is new\n\n");
            while (true)
            {
                var piece = news.Behind(mark);
                mark = piece.Mark;
                if (piece.Documents > 0)
                {
                    var data = JsonSerializer.Serialize(piece, NewsJson.Default.NewsPiece);
                    await Write(context, string.Create(CultureInfo.InvariantCulture, $"event: news\nid: {mark.Key}\ndata: {data}\n\n"));
                    await Task.Delay(Pause, clock, ending.Token);
                }

                if (!await desk.WaitAsync(mark, Silence, ending.Token)) await Write(context, ": still here\n\n");
            }
        }
        catch (Exception over) when (over is OperationCanceledException or StoreException)
        {
            // The reader has gone, the program ends, or it is time to ask anew.
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

/// <summary>The JSON of the stream: camelCase, absent for null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NewsPiece))]
internal sealed partial class NewsJson : JsonSerializerContext;
