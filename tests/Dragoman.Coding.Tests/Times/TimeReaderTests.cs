using System.Diagnostics;
using Dragoman.Records;

namespace Dragoman.Coding.Tests.Times;

/// <summary>Times as news tells them, and hostile input.</summary>
public sealed class TimeReaderTests
{
    private const string Friday = "2019-03-29";

    [Theory]
    [InlineData("The court will rule on Monday.", "2019-04-01")]
    [InlineData("The court ruled on Monday.", "2019-03-25")]
    [InlineData("He said on Thursday that talks would resume on Monday.", "2019-03-28 2019-04-01")]
    [InlineData("He won in May.", "2018-05")]
    [InlineData("He will stand in May.", "2019-05")]
    [InlineData("May said she may march in the March for Life.", "")]
    [InlineData("The third attack in two weeks hit the port.", "P2W")]
    [InlineData("Britain will expel 23 envoys, the most in more than thirty years.", "P30Y")]
    [InlineData("They killed 2000 people and 45-year-old twins.", "")]
    [InlineData("Flight 2019 landed; call 555-1234.", "")]
    [InlineData("The Sept. 11 attacks killed thousands.", "2001-09-11")]
    [InlineData("Elections fell on the fifth of Octobre and on Wednsday.", "2018-10-05 2019-03-27")]
    [InlineData("in twenty twenty-one and nineteen ninety-eight", "2021 1998")]
    [InlineData("Yesterday rose by 3.2 percent from a year earlier.", "2019-03-28 2018")]
    public void News_is_read_as_news(string text, string values) =>
        Assert.Equal(values, string.Join(' ', Read(text, Friday).Select(time => time.Value)));

    [Theory]
    [InlineData("last week", "XXXX-WXX")]
    [InlineData("on Friday", "XXXX-WXX-5")]
    [InlineData("on May 29", "XXXX-05-29")]
    [InlineData("yesterday", "XXXX-XX-XX")]
    [InlineData("in recent days", "PAST_REF")]
    [InlineData("Christmas", "XXXX-12-25")]
    public void Without_a_date_the_value_stays_open(string text, string value)
    {
        var time = Assert.Single(Read(text, null));
        Assert.Equal(value, time.Value);
        Assert.False(time.Resolved);
    }

    [Theory]
    [InlineData("twenty ")]
    [InlineData("one hundred and ")]
    [InlineData("1/1/1/")]
    [InlineData("Monday, the first Monday of the first week of the ")]
    [InlineData("5 to 5 past half past quarter to ")]
    [InlineData("99999999999999999999 weeks ago ")]
    [InlineData("in the year 999999 bc ")]
    [InlineData("March ")]
    [InlineData("9999 years from 9999-12-31 ")]
    [InlineData("\ud800 . ' -")]
    public void Hostile_repetition_is_read_in_linear_time(string piece)
    {
        var small = Measure(piece, 2_000);
        var large = Measure(piece, 16_000);

        // Eight times the text: well under the 64 of a square.
        Assert.True(large < Math.Max(small, 20) * 30, $"{small} ms, then {large} ms");
    }

    [Fact]
    public void Spans_lie_in_the_text_in_order_and_apart()
    {
        var text = string.Concat(Enumerable.Repeat("On March 3-5, 2018 at 5 p.m. EST, two weeks before Easter; every other Friday since mid-1998. ", 40));
        var last = 0;
        foreach (var time in Read(text, Friday))
        {
            Assert.InRange(time.Start, last, text.Length);
            Assert.InRange(time.End, time.Start + 1, text.Length);
            last = time.End;
        }
    }

    private static long Measure(string piece, int count)
    {
        var text = string.Concat(Enumerable.Repeat(piece, count));
        var clock = Stopwatch.StartNew();
        Read(text, Friday);
        return clock.ElapsedMilliseconds;
    }

    private static IReadOnlyList<TimeExpression> Read(string text, string? date) => TimeReader.Read(text, date, TestContext.Current.CancellationToken);
}
