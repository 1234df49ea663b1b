using System.Data.Common;
using System.Globalization;

namespace Dragoman.Store;

/// <summary>
/// A connection of either engine, with the dialect that it understands. Statements name their parameters <c>$1</c>, <c>$2</c> … and are
/// written so that both engines read them; what they do not share is asked of <see cref="Dialect"/>. For one thread at a time.
/// </summary>
internal sealed class SqlSession : IDisposable
{
    private readonly Dictionary<string, (long Parties, IReadOnlyList<string>? Codes)> _sectorCodes = new(StringComparer.Ordinal);
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

    /// <summary>
    /// Between two days lie so many events at least where their counts by a code and a day are sooner added up than the events are walked over: the counts of all days are read.
    /// </summary>
    public int ManyBetweenDays { get; set; } = 50_000;

    /// <summary>Whether it can still be used.</summary>
    public bool IsOpen => Connection.State == System.Data.ConnectionState.Open;

    /// <summary>
    /// The codes of parties of a sector, where a code says whether a party is of it: every party with one of these codes is, and none without a code. Null where that
    /// is not so, or there are too many. Looked for again only when there are new parties.
    /// </summary>
    public IReadOnlyList<string>? SectorCodes(string sector)
    {
        const int Most = 5_000;
        var parties = Scalar<long?>("SELECT max(key) FROM parties") ?? 0;
        if (_sectorCodes.TryGetValue(sector, out var known) && known.Parties == parties) return known.Codes;
        List<string>? codes = [];
        using (var command = Command(
            $"SELECT DISTINCT p.code FROM party_sectors s {Dialect.JoinInOrder} parties p ON p.key = s.party WHERE s.sector = $1 LIMIT {Most + 1}", sector))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read()) codes.Add(reader.GetString(0));
        }

        var isTold = codes.Count <= Most && !codes.Contains("") && Scalar<long?>(
            $"""
            SELECT 1 FROM (SELECT DISTINCT p.code FROM party_sectors s {Dialect.JoinInOrder} parties p ON p.key = s.party WHERE s.sector = $1) c
            {Dialect.JoinInOrder} parties q ON q.code = c.code WHERE NOT EXISTS (SELECT 1 FROM party_sectors t WHERE t.sector = $1 AND t.party = q.key) LIMIT 1
            """, sector) is null;
        if (!isTold) codes = null;
        _sectorCodes[sector] = (parties, codes);
        return codes;
    }

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
