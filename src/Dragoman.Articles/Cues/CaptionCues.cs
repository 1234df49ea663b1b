namespace Dragoman.Articles.Cues;

/// <summary>How captions begin, and what makes words the credit of a picture, from <c>caption-cues.tsv</c>.</summary>
internal static class CaptionCues
{
    private static readonly Phrase[] Beginnings = Load("start");
    private static readonly Phrase[] Credits = Load("credit");
    private static readonly string[] Labels = Words("label");
    private static readonly string[] Prefixes = Words("prefix");

    /// <summary>True where a folded line begins as captions do.</summary>
    public static bool Begins(ReadOnlySpan<char> folded)
    {
        foreach (var phrase in Beginnings)
        {
            if (phrase.Starts(folded)) return true;
        }

        return false;
    }

    /// <summary>True where folded words name who made or lent a picture.</summary>
    public static bool IsCredit(ReadOnlySpan<char> folded)
    {
        foreach (var phrase in Credits)
        {
            if (phrase.TryFind(folded, out _, out _)) return true;
        }

        return false;
    }

    /// <summary>Length of the label in front of a credit ("photo by "); 0 without one.</summary>
    public static int LabelLength(ReadOnlySpan<char> folded) => Length(Labels, folded);

    /// <summary>Length of what stands in front of a caption ("caption: "); 0 without it.</summary>
    public static int PrefixLength(ReadOnlySpan<char> folded) => Length(Prefixes, folded);

    private static int Length(string[] beginnings, ReadOnlySpan<char> folded)
    {
        foreach (var words in beginnings)
        {
            if (!folded.StartsWith(words) || (char.IsLetter(words[^1]) && folded.Length > words.Length && char.IsLetter(folded[words.Length]))) continue;
            var length = words.Length;
            while (length < folded.Length && folded[length] is ' ' or ':') length++;
            return length;
        }

        return 0;
    }

    private static Phrase[] Load(string role) =>
        [.. Table.Rows("caption-cues.tsv").Where(row => row[0] == role).Select(row => new Phrase(row[1]))];

    /// <summary>The longest first, so that "photo credit:" is not read as "photo".</summary>
    private static string[] Words(string role) =>
        [.. Table.Rows("caption-cues.tsv").Where(row => row[0] == role).Select(row => Folded.Of(row[1])).OrderByDescending(words => words.Length).ThenBy(words => words, StringComparer.Ordinal)];
}
