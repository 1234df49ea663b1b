using System.Data.Common;
using Dragoman.Records;

namespace Dragoman.Store;

/// <summary>Reads and writes decisions about what belongs together.</summary>
internal static class RulingTable
{
    // Of a happening of thousands, those published first stand for it.
    private const int MostAnchors = 200;

    private const string Columns = "key, id, subject, kind, one, other, author, made_at, reason, undone_by, undone_at";

    public static Ruling? MergeHappenings(WriteConnection connection, Ruling ruling)
    {
        if (Happening(connection.Sql, ruling.One) is not var (one, first) || Happening(connection.Sql, ruling.Other!) is not var (other, second)) return null;
        if (one == other) throw new ArgumentException("the two are one happening already");
        ruling = ruling with { One = first, Other = second };
        var key = Add(connection.Sql, ruling, pending: false);
        AddReports(connection.Sql, key, 0, one);
        AddReports(connection.Sql, key, 1, other);
        Unsettle(connection.Sql, key);
        Tell(connection.Sql, ruling);
        return ruling;
    }

    public static Ruling? SplitHappening(WriteConnection connection, Ruling ruling, IReadOnlyCollection<ReportName> part)
    {
        if (Happening(connection.Sql, ruling.One) is not var (one, id)) return null;
        Check(part.Count, "report");
        ruling = ruling with { One = id };
        var key = Add(connection.Sql, ruling, pending: false);
        foreach (var (document, name) in part)
        {
            var added = connection.Sql.Execute(
                """
                INSERT INTO ruling_parts SELECT $1, 1, d.id, e.id, e.type, e.trigger_start, e.trigger_end
                FROM documents d JOIN events e ON e.document = d.key JOIN reports r ON r.event = e.key WHERE d.id = $2 AND e.id = $3 AND r.happening = $4
                ON CONFLICT (ruling, side, document, event) DO NOTHING
                """, key, document, name, one);
            if (added == 0 && connection.Sql.Scalar<long>("SELECT count(*) FROM ruling_parts WHERE ruling = $1 AND document = $2 AND event = $3", key, document, name) == 0)
                throw new ArgumentException($"{document} {name} is no report of this happening");
        }

        AddReports(connection.Sql, key, 0, one);
        if (connection.Sql.Scalar<long>("SELECT count(*) FROM ruling_parts WHERE ruling = $1 AND side = 0", key) == 0)
            throw new ArgumentException("all reports of the happening are named: one must stay");
        Unsettle(connection.Sql, key);
        Tell(connection.Sql, ruling);
        return ruling;
    }

    public static Ruling? MergeStories(WriteConnection connection, Ruling ruling)
    {
        if (Story(connection.Sql, ruling.One) is not var (one, first) || Story(connection.Sql, ruling.Other!) is not var (other, second)) return null;
        if (one == other) throw new ArgumentException("the two are one story already");
        ruling = ruling with { One = first, Other = second };
        var key = Add(connection.Sql, ruling, pending: true);
        connection.Sql.Execute("INSERT INTO ruling_parts SELECT $1, 0, d.id, '', '', 0, 0 FROM story_documents t JOIN documents d ON d.key = t.document WHERE t.story = $2 ORDER BY d.key LIMIT 1", key, one);
        connection.Sql.Execute("INSERT INTO ruling_parts SELECT $1, 1, d.id, '', '', 0, 0 FROM story_documents t JOIN documents d ON d.key = t.document WHERE t.story = $2", key, other);
        Unsettle(connection.Sql, key, one: true);
        Tell(connection.Sql, ruling);
        return ruling;
    }

