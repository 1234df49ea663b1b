using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>A document that was added.</summary>
/// <param name="Mark">Where the store stood when it had been added: what follows lies behind this.</param>
/// <param name="Document">The document.</param>
public sealed record Addition(StoreMark Mark, DocumentRow Document);

/// <summary>A statement with its words.</summary>
/// <param name="Document">Id of the document.</param>
/// <param name="Title">Its headline.</param>
/// <param name="Url">Its address.</param>
/// <param name="Source">Its outlet.</param>
/// <param name="Published">When it was published.</param>
/// <param name="Speaker">Words of the one who speaks; null where the text names nobody.</param>
/// <param name="SpeakerName">Full name, where resolved.</param>
/// <param name="SpeakerCode">Actor code, where resolved.</param>
/// <param name="Words">What was said, as the text gives it; cut behind 2,000 characters.</param>
/// <param name="Statement">The statement: offsets, kind, cue.</param>
public sealed record StatementQuote(
    string Document,
    string? Title,
    string? Url,
    string? Source,
    string? Published,
    string? Speaker,
    string? SpeakerName,
    string? SpeakerCode,
    string Words,
    Statement Statement)
{
    /// <summary>Longest <see cref="Words"/>, in UTF-16 code units.</summary>
    public const int MaximumWords = 2_000;

    /// <summary>A statement of a document with its words.</summary>
    /// <param name="id">Id of the document.</param>
    /// <param name="document">The document.</param>
    /// <param name="statement">One of its statements.</param>
    public static StatementQuote Of(string id, CodedDocument document, Statement statement)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(statement);
        var actor = statement.Speaker?.Mention is { } mention ? document.Mentions.FirstOrDefault(one => one.Id == mention)?.Actor : null;
        var start = Math.Clamp(statement.Content.Start, 0, document.Text.Length);
        var end = Math.Clamp(statement.Content.End, start, document.Text.Length);
        var words = end - start <= MaximumWords ? document.Text[start..end] : string.Concat(document.Text.AsSpan(start, MaximumWords), "…");
        return new StatementQuote(
            id, document.Title, document.Url, document.Source, document.Date, statement.Speaker?.Text, actor?.Name, actor?.Code, words, statement);
    }
}

/// <summary>A page of statements, those read last first.</summary>
/// <param name="Rows">The statements.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; null on the last.</param>
public sealed record StatementPage(IReadOnlyList<StatementQuote> Rows, long? Next);

/// <content>What was added, in its order; statements.</content>
public sealed partial class EventStore
{
    /// <summary>Documents that were added behind a mark, in the order in which they were added.</summary>
    /// <param name="mark">The mark.</param>
    /// <param name="limit">Most to give, 1 to <see cref="MaximumPage"/>.</param>
    /// <param name="cancellationToken">Interrupts the search.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<Addition> AdditionsBehind(StoreMark mark, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaximumPage);
        return _database.Read(connection => Additions.Behind(connection, mark, limit), cancellationToken);
    }

    /// <summary>A page of statements, those read last first.</summary>
    /// <param name="speaker">Only of speakers whose actor code begins so, three characters or more; null for all.</param>
    /// <param name="limit">Rows on the page, 1 to <see cref="MaximumPage"/>.</param>
    /// <param name="after">Next of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Interrupts the search.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public StatementPage Statements(string? speaker, int limit, long? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaximumPage);
        if (speaker is not null) ArgumentOutOfRangeException.ThrowIfLessThan(speaker.Length, 3);
        return _database.Read(connection => Additions.Statements(connection, speaker, limit, after), cancellationToken);
    }
}
