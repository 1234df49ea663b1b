using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dragoman.Store;

/// <summary>What SQLite says.</summary>
internal sealed class SqliteDialect : Dialect
{
    // Of the full-text index, in one transaction.
    private const int MergedPages = 40_000;

    public static SqliteDialect Instance { get; } = new();

    public override string Name => "SQLite";

    public override string BeginReading => "BEGIN";

    public override string BeginWriting => "BEGIN IMMEDIATE";

    public override string JoinInOrder => "CROSS JOIN";

    public override string TextRows => "texts_docsize";

    public override string Returning => "";

    public override string PartsSql =>
        """
        SELECT type || ' ' || name FROM sqlite_master WHERE type IN ('table', 'index')
        UNION ALL
        SELECT 'column ' || m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_xinfo(m.name) c WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'
        """;

    public override DbParameter Parameter(int number, object? value) =>
        new SqliteParameter("$" + number.ToString(CultureInfo.InvariantCulture), Value(value));

    public override string IndexedBy(string index) => " INDEXED BY " + index;

    public override string Match(string table, string parameter) => $"{table} MATCH {parameter}";

    public override string Relevance(string table, string parameter) => $"CAST(bm25({table}, 4.0, 1.0) * -1000000 AS INTEGER)";

    public override string Contains(string text, string parameter) => $"instr({text}, {parameter}) > 0";

    public override string? TextExpression(IEnumerable<(string Text, bool Prefix)> phrases, bool all) => Fts5.Expression(phrases, all);

    public override ITextIndex TextIndex(WriteConnection connection, string table) => table == "texts"
        ? connection.Own(new Fts5SegmentIndex(connection.Sql))
        : new Fts5Index(connection.Bulk(table, "rowid", "text", "name"));

    public override IBulkTable Bulk(SqlSession session, string table, IReadOnlyList<string> columns) =>
        new SqliteBulkTable((SqliteConnection)session.Connection, table, columns);

    public override IPairTable PairTable(SqlSession session) => new Upsert(new SqliteBulkTable((SqliteConnection)session.Connection, PairUpsert.Sql));

    public override bool HasIndex(string index) => index is not ("events_type" or "events_factuality");

    public override IReadOnlyList<(string Name, string Sql)> DeferrableIndexes(SqlSession session, string table, bool isNew)
    {
        var indexes = new List<(string, string)>();
        using var command = session.Command("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = $1 AND sql IS NOT NULL", table);
        using var reader = command.ExecuteReader();
        while (reader.Read()) indexes.Add((reader.GetString(0), reader.GetString(1)));
        return indexes;
    }

    public override void BeginBulk(SqlSession session) => session.Execute("PRAGMA foreign_keys = OFF");

    public override void EndBulk(SqlSession session) => session.Execute("PRAGMA foreign_keys = ON");

    public override bool WordsWait => true;

