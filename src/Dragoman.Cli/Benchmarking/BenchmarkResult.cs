using System.Text.Json.Serialization;

namespace Dragoman.Cli.Benchmarking;

/// <summary>What <c>dragoman bench</c> writes.</summary>
internal sealed record BenchmarkResult
{
    /// <summary>Documents read.</summary>
    public required int Documents { get; init; }

    /// <summary>Worker threads.</summary>
    public required int Jobs { get; init; }

    /// <summary>Documents a second, from text or page to the store.</summary>
    public required double ArticlesPerSecond { get; init; }

    /// <summary>Tokens a second.</summary>
    public required double TokensPerSecond { get; init; }

    /// <summary>The same by worker thread.</summary>
    public required double TokensPerSecondPerCore { get; init; }

    /// <summary>Median time of one document alone on one thread, in milliseconds, without the store.</summary>
    public required double P50Ms { get; init; }

    /// <summary>99th percentile of the same.</summary>
    public required double P99Ms { get; init; }

    /// <summary>Largest resident memory of the process, in MiB.</summary>
    public required double PeakMemoryMb { get; init; }

    /// <summary>Managed memory allocated for a document, in bytes.</summary>
    public required long AllocatedBytesPerArticle { get; init; }

    /// <summary>Events stored.</summary>
    public required long Events { get; init; }

    /// <summary>Documents that could not be read.</summary>
    public required long Failed { get; init; }

    /// <summary>Share of each layer in the time of documents read one after another on one thread.</summary>
    public required IReadOnlyDictionary<string, double> Layers { get; init; }
}

/// <summary>JSON of <see cref="BenchmarkResult"/>, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BenchmarkResult))]
internal sealed partial class BenchmarkJson : JsonSerializerContext;
