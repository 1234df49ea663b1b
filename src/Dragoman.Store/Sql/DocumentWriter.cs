using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>Writes documents with all that hangs on them. Runs inside a transaction of <see cref="Database.Write"/>.</summary>
internal sealed partial class DocumentWriter(WriteConnection connection)
{
    private readonly KeyFinder _findDocument = connection.Finder("documents", "id");
    private readonly Interning _interning = connection.Interning;
    private readonly Tallies _tallies = new(connection);
    private readonly PairCounts _pairs = new(connection);
    private EventTallies? _eventCounts;
    private readonly string?[] _values = new string?[Enum.GetValues<Dimension>().Length];
    private readonly HashSet<int> _sentences = [];

    // Beginnings of codes, and days as the counts write them, that were asked for before.
    private const int MostRoots = 100_000;
    private readonly Dictionary<string, string> _roots = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _days = [];
    private readonly Dictionary<(string Type, string Factuality), string> _together = [];

    private readonly IBulkTable _documents = connection.Bulk(
        "documents", "key", "id", "given_id", "locator", "publisher", "origin_publisher", "url", "title", "published", "published_at", "rank",
        "read_at", "engine", "events", "statements", "source_url");

    private readonly IBulkTable _contents = connection.Bulk("contents", "document", "media_type", "raw_length", "raw", "reading_length", "reading", "given");

    private readonly PreparedStatement _unsettle = connection.Prepare("INSERT INTO unsettled (document) VALUES ($1) ON CONFLICT (document) DO NOTHING", 1);

    private readonly IBulkTable _unsettled = connection.Bulk("unsettled", "document");

    private readonly PreparedStatement _addFingerprint = connection.Prepare(
        "INSERT INTO fingerprints (document, words, agency, hashes) VALUES ($1, $2, $3, $4)", 4);

    private readonly PreparedStatement _addPrint = connection.Prepare("INSERT INTO prints (document, print) VALUES ($1, $2)", 2);

    private readonly ITextIndex _texts = connection.TextIndex("texts");

    private readonly IBulkTable _sentenceRows = connection.Bulk("sentences", "document", "sentence", "start", "text");

    private readonly IBulkTable _statements = connection.Bulk(
        "statements", "key", "document", "id", "kind", "speaker", "content_start", "content_end", "parent", "continues", "factuality", "date");

    private readonly IBulkTable _events = connection.Bulk(
        "events", "key", "document", "id", "type", "mode", "contexts", "cameo", "quad", "goldstein", "actor", "actor_code", "recipient", "recipient_code",
        "date", "precision", "day", "last_day", "published_at", "rank", "place", "place_country", "publisher", "factuality", "asserted_by", "speaker",
        "sentence", "evidence_start", "evidence_end", "trigger_start", "trigger_end", "confidence", "salience");

    /// <summary>Whether the parts of the full-text index are left as they are for the time being.</summary>
    public bool WordPartsWait
    {
        set => _texts.PartsWait = value;
    }

    /// <summary>Writes documents, each with another id.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="cancellationToken">Looked at before every document.</param>
    /// <returns>Number of those that the store had not, and has not been told to forget.</returns>
    public int Add(IReadOnlyList<PreparedDocument> documents, CancellationToken cancellationToken)
    {
        if (documents.Count == 0) return 0;
        var there = _findDocument.Find([.. documents.Select(document => (object[])[document.Source.Id])]);
        var isForgetful = AreTombstones();
        var added = documents.Where((document, i) => there[i] is null && !(isForgetful && IsForgotten(document.Source.Id, document.Url))).ToList();

        connection.Building.Adding("events", added.Sum(document => document.Events.Length));

        // Counting needs no database: on another core meanwhile. Nothing else touches the counts until it is done.
        var counting = Task.Run(() => Count(added), CancellationToken.None);
        var keys = new long[added.Count];
        try
        {
            // Words first: while the other rows are written, another core makes a segment of them.
            for (var i = 0; i < keys.Length; i++) _texts.Add(keys[i] = connection.NextKey("documents"), added[i].Title ?? "", added[i].Body);
            _texts.Seal();
            Name(added);
            for (var i = 0; i < keys.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Add(added[i], keys[i]);
            }
        }
        finally
        {
            counting.GetAwaiter().GetResult();
        }

        // What refers to documents is written when they are there.
        connection.Flush();
        for (var i = 0; i < keys.Length; i++) AddReuse(added[i].Source, keys[i]);
        Finish();
        return added.Count;
    }

    /// <summary>Hands over what was written, and writes what was counted; the last step of a batch.</summary>
    public void Finish()
    {
        _texts.Seal();
        connection.Flush();
        _tallies.Write();
        if (!connection.Building.CountsWait)
        {
            _pairs.Write();
        }
        else if (_pairs.AreMany)
        {
            _pairs.Write();
            connection.Building.Counted();
        }

        _texts.Flush();
    }

