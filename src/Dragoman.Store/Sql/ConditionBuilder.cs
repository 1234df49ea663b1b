using System.Globalization;

namespace Dragoman.Store;

/// <summary>Turns the terms of a query into conditions over <c>events e</c>.</summary>
internal sealed class ConditionBuilder(SqlSession connection, SqlParameters parameters, long total, EventTable table, bool isCounting = false)
{
    // More walks than this at once cost more to set up than they save.
    private const int MaximumBranches = 64;

    // Counting goes so far and no further: behind it, "many" is enough to know.
    private const int CountLimit = 20_000;

    private IReadOnlySet<string>? _missing;

    private Dialect Dialect => connection.Dialect;

    public IReadOnlyList<Condition> Build(IReadOnlyList<QueryTerm> terms)
    {
        var conditions = new List<Condition>();
        var words = terms.OfType<WordTerm>().ToList();
        if (table.IsForeign)
        {
            // There are no texts behind the rows of other data sets.
            if (words.Any(word => !word.Negated)) conditions.Add(new Condition("1 = 0"));
            words.Clear();
        }

        if (FullText.All(Dialect, words.Where(word => !word.Negated)) is { } wanted)
            conditions.Add(Text(wanted, words.Any(word => word.Prefix && !word.Negated)));
        if (FullText.Any(Dialect, words.Where(word => word.Negated)) is { } unwanted)
        {
            var probe = new TextProbe(Dialect.Match("texts", parameters.Add(unwanted)), words.Any(word => word.Prefix && word.Negated), Documents(), Negated: true);
            conditions.Add(new Condition(probe.EachSql) { Text = probe });
        }

        foreach (var term in terms.OfType<FieldTerm>())
        {
            if (term.Field == QueryField.Origin) continue;
            var condition = OfTable(table.Constant(term) is { } constant ? new Condition(constant) : Field(term));
            conditions.Add(term.Negated ? new Condition($"({condition.Sql}) IS NOT TRUE") : condition);
        }

        if (!table.IsForeign && Between(terms) is { } between) conditions.Add(between);
        return conditions;
    }

    /// <summary>Another way to events in which one country acts and another is acted upon, whichever, where terms ask for that; null where they do not.</summary>
    private Condition? Between(IReadOnlyList<QueryTerm> terms)
    {
        string? Country(QueryField field, int number) => terms.OfType<FieldTerm>().Where(term => term.Field == field && !term.Negated).ElementAtOrDefault(number) is
        { Values.Items: [{ Kind: ValueKind.Code, Text.Length: >= 3 } only] } && !Vocabulary.Sectors.Contains(only.Text) ? only.Text[..3] : null;

        var (one, other, isTurned) = (Country(QueryField.Actor, 0), Country(QueryField.Recipient, 0), false);
        if (one is null || other is null)
        {
            // Two countries that are not the same cannot stand on one side.
            (one, other, isTurned) = (Country(QueryField.With, 0), Country(QueryField.With, 1), true);
            if (one is null || other is null || one == other) return null;
        }

        if (!HasIndex("events_dyad")) return null;
        var (a, b) = (parameters.Add(one), parameters.Add(other));
        var branches = new List<Branch> { new("events_dyad", $"e.actor_root = {a} AND e.recipient_root = {b}") };
        if (isTurned) branches.Add(new Branch("events_dyad", $"e.actor_root = {b} AND e.recipient_root = {a}"));
        return new Condition("1 = 1", new Access(branches, Counted(one, other) + (isTurned ? Counted(other, one) : 0)));
    }

    /// <summary>Events that one country did to another; as many as it did at all, where the counts lack events at the moment.</summary>
    private long Counted(string actor, string recipient) => Building.LacksCounts(connection)
        ? Tallied(Tally.ActorRoot, actor)
        : connection.Scalar<long?>(
            $"SELECT CAST(sum(q0 + q1 + q2 + q3 + q4) AS BIGINT) FROM pair_counts WHERE kind = {PairKind.Of(Dimension.ActorRoot, Dimension.RecipientRoot)!.Value.Kind} AND a = $1 AND b = $2",
            actor, recipient) ?? 0;

