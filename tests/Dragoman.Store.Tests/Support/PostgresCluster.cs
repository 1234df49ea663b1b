using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Dragoman.Store.Tests;

/// <summary>
/// A PostgreSQL cluster in a temporary folder, on a loopback port, with a schema for each store. A shell stands between the tests and the server: when the pipe to
/// it ends, because the cluster is disposed of or the tests are gone, however they went, it ends the server and removes the folder.
/// </summary>
internal sealed class PostgresCluster : TestEngine, IDisposable
{
    private const string Watch = """
        "$@" </dev/null & server=$!
        echo "server $server"
        while read -r signal; do kill -s "$signal" $server; done
        kill -s QUIT $server 2>/dev/null; wait $server
        [ -e "$FOLDER/keep" ] || rm -rf "$FOLDER"
        """;

    private const int MostStarts = 50;

    private readonly string _programs;
    private readonly bool _isDurable;
    private readonly string _folder;
    private readonly int _port = FreePort();
    private Process? _shell;
    private int _number;

    /// <summary>Makes a cluster and starts its server.</summary>
    /// <param name="programs">Folder of the server's programs.</param>
    /// <param name="isDurable">Whether it syncs what it writes.</param>
    public PostgresCluster(string programs, bool isDurable)
    {
        (_programs, _isDurable) = (programs, isDurable);
        _folder = NewFolder(inMemory: !isDurable);

        // The server refuses to run as the superuser; Debian's package has made a user for it.
        if (Environment.IsPrivilegedProcess) Finish(Start("chown", "postgres", _folder));
        Finish(Start([.. AsServer("initdb"), "-D", Data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]));
        _shell = Launch() ?? throw new InvalidOperationException("the server does not start");
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Sends the server a signal (<c>QUIT</c> for an immediate shutdown, <c>KILL</c>), and waits until it is gone.</summary>
    public void Stop(string signal)
    {
        File.WriteAllText(Path.Combine(_folder, "keep"), "");
        _shell!.StandardInput.WriteLine(signal);
        End();
    }

    /// <summary>Starts it again over what is on the disk.</summary>
    public void StartAgain()
    {
        // A killed server's children need a moment to see it; until then a new one refuses the folder.
        for (var i = 0; i < MostStarts; i++)
        {
            if (Launch() is not { } shell) continue;
            _shell = shell;
            File.Delete(Path.Combine(_folder, "keep"));
            return;
        }

        throw new InvalidOperationException("the server does not start again");
    }

    public void Dispose()
    {
        End();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    internal override TestPlace NewPlace(string name = "test.store")
    {
        var schema = string.Create(CultureInfo.InvariantCulture, $"store_{Interlocked.Increment(ref _number)}");
        return new TestPlace(string.Create(CultureInfo.InvariantCulture, $"postgres://tests@127.0.0.1:{_port}/postgres?schema={schema}"), () => Drop(schema));
    }

    /// <summary>A folder of its own; in memory where there is room for files in it, for a store has 200 of them.</summary>
    private static string NewFolder(bool inMemory)
    {
        const string Memory = "/dev/shm";
        if (!inMemory || OperatingSystem.IsWindows() || !Directory.Exists(Memory)) return Directory.CreateTempSubdirectory("dragoman-postgres-").FullName;
        return Directory.CreateDirectory(Path.Combine(Memory, "dragoman-postgres-" + Path.GetRandomFileName()), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
    }

    private void Drop(string schema)
    {
        if (_shell is null) return;
        using var connection = new NpgsqlConnection(string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=tests;Database=postgres;Pooling=false"));
        connection.Open();
        using var command = new NpgsqlCommand($"SET client_min_messages = error; DROP SCHEMA IF EXISTS {schema} CASCADE", connection);
        command.ExecuteNonQuery();
    }

    private void End()
    {
        if (_shell is null) return;
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
        _shell = null;
    }

    /// <summary>Starts the server and waits until it says that it is ready; null where it ends before.</summary>
    private Process? Launch()
    {
        var start = new ProcessStartInfo("/bin/sh",
        [
            "-c", Watch, "sh", .. AsServer("postgres"), "-D", Data, "-p", _port.ToString(CultureInfo.InvariantCulture), "-k", _folder,
            "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200", "-c", "shared_buffers=64MB", "-c", "log_min_messages=log", "-c", "log_checkpoints=off",
            "-c", "autovacuum=off", .. _isDurable ? (ReadOnlySpan<string>)[] : ["-c", "fsync=off", "-c", "full_page_writes=off"],
        ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment["FOLDER"] = _folder;
        var shell = Process.Start(start)!;
        shell.OutputDataReceived += (_, _) => { };
        shell.BeginOutputReadLine();
        while (shell.StandardError.ReadLine() is { } line)
        {
            if (line.Contains("ready to accept connections", StringComparison.Ordinal))
            {
                // The rest is read, so that the pipe never fills.
                _ = shell.StandardError.ReadToEndAsync();
                return shell;
            }

            if (!line.Contains("FATAL", StringComparison.Ordinal)) continue;
            shell.StandardInput.Close();
            shell.WaitForExit();
            shell.Dispose();
            return null;
        }

        shell.Dispose();
        return null;
    }

    private string[] AsServer(string program)
    {
        var path = Path.Combine(_programs, program);
        return Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", path] : [path];
    }

    private static Process Start(params string[] command) =>
        Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;

    private static void Finish(Process process)
    {
        using (process)
        {
            var errors = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} ends with {process.ExitCode}: {errors.Result}");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
