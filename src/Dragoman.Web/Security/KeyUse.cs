using System.Collections.Concurrent;
using System.Threading.Channels;
using Dragoman.Store;
using Microsoft.Extensions.Hosting;

namespace Dragoman.Web.Security;

/// <summary>Keeps when keys were used, to the hour, behind the requests: no request waits for the store's one writer.</summary>
internal sealed class KeyUse(EventStore store) : BackgroundService
{
    private static readonly TimeSpan Fine = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _noted = new(StringComparer.Ordinal);

    // What does not fit is noted with the next use.
    private readonly Channel<(string Id, DateTimeOffset At)> _waiting = Channel.CreateBounded<(string, DateTimeOffset)>(
        new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Notes a use.</summary>
    public void Note(ApiKey key, DateTimeOffset now)
    {
        if (key.UsedAt is { } used && now - used < Fine) return;
        if (_noted.TryGetValue(key.Id, out var noted) && now - noted < Fine) return;
        _noted[key.Id] = now;
        _waiting.Writer.TryWrite((key.Id, now));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (id, at) in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await Task.Run(() => store.UseApiKey(id, at), stoppingToken);
            }
            catch (StoreException)
            {
                // A busy or full store: the next hour's use is noted instead.
            }
        }
    }
}