    /// <summary>The condition with the table's own indexes, or without a walk where it has none.</summary>
    private Condition OfTable(Condition condition)
    {
        if (!table.IsForeign)
            return condition.Access?.Branches.All(branch => HasIndex(branch.Index)) == false ? condition with { Access = null, Share = condition.Access.Estimate } : condition;
        var access = condition.Access is { } found && found.Branches.All(branch => HasIndex(branch.Index))
            ? found with { Branches = [.. found.Branches.Select(branch => branch with { Index = table.Index(branch.Index)!, Predicate = table.Rewrite(branch.Predicate) })] }
            : null;
        return new Condition(table.Rewrite(condition.Sql), access);
    }

    /// <summary>Whether the table has an index at the moment, by the name of our own events' one.</summary>
    public bool HasIndex(string own) =>
        table.Index(own) is { } index && (table.IsForeign || Dialect.HasIndex(index)) && !(_missing ??= Building.MissingIndexes(connection)).Contains(index);

    private Condition Field(FieldTerm term)
    {
        var field = term.Field;
        if (field == QueryField.Actor) return Parties(term, Side.Actor);
        if (field == QueryField.Recipient) return Parties(term, Side.Recipient);
        if (field == QueryField.With) return Parties(term, Side.Actor, Side.Recipient);
        if (field == QueryField.AssertedBy) return Parties(term, Side.Speaker);
        if (field == QueryField.Place) return Any(term.Values.Items.Select(Place));
        if (field == QueryField.Source) return Any(term.Values.Items.Select(Source));
        if (field == QueryField.Document) return Any(term.Values.Items.Select(Document));
        if (field == QueryField.Type) return Any(term.Values.Items.Select(value => Equal("type", "events_type", Tally.Type, value)));
        if (field == QueryField.Mode) return Any(term.Values.Items.Select(value => Equal("mode", "events_mode", Tally.Mode, value)));
        if (field == QueryField.Factuality)
            return Any(term.Values.Items.Select(value => Equal("factuality", "events_factuality", Tally.Factuality, value)));
        if (field == QueryField.Story) return Any(term.Values.Items.Select(Story));
        if (field == QueryField.Reprints) return Any(term.Values.Items.Select(Reprint));
        if (field == QueryField.Reliability) return Any(term.Values.Items.Select(Reliability));
        if (field == QueryField.Happening) return Any(term.Values.Items.Select(Happening));
        if (HappeningConditions.IsOf(field))
        {
            var sql = HappeningConditions.Sql(term, parameters);
            return new Condition($"EXISTS (SELECT 1 FROM reports r JOIN happenings h ON h.key = r.happening WHERE r.event = e.key AND {sql})");
        }

        if (field == QueryField.Since || field == QueryField.Until || field == QueryField.On) return Dates(term);
        return Any(term.Values.Items.Select(value => Plain(term, value)));
    }

    /// <summary>Conditions without an index of their own: they hold for many events, and are looked at on the way.</summary>
    private Condition Plain(FieldTerm term, QueryValue value)
    {
        var field = term.Field;
        if (value.Kind == ValueKind.None) return new Condition($"e.{(field == QueryField.Context ? "contexts" : field.Name)} IS NULL");
        if (field == QueryField.Cameo) return Cameo(value.Text);
        if (field == QueryField.Context) return new Condition(Dialect.Contains("' ' || e.contexts || ' '", parameters.Add(" " + value.Text + " ")));
        if (field == QueryField.Quad) return new Condition($"e.quad = {parameters.Add(long.Parse(value.Text, CultureInfo.InvariantCulture))}");
        if (field == QueryField.Precision) return new Condition($"e.precision = {parameters.Add(value.Text)}");
        return new Condition($"e.{field.Name} {term.Comparison} {parameters.Add(double.Parse(value.Text, CultureInfo.InvariantCulture))}");
    }

    /// <summary>A CAMEO code or its beginning: walked along each of the codes that are there.</summary>
    private Condition Cameo(string beginning)
    {
        var condition = Begins("e.cameo", beginning, ":");
        if (table.IsForeign) return condition;
        var branches = new List<Branch>();
        var estimate = 0L;
        using var command = connection.Command(
            "SELECT value, count FROM tallies WHERE kind = $1 AND value >= $2 AND value < $2 || ':' AND count > 0 ORDER BY value", Tally.Cameo, beginning);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            branches.Add(new Branch("events_cameo", $"e.cameo = {parameters.Add(reader.GetString(0))}"));
            estimate += reader.GetInt64(1);
        }

