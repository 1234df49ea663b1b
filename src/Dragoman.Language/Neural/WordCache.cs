namespace Dragoman.Language.Neural;

/// <summary>
/// Inputs of the network by form: most words of a text have occurred before, and what depends on the form alone need not be computed again.
/// Bounded; when full it starts anew. Not thread-safe.
/// </summary>
internal sealed class WordCache
{
    /// <summary>Forms that are kept.</summary>
    public const int Capacity = 8192;

    /// <summary>Longest form that is kept, in UTF-16 code units.</summary>
    public const int LongestForm = 32;

    private const int Slots = 4 * Capacity;
    private readonly int _width;
    private readonly int[] _slots = new int[Slots];
    private readonly uint[] _hashes = new uint[Capacity];
    private readonly char[] _forms = new char[Capacity * LongestForm];
    private readonly byte[] _lengths = new byte[Capacity];
    private float[] _values;
    private int _count;

    /// <summary>Makes an empty cache.</summary>
    /// <param name="width">Numbers a form.</param>
    public WordCache(int width)
    {
        _width = width;
        _values = new float[256 * width];
    }

    /// <summary>The numbers of a form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="found">Whether they are there; else they are for the caller to fill in.</param>
    /// <returns>The numbers; empty for a form that is too long to keep.</returns>
    public Span<float> Get(ReadOnlySpan<char> form, out bool found)
    {
        found = false;
        if (form.Length > LongestForm) return default;
        var hash = StringTable.Hash(form);
        var slot = (int)(hash & (Slots - 1));
        while (_slots[slot] != 0)
        {
            var item = _slots[slot] - 1;
            if (_hashes[item] == hash && _forms.AsSpan(item * LongestForm, _lengths[item]).SequenceEqual(form))
            {
                found = true;
                return _values.AsSpan(item * _width, _width);
            }

            slot = (slot + 1) & (Slots - 1);
        }

        if (_count == Capacity)
        {
            _slots.AsSpan().Clear();
            _count = 0;
            slot = (int)(hash & (Slots - 1));
        }

        var made = _count++;
        if (_values.Length < _count * _width) Array.Resize(ref _values, Math.Min(Capacity, 2 * _count) * _width);
        _slots[slot] = made + 1;
        _hashes[made] = hash;
        _lengths[made] = (byte)form.Length;
        form.CopyTo(_forms.AsSpan(made * LongestForm));
        return _values.AsSpan(made * _width, _width);
    }
}
