using Dragoman.Tests;

namespace Dragoman.Knowledge.Tests;

/// <summary>What the tables answer when they are asked.</summary>
public class LookUpTests
{
    private static NameEntry[] Find(string phrase) => KnowledgeBase.Default.Find(KnowledgeBase.Fold(phrase));

    [Theory]
    [InlineData("Chile", "CHL")]
    [InlineData("Chilean", "CHL")]
    [InlineData("Chileans", "CHL")]
    [InlineData("the Kremlin", null)]
    [InlineData("Kremlin", "RUS")]
    [InlineData("Downing Street", "GBR")]
    [InlineData("Côte d'Ivoire", "CIV")]
    [InlineData("United Nations", "UNO")]
    [InlineData("European Commission", "EUR")]
    [InlineData("a word that is none", null)]
    public void A_name_finds_its_country_or_body(string phrase, string? code)
    {
        var found = Find(phrase);
        if (code is null) Assert.Empty(found);
        else Assert.Contains(found, entry => entry.Country == code);
    }

    [Theory]
    [InlineData("soldiers", "MIL")]
    [InlineData("protesters", "CVL")]
    [InlineData("lawmakers", "LEG")]
    [InlineData("police", "COP")]
    [InlineData("insurgents", "REB")]
    [InlineData("gunmen", "UAF")]
    public void A_common_noun_finds_its_sector(string noun, string sector) =>
        Assert.Contains(Find(noun), entry => entry.Sectors.Contains(sector));

    [Theory]
    [InlineData("Angela Merkel", "2015-06-01", true)]
    [InlineData("Angela Merkel", "2023-06-01", false)]
    [InlineData("Emmanuel Macron", "2019-01-01", true)]
    [InlineData("Emmanuel Macron", "2010-01-01", false)]
    public void An_office_is_held_on_the_days_of_its_term_alone(string name, string day, bool held) =>
        Assert.Equal(held, Find(name).SelectMany(entry => entry.Offices).Any(office => office.Covers(day)));

    [Fact]
    public void Case_and_accents_do_not_matter_for_folding_twice() =>
        Assert.Equal(KnowledgeBase.Fold("CÔTE d’Ivoire"), KnowledgeBase.Fold(KnowledgeBase.Fold("CÔTE d’Ivoire")));

    [Fact]
    public void A_users_own_table_adds_to_those_built_in()
    {
        using var folder = new TemporaryFolder();
        folder.Write("bodies.tsv", "name\tvariants\tcountry\tsectors\tkind\tsource\nHarbour Council of Suva\t\tFJI\tGOV\tbody\tours\n");
        var knowledge = KnowledgeBase.Load(folder.Path);
        Assert.Contains(knowledge.Find(KnowledgeBase.Fold("Harbour Council of Suva")), entry => entry.Country == "FJI");
        Assert.Contains(knowledge.Find(KnowledgeBase.Fold("Chile")), entry => entry.Country == "CHL");
        Assert.Empty(Find("Harbour Council of Suva"));
    }
}
