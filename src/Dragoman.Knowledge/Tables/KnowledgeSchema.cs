namespace Dragoman.Knowledge.Tables;

/// <summary>
/// The tables of <c>data/knowledge/</c>: <b>the one place that says which tables and columns there are</b>. To add a column, add it here and
/// read it in <see cref="KnowledgeBuilder"/>; to add a table, add its schema to <see cref="All"/> and a line to
/// <see cref="KnowledgeBuilder.Build"/>. The build checks every cell, and so does <c>--knowledge</c>.
/// </summary>
internal static class KnowledgeSchema
{
    private static readonly Column Source = new("source", CellKind.Text, true);

    public static readonly TableSchema Countries = new(
        "countries",
        ["code"],
        new Column("code", CellKind.Text, true),
        new Column("name", CellKind.Text, true),
        new Column("variants", CellKind.List),
        new Column("adjectives", CellKind.List),
        new Column("singular", CellKind.List),
        new Column("plural", CellKind.List),
        new Column("capital", CellKind.List),
        new Column("capital_acts", CellKind.YesNo),
        Source);

    public static readonly TableSchema Bodies = new(
        "bodies",
        ["name", "country"],
        new Column("name", CellKind.Text, true),
        new Column("variants", CellKind.List),
        new Column("country", CellKind.Country),
        new Column("sectors", CellKind.Sectors),
        new Column("kind", CellKind.Text, true),
        Source);

    public static readonly TableSchema Seats = new(
        "seats",
        ["name", "country"],
        new Column("name", CellKind.Text, true),
        new Column("variants", CellKind.List),
        new Column("country", CellKind.Country, true),
        new Column("sectors", CellKind.Sectors),
        Source);

    public static readonly TableSchema Offices = new(
        "offices",
        ["country", "name", "office", "from"],
        new Column("country", CellKind.Country, true),
        new Column("name", CellKind.Text, true),
        new Column("variants", CellKind.List),
        new Column("alone", CellKind.List),
        new Column("office", CellKind.Text, true),
        new Column("from", CellKind.Date),
        new Column("until", CellKind.Date),
        new Column("sectors", CellKind.Sectors),
        new Column("contested", CellKind.YesNo),
        Source);

    public static readonly TableSchema Roles = new(
        "roles",
        ["words"],
        new Column("words", CellKind.Text, true),
        new Column("sectors", CellKind.Sectors),
        new Column("kind", CellKind.Choice, true, "person", "organization", "group"),
        Source);

    /// <summary>Every table, in the order in which their phrases are entered.</summary>
    public static readonly TableSchema[] All = [Countries, Bodies, Seats, Offices, Roles];

    /// <summary>The table of a name; null for none.</summary>
    public static TableSchema? Find(string name) => Array.Find(All, schema => schema.Name == name);
}
