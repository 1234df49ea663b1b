using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Dragoman.Store;

/// <summary>The schema's versions: numbered SQL files in the assembly. A store of version n has had the first n of them.</summary>
internal static class Schema
{
    /// <summary>"DRAG" in ASCII: says in the file's header whose it is.</summary>
    public const int ApplicationId = 0x44524147;

    private static readonly string[] Migrations = LoadMigrations();

    /// <summary>The newest version that this program knows.</summary>
    public static int Latest => Migrations.Length;

    /// <summary>Brings a store to the newest version, each step whole or not at all.</summary>
    public static void Migrate(SqliteConnection connection)
    {
        for (var version = connection.Pragma("user_version"); version < Latest; version = connection.Pragma("user_version"))
        {
            connection.Execute("BEGIN IMMEDIATE");
            try
            {
                // Another process may have been faster between the look and the lock.
                if (connection.Pragma("user_version") == version)
                {
                    connection.Execute(Migrations[version]);
                    connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
                    connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version + 1}"));
                }

                connection.Execute("COMMIT");
            }
            catch
            {
                connection.RollbackIfOpen();
                throw;
            }
        }
    }

    private static string[] LoadMigrations()
    {
        var assembly = typeof(Schema).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith("migrations/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                    return reader.ReadToEnd();
                }),
        ];
    }
}
