namespace Dragoman.Language.Neural;

/// <summary>
/// Finds the best sequence of name tags in which begin, inside, last and unit follow each other as they must (BILOU; Ratinov and Roth
/// 2009), by Viterbi's algorithm. Not thread-safe.
/// </summary>
internal sealed class NameDecoder
{
    private const float Forbidden = -1e9f;
    private readonly int _count;
    private readonly int _outside;
    private readonly int[][] _before;
    private readonly bool[] _starts;
    private readonly bool[] _ends;
    private float[] _best = [];
    private int[] _back = [];

    /// <summary>Makes the decoder.</summary>
    /// <param name="labels">The tags: <c>O</c>, <c>B-PER</c>, <c>I-PER</c>, <c>L-PER</c>, <c>U-PER</c> …</param>
    public NameDecoder(IReadOnlyList<string> labels)
    {
        _count = labels.Count;
        _outside = Math.Max(0, labels.ToList().IndexOf("O"));
        _starts = new bool[_count];
        _ends = new bool[_count];
        for (var i = 0; i < _count; i++)
        {
            _starts[i] = labels[i][0] is 'O' or 'B' or 'U';
            _ends[i] = labels[i][0] is 'O' or 'L' or 'U';
        }

        _before = [.. Enumerable.Range(0, _count).Select(j => Enumerable.Range(0, _count).Where(i => Follows(labels[i], labels[j])).ToArray())];
    }

    private static bool Follows(string before, string label) => before[0] is 'O' or 'L' or 'U'
        ? label[0] is 'O' or 'B' or 'U'
        : label[0] is 'I' or 'L' && before.AsSpan(1).SequenceEqual(label.AsSpan(1));

    /// <summary>Finds the tags.</summary>
    /// <param name="scores">[words × stride].</param>
    /// <param name="stride">Distance of two rows.</param>
    /// <param name="tags">Receives the index of each word's tag.</param>
    public void Decode(ReadOnlySpan<float> scores, int stride, Span<int> tags)
    {
        var names = false;
        for (var word = 0; word < tags.Length; word++)
        {
            tags[word] = RowKernels.ArgMax(scores.Slice(word * stride, _count));
            names |= tags[word] != _outside;
        }

        // Most sentences have no name: then the best tags are a sequence already.
        if (!names) return;
        if (_best.Length < tags.Length * _count)
        {
            _best = new float[tags.Length * _count * 2];
            _back = new int[_best.Length];
        }

        for (var j = 0; j < _count; j++) _best[j] = _starts[j] ? scores[j] : Forbidden;
        for (var word = 1; word < tags.Length; word++)
        {
            for (var j = 0; j < _count; j++)
            {
                var top = float.NegativeInfinity;
                var from = 0;
                foreach (var i in _before[j])
                {
                    var score = _best[(word - 1) * _count + i];
                    if (score > top) (top, from) = (score, i);
                }

                _best[word * _count + j] = top + scores[word * stride + j];
                _back[word * _count + j] = from;
            }
        }

        var last = tags.Length - 1;
        var tag = _outside;
        for (var j = 0; j < _count; j++)
            if (_ends[j] && _best[last * _count + j] > _best[last * _count + tag]) tag = j;
        for (var word = last; word >= 0; word--)
        {
            tags[word] = tag;
            if (word > 0) tag = _back[word * _count + tag];
        }
    }
}
