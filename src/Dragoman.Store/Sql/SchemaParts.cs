namespace Dragoman.Store;

/// <summary>
/// Tables, columns and indexes that the migrations make. A store that says it has today's version and lacks one of them was made by a build whose
/// migrations were other ones: that is said when it is opened, before some statement fails.
/// </summary>
internal static class SchemaParts
{
    private const string NewTable = "CREATE TABLE ";
    private const string NewVirtualTable = "CREATE VIRTUAL TABLE ";
    private const string NewIndex = "CREATE INDEX ";
    private const string NewUniqueIndex = "CREATE UNIQUE INDEX ";
    private const string NewColumn = "ALTER TABLE ";
    private const string OldIndex = "DROP INDEX ";
    private const string OldTable = "DROP TABLE ";

    private static readonly string[] TableConstraints = ["PRIMARY", "UNIQUE", "FOREIGN", "CHECK", ")"];

    /// <summary>What migrations make for an engine, as people name it: <c>table events</c>, <c>column events.day</c>, <c>index events_newest</c>.</summary>
    /// <param name="migrations">The migrations, the first first.</param>
    /// <param name="engine">One of <see cref="MigrationReader"/>'s names of engines.</param>
    public static SortedSet<string> Of(IEnumerable<string> migrations, string engine)
    {
        var parts = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var migration in migrations)
        {
            var (isMine, table) = (true, "");
            foreach (var line in migration.Split('\n'))
            {
                if (line.StartsWith("-- ", StringComparison.Ordinal))
                {
                    if (line.TrimEnd() is "-- sqlite:" or "-- postgresql:" or "-- both:") isMine = line[3..].TrimEnd() is var marker && (marker == "both:" || marker == engine + ":");
                }
                else if (isMine)
                {
                    Read(line, ref table, parts);
                }
            }
        }

        return parts;
    }

    /// <summary>Fails where a store lacks a part of the version that it says it has; one look at the catalogue.</summary>
    /// <param name="session">A session with it.</param>
    /// <param name="engine">One of <see cref="MigrationReader"/>'s names of engines.</param>
    /// <param name="version">The version that it says it has, 1 or more.</param>
    /// <exception cref="StoreException">It lacks one.</exception>
    public static void Check(SqlSession session, string engine, int version)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        using (var command = session.Command(session.Dialect.PartsSql))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read()) found.Add(reader.GetString(0));
        }

        var missing = Schema.Parts(engine, version).Where(part => !found.Contains(part)).ToList();

        // What a load of very many rows has left for its end, or for whoever opens the store for writing next.
        if (missing.Count > 0 && found.Contains("column building.sql"))
        {
            var left = Building.MissingIndexes(session);
            missing.RemoveAll(part => part.StartsWith("index ", StringComparison.Ordinal) && left.Contains(part["index ".Length..]));
        }

        // With a table its columns are missing too: that goes without saying.
        var tables = missing.Where(part => part.StartsWith("table ", StringComparison.Ordinal)).Select(part => $"column {part["table ".Length..]}.").ToList();
        missing.RemoveAll(part => tables.Exists(table => part.StartsWith(table, StringComparison.Ordinal)));
        if (missing.Count > 0) throw StoreErrors.Unreleased(session.Location, missing);
    }

    private static void Read(string line, ref string table, SortedSet<string> parts)
    {
        if (Name(line, NewTable) is { } created)
        {
            table = created;
            parts.Add("table " + created);
        }
        else if (Name(line, NewVirtualTable) is { } words)
        {
            table = "";
            parts.Add("table " + words);
        }
        else if ((Name(line, NewIndex) ?? Name(line, NewUniqueIndex)) is { } index)
        {
            parts.Add("index " + index);
        }
        else if (Name(line, NewColumn) is { } changed)
        {
            const string Add = " ADD COLUMN ";
            var at = line.IndexOf(Add, StringComparison.Ordinal);
            if (at >= 0) parts.Add($"column {changed}.{FirstWord(line.AsSpan(at + Add.Length))}");
        }
        else if (Name(line, OldIndex) is { } dropped)
        {
            parts.Remove("index " + dropped);
        }
        else if (Name(line, OldTable) is { } gone)
        {
            parts.RemoveWhere(part => part == "table " + gone || part.StartsWith($"column {gone}.", StringComparison.Ordinal));
        }
        else if (table.Length > 0 && line.StartsWith("  ", StringComparison.Ordinal))
        {
            var word = FirstWord(line.AsSpan(2));
            if (word.Length > 0 && !TableConstraints.Contains(word)) parts.Add($"column {table}.{word}");
        }
        else if (line.StartsWith(')'))
        {
            table = "";
        }
    }

    private static string? Name(string line, string begin) => line.StartsWith(begin, StringComparison.Ordinal) ? FirstWord(line.AsSpan(begin.Length)) : null;

    private static string FirstWord(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(" (;,");
        return new string(end < 0 ? text : text[..end]);
    }
}
