using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Dragoman.Store.Tests;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Dragoman.Store.Tests;

/// <summary>
/// A PostgreSQL server of the tests' own: a cluster in a temporary folder that listens on a loopback port, started when the first test asks
/// for it and removed with the last. Where PostgreSQL is not installed, tests that need it are skipped; in CI they fail.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private readonly Lazy<Cluster> _cluster = new(() => new Cluster());

    /// <summary>The engine, with a schema for each store.</summary>
    public TestEngine Engine
    {
        get
        {
            if (Programs is null)
            {
                Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "PostgreSQL is not installed (Debian: apt-get install postgresql)");
                Assert.Fail("PostgreSQL is not installed, and the tests of the server store need it (Debian: apt-get install postgresql)");
            }

            return _cluster.Value;
        }
    }

    /// <summary>The folder of the server's programs, the newest of those that Debian installs; null where there is none.</summary>
    private static string? Programs { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderByDescending(folder => folder, StringComparer.Ordinal)
            .Select(folder => Path.Combine(folder, "bin")).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
        : null;

    public void Dispose()
    {
        if (_cluster.IsValueCreated) _cluster.Value.Stop();
    }

    private sealed class Cluster : TestEngine
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("dragoman-postgres-").FullName;
        private readonly int _port = FreePort();
        private readonly Process _server;
        private int _number;

        public Cluster()
        {
            // The server refuses to run as the superuser; Debian's package has made a user for it.
            var data = Path.Combine(_folder, "data");
            if (Environment.IsPrivilegedProcess) Wait(Start("chown", "postgres", _folder));
            Wait(StartServer("initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"));
            _server = StartServer(
                "postgres", "-D", data, "-p", _port.ToString(CultureInfo.InvariantCulture), "-k", _folder, "-c", "listen_addresses=127.0.0.1",
                "-c", "fsync=off", "-c", "max_connections=200", "-c", "shared_buffers=64MB", "-c", "log_min_messages=fatal");
            var patience = Stopwatch.StartNew();
            while (true)
            {
                try
                {
                    using var connection = new NpgsqlConnection(Address("postgres"));
                    connection.Open();
                    return;
                }
                catch (NpgsqlException) when (patience.Elapsed < TimeSpan.FromSeconds(60))
                {
                    Thread.Sleep(50);
                }
            }
        }

        internal override TestPlace NewPlace(string name)
        {
            var schema = string.Create(CultureInfo.InvariantCulture, $"store_{Interlocked.Increment(ref _number)}");
            return new TestPlace(
                string.Create(CultureInfo.InvariantCulture, $"postgres://tests@127.0.0.1:{_port}/postgres?schema={schema}"), () => Drop(schema));
        }

        public void Stop()
        {
            // An immediate end: nothing of it is kept.
            Wait(StartServer("pg_ctl", "stop", "-D", Path.Combine(_folder, "data"), "-m", "immediate"));
            _server.WaitForExit();
            _server.Dispose();
            Directory.Delete(_folder, recursive: true);
        }

        private string Address(string database) => string.Create(
            CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=tests;Database={database};Pooling=false");

        private void Drop(string schema)
        {
            using var connection = new NpgsqlConnection(Address("postgres"));
            connection.Open();
            using var command = new NpgsqlCommand($"SET client_min_messages = error; DROP SCHEMA IF EXISTS {schema} CASCADE", connection);
            command.ExecuteNonQuery();
        }

        private static Process StartServer(string program, params string[] arguments)
        {
            var path = Path.Combine(Programs!, program);
            return Environment.IsPrivilegedProcess
                ? Start("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments])
                : Start(path, arguments);
        }

        private static Process Start(string program, params string[] arguments)
        {
            var process = new Process
            {
                StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" },
            };
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.Start();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return process;
        }

        private static void Wait(Process process)
        {
            using (process)
            {
                process.WaitForExit();
                if (process.ExitCode != 0) throw new InvalidOperationException($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} ends with {process.ExitCode}");
            }
        }

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
