using Dragoman.Tests;

namespace Dragoman.Knowledge.Tests;

/// <summary>The tables of facts keep their form: sorted, without doubles, each row with its source, every code known.</summary>
public class TableTests
{
    public static TheoryData<string> Tables => new(
        "bodies.tsv", "countries.tsv", "equipment.tsv", "governing.tsv", "naming.tsv", "offices.tsv", "peoples.tsv", "recognition.tsv", "roles.tsv", "seats.tsv",
        "territories.tsv", "titles.tsv");

    private static (string[] Header, List<string[]> Rows) Read(string table)
    {
        var lines = File.ReadAllLines(Repository.Path("data", "knowledge", table)).Where(line => line.Length > 0 && line[0] != '#').ToList();
        return (lines[0].Split('\t'), lines.Skip(1).Select(line => line.Split('\t')).ToList());
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Rows_are_sorted_and_none_stands_twice(string table)
    {
        var lines = File.ReadAllLines(Repository.Path("data", "knowledge", table)).Skip(1).ToList();
        Assert.Equal(lines.Order(StringComparer.Ordinal), lines);
        Assert.Equal(lines.Count, lines.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_row_names_its_source(string table)
    {
        var (header, rows) = Read(table);
        Assert.Equal("source", header[^1]);
        Assert.All(rows, row => Assert.NotEmpty(row[^1]));
    }

    [Theory]
    [InlineData("bodies.tsv")]
    [InlineData("offices.tsv")]
    [InlineData("roles.tsv")]
    [InlineData("seats.tsv")]
    [InlineData("peoples.tsv")]
    [InlineData("territories.tsv")]
    public void Every_sector_is_one_of_the_ontology(string table)
    {
        var (header, rows) = Read(table);
        var column = Array.IndexOf(header, "sectors");
        Assert.All(rows, row => Assert.All(
            row[column].Split([' ', '|'], StringSplitOptions.RemoveEmptyEntries),
            sector => Assert.True(Ontology.Current.Sector(sector) is { Current: true }, $"{table}: «{sector}» in {string.Join(' ', row)}")));
    }

    [Theory]
    [InlineData("bodies.tsv")]
    [InlineData("offices.tsv")]
    [InlineData("seats.tsv")]
    [InlineData("governing.tsv")]
    [InlineData("recognition.tsv")]
    [InlineData("territories.tsv")]
    public void Every_country_is_one_of_the_table_of_countries_or_international(string table)
    {
        var (header, rows) = Read(table);
        var column = Array.IndexOf(header, "country");
        var known = Read("countries.tsv").Rows.Select(row => row[0]).ToHashSet(StringComparer.Ordinal);
        Assert.All(rows.Where(row => row[column].Length > 0), row => Assert.True(
            known.Contains(row[column]) || Ontology.Current.Sector(row[column]) is { International: true }, $"{table}: {string.Join(' ', row)}"));
    }

    [Fact]
    public void Every_term_of_office_ends_after_it_begins()
    {
        var (header, rows) = Read("offices.tsv");
        var from = Array.IndexOf(header, "from");
        var until = Array.IndexOf(header, "until");
        Assert.All(rows, row =>
        {
            Assert.Matches(@"^(\d{4}(-\d\d(-\d\d)?)?)?$", row[from]);
            Assert.Matches(@"^(\d{4}(-\d\d(-\d\d)?)?)?$", row[until]);
            if (row[from].Length > 0 && row[until].Length > 0)
                Assert.True(string.CompareOrdinal(row[from], row[until]) <= 0, string.Join(' ', row));
        });
    }

    [Fact]
    public void Nobody_else_holds_a_head_of_states_office_at_the_same_time_unless_it_is_contested()
    {
        var (header, rows) = Read("offices.tsv");
        int Column(string name) => Array.IndexOf(header, name);
        var clashes =
            from one in rows
            from other in rows
            where string.CompareOrdinal(one[1], other[1]) < 0 && one[0] == other[0] && one[Column("office")] == other[Column("office")]
                && one[Column("office")] is "president" or "prime minister" or "chancellor" or "king" or "supreme leader"
                && one[0] == other[0] && other[Column("office")] == one[Column("office")]
                && one[Column("contested")] == "no" && other[Column("contested")] == "no"
                && one[Column("from")].Length == 10 && other[Column("from")].Length == 10
                && string.CompareOrdinal(one[Column("from")], End(other[Column("until")])) < 0
                && string.CompareOrdinal(other[Column("from")], End(one[Column("until")])) < 0
            select $"{one[0]} {one[Column("office")]}: {one[1]} and {other[1]}";
        Assert.Empty(clashes);

        static string End(string until) => until.Length == 0 ? "9999" : until;
    }

    [Fact]
    public void Where_offices_follow_each_other_no_term_stays_open_before_the_next()
    {
        var (header, rows) = Read("offices.tsv");
        int begins = Array.IndexOf(header, "from"), until = Array.IndexOf(header, "until"), contested = Array.IndexOf(header, "contested");
        string[] single = ["president", "prime minister", "chancellor", "foreign minister", "defence minister", "interior minister", "secretary of state", "army chief"];
        var open =
            from terms in rows.Where(row => single.Contains(row[4]) && row[contested] == "no").GroupBy(row => (row[0], row[4]))
            let inOrder = terms.OrderBy(row => row[begins], StringComparer.Ordinal).ToList()
            from i in Enumerable.Range(0, inOrder.Count - 1)
            where inOrder[i][until].Length == 0
            select string.Join(' ', inOrder[i]);
        Assert.Empty(open);
    }

    [Fact]
    public void Every_contested_claim_to_lead_a_state_has_a_rival()
    {
        var (_, rows) = Read("offices.tsv");
        var contested = rows.Where(row => row[8] == "yes").ToList();
        Assert.All(contested.Where(row => row[4] is "president" or "prime minister"), row => Assert.Contains(
            rows, other => other[0] == row[0] && other[1] != row[1] && (row[6].Length == 0 || string.CompareOrdinal(other[5], row[6]) < 0)
                && (other[6].Length == 0 || string.CompareOrdinal(row[5], other[6]) < 0)));
    }

    [Fact]
    public void Recognition_is_told_of_holders_of_contested_offices_alone()
    {
        var (_, rows) = Read("recognition.tsv");
        var contested = Read("offices.tsv").Rows.Where(row => row[8] == "yes").Select(row => (row[0], row[1])).ToHashSet();
        Assert.All(rows, row => Assert.Contains((row[0], row[1]), contested));
    }

    [Fact]
    public void Parties_that_govern_are_bodies()
    {
        var bodies = Read("bodies.tsv").Rows.Select(row => (row[0], row[2])).ToHashSet();
        Assert.All(Read("governing.tsv").Rows, row => Assert.Contains((row[0], row[1]), bodies));
    }

    [Fact]
    public void The_tables_are_as_large_as_the_documentation_says()
    {
        Assert.True(Read("offices.tsv").Rows.Count >= 2500);
        Assert.True(Read("bodies.tsv").Rows.Count >= 1300);
        Assert.True(Read("equipment.tsv").Rows.Count >= 250);
    }

    [Fact]
    public void Every_code_of_the_ontology_names_a_type_and_mode_that_exist()
    {
        Assert.Equal(16, Ontology.Current.Modes.Select(mode => mode.Type).Distinct().Count());
        Assert.All(Ontology.Current.Modes, mode => Assert.NotNull(Ontology.Current.Cameo(mode.Cameo)));
        Assert.All(
            Ontology.Current.CameoCodes.Where(code => code.Type is not null && code.Mode is not null),
            code => Assert.NotNull(Ontology.Current.Mode(code.Type!.Value, code.Mode)));
        Assert.Equal(37, Ontology.Current.Contexts.Count);
    }

    [Fact]
    public void An_appeal_and_a_root_of_violence_are_not_one_code()
    {
        Assert.NotNull(Ontology.Current.Cameo("020"));
        Assert.NotNull(Ontology.Current.Cameo("20"));
        Assert.NotEqual(Ontology.Current.Cameo("020")!.Goldstein, Ontology.Current.Cameo("20")!.Goldstein);
    }
}
