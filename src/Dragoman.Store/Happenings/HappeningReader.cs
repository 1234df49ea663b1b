using System.Data.Common;
using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>Reads happenings in pages, and one with all that is known of it.</summary>
internal static class HappeningReader
{
    // Up to so many events that fit are gathered first; behind it, happenings are looked at one by one until a page is full.
    private const double SetLimit = 20_000;

    private const string Columns =
        """
        SELECT h.id, h.event, h.reports, h.publishers, h.independent, h.denials, h.standing, h.credibility, h.reliability, h.numbers_differ,
          h.first_at, h.last_at, h.day, h.published_at, h.rank, h.key, s.id
        FROM happenings h
        LEFT JOIN events b ON b.key = h.event LEFT JOIN story_documents d ON d.document = b.document LEFT JOIN stories s ON s.key = d.story
        """;

    public static HappeningPage Page(ReadConnection connection, EventQuery query, int limit, EventCursor? after)
    {
        using var snapshot = new Snapshot(connection.Sql);
        var own = query.Terms.OfType<FieldTerm>().Where(term => HappeningConditions.IsOf(term.Field)).ToList();
        var others = new EventQuery([.. query.Terms.Where(term => !own.Contains(term))]);
        var parameters = new SqlParameters();
        var where = "h.merged IS NULL";
        if (!others.IsEverything || Superseded.AreThere(connection.Sql))
        {
            var plan = QueryPlan.Make(connection.Sql, others, long.MaxValue, after: null);
            parameters = plan.Parameters;
            where += plan.Events <= SetLimit && !others.IsEverything
                ? $" AND h.key IN (SELECT r.happening FROM ({plan.KeysSql(connection.Sql)}) k JOIN reports r ON r.event = k.key)"
                : $" AND EXISTS (SELECT 1 FROM reports r JOIN events e ON e.key = r.event WHERE r.happening = h.key{plan.EachSql})";
        }

        foreach (var term in own)
        {
            var sql = HappeningConditions.Sql(term, parameters);
            where += term.Negated ? $" AND ({sql}) IS NOT TRUE" : $" AND {sql}";
        }

        if (after is { } cursor)
        {
            var place = new[] { cursor.Day, cursor.PublishedAt, cursor.Rank, cursor.Key }.Select(value => parameters.Add(value));
            where += $" AND (h.day, h.published_at, h.rank, h.key) < ({string.Join(", ", place)})";
        }

        using var command = connection.Sql.Connection.CreateCommand();
        command.CommandText =
            $"{Columns} WHERE {where} ORDER BY h.day DESC, h.published_at DESC, h.rank DESC, h.key DESC LIMIT {parameters.Add(limit + 1L)}";
        parameters.Bind(connection.Sql, command);
        var rows = Rows(connection, command, out var cursors);
        var more = cursors.Count > limit;
        return new HappeningPage([.. rows.Take(limit).OfType<HappeningRow>()], more ? cursors[limit - 1].ToString() : null);
    }

    public static HappeningDetail? Detail(ReadConnection connection, string id)
    {
        using var snapshot = new Snapshot(connection.Sql);
        var key = connection.Sql.Scalar<long?>("SELECT coalesce(merged, key) FROM happenings WHERE id = $1", id);
        if (key is null) return null;
        using var command = connection.Sql.Command($"{Columns} WHERE h.key = $1", key);
        if (Rows(connection, command, out _) is not [{ } row]) return null;
        var reports = Reports(connection, key.Value);
        return new HappeningDetail
        {
            Happening = row,
            MergedFrom = row.Id == id ? null : id,
            Reports = reports,
            Positions = PositionsOf(reports),
            Numbers = [.. reports.SelectMany(Claims)],
            History = HistoryTable.Of(connection.Sql, HistorySubject.Happening, row.Id),
        };
    }

    /// <summary>Happenings of which a report stands in a story's documents, in the order of their days.</summary>
    public static List<HappeningRow> Timeline(ReadConnection connection, long story)
    {
        using var command = connection.Sql.Command(
            $"""
            {Columns} WHERE h.merged IS NULL AND h.key IN
              (SELECT r.happening FROM story_documents t JOIN events e ON e.document = t.document JOIN reports r ON r.event = e.key WHERE t.story = $1)
            ORDER BY h.day = 0, h.day, h.published_at, h.rank DESC, h.key LIMIT {EventStore.MaximumPage}
            """, story);
        return [.. Rows(connection, command, out _).OfType<HappeningRow>()];
    }

