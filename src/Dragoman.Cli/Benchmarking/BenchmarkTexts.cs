using System.Reflection;
using System.Text.Json;
using Dragoman.Records;
using Dragoman.Records.Json;

namespace Dragoman.Cli.Benchmarking;

/// <summary>Texts of the project's own, for a benchmark that needs no file: <c>samples/jsonl/world-news.jsonl</c>.</summary>
internal static class BenchmarkTexts
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Document> All
    {
        get
        {
            using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("bench.jsonl")
                ?? throw new InvalidDataException("the texts of the benchmark are not in the program; build again");
            using var reader = new StreamReader(stream);
            var documents = new List<Document>();
            while (reader.ReadLine() is { } line)
            {
                if (line.Length > 0) documents.Add(JsonSerializer.Deserialize(line, RecordsJsonContext.Default.Document)!);
            }

            return documents;
        }
    }
}
