using System.Text.Json.Nodes;
using Dragoman.Tests;

namespace Dragoman.Cli.Tests;

/// <summary>What <c>bench</c> says of itself. Times are not asserted: they are the machine's.</summary>
public sealed class BenchTests : IDisposable
{
    private readonly Executable _dragoman = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _dragoman.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void It_reads_documents_to_the_number_asked_for_and_leaves_nothing_behind()
    {
        var file = _folder.Write("news.jsonl", """{"id":"a","text":"Fiji condemned Tonga on Monday, the ministry said.","date":"2019-03-29"}""" + "\n");
        var outcome = _dragoman.Run("bench", file, "--documents", "30", "--json");
        Assert.Equal(0, outcome.ExitCode);
        var result = JsonNode.Parse(outcome.Output)!;
        Assert.Equal(30, (int)result["documents"]!);
        Assert.Equal(30, (int)result["events"]!);
        Assert.Equal(0, (int)result["failed"]!);
        Assert.Equal(30 * 9, (int)result["tokens"]!);
        Assert.Equal(0, (int)result["pages"]!);
        foreach (var name in new[] { "seconds", "tokensPerProcessorSecond", "lastTenthToFirst", "firstTenthMemoryMb", "endMemoryMb", "articlesPerSecond", "tokensPerSecond", "tokensPerSecondPerCore", "p50Ms", "p99Ms", "peakMemoryMb", "allocatedBytesPerArticle" })
            Assert.True((double)result[name]! > 0, name);
        Assert.InRange(result["layers"]!.AsObject().Sum(layer => (double)layer.Value!), 0.99, 1.01);
        Assert.All(result["layerBytes"]!.AsObject(), layer => Assert.True((long)layer.Value! > 0, layer.Key));
        Assert.Null(result["scaling"]);
        Assert.Empty(Directory.GetFileSystemEntries(_dragoman.Home));
    }

    [Fact]
    public void Pages_are_read_as_pages_and_one_core_is_set_beside_all()
    {
        var file = _folder.Write("pages.jsonl", """{"id":"a","html":"<html><body><article><h1>Fiji condemns Tonga</h1><p>Fiji condemned Tonga on Monday, the ministry said. It gave no reason for what it had said.</p></article></body></html>","date":"2019-03-29"}""" + "\n");
        var outcome = _dragoman.Run("bench", file, "--documents", "6", "--scaling", "--json");
        Assert.Equal(0, outcome.ExitCode);
        var result = JsonNode.Parse(outcome.Output)!;
        Assert.Equal(6, (int)result["pages"]!);
        foreach (var name in new[] { "oneCore", "allCores", "oneCoreByProcessorTime", "allCoresByProcessorTime", "speedUp" }) Assert.True((double)result["scaling"]![name]! > 0, name);
    }

    [Theory]
    [InlineData("--documents", "0")]
    [InlineData("--documents", "many")]
    public void A_number_that_is_none_is_wrong_usage(params string[] arguments) => Assert.Equal(2, _dragoman.Run(["bench", .. arguments]).ExitCode);
}
