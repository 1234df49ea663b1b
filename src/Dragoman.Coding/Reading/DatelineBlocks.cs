using Dragoman.Records;

namespace Dragoman.Coding.Reading;

/// <summary>"LIMA, March 28 (Reuters) - …": place and day in front of a report are no part of its first sentence.</summary>
internal static class DatelineBlocks
{
    private const int Longest = 80;

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
}
