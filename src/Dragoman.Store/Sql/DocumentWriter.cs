using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>Writes documents with all that hangs on them. Runs inside a transaction of <see cref="Database.Write"/>.</summary>
internal sealed partial class DocumentWriter(WriteConnection connection)
{
    private readonly Interning _interning = new(connection);
    private readonly Tallies _tallies = new(connection);

    private readonly PreparedStatement _addDocument = connection.PrepareInsert(
        """
        INSERT INTO documents
          (id, given_id, locator, publisher, origin_publisher, url, title, published, published_at, rank, read_at, engine, events, statements,
           source_url)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        ON CONFLICT (id) DO NOTHING
        """, 15);

    private readonly PreparedStatement _addContent = connection.Prepare(
        "INSERT INTO contents (document, media_type, raw_length, raw, reading_length, reading, given) VALUES ($1, $2, $3, $4, $5, $6, $7)", 7);

    private readonly ITextIndex _texts = connection.TextIndex("texts");

    private readonly PreparedStatement _addSentence = connection.Prepare(
        "INSERT INTO sentences (document, sentence, start, text) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", 4);

    private readonly PreparedStatement _addStatement = connection.Prepare(
        """
        INSERT INTO statements (document, id, kind, speaker, content_start, content_end, parent, continues, factuality, date)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """, 10);

    private readonly PreparedStatement _addEvent = connection.Prepare(
        """
        INSERT INTO events
          (document, id, type, mode, contexts, cameo, quad, goldstein, actor, actor_code, recipient, recipient_code,
           date, precision, day, last_day, published_at, rank, place, place_country, publisher, factuality, asserted_by, speaker,
           sentence, evidence_start, evidence_end, trigger_start, trigger_end, confidence, salience)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
           $25, $26, $27, $28, $29, $30, $31)
        """, 31);

    /// <summary>Writes a document. False, and nothing written, where the store has it or has been told to forget it.</summary>
    public bool Add(PreparedDocument document)
    {
        var source = document.Source;
        if (IsForgotten(source.Id, document.Url)) return false;
        long? publisher = document.Publisher is { } name ? _interning.Key(name) : null;
        var key = _addDocument.Insert(
            source.Id, source.GivenId, source.Locator, publisher, document.OriginPublisher, document.Url, document.Title,
            document.Published, document.PublishedAt, document.Rank, source.ReadAt.ToUnixTimeMilliseconds(), source.Coded.Engine,
            source.Coded.Events.Count, source.Coded.Statements.Count, source.SourceUrl);
        if (key == 0) return false;

        _addContent.Run(key, source.MediaType, source.Raw.Length, document.Raw, document.ReadingLength, document.Reading, document.Given);
        AddReading(document, key, publisher);
        _tallies.Count(Tally.Total, "documents");
        return true;
    }

    /// <summary>Writes what is found by: words, statements, events.</summary>
    private void AddReading(PreparedDocument document, long key, long? publisher)
    {
        var source = document.Source;
        _texts.Add(key, document.Title ?? "", document.Body);
        foreach (var statement in source.Coded.Statements) AddStatement(document, key, statement);
        var lastSentence = -1;
        for (var i = 0; i < source.Coded.Events.Count; i++)
        {
            var item = source.Coded.Events[i];
            if (item.Evidence.Sentence != lastSentence)
            {
                lastSentence = item.Evidence.Sentence;
                var sentence = document.SentenceOf(item.Evidence);
                _addSentence.Run(key, lastSentence, sentence.Start, sentence.Text);
            }

            AddEvent(document, key, publisher, item, i);
        }

        _tallies.Count(Tally.Total, "events", source.Coded.Events.Count);
        _tallies.Count(Tally.Total, "statements", source.Coded.Statements.Count);
    }

    /// <summary>Writes what was counted; the last step of a batch.</summary>
    public void Finish() => _tallies.Write();

    public void Forget()
    {
        _interning.Forget();
        _tallies.Forget();
    }

    private void AddStatement(PreparedDocument document, long key, Statement statement) => _addStatement.Run(
        key, statement.Id, Vocabulary.StatementKinds[(int)statement.Kind],
        statement.Speaker is { } speaker ? _interning.Key(document.PartyOf(speaker)) : null,
        statement.Content.Start, statement.Content.End, statement.Parent, statement.Continues,
        statement.Factuality is { } factuality ? Vocabulary.Factualities[(int)factuality] : null, statement.Date);

    private void AddEvent(PreparedDocument document, long key, long? publisher, PoliticalEvent item, int ordinal)
    {
        var actor = document.PartyOf(item.Actor);
        Party? recipient = item.Recipient is { } other ? document.PartyOf(other) : null;
        var bounds = item.DatePrecision != DatePrecision.Unknown && DateBounds.TryParse(item.Date, out var known) ? known : DateBounds.Unknown;
        var speaker = item.AssertedBy is { } id ? document.Statements.GetValueOrDefault(id)?.Speaker : null;
        var type = Vocabulary.Types[(int)item.Type];
        var factuality = Vocabulary.Factualities[(int)item.Factuality];
        var actorCode = Filled(actor.Code);
        var recipientCode = Filled(recipient?.Code);
        var country = Filled(item.Place?.Country);
        _addEvent.Run(
            key, item.Id, type, Filled(item.Mode), item.Contexts.Count == 0 ? null : string.Join(' ', item.Contexts), Filled(item.Cameo),
            item.Quad, item.Goldstein, _interning.Key(actor), actorCode,
            recipient is { } party ? _interning.Key(party) : null, recipientCode, item.Date, Vocabulary.Precisions[(int)item.DatePrecision],
            bounds.First, bounds.Last, document.PublishedAt, (document.Rank << 16) | (uint)(ushort.MaxValue - Math.Min(ordinal, ushort.MaxValue)),
            item.Place is { } place ? _interning.Key(place) : null, country, publisher, factuality, item.AssertedBy,
            speaker is not null ? _interning.Key(document.PartyOf(speaker)) : null, item.Evidence.Sentence,
            item.Evidence.Start, item.Evidence.End, item.Evidence.Trigger.Start, item.Evidence.Trigger.End,
            item.Confidence, item.Salience);

        _tallies.Count(Tally.Type, type);
        _tallies.Count(Tally.Factuality, factuality);
        Count(Tally.Actor, Tally.ActorRoot, actorCode);
        Count(Tally.Recipient, Tally.RecipientRoot, recipientCode);
        if (country is not null) _tallies.Count(Tally.Country, country);
        if (document.Publisher is { } name) _tallies.Count(Tally.Publisher, name);
        if (item.Mode is { Length: > 0 } mode) _tallies.Count(Tally.Mode, mode);
        if (item.DatePrecision == DatePrecision.Day && bounds.First > 0) _tallies.Count(Tally.Day, DateBounds.Format(bounds.First));
    }

    private void Count(string whole, string root, string? code)
    {
        if (code is null) return;
        _tallies.Count(whole, code);
        _tallies.Count(root, code.Length > 3 ? code[..3] : code);
    }

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
