using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace Dragoman.Store;

/// <summary>What PostgreSQL says.</summary>
internal sealed class PostgresDialect : Dialect
{
    public static PostgresDialect Instance { get; } = new();

    public override string Name => "PostgreSQL";

    public override string BeginReading => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    /// <summary>One writes at a time, as in a file; the lock falls with the transaction.</summary>
    public override string BeginWriting =>
        $"BEGIN; SELECT pg_advisory_xact_lock({Schema.ApplicationId}, hashtext(current_schema()))";

    public override string JoinInOrder => "JOIN";

    public override string TextRows => "texts";

    public override string Returning => " RETURNING key";

    public override string PartsSql =>
        """
        SELECT CASE relkind WHEN 'i' THEN 'index ' ELSE 'table ' END || relname FROM pg_class
        WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND relkind IN ('r', 'i')
        UNION ALL
        SELECT 'column ' || c.relname || '.' || a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
        """;

    public override DbParameter Parameter(int number, object? value) => new NpgsqlParameter { Value = Value(value) };

    /// <summary>Its text has no zero character, and no half of a pair of surrogates: U+FFFD stands there instead.</summary>
    public override object Value(object? value) => value is string text ? StoredText.Clean(text) : base.Value(value);

    public override string IndexedBy(string index) => "";

    public override string Match(string table, string parameter) => $"{table}.words @@ CAST({parameter} AS tsquery)";

    /// <summary>Divided by one plus the logarithm of the text's length, as its third kind of normalization does.</summary>
    public override string Relevance(string table, string parameter) => $"CAST(ts_rank('{{0.25, 0.25, 0.25, 1}}', {table}.words, CAST({parameter} AS tsquery), 1) * 1000000 AS BIGINT)";

    public override string Contains(string text, string parameter) => $"strpos({text}, {parameter}) > 0";

    public override string? TextExpression(IEnumerable<(string Text, bool Prefix)> phrases, bool all) => TextVector.Expression(phrases, all);

    public override ITextIndex TextIndex(WriteConnection connection, string table) => new VectorIndex(connection.Bulk(table, "rowid", "words"));

    public override IBulkTable Bulk(SqlSession session, string table, IReadOnlyList<string> columns) =>
        new PostgresBulkTable((NpgsqlConnection)session.Connection, table, columns);

    public override bool EndsEachWalk => true;

    /// <summary>Of a store that was empty: to take an index away, the server waits for all who read its table, and lets nobody in.</summary>
    public override IReadOnlyList<(string Name, string Sql)> DeferrableIndexes(SqlSession session, string table, bool isNew)
    {
        var indexes = new List<(string, string)>();
        if (!isNew) return indexes;
        using var command = session.Command(
            """
            SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i
            JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
            WHERE n.nspname = current_schema() AND t.relname = $1 AND NOT i.indisunique ORDER BY c.relname
            """, table);
        using var reader = command.ExecuteReader();
        while (reader.Read()) indexes.Add((reader.GetString(0), reader.GetString(1)));
        return indexes;
    }

    public override IPairTable PairTable(SqlSession session) => new Upsert(session);

    public override KeyFinder Finder(SqlSession session, string table, IReadOnlyList<string> columns) => new AllAtOnce(session, table, columns);

    public override long Insert(DbCommand command) => command.ExecuteScalar() is long key ? key : 0;

    public override IRowStream Stream(SqlSession session, DbCommand command) => new Cursor(session, command);

    public override void Interrupt(DbConnection connection, DbCommand? running) => running?.Cancel();

    public override bool IsInTransaction(DbConnection connection) => true;

    public override StoreException Explain(DbException exception, string location) => PostgresErrors.From(exception, location);

    public override long SizeOf(SqlSession session, string location) => session.Scalar<long>(
        """
        SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = current_schema() AND c.relkind = 'r'
        """);

    public override void FindDamage(SqlSession session, bool deep, List<string> findings)
    {
        foreach (var (table, column, parent, key) in Schema.Relations)
        {
            StoreCheck.Collect(
                session,
                $"SELECT 1 FROM {table} c WHERE c.{column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {parent} p WHERE p.{key} = c.{column}) LIMIT {StoreCheck.MaximumFindings}",
                findings, _ => $"a row of {table} names a row of {parent} that is not there");
        }
    }

    public override bool NamesDocuments => true;

    public override void Compact(SqlSession session)
    {
        foreach (var table in (IEnumerable<string>)[.. Schema.Tables, "texts", "names"]) session.Execute("VACUUM (FULL, ANALYZE) " + table);
    }

