using System.Security.Cryptography;
using Dragoman.Records;

namespace Dragoman.Store;

/// <content>Merging and splitting by hand. What is decided here is carried out when events are next brought together (<see cref="Settle"/>), and every time after that.</content>
public sealed partial class EventStore
{
    /// <summary>Decides that two happenings are one.</summary>
    /// <param name="id">Id of the one that is to end.</param>
    /// <param name="into">Id of the one that is to go on.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="at">When.</param>
    /// <param name="reason">Why, at most <see cref="Ruling.MaximumReason"/> characters; null for no reason.</param>
    /// <returns>The decision; null where one of them is not there.</returns>
    /// <exception cref="ArgumentException">They are one already, or the reason is too long.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public Ruling? MergeHappenings(string id, string into, string by, DateTimeOffset at, string? reason = null) =>
        Rule(HistorySubject.Happening, RulingKind.Merge, into, id, by, at, reason, ruling => connection => RulingTable.MergeHappenings(connection, ruling));

    /// <summary>Decides that some reports of a happening tell of another one.</summary>
    /// <param name="id">Id of the happening.</param>
    /// <param name="part">The reports; at least one must stay.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="at">When.</param>
    /// <param name="reason">Why; null for no reason.</param>
    /// <returns>The decision; null where there is no such happening.</returns>
    /// <exception cref="ArgumentException">No report is named, one is not of the happening, too many are, none would stay, or the reason is too long.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public Ruling? SplitHappening(string id, IReadOnlyCollection<ReportName> part, string by, DateTimeOffset at, string? reason = null)
    {
        ArgumentNullException.ThrowIfNull(part);
        return Rule(HistorySubject.Happening, RulingKind.Split, id, null, by, at, reason, ruling => connection => RulingTable.SplitHappening(connection, ruling, part));
    }

    /// <summary>Decides that two stories are one.</summary>
    /// <param name="id">Id of the one that is to end.</param>
    /// <param name="into">Id of the one that is to go on.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="at">When.</param>
    /// <param name="reason">Why; null for no reason.</param>
    /// <returns>The decision; null where one of them is not there.</returns>
    /// <exception cref="ArgumentException">They are one already, or the reason is too long.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public Ruling? MergeStories(string id, string into, string by, DateTimeOffset at, string? reason = null) =>
        Rule(HistorySubject.Story, RulingKind.Merge, into, id, by, at, reason, ruling => connection => RulingTable.MergeStories(connection, ruling));

    /// <summary>Decides that some documents of a story are about another matter. Their reprints go with them.</summary>
    /// <param name="id">Id of the story.</param>
    /// <param name="part">Ids of the documents; at least one must stay.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="at">When.</param>
    /// <param name="reason">Why; null for no reason.</param>
    /// <returns>The decision; null where there is no such story.</returns>
    /// <exception cref="ArgumentException">No document is named, one is not of the story, too many are, none would stay, or the reason is too long.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public Ruling? SplitStory(string id, IReadOnlyCollection<string> part, string by, DateTimeOffset at, string? reason = null)
    {
        ArgumentNullException.ThrowIfNull(part);
        return Rule(HistorySubject.Story, RulingKind.Split, id, null, by, at, reason, ruling => connection => RulingTable.SplitStory(connection, ruling, part));
    }

    /// <summary>Takes a decision back.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="by">Who takes it back.</param>
    /// <param name="at">When.</param>
    /// <returns>The decision as it is now; null where there is none, or it is taken back already.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public Ruling? UndoRuling(string id, string by, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentException.ThrowIfNullOrEmpty(by);
        return _database.Write(connection => RulingTable.Undo(connection, id, by, at), CancellationToken.None);
    }

    /// <summary>A decision; null where there is none.</summary>
    /// <param name="id">Its id.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public Ruling? FindRuling(string id) => _database.Read(connection => RulingTable.Find(connection.Sql, id), CancellationToken.None);

    /// <summary>Decisions about a happening or story, those taken back among them, the latest first; about all of them where no id is given. At most <see cref="MaximumPage"/>.</summary>
    /// <param name="subject">Happening or story.</param>
    /// <param name="id">Its id; null for all.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<Ruling> Rulings(HistorySubject subject, string? id = null) =>
        _database.Read(connection => RulingTable.Of(connection.Sql, subject, id), CancellationToken.None);

    private Ruling? Rule(
        HistorySubject subject, RulingKind kind, string one, string? other, string by, DateTimeOffset at, string? reason, Func<Ruling, Func<WriteConnection, Ruling?>> rule)
    {
        ArgumentException.ThrowIfNullOrEmpty(one);
        ArgumentException.ThrowIfNullOrEmpty(by);
        if (reason is { Length: > Ruling.MaximumReason }) throw new ArgumentException($"the reason is longer than {Ruling.MaximumReason} characters", nameof(reason));
        var ruling = new Ruling
        {
            Id = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz234567", 16),
            Subject = subject,
            Kind = kind,
            One = one,
            Other = other,
            Author = by,
            MadeAt = at,
            Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
        };
        return _database.Write(rule(ruling), CancellationToken.None);
    }
}
