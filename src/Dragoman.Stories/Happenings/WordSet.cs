namespace Dragoman.Stories.Happenings;

/// <summary>
/// A few hashes of words, each with a weight, in rising order. Two sets that have nothing in common are told apart by one comparison nearly always, as
/// each knows the lowest six bits of its hashes; else they are read side by side.
/// </summary>
internal sealed class WordSet
{
    /// <summary>The set of nothing.</summary>
    public static readonly WordSet Empty = new([], []);

    private readonly uint[] _words;
    private readonly float[] _weights;
    private readonly ulong _mask;

    private WordSet(uint[] words, float[] weights)
    {
        (_words, _weights) = (words, weights);
        foreach (var word in words) _mask |= Bit(word);
    }

    /// <summary>Number of words.</summary>
    public int Count => _words.Length;

    /// <summary>The words, in rising order.</summary>
    public ReadOnlySpan<uint> Words => _words;

    /// <summary>Makes a set of words without weight.</summary>
    /// <param name="words">The words; equal ones count once.</param>
    public static WordSet Of(IEnumerable<uint> words)
    {
        var sorted = words.Distinct().Order().ToArray();
        return sorted.Length == 0 ? Empty : new WordSet(sorted, []);
    }

    /// <summary>Makes a set of words with weights.</summary>
    /// <param name="weights">Words and weights.</param>
    public static WordSet Of(Dictionary<uint, float> weights)
    {
        var words = weights.Keys.Order().ToArray();
        return words.Length == 0 ? Empty : new WordSet(words, Array.ConvertAll(words, word => weights[word]));
    }

    /// <summary>Whether a word is one of them.</summary>
    public bool Contains(uint word) => (_mask & Bit(word)) != 0 && Array.BinarySearch(_words, word) >= 0;

    /// <summary>Whether they have a word in common.</summary>
    public bool Overlaps(WordSet other)
    {
        if ((_mask & other._mask) == 0) return false;
        var (mine, theirs) = (_words, other._words);
        for (int i = 0, k = 0; i < mine.Length && k < theirs.Length;)
        {
            if (mine[i] == theirs[k]) return true;
            if (mine[i] < theirs[k]) i++;
            else k++;
        }

        return false;
    }

    /// <summary>Number of words that they have in common.</summary>
    public int Shared(WordSet other)
    {
        if ((_mask & other._mask) == 0) return 0;
        var shared = 0;
        foreach (var word in _words)
        {
            if (other.Contains(word)) shared++;
        }

        return shared;
    }

    /// <summary>Whether both have words, and none in common.</summary>
    public static bool Exclude(WordSet one, WordSet other) => one.Count > 0 && other.Count > 0 && !one.Overlaps(other);

    /// <summary>Sums of weights of what two sets have in common and of each.</summary>
    /// <param name="other">The other set.</param>
    /// <param name="names">Words that are left out of this set.</param>
    /// <param name="otherNames">Words that are left out of the other one.</param>
    /// <returns>The sums, and how many words they have in common.</returns>
    public (double Shared, double Mine, double Theirs, int Common) Weigh(WordSet other, WordSet names, WordSet otherNames)
    {
        var (shared, mine, theirs, common) = (0.0, 0.0, 0.0, 0);
        var k = 0;
        for (var i = 0; i < _words.Length; i++)
        {
            var word = _words[i];
            while (k < other._words.Length && other._words[k] < word)
            {
                if (!otherNames.Contains(other._words[k])) theirs += other._weights[k];
                k++;
            }

            var isCommon = k < other._words.Length && other._words[k] == word;
            if (isCommon)
            {
                if (!otherNames.Contains(word)) theirs += other._weights[k];
                k++;
            }

            if (names.Contains(word)) continue;
            mine += _weights[i];
            if (!isCommon) continue;
            shared += _weights[i];
            common++;
        }

        for (; k < other._words.Length; k++)
        {
            if (!otherNames.Contains(other._words[k])) theirs += other._weights[k];
        }

        return (shared, mine, theirs, common);
    }

    private static ulong Bit(uint word) => 1UL << (int)(word & 63);
}
