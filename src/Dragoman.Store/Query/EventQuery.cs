using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Dragoman.Store;

/// <summary>
/// What a person asks of the store, in one line: <c>actor:RUS recipient:USA type:ACCUSE,THREATEN since:2019-03 "air defense"</c>.
/// All conditions must hold. Immutable.
/// </summary>
/// <remarks>
/// <para><b>Words</b> search title and body: <c>pipeline</c>, a phrase <c>"air defense"</c>, a beginning <c>sanction*</c>.
/// Case and diacritics do not matter; a word with a hyphen is a phrase of its parts.</para>
/// <para><b>Fields</b> (<see cref="QueryField.All"/>) are written <c>field:value</c>; a list <c>type:ACCUSE,REJECT</c> asks for any of
/// its values. <c>field:none</c> asks for events that have nothing there. Numbers are compared: <c>confidence>=0.8</c>.</para>
/// <para><b>Codes and names</b>: capital letters are a code: <c>actor:RUS</c> finds RUS and everything that begins with it, as RUSGOV;
/// <c>actor:RUSGOV</c> finds RUSGOV and RUSGOVMIL; <c>actor:MIL</c>, a sector, finds it at any place of a code. Anything else, and
/// whatever stands in quotes, is words of the text or of the full name: <c>actor:"Elliott Abrams"</c>.</para>
/// <para><b>Dates</b> are days, months or years. An event fits when all that is known of its date lies within: an event dated
/// <c>2019</c> is found by <c>on:2019</c> and <c>since:2019</c>, and not by <c>since:2019-06</c> or <c>on:2019-03</c>. An event without
/// a date is found by none of them.</para>
/// <para><b>Saved queries</b>: <c>@name</c> stands for the conditions that were saved under that name (<see cref="EventStore.SaveQuery"/>).</para>
/// <para><b>Other data sets</b>: without a condition on <c>origin</c>, only what Dragoman read is found.</para>
/// <para><b>Not</b>: <c>-type:CONSULT</c>, <c>-word</c>. Inside quotes, a quote is written twice.</para>
/// </remarks>
public sealed class EventQuery : IEquatable<EventQuery>
{
    /// <summary>Longest query that is read, in UTF-16 code units.</summary>
    public const int MaximumLength = 4096;

    /// <summary>Most conditions of a query, and most values of one condition.</summary>
    public const int MaximumTerms = 64;

    internal EventQuery(IReadOnlyList<QueryTerm> terms) => Terms = terms;

    /// <summary>The query without a condition, which finds everything.</summary>
    public static EventQuery Everything { get; } = new([]);

    /// <summary>Whether there is no condition.</summary>
    public bool IsEverything => Terms.Count == 0;

    /// <summary>Whether it asks for words of texts, by which answers can be ranked.</summary>
    public bool HasWords => Terms.Any(term => term is WordTerm { Negated: false });

    internal IReadOnlyList<QueryTerm> Terms { get; }

    /// <summary>Reads a query.</summary>
    /// <param name="query">The query; empty or blank finds everything.</param>
    /// <exception cref="QueryException">It cannot be read; the error says where.</exception>
    public static EventQuery Parse(string query) =>
        TryParse(query, out var result, out var error) ? result : throw new QueryException(error);

    /// <summary>Reads a query.</summary>
    /// <param name="query">The query; empty, blank or null finds everything.</param>
    /// <param name="result">The query that was read.</param>
    /// <param name="error">What is wrong, and where.</param>
    /// <returns>Whether it could be read.</returns>
    public static bool TryParse(
        string? query, [NotNullWhen(true)] out EventQuery? result, [NotNullWhen(false)] out QueryError? error) =>
        TryParse(query, saved: null, out result, out error);

    /// <summary>Reads a query in which <c>@name</c> stands for the conditions of a saved one.</summary>
    /// <param name="query">The query; empty, blank or null finds everything.</param>
    /// <param name="saved">The saved queries by name, in any case; null where none are known, which makes <c>@name</c> an error.</param>
    /// <param name="result">The query that was read.</param>
    /// <param name="error">What is wrong, and where.</param>
    /// <returns>Whether it could be read.</returns>
    public static bool TryParse(
        string? query, IReadOnlyDictionary<string, EventQuery>? saved, [NotNullWhen(true)] out EventQuery? result,
        [NotNullWhen(false)] out QueryError? error)
    {
        if (QueryParser.TryParse(query ?? "", saved, out var terms, out error))
        {
            result = terms.Count == 0 ? Everything : new EventQuery(terms);
            return true;
        }

        result = null;
        return false;
    }

    /// <summary>Both queries' conditions.</summary>
    /// <param name="other">The other query.</param>
    public EventQuery And(EventQuery other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new EventQuery([.. Terms, .. other.Terms]);
    }

    /// <summary>A value in quotes, so that it is read as it is: <c>source:</c> and this.</summary>
    /// <param name="value">The value.</param>
    public static string Quote(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return "\"" + value.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }

    /// <summary>The query in canonical writing, which reads back as an equal query.</summary>
    public override string ToString()
    {
        var output = new StringBuilder();
        foreach (var term in Terms)
        {
            if (output.Length > 0) output.Append(' ');
            if (term.Negated) output.Append('-');
            if (term is WordTerm word) Write(output, word);
            else Write(output, (FieldTerm)term);
        }

        return output.ToString();
    }

    /// <inheritdoc/>
    public bool Equals(EventQuery? other) => other is not null && Terms.SequenceEqual(other.Terms);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EventQuery);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var term in Terms) hash.Add(term);
        return hash.ToHashCode();
    }

    private static void Write(StringBuilder output, WordTerm word)
    {
        output.Append(word.Quoted ? Quote(word.Text) : word.Text);
        if (word.Prefix) output.Append('*');
    }

    private static void Write(StringBuilder output, FieldTerm term)
    {
        output.Append(term.Field.Name).Append(term.Operator switch
        {
            QueryOperator.AtLeast => ">=",
            QueryOperator.AtMost => "<=",
            QueryOperator.Above => ">",
            QueryOperator.Below => "<",
            _ => ":",
        });
        for (var i = 0; i < term.Values.Items.Count; i++)
        {
            if (i > 0) output.Append(',');
            var value = term.Values.Items[i];
            var quoted = value.Kind == ValueKind.Words && NeedsQuotes(value.Text, term.Field);
            output.Append(CultureInfo.InvariantCulture, $"{(quoted ? Quote(value.Text) : value.Text)}{(value.Prefix ? "*" : "")}");
        }
    }

    private static bool NeedsQuotes(string text, QueryField field) =>
        text.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '_'))
        || QueryParser.IsNone(text)
        || (field.Shape == FieldShape.CodeOrWords && QueryParser.IsCode(text, field));
}
