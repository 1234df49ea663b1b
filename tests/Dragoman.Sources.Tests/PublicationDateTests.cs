using CsCheck;
using Dragoman.Dates;

namespace Dragoman.Tests;

public sealed class PublicationDateTests
{
    [Theory]
    [InlineData("2019-03-29", "2019-03-29")]
    [InlineData(" 2019-03-29 ", "2019-03-29")]
    [InlineData("2019-03", "2019-03")]
    [InlineData("2019", "2019")]
    [InlineData("20190329", "2019-03-29")]
    [InlineData("2019/3/9", "2019-03-09")]
    [InlineData("2019-03-29T12:30:45Z", "2019-03-29T12:30:45+00:00")]
    [InlineData("2019-03-29T12:30:45.123456+0200", "2019-03-29T12:30:45+02:00")]
    [InlineData("2019-03-29 12:30", "2019-03-29T12:30:00")]
    [InlineData("2019-03-29T12:30:45-05:00", "2019-03-29T12:30:45-05:00")]
    [InlineData("Fri, 29 Mar 2019 12:30:45 GMT", "2019-03-29T12:30:45+00:00")]
    [InlineData("Fri, 9 Mar 2019 5:30 EST", "2019-03-09T05:30:00-05:00")]
    [InlineData("29 Mar 19 12:30:45 CET", "2019-03-29T12:30:45+01:00")]
    [InlineData("Fri, 29 Mar 2019 12:30:45 +0330", "2019-03-29T12:30:45+03:30")]
    [InlineData("Fri, 29 Mar 2019 12:30:45 XYZ", "2019-03-29T12:30:45")]
    [InlineData("March 29, 2019", "2019-03-29")]
    [InlineData("29 March 2019", "2019-03-29")]
    [InlineData("Friday, March 29th, 2019 at 4:05 p.m. EDT", "2019-03-29T16:05:00-04:00")]
    [InlineData("Sept. 5, 2019", "2019-09-05")]
    [InlineData("12:00 am", null)]
    [InlineData("March 29, 2019 12:10 AM", "2019-03-29T00:10:00")]
    [InlineData("2019-02-30", null)]
    [InlineData("2019-13-01", null)]
    [InlineData("0001-01-01", null)]
    [InlineData("yesterday", null)]
    [InlineData("31 April 2019", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_date_is_read_or_is_none(string? value, string? expected)
    {
        Assert.Equal(expected is not null, PublicationDate.TryParse(value, out var date));
        Assert.Equal(expected, date);
    }

    [Theory]
    [InlineData("The minister speaks in Brussels on July 12, 2018. More was said.", "2018-07-12")]
    [InlineData("In this 3 May 2017 photo, ships leave.", "2017-05-03")]
    [InlineData("File 2016-11-08, a polling place", "2016-11-08")]
    [InlineData("In May 2017 they left; 12 people stayed.", null)]
    [InlineData("Sat 12 of them", null)]
    public void The_first_whole_day_in_a_text_is_found(string text, string? day) => Assert.Equal(day, PublicationDate.FindDay(text));

    [Fact]
    public void No_string_makes_it_throw_or_guess_an_ancient_year() => Check.Sample(
        Gen.String[Gen.Char["0123456789-/:. TZ+,MarchFidaypm\u2013é"], 0, 30],
        text =>
        {
            PublicationDate.FindDay(text);
            return !PublicationDate.TryParse(text, out var date) || string.CompareOrdinal(date, "1600") >= 0;
        });
}
