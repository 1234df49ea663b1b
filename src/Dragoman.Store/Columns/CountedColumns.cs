namespace Dragoman.Store;

/// <summary>
/// Keeps what events are counted by in memory (<see cref="ColumnSet"/>), for a program that answers many questions about one store. The set is made beside other work when it is first
/// asked for, grows with the store, and is made anew when rows were taken out; whoever asks meanwhile, or sees an older state, gets none and counts in the store.
/// </summary>
internal sealed class CountedColumns(Database database, long mostEvents, long leastEvents, int chunkRows) : IDisposable
{
    /// <summary>Kind and values of the tallies that tell how often rows were taken out, and how often the list of earlier versions changed.</summary>
    public const string Changes = "removals";

    public const string EventsGone = "events";

    public const string VersionsChanged = "superseded";

    // Rows that whoever asks adds himself; more are added beside.
    private const int MostAtOnce = 10_000;

    // Rows that are read by one statement while a set is made.
    private const int Piece = 250_000;

    private const int MostAnswers = 24;

    // A set that takes long to make is made anew no more often than leaves four fifths of a core to others, while a store is recoded.
    private const int LongMilliseconds = 2_000;
    private const int Rests = 4;

    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _making = new();
    private readonly Lock _appending = new();
    private readonly Lock _answering = new();
    private readonly LinkedList<KeptSums> _answers = new();
    private volatile ColumnSet? _set;
    private volatile Earlier? _earlier;
    private volatile Task? _task;
    private volatile bool _isRefused;
    private int _answered;
    private long _madeAt;
    private long _took;

    /// <summary>The rows that a session sees, where they are all at hand; null otherwise. In a read transaction.</summary>
    public ColumnView? View(SqlSession session)
    {
        if (_isRefused) return null;
        if (session.Scalar<long?>("SELECT max(key) FROM events") is not { } last || last < leastEvents) return null;
        var generation = Number(session, EventsGone);
        if (_set is not { } set || set.Generation != generation)
        {
            Begin();
            return null;
        }

        if (last > set.LastKey)
        {
            if (last - set.LastKey > MostAtOnce)
            {
                Begin();
                return null;
            }

            lock (_appending)
            {
                if (last > set.LastKey && !TryAppend(set, session, last, _ending.Token)) return null;
            }
        }

        Interlocked.Increment(ref _answered);
        return new ColumnView(set, set.RowsUntil(last), EarlierVersions(session, set));
    }

    /// <summary>How many queries were answered from here.</summary>
    public int Answered => _answered;

    /// <summary>Answers that are at hand are counted anew. For benchmarks.</summary>
    public void ForgetAnswers()
    {
        lock (_answering) _answers.Clear();
    }

    /// <summary>Reads sums over what a query finds. The last ones are at hand, and what was added to the store since is added to them.</summary>
    /// <param name="key">The query, and what is summed.</param>
    /// <param name="view">The rows.</param>
    /// <param name="make">Makes empty sums.</param>
    /// <param name="add">Adds what the query finds from a row on.</param>
    /// <param name="read">Reads the answer; not after it returns.</param>
    public TAnswer Answer<TSums, TAnswer>(string key, ColumnView view, Func<TSums> make, Action<TSums, int> add, Func<TSums, TAnswer> read)
        where TSums : ColumnSums
    {
        var kept = Kept(key, view);
        lock (kept.Reading)
        {
            if (kept.Rows <= view.Rows)
            {
                var sums = kept.Sums as TSums ?? make();
                if (kept.Rows < view.Rows)
                {
                    // Gone, should it end half-way.
                    kept.Sums = null;
                    var from = kept.Rows;
                    kept.Rows = 0;
                    sums.Grow(view.Set);
                    add(sums, from);
                }

                (kept.Sums, kept.Rows) = (sums, view.Rows);
                return read(sums);
            }
        }

        // Somebody has seen more than this session does.
        var alone = make();
        alone.Grow(view.Set);
        add(alone, 0);
        return read(alone);
    }

    /// <summary>Begins to make the set, or to bring it up to date, beside other work, where that is not under way.</summary>
    public void Begin()
    {
        lock (_making)
        {
            if (_isRefused || _ending.IsCancellationRequested || _task is { IsCompleted: false }) return;
            _task = Task.Run(Make, CancellationToken.None);
        }
    }

    /// <summary>Waits until what is under way is done. For tests and benchmarks.</summary>
    public void Wait() => _task?.Wait();

    public void Dispose()
    {
        lock (_making) _ending.Cancel();
        _task?.Wait();
        _ending.Dispose();
    }

    private void Make()
    {
        try
        {
            using var lease = database.Lease(_ending.Token);
            lease.Do(connection =>
            {
                using var snapshot = new Snapshot(connection.Sql);
                Make(connection.Sql);
                return 0;
            });
        }
        catch (Exception exception) when (exception is StoreException or OperationCanceledException or ObjectDisposedException)
        {
            // Whoever counts next counts in the store, and tells what is wrong with it.
        }
    }

