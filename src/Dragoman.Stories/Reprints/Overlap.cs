namespace Dragoman.Stories.Reprints;

/// <summary>What two texts share, measured word by word.</summary>
internal readonly record struct Overlap
{
    /// <summary>Words of the newer text.</summary>
    public required int Words { get; init; }

    /// <summary>Words of the older text.</summary>
    public required int OtherWords { get; init; }

    /// <summary>Words of the newer text that stand in the older one, in passages of at least <see cref="Aligner.Anchor"/> words.</summary>
    public required int Shared { get; init; }

    /// <summary>Words of the older text that stand in the newer one.</summary>
    public required int OtherShared { get; init; }

    /// <summary>Of <see cref="Shared"/>, those that the newer text has in quotation marks.</summary>
    public required int SharedInQuotes { get; init; }

    /// <summary>Of <see cref="Shared"/>, those in sentences that are the same in both texts but for what follows in a series.</summary>
    public required int SharedSentences { get; init; }

    /// <summary>
    /// Of <see cref="Shared"/>, those in sentences taken over from their first word to their last, with more than a quotation: no "according to" stands
    /// before them and no "the agency reported" behind.
    /// </summary>
    public required int SharedWhole { get; init; }

    /// <summary>Sentences of the newer text that repeat one of the older text with other numbers, days or directions.</summary>
    public required int ChangedSentences { get; init; }

    /// <summary>Words replaced inside shared passages that are neither numbers nor days: the work of an editor, or damage.</summary>
    public required int ReplacedWords { get; init; }

    /// <summary>Words of the longest passage that is the same without a gap.</summary>
    public required int Longest { get; init; }

    /// <summary>Whether all that is shared is the end of both texts: the lines about a company, a background that every report ends with.</summary>
    public required bool IsCommonEnd { get; init; }

    /// <summary>Share of the newer text that stands in the older one, 0 to 1.</summary>
    public double Share => Words == 0 ? 0 : (double)Shared / Words;

    /// <summary>Share of the older text that stands in the newer one, 0 to 1.</summary>
    public double OtherShare => OtherWords == 0 ? 0 : (double)OtherShared / OtherWords;
}

/// <summary>How the outlets of two texts stand to each other, as far as it decides what their overlap means.</summary>
/// <param name="NamesOther">One names the other's publisher, or an agency both share, as its origin.</param>
/// <param name="IsFollowUp">Both are of one outlet and of different days.</param>
/// <param name="IsSameDay">Both are of the same day.</param>
/// <param name="IsQuoting">The newer one names the other's publisher in words of its own, as one does who quotes.</param>
internal readonly record struct Kinship(bool NamesOther, bool IsFollowUp, bool IsSameDay, bool IsQuoting);
