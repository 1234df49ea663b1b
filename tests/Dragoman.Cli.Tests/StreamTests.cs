using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Dragoman.Tests;

namespace Dragoman.Cli.Tests;

/// <summary>What every streaming command promises, seen from outside.</summary>
public sealed class StreamTests : IDisposable
{
    private readonly Executable _dragoman = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _dragoman.Dispose();
        _folder.Dispose();
    }

    private static string Id(string line) => JsonNode.Parse(line)!["id"]!.GetValue<string>();

    private static string? Code(string line) => (string?)JsonNode.Parse(line)!["error"]?["code"];

    [Theory]
    [InlineData("code")]
    [InlineData("extract")]
    [InlineData("times")]
    public void Answers_come_in_the_order_of_the_input_on_eight_threads(string command)
    {
        // Long and short ones by turns, so that a later one is ready first.
        var lines = Enumerable.Range(0, 300).Select(number =>
            $$"""{"id":{{number}},"text":"{{string.Concat(Enumerable.Repeat("Ministers of two neighbours met on Tuesday. ", number % 7 == 0 ? 200 : 1))}}"}""");
        var outcome = _dragoman.Pipe(string.Join('\n', lines), command, "--jobs", "8", "-");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(Enumerable.Range(0, 300).Select(number => number.ToString(CultureInfo.InvariantCulture)), outcome.Lines.Select(Id));
    }

    [Fact]
    public void One_thread_and_eight_write_the_same_bytes()
    {
        var folder = Repository.Path("samples", "jsonl");
        var input = Directory.GetFiles(folder).Order(StringComparer.Ordinal).First();
        Assert.Equal(_dragoman.Run("code", "--jobs", "1", input).Output, _dragoman.Run("code", "--jobs", "8", input).Output);
    }

    [Theory]
    [InlineData("code", """{"id":"a","text":"Envoys met in Vienna."}""")]
    [InlineData("relate", """{"id":"a","text":"Russia accused Ukraine.","source":[0,6],"target":[15,22]}""")]
    [InlineData("parse", "Envoys met in Vienna.\n")]
    public async Task A_client_that_writes_one_line_and_waits_gets_its_answer(string command, string line)
    {
        using var process = _dragoman.Start(command, "-");
        await process.StandardInput.WriteLineAsync(line);
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        var answer = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask()
            .WaitAsync(Executable.Patience, TestContext.Current.CancellationToken);
        Assert.NotNull(answer);
        Assert.False(process.HasExited);
        process.StandardInput.Close();
        Assert.Equal(0, Executable.Finish(process).ExitCode);
    }

    [Fact]
    public void A_bad_line_is_answered_in_its_place_and_the_stream_goes_on()
    {
        var outcome = _dragoman.Pipe(
            """
            {"id":"good","text":"Envoys met."}
            {"id":"broken","text":
            ["not an object"]
            {"id":"no text"}
            {"id":"both","text":"a","html":"b"}
            {"id":"kind","text":7}
            {"id":"date","text":"Envoys met.","date":"yesterday"}

            {"id":"good too","text":"Envoys met."}
            """,
            "code");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(
            [null, "invalid-json", "invalid-json", "invalid-field", "invalid-field", "invalid-field", "invalid-date", null],
            outcome.Lines.Select(Code));
        Assert.Equal(
            [null, 2, 3, 4, 5, 6, 7, null],
            outcome.Lines.Select(line => (int?)JsonNode.Parse(line)!["line"]));
        Assert.Equal("broken", Id(outcome.Lines[1]));
        Assert.Null(JsonNode.Parse(outcome.Lines[2])!["id"]);
        Assert.Contains("\"id\":null", outcome.Lines[2], StringComparison.Ordinal);
        Assert.Contains("8 documents", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("2 answered, 6 failed (invalid-date 1, invalid-field 3, invalid-json 2)", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("relate", """{"id":"s","text":"A met B.","source":[0,1],"target":[6,99]}""", "invalid-span")]
    [InlineData("relate", """{"id":"s","text":"A met B.","source":[0,1]}""", "invalid-field")]
    [InlineData("relate", """{"id":"s","text":"A met B.","source":"A","target":[6,7]}""", "invalid-field")]
    [InlineData("relate", """{"id":"s","text":"\ud800","source":""", "invalid-json")]
    [InlineData("times", """{"id":"s","text":"Today.","date":"29 March"}""", "invalid-date")]
    [InlineData("times", """{"id":"s"}""", "invalid-field")]
    [InlineData("times", "null", "invalid-json")]
    public void A_line_that_is_wrong_in_itself_says_how(string command, string line, string code)
    {
        var outcome = _dragoman.Pipe(line + "\n", command, "--input", "jsonl");
        Assert.Equal(code, Code(Assert.Single(outcome.Lines)));
    }

    [Fact]
    public void Two_lines_with_one_id_are_both_answered()
    {
        var outcome = _dragoman.Pipe("{\"id\":1,\"text\":\"A.\"}\n{\"id\":1,\"text\":\"B.\"}\n", "code");
        Assert.Equal(["1", "1"], outcome.Lines.Select(Id));
    }

    [Fact]
    public void Strict_answers_all_and_ends_with_1()
    {
        var outcome = _dragoman.Pipe("{\"id\":1,\"text\":\"A.\"}\n{\n{\"id\":2,\"text\":\"B.\"}\n", "code", "--strict");
        Assert.Equal((1, 3), (outcome.ExitCode, outcome.Lines.Length));
    }

    [Fact]
    public void Compressed_in_and_compressed_out()
    {
        var input = _folder.File("in.jsonl.gz");
        using (var gzip = new GZipStream(File.Create(input), CompressionLevel.Fastest))
            gzip.Write("{\"id\":1,\"text\":\"Envoys met.\"}\n"u8);
        var output = _folder.File("out.jsonl.gz");
        Assert.Equal((0, ""), (_dragoman.Run("code", input, "--output", output) is var outcome ? outcome.ExitCode : -1, outcome.Output));
        using var reader = new StreamReader(new GZipStream(File.OpenRead(output), CompressionMode.Decompress));
        Assert.Equal("1", Id(reader.ReadLine()!));
    }

    [Fact]
    public void A_bare_text_takes_its_metadata_from_the_command_line()
    {
        var outcome = _dragoman.Pipe(
            "Envoys met.", "code", "-", "--date", "2019-03-29", "--title", "Talks", "--url", "https://example.org/a", "--source", "Radio Equator");
        var coded = JsonNode.Parse(Assert.Single(outcome.Lines))!;
        Assert.Equal(
            ("2019-03-29", "Talks", "https://example.org/a", "Radio Equator", "Envoys met."),
            ((string?)coded["date"], (string?)coded["title"], (string?)coded["url"], (string?)coded["source"], (string?)coded["text"]));
    }

    [Fact]
    public void The_input_is_what_the_command_line_says()
    {
        var outcome = _dragoman.Pipe("{\"id\":1,\"text\":\"Envoys met.\"}", "code", "--input", "text");
        Assert.StartsWith("{\"id\":1", (string?)JsonNode.Parse(Assert.Single(outcome.Lines))!["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_of_the_output_that_goes_away_ends_the_program_quietly()
    {
        using var process = _dragoman.Start("times", "-");
        var endless = Task.Run(
            () =>
            {
                try
                {
                    for (var number = 0; number < 200_000; number++)
                        process.StandardInput.WriteLine($$"""{"id":{{number}},"text":"They met on Tuesday."}""");
                }
                catch (IOException)
                {
                    // The program has ended, as it should.
                }
            },
            TestContext.Current.CancellationToken);
        Assert.NotNull(await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        process.StandardOutput.Close();
        Assert.True(process.WaitForExit(30_000));
        Assert.Equal((0, ""), (process.ExitCode, await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)));
        await endless.WaitAsync(Executable.Patience, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_interrupted_stream_keeps_what_it_has_answered_and_ends_with_130(bool byKeyboard)
    {
        using var process = _dragoman.Start("code", "-");
        await process.StandardInput.WriteLineAsync("""{"id":"a","text":"Envoys met."}""");
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal("a", Id((await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!));
        if (byKeyboard) Signals.SendInterrupt(process);
        else Signals.SendTerminate(process);
        var outcome = Executable.Finish(process);
        Assert.Equal((130, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("interrupted; 1 document", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_file_replaces_the_old_one_only_when_it_is_whole()
    {
        var output = _folder.Write("out.jsonl", "old\n");
        using (var process = _dragoman.Start("code", "-", "--output", output))
        {
            process.StandardInput.WriteLine("""{"id":"a","text":"Envoys met."}""");
            process.StandardInput.Flush();
            Assert.True(SpinWait.SpinUntil(() => Directory.GetFiles(_folder.Path).Length == 2, 30_000));
            Signals.SendInterrupt(process);
            Assert.Equal(130, Executable.Finish(process).ExitCode);
        }

        Assert.Equal("old\n", File.ReadAllText(Assert.Single(Directory.GetFiles(_folder.Path))));
        Assert.Equal(0, _dragoman.Pipe("""{"id":"a","text":"Envoys met."}""" + "\n", "code", "--output", output).ExitCode);
        Assert.Equal("a", Id(File.ReadAllLines(output).Single()));
        Assert.Equal([output, output + ".manifest.json"], Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_output_file_may_be_a_link_which_then_stays_one()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("links need rights on Windows");
        var real = _folder.Write("real.jsonl", "old\n");
        var link = _folder.File("link.jsonl");
        File.CreateSymbolicLink(link, real);
        Assert.Equal(0, _dragoman.Pipe("Envoys met.", "code", "--output", link).ExitCode);
        Assert.NotNull(File.ResolveLinkTarget(link, returnFinalTarget: false));
        Assert.Contains("Envoys met.", File.ReadAllText(real), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_reads_paragraph_by_paragraph_and_numbers_sentences_by_line()
    {
        var outcome = _dragoman.Pipe("Envoys met. They left.\n\n\nOne stayed.\n", "parse");
        Assert.Equal(["1-1", "1-2", "4-1"], outcome.Lines.Where(line => line.StartsWith("# sent_id", StringComparison.Ordinal)).Select(line => line[12..]));
    }

    [Fact]
    public void Parse_keeps_the_tokens_of_conllu_and_passes_over_what_is_malformed()
    {
        const string sentence = "# sent_id = x\n1\tDogs\t_\t_\t_\t_\t_\t_\t_\t_\n2\tbark.\t_\t_\t_\t_\t_\t_\t_\t_\n\n";
        var outcome = _dragoman.Pipe(sentence + "1\tonly two\n\n" + sentence.Replace("= x", "= y", StringComparison.Ordinal), "parse", "--input", "conllu");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(["# sent_id = x", "# sent_id = y"], outcome.Lines.Where(line => line.StartsWith("# sent_id", StringComparison.Ordinal)));
        Assert.Equal(["Dogs", "bark.", "Dogs", "bark."], outcome.Lines.Where(line => line[0] != '#').Select(line => line.Split('\t')[1]));
        Assert.Contains("standard input: line 5", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("invalid-conllu 1", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_reads_utf_16_with_a_byte_order_mark()
    {
        var bytes = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("Envoys met in Łódź.\n")).ToArray();
        Assert.Contains("\tŁódź\t", _dragoman.RunWith(bytes, "parse").Output, StringComparison.Ordinal);
    }
}
