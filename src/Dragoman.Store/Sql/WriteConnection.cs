using System.Runtime.InteropServices;

namespace Dragoman.Store;

/// <summary>The connection that writes, with its prepared statements and what it remembers of keys between batches.</summary>
internal sealed class WriteConnection : IDisposable
{
    private readonly List<IDisposable> _owned = [];
    private readonly List<IBulkTable> _bulk = [];
    private readonly Dictionary<string, long> _lastKeys = new(StringComparer.Ordinal);
    private ForeignWriter? _foreign;
    private long _removals;

    public WriteConnection(SqlSession session)
    {
        Sql = session;
        Interning = new Interning(this);
        Documents = new DocumentWriter(this);
        Building = new Building(this);
        Problems = new ProblemWriter(this);
    }

    public SqlSession Sql { get; }

    /// <summary>Keys of names, places and outlets.</summary>
    public Interning Interning { get; }

    public DocumentWriter Documents { get; }

    /// <summary>What a load of very many rows leaves for its end.</summary>
    public Building Building { get; }

    public ProblemWriter Problems { get; }

    /// <summary>Writes events of other data sets; made when first asked for.</summary>
    public ForeignWriter Foreign => _foreign ??= new ForeignWriter(this);

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
        return Own(Sql.Dialect.Finder(Sql, table, columns));
    }

    /// <summary>
    /// A key that no row of a table with a column <c>key</c> has. Keys are given out by the one that writes, not by the engine, so that rows that
    /// name one another can be added in bulk.
    /// </summary>
    public long NextKey(string table)
    {
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_lastKeys, table, out var isKnown);
        if (!isKnown) last = Sql.Scalar<long?>($"SELECT max(key) FROM {table}") ?? 0;
        return ++last;
    }

    /// <summary>Begins a transaction.</summary>
    public void Begin()
    {
        Sql.BeginWriting();

        // Others may have written since the last one, and taken out names whose keys are remembered here.
        _lastKeys.Clear();
        var removals = Sql.Scalar<long?>("SELECT count FROM tallies WHERE kind = 'removals' AND value = 'parties'") ?? 0;
        if (removals != _removals) Interning.Forget();
        _removals = removals;
        Building.Look();
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
        Interning.Forget();
        Documents.Forget();
        _foreign?.Forget();
        Building.Abandon();
        foreach (var bulk in _bulk) bulk.Forget();
        Sql.RollbackIfOpen();
    }

    public void Dispose()
    {
        foreach (var statement in _owned) statement.Dispose();
        Sql.Dispose();
    }

    /// <summary>Keeps something until the connection is closed.</summary>
    public T Own<T>(T statement)
        where T : IDisposable
    {
        _owned.Add(statement);
        return statement;
    }
}
