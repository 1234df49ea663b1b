namespace Dragoman.Store;

/// <summary>The connection that writes, with its prepared statements and what it remembers of keys between batches.</summary>
internal sealed class WriteConnection : IDisposable
{
    private readonly List<IDisposable> _owned = [];
    private readonly List<IBulkTable> _bulk = [];
    private readonly List<KeyFinder> _finders = [];

    public WriteConnection(SqlSession session)
    {
        Sql = session;
        Documents = new DocumentWriter(this);
        Problems = new ProblemWriter(this);
    }

    public SqlSession Sql { get; }

    public DocumentWriter Documents { get; }

    public ProblemWriter Problems { get; }

    /// <summary>A prepared statement that lives as long as the connection.</summary>
    public PreparedStatement Prepare(string sql, int parameters) => Own(new PreparedStatement(Sql, sql, parameters));

    /// <summary>A prepared insert into a table with a column <c>key</c>, for <see cref="PreparedStatement.Insert"/>.</summary>
    public PreparedStatement PrepareInsert(string sql, int parameters) => Prepare(sql + Sql.Dialect.Returning, parameters);

    /// <summary>A table that rows are added to in bulk.</summary>
    public IBulkTable Bulk(string table, params string[] columns)
    {
        var bulk = Own(Sql.Dialect.Bulk(Sql, table, columns));
        _bulk.Add(bulk);
        return bulk;
    }

    /// <summary>Looks for rows of a table with a column <c>key</c>.</summary>
    public KeyFinder Finder(string table, params string[] columns)
    {
        var finder = Own(Sql.Dialect.Finder(Sql, table, columns));
        _finders.Add(finder);
        return finder;
    }

    /// <summary>Begins a transaction.</summary>
    public void Begin()
    {
        Sql.BeginWriting();
        foreach (var finder in _finders) finder.Reset();
    }

    /// <summary>Hands over all rows that were added in bulk, in the order in which their tables were asked for.</summary>
    public void Flush()
    {
        foreach (var bulk in _bulk) bulk.Flush();
    }

    /// <summary>A full-text table that is written as long as the connection lives.</summary>
    public ITextIndex TextIndex(string table) => Sql.Dialect.TextIndex(this, table);

    /// <summary>Undoes the transaction, and forgets the keys that were given out in it.</summary>
    public void Abandon()
    {
        Documents.Forget();
        foreach (var bulk in _bulk) bulk.Forget();
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
