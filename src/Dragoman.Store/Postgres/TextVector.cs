using System.Text;

namespace Dragoman.Store;

/// <summary>
/// Words for PostgreSQL's full-text search, taken apart as SQLite does it: vectors of what a text holds, and expressions of what is sought.
/// PostgreSQL keeps the places of a word up to the 16,383rd of a text, and 255 places of one word: a phrase that stands only behind them is
/// not found.
/// </summary>
internal static class TextVector
{
    private const int LastPlace = 16_383;

    private const int MaximumPlaces = 255;

    // PostgreSQL's limit is 2,047 bytes.
    private const int MaximumWord = 500;

    // So far apart, a phrase cannot reach from the first text into the second.
    private const int Gap = 100;

    private static readonly Lazy<Fts5Tokenizer> Tokenizer = new();

    /// <summary>The vector of two texts, as PostgreSQL reads it: words of the first have weight A.</summary>
    public static string Write(string first, string second)
    {
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var title = Add(places, first, 1);
        Add(places, second, title == 1 ? 1 : title + Gap);
        var output = new StringBuilder();
        foreach (var (word, at) in places)
        {
            if (output.Length > 0) output.Append(' ');
            output.Append('\'').Append(word).Append("':");
            for (var i = 0; i < at.Count && i < MaximumPlaces; i++)
            {
                if (i > 0) output.Append(',');
                output.Append(System.Globalization.CultureInfo.InvariantCulture, $"{at[i]}");
                if (at[i] < title) output.Append('A');
            }
        }

        return output.ToString();
    }

    /// <summary>All or any of several words and phrases; null where no word is in them.</summary>
    public static string? Expression(IEnumerable<(string Text, bool Prefix)> phrases, bool all)
    {
        var output = new StringBuilder();
        foreach (var (text, prefix) in phrases)
        {
            var words = Tokenizer.Value.Words(text, isQuery: true);
            if (words.Count == 0) continue;
            if (output.Length > 0) output.Append(all ? " & " : " | ");
            output.Append('(');
            for (var i = 0; i < words.Count; i++)
            {
                if (i > 0) output.Append(" <-> ");
                output.Append('\'').Append(Cut(words[i])).Append('\'');
                if (prefix && i == words.Count - 1) output.Append(":*");
            }

            output.Append(')');
        }

        return output.Length == 0 ? null : output.ToString();
    }

    private static int Add(Dictionary<string, List<int>> places, string text, int place)
    {
        foreach (var word in Tokenizer.Value.Words(text))
        {
            var key = Cut(word);
            if (!places.TryGetValue(key, out var at)) places.Add(key, at = []);
            var here = Math.Min(place++, LastPlace);
            if (at.Count == 0 || at[^1] < here) at.Add(here);
        }

        return place;
    }

    /// <summary>Words are letters and digits alone, so that none has to be escaped.</summary>
    private static string Cut(string word) => word.Length <= MaximumWord ? word : word[..MaximumWord];
}
