using System.Collections;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Dragoman.Cli.Hosting;
using Dragoman.Cli.Serving;
using Dragoman.Cli.Usage;
using Dragoman.Store;
using Dragoman.Tests;

namespace Dragoman.Cli.Tests;

/// <summary>Settings, doctor, completion, colours and the web server: what surrounds the work.</summary>
public sealed partial class SurroundingsTests : IDisposable
{
    private readonly Executable _dragoman = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _dragoman.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_environment_wins_over_the_stronger_file_and_that_over_the_weaker()
    {
        var weak = _folder.Write("weak.json", """{"Dragoman":{"Store":"weak","Jobs":1,"Urls":"weak"}}""");
        var strong = _folder.Write("strong.json", """{ /* mine */ "dragoman": {"store":"strong","JOBS":"2",}, "Logging": {} }""");
        var settings = Settings.Load([weak, strong, _folder.File("absent.json")], new Hashtable { ["DRAGOMAN__STORE"] = "environment", ["PATH"] = "x" });
        Assert.Equal(("environment", 2, "weak"), (settings.Store?.Value, settings.Jobs, settings.Urls?.Value));
        Assert.Equal([weak, strong], settings.Files);
        Assert.Empty(settings.Unknown);
    }

    [Theory]
    [InlineData("{", "line 1")]
    [InlineData("[]", "expected a JSON object")]
    [InlineData("""{"Dragoman":7}""", "\"Dragoman\"")]
    [InlineData("""{"Dragoman":{"Store":{}}}""", "Dragoman.Store")]
    [InlineData("""{"Dragoman":{"Jobs":"many"}}""", "Jobs must be a whole number")]
    public void A_wrong_settings_file_is_named_and_ends_with_2(string json, string message)
    {
        var path = System.IO.Path.Combine(_dragoman.Home, ".config", "dragoman", "appsettings.json");
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, json);
        var outcome = _dragoman.With("XDG_CONFIG_HOME", System.IO.Path.Combine(_dragoman.Home, ".config")).Pipe("Envoys met.", "code");
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(path, outcome.Error, StringComparison.Ordinal);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_wins_over_the_environment()
    {
        var input = _folder.Write("a.txt", "Russia accused Ukraine of lying.");
        _dragoman.With("DRAGOMAN__STORE", _folder.File("environment.db"));
        Assert.Equal(0, _dragoman.Run("read", input).ExitCode);
        Assert.Equal(0, _dragoman.Run("read", input, "--store", _folder.File("line.db")).ExitCode);
        Assert.True(File.Exists(_folder.File("environment.db")) && File.Exists(_folder.File("line.db")));
    }

