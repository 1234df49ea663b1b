using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dragoman.Tests;

namespace Dragoman.Cli.Tests;

/// <summary>What a run of the program wrote, and how it ended.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error, long PeakMemory)
{
    /// <summary>The lines of standard output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Runs the program as a user does: the executable that the build left, in a process of its own, with a home of its own.</summary>
internal sealed class Executable : IDisposable
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    private readonly TemporaryFolder _home = new();
    private readonly Dictionary<string, string?> _environment = new(StringComparer.Ordinal);

    /// <summary>The executable beside the tests: of the same configuration.</summary>
    public static string Path { get; } = FindExecutable();

    /// <summary>The home folder of its runs, empty at first.</summary>
    public string Home => _home.Path;

    /// <summary>Sets a variable for the runs that follow; null takes it away.</summary>
    public Executable With(string variable, string? value)
    {
        _environment[variable] = value;
        return this;
    }

    /// <summary>Runs to the end.</summary>
    /// <param name="arguments">The command line.</param>
    public Outcome Run(params string[] arguments) => RunWith(default, arguments);

    /// <summary>Runs to the end with a text on standard input.</summary>
    public Outcome Pipe(string input, params string[] arguments) => RunWith(Encoding.UTF8.GetBytes(input), arguments);

    /// <summary>Runs to the end with bytes on standard input.</summary>
    public Outcome RunWith(ReadOnlyMemory<byte> input, params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            process.StandardInput.BaseStream.Write(input.Span);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended without reading all of it, as it may.
        }

        return Finish(process, output, error);
    }

    /// <summary>Starts it and leaves it running.</summary>
    public Process Start(params string[] arguments) => StartIn(Path, arguments);

    /// <summary>Starts another program in the same surroundings.</summary>
    public Process StartIn(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = Home,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var variable in start.Environment.Keys.Where(name => name.StartsWith("DRAGOMAN", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(variable);
        foreach (var variable in (ReadOnlySpan<string>)["XDG_DATA_HOME", "XDG_CONFIG_HOME", "NO_COLOR", "DISPLAY", "WAYLAND_DISPLAY", "BROWSER"])
            start.Environment.Remove(variable);
        start.Environment["HOME"] = Home;
        foreach (var (variable, value) in _environment)
        {
            if (value is null) start.Environment.Remove(variable);
            else start.Environment[variable] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Waits for the end of a run that was started, and gathers what it wrote from now on.</summary>
    public static Outcome Finish(Process process) =>
        Finish(
            process,
            process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
            process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));

    /// <summary>The most memory that a running process has held, in bytes; 0 where the system does not say.</summary>
    public static long PeakMemory(Process process)
    {
        try
        {
            foreach (var line in File.ReadLines($"/proc/{process.Id}/status"))
            {
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                    return long.Parse(line.AsSpan(6).TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) * 1024;
            }
        }
        catch (IOException)
        {
            // Not Linux, or ended in the meantime.
        }

        return 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _home.Dispose();

    private static Outcome Finish(Process process, Task<string> output, Task<string> error)
    {
        var deadline = Stopwatch.StartNew();
        var peak = 0L;
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(20)))
        {
            peak = Math.Max(peak, PeakMemory(process));
            if (deadline.Elapsed > Patience)
            {
                process.Kill(entireProcessTree: true);
                Assert.Fail($"the program did not end within {Patience.TotalSeconds} s");
            }
        }

        return new Outcome(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult(), peak);
    }

    private static string FindExecutable()
    {
        // artifacts/bin/Dragoman.Cli.Tests/release/ → artifacts/bin/Dragoman.Cli/release/
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(System.IO.Path.DirectorySeparatorChar));
        var name = OperatingSystem.IsWindows() ? "dragoman.exe" : "dragoman";
        return System.IO.Path.Combine(here.Parent!.Parent!.FullName, "Dragoman.Cli", here.Name, name);
    }
}
