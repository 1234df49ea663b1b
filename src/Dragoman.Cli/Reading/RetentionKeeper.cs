using System.Globalization;
using Dragoman.Cli.Usage;
using Dragoman.Store;

namespace Dragoman.Cli.Reading;

/// <summary>Takes out texts that were kept long enough, at most once an hour.</summary>
internal sealed class RetentionKeeper(EventStore store, CancellationToken cancellation)
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    private long _looked = long.MinValue;

    /// <summary>Looks, if an hour has gone since the last time.</summary>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public void Look()
    {
        if (_looked != long.MinValue && TimeSpan.FromMilliseconds(Environment.TickCount64 - _looked) < Every) return;
        _looked = Environment.TickCount64;
        var removed = store.RemoveExpiredTexts(DateTimeOffset.UtcNow, cancellation);
        if (removed > 0) Invocation.Say(string.Create(CultureInfo.InvariantCulture, $"{removed:N0} texts were kept long enough and are removed; their events stay"));
    }
}
