using Dragoman.Records;
using Dragoman.Store;
using Dragoman.Stories;

namespace Dragoman.Cli.Reading;

/// <summary>
/// What a text had held together is looked at again when the text turns out to be somebody else's, or was replaced by a newer version: the reprint goes to its origin's
/// story, and a story that only it held together is divided. What is done stands in the history of each story; what people have decided is left as it is.
/// </summary>
internal static class StoryMending
{
    // A story is looked at by its latest texts, as when it is divided by hand.
    private const int Texts = 40;

    /// <summary>Looks at the stories of documents that are settled.</summary>
    /// <param name="settlement">The settlement; the documents have their stories.</param>
    /// <param name="board">Gives the stories as they are.</param>
    /// <param name="prepare">Reads documents for their stories, in the order given; those that are gone are left out.</param>
    /// <returns>Whether anything was changed.</returns>
    public static bool Carry(Settlement settlement, Func<StoryBoard> board, Func<IEnumerable<string>, List<PreparedStory>> prepare)
    {
        var loose = new List<string>();
        var changed = false;
        foreach (var id in settlement.Documents)
        {
            if (settlement.StoryOf(id) is not { } story || loose.Contains(story)) continue;
            if (settlement.IsSuperseded(id))
            {
                loose.Add(story);
            }
            else if (settlement.ReuseOf(id) is { Kind: ReuseKind.Reprint, Origin: { } origin } && origin != id && settlement.StoryOf(origin) is { } home && home != story
                && !settlement.IsRuled(story) && !settlement.IsRuled(home))
            {
                changed = true;
                if (GoHome(settlement, board(), id, story, home)) loose.Add(story);
            }
        }

        foreach (var story in loose.Where(story => !settlement.IsRuled(story))) changed |= Divide(settlement, board, story, prepare);
        return changed;
    }

    /// <summary>Brings a reprint into the story of its origin. Where nothing but reprints is left behind, the stories are one.</summary>
    /// <returns>Whether the story that it left goes on.</returns>
    private static bool GoHome(Settlement settlement, StoryBoard stories, string id, string story, string home)
    {
        if (settlement.LatestOf(story, 1).Count == 0)
        {
            stories.Merge(story, home);
            foreach (var state in stories.Changes().Stories) settlement.Keep(state);
            settlement.MergeStories(story, home);
            return false;
        }

        settlement.Move(id, home);
        stories.AddReprint(home, null);
        foreach (var state in stories.Changes().Stories) settlement.Keep(state);
        settlement.SplitStories(story, home);
        return true;
    }

    /// <summary>Reads a story's texts anew, without what has left it; parts that nothing holds together any more are stories of their own.</summary>
    private static bool Divide(Settlement settlement, Func<StoryBoard> board, string story, Func<IEnumerable<string>, List<PreparedStory>> prepare)
    {
        var texts = prepare(settlement.LatestOf(story, Texts));
        if (texts.Count < 2) return false;
        var groups = Groups(texts);
        if (groups.Count < 2) return false;
        var stories = board();

        // The part with the text that the story is named after goes on, else the first.
        var own = groups.FindIndex(group => group.Exists(text => text.Document.Id == story));
        var kept = groups[Math.Max(0, own)];
        foreach (var part in groups.Where(group => group != kept))
        {
            var name = part.Select(text => text.Document.Id).FirstOrDefault(id => !settlement.HasStory(id)) ?? part[0].Document.Id + "-2";
            stories.Begin(name, part, part.Count);
            foreach (var state in stories.Changes().Stories) settlement.Keep(state);
            foreach (var text in part) settlement.Move(text.Document.Id, name);
            settlement.SplitStories(story, name);
        }

        stories.Begin(story, kept, kept.Count);
        foreach (var state in stories.Changes().Stories) settlement.Keep(state);

        // Counted in the store, where reprints and older texts are too.
        settlement.CountStory(story);
        return true;
    }

    private static List<List<PreparedStory>> Groups(List<PreparedStory> texts)
    {
        var alone = new StoryBoard([]);
        var storyOf = texts.Select(alone.Add).ToList();
        var into = alone.Changes().Merges.ToDictionary(merge => merge.Id, merge => merge.Into);
        string Now(string id)
        {
            while (into.TryGetValue(id, out var next)) id = next;
            return id;
        }

        return [.. texts.Zip(storyOf).GroupBy(pair => Now(pair.Second), pair => pair.First).Select(group => group.ToList())];
    }
}
