namespace Dragoman.Articles.Cues;

/// <summary>How captions begin, and what makes bracketed words a credit, from <c>caption-cues.tsv</c>.</summary>
internal static class CaptionCues
{
    private static readonly Phrase[] Beginnings = Load("start");
    private static readonly Phrase[] Credits = Load("credit");

    /// <summary>True where a folded line begins as captions do.</summary>
    public static bool Begins(ReadOnlySpan<char> folded)
    {
        foreach (var phrase in Beginnings)
        {
            if (phrase.Starts(folded)) return true;
        }

        return false;
    }

    /// <summary>True where folded words in brackets name who made or lent a picture.</summary>
    public static bool IsCredit(ReadOnlySpan<char> folded)
    {
        foreach (var phrase in Credits)
        {
            if (phrase.TryFind(folded, out _, out _)) return true;
        }

        return false;
    }

    private static Phrase[] Load(string role) =>
        [.. Table.Rows("caption-cues.tsv").Where(row => row[0] == role).Select(row => new Phrase(row[1]))];
}
