using System.Globalization;

namespace Dragoman.Store;

/// <summary>Conditions on the happening that an event is a report of, as SQL over <c>happenings h</c>.</summary>
internal static class HappeningConditions
{
    /// <summary>Whether a field asks about happenings and not about events.</summary>
    public static bool IsOf(QueryField field) =>
        field == QueryField.Happening || field == QueryField.Standing || field == QueryField.Independent || field == QueryField.Credibility;

    /// <summary>The condition, not negated.</summary>
    public static string Sql(FieldTerm term, SqlParameters parameters)
    {
        if (term.Field == QueryField.Happening) return Any(term, value => $"h.key = (SELECT coalesce(m.merged, m.key) FROM happenings m WHERE m.id = {parameters.Add(value.Text)})");
        if (term.Field == QueryField.Standing) return Any(term, value => $"h.standing = {parameters.Add(value.Text)}");
        return Any(term, value => $"h.{term.Field.Name} {term.Comparison} {parameters.Add(double.Parse(value.Text, CultureInfo.InvariantCulture))}");
    }

    private static string Any(FieldTerm term, Func<QueryValue, string> sql) => "(" + string.Join(" OR ", term.Values.Items.Select(sql)) + ")";
}
