namespace Dragoman.Language.Neural;

/// <summary>
/// Finds the best tree: each word's best head where that is a tree with one root already, else the maximum spanning tree with exactly one
/// root (Chu and Liu 1965, Edmonds 1967; the single root by a penalty on arcs from the root, Stanojević and Cohen 2021). Not thread-safe.
/// </summary>
internal sealed class TreeDecoder
{
    private const double RootPenalty = 1e6;
    private double[] _weights = [];
    private int[] _from = [];
    private int[] _to = [];
    private int[] _parents = [];
    private int[] _marks = [];
    private int[] _group = [];
    private int[] _active = [];
    private int[] _edgeFrom = [];
    private int[] _edgeTo = [];
    private readonly List<int[]> _groupsBefore = [];
    private readonly List<int> _cycles = [];
    private readonly List<int> _representatives = [];
    private readonly List<int> _cycleStarts = [];

    /// <summary>Finds the heads.</summary>
    /// <param name="scores">[words × stride]; column 0 is the root, column h the word h − 1.</param>
    /// <param name="stride">Distance of two rows, more than the number of words.</param>
    /// <param name="heads">Receives the head of each word, 0 for the root, else 1 + its index.</param>
    /// <returns>Whether the best heads alone were a tree.</returns>
    public bool Decode(ReadOnlySpan<float> scores, int stride, Span<int> heads)
    {
        var count = heads.Length;
        for (var word = 0; word < count; word++)
        {
            var row = scores.Slice(word * stride, count + 1);
            var best = word == 0 ? (count > 1 && row[2] > row[0] ? 2 : 0) : 0;
            for (var head = 1; head <= count; head++)
                if (head != word + 1 && row[head] > row[best]) best = head;
            heads[word] = best;
        }

        if (IsTree(heads)) return true;
        Repair(scores, stride, heads);
        return false;
    }

    /// <summary>Whether the heads are one tree with exactly one root.</summary>
    /// <param name="heads">0 for the root, else 1 + the index of the head.</param>
    public bool IsTree(ReadOnlySpan<int> heads)
    {
        Grow(ref _marks, heads.Length + 1);
        var marks = _marks.AsSpan(0, heads.Length + 1);
        marks.Clear();
        var roots = 0;
        for (var word = 0; word < heads.Length; word++)
        {
            if (heads[word] == 0) roots++;
            var node = word + 1;
            while (node != 0 && marks[node] == 0)
            {
                marks[node] = word + 1;
                node = heads[node - 1];
            }

            if (node != 0 && marks[node] == word + 1) return false;
        }

        return roots == 1;
    }

    private void Repair(ReadOnlySpan<float> scores, int stride, Span<int> heads)
    {
        var size = heads.Length + 1;
        Fill(scores, stride, size);
        _cycles.Clear();
        _representatives.Clear();
        _cycleStarts.Clear();
        var live = size;
        while (FindCycle(size))
        {
            live = Contract(size, live);
        }

        for (var node = 1; node < size; node++)
        {
            if (_active[node] == 0) continue;
            _edgeFrom[node] = _from[_parents[node] * size + node];
            _edgeTo[node] = _to[_parents[node] * size + node];
        }

        Expand(size);
        for (var node = 1; node < size; node++) heads[node - 1] = _edgeFrom[node];
    }

    private void Fill(ReadOnlySpan<float> scores, int stride, int size)
    {
        if (_weights.Length < size * size)
        {
            _weights = new double[size * size * 2];
            _from = new int[size * size * 2];
            _to = new int[size * size * 2];
        }

        Grow(ref _parents, size);
        Grow(ref _marks, size);
        Grow(ref _group, size);
        Grow(ref _active, size);
        Grow(ref _edgeFrom, size);
        Grow(ref _edgeTo, size);
        for (var head = 0; head < size; head++)
        {
            _group[head] = head;
            _active[head] = 1;
            for (var word = 0; word < size; word++)
            {
                var at = head * size + word;
                _from[at] = head;
                _to[at] = word;
                _weights[at] = word == 0 || word == head ? double.NegativeInfinity : scores[(word - 1) * stride + head];
            }
        }

        for (var word = 1; word < size; word++) _weights[word] -= RootPenalty;
    }

