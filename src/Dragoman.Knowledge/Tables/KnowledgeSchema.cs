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
        new Column("from", CellKind.Date),
        new Column("until", CellKind.Date),
        Source);

    public static readonly TableSchema Equipment = new(
        "equipment",
        ["name"],
        new Column("name", CellKind.Text, true),
        new Column("variants", CellKind.List),
        new Column("kind", CellKind.Text, true),
        new Column("makers", CellKind.Countries),
        new Column("nato", CellKind.Text),
        Source);

    public static readonly TableSchema Governing = new(
        "governing",
        ["party", "country", "from"],
        new Column("party", CellKind.Text, true),
        new Column("country", CellKind.Country, true),
        new Column("governs", CellKind.YesNo, true),
        new Column("from", CellKind.Date),
        new Column("until", CellKind.Date),
        Source);

    public static readonly TableSchema Peoples = new(
        "peoples",
        ["name", "country"],
        new Column("name", CellKind.Text, true),
        new Column("variants", CellKind.List),
        new Column("adjectives", CellKind.List),
        new Column("singular", CellKind.List),
        new Column("plural", CellKind.List),
        new Column("country", CellKind.Country),
        new Column("sectors", CellKind.Sectors, true),
        new Column("kind", CellKind.Choice, true, "ethnic", "religious"),
        Source);

    public static readonly TableSchema Recognition = new(
        "recognition",
        ["country", "holder", "by", "from"],
        new Column("country", CellKind.Country, true),
        new Column("holder", CellKind.Text, true),
        new Column("by", CellKind.Country, true),
        new Column("from", CellKind.Date, true),
        new Column("until", CellKind.Date),
        Source);

    public static readonly TableSchema Territories = new(
        "territories",
        ["name", "country"],
        new Column("name", CellKind.Text, true),
        new Column("variants", CellKind.List),
        new Column("adjectives", CellKind.List),
        new Column("singular", CellKind.List),
        new Column("plural", CellKind.List),
        new Column("capital", CellKind.List),
        new Column("capital_acts", CellKind.YesNo),
        new Column("country", CellKind.Country, true),
        new Column("sectors", CellKind.Sectors),
        new Column("status", CellKind.Choice, true, "dependency", "disputed", "former", "region"),
        new Column("from", CellKind.Date),
        new Column("until", CellKind.Date),
        Source);

    public static readonly TableSchema Titles = new(
        "titles",
        ["office"],
        new Column("office", CellKind.Text, true),
        new Column("titles", CellKind.List, true),
        Source);

    public static readonly TableSchema Naming = new(
        "naming",
        ["word", "kind"],
        new Column("word", CellKind.Text, true),
        new Column("kind", CellKind.Choice, true, "family-first", "style", "suffix"),
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
        new Column("plural", CellKind.Text),
        new Column("sectors", CellKind.Sectors),
        new Column("kind", CellKind.Choice, true, "person", "organization", "group", "equipment"),
        Source);

    /// <summary>Every table, in the order in which their phrases are entered.</summary>
    public static readonly TableSchema[] All = [Countries, Territories, Bodies, Governing, Seats, Titles, Naming, Recognition, Offices, Roles, Peoples, Equipment];

    /// <summary>The table of a name; null for none.</summary>
    public static TableSchema? Find(string name) => Array.Find(All, schema => schema.Name == name);
}
