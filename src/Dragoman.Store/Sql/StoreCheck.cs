using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Dragoman.Store;

/// <summary>Looks for damage: in the file, between the tables, and between the tables and what is counted of them.</summary>
internal static class StoreCheck
{
    private const int MaximumFindings = 100;

    public static StoreHealth Run(SqliteConnection connection, bool deep)
    {
        var findings = new List<string>();
        using var snapshot = new Snapshot(connection);
        try
        {
            var check = string.Create(CultureInfo.InvariantCulture, $"PRAGMA {(deep ? "integrity_check" : "quick_check")}({MaximumFindings})");
            Collect(connection, check, findings, reader => reader.GetString(0) is "ok" ? null : reader.GetString(0));
            Collect(
                connection, "PRAGMA foreign_key_check", findings,
                reader => $"a row of {reader.GetString(0)} names a row of {reader.GetString(2)} that is not there");
            if (deep)
            {
                Same(connection, findings, "documents", "SELECT count(*) FROM documents");
                Same(connection, findings, "events", "SELECT count(*) FROM events");
                Same(connection, findings, "statements", "SELECT count(*) FROM statements");
                SameCount(connection, findings, "contents", "SELECT count(*) FROM contents");
                SameCount(connection, findings, "the full-text index", "SELECT count(*) FROM texts_docsize");
            }
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            findings.Add("the file is damaged: " + exception.Message);
        }

        return new StoreHealth(connection.Pragma("user_version"), deep, [.. findings.Take(MaximumFindings)]);
    }

    private static void Collect(SqliteConnection connection, string sql, List<string> findings, Func<SqliteDataReader, string?> finding)
    {
        using var command = connection.Command(sql);
        using var reader = command.ExecuteReader();
        while (findings.Count < MaximumFindings && reader.Read())
        {
            if (finding(reader) is { } text) findings.Add(text);
        }
    }

    private static void Same(SqliteConnection connection, List<string> findings, string what, string counting)
    {
        var counted = connection.Scalar<long>(counting);
        var tallied = connection.Scalar<long?>("SELECT count FROM tallies WHERE kind = 'total' AND value = $1", what) ?? 0;
        if (counted != tallied)
            findings.Add(string.Create(CultureInfo.InvariantCulture, $"there are {counted} {what}, and the tally says {tallied}"));
    }

    private static void SameCount(SqliteConnection connection, List<string> findings, string what, string counting)
    {
        var documents = connection.Scalar<long>("SELECT count(*) FROM documents");
        var counted = connection.Scalar<long>(counting);
        if (counted != documents)
            findings.Add(string.Create(CultureInfo.InvariantCulture, $"{what} holds {counted} documents of {documents}"));
    }
}
