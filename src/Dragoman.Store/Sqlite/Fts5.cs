using System.Text;

namespace Dragoman.Store;

/// <summary>
/// Writes expressions of FTS5. Every word or phrase goes in as a string, which FTS5 takes apart into tokens itself; so nothing that a
/// person types can be read as its syntax.
/// </summary>
internal static class Fts5
{
    /// <summary>All or any of the words and phrases; null where there are none.</summary>
    public static string? Expression(IEnumerable<(string Text, bool Prefix)> phrases, bool all)
    {
        var expression = new StringBuilder();
        foreach (var (text, prefix) in phrases)
        {
            if (expression.Length > 0) expression.Append(all ? " AND " : " OR ");
            expression.Append(Phrase(text, prefix));
        }

        return expression.Length == 0 ? null : expression.ToString();
    }

    /// <summary>One word or phrase: its tokens in this order, the last one only begun where it is a prefix. FTS5 reads up to the first zero character.</summary>
    private static string Phrase(string text, bool prefix) =>
        "\"" + text.Replace('\0', ' ').Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" + (prefix ? "*" : "");
}
