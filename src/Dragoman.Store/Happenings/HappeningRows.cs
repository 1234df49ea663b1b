using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>One happening in a list: the report that tells it best, and how far it is borne out.</summary>
public sealed record HappeningRow
{
    /// <summary>Its id: stays as reports come.</summary>
    public required string Id { get; init; }

    /// <summary>The report that tells it best.</summary>
    public required EventRow Best { get; init; }

    /// <summary>Number of its reports: events of documents, reprints left out.</summary>
    public required int Reports { get; init; }

    /// <summary>Number of outlets that report it, for or against, reprints left out.</summary>
    public required int Publishers { get; init; }

    /// <summary>Number of independent origins that assert it.</summary>
    public required int Independent { get; init; }

    /// <summary>Number of reports that deny it.</summary>
    public required int Denials { get; init; }

    /// <summary>How far it is borne out.</summary>
    public required Standing Standing { get; init; }

    /// <summary>Credibility of the information on the Admiralty scale: 1 confirmed, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged.</summary>
    public required int Credibility { get; init; }

    /// <summary>The best grade among the outlets that assert it: A reliable to E unreliable, F cannot be judged.</summary>
    public required char Reliability { get; init; }

    /// <summary>Whether reports give numbers that exclude each other.</summary>
    public required bool NumbersDiffer { get; init; }

    /// <summary>When its first report was published, UTC; null where unknown.</summary>
    public DateTime? First { get; init; }

    /// <summary>When its last report was published, UTC; null where unknown.</summary>
    public DateTime? Last { get; init; }

    /// <summary>Id of the story that its best report belongs to; null where none was found.</summary>
    public string? Story { get; init; }
}

/// <summary>A page of happenings, newest first.</summary>
/// <param name="Rows">The happenings; fewer than asked for only on the last page.</param>
/// <param name="Next">Cursor of the next page; null on the last.</param>
public sealed record HappeningPage(IReadOnlyList<HappeningRow> Rows, string? Next);

/// <summary>A happening with all that is known of it.</summary>
public sealed record HappeningDetail
{
    /// <summary>The happening.</summary>
    public required HappeningRow Happening { get; init; }

    /// <summary>The id that was asked for, where that one went into this happening; null else.</summary>
    public string? MergedFrom { get; init; }

    /// <summary>Its reports in order of publication, the first marked.</summary>
    public required IReadOnlyList<HappeningReport> Reports { get; init; }

    /// <summary>Who says what of it: one for each voice and position, those with most origins first.</summary>
    public required IReadOnlyList<HappeningPosition> Positions { get; init; }

    /// <summary>The numbers side by side, with whose word they are.</summary>
    public required IReadOnlyList<NumberClaim> Numbers { get; init; }

    /// <summary>What became of it, earliest first.</summary>
    public required IReadOnlyList<HistoryEntry> History { get; init; }
}

/// <summary>A report of a happening.</summary>
public sealed record HappeningReport
{
    /// <summary>The event as it was read.</summary>
    public required EventRow Row { get; init; }

    /// <summary>What it says of the happening.</summary>
    public required ReportPosition Position { get; init; }

    /// <summary>Whether it is the first that was published.</summary>
    public required bool IsFirst { get; init; }

    /// <summary>Who stands behind the text; reports with the same origin count once.</summary>
    public required string Origin { get; init; }

    /// <summary>How many were killed, hurt, held or took part.</summary>
    public Magnitude? Magnitude { get; init; }

    /// <summary>Worth of the outlet, A to F.</summary>
    public required char Reliability { get; init; }

    /// <summary>Who denies it in the same document; '' for somebody unnamed, null for nobody.</summary>
    public string? DeniedBy { get; init; }

    /// <summary>Whether a newer version stands in for its document.</summary>
    public required bool IsSuperseded { get; init; }

    /// <summary>Documents that reprint its document, earliest first.</summary>
    public required IReadOnlyList<DocumentRow> Reprints { get; init; }

    /// <summary>For a report in a document that counts as a reprint: id of the origin; null else.</summary>
    public string? ReprintOf { get; init; }
}

