using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Dragoman.Stories.Matters;

/// <summary>
/// Groups texts by the matter that they are about, one after another: a text joins the story whose words are most like its own, or begins a
/// story. A story's words follow its newest reports, and no text joins one that has no report within <see cref="LifeDays"/> days of it. The id of a story is the id of its
/// first text and stays. The same texts in the same order give the same stories.
/// </summary>
/// <remarks>
/// Days are those of publication: a text that comes late is laid to the reports of its own time, and its words count as much as they would have faded until now. What the newest
/// text is makes no difference, so that an archive can be read in any order of years.
/// </remarks>
/// <param name="learns">Whether rarity of words is learnt from the texts; then stories that are over are forgotten, for the texts may never end.</param>
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

    // A stream is forgotten when neither its days nor its numbers promise more: what comes late by more texts than these begins a story.
    private const int TextsIdle = 1 << 14;

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
        if (_stories[story] is not { } live) return;
        live.Touched = _count;
        if (published is { } date) live.Reach(date);
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
                if (_stories[number] is not { } story || (learns && IsOver(story)))
                {
                    _stories[number] = null;
                    stories.RemoveAt(i);
                    continue;
                }

                if (story.DaysFrom(date) > LifeDays) continue;
                CollectionsMarshal.GetValueRefOrAddDefault(_scores, number, out _) += 1;
            }
        }

        _second = (-1, 0);
        var (best, bestScore) = (-1, Likeness);
        foreach (var number in _scores.Keys)
        {
            var story = _stories[number]!;
            var score = story.Cosine(vector) * MathF.Pow(0.5f, story.DaysFrom(date) / HalfLifeDays / 2);

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
        story.Touched = _count;
        Index(number);
    }

    private bool IsOver(Story story) => (_newest - story.Last).TotalDays > LifeDays * 2 && _count - story.Touched > TextsIdle;

    private void Index(int number)
    {
        foreach (var term in _stories[number]!.Keys)
        {
            ref var stories = ref CollectionsMarshal.GetValueRefOrAddDefault(_index, term, out _);
            stories ??= [];
            if (stories.Contains(number)) continue;
            if (stories.Count < MaxStoriesOfTerm) stories.Add(number);
            else stories[Oldest(stories)] = number;
        }
    }

    // Of stories that share a word more than enough are known: the one that has been still for longest gives its place up.
    private int Oldest(List<int> stories)
    {
        var oldest = 0;
        for (var i = 1; i < stories.Count && _stories[stories[oldest]] is { } known; i++)
        {
            if (_stories[stories[i]] is not { } other || other.Last < known.Last || (other.Last == known.Last && stories[i] < stories[oldest])) oldest = i;
        }

        return oldest;
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

        _stories[number]!.Touched = _count;
        Index(number);
        return number;
    }

    /// <summary>Lets a story take no more texts.</summary>
    public void End(int story) => _stories[story] = null;

    /// <summary>Brings a story back that was written down.</summary>
    /// <returns>Its number.</returns>
    public int Restore(string id, DateTime first, DateTime last, ReadOnlySpan<byte> words)
    {
        if (last > _newest) _newest = last;
        _stories.Add(new Story(id, first, last, words));
        Index(_stories.Count - 1);
        return _stories.Count - 1;
    }

    /// <summary>Writes a story down.</summary>
    public byte[] Write(int story) => _stories[story]!.Write();

    /// <summary>Id of a story: that of its first text. The id stays when the story is over.</summary>
    public string? IdOf(int story) => _stories[story]?.Id;

    /// <summary>What is known of a story: pairs of words and weights in the order of the words, in arrays, for there are many stories.</summary>
    private sealed class Story
    {
        private uint[] _terms = [];
        private float[] _weights = [];
        private uint[] _names = [];
        private float _length = 1;

        public Story(string id, DateTime first) => (Id, First, Last) = (id, first, first);

        public Story(string id, DateTime first, DateTime last, ReadOnlySpan<byte> words)
        {
            (Id, First, Last) = (id, first, last);
            var count = BinaryPrimitives.ReadInt32LittleEndian(words);
            (_terms, _weights, _names) = (new uint[count], new float[count], new uint[(words.Length - 4 - (8 * count)) / 4]);
            for (var i = 0; i < count; i++)
            {
                _terms[i] = BinaryPrimitives.ReadUInt32LittleEndian(words[(4 + (8 * i))..]);
                _weights[i] = BinaryPrimitives.ReadSingleLittleEndian(words[(8 + (8 * i))..]);
            }

            for (var i = 0; i < _names.Length; i++) _names[i] = BinaryPrimitives.ReadUInt32LittleEndian(words[(4 + (8 * count) + (4 * i))..]);
            Cut();
        }

        public string Id { get; }

        /// <summary>When its first report was published.</summary>
        public DateTime First { get; private set; }

        /// <summary>When its last report was published.</summary>
        public DateTime Last { get; private set; }

        /// <summary>Number of texts that there were when the last came to it.</summary>
        public int Touched { get; set; }

        public uint[] Keys { get; private set; } = [];

        /// <summary>Days between a moment and the time from the story's first report to its last; 0 within it.</summary>
        public float DaysFrom(DateTime date) => date > Last ? (float)(date - Last).TotalDays : date < First ? (float)(First - date).TotalDays : 0;

        /// <summary>Makes the story reach to a moment.</summary>
        public void Reach(DateTime date)
        {
            if (date > Last) Last = date;
            if (date < First) First = date;
        }

        /// <summary>Whether a text has a name in common with the story; a side without names says nothing.</summary>
        public bool SharesName(HashSet<uint> names) => names.Count == 0 || _names.Length == 0 || Array.Exists(_names, names.Contains);

        public float Cosine((uint Term, float Weight)[] vector)
        {
            var sum = 0f;
            foreach (var (term, weight) in vector)
            {
                if (Array.BinarySearch(_terms, term) is >= 0 and var place) sum += weight * _weights[place];
            }

            return sum / _length;
        }

        public void Add((uint Term, float Weight)[] vector, HashSet<uint> names, DateTime date)
        {
            AddNames(names);
            var days = (float)(date - Last).TotalDays;

            // The newer one fades the story, the late one has faded itself: the sum is the same in whatever order they come.
            var fade = MathF.Pow(0.5f, Math.Max(0, days) / HalfLifeDays);
            var worth = MathF.Pow(0.5f, Math.Max(0, -days) / HalfLifeDays);
            var weights = new Dictionary<uint, float>(_terms.Length + vector.Length);
            for (var i = 0; i < _terms.Length; i++) weights[_terms[i]] = _weights[i] * fade;
            foreach (var (term, weight) in vector) CollectionsMarshal.GetValueRefOrAddDefault(weights, term, out _) += weight * worth;
            Take(weights);
            Reach(date);
        }

        /// <summary>Cosine of two stories.</summary>
        public float Likeness(Story other) => Cosine([.. other._terms.Select((term, i) => (term, other._weights[i] / other._length))]);

        /// <summary>Takes in the words of a story that turned out to be this one.</summary>
        public void Take(Story other)
        {
            var weights = new Dictionary<uint, float>(_terms.Length + other._terms.Length);
            for (var i = 0; i < _terms.Length; i++) weights[_terms[i]] = _weights[i];
            for (var i = 0; i < other._terms.Length; i++) CollectionsMarshal.GetValueRefOrAddDefault(weights, other._terms[i], out _) += other._weights[i];
            AddNames(other._names);
            Take(weights);
            Reach(other.First);
            Reach(other.Last);
        }

        public byte[] Write()
        {
            var words = new byte[4 + (8 * _terms.Length) + (4 * _names.Length)];
            BinaryPrimitives.WriteInt32LittleEndian(words, _terms.Length);
            for (var i = 0; i < _terms.Length; i++)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(words.AsSpan(4 + (8 * i)), _terms[i]);
                BinaryPrimitives.WriteSingleLittleEndian(words.AsSpan(8 + (8 * i)), _weights[i]);
            }

            for (var i = 0; i < _names.Length; i++) BinaryPrimitives.WriteUInt32LittleEndian(words.AsSpan(4 + (8 * _terms.Length) + (4 * i)), _names[i]);
            return words;
        }

        private void AddNames(IEnumerable<uint> names)
        {
            if (_names.Length < NamesOfStory) _names = [.. _names.Union(names).Order()];
        }

        private void Take(Dictionary<uint, float> weights)
        {
            var kept = weights.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(TermsOfStory).OrderBy(pair => pair.Key).ToList();
            (_terms, _weights) = ([.. kept.Select(pair => pair.Key)], [.. kept.Select(pair => pair.Value)]);
            Cut();
        }

        private void Cut()
        {
            var length = 0f;
            foreach (var weight in _weights) length += weight * weight;
            _length = MathF.Sqrt(Math.Max(length, 1e-9f));
            var order = Enumerable.Range(0, _terms.Length).OrderByDescending(i => _weights[i]).ThenBy(i => _terms[i]);
            Keys = [.. order.Take(KeysOfStory).Select(i => _terms[i])];
        }
    }
}
