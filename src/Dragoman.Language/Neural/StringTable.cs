namespace Dragoman.Language.Neural;

/// <summary>
/// A frozen set of strings with the numbers 0 … count − 1: one block of characters and one open-addressed table of slots, so that it is
/// read from a file as it lies and looked up by span without making strings.
/// </summary>
internal sealed class StringTable
{
    private readonly char[] _characters;
    private readonly int[] _offsets;
    private readonly int[] _slots;

    /// <summary>Builds the table.</summary>
    /// <param name="items">Distinct strings, in the order of their numbers.</param>
    /// <exception cref="ArgumentException">A string occurs twice.</exception>
    public StringTable(IReadOnlyList<string> items)
        : this(string.Concat(items).ToCharArray(), Offsets(items))
    {
    }

    /// <summary>Builds the table over a block of characters.</summary>
    /// <param name="characters">All strings, one behind the other.</param>
    /// <param name="offsets">Where each starts, and the end of the last; rising.</param>
    /// <exception cref="ArgumentException">A string occurs twice, or the offsets do not rise within the block.</exception>
    public StringTable(char[] characters, int[] offsets)
    {
        if (offsets.Length == 0 || offsets[0] != 0 || offsets[^1] != characters.Length)
            throw new ArgumentException("The offsets do not cover the characters.", nameof(offsets));
        _characters = characters;
        _offsets = offsets;
        var size = 16;
        while (size < 2 * Count) size *= 2;
        _slots = new int[size];
        for (var item = 0; item < Count; item++)
        {
            if (offsets[item + 1] < offsets[item]) throw new ArgumentException("The offsets do not rise.", nameof(offsets));
            var text = Span(item);
            var slot = (int)(Hash(text) & (uint)(size - 1));
            while (_slots[slot] != 0)
            {
                if (Span(_slots[slot] - 1).SequenceEqual(text)) throw new ArgumentException($"'{text}' occurs twice.", nameof(characters));
                slot = (slot + 1) & (size - 1);
            }

            _slots[slot] = item + 1;
        }
    }

    /// <summary>Number of strings.</summary>
    public int Count => _offsets.Length - 1;

    /// <summary>All strings, one behind the other.</summary>
    public ReadOnlySpan<char> Characters => _characters;

    /// <summary>The string of a number.</summary>
    /// <param name="item">0 … count − 1.</param>
    public ReadOnlySpan<char> Span(int item) => _characters.AsSpan(_offsets[item], _offsets[item + 1] - _offsets[item]);

    /// <summary>The number of a string; −1 where it is not in the table.</summary>
    /// <param name="text">Any text.</param>
    public int Find(ReadOnlySpan<char> text)
    {
        var mask = _slots.Length - 1;
        var slot = (int)(Hash(text) & (uint)mask);
        while (_slots[slot] != 0)
        {
            var item = _slots[slot] - 1;
            if (Span(item).SequenceEqual(text)) return item;
            slot = (slot + 1) & mask;
        }

        return -1;
    }

    /// <summary>A 32-bit hash that is the same on every machine (FNV-1a with a final mix).</summary>
    /// <param name="text">Any text.</param>
    public static uint Hash(ReadOnlySpan<char> text)
    {
        var hash = 2166136261u;
        foreach (var c in text) hash = (hash ^ c) * 16777619u;
        hash ^= hash >> 15;
        hash *= 0x2c1b3c6du;
        return hash ^ (hash >> 13);
    }

    private static int[] Offsets(IReadOnlyList<string> items)
    {
        var offsets = new int[items.Count + 1];
        for (var i = 0; i < items.Count; i++) offsets[i + 1] = offsets[i] + items[i].Length;
        return offsets;
    }
}
