using Dragoman.Store;
using Dragoman.Stories;

namespace Dragoman.Cli.Reading;

/// <summary>Carries out what people have decided about stories, within a settlement of the store.</summary>
internal static class StoryRulings
{
    // A story is known by its latest texts.
    private const int Texts = 40;

    /// <summary>Carries out every decision that waits.</summary>
    /// <param name="settlement">The settlement.</param>
    /// <param name="board">Gives the stories as they are.</param>
    /// <param name="load">Gives a document.</param>
    /// <param name="describe">Says of a document what finding its story needs.</param>
    /// <param name="version">Takes the new version of the stories.</param>
    public static void Carry(
        Settlement settlement, Func<StoryBoard> board, Func<string, StoredDocument?> load, Func<StoredDocument, StoryDocument> describe, ref long version)
    {
        foreach (var move in settlement.StoryMoves())
        {
            var stories = board();
            var part = move.IsMerge ? Merge(settlement, stories, move) : Split(settlement, stories, move, Prepared);
            settlement.Moved(move, part);
            foreach (var state in stories.Changes().Stories) settlement.Keep(state);
            stories.KeepApart(settlement.StoriesApart());
            version = settlement.RaiseStoriesVersion();
        }

        List<PreparedStory> Prepared(IEnumerable<string> documents) => [.. documents.Select(load).OfType<StoredDocument>().Select(document => StoryFinder.Prepare(describe(document)))];
    }

    private static string Merge(Settlement settlement, StoryBoard stories, StoryMove move)
    {
        stories.Merge(move.From, move.Into!);
        if (settlement.HasStory(move.From) && settlement.HasStory(move.Into!)) settlement.MergeStories(move.From, move.Into!);
        return move.From;
    }

    private static string? Split(Settlement settlement, StoryBoard stories, StoryMove move, Func<IEnumerable<string>, List<PreparedStory>> prepare)
    {
        if (move.Documents.Count == 0) return null;

        // A story is named after the document that began it; where that name is taken, after the next.
        var id = move.Into ?? move.Documents.FirstOrDefault(document => !settlement.HasStory(document)) ?? move.Documents[0] + "-2";
        var texts = prepare(move.Documents.TakeLast(Texts));
        if (texts.Count == 0) return null;
        stories.Begin(id, texts, move.Documents.Count);
        foreach (var state in stories.Changes().Stories) settlement.Keep(state);
        foreach (var document in move.Documents) settlement.Assign(document, id);
        if (prepare(settlement.LatestOf(move.From, Texts)) is { Count: > 0 } rest) stories.Begin(move.From, rest, rest.Count);
        foreach (var state in stories.Changes().Stories) settlement.Keep(state);
        settlement.SplitStories(move.From, id);
        return id;
    }
}
