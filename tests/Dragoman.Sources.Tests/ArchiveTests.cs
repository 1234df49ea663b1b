using System.Globalization;
using System.IO.Compression;
using System.Text;
using Dragoman.Records;
using Dragoman.Sources;

namespace Dragoman.Tests;

public sealed class ArchiveTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pages_of_an_archive_are_read_and_everything_else_is_passed_over(bool packed)
    {
        var bytes = Archive(packed, Record("warcinfo", "software: x"), Response(1), Record("request", "GET / HTTP/1.1\r\n\r\n"), Response(2, status: 404), Response(3, type: "image/png"), Response(4));
        var items = Read(bytes);
        Assert.Equal(["https://example.org/1", "https://example.org/4"], items.Select(item => item.Document!.Document.Url));
        Assert.Contains("report 1", items[0].Document!.Document.Html, StringComparison.Ordinal);
        Assert.All(items, item => Assert.Null(item.Document!.Document.Date));
    }

    [Fact]
    public void Texts_of_a_WET_archive_are_read()
    {
        var item = Assert.Single(Read(Archive(true, Record("warcinfo", "x"), Record("conversion", "The council met.\nIt agreed.", "text/plain", "https://example.org/1")), "x.warc.wet.gz"));
        Assert.Equal(("The council met.\nIt agreed.", "https://example.org/1", "text/plain"), (item.Document!.Document.Text, item.Document.Document.Url, item.Document.MediaType));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Any_record_can_be_read_by_its_offset(bool packed)
    {
        var bytes = Archive(packed, [.. Enumerable.Range(1, 20).Select(number => Response(number))]);
        var items = Read(bytes);
        foreach (var item in items)
        {
            var offset = long.Parse(item.Document!.Locator.Split('#')[1], CultureInfo.InvariantCulture);
            var record = WarcReader.Open(new MemoryStream(bytes), offset).Read(TestContext.Current.CancellationToken);
            Assert.Equal((item.Document.Document.Url, offset), (record!.Url, record.Offset));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reading_goes_on_where_it_was_left(bool packed)
    {
        var bytes = Archive(packed, [.. Enumerable.Range(1, 20).Select(number => Response(number))]);
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.warc", bytes);
        var first = DocumentFile.Read(path, new SourceOptions(), TestContext.Current.CancellationToken).Take(7).ToList();
        var rest = DocumentFile.Read(path, new SourceOptions { StartAt = _ => first[^1].ResumeAt }, TestContext.Current.CancellationToken).ToList();
        Assert.Equal(Enumerable.Range(8, 13).Select(number => $"https://example.org/{number}"), rest.Select(item => item.Document!.Document.Url));
        var end = rest[^1].ResumeAt;
        Assert.Empty(DocumentFile.Read(path, new SourceOptions { StartAt = _ => end }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Damaged_records_are_named_and_skipped()
    {
        var good = Response(1);
        var items = Read(Archive(
            false, good, "this is no record at all\r\n\r\n", Response(2), Response(3).Replace("Content-Length: ", "Content-Length: x", StringComparison.Ordinal), Response(4), "WARC/1.0\r\nWARC-Type: response\r\n"));
        Assert.Equal(["https://example.org/1", "https://example.org/2", "https://example.org/4"], items.Select(item => item.Document?.Document.Url).OfType<string>());
        Assert.Equal(3, items.Count(item => item.Failure?.Code == ErrorCodes.InvalidArchive));
    }

    [Fact]
    public void A_record_that_states_too_great_a_length_does_not_swallow_the_next()
    {
        var wrong = Response(1);
        var length = int.Parse(wrong.Split("Content-Length: ")[1].Split('\r')[0], CultureInfo.InvariantCulture);
        wrong = wrong.Replace($"Content-Length: {length}", $"Content-Length: {length + 300}", StringComparison.Ordinal);
        var items = Read(Archive(false, wrong, Response(2), Response(3)));
        Assert.Equal(["https://example.org/2", "https://example.org/3"], items.Select(item => item.Document?.Document.Url).OfType<string>());
        Assert.Single(items, item => item.Failure is not null);
    }

    [Fact]
    public void A_damaged_member_is_skipped_and_the_next_is_read()
    {
        var members = Enumerable.Range(1, 6).Select(number => Pack(Response(number))).ToArray();
        members[2].AsSpan(members[2].Length / 2, 20).Fill(0xAA);
        var items = Read([.. members.SelectMany(member => member)]);
        Assert.Equal(5, items.Count(item => item.Document is not null));
        Assert.Contains(items, item => item.Failure?.Code == ErrorCodes.InvalidArchive);
        Assert.Equal("https://example.org/6", items[^1].Document?.Document.Url);
    }

    [Fact]
    public void An_archive_that_is_cut_off_gives_what_stands_in_front()
    {
        var bytes = Archive(false, Response(1), Response(2));
        var items = Read(bytes[..^60]);
        Assert.Equal("https://example.org/1", items[0].Document!.Document.Url);
        Assert.Equal(ErrorCodes.InvalidArchive, items[^1].Failure!.Code);
    }

    [Fact]
    public void Records_are_chosen_by_date()
    {
        var bytes = Archive(true, Response(1, date: "2019-03-28T23:59:59Z"), Response(2, date: "2019-03-29T00:00:00Z"), Response(3, date: "2019-03-30T00:00:00Z"));
        var options = new SourceOptions { Since = new DateTimeOffset(2019, 3, 29, 0, 0, 0, TimeSpan.Zero), Until = new DateTimeOffset(2019, 3, 30, 0, 0, 0, TimeSpan.Zero) };
        Assert.Equal(["https://example.org/2"], DocumentFile.Read(new MemoryStream(bytes), "a.warc.gz", options, TestContext.Current.CancellationToken).Select(item => item.Document!.Document.Url));
    }

    [Fact]
    public void Chunks_and_compression_of_an_answer_are_undone()
    {
        var page = Pack("<p>The council met on Monday.</p>");
        var body = Encoding.Latin1.GetString([.. Encoding.ASCII.GetBytes($"{page.Length:x}\r\n"), .. page, .. "\r\n0\r\n\r\n"u8]);
        var block = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n" + body;
        var item = Assert.Single(Read(Archive(false, Record("response", block, "application/http; msgtype=response", "https://example.org/1"))));
        Assert.Equal("<p>The council met on Monday.</p>", item.Document!.Document.Html);
    }

    [Fact]
    public void An_answer_that_unpacks_without_end_is_refused()
    {
        using var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(new byte[Limits.DocumentBytes + 1000]);
        var block = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + Encoding.Latin1.GetString(bomb.ToArray());
        var items = Read(Archive(false, Record("response", block, "application/http", "https://example.org/1"), Response(2)));
        Assert.Equal(ErrorCodes.TooLarge, items[0].Failure!.Code);
        Assert.NotNull(items[1].Document);
    }

    private static List<SourceItem> Read(byte[] bytes, string name = "a.warc") =>
        [.. DocumentFile.Read(new MemoryStream(bytes), name, new SourceOptions(), TestContext.Current.CancellationToken)];

    private static byte[] Archive(bool packed, params string[] records) =>
        [.. records.SelectMany(record => packed ? Pack(record) : Encoding.Latin1.GetBytes(record))];

    private static string Response(int number, int status = 200, string type = "text/html", string date = "2019-03-29T12:00:00Z") => Record(
        "response", $"HTTP/1.1 {status} OK\r\nContent-Type: {type}\r\n\r\n<html><body><p>The council met for report {number}.</p></body></html>", "application/http; msgtype=response", $"https://example.org/{number}", date);

    private static string Record(string type, string block, string contentType = "application/warc-fields", string? url = null, string date = "2019-03-29T12:00:00Z") =>
        $"WARC/1.0\r\nWARC-Type: {type}\r\nWARC-Date: {date}\r\n{(url is null ? "" : $"WARC-Target-URI: {url}\r\n")}Content-Type: {contentType}\r\nContent-Length: {block.Length}\r\n\r\n{block}\r\n\r\n";

    private static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Encoding.Latin1.GetBytes(text));
        return packed.ToArray();
    }
}
