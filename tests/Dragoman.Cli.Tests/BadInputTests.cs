using System.Text;
using System.Text.Json.Nodes;
using Dragoman.Tests;

namespace Dragoman.Cli.Tests;

/// <summary>Every bad input that users have: a clear message with the file and the reason, the right exit code, bounded memory.</summary>
public sealed class BadInputTests : IDisposable
{
    /// <summary>Memory that no single bad input may cost: 1 GiB. A document of the largest size allowed takes about half of it.</summary>
    private const long MemoryLimit = 1L << 30;

    private readonly Executable _dragoman = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _dragoman.Dispose();
        _folder.Dispose();
    }

    private Outcome Refused(string path, string reason, params string[] arguments)
    {
        var outcome = _dragoman.Run(arguments.Length > 0 ? arguments : ["code", path]);
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(path, outcome.Error, StringComparison.Ordinal);
        Assert.Contains(reason, outcome.Error, StringComparison.Ordinal);
        Assert.InRange(outcome.PeakMemory, 0, MemoryLimit);
        return outcome;
    }

    [Fact]
    public void An_empty_file() => Refused(_folder.Write("empty.txt", ""), "empty");

    [Fact]
    public void A_file_of_nothing_but_white_space() => Refused(_folder.Write("blank.txt", " \n\t\n"), "white space");

    [Fact]
    public void A_binary_file() => Refused(_folder.Write("picture.txt", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D]), "picture");

    [Fact]
    public void Random_bytes()
    {
        var bytes = new byte[10_000];
        new Random(7).NextBytes(bytes);
        Refused(_folder.Write("random.txt", bytes), "not text");
    }

    [Fact]
    public void A_text_of_50_MB()
    {
        var path = _folder.Write("large.txt", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("Ministers met on Tuesday.\n", 2_000_000))));
        Refused(path, "16");
    }

    [Fact]
    public void A_line_of_20_MB_without_a_space()
    {
        var path = _folder.Write("wide.txt", Encoding.ASCII.GetBytes(new string('x', 20_000_000)));
        Refused(path, "16");
        Refused(path, "line 1 is longer than", "parse", path);
    }

    [Fact]
    public void A_text_of_the_largest_size_without_a_space_is_read_in_linear_time()
    {
        var path = _folder.Write("wide.txt", Encoding.ASCII.GetBytes(new string('x', 4_000_000)));
        var outcome = _dragoman.Run("extract", path);
        Assert.Equal(0, outcome.ExitCode);
        Assert.InRange(outcome.PeakMemory, 0, MemoryLimit);
    }

    [Fact]
    public void A_file_that_is_not_there() => Refused(_folder.File("gone.txt"), "no such file");

    [Fact]
    public void A_folder() => Refused(_folder.Path, "folder");

    [Fact]
    public void Damaged_gzip_tells_the_place_and_keeps_what_came_before()
    {
        using var plain = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(plain, System.IO.Compression.CompressionLevel.NoCompression, leaveOpen: true))
        {
            gzip.Write("{\"id\":1,\"text\":\"Envoys met.\"}\n"u8);
            gzip.Flush();
            gzip.Write(new byte[100_000]);
        }

        var path = _folder.Write("cut.jsonl.gz", plain.ToArray()[..20_000]);
        var outcome = _dragoman.Run("code", path);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("1", (string?)JsonNode.Parse(outcome.Lines[0])!["id"]);
        Assert.Contains(path, outcome.Error, StringComparison.Ordinal);
        Assert.Contains("damaged", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_and_mixed_encodings_are_read_as_what_they_are()
    {
        var windows = _folder.Write("windows.txt", [.. "Caf\u00e9 talks".Select(character => (byte)character)]);
        Assert.Equal("Café talks", (string?)JsonNode.Parse(_dragoman.Run("code", windows).Output)!["text"]);
        var mixed = _folder.Write("mixed.txt", [.. "Łódź and caf"u8, 0xE9, .. " in Łódź"u8]);
        Assert.Equal("Łódź and café in Łódź", (string?)JsonNode.Parse(_dragoman.Run("code", mixed).Output)!["text"]);
        var wide = _folder.Write("wide.txt", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("Envoys met in Łódź.")]);
        Assert.Equal("Envoys met in Łódź.", (string?)JsonNode.Parse(_dragoman.Run("code", wide).Output)!["text"]);
    }

    [Fact]
    public void Bytes_that_are_no_utf_8_inside_a_line_are_an_error_of_that_line()
    {
        var outcome = _dragoman.RunWith(
            (byte[])[.. "{\"id\":1,\"text\":\"caf"u8, 0xE9, .. "\"}\n{\"id\":2,\"text\":\"Envoys met.\"}\n"u8], "code", "--input", "jsonl");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(2, outcome.Lines.Length);
        Assert.Contains("\"text\":\"Envoys met.\"", outcome.Lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<div>", "</div>")]
    [InlineData("<b>", "")]
    [InlineData("<table><tr><td>", "")]
    public void A_page_with_100_000_nested_tags(string open, string close)
    {
        var page = $"<html><body>{string.Concat(Enumerable.Repeat(open, 100_000))}Envoys met.{string.Concat(Enumerable.Repeat(close, 100_000))}</body></html>";
        var path = _folder.Write("deep.html", page);
        var outcome = _dragoman.Run("extract", path);
        Assert.InRange(outcome.ExitCode, 0, 1);
        if (outcome.ExitCode == 1) Assert.Contains(path, outcome.Error, StringComparison.Ordinal);
        else Assert.Contains("Envoys met.", outcome.Output, StringComparison.Ordinal);
        Assert.InRange(outcome.PeakMemory, 0, MemoryLimit);
    }

    [Fact]
    public void Json_nested_100_000_deep_is_an_error_of_its_line()
    {
        var outcome = _dragoman.Pipe($"{{\"id\":1,\"text\":\"a\",\"x\":{new string('[', 100_000)}\n{{\"id\":2,\"text\":\"Envoys met.\"}}\n", "code", "--input", "jsonl");
        Assert.Equal((0, 2), (outcome.ExitCode, outcome.Lines.Length));
        Assert.Equal("invalid-json", (string?)JsonNode.Parse(outcome.Lines[0])!["error"]!["code"]);
    }

    [Fact]
    public void A_line_over_the_limit_is_skipped_and_the_next_is_answered()
    {
        var path = _folder.File("long.jsonl");
        using (var file = File.Create(path))
        {
            file.Write("{\"id\":1,\"text\":\""u8);
            var block = new byte[1024 * 1024];
            block.AsSpan().Fill((byte)'x');
            for (var i = 0; i < 100; i++) file.Write(block);
            file.Write("\"}\n{\"id\":2,\"text\":\"Envoys met.\"}\n"u8);
        }

        var outcome = _dragoman.Run("code", path);
        Assert.Equal((0, 2), (outcome.ExitCode, outcome.Lines.Length));
        Assert.Equal("too-large", (string?)JsonNode.Parse(outcome.Lines[0])!["error"]!["code"]);
        Assert.Equal("2", (string?)JsonNode.Parse(outcome.Lines[1])!["id"]);
        Assert.InRange(outcome.PeakMemory, 0, MemoryLimit);
    }

    [Fact]
    public void A_full_disk()
    {
        if (!File.Exists("/dev/full")) Assert.Skip("this system has no /dev/full");
        var input = _folder.Write("in.txt", "Envoys met.");
        var outcome = _dragoman.Run("code", input, "--output", "/dev/full");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("/dev/full: cannot be written: no space is left on the device", outcome.Error, StringComparison.Ordinal);
        Assert.True(File.Exists("/dev/full"));
    }

    [Theory]
    [InlineData("nowhere/out.jsonl", "no such file or folder")]
    [InlineData("", "folder")]
    [InlineData("in.txt/out.jsonl", "cannot be written")]
    public void An_output_that_cannot_be_made(string output, string reason)
    {
        var input = _folder.Write("in.txt", "Envoys met.");
        var outcome = _dragoman.Run("code", input, "--output", Path.Combine(_folder.Path, output));
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(reason, outcome.Error, StringComparison.Ordinal);
        Assert.Equal([input], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Streaming_200_MB_takes_no_more_memory_than_streaming_a_little()
    {
        using var process = _dragoman.Start("times", "-", "--jobs", "2");
        var output = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        var line = Encoding.UTF8.GetBytes($"{{\"id\":1,\"text\":\"{new string('x', 400_000)} on Tuesday\"}}\n");
        for (var written = 0L; written < 200_000_000; written += line.Length) await process.StandardInput.BaseStream.WriteAsync(line, TestContext.Current.CancellationToken);
        await process.StandardInput.BaseStream.FlushAsync(TestContext.Current.CancellationToken);
        var peak = Executable.PeakMemory(process);
        process.StandardInput.Close();
        Assert.True(process.WaitForExit(60_000));
        await output.WaitAsync(Executable.Patience, TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);

        // 32 MiB in flight, two workers, and the runtime.
        Assert.InRange(peak, 0, 300L * 1024 * 1024);
    }
}