    public static Ruling? SplitStory(WriteConnection connection, Ruling ruling, IReadOnlyCollection<string> part)
    {
        if (Story(connection.Sql, ruling.One) is not var (one, id)) return null;
        Check(part.Count, "document");
        ruling = ruling with { One = id };
        var key = Add(connection.Sql, ruling, pending: true);
        foreach (var document in part)
        {
            // A reprint goes where its origin goes.
            var added = connection.Sql.Execute(
                """
                INSERT INTO ruling_parts SELECT $1, 1, x.id, '', '', 0, 0 FROM documents d JOIN story_documents t ON t.document = d.key
                JOIN documents x ON x.key = d.key OR x.key IN (SELECT u.document FROM reuses u WHERE u.origin = d.key AND u.kind = 'reprint')
                JOIN story_documents y ON y.document = x.key AND y.story = t.story
                WHERE d.id = $2 AND t.story = $3 ON CONFLICT (ruling, side, document, event) DO NOTHING
                """, key, document, one);
            if (added == 0 && connection.Sql.Scalar<long>("SELECT count(*) FROM ruling_parts WHERE ruling = $1 AND document = $2", key, document) == 0)
                throw new ArgumentException($"{document} is no document of this story");
        }

        connection.Sql.Execute(
            """
            INSERT INTO ruling_parts SELECT $1, 0, d.id, '', '', 0, 0 FROM story_documents t JOIN documents d ON d.key = t.document
            WHERE t.story = $2 AND NOT EXISTS (SELECT 1 FROM ruling_parts p WHERE p.ruling = $1 AND p.side = 1 AND p.document = d.id) ORDER BY d.key LIMIT 1
            """, key, one);
        if (connection.Sql.Scalar<long>("SELECT count(*) FROM ruling_parts WHERE ruling = $1 AND side = 0", key) == 0)
            throw new ArgumentException("all documents of the story are named: one must stay");
        Unsettle(connection.Sql, key, one: true);
        Tell(connection.Sql, ruling);
        return ruling;
    }

    public static Ruling? Undo(WriteConnection connection, string id, string by, DateTimeOffset at)
    {
        var changed = connection.Sql.Execute(
            "UPDATE rulings SET undone_by = $2, undone_at = $3, pending = CASE WHEN subject = 'story' THEN 1 - pending ELSE 0 END WHERE id = $1 AND undone_at IS NULL",
            id, by, at.ToUnixTimeMilliseconds());
        if (changed == 0) return null;
        var ruling = Find(connection.Sql, id)!;
        Unsettle(connection.Sql, connection.Sql.Scalar<long>("SELECT key FROM rulings WHERE id = $1", id), one: ruling.Subject == HistorySubject.Story);
        foreach (var subject in new[] { ruling.One, ruling.Other }.OfType<string>())
            HistoryTable.Add(connection.Sql, new HistoryEntry(ruling.Subject, subject, "undone", $"{StoryNames.Name(ruling.Kind)} by hand of {ruling.Author} taken back by {by}", at));
        return ruling;
    }

    public static Ruling? Find(SqlSession connection, string id)
    {
        using var command = connection.Command($"SELECT {Columns} FROM rulings WHERE id = $1", id);
        return Read(command) is [var ruling] ? ruling : null;
    }

    public static IReadOnlyList<Ruling> Of(SqlSession connection, HistorySubject subject, string? id)
    {
        var name = StoryNames.Name(subject);
        using var command = id is null
            ? connection.Command($"SELECT {Columns} FROM rulings WHERE subject = $1 ORDER BY key DESC LIMIT {EventStore.MaximumPage}", name)
            : connection.Command($"SELECT {Columns} FROM rulings WHERE subject = $1 AND (one = $2 OR other = $2) ORDER BY key DESC LIMIT {EventStore.MaximumPage}", name, id);
        return Read(command);
    }

