namespace Dragoman.Store;

/// <summary>
/// What a load of very many rows leaves for its end. Once a load has added more than <see cref="LeastRows"/> rows, and as many as there were before it, the indexes of
/// their table are taken away and counts by two values are kept in memory; the table <c>building</c> says so in the same transaction. Until the end of the load queries
/// find the same rows, by longer ways. A load that is killed has lost nothing: whoever opens the store for writing next builds what is left.
/// </summary>
internal sealed class Building(WriteConnection connection)
{
    /// <summary>Rows that a load adds before it leaves anything for its end.</summary>
    public const int LeastRows = 20_000;

    private const string Counts = "counts";
    private const string Words = "words";

    // Of our own events a page of newest first, of one document and of words needs no other, and counts between days need but one.
    private static readonly string[] Kept = ["events_newest", "events_document", "events_imprecise", "foreign_newest"];

    // What is written with events. (The words of SQLite have no index that could wait.)
    private static readonly string[] EventParts = ["events", "statements", "texts"];

    private bool _isLoading;
    private int _leastRows;
    private bool _countsWait;
    private long _since;
    private readonly Dictionary<string, long> _added = new(StringComparer.Ordinal);
    private readonly HashSet<string> _deferred = new(StringComparer.Ordinal);

    /// <summary>Whether the load was a large one: something was left for its end.</summary>
    public bool IsLarge => _deferred.Count > 0;

    /// <summary>Whether counts by two values wait in memory.</summary>
    public bool CountsWait => _countsWait;

    /// <summary>Indexes that are not there at the moment.</summary>
    public static IReadOnlySet<string> MissingIndexes(SqlSession session)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var command = session.Command("SELECT what FROM building WHERE sql IS NOT NULL");
        using var reader = command.ExecuteReader();
        while (reader.Read()) names.Add(reader.GetString(0));
        return names;
    }

    /// <summary>Whether the counts by two values lack events.</summary>
    public static bool LacksCounts(SqlSession session) => session.Scalar<long?>("SELECT 1 FROM building WHERE what = 'counts'") is not null;

    /// <summary>Builds the indexes that a load which was killed has left; each in a transaction of its own.</summary>
    public static void Finish(SqlSession session)
    {
        // Nobody waits for another who writes where there is nothing to build.
        while (session.Scalar<string>("SELECT min(what) FROM building WHERE sql IS NOT NULL") is { } name)
        {
            session.BeginWriting();
            try
            {
                // Another process may have built it meanwhile.
                if (session.Scalar<string>("SELECT sql FROM building WHERE what = $1", name) is { } sql)
                {
                    session.Execute(sql);
                    session.Execute("DELETE FROM building WHERE what = $1", name);
                }

                session.Commit();
            }
            catch
            {
                session.RollbackIfOpen();
                throw;
            }
        }

        while (session.Scalar<long?>("SELECT 1 FROM building WHERE what = 'words'") is not null)
        {
            session.BeginWriting();
            try
            {
                if (!session.Dialect.MergeWords(session)) session.Execute("DELETE FROM building WHERE what = 'words'");
                session.Commit();
            }
            catch
            {
                session.RollbackIfOpen();
                throw;
            }
        }
    }

    /// <summary>Begins a load.</summary>
    /// <param name="leastRows">Rows that it adds before it leaves anything for its end.</param>
    public void BeginLoad(int leastRows)
    {
        _isLoading = true;
        _leastRows = leastRows;
        _added.Clear();
        _deferred.Clear();
    }

    /// <summary>Looks, at the beginning of a transaction, whether the counts are as this connection left them; where not, they are made whole.</summary>
    public void Look()
    {
        var since = connection.Sql.Scalar<long?>("SELECT since FROM building WHERE what = 'counts'");
        if (_countsWait && since == _since) return;

        // Somebody else has counted, or what waited is lost.
        if (_countsWait) connection.Documents.ForgetCounts();
        _countsWait = false;
        if (since is not { } key) return;
        connection.Documents.CountBehind(key);
        connection.Sql.Execute("DELETE FROM building WHERE what = $1", Counts);
    }

    /// <summary>
    /// Says that rows are about to be added to a table in this transaction, all at once: where they make the load a large one, what waits for its end waits from here on.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="rows">How many.</param>
    public void Adding(string table, int rows)
    {
        if (!_isLoading) return;
        var added = _added[table] = _added.GetValueOrDefault(table) + rows;
        if (added < _leastRows || _deferred.Contains(table)) return;
        var before = (connection.Sql.Scalar<long?>("SELECT count FROM tallies WHERE kind = $1 AND value = 'events'", table == "events" ? Tally.Total : EventTable.Foreign.Tally(Tally.Total)) ?? 0) - (added - rows);
        if (added < before) return;
        _deferred.Add(table);
        foreach (var part in table == "events" ? EventParts : [table])
        {
            foreach (var (name, sql) in connection.Sql.Dialect.DeferrableIndexes(connection.Sql, part, before == 0))
            {
                if (Kept.Contains(name)) continue;
                connection.Sql.Execute("INSERT INTO building (what, since, sql) VALUES ($1, 0, $2) ON CONFLICT (what) DO NOTHING", name, sql);
                connection.Sql.Execute("DROP INDEX " + name);
            }
        }

        if (table != "events") return;
        if (connection.Sql.Dialect.WordsWait)
        {
            connection.Sql.Execute("INSERT INTO building (what, since) VALUES ($1, 0) ON CONFLICT (what) DO NOTHING", Words);
            connection.Documents.WordPartsWait = true;
        }

        _since = LastEvent();
        connection.Sql.Execute("INSERT INTO building (what, since) VALUES ($1, $2)", Counts, _since);
        _countsWait = true;
    }

    /// <summary>Says that the counts that waited were written in this transaction.</summary>
    public void Counted()
    {
        _since = LastEvent();
        connection.Sql.Execute("UPDATE building SET since = $2 WHERE what = $1", Counts, _since);
    }

    /// <summary>Ends a load: writes the counts, inside a transaction; indexes are left to <see cref="Finish"/>.</summary>
    public void EndLoad()
    {
        _isLoading = false;
        if (_deferred.Contains("events") && connection.Sql.Dialect.WordsWait)
        {
            // Another process may have done it meanwhile, and parts have come since.
            connection.Sql.Execute("INSERT INTO building (what, since) VALUES ($1, 0) ON CONFLICT (what) DO NOTHING", Words);
        }

        connection.Documents.WordPartsWait = false;
        EndCounts();
    }

    /// <summary>Writes the counts that wait, inside a transaction: what counts out may only be counted from what is written.</summary>
    public void EndCounts()
    {
        if (!_countsWait) return;
        connection.Documents.WriteCounts();
        connection.Sql.Execute("DELETE FROM building WHERE what = $1", Counts);
        _countsWait = false;
    }

    /// <summary>Undone: what waited is gone with it, and is counted anew from the rows.</summary>
    public void Abandon()
    {
        _countsWait = false;
        _deferred.Clear();
        connection.Documents.WordPartsWait = false;
    }

    private long LastEvent() => connection.Sql.Scalar<long?>("SELECT max(key) FROM events") ?? 0;
}
