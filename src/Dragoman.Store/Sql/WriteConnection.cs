using Microsoft.Data.Sqlite;

namespace Dragoman.Store;

/// <summary>The connection that writes, with its prepared statements and what it remembers of keys between batches.</summary>
internal sealed class WriteConnection : IDisposable
{
    private readonly List<IDisposable> _owned = [];

    public WriteConnection(SqliteConnection connection)
    {
        Sqlite = connection;
        Documents = new DocumentWriter(this);
        Problems = new ProblemWriter(this);
    }

    public SqliteConnection Sqlite { get; }

    public DocumentWriter Documents { get; }

    public ProblemWriter Problems { get; }

    /// <summary>Writes events of other data sets; made when first asked for.</summary>
    public ForeignWriter Foreign => field ??= new ForeignWriter(this);

    /// <summary>A prepared statement that lives as long as the connection.</summary>
    public PreparedStatement Prepare(string sql, int parameters)
    {
        var statement = new PreparedStatement(Sqlite, sql, parameters);
        _owned.Add(statement);
        return statement;
    }

    /// <summary>Undoes the transaction, and forgets the keys that were given out in it.</summary>
    public void Abandon()
    {
        Documents.Forget();
        Foreign.Forget();
        Sqlite.RollbackIfOpen();
    }

    public void Dispose()
    {
        foreach (var statement in _owned) statement.Dispose();
        Sqlite.Dispose();
    }
}
