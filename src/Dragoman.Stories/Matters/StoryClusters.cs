using System.Runtime.InteropServices;

namespace Dragoman.Stories.Matters;

/// <summary>
/// Groups texts by the matter that they are about, one after another: a text joins the story whose words are most like its own, or begins a
/// story. A story's words follow its newest reports, and a story without reports for <see cref="LifeDays"/> days takes no more. The id of a story is the id of its
/// first text and stays. The same texts in the same order give the same stories.
/// </summary>
internal sealed class StoryClusters
{
    /// <summary>Days without a report after which a story is over.</summary>
    public const int LifeDays = 30;

    private const int TermsOfText = 48;
    private const int TermsOfStory = 96;
    private const int KeysOfStory = 24;
    private const int MaxStoriesOfTerm = 512;
    private const float Likeness = 0.30f;
    private const float HalfLifeDays = 12;
    private const int NamesOfStory = 200;
    private const float Nameless = 0.6f;

    private readonly Dictionary<uint, int> _documents = [];
    private readonly Dictionary<uint, List<int>> _index = [];
    private readonly List<Story?> _stories = [];
    private readonly Dictionary<int, float> _scores = [];
    private DateTime _newest;
    private int _count;

    /// <summary>Stories that are not over.</summary>
    public int Live => _stories.Count(story => story is not null);

    /// <summary>Finds a text's story, or begins one.</summary>
    /// <param name="id">The text's id.</param>
    /// <param name="published">When it was published; null: with the newest text until now.</param>
    /// <param name="counts">Its words, as <see cref="TermCounter"/> counts them.</param>
    /// <param name="names">Those of its words that are written as names.</param>
    /// <returns>The story's number.</returns>
    public int Add(string id, DateTime? published, Dictionary<uint, float> counts, HashSet<uint> names)
    {
        var date = published ?? _newest;
        if (date > _newest) _newest = date;
        _count++;
        foreach (var term in counts.Keys) CollectionsMarshal.GetValueRefOrAddDefault(_documents, term, out _)++;
        var vector = Weigh(counts);
        var story = Closest(vector, names, date);
        if (story < 0)
        {
            story = _stories.Count;
            _stories.Add(new Story(id, date));
        }

        Join(story, vector, names, date);
        return story;
    }

    /// <summary>Lets a reprint keep its story alive without giving its words twice.</summary>
    public void Touch(int story, DateTime? published)
    {
        if (_stories[story] is { } live && published is { } date && date > live.Last) live.Last = date;
    }

    private (uint Term, float Weight)[] Weigh(Dictionary<uint, float> counts)
    {
        var weighed = new List<(uint Term, float Weight)>(counts.Count);
        foreach (var (term, count) in counts)
        {
            var rarity = MathF.Log((_count + Rarity.Before) / (_documents[term] + Rarity.TextsWith(term)));
            if (rarity > 0) weighed.Add((term, count * rarity));
        }

        weighed.Sort(static (one, other) => other.Weight != one.Weight ? other.Weight.CompareTo(one.Weight) : one.Term.CompareTo(other.Term));
        if (weighed.Count > TermsOfText) weighed.RemoveRange(TermsOfText, weighed.Count - TermsOfText);
        var length = 0f;
        foreach (var (_, weight) in weighed) length += weight * weight;
        length = MathF.Sqrt(Math.Max(length, 1e-9f));
        return [.. weighed.Select(pair => (pair.Term, pair.Weight / length))];
    }

    private int Closest((uint Term, float Weight)[] vector, HashSet<uint> names, DateTime date)
    {
        _scores.Clear();
        foreach (var (term, weight) in vector)
        {
            if (!_index.TryGetValue(term, out var stories)) continue;
            for (var i = stories.Count - 1; i >= 0; i--)
            {
                var number = stories[i];
                if (_stories[number] is not { } story || (_newest - story.Last).TotalDays > LifeDays * 2)
                {
                    _stories[number] = null;
                    stories.RemoveAt(i);
                    continue;
                }

                CollectionsMarshal.GetValueRefOrAddDefault(_scores, number, out _) += 1;
            }
        }

        var (best, bestScore) = (-1, Likeness);
        foreach (var number in _scores.Keys)
        {
            var story = _stories[number]!;
            var days = (float)Math.Abs((date - story.Last).TotalDays);
            if (days > LifeDays) continue;
            var score = story.Cosine(vector) * MathF.Pow(0.5f, days / HalfLifeDays / 2);

            // Two earthquakes are told with the same words; what differs is the names.
            if (!story.SharesName(names)) score *= Nameless;
            if (score > bestScore || (score == bestScore && best >= 0 && number < best)) (best, bestScore) = (number, score);
        }

        return best;
    }

    private void Join(int number, (uint Term, float Weight)[] vector, HashSet<uint> names, DateTime date)
    {
        var story = _stories[number]!;
        story.Add(vector, names, date);
        foreach (var term in story.Keys)
        {
            ref var stories = ref CollectionsMarshal.GetValueRefOrAddDefault(_index, term, out _);
            stories ??= [];
            if (stories.Count < MaxStoriesOfTerm && !stories.Contains(number)) stories.Add(number);
        }
    }

    /// <summary>Id of a story: that of its first text. The id stays when the story is over.</summary>
    public string? IdOf(int story) => _stories[story]?.Id;

    private sealed class Story(string id, DateTime first)
    {
        private readonly Dictionary<uint, float> _weights = [];
        private readonly HashSet<uint> _names = [];
        private float _length = 1;

        public string Id { get; } = id;

        public DateTime Last { get; set; } = first;

        public uint[] Keys { get; private set; } = [];

        /// <summary>Whether a text has a name in common with the story; a side without names says nothing.</summary>
        public bool SharesName(HashSet<uint> names) => names.Count == 0 || _names.Count == 0 || _names.Overlaps(names);

        public float Cosine((uint Term, float Weight)[] vector)
        {
            var sum = 0f;
            foreach (var (term, weight) in vector) sum += weight * _weights.GetValueOrDefault(term);
            return sum / _length;
        }

        public void Add((uint Term, float Weight)[] vector, HashSet<uint> names, DateTime date)
        {
            if (_names.Count < NamesOfStory) _names.UnionWith(names);
            var days = Math.Max(0, (date - Last).TotalDays);
            var fade = 0.85f * MathF.Pow(0.5f, (float)days / HalfLifeDays);
            foreach (var term in _weights.Keys) _weights[term] *= fade;
            foreach (var (term, weight) in vector) CollectionsMarshal.GetValueRefOrAddDefault(_weights, term, out _) += weight;
            var sorted = _weights.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).ToArray();
            for (var i = TermsOfStory; i < sorted.Length; i++) _weights.Remove(sorted[i].Key);
            _length = 0;
            for (var i = 0; i < Math.Min(TermsOfStory, sorted.Length); i++) _length += sorted[i].Value * sorted[i].Value;
            _length = MathF.Sqrt(Math.Max(_length, 1e-9f));
            Keys = [.. sorted.Take(KeysOfStory).Select(pair => pair.Key)];
            if (date > Last) Last = date;
        }
    }
}
