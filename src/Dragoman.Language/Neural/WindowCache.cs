namespace Dragoman.Language.Neural;

/// <summary>
/// What words bring into the first convolution at each of its three places: it depends on the form and on what the sentence's marks and capitals say of it, no more,
/// and most words have been met before. A new word takes the place of another; <see cref="Slots"/> words are kept at most (three rows each: 9.4 MB at a width of
/// 192). Not thread-safe.
/// </summary>
internal sealed class WindowCache
{
    /// <summary>Words that are kept.</summary>
    public const int Slots = 4096;

    private const int Contexts = SentenceContext.Pairings * SentenceContext.Writings;
    private const int BlockSlots = 64;
    private readonly int _width;
    private readonly int[] _keys = new int[Slots];
    private readonly int[] _stamps = new int[Slots];
    private readonly float[]?[] _blocks = new float[]?[Slots / BlockSlots];
    private float[] _fresh = [];
    private int[] _places = [];
    private int[] _freshSlots = [];
    private readonly float[] _zeros;
    private int _stamp;
    private int _generation;

    /// <summary>Makes an empty cache.</summary>
    /// <param name="width">Numbers a place.</param>
    /// <param name="form">Which instructions the products use.</param>
    public WindowCache(int width, ProductForm form)
    {
        _width = 3 * width;
        _zeros = new float[_width];
        Missing = new QuantizedRows(form);
    }

    /// <summary>Words of the batch that were not in the cache, in whole numbers.</summary>
    public QuantizedRows Missing { get; }

    /// <summary>How many they are.</summary>
    public int MissingCount { get; private set; }

    /// <summary>Begins a batch.</summary>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="generation">Numbers of forms mean the same as before as long as this is the same.</param>
    public void Begin(int rows, int generation)
    {
        if (generation != _generation) Array.Clear(_keys);
        _generation = generation;
        _stamp++;
        MissingCount = 0;
        NetworkWorkspace.Grow(ref _places, rows);
        NetworkWorkspace.Grow(ref _freshSlots, rows);
        Missing.Begin(_width / 3, rows);
        _places.AsSpan(0, rows).Fill(int.MinValue);
    }

    /// <summary>Looks a word up; one that is not there is to be put into <see cref="Missing"/> behind those before it.</summary>
    /// <param name="row">Its row in the batch.</param>
    /// <param name="item">The form's number; −1 for one that is not kept.</param>
    /// <param name="context">What the sentence says of it: 0 … pairings × writings − 1.</param>
    /// <returns>Whether the word is there.</returns>
    public bool Find(int row, int item, int context)
    {
        var slot = -1;
        if (item >= 0)
        {
            var key = item * Contexts + context + 1;
            slot = (int)((uint)key * 2654435769u >> 20);
            if (_keys[slot] == key)
            {
                _stamps[slot] = _stamp;
                _places[row] = slot;
                return true;
            }

            // A place that a word of this batch was found in or is to be put into stays its own until the next batch.
            if (_stamps[slot] == _stamp) slot = -1;
            else (_keys[slot], _stamps[slot]) = (key, _stamp);
        }

        _places[row] = slot >= 0 ? slot : -1 - MissingCount;
        _freshSlots[MissingCount++] = slot;
        return false;
    }

    /// <summary>Multiplies the words that were not there and keeps what comes out.</summary>
    /// <param name="window">[width × 3 width].</param>
    public void Fill(QuantizedMatrix window)
    {
        NetworkWorkspace.Grow(ref _fresh, MissingCount * _width);
        window.Multiply(Missing, 0, MissingCount, _fresh, _width);
        for (var i = 0; i < MissingCount; i++)
        {
            var slot = _freshSlots[i];
            if (slot < 0) continue;
            _blocks[slot / BlockSlots] ??= GC.AllocateUninitializedArray<float>(BlockSlots * _width);
            _fresh.AsSpan(i * _width, _width).CopyTo(Slot(slot));
        }
    }

    /// <summary>What a row brings at the three places, side by side; zeros for rows between sentences.</summary>
    /// <param name="row">A row of the batch.</param>
    public ReadOnlySpan<float> Row(int row)
    {
        var place = _places[row];
        return place == int.MinValue ? _zeros : place >= 0 ? Slot(place) : _fresh.AsSpan((-1 - place) * _width, _width);
    }

    private Span<float> Slot(int slot) => _blocks[slot / BlockSlots].AsSpan(slot % BlockSlots * _width, _width);
}
