namespace Dragoman.Language.Neural;

/// <summary>
/// Inputs of the network and lemmas by form: most words of a text have occurred before, and what depends on the form alone need not be computed again.
/// Bounded; when full it starts anew. Not thread-safe.
/// </summary>
internal sealed class WordCache
{
    /// <summary>Forms that are kept.</summary>
    public const int Capacity = 16384;

    /// <summary>Longest form that is kept, in UTF-16 code units.</summary>
    public const int LongestForm = 32;

    private const int Slots = 4 * Capacity;
    private const int LemmaWays = 4;

    // Rows come in blocks that stay where they are: an array that grows would be copied, and left to the collector, at every growth.
    private const int BlockForms = 256;
    private readonly int _width;
    private readonly int[] _slots = new int[Slots];
    private readonly uint[] _hashes = new uint[Capacity];
    private readonly char[] _forms = new char[Capacity * LongestForm];
    private readonly byte[] _lengths = new byte[Capacity];
    private readonly byte[] _kinds = new byte[Capacity];
    private readonly string?[] _lemmas = new string?[Capacity * LemmaWays];
    private readonly int[] _lemmaTags = new int[Capacity * LemmaWays];
    private readonly float[]?[] _blocks = new float[]?[Capacity / BlockForms];
    private int _count;

    /// <summary>Makes an empty cache.</summary>
    /// <param name="width">Numbers a form.</param>
    public WordCache(int width) => _width = width;

    /// <summary>Changes whenever the numbers of forms come to mean something else.</summary>
    public int Generation { get; private set; }

    /// <summary>Empties a full cache; between batches only, since it makes the numbers that <see cref="Find"/> gave mean nothing.</summary>
    public void Trim()
    {
        if (_count < Capacity) return;
        _slots.AsSpan().Clear();
        Array.Clear(_lemmas);
        _count = 0;
        Generation++;
    }

    /// <summary>The number of a form; a new form gets one as long as there is room.</summary>
    /// <param name="form">The form.</param>
    /// <param name="isNew">Whether its row is for the caller to fill in.</param>
    /// <returns>The number; −1 for a form that is not kept.</returns>
    public int Find(ReadOnlySpan<char> form, out bool isNew)
    {
        isNew = false;
        if (form.Length > LongestForm) return -1;
        var hash = StringTable.Hash(form);
        var slot = (int)(hash & (Slots - 1));
        while (_slots[slot] != 0)
        {
            var item = _slots[slot] - 1;
            if (_hashes[item] == hash && _forms.AsSpan(item * LongestForm, _lengths[item]).SequenceEqual(form)) return item;
            slot = (slot + 1) & (Slots - 1);
        }

        if (_count == Capacity) return -1;
        isNew = true;
        var made = _count++;
        _blocks[made / BlockForms] ??= GC.AllocateUninitializedArray<float>(BlockForms * _width);
        _slots[slot] = made + 1;
        _hashes[made] = hash;
        _lengths[made] = (byte)form.Length;
        _kinds[made] = SentenceContext.Kind(form);
        form.CopyTo(_forms.AsSpan(made * LongestForm));
        return made;
    }

    /// <summary>The input of a form.</summary>
    /// <param name="item">Its number.</param>
    public Span<float> Row(int item) => _blocks[item / BlockForms].AsSpan(item % BlockForms * _width, _width);

    /// <summary>What the form is by its characters, as <see cref="SentenceContext.Kind"/> says.</summary>
    /// <param name="item">Its number.</param>
    public byte Kind(int item) => _kinds[item];

    /// <summary>The lemma of a form, if it was asked for with this tag before.</summary>
    /// <param name="item">The form's number.</param>
    /// <param name="tag">The tag's number.</param>
    public string? Lemma(int item, int tag)
    {
        for (var way = item * LemmaWays; way < (item + 1) * LemmaWays; way++)
            if (_lemmas[way] is { } lemma && _lemmaTags[way] == tag) return lemma;
        return null;
    }

    /// <summary>Keeps a lemma; the tag seen longest ago makes room.</summary>
    /// <param name="item">The form's number.</param>
    /// <param name="tag">The tag's number.</param>
    /// <param name="lemma">The lemma.</param>
    public void KeepLemma(int item, int tag, string lemma)
    {
        var first = item * LemmaWays;
        for (var way = first + LemmaWays - 1; way > first; way--)
            (_lemmas[way], _lemmaTags[way]) = (_lemmas[way - 1], _lemmaTags[way - 1]);
        (_lemmas[first], _lemmaTags[first]) = (lemma, tag);
    }
}
