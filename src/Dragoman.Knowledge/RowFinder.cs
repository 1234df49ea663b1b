using Dragoman.Knowledge.Tables;

namespace Dragoman.Knowledge;

/// <summary>Finds the row of the tables that an answer comes from. Slow, for people who ask; reading does not need it.</summary>
internal static class RowFinder
{
    /// <summary>Finds the row.</summary>
    /// <param name="tables">Tables in the order in which they count, the user's own first.</param>
    /// <param name="entry">What the answer is about.</param>
    /// <param name="term">The term of office that counts; null for none.</param>
    /// <returns>Null where no row says just this.</returns>
    public static TableRow? Find(IEnumerable<LocatedTable> tables, NameEntry entry, OfficeTerm? term)
    {
        foreach (var table in tables)
        {
            for (var i = 0; i < table.Rows.Count; i++)
            {
                if (Says(table.Schema, table.Rows[i], entry, term))
                    return new TableRow(table.File, table.Lines is { } lines ? lines[i] : i + 2, table.Rows[i][^1]);
            }
        }

        return null;
    }

    private static bool Says(TableSchema schema, string[] row, NameEntry entry, OfficeTerm? term)
    {
        string Cell(string column) => row[schema.Index(column)];
        bool SameCountry() => Cell("country") == (entry.Country ?? "");
        return (entry.Kind, schema.Name) switch
        {
            (NameKind.Person, "offices") => term is not null && Cell("name") == entry.Name && Cell("country") == term.Country
                && Cell("office") == term.Office && Cell("from") == (term.From ?? ""),
            (NameKind.Body or NameKind.Media, "bodies") or (NameKind.Seat, "seats") => Cell("name") == entry.Name && SameCountry(),
            (NameKind.Role, "roles") => Cell("words") == entry.Name || Cell("plural") == entry.Name
                || (Cell("plural").Length == 0 && KnowledgeBuilder.Plural(Cell("words")) == entry.Name),
            (NameKind.People, "peoples") or (NameKind.Equipment, "equipment") => Cell("name") == entry.Name,
            (NameKind.Country or NameKind.Nationality, "countries") => Cell("name") == entry.Name && Cell("code") == entry.Country,
            (NameKind.Country or NameKind.Nationality, "territories") => Cell("name") == entry.Name && SameCountry(),
            (NameKind.Capital, "countries") => Cell("code") == entry.Country && TableFile.List(Cell("capital")).Contains(entry.Name),
            (NameKind.Capital, "territories") => SameCountry() && TableFile.List(Cell("capital")).Contains(entry.Name),
            _ => false,
        };
    }
}

/// <summary>A table with where its rows stand.</summary>
/// <param name="Schema">The table.</param>
/// <param name="File">Its file.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Lines">Line of each row, from 1; null where they follow the header without a gap.</param>
internal sealed record LocatedTable(TableSchema Schema, string File, IReadOnlyList<string[]> Rows, IReadOnlyList<int>? Lines);
