using System.Text.Json;
using System.Text.Json.Serialization;
using Dragoman.Records.Json;

namespace Dragoman.Store;

/// <summary>Writes corrections as JSON Lines, the latest first.</summary>
public static class CorrectionExport
{
    private static readonly CorrectionJson Json = new(new JsonSerializerOptions(CorrectionJson.Default.Options)
    {
        Encoder = RecordsJson.Default.Options.Encoder,
    });

    /// <summary>Writes every correction with its decision.</summary>
    /// <param name="store">The store.</param>
    /// <param name="output">Where to; left open.</param>
    /// <param name="cancellationToken">Looked at between corrections.</param>
    /// <returns>Number of corrections written.</returns>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static async Task<long> WriteAsync(EventStore store, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(output);
        var count = 0L;
        foreach (var correction in store.EnumerateCorrections(cancellationToken))
        {
            var line = JsonSerializer.SerializeToUtf8Bytes(correction, Json.EventCorrection);
            await output.WriteAsync(line, cancellationToken).ConfigureAwait(false);
            await output.WriteAsync("\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
            count++;
        }

        return count;
    }
}

/// <summary>The JSON of corrections: camelCase, absent for null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EventCorrection))]
internal sealed partial class CorrectionJson : JsonSerializerContext;
