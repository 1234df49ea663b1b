using System.Data.Common;
using System.Globalization;

namespace Dragoman.Store;

/// <summary>
/// A connection of either engine, with the dialect that it understands. Statements name their parameters <c>$1</c>, <c>$2</c> … and are
/// written so that both engines read them; what they do not share is asked of <see cref="Dialect"/>. For one thread at a time.
/// </summary>
internal sealed class SqlSession : IDisposable
{
    private bool _inTransaction;
    private volatile DbCommand? _running;

    public SqlSession(DbConnection connection, Dialect dialect, string location)
    {
        Location = location;
        Connection = connection;
        Dialect = dialect;
    }

    /// <summary>Where the store is, for people.</summary>
    public string Location { get; }

    public DbConnection Connection { get; }

    public Dialect Dialect { get; }

    /// <summary>Whether it can still be used.</summary>
    public bool IsOpen => Connection.State == System.Data.ConnectionState.Open;

    /// <summary>Runs statements without parameters; gives the number of rows that they changed.</summary>
    public int Execute(string sql)
    {
        using var command = Command(sql);
        return command.ExecuteNonQuery();
    }

    /// <summary>Runs a statement; gives the number of rows that it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row; the default where there is no row, or nothing in it. Numbers are converted.</summary>
    public T? Scalar<T>(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Command(sql, values);
        var value = command.ExecuteScalar();
        if (value is null or DBNull) return default;
        return value is T result ? result : (T)Convert.ChangeType(value, Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T), CultureInfo.InvariantCulture);
    }

    /// <summary>A command with parameters <c>$1</c>, <c>$2</c> … of the given values.</summary>
    public DbCommand Command(string sql, params ReadOnlySpan<object?> values)
    {
        var command = Connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++) command.Parameters.Add(Dialect.Parameter(i + 1, values[i]));
        _running = command;
        return command;
    }

    /// <summary>Says which command runs, for <see cref="Interrupt"/>.</summary>
    public void Running(DbCommand command) => _running = command;

    /// <summary>Stops what it is doing; that then fails. From any thread.</summary>
    public void Interrupt() => Dialect.Interrupt(Connection, _running);

    /// <summary>Begins a transaction in which all statements see the store as it was at the first of them.</summary>
    public void BeginReading()
    {
        Execute(Dialect.BeginReading);
        _inTransaction = true;
    }

    /// <summary>Begins a transaction that writes; waits for any other that does, in whatever process.</summary>
    public void BeginWriting()
    {
        _inTransaction = true;
        Execute(Dialect.BeginWriting);
    }

    public void Commit()
    {
        Execute("COMMIT");
        _inTransaction = false;
    }

    public void RollbackIfOpen()
    {
        if (!_inTransaction) return;
        _inTransaction = false;
        if (IsOpen && Dialect.IsInTransaction(Connection)) Execute("ROLLBACK");
    }

    public void Dispose() => Connection.Dispose();
}
