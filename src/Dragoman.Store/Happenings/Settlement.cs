using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>
/// Documents that are new since events were last brought together, and what that needs of the store: reports near theirs, and a place for
/// what was found. All within one transaction; alive only while <see cref="EventStore.Settle"/> runs.
/// </summary>
public sealed class Settlement
{
    private readonly WriteConnection _connection;
    private readonly DateTimeOffset _time;

    internal Settlement(WriteConnection connection, IReadOnlyList<(long Key, string Id)> documents, DateTimeOffset time)
    {
        _connection = connection;
        _time = time;
        Documents = [.. documents.Select(document => document.Id)];
        Keys = [.. documents.Select(document => document.Key)];
    }

    /// <summary>Ids of the documents.</summary>
    public IReadOnlyList<string> Documents { get; }

    private List<long> Keys { get; }

    private SqlSession Sql => _connection.Sql;

    /// <summary>A document with all that was read out of it.</summary>
    /// <param name="documentId">Its id.</param>
    public StoredDocument? Load(string documentId)
    {
        using var loader = new DocumentLoader(Sql);
        return loader.Load(documentId);
    }

    /// <summary>The events of the documents as reports, without what a report counts: that is in the documents.</summary>
    public IReadOnlyList<EventReport> Reports() => ReportLoader.Load(Sql, $"e.document IN ({List(Keys)})");

    /// <summary>Reports of other documents that have a name in common and are dated within some days.</summary>
    /// <param name="name">The name.</param>
    /// <param name="day">The day.</param>
    /// <param name="window">Days before and behind it.</param>
    /// <param name="limit">Most to give: those of the nearest days, and of one day those that came first, which a large happening is known by.</param>
    public IReadOnlyList<long> Near(string name, int day, int window, int limit)
    {
        using var command = Sql.Command(
            "SELECT event FROM report_keys WHERE name = $1 AND day BETWEEN $2 AND $3 ORDER BY abs(day - $5), event LIMIT $4",
            name, (long)(day - window), (long)(day + window), (long)limit, (long)day);
        using var reader = command.ExecuteReader();
        var found = new List<long>();
        while (reader.Read()) found.Add(reader.GetInt64(0));
        return found;
    }

    /// <summary>Reports by the store's numbers of their events.</summary>
    /// <param name="events">The numbers.</param>
    public IReadOnlyList<EventReport> Reports(IReadOnlyCollection<long> events) => ReportLoader.Load(Sql, $"e.key IN ({List(events)})");

    /// <summary>The store's numbers of the events of reports that are compared with each other.</summary>
    /// <param name="components">Numbers of their sets.</param>
    public IReadOnlyList<long> Members(IReadOnlyCollection<long> components)
    {
        ArgumentNullException.ThrowIfNull(components);
        using var command = Sql.Command($"SELECT event FROM reports WHERE component IN ({List(components)})");
        using var reader = command.ExecuteReader();
        var found = new List<long>();
        while (reader.Read()) found.Add(reader.GetInt64(0));
        return found;
    }

