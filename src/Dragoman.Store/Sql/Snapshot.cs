namespace Dragoman.Store;

/// <summary>A read transaction: all statements in it see the store as it was when the first of them ran.</summary>
internal sealed class Snapshot : IDisposable
{
    private readonly SqlSession _session;

    public Snapshot(SqlSession session)
    {
        _session = session;
        session.BeginReading();
    }

    public void Dispose() => _session.RollbackIfOpen();
}
