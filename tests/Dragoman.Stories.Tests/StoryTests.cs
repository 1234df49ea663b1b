namespace Dragoman.Stories.Tests;

public class StoryTests
{
    [Fact]
    public void Two_reports_of_one_matter_share_a_story_and_others_do_not()
    {
        using var finder = new StoryFinder();
        var first = finder.Add(StoryFinder.Prepare(Texts.Document("a", Texts.Dam, date: "2024-05-02")));
        var other = finder.Add(StoryFinder.Prepare(Texts.Document("b", Texts.Tally, date: "2024-05-02")));
        var second = finder.Add(StoryFinder.Prepare(Texts.Document("c", Texts.OtherDam, date: "2024-05-03")));
        Assert.Equal(("a", "b", "a"), (first.Story, other.Story, second.Story));
    }

    [Fact]
    public void A_story_without_reports_for_months_takes_no_more()
    {
        using var finder = new StoryFinder();
        finder.Add(StoryFinder.Prepare(Texts.Document("a", Texts.Dam, date: "2024-05-02")));
        var late = finder.Add(StoryFinder.Prepare(Texts.Document("b", Texts.OtherDam, date: "2024-09-20")));
        Assert.Equal("b", late.Story);
    }

    [Fact]
    public void A_reprint_belongs_to_the_story_of_its_origin()
    {
        using var finder = new StoryFinder();
        finder.Add(StoryFinder.Prepare(Texts.Document("a", Texts.Dam)));
        Assert.Equal("a", finder.Add(StoryFinder.Prepare(Texts.Document("b", Texts.Damage(Texts.Dam, 30)))).Story);
    }

    [Fact]
    public void The_tables_are_sorted_and_without_doubles()
    {
        foreach (var table in new[] { "changing-words.tsv", "common-words.tsv", "word-ranks.tsv" })
        {
            var words = StoryTables.Rows(table).Select(row => row[0]).ToArray();
            Assert.Equal(words.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), words);
        }
    }
}
