using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Dragoman.Stories.Matters;

/// <summary>
/// Groups texts by the matter that they are about, one after another: a text joins the story whose words are most like its own, or begins a
/// story. A story's words follow its newest reports, and a story without reports for <see cref="LifeDays"/> days takes no more. The id of a story is the id of its
/// first text and stays. The same texts in the same order give the same stories.
/// </summary>
internal sealed class StoryClusters(bool learns = true)
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
    private const float Merging = 0.5f;

    private readonly Dictionary<uint, int> _documents = [];
    private readonly Dictionary<uint, List<int>> _index = [];
    private readonly List<Story?> _stories = [];
    private readonly Dictionary<int, float> _scores = [];
    private (int Story, float Score) _second = (-1, 0);
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
        if (learns)
        {
            foreach (var term in counts.Keys) CollectionsMarshal.GetValueRefOrAddDefault(_documents, term, out _)++;
        }

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
            var rarity = MathF.Log(((learns ? _count : 0) + Rarity.Before) / (_documents.GetValueOrDefault(term) + Rarity.TextsWith(term)));
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

        _second = (-1, 0);
        var (best, bestScore) = (-1, Likeness);
        foreach (var number in _scores.Keys)
        {
            var story = _stories[number]!;
            var days = (float)Math.Abs((date - story.Last).TotalDays);
            if (days > LifeDays) continue;
            var score = story.Cosine(vector) * MathF.Pow(0.5f, days / HalfLifeDays / 2);

            // Two earthquakes are told with the same words; what differs is the names.
            if (!story.SharesName(names)) score *= Nameless;
            if (score > bestScore || (score == bestScore && best >= 0 && number < best))
            {
                if (best >= 0) _second = (best, bestScore);
                (best, bestScore) = (number, score);
            }
            else if (score > _second.Score && score >= Likeness)
            {
                _second = (number, score);
            }
        }

        return best;
    }

    private void Join(int number, (uint Term, float Weight)[] vector, HashSet<uint> names, DateTime date)
    {
        var story = _stories[number]!;
        story.Add(vector, names, date);
        Index(number);
    }

    private void Index(int number)
    {
        foreach (var term in _stories[number]!.Keys)
        {
            ref var stories = ref CollectionsMarshal.GetValueRefOrAddDefault(_index, term, out _);
            stories ??= [];
            if (stories.Count < MaxStoriesOfTerm && !stories.Contains(number)) stories.Add(number);
        }
    }

    /// <summary>The story that is one with that of the last text added: the text is like both, and they are like each other. −1 for none.</summary>
    /// <param name="story">The story of the last text.</param>
    public int Twin(int story) =>
        _second.Story >= 0 && _second.Story != story && _stories[story] is { } one && _stories[_second.Story] is { } other && one.Likeness(other) >= Merging
            ? _second.Story
            : -1;

    /// <summary>Makes one story of two: the older one goes on.</summary>
    /// <returns>The one that goes on, and the one that ends.</returns>
    /// <param name="one">One of them.</param>
    /// <param name="other">The other one.</param>
    /// <param name="keepFirst">Whether <paramref name="one"/> goes on, be it older or not.</param>
    public (int Into, int Ended) Merge(int one, int other, bool keepFirst = false)
    {
        var (into, ended) = keepFirst || one < other ? (one, other) : (other, one);
        _stories[into]!.Take(_stories[ended]!);
        _stories[ended] = null;
        Index(into);
        return (into, ended);
    }

    /// <summary>Begins a story with texts that somebody has said to be one.</summary>
    /// <returns>Its number.</returns>
    public int Begin(string id, IReadOnlyList<(DateTime? Published, Dictionary<uint, float> Terms, HashSet<uint> Names)> texts)
    {
        var number = _stories.Count;
        foreach (var (published, terms, names) in texts)
        {
            var date = published ?? _newest;
            if (date > _newest) _newest = date;
            if (_stories.Count == number) _stories.Add(new Story(id, date));
            _stories[number]!.Add(Weigh(terms), names, date);
        }

        Index(number);
        return number;
    }

    /// <summary>Lets a story take no more texts.</summary>
    public void End(int story) => _stories[story] = null;

    /// <summary>Brings a story back that was written down.</summary>
    /// <returns>Its number.</returns>
    public int Restore(string id, DateTime last, ReadOnlySpan<byte> words)
    {
        if (last > _newest) _newest = last;
        _stories.Add(new Story(id, last, words));
        Index(_stories.Count - 1);
        return _stories.Count - 1;
    }

    /// <summary>Writes a story down.</summary>
    public byte[] Write(int story) => _stories[story]!.Write();

    /// <summary>Id of a story: that of its first text. The id stays when the story is over.</summary>
    public string? IdOf(int story) => _stories[story]?.Id;

    private sealed class Story(string id, DateTime first)
    {
        public Story(string id, DateTime last, ReadOnlySpan<byte> words)
            : this(id, last)
        {
            var count = BinaryPrimitives.ReadInt32LittleEndian(words);
            for (var i = 0; i < count; i++)
                _weights[BinaryPrimitives.ReadUInt32LittleEndian(words[(4 + (8 * i))..])] = BinaryPrimitives.ReadSingleLittleEndian(words[(8 + (8 * i))..]);
            for (var at = 4 + (8 * count); at < words.Length; at += 4) _names.Add(BinaryPrimitives.ReadUInt32LittleEndian(words[at..]));
            Cut();
        }

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
            Cut();
            if (date > Last) Last = date;
        }

        /// <summary>Cosine of two stories.</summary>
        public float Likeness(Story other) => Cosine([.. other._weights.Select(pair => (pair.Key, pair.Value / other._length))]);

        /// <summary>Takes in the words of a story that turned out to be this one.</summary>
        public void Take(Story other)
        {
            foreach (var (term, weight) in other._weights) CollectionsMarshal.GetValueRefOrAddDefault(_weights, term, out _) += weight;
            if (_names.Count < NamesOfStory) _names.UnionWith(other._names);
            Cut();
            if (other.Last > Last) Last = other.Last;
        }

        public byte[] Write()
        {
            var words = new byte[4 + (8 * _weights.Count) + (4 * _names.Count)];
            BinaryPrimitives.WriteInt32LittleEndian(words, _weights.Count);
            var at = 4;
            foreach (var (term, weight) in _weights.OrderBy(pair => pair.Key))
            {
                BinaryPrimitives.WriteUInt32LittleEndian(words.AsSpan(at), term);
                BinaryPrimitives.WriteSingleLittleEndian(words.AsSpan(at + 4), weight);
                at += 8;
            }

            foreach (var name in _names.Order())
            {
                BinaryPrimitives.WriteUInt32LittleEndian(words.AsSpan(at), name);
                at += 4;
            }

            return words;
        }

        private void Cut()
        {
            var sorted = _weights.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).ToArray();
            for (var i = TermsOfStory; i < sorted.Length; i++) _weights.Remove(sorted[i].Key);
            _length = 0;
            for (var i = 0; i < Math.Min(TermsOfStory, sorted.Length); i++) _length += sorted[i].Value * sorted[i].Value;
            _length = MathF.Sqrt(Math.Max(_length, 1e-9f));
            Keys = [.. sorted.Take(KeysOfStory).Select(pair => pair.Key)];
        }
    }
}
