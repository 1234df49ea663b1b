namespace Dragoman.Store;

/// <summary>A table of events that a query walks over: what Dragoman read, or what other data sets say.</summary>
internal sealed class EventTable
{
    private readonly string _prefix;
    private readonly string _tally;
    private readonly IReadOnlyList<string>? _indexes;

    private EventTable(string name, string prefix, string tally, IReadOnlyList<string>? indexes)
    {
        Name = name;
        _prefix = prefix;
        _tally = tally;
        _indexes = indexes;
    }

    /// <summary>What Dragoman read.</summary>
    public static EventTable Own { get; } = new("events", "events_", "", null);

    /// <summary>What other data sets say.</summary>
    public static EventTable Foreign { get; } = new(
        "foreign_events", "foreign_", "foreign ", ["newest", "actor", "actor_root", "recipient", "recipient_root", "place_country"]);

    /// <summary>Name of the table.</summary>
    public string Name { get; }

    /// <summary>Whether it is that of other data sets.</summary>
    public bool IsForeign => _indexes is not null;

    /// <summary>Kind of a tally of this table.</summary>
    public string Tally(string kind) => _tally + kind;

    /// <summary>Its index where our own events have <c>events_…</c>; null where it has none.</summary>
    public string? Index(string own)
    {
        var name = own["events_".Length..];
        return _indexes is null || _indexes.Contains(name) ? _prefix + name : null;
    }

    /// <summary>SQL over <c>events e</c> as it is over this table: what other data sets do not say is nothing, and rows are in the order of day and key.</summary>
    public string Rewrite(string sql) => !IsForeign
        ? sql
        : sql.Replace("e.precision = 'day'", "1 = 1", StringComparison.Ordinal)
            .Replace("e.factuality", "NULL", StringComparison.Ordinal)
            .Replace("e.document", "NULL", StringComparison.Ordinal)
            .Replace("e.published_at", "0", StringComparison.Ordinal)
            .Replace("e.rank", "0", StringComparison.Ordinal)
            .Replace("e.speaker", "NULL", StringComparison.Ordinal)
            .Replace("e.last_day", "e.day", StringComparison.Ordinal);

    /// <summary>What a condition on a field says of all rows of this table; null where its rows differ.</summary>
    public string? Constant(FieldTerm term)
    {
        if (!IsForeign) return null;
        var field = term.Field;
        if (field == QueryField.Precision) return term.Values.Items.Any(value => value.Text == "day") ? "1 = 1" : "1 = 0";
        if (field == QueryField.AssertedBy) return term.Values.Items.Any(value => value.Kind == ValueKind.None) ? "1 = 1" : "1 = 0";
        if (HappeningConditions.IsOf(field) || field == QueryField.Story || field == QueryField.Reprints || field == QueryField.Reliability) return "1 = 0";
        if (field == QueryField.Factuality || field == QueryField.Document || field == QueryField.Confidence || field == QueryField.Salience) return "1 = 0";
        return null;
    }
}

/// <summary>Which data sets a query asks for.</summary>
internal sealed record OriginScope(bool Own, IReadOnlyList<string> Foreign)
{
    /// <summary>What stands for Dragoman's own events in the field <c>origin</c>.</summary>
    public const string OwnName = "own";

    /// <summary>The data sets that the terms leave; without a term on the origin, only our own.</summary>
    public static OriginScope Of(IReadOnlyList<QueryTerm> terms)
    {
        HashSet<string>? left = null;
        foreach (var term in terms.OfType<FieldTerm>())
        {
            if (term.Field != QueryField.Origin) continue;
            left ??= new HashSet<string>(ForeignKey.Origins.Prepend(OwnName), StringComparer.Ordinal);
            var named = term.Values.Items.Select(value => value.Text).ToHashSet(StringComparer.Ordinal);
            left.RemoveWhere(origin => named.Contains(origin) == term.Negated);
        }

        return left is null ? new OriginScope(true, []) : new OriginScope(left.Contains(OwnName), [.. ForeignKey.Origins.Where(left.Contains)]);
    }

    /// <summary>Whether nothing but data sets is asked for.</summary>
    public static bool IsAll(IReadOnlyList<QueryTerm> terms) => terms.All(term => term is FieldTerm field && field.Field == QueryField.Origin);

    /// <summary>A condition over foreign events: they are of one of the data sets.</summary>
    public string KeyCondition() => Foreign.Count == ForeignKey.Origins.Count
        ? "1 = 1"
        : "(" + string.Join(
            " OR ",
            Foreign.Select(origin =>
            {
                var (from, to) = ForeignKey.Range(origin);
                return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"e.key BETWEEN {from} AND {to}");
            })) + ")";
}
