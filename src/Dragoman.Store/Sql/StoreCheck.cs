using System.Data.Common;
using System.Globalization;

namespace Dragoman.Store;

/// <summary>Looks for damage: in the file, between the tables, and between the tables and what is counted of them.</summary>
internal static class StoreCheck
{
    public const int MaximumFindings = 100;

    public static StoreHealth Run(SqlSession session, bool deep)
    {
        var findings = new List<string>();
        using var snapshot = new Snapshot(session);
        session.Dialect.FindDamage(session, deep, findings);
        if (deep && !findings.Exists(finding => finding.StartsWith("the file is damaged", StringComparison.Ordinal)))
        {
            Same(session, findings, "documents");
            Same(session, findings, "events");
            Same(session, findings, "statements");
            if (!Building.LacksCounts(session)) SamePairs(session, findings);
            SameCount(session, findings, "contents", "contents");
            SameCount(session, findings, "the full-text index", session.Dialect.TextRows);
        }

        return new StoreHealth(session.Dialect.Version(session), deep, [.. findings.Take(MaximumFindings)]);
    }

    /// <summary>Adds a finding for each row of a statement for which there is one.</summary>
    public static void Collect(SqlSession session, string sql, List<string> findings, Func<DbDataReader, string?> finding)
    {
        using var command = session.Command(sql);
        using var reader = command.ExecuteReader();
        while (findings.Count < MaximumFindings && reader.Read())
        {
            if (finding(reader) is { } text) findings.Add(text);
        }
    }

    private static void Same(SqlSession session, List<string> findings, string what)
    {
        var counted = session.Scalar<long>("SELECT count(*) FROM " + what);
        var tallied = session.Scalar<long?>("SELECT count FROM tallies WHERE kind = 'total' AND value = $1", what) ?? 0;
        if (counted != tallied)
            findings.Add(string.Create(CultureInfo.InvariantCulture, $"there are {counted} {what}, and the tally says {tallied}"));
    }

    private static void SamePairs(SqlSession session, List<string> findings)
    {
        for (var kind = 0; kind < PairKind.All.Count; kind++)
        {
            var kept = string.Create(
                CultureInfo.InvariantCulture, $"SELECT a, b, q0, q1, q2, q3, q4, g, n FROM pair_counts WHERE kind = {kind} AND (q0 <> 0 OR q1 <> 0 OR q2 <> 0 OR q3 <> 0 OR q4 <> 0)");
            var counted = PairKind.CountingSql(kind);
            var wrong = session.Scalar<long>($"SELECT (SELECT count(*) FROM ({kept} EXCEPT {counted}) x) + (SELECT count(*) FROM ({counted} EXCEPT {kept}) y)");
            if (wrong == 0) continue;
            var (a, b) = PairKind.All[kind];
            findings.Add(string.Create(CultureInfo.InvariantCulture, $"{wrong} of the counts by {a} and {b} are not those of the events"));
        }
    }

    private static void SameCount(SqlSession session, List<string> findings, string what, string table)
    {
        var documents = session.Scalar<long>("SELECT count(*) FROM documents");
        var counted = session.Scalar<long>("SELECT count(*) FROM " + table);
        if (counted != documents)
            findings.Add(string.Create(CultureInfo.InvariantCulture, $"{what} holds {counted} documents of {documents}"));
    }
}
