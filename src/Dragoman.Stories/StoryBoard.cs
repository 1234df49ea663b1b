using Dragoman.Records;
using Dragoman.Stories.Matters;

namespace Dragoman.Stories;

/// <summary>
/// Groups the texts of a store by matter, batch after batch, from one run of the program to the next: what it knows of a story is written down with it. How rare a word is comes from the
/// order of English words alone, so that where a run ended makes no difference.
/// </summary>
public sealed class StoryBoard
{
    private readonly StoryClusters _stories = new(learns: false);
    private readonly Dictionary<int, StoryState> _states = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly HashSet<int> _changed = [];
    private readonly List<(string Id, string Into)> _merges = [];

    /// <summary>Makes a board.</summary>
    /// <param name="stories">The stories that take reports, in the order of their beginning.</param>
    public StoryBoard(IEnumerable<StoryState> stories)
    {
        ArgumentNullException.ThrowIfNull(stories);
        foreach (var story in stories)
        {
            var number = _stories.Restore(story.Id, Moment(story.LastAt), story.Words!.Value.Span);
            _states[number] = story;
            _numbers[story.Id] = number;
        }
    }

    /// <summary>Finds a text's story, or begins one.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The story's id.</returns>
    public string Add(PreparedStory text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var document = text.Document;
        var number = _stories.Add(document.Id, document.Published, text.Terms, text.Names);
        if (_stories.Twin(number) is >= 0 and var twin)
        {
            var (into, ended) = _stories.Merge(number, twin);
            if (_states.Remove(ended, out var state))
            {
                _merges.Add((state.Id, _states[into].Id));
                _numbers[state.Id] = into;
                _states[into] = _states[into] with
                {
                    Documents = _states[into].Documents + state.Documents,
                    FirstAt = First(_states[into].FirstAt, state.FirstAt),
                    LastAt = Math.Max(_states[into].LastAt, state.LastAt),
                };
            }

            _changed.Remove(ended);
            number = into;
        }

        if (!_states.TryGetValue(number, out var story)) story = new StoryState { Id = document.Id, Title = document.Title };
        Grow(number, story, document.Published);
        return story.Id;
    }

    /// <summary>Adds a reprint to the story of its origin.</summary>
    /// <param name="story">Id of the story.</param>
    /// <param name="published">When the reprint was published; null where unknown.</param>
    /// <returns>The story's id; null where it takes no more reports.</returns>
    public string? AddReprint(string story, DateTime? published)
    {
        if (!_numbers.TryGetValue(story, out var number)) return null;
        _stories.Touch(number, published);
        Grow(number, _states[number], published);
        return _states[number].Id;
    }

    /// <summary>What has changed since this was asked last: stories as they are now, and those that turned out to be others.</summary>
    public (IReadOnlyList<StoryState> Stories, IReadOnlyList<(string Id, string Into)> Merges) Changes()
    {
        var stories = _changed.Order().Where(number => _stories.IdOf(number) is not null).Select(number => _states[number] = _states[number] with { Words = _stories.Write(number) }).ToList();
        var merges = _merges.ToList();
        _changed.Clear();
        _merges.Clear();
        return (stories, merges);
    }

    private void Grow(int number, StoryState story, DateTime? published)
    {
        var at = published is { } moment ? moment.Ticks / TimeSpan.TicksPerSecond : 0;
        _states[number] = story with { Documents = story.Documents + 1, FirstAt = First(story.FirstAt, at), LastAt = Math.Max(story.LastAt, at) };
        _numbers[story.Id] = number;
        _changed.Add(number);
    }

    private static long First(long one, long other) => one == 0 ? other : other == 0 ? one : Math.Min(one, other);

    private static DateTime Moment(long seconds) => new(seconds * TimeSpan.TicksPerSecond, DateTimeKind.Utc);
}
