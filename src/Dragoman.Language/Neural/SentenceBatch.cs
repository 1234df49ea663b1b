namespace Dragoman.Language.Neural;

/// <summary>
/// Sentences laid out in one matrix of rows: a row of zeros, the words of a sentence, a row of zeros, the words of the next … So a window of
/// three words is three rows in memory, and the row before a sentence can stand for its root. Sentences lie longest first, which lets a
/// recurrent layer take one step of all sentences at once.
/// </summary>
internal sealed class SentenceBatch
{
    private int[] _starts = [];
    private int[] _lengths = [];

    /// <summary>Number of sentences.</summary>
    public int Count { get; private set; }

    /// <summary>All rows, zeros included; the first and the last are zeros.</summary>
    public int Rows { get; private set; } = 1;

    /// <summary>Number of words.</summary>
    public int Words => Rows - 1 - Count;

    /// <summary>Words of the longest sentence.</summary>
    public int Longest => Count == 0 ? 0 : _lengths[0];

    /// <summary>First row of a sentence.</summary>
    /// <param name="sentence">0 … count − 1.</param>
    public int Start(int sentence) => _starts[sentence];

    /// <summary>Words of a sentence.</summary>
    /// <param name="sentence">0 … count − 1.</param>
    public int Length(int sentence) => _lengths[sentence];

    /// <summary>Forgets all sentences.</summary>
    public void Clear()
    {
        Count = 0;
        Rows = 1;
    }

    /// <summary>Appends a sentence.</summary>
    /// <param name="length">Its words; not more than the sentence before it.</param>
    /// <returns>Its first row.</returns>
    public int Add(int length)
    {
        if (Count > 0 && length > _lengths[Count - 1]) throw new ArgumentException("Sentences must come longest first.", nameof(length));
        if (Count == _starts.Length)
        {
            Array.Resize(ref _starts, Math.Max(16, 2 * Count));
            Array.Resize(ref _lengths, _starts.Length);
        }

        _starts[Count] = Rows;
        _lengths[Count++] = length;
        Rows += length + 1;
        return _starts[Count - 1];
    }

    /// <summary>Number of sentences that have more words than the given step.</summary>
    /// <param name="step">Index of a word.</param>
    /// <param name="upper">A number that is not smaller than the answer.</param>
    public int Active(int step, int upper)
    {
        while (upper > 0 && _lengths[upper - 1] <= step) upper--;
        return upper;
    }

    /// <summary>Sets the rows between sentences to zero.</summary>
    /// <param name="values">[rows × stride].</param>
    /// <param name="stride">Numbers a row.</param>
    public void ClearGaps(Span<float> values, int stride)
    {
        values[..stride].Clear();
        for (var s = 0; s < Count; s++) values.Slice((_starts[s] + _lengths[s]) * stride, stride).Clear();
    }
}