    [Fact]
    public void The_store_is_in_the_data_folder_of_the_system()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("the folders are those of Linux");
        var input = _folder.Write("a.txt", "Envoys met.");
        Assert.Equal(0, _dragoman.Run("read", input).ExitCode);
        Assert.True(File.Exists(System.IO.Path.Combine(_dragoman.Home, ".local", "share", "dragoman", "dragoman.db")));
        Assert.Equal(0, _dragoman.With("XDG_DATA_HOME", _folder.Path).Run("read", input).ExitCode);
        Assert.True(File.Exists(_folder.File(System.IO.Path.Combine("dragoman", "dragoman.db"))));
    }

    [Fact]
    public void The_doctor_finds_nothing_wrong_in_a_new_home_and_changes_nothing()
    {
        var outcome = _dragoman.Run("doctor");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.DoesNotContain("wrong", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("not there yet", outcome.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_dragoman.Home));
    }

    [Fact]
    public void The_doctor_tells_of_a_damaged_store_and_of_settings_that_mean_nothing()
    {
        var store = _folder.Write("news.db", "SQLite format 3\0 and nothing else");
        var outcome = _dragoman.With("DRAGOMAN__STOER", "x").Run("doctor", "--store", store);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(store, outcome.Output, StringComparison.Ordinal);
        Assert.Contains("DRAGOMAN__STOER", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(2, outcome.Lines.Count(line => line.StartsWith("wrong", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public void A_completion_script_is_read_by_its_shell(string shell)
    {
        var script = _folder.Write("completion", _dragoman.Run("completion", shell).Output);
        Assert.Equal((0, ""), Shell(shell, "-n", script) is var (code, _, error) ? (code, error) : default);
    }

    [Theory]
    [InlineData("dragoman ex", "explain export extract")]
    [InlineData("dragoman code --st", "--strict")]
    [InlineData("dragoman code --input js", "jsonl")]
    [InlineData("dragoman export --format ", "atom csv gdelt gdelt-mentions icews jsonl parquet phoenix plover polecat stix")]
    [InlineData("dragoman completion z", "zsh")]
    public void Bash_completes_commands_options_and_values(string line, string expected)
    {
        var script = _folder.Write("completion", _dragoman.Run("completion", "bash").Output);
        var words = string.Join(' ', line.Split(' ').Select(word => $"'{word}'"));
        var (code, output, _) = Shell(
            "bash", "-c", $"source '{script}'; COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}}-1)); _dragoman; echo $(printf '%s\\n' \"${{COMPREPLY[@]}}\" | sort)");
        Assert.Equal((0, expected + "\n"), (code, output));
    }

    [Fact]
    public void The_program_completes_its_line_for_dotnet_suggest_too() =>
        Assert.Contains("extract", _dragoman.Run("[suggest:11]", "dragoman ex").Lines);

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("NO_COLOR", "1", false)]
    [InlineData("TERM", "dumb", false)]
    public void A_report_on_a_terminal_is_coloured_unless_refused(string? variable, string? value, bool colored)
    {
        var input = _folder.Write("a.txt", "Russia accused Ukraine of breaking the truce.");
        _dragoman.With("TERM", "xterm-256color");
        if (variable is not null) _dragoman.With(variable, value);
        var output = OnTerminal($"code {input}");
        Assert.Contains("ACCUSE", output, StringComparison.Ordinal);
        Assert.Equal(colored, output.Contains("\e[", StringComparison.Ordinal) && Colors().IsMatch(output));
        Assert.StartsWith("{", Colors().Replace(OnTerminal($"code {input} --json"), "").TrimStart('\e', '[', '?', '1', 'h', '='), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_cannot_send_commands_to_the_terminal()
    {
        var input = _folder.Write("a.txt", "Russia accused \e]0;owned\aUkraine \e[2J of breaking the truce.");
        var output = OnTerminal($"code {input}");
        Assert.DoesNotContain("\e]0;", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[2J", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_reads_its_paths_shows_them_and_ends_cleanly()
    {
        _folder.Write("a.txt", "Russia accused Ukraine of breaking the truce.");
        using var process = _dragoman.Start("serve", _folder.Path, "--urls", "http://127.0.0.1:0");
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask()
            .WaitAsync(Executable.Patience, TestContext.Current.CancellationToken);
        var url = Address().Match(line!).Value;
        using var client = new HttpClient();
        var events = await client.GetStringAsync(new Uri(url + "/api/v1/events"), TestContext.Current.CancellationToken);
        Assert.Contains("ACCUSE", events, StringComparison.Ordinal);
        Signals.SendInterrupt(process);
        var outcome = Executable.Finish(process);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("1 new with", outcome.Error, StringComparison.Ordinal);

        // A store of its own, and not the user's.
        var data = System.IO.Path.Combine(_dragoman.Home, ".local", "share", "dragoman");
        Assert.False(File.Exists(System.IO.Path.Combine(data, "dragoman.db")));
        Assert.Single(Directory.GetFiles(System.IO.Path.Combine(data, "stores"), "*.db"));
    }

    [Fact]
    public void The_store_of_paths_does_not_depend_on_how_they_are_written()
    {
        Assert.Equal(PathStore.Of(["/a/news/", "/b"]), PathStore.Of(["/b", "/a/./news"]));
        Assert.NotEqual(PathStore.Of(["/a"]), PathStore.Of(["/b"]));
        Assert.StartsWith("news-", System.IO.Path.GetFileName(PathStore.Of(["/a/news"])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("8080")]
    [InlineData(";")]
    public void An_address_that_is_none_is_wrong_usage(string url) =>
        Assert.Throws<UsageException>(() => ServeAddress.Choose(url, isSecure: false));

    [Fact]
    public void The_mark_stands_under_the_fault_of_a_long_query_too()
    {
        var query = string.Join(' ', Enumerable.Repeat("truce", 40)) + " type:X " + string.Join(' ', Enumerable.Repeat("truce", 40));
        Assert.False(EventQuery.TryParse(query, out _, out var error));
        var lines = QueryArgument.Describe(query, error!).Split('\n');
        var mark = lines[2].IndexOf('^', StringComparison.Ordinal);
        Assert.StartsWith("X", lines[1][mark..], StringComparison.Ordinal);
        Assert.True(lines[1].Length < 120);
    }

    private static (int Code, string Output, string Error) Shell(string shell, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(shell, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var outcome = Executable.Finish(process);
            return (outcome.ExitCode, outcome.Output, outcome.Error);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{shell} is not installed");
            throw;
        }
    }

    private string OnTerminal(string command)
    {
        using var process = OnTerminalProcess(command);
        return Executable.Finish(process).Output;
    }

    private Process OnTerminalProcess(string command)
    {
        if (!File.Exists("/usr/bin/script")) Assert.Skip("script(1), which lends a terminal, is not installed");
        return _dragoman.StartIn("/usr/bin/script", "-qec", $"{Executable.Path} {command}", "/dev/null");
    }

    [GeneratedRegex("http://[0-9.:]+")]
    private static partial Regex Address();

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Colors();
}