    private static List<HappeningRow?> Rows(ReadConnection connection, DbCommand command, out List<EventCursor> cursors)
    {
        cursors = [];
        var found = new List<(HappeningSummary Summary, long Event)>();
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                cursors.Add(new EventCursor(reader.GetInt64(12), reader.GetInt64(13), reader.GetInt64(14), reader.GetInt64(15)));
                found.Add((new HappeningSummary(reader), reader.GetInt64(1)));
            }
        }

        // A best report that is gone, as after a document was forgotten, comes back when the happening is looked at again.
        return [.. found.Select(item => connection.Events.Load(item.Event, whole: null) is { } best ? item.Summary.Row(best) : null)];
    }

    private static List<HappeningReport> Reports(ReadConnection connection, long happening)
    {
        var found = new List<(long Event, ReportPosition Position, string Origin, Magnitude? Magnitude, bool IsSuperseded, long Document, string? Of, string? DeniedBy)>();
        using (var command = connection.Sql.Command(
            $"""
            SELECT r.event, r.position, r.origin, r.magnitude, s.document, e.document, o.id, r.denied_by
            FROM reports r JOIN events e ON e.key = r.event
            LEFT JOIN superseded s ON s.document = e.document
            LEFT JOIN reuses u ON u.document = e.document AND u.kind = 'reprint' LEFT JOIN documents o ON o.key = u.origin
            WHERE r.happening = $1
            ORDER BY e.published_at = 0, e.published_at, e.rank DESC, e.key LIMIT {EventStore.MaximumPage}
            """, happening))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                found.Add((
                    reader.GetInt64(0), StoryNames.Position(reader.GetString(1)), reader.GetString(2), StoryNames.Magnitude(reader.Text(3)),
                    !reader.IsDBNull(4), reader.GetInt64(5), reader.Text(6), reader.Text(7)));
            }
        }

        var reports = new List<HappeningReport>(found.Count);
        foreach (var item in found)
        {
            if (connection.Events.Load(item.Event, whole: null) is not { } row) continue;
            reports.Add(new HappeningReport
            {
                Row = row,
                Position = item.Position,
                IsFirst = reports.Count == 0,
                Origin = item.Origin,
                Magnitude = item.Magnitude,
                Reliability = row.Reliability,
                IsSuperseded = item.IsSuperseded,
                Reprints = StoryReader.Reprints(connection, item.Document),
                ReprintOf = item.Of,
                DeniedBy = item.DeniedBy,
            });
        }

        return reports;
    }

    private static List<HappeningPosition> PositionsOf(List<HappeningReport> reports) =>
    [
        .. reports
            .Select(report => (Report: report, report.Position, Voice: report.Row.SpeakerName ?? report.Row.SpeakerText, Code: report.Row.SpeakerCode))
            .Concat(reports.Where(report => report.DeniedBy is not null).Select(report => (Report: report, Position: ReportPosition.Denies, Voice: report.DeniedBy, Code: (string?)null)))
            .GroupBy(said => (said.Position, said.Voice))
            .Select(group => new HappeningPosition(
                group.Key.Position,
                group.Key.Voice,
                group.Select(said => said.Code).FirstOrDefault(code => code is not null),
                group.Select(said => said.Report.Origin).Distinct(StringComparer.Ordinal).Count(),
                [.. group.Select(said => said.Report.Row.Publisher).OfType<string>().Distinct(StringComparer.Ordinal)]))
            .OrderBy(position => position.Position).ThenByDescending(position => position.Origins).ThenBy(position => position.Voice, StringComparer.Ordinal),
    ];

    private static IEnumerable<NumberClaim> Claims(HappeningReport report)
    {
        if (report.Magnitude is not { } magnitude) yield break;
        foreach (var (what, amount) in ((string, Amount?)[])
            [("killed", magnitude.Killed), ("injured", magnitude.Injured), ("arrested", magnitude.Arrested), ("count", magnitude.Count)])
        {
            if (amount is null) continue;
            var row = report.Row;
            yield return new NumberClaim(what, amount, row.SpeakerName ?? row.SpeakerText, row.Publisher, row.Published, row.Document, row.Event);
        }
    }

    /// <summary>What a row says of a happening itself.</summary>
    private sealed class HappeningSummary(DbDataReader reader)
    {
        private readonly string _id = reader.GetString(0);
        private readonly (int Reports, int Publishers, int Independent, int Denials) _counts =
            (reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4), reader.GetInt32(5));

        private readonly Standing _standing = StoryNames.Standing(reader.GetString(6));
        private readonly int _credibility = reader.GetInt32(7);
        private readonly char _reliability = reader.GetString(8)[0];
        private readonly bool _numbersDiffer = reader.GetInt64(9) != 0;
        private readonly DateTime? _first = StoryNames.Moment(reader.GetInt64(10));
        private readonly DateTime? _last = StoryNames.Moment(reader.GetInt64(11));
        private readonly string? _story = reader.Text(16);

        public HappeningRow Row(EventRow best) => new()
        {
            Id = _id,
            Best = best,
            Reports = _counts.Reports,
            Publishers = _counts.Publishers,
            Independent = _counts.Independent,
            Denials = _counts.Denials,
            Standing = _standing,
            Credibility = _credibility,
            Reliability = _reliability,
            NumbersDiffer = _numbersDiffer,
            First = _first,
            Last = _last,
            Story = _story,
        };
    }
}
