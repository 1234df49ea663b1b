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
    public void The_office_of_the_day_counts(string name, string date, string code, string office)
    {
        var first = WhoLookUp.Find(KnowledgeBase.Default, name, date)[0];
        Assert.Equal(code, first.Code);
        Assert.Equal(office, first.Term!.Office);
        Assert.NotEmpty(first.Reason);
    }

    [Theory]
    [InlineData("Conservative Party", "2005-01-01", "GBRPTYOPP")]
    [InlineData("Conservative Party", "2015-01-01", "GBRPTYGOV")]
    [InlineData("Scottish National Party", "2015-01-01", "GBRPTYOPP")]
    public void A_party_governs_on_some_days(string name, string date, string code) =>
        Assert.Equal(code, WhoLookUp.Find(KnowledgeBase.Default, name, date)[0].Code);

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