    /// <summary>Decisions about happenings that hold, with the events as they are numbered now. What a second reading does not tell any more is left out.</summary>
    public static IReadOnlyList<(ReportRuling Ruling, IReadOnlyDictionary<long, long> Components)> Reports(SqlSession connection)
    {
        var found = new List<(long Ruling, bool IsMerge, int Side, string Document, string Event, string Name, long Key, long Component)>();
        using (var command = connection.Command(
            """
            SELECT g.key, g.kind, p.side, p.document, p.event, e.id, e.key, coalesce(r.component, e.key)
            FROM rulings g JOIN ruling_parts p ON p.ruling = g.key JOIN documents d ON d.id = p.document
            JOIN events e ON e.document = d.key AND e.type = p.type AND e.trigger_start = p.trigger_start AND e.trigger_end = p.trigger_end
            LEFT JOIN reports r ON r.event = e.key
            WHERE g.subject = 'happening' AND g.undone_at IS NULL ORDER BY g.key
            """))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                found.Add((
                    reader.GetInt64(0), reader.GetString(1) == "merge", reader.GetInt32(2), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.GetInt64(6), reader.GetInt64(7)));
            }
        }

        // Of several events with the same words, the one that has the id still; else the first.
        var named = found.GroupBy(row => (row.Ruling, row.IsMerge, row.Side, row.Document, row.Event))
            .Select(group => group.OrderByDescending(row => row.Name == row.Event).ThenBy(row => row.Key).First());
        return
        [
            .. named.GroupBy(row => (row.Ruling, row.IsMerge)).OrderBy(group => group.Key.Ruling).Select(group => (
                new ReportRuling(group.Key.Ruling, group.Key.IsMerge, [.. group.Where(row => row.Side == 0).Select(row => row.Key)], [.. group.Where(row => row.Side == 1).Select(row => row.Key)]),
                (IReadOnlyDictionary<long, long>)group.GroupBy(row => row.Key).ToDictionary(rows => rows.Key, rows => rows.First().Component))),
        ];
    }

    /// <summary>Decisions about stories that are still to be carried out, and those taken back that are to be carried back, the earliest first.</summary>
    public static IReadOnlyList<StoryMove> Moves(SqlSession connection)
    {
        var pending = new List<(long Key, bool IsMerge, string One, string? Other, bool IsUndone)>();
        using (var command = connection.Command("SELECT key, kind, one, other, undone_at FROM rulings WHERE pending = 1 AND subject = 'story' ORDER BY key"))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read()) pending.Add((reader.GetInt64(0), reader.GetString(1) == "merge", reader.GetString(2), reader.Text(3), !reader.IsDBNull(4)));
        }

        return [.. pending.Select(item => item switch
        {
            { IsMerge: true, IsUndone: false } => new StoryMove(item.Key, IsMerge: true, item.Other!, item.One, []),
            { IsMerge: true } => new StoryMove(item.Key, IsMerge: false, item.One, item.Other, Documents(connection, item.Key)),
            { IsUndone: false } => new StoryMove(item.Key, IsMerge: false, item.One, null, Documents(connection, item.Key)),
            _ => new StoryMove(item.Key, IsMerge: true, item.Other ?? item.One, item.One, []),
        })];
    }

    /// <summary>Says that a decision about stories was carried out.</summary>
    public static void Done(SqlSession connection, long ruling, string? part)
    {
        connection.Execute("UPDATE rulings SET pending = 0, other = coalesce(other, $2) WHERE key = $1", ruling, part);
    }

    /// <summary>Pairs of stories that somebody has split, by their ids now.</summary>
    public static IReadOnlyList<(string One, string Other)> Apart(SqlSession connection)
    {
        using var command = connection.Command(
            """
            SELECT DISTINCT s.id, z.id FROM rulings g
            JOIN ruling_parts p ON p.ruling = g.key AND p.side = 0 JOIN documents d ON d.id = p.document JOIN story_documents t ON t.document = d.key JOIN stories s ON s.key = t.story
            JOIN ruling_parts q ON q.ruling = g.key AND q.side = 1 JOIN documents x ON x.id = q.document JOIN story_documents y ON y.document = x.key JOIN stories z ON z.key = y.story
            WHERE g.subject = 'story' AND ((g.kind = 'split' AND g.undone_at IS NULL) OR (g.kind = 'merge' AND g.undone_at IS NOT NULL)) AND s.key <> z.key
            """);
        using var reader = command.ExecuteReader();
        var pairs = new List<(string, string)>();
        while (reader.Read()) pairs.Add((reader.GetString(0), reader.GetString(1)));
        return pairs;
    }

    private static List<string> Documents(SqlSession connection, long ruling)
    {
        using var command = connection.Command(
            "SELECT d.id FROM ruling_parts p JOIN documents d ON d.id = p.document WHERE p.ruling = $1 AND p.side = 1 ORDER BY d.published_at = 0, d.published_at, d.key", ruling);
        using var reader = command.ExecuteReader();
        var documents = new List<string>();
        while (reader.Read()) documents.Add(reader.GetString(0));
        return documents;
    }

    private static void Check(int count, string what)
    {
        if (count == 0) throw new ArgumentException($"no {what} is named that is to be taken out");
        if (count > Ruling.MaximumPart) throw new ArgumentException($"{count} {what}s are named: at most {Ruling.MaximumPart} can be taken out at once");
    }

    private static (long Key, string Id)? Happening(SqlSession connection, string id)
    {
        using var command = connection.Command("SELECT o.key, o.id FROM happenings h JOIN happenings o ON o.key = coalesce(h.merged, h.key) WHERE h.id = $1", id);
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0), reader.GetString(1)) : null;
    }

    private static (long Key, string Id)? Story(SqlSession connection, string id)
    {
        using var command = connection.Command("SELECT o.key, o.id FROM stories s JOIN stories o ON o.key = coalesce(s.merged, s.key) WHERE s.id = $1", id);
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0), reader.GetString(1)) : null;
    }

    private static long Add(SqlSession connection, Ruling ruling, bool pending)
    {
        connection.Execute(
            "INSERT INTO rulings (id, subject, kind, one, other, author, made_at, reason, pending) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            ruling.Id, StoryNames.Name(ruling.Subject), StoryNames.Name(ruling.Kind), ruling.One, ruling.Other, ruling.Author, ruling.MadeAt.ToUnixTimeMilliseconds(), ruling.Reason, pending ? 1L : 0L);
        return connection.Scalar<long>("SELECT key FROM rulings WHERE id = $1", ruling.Id);
    }

    private static void AddReports(SqlSession connection, long ruling, int side, long happening) => connection.Execute(
        $"""
        INSERT INTO ruling_parts SELECT $1, $2, d.id, e.id, e.type, e.trigger_start, e.trigger_end
        FROM reports r JOIN events e ON e.key = r.event JOIN documents d ON d.key = e.document
        WHERE r.happening = $3 AND NOT EXISTS (SELECT 1 FROM ruling_parts p WHERE p.ruling = $1 AND p.side = 1 AND p.document = d.id AND p.event = e.id)
        ORDER BY e.published_at = 0, e.published_at, e.rank DESC, e.key LIMIT {MostAnchors}
        """, ruling, (long)side, happening);

    private static void Unsettle(SqlSession connection, long ruling, bool one = false) => connection.Execute(
        $"INSERT INTO unsettled SELECT DISTINCT d.key FROM ruling_parts p JOIN documents d ON d.id = p.document WHERE p.ruling = $1{(one ? " AND p.side = 0" : "")} ON CONFLICT (document) DO NOTHING", ruling);

    private static void Tell(SqlSession connection, Ruling ruling)
    {
        var why = ruling.Reason is null ? "" : ": " + ruling.Reason;
        Add(ruling.One, ruling.Kind == RulingKind.Merge ? $"took in {ruling.Other}, by hand of {ruling.Author}{why}" : $"a part taken out by hand of {ruling.Author}{why}");
        if (ruling.Other is { } other) Add(other, $"into {ruling.One}, by hand of {ruling.Author}{why}");
        void Add(string id, string detail) => HistoryTable.Add(connection, new HistoryEntry(ruling.Subject, id, "by hand", detail, ruling.MadeAt));
    }

    private static List<Ruling> Read(DbCommand command)
    {
        var rulings = new List<Ruling>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            rulings.Add(new Ruling
            {
                Id = reader.GetString(1),
                Subject = reader.GetString(2) == StoryNames.Name(HistorySubject.Story) ? HistorySubject.Story : HistorySubject.Happening,
                Kind = reader.GetString(3) == StoryNames.Name(RulingKind.Merge) ? RulingKind.Merge : RulingKind.Split,
                One = reader.GetString(4),
                Other = reader.Text(5),
                Author = reader.GetString(6),
                MadeAt = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(7)),
                Reason = reader.Text(8),
                UndoneBy = reader.Text(9),
                UndoneAt = reader.IsDBNull(10) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(10)),
            });
        }

        return rulings;
    }
}
