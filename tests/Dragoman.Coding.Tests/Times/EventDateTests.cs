using Dragoman.Records;

namespace Dragoman.Coding.Tests.Times;

/// <summary>Which time an event takes, how exact it is, and where it comes from.</summary>
public sealed class EventDateTests
{
    private const string Report = "2019-03-29";

    [Theory]
    [InlineData("Chile condemned Peru on Monday.", "2019-03-25", DatePrecision.Day)]
    [InlineData("On Monday Chile condemned Peru.", "2019-03-25", DatePrecision.Day)]
    [InlineData("Chile condemned Peru last week.", "2019-03-18/2019-03-24", DatePrecision.Range)]
    [InlineData("Chile condemned Peru in November.", "2018-11", DatePrecision.Month)]
    [InlineData("Chile condemned Peru in 2018.", "2018", DatePrecision.Year)]
    [InlineData("Chile condemned Peru in the third quarter of 2018.", "2018-07-01/2018-09-30", DatePrecision.Range)]
    [InlineData("Chile condemned Peru in the 1990s.", "1990/1999", DatePrecision.Range)]
    [InlineData("Chile condemned Peru two years ago.", "2017", DatePrecision.Year)]
    [InlineData("Chile condemned Peru.", "2019-03-29", DatePrecision.Day)]
    public void A_done_act_has_the_time_of_its_clause(string text, string date, DatePrecision precision)
    {
        var made = Assert.Single(Reading.Code(text, Report).Events);
        Assert.Equal(date, made.Date);
        Assert.Equal(precision, made.DatePrecision);
    }

    [Theory]
    [InlineData("Chile condemned the 2015 invasion of Peru.")]
    [InlineData("Chile condemned Peru and its plan to stay until July.")]
    [InlineData("Chile condemned Peru, which will hold a vote on Sunday.")]
    public void A_time_of_another_thing_is_not_that_of_the_act(string text) =>
        Assert.Contains(Reading.Code(text, Report).Events, made => made.Type == EventType.Accuse && made.Date == Report && made.DateFrom == DateOrigin.Document);

    [Theory]
    [InlineData("Chile condemned Peru on Monday.")]
    [InlineData("Chile condemned Peru last week.")]
    [InlineData("Chile condemned Peru in November.")]
    public void Without_a_date_of_the_report_nothing_is_reckoned(string text) =>
        Assert.All(Reading.Code(text).Events, made => Assert.Null(made.Date));

    [Fact]
    public void A_vague_past_leaves_the_day_open()
    {
        var made = Assert.Single(Reading.Code("In recent days Chile condemned Peru.", Report).Events);
        Assert.Null(made.Date);
        Assert.NotNull(made.DateFrom);
    }

    [Theory]
    [InlineData("Chile condemned Peru on April 2.")]
    [InlineData("Chile condemned Peru on Saturday.")]
    [InlineData("Chile condemned Peru in December.")]
    public void A_done_act_is_never_dated_behind_its_report(string text) =>
        Assert.All(Reading.Code(text, Report).Events, made => Assert.True(string.CompareOrdinal(made.Date, Report) <= 0));

    [Theory]
    [InlineData("LIMA/QUITO, March 28, 2019 — Chile condemned Peru on Monday.", "2019-03-25")]
    [InlineData("LIMA, March 28, 2019 (AAN) - Chile condemned Peru.", "2019-03-28")]
    public void A_dateline_dates_a_text_without_metadata(string text, string date) =>
        Assert.Contains(Reading.Code(text).Events, made => made.Type == EventType.Accuse && made.Date == date);
}