    /// <summary>Writes the counts by two values that waited.</summary>
    public void WriteCounts() => _pairs.Write();

    /// <summary>Drops the counts by two values that waited.</summary>
    public void ForgetCounts() => _pairs.Forget();

    /// <summary>Counts the events behind a key by two values, and writes that.</summary>
    public void CountBehind(long key)
    {
        using (var command = connection.Sql.Command(
            """
            SELECT e.type, e.factuality, e.actor_code, e.recipient_code, e.place_country, o.name, e.day, e.precision, e.quad, e.goldstein, a.sectors, r.sectors, e.asserted_by, e.mode
            FROM events e LEFT JOIN publishers o ON o.key = e.publisher LEFT JOIN parties a ON a.key = e.actor LEFT JOIN parties r ON r.key = e.recipient WHERE e.key > $1
            """, key))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                var (actor, recipient) = (reader.Text(2), reader.Text(3));
                CountPairs(
                    new EventValues(
                        reader.GetString(0), reader.GetString(1), actor, Root(actor), recipient, Root(recipient), reader.Text(4), reader.Text(5), reader.Text(13), null,
                        reader.GetString(7) == "day" ? reader.GetInt32(6) : 0, reader.Filled(10), reader.Filled(11), !reader.IsDBNull(12)),
                    reader.GetInt32(8), reader.Real(9), 1);
                if (_pairs.AreMany) _pairs.Write();
            }
        }

        _pairs.Write();
    }

    public void Forget()
    {
        _tallies.Forget();
        _pairs.Forget();
        _texts.Forget();
    }

    /// <summary>The key of a publisher, new or old.</summary>
    public long PublisherKey(string name)
    {
        _interning.Prepare([], [], [name]);
        connection.Flush();
        return _interning.Key(name);
    }

    private EventTallies EventCounts => _eventCounts ??= new EventTallies(_tallies);

    /// <summary>Keeps what finds the text again, and whose text it is; the stories look at the document after the batch.</summary>
    private void AddReuse(StoredDocument source, long key)
    {
        if (source.Print is { } print)
        {
            _addFingerprint.Run(key, (long)print.Words, print.IsAgency ? 1L : 0L, print.Hashes.ToArray());
            _addPrint.Run(key, print.Print.ToArray());
        }

        if (source.Reuse is { } reuse) ReuseTable.Keep(connection.Sql, reuse, source.ReadAt);
    }

    private void Name(IReadOnlyList<PreparedDocument> documents) => _interning.Prepare(
        documents.SelectMany(document => document.Parties),
        documents.SelectMany(document => document.Source.Coded.Events).Select(item => item.Place).OfType<Records.Place>(),
        documents.Select(document => document.Publisher).OfType<string>());

    private void Add(PreparedDocument document, long key)
    {
        var source = document.Source;
        long? publisher = document.Publisher is { } name ? _interning.Key(name) : null;
        _documents.Add(
            key, source.Id, source.GivenId, source.Locator, publisher, document.OriginPublisher, document.Url, document.Title,
            document.Published, document.PublishedAt, document.Rank, source.ReadAt.ToUnixTimeMilliseconds(), source.Coded.Engine,
            source.Coded.Events.Count, source.Coded.Statements.Count, source.SourceUrl);
        _contents.Add(key, source.MediaType, source.Raw.Length, document.Raw, document.ReadingLength, document.Reading, document.Given);
        AddReading(document, key, publisher);
        _unsettled.Add(key);
    }

    /// <summary>Writes what is found by, but for its words: statements, events. Names must have been prepared.</summary>
    private void AddReading(PreparedDocument document, long key, long? publisher)
    {
        var source = document.Source;
        for (var i = 0; i < document.Speakers.Length; i++) Add(key, source.Coded.Statements[i], document.Speakers[i]);
        _sentences.Clear();
        for (var i = 0; i < document.Events.Length; i++)
        {
            var evidence = document.Events[i].Source.Evidence;
            if (_sentences.Add(evidence.Sentence))
            {
                var sentence = document.SentenceOf(evidence);
                _sentenceRows.Add(key, evidence.Sentence, sentence.Start, sentence.Text);
            }

            Add(document, key, publisher, document.Events[i], i);
        }

    }

    private void Count(List<PreparedDocument> documents)
    {
        _tallies.Count(Tally.Total, "documents", documents.Count);
        foreach (var document in documents) Count(document);
        if (!connection.Building.CountsWait) _pairs.Sort();
    }

    /// <summary>Counts what a document adds to the events and statements.</summary>
    private void Count(PreparedDocument document)
    {
        _tallies.Count(Tally.Total, "events", document.Source.Coded.Events.Count);
        _tallies.Count(Tally.Total, "statements", document.Source.Coded.Statements.Count);
        foreach (var prepared in document.Events)
        {
            var item = prepared.Source;
            var actor = Filled(prepared.Actor.Code);
            var recipient = Filled(prepared.Recipient?.Code);
            var values = new EventValues(
                Vocabulary.Types[(int)item.Type], Vocabulary.Factualities[(int)item.Factuality], actor, Root(actor), recipient, Root(recipient),
                item.Place is null ? null : Filled(prepared.Place.Country), document.Publisher, Filled(item.Mode), Filled(item.Cameo),
                item.DatePrecision == DatePrecision.Day && prepared.Bounds.First > 0 ? prepared.Bounds.First : 0,
                Filled(prepared.Actor.Sectors), Filled(prepared.Recipient?.Sectors), item.AssertedBy is not null);
            EventCounts.Count(values, 1);
            CountPairs(values, item.Quad, item.Goldstein, 1);
        }
    }

    private void Add(long key, Statement statement, Party? speaker) => _statements.Add(
        connection.NextKey("statements"), key, statement.Id, Vocabulary.StatementKinds[(int)statement.Kind],
        speaker is { } party ? _interning.Key(party) : default(SqlValue),
        statement.Content.Start, statement.Content.End, statement.Parent, statement.Continues,
        statement.Factuality is { } factuality ? Vocabulary.Factualities[(int)factuality] : null, statement.Date);

    private void Add(PreparedDocument document, long key, long? publisher, PreparedEvent prepared, int ordinal)
    {
        var item = prepared.Source;
        var actorCode = Filled(prepared.Actor.Code);
        var recipientCode = Filled(prepared.Recipient?.Code);
        var country = item.Place is null ? null : Filled(prepared.Place.Country);
        _events.Add(
            connection.NextKey("events"), key, item.Id, Vocabulary.Types[(int)item.Type], Filled(item.Mode), item.Contexts.Count == 0 ? null : string.Join(' ', item.Contexts), Filled(item.Cameo),
            item.Quad, item.Goldstein, _interning.Key(prepared.Actor), actorCode,
            prepared.Recipient is { } recipient ? _interning.Key(recipient) : default(SqlValue), recipientCode, item.Date,
            Vocabulary.Precisions[(int)item.DatePrecision], prepared.Bounds.First, prepared.Bounds.Last, document.PublishedAt,
            (document.Rank << 16) | (uint)(ushort.MaxValue - Math.Min(ordinal, ushort.MaxValue)),
            item.Place is not null ? _interning.Key(prepared.Place) : default(SqlValue), country, publisher, Vocabulary.Factualities[(int)item.Factuality], item.AssertedBy,
            prepared.Speaker is { } speaker ? _interning.Key(speaker) : default(SqlValue), item.Evidence.Sentence,
            item.Evidence.Start, item.Evidence.End, item.Evidence.Trigger.Start, item.Evidence.Trigger.End,
            item.Confidence, item.Salience);
    }

    private void CountPairs(in EventValues item, int quad, double? goldstein, int by)
    {
        _values[(int)Dimension.None] = "";
        _values[(int)Dimension.Type] = item.Type;
        _values[(int)Dimension.Factuality] = item.Factuality;
        _values[(int)Dimension.ActorRoot] = item.ActorRoot;
        _values[(int)Dimension.RecipientRoot] = item.RecipientRoot;
        _values[(int)Dimension.Country] = item.Country;
        _values[(int)Dimension.Actor] = item.Actor;
        _values[(int)Dimension.Recipient] = item.Recipient;
        _values[(int)Dimension.Publisher] = item.Publisher;
        _values[(int)Dimension.ActorSectors] = item.ActorSectors;
        _values[(int)Dimension.RecipientSectors] = item.RecipientSectors;
        _values[(int)Dimension.Asserted] = PairKind.Asserted(item.IsAsserted);
        _values[(int)Dimension.Mode] = item.Mode;
        _values[(int)Dimension.TypeFactuality] = Together(item.Type, item.Factuality);
        _values[(int)Dimension.Day] = item.Day > 0 ? Day(item.Day) : null;
        _pairs.Count(_values, quad, goldstein, by);
    }

    private string? Root(string? code)
    {
        if (code is not { Length: > 3 }) return code;
        if (_roots.TryGetValue(code, out var root)) return root;
        if (_roots.Count >= MostRoots) _roots.Clear();
        return _roots[code] = code[..3];
    }

    private string Together(string type, string factuality)
    {
        if (!_together.TryGetValue((type, factuality), out var text)) _together.Add((type, factuality), text = PairKind.Both(type, factuality));
        return text;
    }

    private string Day(int day)
    {
        if (_days.TryGetValue(day, out var text)) return text;
        if (_days.Count >= MostRoots) _days.Clear();
        return _days[day] = PairKind.Day(day);
    }

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
