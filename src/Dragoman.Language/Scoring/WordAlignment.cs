namespace Dragoman.Language;

/// <summary>
/// Which word of the one text is which of the other: by the same characters, and within multiword tokens by the longest common sequence of forms
/// (the rule of the CoNLL 2018 shared task).
/// </summary>
internal static class WordAlignment
{
    /// <summary>Most pairs of words of a stretch of multiword tokens that are compared; a longer stretch stays without partners.</summary>
    private const long MaxPairs = 4_000_000;

    /// <summary>Finds the partners.</summary>
    /// <param name="gold">The right words.</param>
    /// <param name="system">The words that are scored.</param>
    /// <returns>For each scored word the index of its right one, −1 for none.</returns>
    public static int[] Align(List<ScoredWord> gold, List<ScoredWord> system)
    {
        var partners = new int[system.Count];
        Array.Fill(partners, -1);
        var (g, s) = (0, 0);
        while (g < gold.Count && s < system.Count)
        {
            if (gold[g].InMultiword || system[s].InMultiword)
            {
                var (goldFirst, systemFirst) = Stretch(gold, system, ref g, ref s);
                Common(gold, goldFirst, g, system, systemFirst, s, partners);
            }
            else if (gold[g].Start == system[s].Start && gold[g].End == system[s].End)
            {
                partners[s++] = g++;
            }
            else if (gold[g].Start <= system[s].Start)
            {
                g++;
            }
            else
            {
                s++;
            }
        }

        return partners;
    }

    /// <summary>The words that multiword tokens of either text hold together; the indices move behind them.</summary>
    private static (int Gold, int System) Stretch(List<ScoredWord> gold, List<ScoredWord> system, ref int g, ref int s)
    {
        int end;
        if (gold[g].InMultiword)
        {
            end = gold[g].End;
            if (!system[s].InMultiword && system[s].Start < gold[g].Start) s++;
        }
        else
        {
            end = system[s].End;
            if (gold[g].Start < system[s].Start) g++;
        }

        var (goldFirst, systemFirst) = (g, s);
        while (!Beyond(gold, g, end) || !Beyond(system, s, end))
        {
            if (g < gold.Count && (s >= system.Count || gold[g].Start <= system[s].Start)) end = Extended(gold[g++], end);
            else end = Extended(system[s++], end);
        }

        return (goldFirst, systemFirst);
    }

    private static bool Beyond(List<ScoredWord> words, int index, int end) =>
        index >= words.Count || (words[index].InMultiword ? words[index].Start >= end : words[index].End > end);

    private static int Extended(ScoredWord word, int end) => word.InMultiword ? Math.Max(end, word.End) : end;

    private static void Common(
        List<ScoredWord> gold, int goldFirst, int goldEnd, List<ScoredWord> system, int systemFirst, int systemEnd, int[] partners)
    {
        var (rows, columns) = (goldEnd - goldFirst, systemEnd - systemFirst);
        if (rows <= 0 || columns <= 0 || (long)rows * columns > MaxPairs) return;
        var lengths = new int[(rows + 1) * (columns + 1)];
        bool Same(int row, int column) => string.Equals(
            gold[goldFirst + row].Word.Form, system[systemFirst + column].Word.Form, StringComparison.OrdinalIgnoreCase);
        for (var row = rows - 1; row >= 0; row--)
        {
            for (var column = columns - 1; column >= 0; column--)
            {
                lengths[row * (columns + 1) + column] = Same(row, column)
                    ? 1 + lengths[(row + 1) * (columns + 1) + column + 1]
                    : Math.Max(lengths[(row + 1) * (columns + 1) + column], lengths[row * (columns + 1) + column + 1]);
            }
        }

        for (var (row, column) = (0, 0); row < rows && column < columns;)
        {
            if (Same(row, column)) partners[systemFirst + column++] = goldFirst + row++;
            else if (lengths[row * (columns + 1) + column] == lengths[(row + 1) * (columns + 1) + column]) row++;
            else column++;
        }
    }
}