/// <summary>What somebody says of a happening.</summary>
/// <param name="Position">What is said.</param>
/// <param name="Voice">On whose word; null for the texts' own.</param>
/// <param name="VoiceCode">Actor code of the voice.</param>
/// <param name="Origins">Number of independent origins that report it so.</param>
/// <param name="Outlets">The outlets that report it so, in order of publication.</param>
public sealed record HappeningPosition(ReportPosition Position, string? Voice, string? VoiceCode, int Origins, IReadOnlyList<string> Outlets);

/// <summary>A number that reports give.</summary>
/// <param name="What">What is counted: <c>killed</c>, <c>injured</c>, <c>arrested</c>, <c>count</c>.</param>
/// <param name="Amount">The number.</param>
/// <param name="Voice">On whose word; null for the text's own.</param>
/// <param name="Outlet">The outlet; null where unknown.</param>
/// <param name="Published">When, as the document says.</param>
/// <param name="Document">Id of the document.</param>
/// <param name="Event">Id of the event in it.</param>
public sealed record NumberClaim(string What, Amount Amount, string? Voice, string? Outlet, string? Published, string Document, string Event);

/// <summary>One story in a list.</summary>
/// <param name="Id">Its id: that of the document that began it.</param>
/// <param name="Title">Headline of its first report.</param>
/// <param name="Documents">Number of its documents, reprints among them.</param>
/// <param name="First">When its first document was published, UTC; null where unknown.</param>
/// <param name="Last">When its last document was published, UTC; null where unknown.</param>
public sealed record StoryRow(string Id, string? Title, int Documents, DateTime? First, DateTime? Last);

/// <summary>A page of stories, the one with the newest report first.</summary>
/// <param name="Rows">The stories.</param>
/// <param name="Next">Cursor of the next page; null on the last.</param>
public sealed record StoryPage(IReadOnlyList<StoryRow> Rows, string? Next);

/// <summary>A story with its timeline.</summary>
public sealed record StoryDetail
{
    /// <summary>The story.</summary>
    public required StoryRow Story { get; init; }

    /// <summary>The id that was asked for, where that story went into this one; null else.</summary>
    public string? MergedFrom { get; init; }

    /// <summary>Its documents in order of publication, each with its reprints, the first marked; <see cref="EventStore.MaximumPage"/> at most.</summary>
    public required IReadOnlyList<StoryReport> Reports { get; init; }

    /// <summary>Its happenings in the order of their days, those without a day last; <see cref="EventStore.MaximumPage"/> at most.</summary>
    public required IReadOnlyList<HappeningRow> Timeline { get; init; }

    /// <summary>What became of it, earliest first.</summary>
    public required IReadOnlyList<HistoryEntry> History { get; init; }
}

/// <summary>A document of a story that is nobody's reprint.</summary>
/// <param name="Document">The document.</param>
/// <param name="IsFirst">Whether it is the first that was published.</param>
/// <param name="Reprints">Documents that reprint it, earliest first.</param>
/// <param name="From">What it has from another text, short of a reprint; null for nothing.</param>
public sealed record StoryReport(DocumentRow Document, bool IsFirst, IReadOnlyList<DocumentRow> Reprints, TextReuse? From);

/// <summary>Where a document stands among others.</summary>
/// <param name="Reuse">What it has from another; null for nothing.</param>
/// <param name="Reprints">Documents that reprint it, earliest first.</param>
/// <param name="Story">Id of its story; null where none was found.</param>
/// <param name="History">What was found about it and changed later, earliest first.</param>
public sealed record DocumentStanding(TextReuse? Reuse, IReadOnlyList<DocumentRow> Reprints, string? Story, IReadOnlyList<HistoryEntry> History);

/// <summary>The worth of a publisher on the Admiralty scale.</summary>
/// <param name="Publisher">The outlet.</param>
/// <param name="Grade">A reliable, B usually reliable, C fairly reliable, D not usually reliable, E unreliable, F cannot be judged.</param>
/// <param name="Note">Why, in the user's words.</param>
/// <param name="SetAt">When it was set.</param>
/// <param name="Documents">Number of the outlet's documents in the store.</param>
public sealed record PublisherReliability(string Publisher, char Grade, string? Note, DateTimeOffset SetAt, long Documents);
