using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dragoman.Store;

/// <summary>Short forms of what the store does with a connection.</summary>
internal static class SqliteExtensions
{
    public static int Execute(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    public static T? Scalar<T>(this SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using var command = connection.Command(sql, values);
        var value = command.ExecuteScalar();
        return value is null or DBNull ? default : (T)value;
    }

    public static int Pragma(this SqliteConnection connection, string name) =>
        (int)connection.Scalar<long>("PRAGMA " + name);

    /// <summary>A command with parameters <c>$1</c>, <c>$2</c> … of the given values.</summary>
    public static SqliteCommand Command(this SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue("$" + (i + 1).ToString(CultureInfo.InvariantCulture), values[i] ?? DBNull.Value);
        return command;
    }

    public static void RollbackIfOpen(this SqliteConnection connection)
    {
        // A full disk may have ended the transaction already.
        if (connection.State == System.Data.ConnectionState.Open && raw.sqlite3_get_autocommit(connection.Handle!) == 0)
            connection.Execute("ROLLBACK");
    }

    public static string? Text(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>Text of a column in which '' stands for nothing.</summary>
    public static string? Filled(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) || reader.GetString(column) is not { Length: > 0 } text ? null : text;

    public static double? Real(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);

    public static IReadOnlyList<string> Words(this SqliteDataReader reader, int column) =>
        reader.Filled(column) is { } text ? text.Split(' ') : [];
}
