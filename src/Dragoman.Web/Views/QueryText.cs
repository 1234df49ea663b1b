using System.Text;

namespace Dragoman.Web.Views;

/// <summary>
/// Edits a query as its text, term by term, so that every filter on a page is a query that can be read, changed, kept and sent. It knows
/// only where terms begin and end; what they mean, and whether they are right, is the store's to say.
/// </summary>
public static class QueryText
{
    /// <summary>The longest query that a page takes, in UTF-16 code units.</summary>
    public const int MaxLength = 1000;

    /// <summary>The values of a field, those after a comma included.</summary>
    /// <param name="query">The query.</param>
    /// <param name="field">The field, <c>type</c>.</param>
    /// <returns>Its values in order, without quotes.</returns>
    public static IReadOnlyList<string> Values(string query, string field)
    {
        var values = new List<string>();
        foreach (var term in Terms(query))
        {
            if (FieldOf(term) is { } name && string.Equals(name, field, StringComparison.OrdinalIgnoreCase))
                values.AddRange(Split(term[(name.Length + 1)..]));
        }

        return values;
    }

    /// <summary>The terms that belong to no field: words and phrases of the full text.</summary>
    /// <param name="query">The query.</param>
    /// <returns>They, as written, separated by blanks.</returns>
    public static string Words(string query) => string.Join(' ', Terms(query).Where(IsWords));

    /// <summary>The query with one field set anew.</summary>
    /// <param name="query">The query.</param>
    /// <param name="field">The field.</param>
    /// <param name="values">Its values; none takes the field out.</param>
    /// <returns>The query, the field where it first stood or at the end.</returns>
    public static string With(string query, string field, params IReadOnlyList<string> values)
    {
        var written = values.Count == 0 ? null : $"{field}:{string.Join(',', values.Select(Quote))}";
        var terms = new List<string>();
        foreach (var term in Terms(query))
        {
            if (FieldOf(term) is { } name && string.Equals(name, field, StringComparison.OrdinalIgnoreCase))
            {
                if (written is not null) terms.Add(written);
                written = null;
            }
            else
            {
                terms.Add(term);
            }
        }

        if (written is not null) terms.Add(written);
        return string.Join(' ', terms);
    }

    /// <summary>The query with a value of a field added, or taken out where it stands already.</summary>
    /// <param name="query">The query.</param>
    /// <param name="field">The field, <c>type</c>.</param>
    /// <param name="value">The value, <c>ACCUSE</c>.</param>
    /// <returns>The query.</returns>
    public static string Toggle(string query, string field, string value)
    {
        var values = Values(query, field).ToList();
        var removed = values.RemoveAll(one => string.Equals(one, value, StringComparison.OrdinalIgnoreCase)) > 0;
        if (!removed) values.Add(value);
        return With(query, field, values);
    }

    /// <summary>The query with other words of the full text.</summary>
    /// <param name="query">The query.</param>
    /// <param name="words">Words and phrases; empty for none.</param>
    /// <returns>The fields of the query, then the words.</returns>
    public static string WithWords(string query, string words) =>
        string.Join(' ', Terms(query).Where(term => !IsWords(term)).Concat(Terms(words)));

    /// <summary>Each term, and the query without it.</summary>
    /// <param name="query">The query.</param>
    /// <returns>The terms in order.</returns>
    public static IReadOnlyList<(string Term, string Without)> Parts(string query)
    {
        var terms = Terms(query);
        return terms.Select((term, at) => (term, string.Join(' ', terms.Where((_, other) => other != at)))).ToList();
    }

    /// <summary>The address of the events that a query finds.</summary>
    /// <param name="query">The query; empty for everything.</param>
    /// <param name="after">Where the page goes on; null for the newest.</param>
    /// <returns>A path with its query string.</returns>
    public static string Address(string query, string? after = null)
    {
        var address = string.IsNullOrWhiteSpace(query) ? "/search" : "/search?q=" + Uri.EscapeDataString(query.Trim());
        return after is null ? address : $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}after={Uri.EscapeDataString(after)}";
    }

    /// <summary>A value as it must be written in a query: in quotes where it holds a blank, a comma, a colon or a quote.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The value, quoted where needed; a quote inside is written twice.</returns>
    public static string Quote(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length > 0 && value.All(character => char.IsLetterOrDigit(character) || character == '-')
            ? value
            : '"' + value.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
    }

    /// <summary>The query with a condition more.</summary>
    /// <param name="query">The query.</param>
    /// <param name="term">The term, as it is to be written.</param>
    /// <returns>Both.</returns>
    public static string And(string query, string term) => string.IsNullOrWhiteSpace(query) ? term : $"{query.Trim()} {term}";

    /// <summary>The terms: what white space outside quotes separates.</summary>
    private static List<string> Terms(string query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var terms = new List<string>();
        var term = new StringBuilder();
        var quoted = false;
        foreach (var character in query)
        {
            if (character == '"') quoted = !quoted;
            if (char.IsWhiteSpace(character) && !quoted)
            {
                if (term.Length > 0) terms.Add(term.ToString());
                term.Clear();
            }
            else
            {
                term.Append(character);
            }
        }

        if (term.Length > 0) terms.Add(term.ToString());
        return terms;
    }

    private static string? FieldOf(string term)
    {
        var colon = term.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && NameLength(term) == colon ? term[..colon] : null;
    }

    /// <summary>True for a word or phrase; false for <c>field:value</c>, <c>-field:value</c> and <c>field&gt;=value</c>.</summary>
    private static bool IsWords(string term)
    {
        var bare = term.StartsWith('-') ? term[1..] : term;
        var name = NameLength(bare);
        return name == 0 || name == bare.Length || bare[name] is not (':' or '<' or '>');
    }

    private static int NameLength(string term)
    {
        var length = 0;
        while (length < term.Length && (char.IsAsciiLetter(term[length]) || (length > 0 && term[length] == '-'))) length++;
        return length;
    }

    private static IEnumerable<string> Split(string list)
    {
        var value = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < list.Length; i++)
        {
            var character = list[i];
            if (character == '"' && quoted && i + 1 < list.Length && list[i + 1] == '"')
            {
                value.Append('"');
                i++;
            }
            else if (character == '"')
            {
                quoted = !quoted;
            }
            else if (character == ',' && !quoted)
            {
                if (value.Length > 0) yield return value.ToString();
                value.Clear();
            }
            else
            {
                value.Append(character);
            }
        }

        if (value.Length > 0) yield return value.ToString();
    }
}
