using Dragoman.Records;

namespace Dragoman.Coding.Reading;

/// <summary>"LIMA, March 28 (Reuters) - …": place and day in front of a report are no part of its first sentence.</summary>
internal static class DatelineBlocks
{
    private const int Longest = 80;

    /// <summary>What is told behind a dateline is longer than this, in UTF-16 code units.</summary>
    private const int LeastBehind = 20;

    /// <summary>The blocks, each that begins with a dateline cut in two behind it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="blocks">Its blocks; empty for the whole text.</param>
    public static IReadOnlyList<TextSpan> Cut(string text, IReadOnlyList<TextSpan> blocks)
    {
        List<TextSpan>? cut = null;
        if (blocks.Count == 0)
        {
            // Without blocks the analyzer finds the paragraphs itself: only a text of one line can be cut here.
            return End(text, 0, text.Length) is > 0 and var behind && !text.Contains('\n', StringComparison.Ordinal)
                ? [new TextSpan(0, behind), new TextSpan(behind, text.Length)]
                : blocks;
        }

        for (var i = 0; i < blocks.Count; i++)
        {
            var behind = End(text, blocks[i].Start, blocks[i].End);
            if (behind > 0 && cut is null)
            {
                cut = [];
                for (var k = 0; k < i; k++)
                    cut.Add(blocks[k]);
            }

            if (cut is null)
                continue;
            if (behind > 0)
            {
                cut.Add(new TextSpan(blocks[i].Start, behind));
                cut.Add(new TextSpan(behind, blocks[i].End));
            }
            else
            {
                cut.Add(blocks[i]);
            }
        }

        return cut ?? blocks;
    }

    /// <summary>Offset behind the dash of a dateline; 0 where there is none.</summary>
    private static int End(string text, int start, int end)
    {
        if (Mixed(text, start, Math.Min(end, start + Longest)) is > 0 and var mixed && mixed + LeastBehind < end)
            return mixed;
        var word = start;
        while (word < end && (char.IsUpper(text[word]) || text[word] is '.' or ' '))
            word++;
        if (word - start < 4 || !char.IsUpper(text[start]) || !char.IsUpper(text[start + 1]))
            return 0;
        for (var i = word; i < Math.Min(end, start + Longest) - 1; i++)
        {
            if (text[i] is '—' or '–' && i + 2 < end)
                return i + 1;
            if (text[i] == '-' && i + 2 < end && text[i + 1] is ' ' or '-' && text[i - 1] is ' ' or ')' or '-' || (text[i] == '-' && text[i + 1] == '-'))
                return i + (text[i + 1] == '-' ? 2 : 1);
            if (text[i] is '\n' or '!' or '?' or '"' or '“')
                return 0;
        }

        return 0;
    }

    /// <summary>
    /// Offset behind a dateline that is not in capitals, or ends without a dash: "Suva, Fiji - ", "Muscat, June 4, ONA - ", "Geneva, May 2 (IPS) ",
    /// "Davao City--". Only words written large, numbers and marks stand in it; 0 where there is none.
    /// </summary>
    private static int Mixed(string text, int start, int end)
    {
        bool comma = false, bracket = false, number = false;
        for (var i = start; i < end; i++)
        {
            var c = text[i];
            if (char.IsLetter(c))
            {
                var large = char.IsUpper(c);
                var from = i;
                while (i + 1 < end && char.IsLetter(text[i + 1]))
                    i++;
                if (!large && text.AsSpan(from, i + 1 - from) is not ("of" or "de" or "al" or "el"))
                    return 0;
                continue;
            }

            switch (c)
            {
                case ',':
                    comma = true;
                    continue;
                case '(':
                    bracket = true;
                    continue;
                case ')' when bracket && number && comma && i + 2 < end && text[i + 1] == ' ' && char.IsUpper(text[i + 2]):
                    return i + 1;
                case ' ' or '.' or '/' or ')' or '\'':
                    continue;
                case '-' when i > start + 3 && i + 2 < end && text[i + 1] == '-' && text[i - 1] != ' ':
                    return IsOpening(text, i + 2, end) ? i + 2 : 0;
                case '-' or '—' or '–' when (comma || bracket) && i > start + 3 && i + 2 < end && text[i - 1] == ' ' && text[i + 1] == ' ':
                    return IsOpening(text, i + 2, end) ? i + 1 : 0;
                case '-' when i + 1 < end && char.IsLetter(text[i + 1]):
                    continue;
                case >= '0' and <= '9':
                    number = true;
                    continue;
                default:
                    return 0;
            }
        }

        return 0;
    }

    /// <summary>Whether a sentence may begin here.</summary>
    private static bool IsOpening(string text, int at, int end) => at < end && (char.IsUpper(text[at]) || text[at] is '"' or '“');
}
