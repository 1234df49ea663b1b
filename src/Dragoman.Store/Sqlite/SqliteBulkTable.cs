using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Dragoman.Store;

/// <summary>Adds rows by one prepared statement.</summary>
internal sealed class SqliteBulkTable : IBulkTable
{
    private readonly SqliteRow _row;

    public SqliteBulkTable(SqliteConnection connection, string table, IReadOnlyList<string> columns)
        : this(connection, $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({Values(columns.Count)})")
    {
    }

    /// <summary>Runs another statement with parameters <c>?1</c>, <c>?2</c> … for each row.</summary>
    public SqliteBulkTable(SqliteConnection connection, string sql)
    {
        _row = new SqliteRow(connection, sql);
    }

    public void Add(params ReadOnlySpan<SqlValue> values) => _row.Run(values, out _);

    public void Flush()
    {
    }

    public void Forget()
    {
    }

    public void Dispose() => _row.Dispose();

    private static string Values(int count) => string.Join(", ", Enumerable.Range(1, count).Select(number => "?" + number.ToString(CultureInfo.InvariantCulture)));
}