    /// <summary>Gives every node its best parent; true where that makes a cycle, whose nodes then stand behind the others in the list.</summary>
    private bool FindCycle(int size)
    {
        for (var node = 1; node < size; node++)
        {
            if (_active[node] == 0) continue;
            var best = -1;
            for (var parent = 0; parent < size; parent++)
            {
                if (_active[parent] == 0 || parent == node) continue;
                if (best < 0 || _weights[parent * size + node] > _weights[best * size + node]) best = parent;
            }

            _parents[node] = best;
        }

        _marks.AsSpan(0, size).Clear();
        for (var start = 1; start < size; start++)
        {
            if (_active[start] == 0) continue;
            var node = start;
            while (node != 0 && _marks[node] == 0)
            {
                _marks[node] = start;
                node = _parents[node];
            }

            if (node == 0 || _marks[node] != start) continue;
            _cycleStarts.Add(_cycles.Count);
            var first = node;
            do
            {
                _cycles.Add(node);
                _edgeFrom[node] = _from[_parents[node] * size + node];
                _edgeTo[node] = _to[_parents[node] * size + node];
                node = _parents[node];
            }
            while (node != first);
            return true;
        }

        return false;
    }

    private int Contract(int size, int live)
    {
        var level = _representatives.Count;
        var begin = _cycleStarts[level];
        var length = _cycles.Count - begin;
        var representative = _cycles[begin];
        _representatives.Add(representative);
        if (_groupsBefore.Count == level) _groupsBefore.Add(new int[size]);
        if (_groupsBefore[level].Length < size) _groupsBefore[level] = new int[size];
        _group.AsSpan(0, size).CopyTo(_groupsBefore[level]);
        // The edges of the cycle are kept behind its nodes: they come back unless an edge from outside replaces one.
        for (var i = 0; i < length; i++)
        {
            var member = _cycles[begin + i];
            _cycles.Add(_edgeFrom[member]);
            _cycles.Add(_edgeTo[member]);
            _marks[member] = -1;
        }

        for (var outside = 0; outside < size; outside++)
        {
            if (_active[outside] == 0 || _marks[outside] == -1) continue;
            var enter = -1;
            var leave = -1;
            double enterWeight = 0;
            for (var i = 0; i < length; i++)
            {
                var member = _cycles[begin + i];
                var weight = _weights[outside * size + member] - _weights[_parents[member] * size + member];
                if (enter < 0 || weight > enterWeight) (enter, enterWeight) = (member, weight);
                if (leave < 0 || _weights[member * size + outside] > _weights[leave * size + outside]) leave = member;
            }

            // The representative's own cells are read by later members of the loop above only through it: write after reading.
            Set(outside * size + representative, outside * size + enter, enterWeight);
            Set(representative * size + outside, leave * size + outside, _weights[leave * size + outside]);
        }

        for (var i = 1; i < length; i++) _active[_cycles[begin + i]] = 0;
        for (var node = 0; node < size; node++)
            if (_marks[_group[node]] == -1) _group[node] = representative;
        return live - length + 1;
    }

    private void Set(int target, int source, double weight)
    {
        _weights[target] = weight;
        (_from[target], _to[target]) = (_from[source], _to[source]);
    }

    private void Expand(int size)
    {
        for (var level = _representatives.Count - 1; level >= 0; level--)
        {
            var begin = _cycleStarts[level];
            var end = level + 1 < _cycleStarts.Count ? _cycleStarts[level + 1] : _cycles.Count;
            var length = (end - begin) / 3;
            var representative = _representatives[level];
            var (from, to) = (_edgeFrom[representative], _edgeTo[representative]);
            var entered = _groupsBefore[level][to];
            for (var i = 0; i < length; i++)
            {
                var member = _cycles[begin + i];
                _edgeFrom[member] = member == entered ? from : _cycles[begin + length + 2 * i];
                _edgeTo[member] = member == entered ? to : _cycles[begin + length + 2 * i + 1];
            }
        }
    }

    private static void Grow(ref int[] array, int length)
    {
        if (array.Length < length) array = new int[length * 2];
    }
}
