using Dragoman.Tests;

namespace Dragoman.Knowledge.Tests;

/// <summary>Who a name stands for on a day.</summary>
public class WhoTests
{
    [Theory]
    [InlineData("Sergei Lavrov", "2019-03-29", "RUSGOV", "foreign minister")]
    [InlineData("Angela Merkel", "2023-06-01", "DEUELI", "chancellor")]
    [InlineData("Juan Guaidó", "2019-03-29", "VENLEGOPP", "interim president")]
    [InlineData("President Moon", "2018-06-01", "KORGOV", "president")]
    [InlineData("Jens Stoltenberg", "2010", "NORGOV", "prime minister")]
    [InlineData("President Komsic", "2020-01-01", "BIHGOV", "member of the presidency")]
    [InlineData("Governor Gladkov", "2023-06-01", "RUSGOV", "governor of belgorod")]
    [InlineData("Keith Mitchell", "2000-01-01", "GRDGOV", "prime minister")]
    public void The_office_of_the_day_counts(string name, string date, string code, string office)
    {
        var first = WhoLookUp.Find(KnowledgeBase.Default, name, date)[0];
        Assert.Equal(code, first.Code);
        Assert.Equal(office, first.Term!.Office);
        Assert.NotEmpty(first.Reason);
    }

    [Theory]
    [InlineData("SA-21 Growler", "S-400")]
    [InlineData("Tu-95 Bear", "Tupolev Tu-95")]
    public void The_word_of_the_NATO_name_stands_behind_the_others(string name, string equipment) =>
        Assert.Equal(equipment, WhoLookUp.Find(KnowledgeBase.Default, name, null)[0].Entry.Name);

    [Theory]
    [InlineData("Conservative Party", "2005-01-01", "GBRPTYOPP")]
    [InlineData("Conservative Party", "2015-01-01", "GBRPTYGOV")]
    [InlineData("Scottish National Party", "2015-01-01", "GBRPTYOPP")]
    public void A_party_governs_on_some_days(string name, string date, string code) =>
        Assert.Equal(code, WhoLookUp.Find(KnowledgeBase.Default, name, date)[0].Code);

    [Theory]
    [InlineData("Sergei Lavrov", "2019-03-29", "offices")]
    [InlineData("IDF", "2019-03-29", "bodies")]
    [InlineData("Downing Street", "2019-03-29", "seats")]
    [InlineData("Moscow", "2019-03-29", "countries")]
    [InlineData("Kurds", "2019-03-29", "peoples")]
    [InlineData("S-300", "2019-03-29", "equipment")]
    [InlineData("soldiers", "2019-03-29", "roles")]
    public void An_answer_names_the_line_of_its_row(string name, string date, string table)
    {
        var candidate = WhoLookUp.Find(KnowledgeBase.Default, name, date)[0];
        var row = KnowledgeBase.Default.RowOf(candidate.Entry, candidate.Term);
        Assert.Equal($"data/knowledge/{table}.tsv", row!.File);
        var cells = File.ReadAllLines(Repository.Path("data", "knowledge", table + ".tsv"))[row.Line - 1];
        Assert.Contains(table == "roles" ? name[..4] : candidate.Entry.Name, cells, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("from memory", row.Source);
    }

    [Fact]
    public void A_row_of_a_users_own_table_is_named_by_its_file_and_line()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "bodies.tsv");
            File.WriteAllText(path, "# ours\nname\tvariants\tcountry\tsectors\tkind\tfrom\tuntil\tsource\n\nHarbour Council\t\tFJI\tGOV\tministry\t\t\ta letter\n");
            var knowledge = KnowledgeBase.Load(folder.FullName);
            Assert.Empty(knowledge.Problems);
            Assert.Equal(new TableRow(path, 4, "a letter"), knowledge.RowOf(WhoLookUp.Find(knowledge, "Harbour Council", null)[0].Entry, null));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_contested_claim_says_who_recognised_it()
    {
        var claim = WhoLookUp.Find(KnowledgeBase.Default, "Juan Guaido", "2019-03-29")[0];
        Assert.True(claim.Term!.Contested);
        Assert.Contains(claim.Term.RecognizedBy, recognition => recognition.By == "USA");
    }

    [Fact]
    public void An_unknown_name_is_not_guessed() => Assert.Empty(WhoLookUp.Find(KnowledgeBase.Default, "Nobody of that name", null));

    [Theory]
    [InlineData("2019", "2020-12", true)]
    [InlineData("2019", "2021-01", false)]
    [InlineData("2019-05", "2019", true)]
    public void An_end_that_is_a_year_lies_at_its_end(string from, string date, bool covers) =>
        Assert.Equal(covers, new OfficeTerm("office", "FJI", [], from, "2020", false).Covers(date));
}
