namespace Dragoman.Stories.Reprints;

/// <summary>What one text has from another.</summary>
public enum Reuse
{
    /// <summary>Nothing that would not stand in two reports by chance.</summary>
    None,

    /// <summary>A passage, quoted or taken over; the text is its own.</summary>
    Passage,

    /// <summary>The next issue of a series: the same frame with other numbers or days.</summary>
    Series,

    /// <summary>The text wholly or mostly.</summary>
    Reprint,
}

/// <summary>Decides what a measured overlap means. Every limit stands here, with what it tells apart.</summary>
internal static class ReprintJudge
{
    // Below this, a passage may be a formula that every report has.
    private const int LeastPassage = 12;

    /// <summary>Decides.</summary>
    /// <param name="overlap">The newer text against the older one.</param>
    /// <param name="kin">How their outlets stand to each other.</param>
    public static Reuse Judge(in Overlap overlap, in Kinship kin)
    {
        // Too short to be told from a formula: only the whole text counts.
        if (overlap.Words < LeastPassage || overlap.OtherWords < LeastPassage)
            return overlap.Share >= 0.95 && overlap.OtherShare >= 0.95 ? Reuse.Reprint : Reuse.None;
        if (overlap.Longest < LeastPassage && overlap.Share < 0.3 && overlap.OtherShare < 0.3) return Reuse.None;

        if (IsSeries(overlap, kin.IsSameDay)) return Reuse.Series;

        // What stands in quotation marks is quoted, whoever wrote it down first: it counts for little.
        var own = overlap.Shared - (int)(0.8 * overlap.SharedInQuotes);
        var share = (double)own / Math.Max(1, overlap.Words - (int)(0.8 * overlap.SharedInQuotes));
        // An outlet that writes on takes its background over from the day before; it has no reason to cut its own report down under a new lead.
        // And two press releases share their last lines.
        var isHabit = kin.IsFollowUp || (overlap.IsCommonEnd && overlap.OtherShare < 0.6);
        var most = isHabit ? 0.6 : kin.NamesOther ? 0.35 : 0.45;
        if (share >= most) return Reuse.Reprint;

        // Sentence after sentence as it stood, nobody named for it: a report cut down between a new lead and a local end.
        if (!isHabit && !kin.IsQuoting && overlap.SharedWhole >= 0.33 * overlap.Words) return Reuse.Reprint;

        // All of a shorter report with as much again around it: paragraphs were added.
        if (overlap.OtherShare >= 0.7 && overlap.Share >= 0.3 && share >= 0.25) return Reuse.Reprint;
        return overlap.Longest >= LeastPassage || overlap.Share >= 0.15 ? Reuse.Passage : Reuse.None;
    }

    // A frame with other numbers in several sentences, and a good part of the text new: yesterday's tally or market report.
    // Damage and editing replace words of every kind, not only numbers.
    // A few numbers put right within the day, and the rest as it was, is the same report.
    private static bool IsSeries(in Overlap overlap, bool isSameDay) =>
        overlap.ChangedSentences >= 2
            && overlap.ReplacedWords <= 3 * overlap.ChangedSentences
            && overlap.Share < 0.97
            && !(isSameDay && overlap.ChangedSentences <= 3 && overlap.Share >= 0.92 && overlap.OtherShare >= 0.92)
        || (overlap.ChangedSentences == 1 && overlap.Share < 0.75 && overlap.ReplacedWords <= 3);
}