    /// <summary>Keeps what a report is found by.</summary>
    /// <param name="report">The report.</param>
    /// <param name="names">Its names.</param>
    /// <param name="day">Its day.</param>
    public void Index(EventReport report, IReadOnlyList<string> names, int day)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(names);
        using (var remove = Sql.Command("DELETE FROM report_keys WHERE event = $1", report.Key)) remove.ExecuteNonQuery();
        foreach (var name in names)
        {
            using var add = Sql.Command(
                "INSERT INTO report_keys (name, day, event) VALUES ($1, $2, $3) ON CONFLICT (name, day, event) DO NOTHING", name, (long)day, report.Key);
            add.ExecuteNonQuery();
        }
    }

    /// <summary>Whether there is a happening of an id; one that went into another may be its own again.</summary>
    /// <param name="id">The id.</param>
    public bool HasHappening(string id) => Sql.Scalar<long>("SELECT EXISTS (SELECT 1 FROM happenings WHERE id = $1 AND merged IS NULL)", id) != 0;

    /// <summary>What people have said about which reports belong together, with the sets that the reports are in now.</summary>
    public IReadOnlyList<(ReportRuling Ruling, IReadOnlyDictionary<long, long> Components)> Rulings() => RulingTable.Reports(Sql);

    /// <summary>Decisions about stories that are still to be carried out, the earliest first.</summary>
    public IReadOnlyList<StoryMove> StoryMoves() => RulingTable.Moves(Sql);

    /// <summary>Says that a decision about stories was carried out.</summary>
    /// <param name="move">The decision.</param>
    /// <param name="part">Id of the story that documents went into.</param>
    public void Moved(StoryMove move, string? part)
    {
        ArgumentNullException.ThrowIfNull(move);
        RulingTable.Done(Sql, move.Key, part);
    }

    /// <summary>Pairs of stories that somebody has split: they are not to be joined again.</summary>
    public IReadOnlyList<(string One, string Other)> StoriesApart() => RulingTable.Apart(Sql);

    /// <summary>Ids of a story's latest documents that are neither reprints nor replaced by a newer version, the earliest of them first.</summary>
    /// <param name="story">Id of the story.</param>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<string> LatestOf(string story, int limit) => StoryWriter.LatestOf(Sql, story, limit);

    /// <summary>Keeps that a part of a story is a story of its own, and counts both anew.</summary>
    /// <param name="story">Id of the story.</param>
    /// <param name="part">Id of the part.</param>
    public void SplitStories(string story, string part) => StoryWriter.Split(Sql, story, part, _time);

    /// <summary>Whether somebody has decided something about a story that holds: what belongs to it is then theirs to say.</summary>
    /// <param name="story">Id of the story.</param>
    public bool IsRuled(string story) => Sql.Scalar<long>(
        "SELECT EXISTS (SELECT 1 FROM rulings WHERE subject = 'story' AND undone_at IS NULL AND (one = $1 OR other = $1))", story) != 0;

    /// <summary>Keeps that a document with its reprints belongs to another story.</summary>
    /// <param name="documentId">Id of the document.</param>
    /// <param name="story">Id of the story.</param>
    public void Move(string documentId, string story)
    {
        Assign(documentId, story);
        Sql.Execute(
            """
            UPDATE story_documents SET story = (SELECT key FROM stories WHERE id = $2)
            WHERE document IN (SELECT u.document FROM reuses u JOIN documents o ON o.key = u.origin WHERE o.id = $1 AND u.kind = 'reprint')
            """, documentId, story);
    }

    /// <summary>Counts a story's documents anew.</summary>
    /// <param name="story">Id of the story.</param>
    public void CountStory(string story) => StoryWriter.Count(Sql, story);

    /// <summary>Keeps a happening with its reports, and in its history what is new about it.</summary>
    /// <param name="state">The happening.</param>
    public void Keep(HappeningState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        HappeningWriter.Keep(Sql, state, _time);
    }

    /// <summary>Keeps that one happening turned out to be another one.</summary>
    /// <param name="id">Id of the one that ends.</param>
    /// <param name="into">Id of the one that goes on.</param>
    public void Merge(string id, string into) => HappeningWriter.Merge(Sql, id, into, _time);

    /// <summary>Keeps that a part of a happening turned out to be another one.</summary>
    /// <param name="id">Id of the one that goes on.</param>
    /// <param name="part">Id of the new one.</param>
    public void Split(string id, string part)
    {
        HistoryTable.Add(Sql, new HistoryEntry(HistorySubject.Happening, id, "split", $"a part is now {part}", _time));
        HistoryTable.Add(Sql, new HistoryEntry(HistorySubject.Happening, part, "split", $"was a part of {id}", _time));
    }

    /// <summary>A number that rises whenever stories change: what was remembered under another one is out of date.</summary>
    public long StoriesVersion => Sql.Scalar<long?>("SELECT count FROM tallies WHERE kind = 'stories' AND value = 'version'") ?? 0;

    /// <summary>Stories that still take reports, in the order of their beginning in this store.</summary>
    public IReadOnlyList<StoryState> LiveStories() => StoryWriter.Live(Sql);

    /// <summary>Id of the story of a document; null where none was found yet.</summary>
    /// <param name="documentId">Id of the document.</param>
    public string? StoryOf(string documentId) => Sql.Scalar<string>(
        "SELECT s.id FROM documents d JOIN story_documents t ON t.document = d.key JOIN stories s ON s.key = t.story WHERE d.id = $1", documentId);

    /// <summary>What a document has from another; null for nothing.</summary>
    /// <param name="documentId">Id of the document.</param>
    public TextReuse? ReuseOf(string documentId) =>
        Sql.Scalar<long?>("SELECT key FROM documents WHERE id = $1", documentId) is { } key ? ReuseTable.Find(Sql, key) : null;

    /// <summary>
    /// Puts another reading in the place of the one that a reprint was given before its origin came: what stands in the origin is the origin's. The document's history says so.
    /// </summary>
    /// <param name="document">The document as it is read now.</param>
    /// <param name="origin">Id of the document that counts as the origin.</param>
    /// <param name="passages">What of its text stands in the origin.</param>
    public void Fold(StoredDocument document, string origin, IReadOnlyList<Extent> passages)
    {
        ArgumentNullException.ThrowIfNull(document);
        var key = Sql.Scalar<long>("SELECT key FROM documents WHERE id = $1", document.Id);
        var before = Sql.Scalar<long>("SELECT events FROM documents WHERE key = $1", key);
        _connection.Documents.Replace(key, new PreparedDocument(document));
        _connection.Documents.Finish();
        Sql.Execute("UPDATE reuses SET passages = $2, other = origin WHERE document = $1", key, StoryNames.Name(passages));
        HistoryTable.Add(Sql, new HistoryEntry(
            HistorySubject.Document, document.Id, "folded", FormattableString.Invariant($"under {origin}: events {before} → {document.Coded.Events.Count}"), _time));
    }

    /// <summary>Whether a newer version stands in for a document.</summary>
    /// <param name="documentId">Id of the document.</param>
    public bool IsSuperseded(string documentId) =>
        Sql.Scalar<long?>("SELECT s.document FROM superseded s JOIN documents d ON d.key = s.document WHERE d.id = $1", documentId) is not null;

    /// <summary>Keeps what a document's text is found by, where a store of an earlier version has nothing.</summary>
    /// <param name="documentId">Id of the document.</param>
    /// <param name="print">What it is found by.</param>
    public void Keep(string documentId, KeptPrint print)
    {
        ArgumentNullException.ThrowIfNull(print);
        Sql.Execute(
            "INSERT INTO fingerprints (document, words, agency, hashes) SELECT key, $2, $3, $4 FROM documents WHERE id = $1 ON CONFLICT (document) DO NOTHING",
            documentId, (long)print.Words, print.IsAgency ? 1L : 0L, print.Hashes.ToArray());
        Sql.Execute(
            "INSERT INTO prints (document, print) SELECT key, $2 FROM documents WHERE id = $1 ON CONFLICT (document) DO NOTHING", documentId, print.Print.ToArray());
    }

    /// <summary>Whether something is kept that a document's text is found by.</summary>
    /// <param name="documentId">Id of the document.</param>
    public bool HasPrint(string documentId) =>
        Sql.Scalar<long?>("SELECT f.document FROM fingerprints f JOIN documents d ON d.key = f.document WHERE d.id = $1", documentId) is not null;

    /// <summary>Whether there is a story of an id.</summary>
    /// <param name="id">The id.</param>
    public bool HasStory(string id) => Sql.Scalar<long>("SELECT EXISTS (SELECT 1 FROM stories WHERE id = $1)", id) != 0;

    /// <summary>Keeps a story as it is now.</summary>
    /// <param name="story">The story.</param>
    public void Keep(StoryState story)
    {
        ArgumentNullException.ThrowIfNull(story);
        StoryWriter.Keep(Sql, story, _time);
    }

    /// <summary>Keeps that a document belongs to a story.</summary>
    /// <param name="documentId">Id of the document.</param>
    /// <param name="story">Id of the story.</param>
    public void Assign(string documentId, string story) => StoryWriter.Assign(Sql, documentId, story);

    /// <summary>Keeps that two stories are one.</summary>
    /// <param name="id">Id of the one that ends.</param>
    /// <param name="into">Id of the one that goes on.</param>
    public void MergeStories(string id, string into) => StoryWriter.Merge(Sql, id, into, _time);

    /// <summary>Says that stories have changed.</summary>
    /// <returns>The new <see cref="StoriesVersion"/>.</returns>
    public long RaiseStoriesVersion()
    {
        using var command = Sql.Command(
            "INSERT INTO tallies (kind, value, count) VALUES ('stories', 'version', 1) ON CONFLICT (kind, value) DO UPDATE SET count = tallies.count + 1");
        command.ExecuteNonQuery();
        return StoriesVersion;
    }

    internal void Finish()
    {
        foreach (var key in Keys)
        {
            using var command = Sql.Command("DELETE FROM unsettled WHERE document = $1", key);
            command.ExecuteNonQuery();
        }
    }

    // Numbers of the store's own: nothing that anybody typed.
    private static string List(IReadOnlyCollection<long> keys) => keys.Count == 0 ? "NULL" : string.Join(',', keys);
}
