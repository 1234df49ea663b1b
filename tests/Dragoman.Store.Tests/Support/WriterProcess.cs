using System.Diagnostics;
using System.Globalization;

namespace Dragoman.Store.Tests;

/// <summary>The other process: adds batches to a store until it is done or killed.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process _process;

    private WriterProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
    }

    /// <summary>The number of the last batch that it said was stored; −1 before the first.</summary>
    public int LastStored { get; private set; } = -1;

    public static WriterProcess Start(string store, int first, int batches, int size, params string[] prefix)
    {
        var arguments = new List<string>(prefix)
        {
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            Path.Combine(AppContext.BaseDirectory, "Dragoman.Store.Tests.Writer.dll"),
            store,
            first.ToString(CultureInfo.InvariantCulture),
            batches.ToString(CultureInfo.InvariantCulture),
            size.ToString(CultureInfo.InvariantCulture),
        };
        return new WriterProcess(new ProcessStartInfo(arguments[0], arguments[1..]) { RedirectStandardOutput = true, UseShellExecute = false });
    }

    /// <summary>Reads what it says until a line begins so, or it ends (null).</summary>
    public async Task<string?> ReadUntil(Func<string, bool> wanted, CancellationToken cancellationToken)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("batch ", StringComparison.Ordinal)) LastStored = int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
            if (wanted(line)) return line;
        }

        return null;
    }

    /// <summary>Ends it as the kernel ends a process: without a chance to tidy up. Then takes in what it had still said.</summary>
    public async Task Kill(CancellationToken cancellationToken)
    {
        _process.Kill();
        await ReadUntil(_ => false, cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
    }

    public async Task<int> End(CancellationToken cancellationToken)
    {
        await ReadUntil(_ => false, cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