    public override bool MergeWords(SqlSession session)
    {
        // A negative number begins to merge all parts into one, and goes on with that.
        var connection = ((SqliteConnection)session.Connection).Handle!;
        var before = raw.sqlite3_total_changes(connection);
        session.Execute(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO texts (texts, rank) VALUES ('merge', {-MergedPages})"));
        return raw.sqlite3_total_changes(connection) - before >= 2;
    }

    public override KeyFinder Finder(SqlSession session, string table, IReadOnlyList<string> columns) => new RowByRow(session, table, columns);

    public override long Insert(DbCommand command) =>
        command.ExecuteNonQuery() == 0 ? 0 : raw.sqlite3_last_insert_rowid(((SqliteConnection)command.Connection!).Handle!);

    public override RowReader Rows(SqlSession session, string sql) => new SqliteRowReader((SqliteConnection)session.Connection, sql);

    /// <summary>
    /// Snapshots are compared. Where there is none, the log is empty: the session reads the file alone, which is not written to as long as it does, so that two such sessions
    /// see the same; who begins after another's commit has a snapshot.
    /// </summary>
    public override bool SeeTheSame(SqlSession one, SqlSession other)
    {
        var (first, second) = (SnapshotOf(one), SnapshotOf(other));
        using (first)
        using (second)
        {
            return first is null || second is null ? first is null && second is null : raw.sqlite3_snapshot_cmp(first, second) == 0;
        }
    }

    private static sqlite3_snapshot? SnapshotOf(SqlSession session) =>
        raw.sqlite3_snapshot_get(((SqliteConnection)session.Connection).Handle!, "main", out var snapshot) == raw.SQLITE_OK ? snapshot : null;

    public override IRowStream Stream(SqlSession session, DbCommand command) => new OpenReader(command);

    public override void Interrupt(DbConnection connection, DbCommand? running) => raw.sqlite3_interrupt(((SqliteConnection)connection).Handle!);

    /// <summary>A full disk may have ended the transaction already.</summary>
    public override bool IsInTransaction(DbConnection connection) => raw.sqlite3_get_autocommit(((SqliteConnection)connection).Handle!) == 0;

    public override StoreException Explain(DbException exception, string location) => SqliteErrors.From((SqliteException)exception, location);

    public override long SizeOf(SqlSession session, string location) => Length(location) + Length(location + "-wal");

    public override int Version(SqlSession session) => ((SqliteConnection)session.Connection).Pragma("user_version");

    public override void BeginErasing(SqlSession session) => session.Execute("PRAGMA secure_delete = ON");

    public override void EndErasing(SqlSession session) => session.Execute("PRAGMA secure_delete = OFF");

    /// <summary>Words stay in the segments of a full-text index until these are merged; pages stay in the log until it is cut.</summary>
    public override void Erase(SqlSession session)
    {
        BeginErasing(session);
        session.Execute("INSERT INTO texts (texts) VALUES ('optimize')");
        session.Execute("INSERT INTO names (names) VALUES ('optimize')");
        EndErasing(session);
        session.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    public override void FindDamage(SqlSession session, bool deep, List<string> findings)
    {
        try
        {
            var check = string.Create(
                CultureInfo.InvariantCulture, $"PRAGMA {(deep ? "integrity_check" : "quick_check")}({StoreCheck.MaximumFindings})");
            StoreCheck.Collect(session, check, findings, reader => reader.GetString(0) is "ok" ? null : reader.GetString(0));
            StoreCheck.Collect(
                session, "PRAGMA foreign_key_check", findings,
                reader => $"a row of {reader.GetString(0)} names a row of {reader.GetString(2)} that is not there");
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB)
        {
            findings.Add("the file is damaged: " + exception.Message);
        }
    }

    public override void Compact(SqlSession session)
    {
        session.Execute("INSERT INTO texts (texts) VALUES ('optimize')");
        session.Execute("INSERT INTO names (names) VALUES ('optimize')");
        session.Execute("VACUUM");
        session.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    public override IReadOnlyList<string> Columns(SqlSession session, string table)
    {
        var columns = new List<string>();
        using var command = session.Command("SELECT name FROM pragma_table_xinfo($1) WHERE hidden = 0 ORDER BY cid", table);
        using var reader = command.ExecuteReader();
        while (reader.Read()) columns.Add(reader.GetString(0));
        return columns;
    }

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    /// <summary>SQLite lets other statements run while one is being read.</summary>
    private sealed class OpenReader(DbCommand command) : IRowStream
    {
        private readonly DbDataReader _reader = command.ExecuteReader();

        public bool Next(int most, Action<DbDataReader> row)
        {
            var read = 0;
            while (read < most && _reader.Read())
            {
                row(_reader);
                read++;
            }

            return read > 0;
        }

        public void Dispose()
        {
            _reader.Dispose();
            command.Dispose();
        }
    }

    private sealed class Fts5Index(IBulkTable table) : ITextIndex
    {
        public void Add(long row, string first, string second) => table.Add(row, first, second);
    }

    private sealed class Upsert(SqliteBulkTable table) : IPairTable
    {
        public void Add(IReadOnlyList<PairCell> cells)
        {
            foreach (var (kind, a, b, counts) in cells) table.Add(kind, a, b, counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6]);
        }

        public void Dispose() => table.Dispose();
    }

    private sealed class RowByRow(SqlSession session, string table, IReadOnlyList<string> columns) : KeyFinder
    {
        private readonly SqlValue[] _values = new SqlValue[columns.Count];

        private readonly SqliteRow _find = new(
            (SqliteConnection)session.Connection,
            $"SELECT key FROM {table} WHERE {string.Join(" AND ", columns.Select((column, i) => string.Create(CultureInfo.InvariantCulture, $"{column} = ?{i + 1}")))}");

        public override long?[] Find(IReadOnlyList<object[]> rows)
        {
            var keys = new long?[rows.Count];
            for (var i = 0; i < keys.Length; i++)
            {
                for (var j = 0; j < _values.Length; j++) _values[j] = rows[i][j] is string text ? text : (long)rows[i][j];
                _find.Run(_values, out keys[i]);
            }

            return keys;
        }

        public override void Dispose() => _find.Dispose();
    }
}
