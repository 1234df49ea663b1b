// The tests that say the same of every engine, on each of them.
namespace Dragoman.Store.Tests;

public sealed class EventStoreOnSqliteTests() : EventStoreTests(TestEngine.Sqlite);

public sealed class EventStoreOnPostgresTests(PostgresServer server) : EventStoreTests(server.Engine);

public sealed class PagingOnSqliteTests() : PagingTests(TestEngine.Sqlite);

public sealed class PagingOnPostgresTests(PostgresServer server) : PagingTests(server.Engine);

public sealed class SourceOnSqliteTests() : SourceTests(TestEngine.Sqlite);

public sealed class SourceOnPostgresTests(PostgresServer server) : SourceTests(server.Engine);

public sealed class ExportOnSqliteTests() : ExportTests(TestEngine.Sqlite);

public sealed class ExportOnPostgresTests(PostgresServer server) : ExportTests(server.Engine);

public sealed class UpkeepOnSqliteTests() : UpkeepTests(TestEngine.Sqlite);

public sealed class UpkeepOnPostgresTests(PostgresServer server) : UpkeepTests(server.Engine);

public sealed class WriterOnSqliteTests() : WriterTests(TestEngine.Sqlite);

public sealed class WriterOnPostgresTests(PostgresServer server) : WriterTests(server.Engine);

public sealed class CountOnSqliteTests() : CountTests(TestEngine.Sqlite);

public sealed class CountOnPostgresTests(PostgresServer server) : CountTests(server.Engine);

public sealed class ColumnOnSqliteTests() : ColumnTests(TestEngine.Sqlite);

public sealed class ColumnOnPostgresTests(PostgresServer server) : ColumnTests(server.Engine);

public sealed class QuerySemanticsOnSqliteTests(QuerySemanticsOnSqliteTests.SqliteStores stores) : QuerySemanticsTests(stores), IClassFixture<QuerySemanticsOnSqliteTests.SqliteStores>
{
    public sealed class SqliteStores() : Stores(TestEngine.Sqlite);
}

public sealed class QuerySemanticsOnPostgresTests(QuerySemanticsOnPostgresTests.PostgresStores stores) : QuerySemanticsTests(stores), IClassFixture<QuerySemanticsOnPostgresTests.PostgresStores>
{
    public sealed class PostgresStores(PostgresServer server) : Stores(server.Engine);
}

public sealed class HappeningOnSqliteTests() : HappeningTests(TestEngine.Sqlite);

public sealed class HappeningOnPostgresTests(PostgresServer server) : HappeningTests(server.Engine);

public sealed class BulkLoadOnSqliteTests() : BulkLoadTests(TestEngine.Sqlite);

public sealed class BulkLoadOnPostgresTests(PostgresServer server) : BulkLoadTests(server.Engine);
