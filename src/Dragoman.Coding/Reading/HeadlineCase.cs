using Dragoman.Coding.Lexicon;
using Dragoman.Knowledge;

namespace Dragoman.Coding.Reading;

/// <summary>
/// Headlines In Title Case and IN CAPITALS say nothing by their capitals. The analyzer reads them with the capitals of a sentence: words of the
/// lexicon lower case, names of the tables capital. Offsets stay: only the case of letters changes.
/// </summary>
internal static class HeadlineCase
{
    private const int LongestLine = 400;

    /// <summary>The text with such lines in sentence case; the text itself where there are none.</summary>
    public static string Lower(string text, string folded, CodingLexicon lexicon, KnowledgeBase knowledge)
    {
        char[]? changed = null;
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0)
                end = text.Length;
            if (end - start is > 12 and < LongestLine && IsShouted(text.AsSpan(start, end - start), out var all))
                Lower(text, folded, start, end, all, lexicon, knowledge, ref changed);
            start = end + 1;
        }

        return changed is null ? text : new string(changed);
    }

    private static bool IsShouted(ReadOnlySpan<char> line, out bool all)
    {
        int letters = 0, capitals = 0, low = 0;
        var inside = false;
        foreach (var c in line)
        {
            var letter = char.IsLetter(c);
            low += char.IsLower(c) ? 1 : 0;
            if (letter && !inside)
            {
                letters++;
                capitals += char.IsUpper(c) ? 1 : 0;
            }

            inside = letter || (inside && c is '\'' or '’' or '-' or '.');
        }

        all = low == 0;
        return letters >= 4 && capitals * 10 >= letters * 7;
    }

    private static void Lower(
        string text, string folded, int start, int end, bool all, CodingLexicon lexicon, KnowledgeBase knowledge, ref char[]? changed)
    {
        for (var i = start; i < end;)
        {
            if (!char.IsLetter(text[i]))
            {
                i++;
                continue;
            }

            var stop = i + 1;
            while (stop < end && (char.IsLetter(text[stop]) || (text[stop] is '.' && stop + 1 < end && char.IsLetter(text[stop + 1]))))
                stop++;
            var named = Named(text, folded, i, knowledge);
            if (named > stop)
                stop = named;
            var low = named == 0 && lexicon.Find(folded.AsSpan(i, stop - i)) is not null;
            var acronym = !all && IsUpper(text.AsSpan(i, stop - i));
            if ((low && !acronym) || (all && stop - i > 3))
            {
                changed ??= text.ToCharArray();
                for (var k = i + (low ? 0 : 1); k < stop; k++)
                {
                    if (!(k > i && !low && !char.IsLetter(text[k - 1])))
                        changed[k] = char.ToLowerInvariant(text[k]);
                }
            }

            i = stop;
        }
    }

    private static bool IsUpper(ReadOnlySpan<char> word)
    {
        if (word.Length < 2)
            return false;
        foreach (var c in word)
        {
            if (char.IsLower(c))
                return false;
        }

        return true;
    }

    /// <summary>Offset behind the name of the tables that begins at a place; 0 for none.</summary>
    private static int Named(string text, string folded, int at, KnowledgeBase knowledge)
    {
        for (var length = Math.Min(knowledge.LongestFrom(folded, at), text.Length - at); length > 0; length--)
        {
            if (at + length < text.Length && char.IsLetterOrDigit(text[at + length]))
                continue;
            var entries = knowledge.Find(folded.AsSpan(at, length));
            if (entries.Length > 0)
                return entries[0].Kind == NameKind.Role ? 0 : at + length;
        }

        return 0;
    }
}
