using Dragoman.Stories.Happenings;

namespace Dragoman.Stories.Tests;

public class PairTests(ITestOutputHelper output)
{
    [Fact]
    public void Reports_of_one_happening_are_told_from_reports_of_two()
    {
        var pairs = Pairs.All();
        var right = 0;
        foreach (var pair in pairs)
        {
            var (one, other) = (new PreparedReport(pair.One), new PreparedReport(pair.Other));
            var relation = ReportMatcher.Compare(one, other);
            Assert.Equal(relation, ReportMatcher.Compare(other, one));
            if (relation == pair.Relation) right++;
            else output.WriteLine($"{pair.Name}: {relation}, not {pair.Relation} ({ReportMatcher.Score(one, other, out _, out _):0.00}): {pair.One.Sentence} | {pair.Other.Sentence}");
        }

        output.WriteLine($"{right} of {pairs.Count} right");
        Assert.True(pairs.Count >= 200);
        Assert.True(right >= pairs.Count * 0.9, $"{right} of {pairs.Count} right");
    }
}
