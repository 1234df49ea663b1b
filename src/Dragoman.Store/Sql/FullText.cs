using System.Text;

namespace Dragoman.Store;

/// <summary>
/// Writes expressions of FTS5. Every word or phrase goes in as a string, which FTS5 takes apart into tokens itself; so nothing that a
/// person types can be read as its syntax.
/// </summary>
internal static class FullText
{
    /// <summary>One word or phrase: its tokens in this order, the last one only begun where it is a prefix.</summary>
    public static string Phrase(string text, bool prefix) =>
        "\"" + Clean(text).Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" + (prefix ? "*" : "");

    /// <summary>All of the words and phrases; null where there are none.</summary>
    public static string? All(IEnumerable<WordTerm> words) => Join(words, " AND ");

    /// <summary>Any of the words and phrases; null where there are none.</summary>
    public static string? Any(IEnumerable<WordTerm> words) => Join(words, " OR ");

    /// <summary>All words of a text that a person types into a search box; null where it has no letter or digit.</summary>
    public static string? Words(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(QueryParser.HasToken).Take(EventQuery.MaximumTerms);
        var expression = string.Join(" AND ", words.Select(word => Phrase(word, word.EndsWith('*'))));
        return expression.Length == 0 ? null : expression;
    }

    private static string? Join(IEnumerable<WordTerm> words, string separator)
    {
        var expression = new StringBuilder();
        foreach (var word in words)
        {
            if (expression.Length > 0) expression.Append(separator);
            expression.Append(Phrase(word.Text, word.Prefix));
        }

        return expression.Length == 0 ? null : expression.ToString();
    }

    /// <summary>FTS5 reads its expression up to the first zero character.</summary>
    private static string Clean(string text) => text.Replace('\0', ' ');
}
