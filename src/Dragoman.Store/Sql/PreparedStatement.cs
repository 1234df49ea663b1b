using System.Data.Common;

namespace Dragoman.Store;

/// <summary>A prepared statement with parameters <c>$1</c>, <c>$2</c> …, run again and again.</summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly SqlSession _session;
    private readonly DbCommand _command;

    public PreparedStatement(SqlSession session, string sql, int parameters)
    {
        _session = session;
        _command = session.Command(sql, new object?[parameters]);
    }

    /// <summary>Runs it and gives the number of rows that it changed.</summary>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    /// <summary>Runs an insert made by <see cref="WriteConnection.PrepareInsert"/>; gives the new row's key, 0 when it was there already.</summary>
    public long Insert(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _session.Dialect.Insert(_command);
    }

    /// <summary>Runs it and gives the first column of the first row; null without a row.</summary>
    public long? Key(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return (long?)_command.ExecuteScalar();
    }

    /// <summary>Runs it and gives its rows.</summary>
    public DbDataReader Query(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteReader();
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            // Another type of value than the last one may be meant: a parameter remembers.
            var parameter = _command.Parameters[i];
            var value = _session.Dialect.Value(values[i]);
            if (parameter.Value?.GetType() != value.GetType()) parameter.ResetDbType();
            parameter.Value = value;
        }

        _session.Running(_command);
    }
}
