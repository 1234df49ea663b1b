using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dragoman.Store;

/// <summary>Adds rows by one prepared statement, bound and stepped without the driver's objects between.</summary>
internal sealed class SqliteBulkTable : IBulkTable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;

    public SqliteBulkTable(SqliteConnection connection, string table, IReadOnlyList<string> columns)
        : this(connection, $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({Values(columns.Count)})")
    {
    }

    /// <summary>Runs another statement with parameters <c>?1</c>, <c>?2</c> … for each row.</summary>
    public SqliteBulkTable(SqliteConnection connection, string sql)
    {
        _connection = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public void Add(params ReadOnlySpan<SqlValue> values)
    {
        for (var i = 0; i < values.Length; i++) Bind(i + 1, values[i]);
        var code = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        if (code != raw.SQLITE_DONE) Check(code);
    }

    public void Flush()
    {
    }

    public void Forget()
    {
    }

    public void Dispose() => _statement.Dispose();

    private static string Values(int count) => string.Join(", ", Enumerable.Range(1, count).Select(number => "?" + number.ToString(CultureInfo.InvariantCulture)));

    private void Bind(int number, in SqlValue value)
    {
        var code = value.Kind switch
        {
            SqlKind.Whole => raw.sqlite3_bind_int64(_statement, number, value.Whole),
            SqlKind.Real => raw.sqlite3_bind_double(_statement, number, value.Real),
            SqlKind.Text => BindText(number, value.Text),
            SqlKind.Bytes => raw.sqlite3_bind_blob(_statement, number, value.Bytes),
            _ => raw.sqlite3_bind_null(_statement, number),
        };
        if (code != raw.SQLITE_OK) Check(code);
    }

    private int BindText(int number, string text)
    {
        const int OnStack = 512;
        if (text.Length * 3 <= OnStack)
        {
            Span<byte> bytes = stackalloc byte[OnStack];
            return raw.sqlite3_bind_text(_statement, number, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            return raw.sqlite3_bind_text(_statement, number, buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, buffer)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _connection);
}