        if (branches.Count == 0) branches.Add(new Branch("events_cameo", "e.cameo = ''"));
        return branches.Count > MaximumBranches ? condition with { Share = estimate } : condition with { Access = new Access(branches, estimate) };
    }

    /// <summary>Text that begins so, as a range that an index can use. Behind all that may follow comes a character: "[" behind "Z", ":" behind "9".</summary>
    private Condition Begins(string column, string beginning, string behind) =>
        new($"({column} >= {parameters.Add(beginning)} AND {column} < {parameters.Add(beginning + behind)})");

    private Condition Text(string expression, bool isPrefix)
    {
        var all = Documents();
        var (keys, found) = FullText.Found(connection, expression, CountLimit);
        if (found <= FullText.MostListed)
        {
            var sql = $"e.document IN ({FullText.List(keys)})";
            return new Condition(sql, new Access([new Branch("events_document", sql, IsOrdered: false)], all == 0 ? 0 : (long)((double)found * total / all)));
        }

        var match = Dialect.Match("texts", parameters.Add(expression));
        var probe = new TextProbe(match, isPrefix, found, Negated: false);
        var access = new Access(
            [new Branch("events_document", $"e.document IN (SELECT rowid FROM texts WHERE {match})", IsOrdered: false)],
            all == 0 ? 0 : (long)((double)found * total / all));
        return new Condition(probe.EachSql, access) { Text = probe };
    }

    private long Documents() => Tallied(Tally.Total, "documents");

    private Condition Equal(string column, string index, string tally, QueryValue value)
    {
        if (value.Kind == ValueKind.None) return new Condition($"e.{column} IS NULL");
        var sql = $"e.{column} = {parameters.Add(value.Text)}";
        return new Condition(sql, new Access([new Branch(index, sql)], Tallied(tally, value.Text)));
    }

    private Condition Dates(FieldTerm term)
    {
        var any = new List<string>();
        foreach (var value in term.Values.Items)
        {
            if (value.Kind == ValueKind.None)
            {
                any.Add("e.day = 0");
                continue;
            }

            if (!DateBounds.TryParse(value.Text, out var bounds))
                throw new InvalidOperationException($"the parser let the date {value.Text} through");
            var first = term.Field == QueryField.Until ? 1 : bounds.First;
            var from = $"e.day >= {parameters.Add((long)first)}";
            if (term.Field == QueryField.Since)
            {
                any.Add(from);
                continue;
            }

            // An event's last day is never before its first: the bound on day is what an index can use.
            var last = parameters.Add((long)bounds.Last);
            any.Add($"({from} AND e.day <= {last} AND e.last_day <= {last})");
        }

        return new Condition(any.Count == 1 ? any[0] : $"({string.Join(" OR ", any)})");
    }

    private Condition Place(QueryValue value)
    {
        if (value.Kind == ValueKind.None) return new Condition("e.place IS NULL");
        if (value.Kind == ValueKind.Words) return Named("place", "events_place", NameKind.Place, value);
        var sql = $"e.place_country = {parameters.Add(value.Text)}";
        return new Condition(sql, new Access([new Branch("events_place_country", sql)], Tallied(Tally.Country, value.Text)));
    }

    private Condition Source(QueryValue value) =>
        value.Kind == ValueKind.None ? new Condition("e.publisher IS NULL") : Named("publisher", "events_publisher", NameKind.Publisher, value);

    private Condition Document(QueryValue value)
    {
        var key = connection.Scalar<long?>("SELECT key FROM documents WHERE id = $1", value.Text) ?? -1;
        var sql = $"e.document = {parameters.Add(key)}";
        return new Condition(sql, new Access([new Branch("events_document", sql, IsOrdered: false)], 0));
    }

    private Condition Story(QueryValue value)
    {
        if (value.Kind == ValueKind.None) return new Condition("NOT EXISTS (SELECT 1 FROM story_documents t WHERE t.document = e.document)");
        var key = connection.Scalar<long?>("SELECT coalesce(merged, key) FROM stories WHERE id = $1", value.Text) ?? -1;
        var documents = connection.Scalar<long?>("SELECT documents FROM stories WHERE key = $1", key) ?? 0;
        var sql = $"e.document IN (SELECT t.document FROM story_documents t WHERE t.story = {parameters.Add(key)})";
        var all = Documents();
        return new Condition(sql, new Access([new Branch("events_document", sql, IsOrdered: false)], all == 0 ? 0 : (long)((double)documents * total / all)));
    }

    private Condition Happening(QueryValue value)
    {
        var key = connection.Scalar<long?>("SELECT coalesce(merged, key) FROM happenings WHERE id = $1", value.Text) ?? -1;
        var reports = connection.Scalar<long?>("SELECT reports FROM happenings WHERE key = $1", key) ?? 0;
        var p = parameters.Add(key);
        var sql = $"e.key IN (SELECT r.event FROM reports r WHERE r.happening = {p})";
        var documents = $"e.document IN (SELECT x.document FROM reports r JOIN events x ON x.key = r.event WHERE r.happening = {p})";
        return new Condition(sql, new Access([new Branch("events_document", $"{documents} AND {sql}", IsOrdered: false)], reports));
    }

    private static Condition Reprint(QueryValue value)
    {
        var reprint = "EXISTS (SELECT 1 FROM reuses u WHERE u.document = e.document AND u.kind = 'reprint')";
        return new Condition(value.Text == "yes" ? reprint : "NOT " + reprint);
    }

    private Condition Reliability(QueryValue value) => new(
        value.Text == "F"
            ? "NOT EXISTS (SELECT 1 FROM reliabilities l WHERE l.publisher = e.publisher)"
            : $"EXISTS (SELECT 1 FROM reliabilities l WHERE l.publisher = e.publisher AND l.grade = {parameters.Add(value.Text)})");

    private Condition Parties(FieldTerm term, params ReadOnlySpan<Side> sides)
    {
        var conditions = new List<Condition>();
        foreach (var side in sides)
        {
            foreach (var value in term.Values.Items) conditions.Add(Party(side, value));
        }

        return Any(conditions);
    }

    private Condition Party(Side side, QueryValue value)
    {
        if (value.Kind == ValueKind.None) return new Condition(side == Side.Speaker ? "e.asserted_by IS NULL" : $"e.{side.Column} IS NULL");
        if (value.Kind == ValueKind.Words) return Named(side.Column, side.Index, NameKind.Party, value);
        if (value.Text.Length == 3 && Vocabulary.Sectors.Contains(value.Text))
        {
            var sector = parameters.Add(value.Text);
            return new Condition(
                $"EXISTS (SELECT 1 FROM party_sectors s WHERE s.sector = {sector} AND s.party = e.{side.Column})",
                Set(
                    side.Column, side.Index, $"SELECT party FROM party_sectors WHERE sector = {sector}",
                    "SELECT party AS key FROM party_sectors WHERE sector = $1", value.Text,
                    side == Side.Speaker || table.IsForeign ? null : connection.SectorCodes(value.Text)?.Sum(code => Tallied(side.WholeTally, code))));
        }

        if (side == Side.Speaker)
        {
            var set = $"SELECT key FROM parties WHERE {Begins("code", value.Text, "[").Sql}";
            var counting = "SELECT key FROM parties WHERE code >= $1 AND code < $1 || '['";
            return new Condition($"e.speaker IN ({set})", Set("speaker", side.Index, set, counting, value.Text));
        }

        if (isCounting && !table.IsForeign && HasIndex(side.CountsIndex))
        {
            // All that begins so, by the character behind its last one.
            var range = $"(e.{side.Column}_code >= {parameters.Add(value.Text)} AND e.{side.Column}_code < {parameters.Add(value.Text[..^1] + (char)(value.Text[^1] + 1))})";
            return new Condition(range, new Access([new Branch(side.CountsIndex, range, IsOrdered: false) { IsCovering = true }], Tallied(side.RootTally, value.Text[..3])));
        }

        var sql = $"e.{side.Column}_root = {parameters.Add(value.Text[..3])}";
        if (value.Text.Length > 3) sql += " AND " + Begins($"e.{side.Column}_code", value.Text, "[").Sql;
        return new Condition(sql, new Access([new Branch(side.RootIndex, sql)], Tallied(side.RootTally, value.Text[..3])));
    }

    /// <summary>Events whose party, place or publisher has these words in its name: a few keys to walk along, or a set of many.</summary>
    private Condition Named(string column, string index, NameKind kind, QueryValue value)
    {
        var expression = FullText.Phrase(Dialect, value.Text, value.Prefix);
        var source = $"FROM names WHERE {Dialect.Match("names", "$1")} AND rowid % 3 = {(int)kind}";
        var keys = new List<long>();
        using (var command = connection.Command($"SELECT rowid / 3 {source} LIMIT {MaximumBranches / 2 + 1}", expression))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read()) keys.Add(reader.GetInt64(0));
        }

        if (keys.Count <= MaximumBranches / 2)
        {
            var branches = new List<Branch>();
            var estimate = 0L;
            foreach (var key in keys)
            {
                branches.Add(new Branch(index, string.Create(CultureInfo.InvariantCulture, $"e.{column} = {key}")));
                estimate += table.Index(index) is null ? 0 : HasIndex(index) ? CountOf(column, index, key) : total;
            }

            var list = keys.Count == 0 ? "-1" : string.Join(", ", keys.Select(key => key.ToString(CultureInfo.InvariantCulture)));
            var nobody = new Branch(index, $"e.{column} = -1");
            return new Condition($"e.{column} IN ({list})", new Access(branches.Count == 0 ? [nobody] : branches, estimate));
        }

        var p = parameters.Add(expression);
        var set = $"SELECT rowid / 3 FROM names WHERE {Dialect.Match("names", p)} AND rowid % 3 = {(int)kind}";
        return new Condition($"e.{column} IN ({set})", Set(column, index, set, $"SELECT rowid / 3 AS key {source}", expression));
    }

    private Access Set(string column, string index, string set, string counting, string value, long? known = null)
    {
        if (known is { } events && HasIndex(index)) return new Access([new Branch(index, $"e.{column} IN ({set})", IsOrdered: false)], events);
        if (!HasIndex(index)) return new Access([new Branch(index, "", IsOrdered: false)], total);
        var count = connection.Scalar<long>(
            $"""
            SELECT count(*) FROM
              (SELECT 1 FROM ({counting}) k {Dialect.JoinInOrder} {table.Name} e{Dialect.IndexedBy(table.Index(index)!)} ON e.{column} = k.key LIMIT {CountLimit}) q
            """, value);
        return new Access([new Branch(index, $"e.{column} IN ({set})", IsOrdered: false)], count >= CountLimit ? total : count);
    }

    private long CountOf(string column, string index, long key) => connection.Scalar<long>(
        $"SELECT count(*) FROM (SELECT 1 FROM {table.Name} e{Dialect.IndexedBy(table.Index(index)!)} WHERE e.{column} = $1 LIMIT {CountLimit}) q", key);

    private long Tallied(string kind, string value) =>
        connection.Scalar<long?>("SELECT count FROM tallies WHERE kind = $1 AND value = $2", kind == Tally.Total ? kind : table.Tally(kind), value) ?? 0;

    /// <summary>
    /// Any of several conditions. An event that two of them find must come once: each walk leaves out what those before it find.
    /// </summary>
    private static Condition Any(IEnumerable<Condition> conditions)
    {
        var list = conditions.ToList();
        if (list.Count == 1) return list[0];
        var sql = "(" + string.Join(" OR ", list.Select(condition => $"({condition.Sql})")) + ")";
        var branches = new List<Branch>();
        var estimate = 0L;
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i].Access is not { } access) return new Condition(sql);
            var before = i == 0 ? "" : " AND (" + string.Join(" OR ", list.Take(i).Select(condition => $"({condition.Sql})")) + ") IS NOT TRUE";
            branches.AddRange(access.Branches.Select(branch => branch with { Predicate = branch.Predicate + before }));
            estimate += access.Estimate;
        }

        return branches.Count > MaximumBranches ? new Condition(sql) : new Condition(sql, new Access(branches, estimate));
    }

    /// <summary>A column of events that names a party.</summary>
    private sealed record Side(string Column, string Index, string RootIndex, string RootTally, string WholeTally)
    {
        /// <summary>The index that holds what events are counted by.</summary>
        public string CountsIndex => Index + "_counts";

        public static Side Actor { get; } = new("actor", "events_actor", "events_actor_root", Tally.ActorRoot, Tally.Actor);

        public static Side Recipient { get; } = new("recipient", "events_recipient", "events_recipient_root", Tally.RecipientRoot, Tally.Recipient);

        public static Side Speaker { get; } = new("speaker", "events_speaker", "", "", "");
    }
}