    private void Make(SqlSession session)
    {
        if (session.Scalar<long?>("SELECT max(key) FROM events") is not { } last || last < leastEvents) return;
        if ((session.Scalar<long?>("SELECT count FROM tallies WHERE kind = $1 AND value = 'events'", Tally.Total) ?? 0) > mostEvents)
        {
            Refuse();
            return;
        }

        var generation = Number(session, EventsGone);
        if (_set is { } known && known.Generation == generation)
        {
            Append(known, session, last);
            return;
        }

        // The old one goes first: there is room for one.
        Forget();
        var began = Environment.TickCount64;
        if (_took > LongMilliseconds && began - _madeAt < _took * Rests) return;
        var made = new ColumnSet(generation, chunkRows);
        if (Append(made, session, last)) _set = made;
        _madeAt = Environment.TickCount64;
        _took = _madeAt - began;
    }

    private bool Append(ColumnSet set, SqlSession session, long last)
    {
        for (var until = set.LastKey; until < last;)
        {
            until = Math.Min(until + Piece, last);
            lock (_appending)
            {
                if (until > set.LastKey && !TryAppend(set, session, until, _ending.Token)) return false;
            }
        }

        return true;
    }

    private bool TryAppend(ColumnSet set, SqlSession session, long until, CancellationToken cancellationToken)
    {
        try
        {
            set.Append(session, until, cancellationToken);
            if (set.Rows <= mostEvents) return true;
            Refuse();
            return false;
        }
        catch (ColumnsFullException)
        {
            Refuse();
            return false;
        }
    }

    private void Refuse()
    {
        _isRefused = true;
        Forget();
    }

    private void Forget()
    {
        _set = null;
        _earlier = null;
        lock (_answering) _answers.Clear();
    }

    /// <summary>The rows of earlier versions of documents, which no count has; null where there are none.</summary>
    private Earlier? EarlierVersions(SqlSession session, ColumnSet set)
    {
        if (!Superseded.AreThere(session)) return null;
        var changes = Number(session, VersionsChanged);
        if (_earlier is { } known && known.Set == set && known.Changes == changes) return known;
        var rows = new List<int>();
        using (var reader = session.Dialect.Rows(
            session, $"SELECT e.key, e.document FROM superseded s {session.Dialect.JoinInOrder} events e{session.Dialect.IndexedBy("events_document")} ON e.document = s.document"))
        {
            while (reader.Read()) rows.Add(set.RowsUntil(reader.Whole(0)) - 1);
        }

        rows.Sort();
        return _earlier = new Earlier(set, changes, [.. rows]);
    }

    /// <summary>The sums that are at hand for a query, or empty ones that are from now on.</summary>
    private KeptSums Kept(string key, ColumnView view)
    {
        lock (_answering)
        {
            var node = _answers.First;
            while (node is not null && node.Value.Key != key) node = node.Next;
            if (node is not null) _answers.Remove(node);
            if (node is null || !ReferenceEquals(node.Value.Set, view.Set) || !ReferenceEquals(node.Value.Earlier, view.Earlier))
            {
                node = new LinkedListNode<KeptSums>(new KeptSums(key, view.Set, view.Earlier));
                if (_answers.Count == MostAnswers) _answers.RemoveLast();
            }

            _answers.AddFirst(node);
            return node.Value;
        }
    }

    private static long Number(SqlSession session, string value) =>
        session.Scalar<long?>("SELECT count FROM tallies WHERE kind = $1 AND value = $2", Changes, value) ?? 0;
}

/// <summary>Sums that are at hand.</summary>
/// <param name="Key">The query, and what is summed.</param>
/// <param name="Set">The set whose rows were summed.</param>
/// <param name="Earlier">Rows that were left out.</param>
internal sealed record KeptSums(string Key, ColumnSet Set, Earlier? Earlier)
{
    /// <summary>Held while sums are read or added to.</summary>
    public Lock Reading { get; } = new();

    /// <summary>The sums; null where there are none yet.</summary>
    public ColumnSums? Sums { get; set; }

    /// <summary>Rows that they were gathered from.</summary>
    public int Rows { get; set; }
}

/// <summary>Rows of earlier versions of documents.</summary>
/// <param name="Set">The set whose rows they are.</param>
/// <param name="Changes">How often the list of them had changed.</param>
/// <param name="Rows">Their numbers, ascending.</param>
internal sealed record Earlier(ColumnSet Set, long Changes, int[] Rows);

/// <summary>Rows that somebody sees.</summary>
/// <param name="Set">Where they stand.</param>
/// <param name="Rows">How many: the first ones.</param>
/// <param name="Earlier">Those among them that do not count; null where all do.</param>
internal sealed record ColumnView(ColumnSet Set, int Rows, Earlier? Earlier);
