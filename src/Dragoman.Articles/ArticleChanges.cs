using System.Text;
using Dragoman.Records;

namespace Dragoman.Articles;

/// <summary>Says what changed between two versions of an article.</summary>
public static class ArticleChanges
{
    private const int Longest = 64 * 1024;

    /// <summary>
    /// Lines that begin with <c>-</c> for what is gone and <c>+</c> for what is new: title, paragraphs, notices; in the order of the newer
    /// version, what is gone first. Empty where both say the same. Takes time in proportion to both.
    /// </summary>
    /// <param name="before">The older version.</param>
    /// <param name="after">The newer one.</param>
    public static string Between(Article before, Article after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var changes = new StringBuilder();
        if (before.Title != after.Title)
        {
            Add(changes, '-', before.Title);
            Add(changes, '+', after.Title);
        }

        var old = Lines(before);
        var fresh = Lines(after);
        var inNew = Count(fresh);
        foreach (var line in old)
        {
            if (!Take(inNew, line)) Add(changes, '-', line);
        }

        var inOld = Count(old);
        foreach (var line in fresh)
        {
            if (!Take(inOld, line)) Add(changes, '+', line);
        }

        return changes.ToString();
    }

    private static List<string> Lines(Article article) => [.. article.Paragraphs, .. article.Notices.Where(notice => notice.Kind is NoticeKind.Correction).Select(notice => notice.Text)];

    private static Dictionary<string, int> Count(List<string> lines)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in lines) counts[line] = counts.GetValueOrDefault(line) + 1;
        return counts;
    }

    private static bool Take(Dictionary<string, int> counts, string line)
    {
        if (!counts.TryGetValue(line, out var left) || left == 0) return false;
        counts[line] = left - 1;
        return true;
    }

    private static void Add(StringBuilder changes, char sign, string? line)
    {
        if (line is null || changes.Length > Longest) return;
        if (changes.Length > 0) changes.Append('\n');
        changes.Append(sign).Append(' ').Append(line.ReplaceLineEndings(" "));
    }
}
