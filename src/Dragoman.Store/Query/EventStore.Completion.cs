namespace Dragoman.Store;

/// <content>What a completion asks the store: values that begin so, and how often they come.</content>
public sealed partial class EventStore
{
    // Names that are looked at: behind them, more letters are wanted.
    private const int MostNames = 400;

    /// <summary>Counts of the values of a field with a closed list; null where they are not kept.</summary>
    internal Dictionary<string, long>? CountsOf(QueryField field)
    {
        var kind = field == QueryField.Type ? Tally.Type : field == QueryField.Mode ? Tally.Mode : field == QueryField.Factuality ? Tally.Factuality : null;
        return kind is null ? null : Tallied(kind, "", MaximumPage).ToDictionary(found => found.Value, found => found.Count, StringComparer.Ordinal);
    }

    /// <summary>Codes that begin so.</summary>
    internal IReadOnlyList<Facet> CompleteCodes(QueryField field, string typed, int limit)
    {
        if (field == QueryField.Place) return Tallied(Tally.Country, typed, limit);
        if (field == QueryField.AssertedBy) return [];
        if (field == QueryField.Actor) return Tallied(Tally.Actor, typed, limit);
        if (field == QueryField.Recipient) return Tallied(Tally.Recipient, typed, limit);
        return
        [
            .. Tallied(Tally.Actor, typed, limit).Concat(Tallied(Tally.Recipient, typed, limit))
                .GroupBy(found => found.Value, StringComparer.Ordinal)
                .Select(group => new Facet(group.Key, group.Sum(found => found.Count)))
                .OrderByDescending(found => found.Count).ThenBy(found => found.Value, StringComparer.Ordinal).Take(limit),
        ];
    }

    /// <summary>Years, months or days that events are dated to, the newest first: the next step behind what is typed.</summary>
    internal IReadOnlyList<Facet> CompleteDates(string typed, int limit)
    {
        if (typed.Any(c => !char.IsAsciiDigit(c) && c != '-')) return [];
        var length = typed.Length < 4 ? 4 : typed.Length < 7 ? 7 : 10;
        return _database.Read(
            connection =>
            {
                var found = new List<Facet>();
                using var command = connection.Sql.Command(
                    string.Create(
                        System.Globalization.CultureInfo.InvariantCulture,
                        $"""
                        SELECT substr(value, 1, {length}), sum(count) FROM tallies WHERE kind = 'day' AND count > 0 AND value >= $1 AND value < $2
                        GROUP BY substr(value, 1, {length}) ORDER BY substr(value, 1, {length}) DESC LIMIT $3
                        """),
                    typed, typed + ":", (long)limit);
                using var reader = command.ExecuteReader();
                while (reader.Read()) found.Add(new Facet(reader.GetString(0), Convert.ToInt64(reader.GetValue(1), System.Globalization.CultureInfo.InvariantCulture)));
                return found;
            },
            CancellationToken.None);
    }

    /// <summary>Outlets with a word that begins so, the most frequent first.</summary>
    internal IReadOnlyList<Facet> CompletePublishers(string typed, int limit)
    {
        var counts = Tallied(Tally.Publisher, "", MaximumPage);
        if (typed.Length == 0) return [.. counts.Take(limit)];
        var known = counts.ToDictionary(found => found.Value, found => found.Count, StringComparer.Ordinal);
        return
        [
            .. Names(NameKind.Publisher, "publishers", "name", typed)
                .Select(name => new Facet(name, known.GetValueOrDefault(name)))
                .OrderByDescending(found => found.Count).ThenBy(found => found.Value, StringComparer.Ordinal).Take(limit),
        ];
    }

    /// <summary>Names of parties or places with a word that begins so, the shortest first.</summary>
    internal IReadOnlyList<string> CompleteNames(QueryField field, string typed, int limit)
    {
        var names = field == QueryField.Place
            ? Names(NameKind.Place, "places", "name", typed)
            : Names(NameKind.Party, "parties", "CASE WHEN name <> '' THEN name ELSE text END", typed);
        return [.. names.OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal).Take(limit)];
    }

    private List<Facet> Tallied(string kind, string typed, int limit) => _database.Read(
        connection =>
        {
            var found = new List<Facet>();
            using var command = connection.Sql.Command(
                "SELECT value, count FROM tallies WHERE kind = $1 AND count > 0 AND value >= $2 AND value < $3 ORDER BY count DESC, value LIMIT $4",
                kind, typed, typed + "\uFFFD", (long)limit);
            using var reader = command.ExecuteReader();
            while (reader.Read()) found.Add(new Facet(reader.GetString(0), reader.GetInt64(1)));
            return found;
        },
        CancellationToken.None);

    private List<string> Names(NameKind kind, string table, string column, string typed)
    {
        if (!QueryParser.HasToken(typed)) return [];
        return _database.Read(
            connection =>
            {
                var dialect = connection.Sql.Dialect;
                if (dialect.TextExpression([(typed, true)], all: true) is not { } expression) return new List<string>();
                var found = new HashSet<string>(StringComparer.Ordinal);
                using var command = connection.Sql.Command(
                    string.Create(
                        System.Globalization.CultureInfo.InvariantCulture,
                        $"""
                        SELECT {column} FROM {table} WHERE key IN
                          (SELECT rowid / 3 FROM names WHERE {dialect.Match("names", "$1")} AND rowid % 3 = {(int)kind} LIMIT {MostNames})
                        """),
                    expression);
                using var reader = command.ExecuteReader();
                while (reader.Read()) found.Add(reader.GetString(0));
                return found.ToList();
            },
            CancellationToken.None);
    }
}
