using System.Globalization;
using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>Writes happenings with their reports, and what is new about them into their history.</summary>
internal static class HappeningWriter
{
    public static void Keep(SqlSession connection, HappeningState state, DateTimeOffset time)
    {
        var before = Before(connection, state.Id);
        var denials = state.Reports.Count(report => report.Position == ReportPosition.Denies || report.Report.DeniedBy is not null);
        using (var command = connection.Command(
            """
            INSERT INTO happenings (id, event, day, published_at, rank, reports, publishers, independent, denials, standing, credibility, reliability,
              numbers_differ, first_at, last_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            ON CONFLICT (id) DO UPDATE SET merged = NULL, event = excluded.event, day = excluded.day, published_at = excluded.published_at,
              rank = excluded.rank, reports = excluded.reports, publishers = excluded.publishers, independent = excluded.independent,
              denials = excluded.denials, standing = excluded.standing, credibility = excluded.credibility, reliability = excluded.reliability,
              numbers_differ = excluded.numbers_differ, first_at = excluded.first_at, last_at = excluded.last_at
            """,
            state.Id, state.Best.Key, (long)state.Best.Day, state.Best.PublishedAt, state.Best.Rank, (long)Counted(state), (long)state.Publishers,
            (long)state.Independent, (long)denials, StoryNames.Name(state.Standing), (long)state.Credibility, state.Reliability.ToString(),
            state.NumbersDiffer ? 1L : 0L, state.Reports[0].Report.PublishedAt, state.Reports.Max(report => report.Report.PublishedAt)))
        {
            command.ExecuteNonQuery();
        }

        var key = connection.Scalar<long>("SELECT key FROM happenings WHERE id = $1", state.Id);
        foreach (var (report, position) in state.Reports)
        {
            // What stands there already stays: a happening of thousands grows by a few.
            if (report.Happening == state.Id && report.Component == state.Component) continue;
            using var command = connection.Command(
                """
                INSERT INTO reports (event, happening, component, position, origin, denied_by, magnitude) VALUES ($1, $2, $3, $4, $5, $6, $7)
                ON CONFLICT (event) DO UPDATE SET happening = excluded.happening, component = excluded.component, position = excluded.position,
                  origin = excluded.origin, denied_by = excluded.denied_by, magnitude = excluded.magnitude
                """,
                report.Key, key, state.Component, StoryNames.Name(position), report.Origin, report.DeniedBy, StoryNames.Name(report.Magnitude));
            command.ExecuteNonQuery();
        }

        Record(connection, state, before, time);
    }

    /// <summary>Takes a document's reports out. Those that reported the same are to be looked at again; a happening without reports ends.</summary>
    public static void Remove(SqlSession connection, long document)
    {
        connection.Execute(
            """
            INSERT INTO unsettled
            SELECT DISTINCT e.document FROM events x JOIN reports r ON r.event = x.key JOIN reports o ON o.happening = r.happening
              JOIN events e ON e.key = o.event WHERE x.document = $1
            ON CONFLICT (document) DO NOTHING
            """, document);
        var happenings = new List<long>();
        using (var command = connection.Command(
            "SELECT DISTINCT r.happening FROM events e JOIN reports r ON r.event = e.key WHERE e.document = $1", document))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read()) happenings.Add(reader.GetInt64(0));
        }

        connection.Execute("DELETE FROM report_keys WHERE event IN (SELECT key FROM events WHERE document = $1)", document);
        connection.Execute("DELETE FROM reports WHERE event IN (SELECT key FROM events WHERE document = $1)", document);
        foreach (var happening in happenings)
        {
            connection.Execute(
                "DELETE FROM happenings WHERE (key = $1 OR merged = $1) AND NOT EXISTS (SELECT 1 FROM reports WHERE happening = $1)", happening);
        }
    }

    public static void Merge(SqlSession connection, string id, string into, DateTimeOffset time)
    {
        using (var command = connection.Command(
            """
            UPDATE happenings SET merged = (SELECT key FROM happenings WHERE id = $2), reports = 0
            WHERE id = $1 OR merged = (SELECT key FROM happenings WHERE id = $1)
            """, id, into))
        {
            command.ExecuteNonQuery();
        }

        HistoryTable.Add(connection, new HistoryEntry(HistorySubject.Happening, id, "merged", $"into {into}", time));
        HistoryTable.Add(connection, new HistoryEntry(HistorySubject.Happening, into, "merged", $"took in {id}", time));
    }

    private static (string Standing, int Independent, int Reports)? Before(SqlSession connection, string id)
    {
        using var command = connection.Command("SELECT standing, independent, reports FROM happenings WHERE id = $1", id);
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetString(0), reader.GetInt32(1), reader.GetInt32(2)) : null;
    }

    private static void Record(SqlSession connection, HappeningState state, (string Standing, int Independent, int Reports)? before, DateTimeOffset time)
    {
        var standing = Says(StoryNames.Name(state.Standing), state.Independent);
        if (before is not { } old)
        {
            Add("began", standing);
            return;
        }

        if (Says(old.Standing, old.Independent) is var said && said != standing) Add("standing", $"{said} → {standing}");
        if (old.Reports != Counted(state)) Add("reports", string.Create(CultureInfo.InvariantCulture, $"{old.Reports} → {Counted(state)}"));
        void Add(string change, string detail) => HistoryTable.Add(connection, new HistoryEntry(HistorySubject.Happening, state.Id, change, detail, time));
    }

    // A reprint that was read before its origin came tells nothing of its own.
    private static int Counted(HappeningState state) => Math.Max(1, state.Reports.Count(report => !report.Report.IsReprint));

    private static string Says(string standing, int independent) => string.Create(CultureInfo.InvariantCulture, $"{standing} ({independent})");
}
