namespace Dragoman.Store;

/// <summary>Words and phrases of queries, for the full-text tables of either engine.</summary>
internal static class FullText
{
    /// <summary>All of the words and phrases; null where there are none.</summary>
    public static string? All(Dialect dialect, IEnumerable<WordTerm> words) => dialect.TextExpression(words.Select(word => (word.Text, word.Prefix)), all: true);

    /// <summary>Any of the words and phrases; null where there are none.</summary>
    public static string? Any(Dialect dialect, IEnumerable<WordTerm> words) => dialect.TextExpression(words.Select(word => (word.Text, word.Prefix)), all: false);

    /// <summary>One word or phrase.</summary>
    public static string Phrase(Dialect dialect, string text, bool prefix) => dialect.TextExpression([(text, prefix)], all: true) ?? "";

    /// <summary>All words of a text that a person types into a search box; null where it has no letter or digit.</summary>
    public static string? Words(Dialect dialect, string text) => dialect.TextExpression(
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Where(QueryParser.HasToken).Take(EventQuery.MaximumTerms).Select(word => (word, word.EndsWith('*'))),
        all: true);
}
