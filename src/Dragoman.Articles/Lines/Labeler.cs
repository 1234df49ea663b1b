using Dragoman.Articles.Cues;
using Dragoman.Dates;
using Dragoman.Records;

namespace Dragoman.Articles.Lines;

/// <summary>Says of each line of a text what it is, where the page has not said it already.</summary>
internal static class Labeler
{
    private const int LongestHeadline = 220;
    private const int LongestDateLine = 80;

    /// <summary>Fills in the kinds that are null. Cost is linear in the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pieces">Its lines, in order.</param>
    /// <param name="title">Headline that is known; null where it is to be found.</param>
    /// <param name="isPage">True where the layout has been read already, so that only words are to be judged.</param>
    public static void Label(string text, List<Piece> pieces, string? title, bool isPage)
    {
        var headline = isPage ? -1 : FindHeadline(text, pieces, title);
        var bodySeen = 0;
        for (var index = 0; index < pieces.Count; index++)
        {
            if (pieces[index].Kind is { } known)
            {
                if (known == PartKind.Body) bodySeen++;
                continue;
            }

            var kind = index == headline ? PartKind.Headline : Kind(pieces[index].In(text), index, pieces.Count, bodySeen, index < headline, isPage);
            if (kind == PartKind.Body) bodySeen++;
            pieces[index] = pieces[index] with { Kind = kind };
        }
    }

    private static PartKind Kind(ReadOnlySpan<char> line, int index, int count, int bodySeen, bool beforeHeadline, bool isPage)
    {
        if (NoticeCues.Find(line.Trim(), weigh: false) is { } notice) return notice;
        var nearEdge = bodySeen < 2 || index >= count - 3;
        if (nearEdge && BylineReader.IsByline(line)) return PartKind.Byline;
        if (bodySeen == 0 && !beforeHeadline && BylineReader.IsSigned(line)) return PartKind.Byline;
        if (nearEdge && line.Length <= LongestDateLine && IsDateLine(line)) return PartKind.Dateline;
        if (CaptionReader.TryRead(line, bodySeen == 0 && !isPage, out _)) return PartKind.Caption;

        // On a page the layout has sorted out advertisement, and what is left addresses its reader too.
        if (NoticeCues.Find(line.Trim(), weigh: true) is { } weighed && !(isPage && weighed == PartKind.Promotion)) return weighed;
        return beforeHeadline && !HasSentence(line) ? PartKind.Other : PartKind.Body;
    }

    /// <summary>The kind of notice that a line is; null where it is none.</summary>
    public static PartKind? NoticeKind(ReadOnlySpan<char> line) =>
        NoticeCues.Find(line.Trim(), weigh: false);

    /// <summary>True for a line that is a day, with a time perhaps, and nothing else.</summary>
    public static bool IsDateLine(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        return line.Length is >= 8 and <= LongestDateLine && line[^1] != '.' && char.IsLetterOrDigit(line[0]) && !line.Contains('@') && PublicationDate.FindDay(line) is not null && Words(line) <= 9 && !HasProse(line);
    }

    /// <summary>True where the line has words that no date line has.</summary>
    private static bool HasProse(ReadOnlySpan<char> line)
    {
        foreach (var range in line.Split(' '))
        {
            var word = line[range].Trim("(),:;|");
            if (word.Length > 1 && char.IsAsciiLetterLower(word[0]) && word is not ("at" or "on" or "by" or "am" or "pm" or "a.m." or "p.m." or "in" or "of" or "and" or "the" or "last" or "updated" or "published" or "posted")) return true;
        }

        return false;
    }

    /// <summary>The line over the text: the known title, else the first short line without a full stop that a report follows.</summary>
    private static int FindHeadline(string text, List<Piece> pieces, string? title)
    {
        var first = -1;
        for (var index = 0; index < Math.Min(pieces.Count, 8); index++)
        {
            var line = pieces[index].In(text);
            if (title is not null && line.Trim().Equals(title.AsSpan().Trim(), StringComparison.OrdinalIgnoreCase)) return index;
            if (first >= 0) continue;
            if (!ReadsLikeHeadline(line) || NoticeKind(line) is not null || BylineReader.IsByline(line) || IsDateLine(line)
                || CaptionReader.TryRead(line, beforeBody: true, out _))
            {
                // Behind the first sentence of the report no headline comes.
                if (HasSentence(line) && NoticeKind(line) is null && !CaptionReader.TryRead(line, beforeBody: true, out _)) return first;
                continue;
            }

            // A section's name ("World", "BREAKING NEWS") stands over the headline, not in its place.
            if (Words(line) <= 2 && index + 1 < pieces.Count && ReadsLikeHeadline(pieces[index + 1].In(text)) && Words(pieces[index + 1].In(text)) > 3) continue;
            first = index;
        }

        return first >= 0 && IsFollowed(text, pieces, first) ? first : -1;
    }

    private static bool IsFollowed(string text, List<Piece> pieces, int headline)
    {
        for (var index = headline + 1; index < pieces.Count; index++)
        {
            if (HasSentence(pieces[index].In(text))) return true;
        }

        return false;
    }

    private static bool ReadsLikeHeadline(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        if (line.Length is < 4 or > LongestHeadline || line.Contains('\n')) return false;
        if (line[^1] is ',' or ';' or ':' || Words(line) < 2) return false;
        return line[^1] != '.' || (line.Length > 2 && char.IsUpper(line[^2]));
    }

    /// <summary>True where the line holds a sentence: several words and an end mark.</summary>
    private static bool HasSentence(ReadOnlySpan<char> line)
    {
        line = line.TrimEnd().TrimEnd("\"'\u201D\u2019)]");
        return Words(line) >= 4 && !line.IsEmpty && (line[^1] is '.' or '!' or '?' or ':' or '\u2026' || line.Length > LongestHeadline);
    }

    private static int Words(ReadOnlySpan<char> line)
    {
        var words = 0;
        var inWord = false;
        foreach (var character in line)
        {
            var isWord = !char.IsWhiteSpace(character);
            if (isWord && !inWord) words++;
            inWord = isWord;
        }

        return words;
    }
}
