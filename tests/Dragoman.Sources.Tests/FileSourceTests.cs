using System.IO.Compression;
using System.Text;
using CsCheck;
using Dragoman.Records;
using Dragoman.Sources;

namespace Dragoman.Tests;

public sealed class FileSourceTests : IDisposable
{
    private const string Report = "The council met on Tuesday. It agreed to reopen the bridge.";
    private static readonly string[] Pieces = ["{\"text\":", "\"a\"", "}", "\n", "<rss>", "<item>", "<?xml ", "?>", "<html", "\uFEFF", "\0", "é", "<!"];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_is_read_in_ordinal_order_without_hidden_files()
    {
        folder.Write("b/2.txt", Report);
        folder.Write("b/10.txt", Report);
        folder.Write("a.txt", Report);
        folder.Write("B.txt", Report);
        folder.Write(".hidden.txt", Report);
        folder.Write(".git/c.txt", Report);
        Assert.Equal(["B.txt", "a.txt", "b/10.txt", "b/2.txt"], Read(folder.Path).Select(item => Path.GetRelativePath(folder.Path, item.File)));
        Assert.Equal(new SourceSurvey(4, 4 * Report.Length), new FileSource(new SourceOptions()).Survey([folder.Path], TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_linked_folder_is_not_entered_so_that_no_loop_is_possible()
    {
        folder.Write("in/a.txt", Report);
        Directory.CreateSymbolicLink(folder.File("in/up"), folder.Path);
        Assert.Single(Read(folder.Path));
    }

    [Fact]
    public void Each_kind_of_file_is_known_by_its_content()
    {
        folder.Write("1.dat", Report);
        folder.Write("2.dat", "<!DOCTYPE html><html><body><p>" + Report);
        folder.Write("3.dat", "{\"text\":\"" + Report + "\"}\n");
        folder.Write("4.dat", "<?xml version='1.0'?><!-- x --><rss><channel><item><title>T</title></item></channel></rss>");
        folder.Write("5.dat", "<p>" + Report + "</p>");
        folder.Write("6.txt", "{ is a brace, and this a text.");
        Assert.Equal(
            ["text/plain", "text/html", "application/json", "application/xml", "text/html", "text/plain"],
            Read(folder.Path).Select(item => item.Document?.MediaType ?? item.Failure!.Message));
    }

    [Fact]
    public void Compressed_files_are_read_by_their_content_and_members_joined()
    {
        folder.Write("a.txt.gz", Gzip(Report));
        folder.Write("b", [.. Gzip("{\"text\":\"One.\"}\n"), .. Gzip("{\"text\":\"Two.\"}\n")]);
        Assert.Equal([Report, "One.", "Two."], Read(folder.Path).Select(item => item.Document!.Document.Text));
    }

    [Fact]
    public void Metadata_given_for_a_bare_file_go_with_it()
    {
        var path = folder.Write("a.txt", Report);
        var source = new FileSource(new SourceOptions { Title = "Bridge", Date = "29 March 2019", Url = "https://example.org/", Source = "Example" });
        var document = Assert.Single(source.Read([path], TestContext.Current.CancellationToken)).Document!;
        Assert.Equal(new Document { Text = Report, Title = "Bridge", Date = "2019-03-29", Url = "https://example.org/", Source = "Example" }, document.Document);
        Assert.Equal(Report, Encoding.UTF8.GetString(document.Bytes.Span));
        Assert.Equal(path, document.Locator);
    }

    [Fact]
    public void A_wrong_line_is_a_failure_with_its_line_and_id_and_the_rest_is_read()
    {
        folder.Write("a.jsonl", "{\"id\":1,\"text\":\"One.\"}\n\n{\"id\":\"x\",\"text\":2}\nnonsense\r\n{\"id\":4,\"text\":\"Four.\"}");
        var items = Read(folder.Path);
        Assert.Equal([(1L, "1", null), (3L, "x", ErrorCodes.InvalidField), (4L, null, ErrorCodes.InvalidJson), (5L, "4", null)], items.Select(item => (item.Line, item.Id, item.Failure?.Code)));
        Assert.EndsWith("a.jsonl#3", items[1].Failure!.Locator, StringComparison.Ordinal);
        Assert.Contains("a.jsonl: line 3", items[1].Failure!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("empty.txt", "", ErrorCodes.Empty)]
    [InlineData("blank.txt", " \n\t\n", ErrorCodes.Empty)]
    [InlineData("picture.png", "\u0089PNG\r\n\u001A\n\0\0\0\rIHDR", ErrorCodes.Binary)]
    [InlineData("report.pdf", "%PDF-1.7\n1 0 obj", ErrorCodes.Binary)]
    [InlineData("words.txt", "one\0two\0three\0", ErrorCodes.Binary)]
    [InlineData("pretty.json", "{\n  \"text\": \"One.\"\n}\n", ErrorCodes.UnknownFormat)]
    [InlineData("map.svg", "<?xml version='1.0'?><svg xmlns='x'><path/></svg>", ErrorCodes.UnknownFormat)]
    [InlineData("broken.jsonl", "{\"text\":", ErrorCodes.InvalidJson)]
    public void What_cannot_be_read_is_a_failure_that_names_the_file(string name, string content, string code)
    {
        folder.Write(name, Encoding.Latin1.GetBytes(content));
        folder.Write("z.txt", Report);
        var items = Read(folder.Path);
        Assert.Equal(code, items[0].Failure!.Code);
        Assert.Contains(name, items[0].Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(Report, items[^1].Document!.Document.Text);
    }

    [Fact]
    public void A_text_of_50_MB_is_too_large_and_hardly_read()
    {
        var path = folder.Write("big.txt", string.Concat(Enumerable.Repeat(Report + "\n", 2000)));
        using (var file = File.OpenWrite(path)) file.SetLength(50_000_000);
        var item = Assert.Single(Read(path));
        Assert.Equal(ErrorCodes.TooLarge, item.Failure!.Code);
        Assert.InRange(item.BytesRead, 0, SourceLimits.SampleBytes);
    }

    [Fact]
    public void A_line_of_20_MB_without_a_blank_is_too_large_and_the_next_is_read()
    {
        folder.Write("a.jsonl", "{\"id\":\"big\",\"text\":\"" + new string('x', 20_000_000) + "\"}\n{\"text\":\"One.\"}\n");
        var items = Read(folder.Path);
        Assert.Equal((ErrorCodes.TooLarge, "big"), (items[0].Failure!.Code, items[0].Id));
        Assert.Equal("One.", items[1].Document!.Document.Text);
    }

    [Fact]
    public void A_small_file_that_unpacks_to_much_is_given_up_early()
    {
        var path = folder.Write("bomb.gz", Gzip(new string('a', 200_000_000)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var item = Assert.Single(Read(path));
        Assert.Equal(ErrorCodes.TooLarge, item.Failure!.Code);
        Assert.InRange(item.BytesRead, 1, new FileInfo(path).Length / 2);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, Limits.DocumentBytes / 2, 6L * Limits.DocumentBytes);
    }

    [Fact]
    public void Compressed_data_that_are_cut_off_are_said_to_be_and_lines_in_front_kept()
    {
        var lines = string.Concat(Enumerable.Range(0, 3000).Select(index => $"{{\"id\":{index},\"text\":\"Report {index * 7919 % 1000} of the council.\"}}\n"));
        var whole = Gzip(lines);
        folder.Write("a.jsonl.gz", whole[..(whole.Length / 2)]);
        folder.Write("b.txt.gz", Gzip(Report)[..^6]);
        var items = Read(folder.Path);
        Assert.Equal("0", items[0].Document!.Document.Id);
        Assert.InRange(items.Count(item => item.Document is not null), 500, 2999);
        Assert.Equal([ErrorCodes.InvalidArchive, ErrorCodes.InvalidArchive], items.Where(item => item.Failure is not null).Select(item => item.Failure!.Code).TakeLast(2));
    }

    [Fact]
    public void Compressed_data_that_are_damaged_are_said_to_be()
    {
        var bytes = Gzip(string.Concat(Enumerable.Range(0, 500).Select(index => $"Report number {index}. ")));
        bytes[bytes.Length / 2] ^= 0x55;
        bytes[(bytes.Length / 2) + 1] ^= 0x55;
        Assert.Equal(ErrorCodes.InvalidArchive, Assert.Single(Read(folder.Write("a.gz", bytes))).Failure!.Code);
    }

    [Fact]
    public void A_file_that_vanishes_after_it_was_listed_is_a_failure()
    {
        folder.Write("a.txt", Report);
        var second = folder.Write("b.txt", Report);
        folder.Write("c.txt", Report);
        var codes = new List<string?>();
        foreach (var item in new FileSource(new SourceOptions()).Read([folder.Path], TestContext.Current.CancellationToken))
        {
            File.Delete(second);
            codes.Add(item.Failure?.Code);
        }

        Assert.Equal([null, ErrorCodes.NotFound, null], codes);
    }

    [Fact]
    public void A_path_that_is_not_there_is_a_failure_beside_the_others()
    {
        var path = folder.Write("a.txt", Report);
        var items = new FileSource(new SourceOptions()).Read([folder.File("no"), path], TestContext.Current.CancellationToken).ToList();
        Assert.Equal([ErrorCodes.NotFound, null], items.Select(item => item.Failure?.Code));
    }

    [Fact]
    public void A_folder_in_place_of_a_file_may_not_be_opened() =>
        Assert.Equal(ErrorCodes.NoAccess, Assert.Throws<InputException>(() => DocumentFile.Open(folder.Path)).Code);

    [Fact]
    public void A_file_without_permission_is_a_failure()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "permissions do not bind this user");
        var path = folder.Write("a.txt", Report);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.None);
        Assert.Equal(ErrorCodes.NoAccess, Assert.Single(Read(path)).Failure!.Code);
    }

    [Fact]
    public void An_error_in_the_middle_of_reading_keeps_what_came_before()
    {
        var stream = new ChunkedStream("{\"text\":\"One.\"}\n{\"text\":\"Tw"u8.ToArray(), 5, fails: true);
        var items = DocumentFile.Read(stream, "pipe", new SourceOptions { Input = InputKind.JsonLines }, TestContext.Current.CancellationToken).ToList();
        Assert.Equal("One.", items[0].Document!.Document.Text);
        Assert.Equal(ErrorCodes.ReadFailed, items[1].Failure!.Code);
        Assert.Contains("the disk says no", items[1].Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_of_lines_answers_each_line_before_the_next_is_written()
    {
        // The second read would fail: a reader that waits for more than the first line never gets to answer it.
        var stream = new ChunkedStream("{\"text\":\"One.\"}\n"u8.ToArray(), 100, fails: true);
        using var items = DocumentFile.Read(stream, "-", new SourceOptions(), TestContext.Current.CancellationToken).GetEnumerator();
        Assert.True(items.MoveNext());
        Assert.Equal("One.", items.Current.Document!.Document.Text);
    }

    [Fact]
    public void Lines_in_UTF_16_are_read()
    {
        folder.Write("a.jsonl", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("{\"text\":\"Über.\"}\n{\"text\":\"Two.\"}\n")]);
        Assert.Equal(["Über.", "Two."], Read(folder.Path).Select(item => item.Document?.Document.Text ?? item.Failure!.Message));
    }

    [Fact]
    public void Bytes_read_grow_to_the_size_of_all_files()
    {
        folder.Write("a.txt", Report);
        folder.Write("b.jsonl", "{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n");
        var read = Read(folder.Path).Select(item => item.BytesRead).ToList();
        Assert.Equal(read.Order(), read);
        Assert.Equal(new FileSource(new SourceOptions()).Survey([folder.Path], TestContext.Current.CancellationToken).Bytes, read[^1]);
    }

    [Fact]
    public void Sentences_are_no_documents()
    {
        var source = new FileSource(new SourceOptions { Input = InputKind.Conllu });
        Assert.Equal(ErrorCodes.UnknownFormat, Assert.Single(source.Read([folder.Write("a.conllu", "1\tA\n")], TestContext.Current.CancellationToken)).Failure!.Code);
    }

    [Fact]
    public void Any_bytes_give_items_and_never_an_exception() => Check.Sample(
        Gen.OneOf(
            Gen.Byte.Array[0, 200],
            Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]).Array[0, 12].Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces))),
            Gen.Byte.Array[0, 60].Select(bytes => (byte[])[0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, .. bytes])),
        bytes => Assert.All(
            DocumentFile.Read(new MemoryStream(bytes), "x", new SourceOptions()),
            item => Assert.True(item.Document is null != item.Failure is null)),
        iter: 3000);

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private static List<SourceItem> Read(string path) => [.. new FileSource(new SourceOptions()).Read([path], TestContext.Current.CancellationToken)];
}
