using System.Globalization;
using System.Text;
using Dragoman.Records;
using Dragoman.Sources;

namespace Dragoman.Cli.Benchmarking;

/// <summary>Documents that repeat themselves under fresh addresses, so that the store takes each for a new one.</summary>
internal sealed class BenchmarkDocuments(IReadOnlyList<Document> documents)
{
    /// <summary>Number of documents that differ in more than their address.</summary>
    public int Distinct => documents.Count;

    /// <summary>Number of pages among the first documents.</summary>
    /// <param name="count">How many documents.</param>
    public int Pages(int count)
    {
        var whole = documents.Count(IsPage) * (count / documents.Count);
        return whole + documents.Take(count % documents.Count).Count(IsPage);
    }

    /// <summary>The document of a number.</summary>
    /// <param name="number">0 or more.</param>
    public Document this[int number] => documents[number % documents.Count] with
    {
        Id = null,
        Url = string.Create(CultureInfo.InvariantCulture, $"https://bench.example/{number}"),
    };

    /// <summary>Documents as a source gives them.</summary>
    /// <param name="count">How many.</param>
    public IEnumerable<SourceItem> Items(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var document = this[i];
            yield return new SourceItem
            {
                File = document.Url!,
                Document = new RawDocument { Locator = document.Url!, MediaType = MediaType(document), Bytes = Bytes(document), Document = document },
            };
        }
    }

    /// <summary>Media type of a document's bytes.</summary>
    public static string MediaType(Document document) => IsPage(document) ? "text/html" : "text/plain";

    /// <summary>A document's bytes, as they would have come.</summary>
    public static byte[] Bytes(Document document) => Encoding.UTF8.GetBytes(document.Text ?? document.Html!);

    private static bool IsPage(Document document) => document.Text is null;
}
