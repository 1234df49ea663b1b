namespace Dragoman.Store;

/// <summary>The connection that writes, with its prepared statements and what it remembers of keys between batches.</summary>
internal sealed class WriteConnection : IDisposable
{
    private readonly List<IDisposable> _owned = [];
    private ForeignWriter? _foreign;
    private long _removals;

    public WriteConnection(SqlSession session)
    {
        Sql = session;
        Documents = new DocumentWriter(this);
        Problems = new ProblemWriter(this);
    }

    public SqlSession Sql { get; }

    public DocumentWriter Documents { get; }

    public ProblemWriter Problems { get; }

    /// <summary>Writes events of other data sets; made when first asked for.</summary>
    public ForeignWriter Foreign => _foreign ??= new ForeignWriter(this);

    /// <summary>A prepared statement that lives as long as the connection.</summary>
    public PreparedStatement Prepare(string sql, int parameters) => Own(new PreparedStatement(Sql, sql, parameters));

    /// <summary>A prepared insert into a table with a column <c>key</c>, for <see cref="PreparedStatement.Insert"/>.</summary>
    public PreparedStatement PrepareInsert(string sql, int parameters) => Prepare(sql + Sql.Dialect.Returning, parameters);

    /// <summary>A full-text table that is written as long as the connection lives.</summary>
    public ITextIndex TextIndex(string table) => Own(Sql.Dialect.TextIndex(Sql, table));

    /// <summary>The first step of a transaction: what is remembered of keys holds only as long as nobody, in whatever process, has taken names out.</summary>
    public void Begin()
    {
        var removals = Sql.Scalar<long?>("SELECT count FROM tallies WHERE kind = 'removals' AND value = 'parties'") ?? 0;
        if (removals != _removals) ForgetKeys();
        _removals = removals;
    }

    /// <summary>Forgets the keys that are remembered.</summary>
    public void ForgetKeys()
    {
        Documents.ForgetKeys();
        _foreign?.ForgetKeys();
    }

    /// <summary>Undoes the transaction, and forgets the keys that were given out in it.</summary>
    public void Abandon()
    {
        Documents.Forget();
        _foreign?.Forget();
        Sql.RollbackIfOpen();
    }

    public void Dispose()
    {
        foreach (var statement in _owned) statement.Dispose();
        Sql.Dispose();
    }

    private T Own<T>(T statement)
        where T : IDisposable
    {
        _owned.Add(statement);
        return statement;
    }
}
