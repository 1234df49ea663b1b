using Dragoman.Articles.Cues;
using Dragoman.Dates;

namespace Dragoman.Articles.Lines;

/// <summary>Place, day and agency in front of the first sentence: "PARIS (Reuters) -", "CARACAS, Venezuela, March 29 (AP) —".</summary>
/// <param name="Length">Characters from the start of the paragraph to behind the dash.</param>
/// <param name="Agency">Name of the agency that signs; null where none does.</param>
internal readonly record struct Dateline(int Length, string? Agency)
{
    private const int Longest = 110;

    /// <summary>Reads the dateline that a paragraph begins with.</summary>
    /// <param name="paragraph">The paragraph.</param>
    /// <param name="isFirst">True for the first of the report: only there may a colon stand for the dash, which elsewhere marks a speaker.</param>
    /// <param name="dateline">The dateline.</param>
    public static bool TryRead(ReadOnlySpan<char> paragraph, bool isFirst, out Dateline dateline)
    {
        dateline = default;
        var head = paragraph[..Math.Min(paragraph.Length, Longest)];
        var capitals = Place(head, out var isPlace);
        var at = capitals;
        string? agency = null;
        var signed = false;
        var dated = false;
        while (at < head.Length)
        {
            SkipBlanks(head, ref at);
            if (at == head.Length) return false;
            if (head[at] is '(' or '/' or '[')
            {
                var close = head[(at + 1)..].IndexOf(head[at] == '(' ? ')' : head[at] == '[' ? ']' : '/');
                if (close < 0) return false;
                var mark = head.Slice(at + 1, close);
                agency ??= FindAgency(mark);
                signed = true;
                at += close + 2;
            }
            else if (head[at] == ',' || (head[at] == '.' && signed))
            {
                at++;
            }
            else if (DashLength(head, at) is var dash and > 0)
            {
                var place = isPlace && capitals > 2 && !HasLabel(head[..capitals]);
                if (!(agency is not null || (place && (signed || dated || capitals >= 4)))) return false;
                at += dash;
                dateline = new Dateline(at, agency);
                return at < paragraph.Length;
            }
            else if (isFirst && head[at] == ':' && at == capitals && isPlace && capitals >= 4 && !HasLabel(head[..capitals]) && Words(head[..capitals]) <= 3)
            {
                dateline = new Dateline(at + 1, null);
                return at + 1 < paragraph.Length;
            }
            else if (!Segment(head, ref at, ref dated))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Length of the words in capitals at the start, as places are written.</summary>
    private static int Place(ReadOnlySpan<char> head, out bool isPlace)
    {
        var at = 0;
        var letters = 0;
        while (at < head.Length && (char.IsUpper(head[at]) || head[at] is ' ' or '.' or '-' or '\'' or '\u2019' || char.IsDigit(head[at])))
        {
            // "PARIS - Th": the dash and the word behind it are no longer the place.
            if (head[at] == ' ' && (at + 1 == head.Length || !char.IsUpper(head[at + 1]))) break;
            if (char.IsUpper(head[at]) && at + 1 < head.Length && char.IsLower(head[at + 1])) break;
            if (char.IsUpper(head[at])) letters++;
            at++;
        }

        while (at > 0 && head[at - 1] is ' ' or '-') at--;
        isPlace = letters >= 3 && char.IsUpper(head[0]);
        return isPlace ? at : 0;
    }

    /// <summary>A region, country or day behind a comma, or a place in mixed case.</summary>
    private static bool Segment(ReadOnlySpan<char> head, ref int at, ref bool dated)
    {
        var start = at;
        var words = 0;
        while (at < head.Length && !(head[at] is ',' or '(' or '/' or '[' or ':' || (DashLength(head, at) > 0 && at > start && head[at - 1] == ' ')))
        {
            if (head[at] is '\u2014' or '\u2013') break;
            if (head[at] == ' ') words++;
            at++;
        }

        var segment = head[start..at].Trim();
        if (segment.IsEmpty || segment.Length > 32 || words > 4) return false;
        if (PublicationDate.StartsWithMonth(segment)) dated = true;
        return char.IsUpper(segment[0]) || char.IsDigit(segment[0]);
    }

    private static string? FindAgency(ReadOnlySpan<char> mark)
    {
        if (Agencies.Find(mark) is { } whole) return whole;
        foreach (var range in mark.SplitAny("/,|-"))
        {
            if (Agencies.Find(mark[range]) is { } part) return part;
        }

        return null;
    }

    private static int DashLength(ReadOnlySpan<char> head, int at)
    {
        if (head[at] is '\u2014' or '\u2013' or '\u2015') return 1;
        if (head[at] != '-') return 0;
        var length = 1;
        while (at + length < head.Length && head[at + length] == '-') length++;
        return length > 1 || (at > 0 && head[at - 1] is ' ' or ')' or '/' or '\u00A0') ? length : 0;
    }

    private static void SkipBlanks(ReadOnlySpan<char> head, ref int at)
    {
        while (at < head.Length && char.IsWhiteSpace(head[at])) at++;
    }

    private static bool HasLabel(ReadOnlySpan<char> words)
    {
        if (words.ContainsAnyInRange('0', '9')) return true;
        foreach (var range in words.SplitAny(" .-"))
        {
            if (Labels.Contains(words[range])) return true;
        }

        return false;
    }

    private static int Words(ReadOnlySpan<char> text) => text.Trim().Count(' ') + 1;
}
