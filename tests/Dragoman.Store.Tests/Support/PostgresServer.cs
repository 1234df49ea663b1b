using Dragoman.Store.Tests;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Dragoman.Store.Tests;

/// <summary>
/// A PostgreSQL server of the tests' own: a cluster in a temporary folder that listens on a loopback port, started when the first test asks
/// for it and removed with the last. Where PostgreSQL is not installed, tests that need it are skipped; in CI they fail.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private readonly Lazy<PostgresCluster> _cluster = new(() => new PostgresCluster(Programs!, isDurable: false));

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
        if (_cluster.IsValueCreated) _cluster.Value.Dispose();
    }

    /// <summary>A server more, which writes through to the disk and may be stopped without warning.</summary>
    internal PostgresCluster NewCluster()
    {
        _ = Engine;
        return new PostgresCluster(Programs!, isDurable: true);
    }
}
