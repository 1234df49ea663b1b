using System.Globalization;
using Dragoman.Records;

namespace Dragoman.Stories.Tests;

public class StoryBoardTests
{
    [Fact]
    public void Stories_that_are_written_down_after_every_text_are_the_same()
    {
        var texts = Groups.Matters().SelectMany((matter, m) => matter.Texts.Select((text, i) => Groups.Prepare(text, string.Create(CultureInfo.InvariantCulture, $"{m}.{i}")))).ToList();
        var whole = new StoryBoard([]);
        var expected = texts.Select(whole.Add).ToList();
        var kept = new List<StoryState>();
        var found = new List<string>();
        foreach (var text in texts)
        {
            var board = new StoryBoard(kept);
            found.Add(board.Add(text));
            var (stories, merges) = board.Changes();
            kept.RemoveAll(story => merges.Any(merge => merge.Id == story.Id));
            foreach (var story in stories)
            {
                var place = kept.FindIndex(old => old.Id == story.Id);
                if (place < 0) kept.Add(story);
                else kept[place] = story;
            }
        }

        Assert.Equal(expected, found);
        Assert.Equal(texts.Count, kept.Sum(story => story.Documents));
    }

    [Fact]
    public void Matters_are_told_apart_without_learning_from_the_stream()
    {
        var right = Groups.Matters().Count(matter =>
        {
            var board = new StoryBoard([]);
            var stories = matter.Texts.Select((text, i) => board.Add(Groups.Prepare(text, i.ToString(CultureInfo.InvariantCulture)))).ToList();
            return (stories.Distinct().Count() == 1) == matter.IsSame;
        });
        Assert.True(right >= 27, $"{right} of 30 right");
    }

    [Fact]
    public void A_reprint_joins_the_story_of_its_origin_and_a_story_that_is_over_takes_none()
    {
        var board = new StoryBoard([]);
        var story = board.Add(StoryFinder.Prepare(Texts.Document("a", Texts.Dam, date: "2024-05-02")));
        Assert.Equal(story, board.AddReprint(story, null));
        Assert.Null(board.AddReprint("x", null));
        Assert.Equal(2, Assert.Single(board.Changes().Stories).Documents);
        Assert.Empty(board.Changes().Stories);
    }
}
