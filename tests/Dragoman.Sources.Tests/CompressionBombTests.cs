using System.Globalization;
using System.IO.Compression;
using System.Text;
using Dragoman.Records;
using Dragoman.Sources;

namespace Dragoman.Tests;

/// <summary>Compressed data that unpack to far more than any text does are given up early, everywhere; what only packs well is read.</summary>
public sealed class CompressionBombTests
{
    private const int Bomb = 12 << 20;

    [Theory]
    [InlineData("a.txt.gz", "")]
    [InlineData("a.jsonl.gz", "{\"text\":\"")]
    [InlineData("a.html.gz", "<html><body><p>")]
    public void A_file_is_refused(string name, string beginning)
    {
        var item = Assert.Single(Read(Gzip(beginning + new string('a', Bomb)), name));
        Assert.Equal(ErrorCodes.CompressionBomb, item.Failure!.Code);
        Assert.Contains("200 times", item.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_in_front_of_the_harm_are_kept()
    {
        var items = Read([.. Gzip("{\"id\":\"1\",\"text\":\"The council met.\"}\n"), .. Gzip("{\"text\":\"" + new string('a', Bomb))], "a.jsonl.gz");
        Assert.Equal("The council met.", items[0].Document!.Document.Text);
        Assert.Equal(ErrorCodes.CompressionBomb, items[1].Failure!.Code);
    }

    [Fact]
    public void A_file_of_many_members_that_each_stay_under_the_limit_is_refused()
    {
        var line = Gzip("{\"text\":\"" + new string('a', 9 << 20) + "\"}\n");
        var results = DocumentFile.Read(new MemoryStream([.. Enumerable.Repeat(line, 13).SelectMany(member => member)]), "a.jsonl.gz", new SourceOptions(), TestContext.Current.CancellationToken)
            .Select(item => item.Failure?.Code).ToList();
        Assert.Equal(ErrorCodes.CompressionBomb, results[^1]);
        Assert.InRange(results.Count(code => code is null), 9, 12);
    }

    [Fact]
    public void A_member_of_an_archive_is_skipped_and_named_and_the_next_is_read()
    {
        var items = Read([.. Gzip(Record(1, "a")), .. Gzip(Record(2, new string('a', Bomb))), .. Gzip(Record(3, "a"))], "a.warc.gz");
        Assert.Equal(["https://example.org/1", "https://example.org/3"], items.Select(item => item.Document?.Document.Url).OfType<string>());
        Assert.Equal(ErrorCodes.CompressionBomb, Assert.Single(items, item => item.Failure is not null).Failure!.Code);
    }

    [Fact]
    public void An_archive_of_nothing_else_is_given_up()
    {
        var member = Gzip(Record(2, new string('a', Bomb)));
        var items = Read([.. Enumerable.Repeat(member, 30).SelectMany(bytes => bytes)], "a.warc.gz");
        Assert.InRange(items.Count, 8, 12);
        Assert.All(items, item => Assert.Equal(ErrorCodes.CompressionBomb, item.Failure!.Code));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public void A_body_within_an_archive_is_refused(string encoding)
    {
        var items = Read([.. Encoding.Latin1.GetBytes(Record(1, Encoding.Latin1.GetString(Pack(encoding, new string('a', Bomb))), encoding)), .. Encoding.Latin1.GetBytes(Record(2, "a"))], "a.warc");
        Assert.Equal(ErrorCodes.CompressionBomb, items[0].Failure!.Code);
        Assert.NotNull(items[1].Document);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_body_that_is_fetched_is_refused(string encoding)
    {
        var body = Pack(encoding, new string('a', Bomb));
        await using var server = new LoopbackServer((_, stream, _) => LoopbackServer.Bytes(stream, 200, body, "text/html", $"Content-Encoding: {encoding}\r\n"));
        using var fetcher = new Fetcher(new FetchOptions { AllowPrivateAddresses = true, HostDelay = TimeSpan.Zero, ObeyRobots = false });
        var result = await fetcher.FetchAsync(new Uri(server.Url), ct: TestContext.Current.CancellationToken);
        Assert.Equal(FetchOutcome.Failed, result.Outcome);
        Assert.Contains("200 times", result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_file_that_packs_as_text_does_is_read()
    {
        var text = new StringBuilder();
        for (var number = 0; text.Length < Bomb; number++) text.Append(CultureInfo.InvariantCulture, $"The council met for the {number}th time, officials said.\n\n");
        Assert.NotNull(Assert.Single(Read(Gzip(text.ToString()), "a.txt.gz")).Document);
    }

    private static List<SourceItem> Read(byte[] bytes, string name) =>
        [.. DocumentFile.Read(new MemoryStream(bytes), name, new SourceOptions(), TestContext.Current.CancellationToken)];

    private static string Record(int number, string body, string? encoding = null)
    {
        var block = $"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{(encoding is null ? "" : $"Content-Encoding: {encoding}\r\n")}\r\n{body}";
        return $"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{number}\r\nContent-Type: application/http\r\nContent-Length: {block.Length}\r\n\r\n{block}\r\n\r\n";
    }

    private static byte[] Gzip(string text) => Pack("gzip", text);

    private static byte[] Pack(string encoding, string text)
    {
        using var packed = new MemoryStream();
        using (Stream packing = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            _ => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
        }) packing.Write(Encoding.Latin1.GetBytes(text));
        return packed.ToArray();
    }
}
