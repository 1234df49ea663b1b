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
    private readonly HashSet<(string One, string Other)> _apart = [];

    /// <summary>Makes a board.</summary>
    /// <param name="stories">The stories that take reports, in the order of their beginning.</param>
    public StoryBoard(IEnumerable<StoryState> stories)
    {
        ArgumentNullException.ThrowIfNull(stories);
        foreach (var story in stories)
        {
            var number = _stories.Restore(story.Id, Moment(story.FirstAt > 0 ? story.FirstAt : story.LastAt), Moment(story.LastAt), story.Words!.Value.Span);
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
        if (_stories.Twin(number) is >= 0 and var twin && !_apart.Contains((_stories.IdOf(number)!, _stories.IdOf(twin)!)))
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

    /// <summary>Keeps two stories from being joined: somebody has split them.</summary>
    /// <param name="pairs">Ids of stories.</param>
    public void KeepApart(IEnumerable<(string One, string Other)> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        _apart.Clear();
        foreach (var (one, other) in pairs)
        {
            _apart.Add((one, other));
            _apart.Add((other, one));
        }
    }

    /// <summary>Makes one story of two, because somebody says so.</summary>
    /// <param name="from">Id of the one that ends.</param>
    /// <param name="into">Id of the one that goes on.</param>
    public void Merge(string from, string into)
    {
        if (!_numbers.TryGetValue(from, out var ended)) return;
        if (!_numbers.TryGetValue(into, out var number))
        {
            _stories.End(ended);
            _states.Remove(ended);
            _changed.Remove(ended);
            return;
        }

        _stories.Merge(number, ended, keepFirst: true);
        if (!_states.Remove(ended, out var state)) return;
        _numbers[from] = number;
        _states[number] = _states[number] with
        {
            Documents = _states[number].Documents + state.Documents,
            FirstAt = First(_states[number].FirstAt, state.FirstAt),
            LastAt = Math.Max(_states[number].LastAt, state.LastAt),
        };
        _changed.Remove(ended);
        _changed.Add(number);
    }

    /// <summary>Gives a story the words of some texts and no others: it is new, or a part has left it.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="texts">The texts, earliest first, at least one.</param>
    /// <param name="documents">Number of its documents.</param>
    public void Begin(string id, IReadOnlyList<PreparedStory> texts, int documents)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfZero(texts.Count);
        if (_numbers.TryGetValue(id, out var before) && _states.Remove(before))
        {
            _stories.End(before);
            _changed.Remove(before);
        }

        var number = _stories.Begin(id, [.. texts.Select(text => (text.Document.Published, text.Terms, text.Names))]);
        var published = texts.Select(text => text.Document.Published is { } moment ? moment.Ticks / TimeSpan.TicksPerSecond : 0).Where(at => at > 0).ToList();
        _states[number] = new StoryState
        {
            Id = id,
            Title = texts[0].Document.Title,
            Documents = documents,
            FirstAt = published.Count == 0 ? 0 : published.Min(),
            LastAt = published.Count == 0 ? 0 : published.Max(),
        };
        _numbers[id] = number;
        _changed.Add(number);
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
