using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Dragoman.Store;
using Dragoman.Tests;
using Dragoman.Web.Live;

namespace Dragoman.Web.Tests;

/// <summary>What is new, as it comes; what was missed, when a listener comes back.</summary>
public sealed class LiveTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_listener_hears_what_is_added_and_misses_nothing_while_away()
    {
        using var folder = new TemporaryFolder();
        using var store = EventStore.Open(folder.File("live.db"));
        store.Add([News.All[0]], Cancel);
        var (app, address, client) = await Site.StartAsync(store);
        await using (app)
        using (client)
        {
            string? last;
            using (var stream = await client.GetStreamAsync(new Uri(address, "/api/v1/live"), Cancel))
            {
                var messages = Messages(stream).GetAsyncEnumerator(Cancel);
                store.Add([News.All[1]], Cancel);
                Assert.True(await messages.MoveNextAsync());
                Assert.Equal("document", messages.Current.EventType);
                var heard = JsonDocument.Parse(messages.Current.Data).RootElement;
                Assert.Equal(News.All[1].Id, heard.GetProperty("document").GetProperty("id").GetString());
                Assert.True(heard.GetProperty("events").GetArrayLength() > 0);
                last = messages.Current.EventId;
            }

            // Away: three more come, of which one has an event that fits.
            store.Add([News.All[2], News.All[3], News.All[4]], Cancel);
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "/api/v1/live"));
            request.Headers.Add("Last-Event-ID", last);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
            Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
            using var again = await response.Content.ReadAsStreamAsync(Cancel);
            var ids = new List<string>();
            await foreach (var message in Messages(again).WithCancellation(Cancel))
            {
                ids.Add(JsonDocument.Parse(message.Data).RootElement.GetProperty("document").GetProperty("id").GetString()!);
                if (ids.Count == 3) break;
            }

            Assert.Equal([News.All[2].Id, News.All[3].Id, News.All[4].Id], ids);
        }
    }

    [Fact]
    public async Task A_query_leaves_out_what_does_not_fit()
    {
        using var folder = new TemporaryFolder();
        using var store = EventStore.Open(folder.File("live.db"));
        var (app, address, client) = await Site.StartAsync(store);
        await using (app)
        using (client)
        {
            using var stream = await client.GetStreamAsync(new Uri(address, "/api/v1/live?q=" + Uri.EscapeDataString("type:SANCTION")), Cancel);
            store.Add(News.All, Cancel);
            await foreach (var message in Messages(stream).WithCancellation(Cancel))
            {
                var events = JsonDocument.Parse(message.Data).RootElement.GetProperty("events").EnumerateArray().ToList();
                Assert.NotEmpty(events);
                Assert.All(events, one => Assert.Equal("SANCTION", one.GetProperty("type").GetString()));
                break;
            }
        }
    }

    [Fact]
    public async Task There_are_so_many_seats_for_one_client_and_a_seat_that_is_left_is_free_again()
    {
        using var folder = new TemporaryFolder();
        using var store = EventStore.Open(folder.File("live.db"));
        var (app, address, client) = await Site.StartAsync(store);
        await using (app)
        using (client)
        {
            var desk = (LiveDesk)app.Services.GetService(typeof(LiveDesk))!;
            var streams = new List<Stream>();
            for (var i = 0; i < LiveDesk.MaximumOfOne; i++) streams.Add(await client.GetStreamAsync(new Uri(address, "/api/v1/live"), Cancel));
            var refused = await client.GetAsync(new Uri(address, "/api/v1/live"), Cancel);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
            streams[0].Dispose();
            for (var i = 0; i < 100 && desk.Listeners == LiveDesk.MaximumOfOne; i++) await Task.Delay(100, Cancel);
            using var free = await client.GetStreamAsync(new Uri(address, "/api/v1/live"), Cancel);
            foreach (var stream in streams) await stream.DisposeAsync();
        }
    }

    [Fact]
    public async Task Waiting_ends_with_news_with_time_and_with_the_waiter()
    {
        using var folder = new TemporaryFolder();
        using var store = EventStore.Open(folder.File("live.db"));
        using var desk = new LiveDesk(store, TimeProvider.System);
        Assert.False(await desk.WaitAsync(store.Mark(), TimeSpan.FromMilliseconds(50), Cancel));
        var waiting = desk.WaitAsync(store.Mark(), TimeSpan.FromSeconds(30), Cancel);
        store.Add([News.All[0]], Cancel);
        desk.Look();
        Assert.True(await waiting);
        using var tired = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => desk.WaitAsync(store.Mark(), TimeSpan.FromSeconds(30), tired.Token));
    }

    private static async IAsyncEnumerable<SseItem<string>> Messages(Stream stream)
    {
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(Cancel))
        {
            if (item.EventType == "document") yield return item;
        }
    }
}
