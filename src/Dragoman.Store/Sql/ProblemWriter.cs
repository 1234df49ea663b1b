namespace Dragoman.Store;

/// <summary>Keeps what could not be read: one row a locator, the last failure; none once it could be read.</summary>
internal sealed class ProblemWriter(WriteConnection connection)
{
    private readonly PreparedStatement _record = connection.Prepare(
        """
        INSERT INTO problems (locator, code, message, time) VALUES ($1, $2, $3, $4)
        ON CONFLICT (locator) DO UPDATE SET code = excluded.code, message = excluded.message, time = excluded.time
        """, 4);

    private readonly PreparedStatement _resolve = connection.Prepare("DELETE FROM problems WHERE locator = $1", 1);

    public void Record(SourceProblem problem) =>
        _record.Run(problem.Locator, problem.Code, problem.Message, problem.Time.ToUnixTimeMilliseconds());

    public bool AreThere() => connection.Sql.Scalar<long?>("SELECT 1 FROM problems LIMIT 1") is not null;

    public void Resolve(string locator) => _resolve.Run(locator);
}
