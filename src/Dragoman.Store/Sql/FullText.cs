using System.Globalization;

namespace Dragoman.Store;

/// <summary>Words and phrases of queries, for the full-text tables of either engine.</summary>
internal static class FullText
{
    /// <summary>Up to so many documents are named by their keys: words that are frequent, but seldom stand together, are looked up once.</summary>
    public const int MostListed = 1_000;

    /// <summary>All of the words and phrases; null where there are none.</summary>
    public static string? All(Dialect dialect, IEnumerable<WordTerm> words) => dialect.TextExpression(words.Select(word => (word.Text, word.Prefix)), all: true);

    /// <summary>Any of the words and phrases; null where there are none.</summary>
    public static string? Any(Dialect dialect, IEnumerable<WordTerm> words) => dialect.TextExpression(words.Select(word => (word.Text, word.Prefix)), all: false);

    /// <summary>One word or phrase.</summary>
    public static string Phrase(Dialect dialect, string text, bool prefix) => dialect.TextExpression([(text, prefix)], all: true) ?? "";

    /// <summary>
    /// Documents that have some words, the first that were stored first, and how many there are of them all: exactly, where there are fewer than a limit; otherwise as many as there
    /// would be if the others were as frequent.
    /// </summary>
    /// <param name="session">A session that reads.</param>
    /// <param name="expression">The words.</param>
    /// <param name="limit">Most documents to look for.</param>
    public static (IReadOnlyList<long> Keys, long Estimate) Found(SqlSession session, string expression, int limit)
    {
        var keys = new List<long>();
        using (var command = session.Command($"SELECT rowid FROM texts WHERE {session.Dialect.Match("texts", "$1")} LIMIT {limit}", expression))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read()) keys.Add(reader.GetInt64(0));
        }

        if (keys.Count < limit) return (keys, keys.Count);
        var last = session.Scalar<long?>("SELECT max(key) FROM documents") ?? 0;
        return (keys, Math.Max(limit, (long)((double)limit / Math.Max(1, keys.Max()) * last)));
    }

    /// <summary>Keys as a list in a statement; a key that nothing has where there are none.</summary>
    public static string List(IReadOnlyList<long> keys) => keys.Count == 0 ? "-1" : string.Join(", ", keys.Select(key => key.ToString(CultureInfo.InvariantCulture)));

    /// <summary>All words of a text that a person types into a search box; null where it has no letter or digit.</summary>
    public static string? Words(Dialect dialect, string text) => dialect.TextExpression(
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Where(QueryParser.HasToken).Take(EventQuery.MaximumTerms).Select(word => (word, word.EndsWith('*'))),
        all: true);
}
