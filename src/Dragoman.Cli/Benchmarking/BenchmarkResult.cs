using System.Text.Json.Serialization;

namespace Dragoman.Cli.Benchmarking;

/// <summary>What <c>dragoman bench</c> writes.</summary>
internal sealed record BenchmarkResult
{
    /// <summary>Documents read.</summary>
    public required int Documents { get; init; }

    /// <summary>Of these, pages: documents that came as HTML.</summary>
    public required int Pages { get; init; }

    /// <summary>Tokens that the language layer read in them, counted.</summary>
    public required long Tokens { get; init; }

    /// <summary>Worker threads.</summary>
    public required int Jobs { get; init; }

    /// <summary>Seconds by the clock.</summary>
    public required double Seconds { get; init; }

    /// <summary>Documents a second, from text or page to the store.</summary>
    public required double ArticlesPerSecond { get; init; }

    /// <summary>Tokens a second.</summary>
    public required double TokensPerSecond { get; init; }

    /// <summary>The same by worker thread.</summary>
    public required double TokensPerSecondPerCore { get; init; }

    /// <summary>Tokens by second of processor time, of all threads together: what other programs take does not count.</summary>
    public required double TokensPerProcessorSecond { get; init; }

    /// <summary>Tokens a second in the last tenth of the documents, by those in the first; 1 is flat.</summary>
    public required double LastTenthToFirst { get; init; }

    /// <summary>Median time of one document alone on one thread, in milliseconds, without the store.</summary>
    public required double P50Ms { get; init; }

    /// <summary>99th percentile of the same.</summary>
    public required double P99Ms { get; init; }

    /// <summary>Largest resident memory of the process, in MiB.</summary>
    public required double PeakMemoryMb { get; init; }

    /// <summary>Resident memory behind the first tenth of the documents, in MiB.</summary>
    public required double FirstTenthMemoryMb { get; init; }

    /// <summary>Resident memory at the end, in MiB.</summary>
    public required double EndMemoryMb { get; init; }

    /// <summary>Share of the clock's time in which all threads waited for the collector of memory.</summary>
    public required double CollectorShare { get; init; }

    /// <summary>How often the collector ran over the youngest, the middle and the oldest objects.</summary>
    public required IReadOnlyList<int> Collections { get; init; }

    /// <summary>Managed memory allocated for a document, in bytes.</summary>
    public required long AllocatedBytesPerArticle { get; init; }

    /// <summary>Events stored.</summary>
    public required long Events { get; init; }

    /// <summary>Documents that could not be read.</summary>
    public required long Failed { get; init; }

    /// <summary>Share of each layer in the time of documents read one after another on one thread.</summary>
    public required IReadOnlyDictionary<string, double> Layers { get; init; }

    /// <summary>Managed memory that each layer allocates for a document, in bytes.</summary>
    public required IReadOnlyDictionary<string, long> LayerBytes { get; init; }

    /// <summary>One core against all; null where it was not asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BenchmarkScaling? Scaling { get; init; }
}

/// <summary>The same documents on one core (one worker, everything of the program on it) and on all, in turns.</summary>
internal sealed record BenchmarkScaling
{
    /// <summary>Tokens a second on one core, the best of the turns.</summary>
    public required double OneCore { get; init; }

    /// <summary>Tokens a second on all of them, the best of the turns.</summary>
    public required double AllCores { get; init; }

    /// <summary>Tokens by second of processor time on one core, the best of the turns.</summary>
    public required double OneCoreByProcessorTime { get; init; }

    /// <summary>Tokens by second of processor time on all of them, the best of the turns; less than on one core where cores share a cache or a unit.</summary>
    public required double AllCoresByProcessorTime { get; init; }

    /// <summary>All against one.</summary>
    public double SpeedUp => Math.Round(AllCores / OneCore, 2);
}

/// <summary>JSON of <see cref="BenchmarkResult"/>, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BenchmarkResult))]
internal sealed partial class BenchmarkJson : JsonSerializerContext;
