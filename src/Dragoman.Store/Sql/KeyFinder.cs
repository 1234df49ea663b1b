namespace Dragoman.Store;

/// <summary>
/// Finds the keys of rows, and gives out new ones. Keys are given out by the one that writes, not by the engine, so that rows that name one
/// another can be added in bulk. For the transactions of one connection.
/// </summary>
internal abstract class KeyFinder(SqlSession session, string table) : IDisposable
{
    private long? _last;

    protected SqlSession Session => session;

    /// <summary>The key of each row; null for one that is not there.</summary>
    /// <param name="rows">Values of the columns. One row or more.</param>
    public abstract long?[] Find(IReadOnlyList<object[]> rows);

    /// <summary>A key that no row has.</summary>
    public long NextKey()
    {
        _last = (_last ?? session.Scalar<long?>($"SELECT max(key) FROM {table}") ?? 0) + 1;
        return _last.Value;
    }

    /// <summary>Begins a new transaction: others may have written since the last one.</summary>
    public void Reset() => _last = null;

    public abstract void Dispose();
}