    public override IReadOnlyList<string> Columns(SqlSession session, string table)
    {
        var columns = new List<string>();
        using var command = session.Command(
            """
            SELECT column_name::text FROM information_schema.columns
            WHERE table_schema = current_schema() AND table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position
            """, table);
        using var reader = command.ExecuteReader();
        while (reader.Read()) columns.Add(reader.GetString(0));
        return columns;
    }

    public override void AfterCopy(SqlSession session, IReadOnlyList<string> tables)
    {
        foreach (var table in tables)
        {
            if (session.Scalar<long>(
                "SELECT count(*) FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1 AND column_name = 'key' AND is_identity = 'YES'", table) == 0)
            {
                continue;
            }

            session.Scalar<long?>($"SELECT setval(pg_get_serial_sequence('{table}', 'key'), coalesce((SELECT max(key) FROM {table}), 0) + 1, false)");
        }
    }

    public override int Version(SqlSession session) => int.Parse(
        session.Scalar<string>("SELECT value FROM store_info WHERE name = 'schema'") ?? "0", CultureInfo.InvariantCulture);

    /// <summary>A connection runs one statement at a time: a cursor is asked for piece after piece.</summary>
    private sealed class Cursor : IRowStream
    {
        // No name comes twice: a statement that is prepared by itself remembers the columns of the cursor that it was prepared for.
        private static long _last;

        private readonly SqlSession _session;
        private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"stream{Interlocked.Increment(ref _last)}");
        private bool _isAtEnd;

        public Cursor(SqlSession session, DbCommand command)
        {
            _session = session;
            using (command)
            {
                command.CommandText = $"DECLARE {_name} NO SCROLL CURSOR FOR " + command.CommandText;
                command.ExecuteNonQuery();
            }
        }

        public bool Next(int most, Action<DbDataReader> row)
        {
            if (_isAtEnd) return false;
            var read = 0;
            using (var command = _session.Command(string.Create(CultureInfo.InvariantCulture, $"FETCH {most} FROM {_name}")))
            using (var reader = command.ExecuteReader())
            {
                while (reader.Read())
                {
                    row(reader);
                    read++;
                }
            }

            _isAtEnd = read < most;
            return read > 0;
        }

        /// <summary>After an error, the cursor has ended with its transaction.</summary>
        public void Dispose()
        {
            try
            {
                _session.Execute("CLOSE " + _name);
            }
            catch (DbException)
            {
                // The error that broke the transaction is on its way already.
            }
        }
    }

    private sealed class VectorIndex(IBulkTable table) : ITextIndex
    {
        public void Add(long row, string first, string second) => table.Add(row, TextVector.Write(first, second));
    }

    private sealed class Upsert(SqlSession session) : IPairTable
    {
        private const string Rows =
            """
            INSERT INTO pair_counts (kind, a, b, q0, q1, q2, q3, q4, g, n)
            SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[])
            """;

        public void Add(IReadOnlyList<PairCell> cells)
        {
            if (cells.Count == 0) return;
            long[] Counts(int quad) => [.. cells.Select(cell => (long)cell.Counts[quad])];
            session.Execute(
                Rows + "\n" + PairUpsert.OnConflict, cells.Select(cell => (long)cell.Kind).ToArray(), Clean(cell => cell.A), Clean(cell => cell.B),
                Counts(0), Counts(1), Counts(2), Counts(3), Counts(4), Counts(5), Counts(6));

            string[] Clean(Func<PairCell, string> text) => [.. cells.Select(cell => StoredText.Clean(text(cell)))];
        }

        public void Dispose()
        {
        }
    }

    private sealed class AllAtOnce(SqlSession session, string table, IReadOnlyList<string> columns) : KeyFinder
    {
        private readonly string _sql =
            $"""
            SELECT v.place, t.key FROM unnest({string.Join(", ", columns.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"${i + 1}")))})
              WITH ORDINALITY AS v ({string.Join(", ", columns)}, place)
            JOIN {table} t ON {string.Join(" AND ", columns.Select(column => $"t.{column} = v.{column}"))}
            """;

        public override long?[] Find(IReadOnlyList<object[]> rows)
        {
            var found = new long?[rows.Count];
            var values = columns.Select((_, i) => (object?)(rows[0][i] is string
                ? rows.Select(row => (string)Instance.Value(row[i])).ToArray()
                : rows.Select(row => (long)row[i]).ToArray())).ToArray();
            using var command = session.Command(_sql, values);
            using var reader = command.ExecuteReader();
            while (reader.Read()) found[reader.GetInt64(0) - 1] = reader.GetInt64(1);
            return found;
        }

        public override void Dispose()
        {
        }
    }
}
