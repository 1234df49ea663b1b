using System.Globalization;
using Npgsql;

namespace Dragoman.Store;

/// <summary>A store in one schema of a PostgreSQL database.</summary>
internal sealed class PostgresBackend : Backend
{
    /// <summary>The schema where the place names none.</summary>
    public const string DefaultSchema = "dragoman";

    private readonly string _connectionString;
    private readonly string _schema;
    private volatile bool _isWhole;

    public PostgresBackend(string place, StoreOptions options)
    {
        var builder = PostgresPlace.Read(place);
        _schema = string.IsNullOrEmpty(builder.SearchPath) ? DefaultSchema : builder.SearchPath;
        Location = PostgresPlace.Describe(builder, _schema);
        builder.SearchPath = "\"" + _schema.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
        builder.Pooling = false;
        builder.ApplicationName ??= "dragoman";
        builder.MaxAutoPrepare = 100;
        builder.AutoPrepareMinUsages = 2;

        // Waiting for a writer; 0 would wait for ever. Whoever reads a cursor reads it to its end.
        var wait = Math.Max(1, (long)options.BusyTimeout.TotalMilliseconds);
        builder.CommandTimeout = 0;
        builder.Options = string.Create(
            CultureInfo.InvariantCulture,
            $"-c lock_timeout={wait} -c synchronous_commit=on -c cursor_tuple_fraction=1 -c client_min_messages=warning {builder.Options}").TrimEnd();
        _connectionString = builder.ConnectionString;
    }

    public override string Location { get; }

    public override Dialect Dialect => PostgresDialect.Instance;

    public override SqlSession OpenWriter()
    {
        var session = Open();
        try
        {
            session.BeginWriting();
            session.Execute($"CREATE SCHEMA IF NOT EXISTS \"{_schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
            session.Commit();
            Migrate(session);
            _isWhole = true;
            Building.Finish(session);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public override void LookAtRows(SqlSession writer)
    {
        foreach (var table in (IEnumerable<string>)[.. Schema.Tables, "texts", "names"]) writer.Execute("ANALYZE " + table);
    }

    public override SqlSession OpenReader()
    {
        var session = Open();
        try
        {
            var version = Version(session, isNewAllowed: false);
            if (version < Schema.Latest) throw StoreErrors.Older(Location, version);
            if (!_isWhole) SchemaParts.Check(session, MigrationReader.PostgreSql, version);
            _isWhole = true;
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private void Migrate(SqlSession session)
    {
        session.BeginWriting();
        try
        {
            var found = Version(session, isNewAllowed: true);
            if (found > 0) SchemaParts.Check(session, MigrationReader.PostgreSql, found);
            for (var version = found; version < Schema.Latest; version++)
            {
                if (version == 0) session.Execute("CREATE TABLE store_info (name TEXT PRIMARY KEY, value TEXT NOT NULL)");
                Schema.Step(session, version + 1, MigrationReader.PostgreSql);
                session.Execute(
                    "INSERT INTO store_info (name, value) VALUES ('schema', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                    (version + 1).ToString(CultureInfo.InvariantCulture));
            }

            session.Commit();
        }
        catch
        {
            session.RollbackIfOpen();
            throw;
        }
    }

    private int Version(SqlSession session, bool isNewAllowed)
    {
        if (session.Scalar<string>("SELECT CAST(to_regclass('store_info') AS text)") is null)
        {
            var tables = session.Scalar<long>(
                "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND c.relkind = 'r'");
            if (tables > 0) throw StoreErrors.Foreign(Location);
            if (isNewAllowed) return 0;
            throw StoreErrors.Empty(Location);
        }

        var version = Dialect.Version(session);
        return version > Schema.Latest ? throw StoreErrors.Newer(Location, version) : version;
    }

    private SqlSession Open()
    {
        var connection = new NpgsqlConnection(_connectionString);
        try
        {
            connection.Open();
            return new SqlSession(connection, Dialect, Location);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
