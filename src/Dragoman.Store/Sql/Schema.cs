namespace Dragoman.Store;

/// <summary>
/// The schema's versions: numbered SQL files in the assembly, written for SQLite and read for PostgreSQL by <see cref="MigrationReader"/>.
/// A store of version n has had the first n of them.
/// </summary>
internal static class Schema
{
    /// <summary>"DRAG" in ASCII: says in the file's header whose it is.</summary>
    public const int ApplicationId = 0x44524147;

    private static readonly string[] Migrations = LoadMigrations();
    private static readonly Lazy<SortedSet<string>> SqliteParts = new(() => SchemaParts.Of(Migrations, MigrationReader.Sqlite));
    private static readonly Lazy<SortedSet<string>> PostgresParts = new(() => SchemaParts.Of(Migrations, MigrationReader.PostgreSql));

    /// <summary>The newest version that this program knows.</summary>
    public static int Latest => Migrations.Length;

    /// <summary>The statements that make a version out of the one before.</summary>
    /// <param name="version">1 to <see cref="Latest"/>.</param>
    /// <param name="engine">One of <see cref="MigrationReader"/>'s names of engines.</param>
    public static string Script(int version, string engine) => MigrationReader.Read(Migrations[version - 1], engine);

    /// <summary>Columns that name rows of other tables.</summary>
    public static IReadOnlyList<(string Table, string Column, string Parent, string Key)> Relations { get; } =
        [.. Migrations.SelectMany(MigrationReader.Relations).Distinct()];

    /// <summary>All tables but the full-text ones, those that others name before those that name them.</summary>
    public static IReadOnlyList<string> Tables { get; } = [.. Migrations.SelectMany(MigrationReader.Tables).Distinct()];

    /// <summary>What a store of a version has; see <see cref="SchemaParts"/>.</summary>
    /// <param name="engine">One of <see cref="MigrationReader"/>'s names of engines.</param>
    /// <param name="version">1 to <see cref="Latest"/>.</param>
    public static IReadOnlyCollection<string> Parts(string engine, int version) =>
        version < Latest ? SchemaParts.Of(Migrations.Take(version), engine)
        : engine == MigrationReader.Sqlite ? SqliteParts.Value : PostgresParts.Value;

    /// <summary>Brings a store from one version to the next. Runs inside a transaction that writes.</summary>
    public static void Step(SqlSession session, int version, string engine)
    {
        var script = Script(version, engine);
        session.Execute(script);
        if (script.Contains("CREATE TABLE pair_counts", StringComparison.Ordinal)) PairKind.Fill(session);
        if (script.Contains("CREATE INDEX events_actor_counts", StringComparison.Ordinal)) PairKind.FillSectors(session);
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
