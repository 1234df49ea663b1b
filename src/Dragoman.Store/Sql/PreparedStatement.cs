using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dragoman.Store;

/// <summary>A prepared statement with parameters <c>$1</c>, <c>$2</c> …, run again and again.</summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly SqliteCommand _command;

    public PreparedStatement(SqliteConnection connection, string sql, int parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        for (var i = 1; i <= parameters; i++)
            _command.Parameters.Add(new SqliteParameter { ParameterName = "$" + i.ToString(CultureInfo.InvariantCulture) });
    }

    /// <summary>Runs it and gives the number of rows that it changed.</summary>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    /// <summary>Runs an insert and gives the new row's key; 0 when it was there already.</summary>
    public long Insert(params ReadOnlySpan<object?> values) =>
        Run(values) == 0 ? 0 : raw.sqlite3_last_insert_rowid(_command.Connection!.Handle!);

    /// <summary>Runs it and gives the first column of the first row; null without a row.</summary>
    public long? Key(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return (long?)_command.ExecuteScalar();
    }

    /// <summary>Runs it and gives its rows.</summary>
    public SqliteDataReader Query(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteReader();
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) _command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }
}
