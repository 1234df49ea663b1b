using Dragoman.Records;

namespace Dragoman.Store;

/// <content>Reading everything again: new readings lie beside the old ones until they are whole, and then take their place in one transaction.</content>
public sealed partial class EventStore
{
    /// <summary>The reading again that was begun and not finished; null for none.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public Recoding? OpenRecoding() => _database.Read(RecodingTable.Open, CancellationToken.None);

    /// <summary>
    /// Begins to read again, or goes on with what was begun: the open one goes on when it has the same fingerprint and query, and is thrown away otherwise.
    /// </summary>
    /// <param name="fingerprint">Of engine, tables, models and options.</param>
    /// <param name="query">Documents with an event that it finds; everything for all documents.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public Recoding BeginRecoding(string fingerprint, EventQuery query, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _database.Write(connection => RecodingTable.Begin(connection, fingerprint, query, now), CancellationToken.None);
    }

    /// <summary>Documents that the open recoding has not read yet, in the order in which they were stored. Memory is bounded.</summary>
    /// <param name="cancellationToken">Ends it, by an exception.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IEnumerable<StoredInput> RecodingInputs(CancellationToken cancellationToken = default)
    {
        var after = 0L;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var place = after;
            var batch = _database.Read(connection => RecodingTable.Inputs(connection, place), cancellationToken);
            if (batch.Count == 0) yield break;
            foreach (var input in batch) yield return input;
            after = batch[^1].Key;
        }
    }

    /// <summary>Keeps new readings, in one transaction. What queries find does not change.</summary>
    /// <param name="readings">The readings.</param>
    /// <exception cref="StoreException">The store cannot be written; nothing of the batch is kept.</exception>
    public void KeepRecoded(IReadOnlyList<RecodedDocument> readings)
    {
        ArgumentNullException.ThrowIfNull(readings);
        var packed = readings.Select(RecodingTable.Pack).ToList();
        if (packed.Count > 0) _database.Write(connection => RecodingTable.Keep(connection, packed), CancellationToken.None);
    }

    /// <summary>What the open recoding reads differently, in the order of documents: the old reading and the new one. Memory is bounded.</summary>
    /// <param name="cancellationToken">Ends it, by an exception.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IEnumerable<RecodedPair> RecodedPairs(CancellationToken cancellationToken = default)
    {
        var after = 0L;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var place = after;
            var batch = _database.Read(connection => RecodingTable.Pairs(connection, place), cancellationToken);
            if (batch.Count == 0) yield break;
            foreach (var (_, pair) in batch) yield return pair;
            after = batch[^1].Key;
        }
    }

    /// <summary>Puts the new readings in the place of the old ones, all in one transaction, and closes the open recoding.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="progress">Told after each document that was exchanged.</param>
    /// <param name="cancellationToken">Looked at between documents; a switch that is stopped changes nothing.</param>
    /// <returns>The recoding as it is now.</returns>
    /// <exception cref="InvalidOperationException">None is open, or documents are left to read.</exception>
    /// <exception cref="StoreException">The store cannot be written; the old readings are there.</exception>
    public Recoding SwitchToRecoded(DateTimeOffset now, Action<long>? progress = null, CancellationToken cancellationToken = default) =>
        _database.Write(connection => RecodingTable.Switch(connection, now, progress, cancellationToken), cancellationToken);

    /// <summary>Throws the open recoding away with what it has read.</summary>
    /// <returns>False where none was open.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public bool DiscardRecoding() => _database.Write(RecodingTable.Discard, CancellationToken.None);
}

/// <summary>A reading of everything again.</summary>
/// <param name="Number">Its number, 1 the first of the store.</param>
/// <param name="Fingerprint">Of engine, tables, models and options.</param>
/// <param name="Engine">The engine.</param>
/// <param name="Query">Which documents; empty for all.</param>
/// <param name="StartedAt">When it was begun.</param>
/// <param name="FinishedAt">When its readings took the place of the old ones; null while it is open.</param>
/// <param name="Documents">Number of documents to read, in all.</param>
/// <param name="Done">Number of those that are done.</param>
public sealed record Recoding(
    long Number, string Fingerprint, string Engine, string Query, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, long Documents, long Done);

/// <summary>What a document can be read again from.</summary>
public sealed class StoredInput
{
    /// <summary>The document as it is read now, without raw bytes.</summary>
    public required StoredDocument Document { get; init; }

    /// <summary>The bytes as they came; empty where they were taken out.</summary>
    public required ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>What came with the bytes, without the text; null where that was not kept.</summary>
    public Document? Given { get; init; }

    /// <summary>What the document has from another; null for nothing.</summary>
    public TextReuse? Reuse { get; init; }

    /// <summary>Whether the text was taken out because it was kept long enough: there is nothing to read.</summary>
    public required bool TextRemoved { get; init; }

    internal long Key { get; init; }
}

/// <summary>What became of a document that was read again.</summary>
public enum RecodeOutcome
{
    /// <summary>The new reading is the old one, byte for byte but for the engine's version.</summary>
    Same,

    /// <summary>The readings differ.</summary>
    Different,

    /// <summary>Its text was taken out; the old reading stays.</summary>
    NoText,

    /// <summary>It could not be read; the old reading stays.</summary>
    Failed,
}

/// <summary>A document that was read again.</summary>
/// <param name="Input">What it was read from.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Article">The new article; null unless different.</param>
/// <param name="Coded">The new reading; null unless different.</param>
public sealed record RecodedDocument(StoredInput Input, RecodeOutcome Outcome, Article? Article = null, CodedDocument? Coded = null)
{
    /// <summary>A new reading, held against the old one.</summary>
    /// <param name="input">What it was read from.</param>
    /// <param name="article">The article.</param>
    /// <param name="coded">The reading.</param>
    public static RecodedDocument Of(StoredInput input, Article article, CodedDocument coded)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(coded);
        return RecodingTable.IsSame(input.Document, article, coded)
            ? new RecodedDocument(input, RecodeOutcome.Same)
            : new RecodedDocument(input, RecodeOutcome.Different, article, coded);
    }
}

/// <summary>A document with its old reading and the new one.</summary>
/// <param name="Old">As it is read now.</param>
/// <param name="NewArticle">The new article.</param>
/// <param name="New">The new reading.</param>
public sealed record RecodedPair(StoredDocument Old, Article NewArticle, CodedDocument New);
