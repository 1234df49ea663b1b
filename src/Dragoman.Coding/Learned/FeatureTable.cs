namespace Dragoman.Coding.Learned;

/// <summary>Numbers features by their hash. While it grows it counts; frozen, it answers with a row or −1.</summary>
internal sealed class FeatureTable
{
    private readonly Dictionary<ulong, int> _rows;
    private readonly Dictionary<ulong, int>? _counts;

    /// <summary>A table that grows.</summary>
    public FeatureTable()
    {
        _rows = [];
        _counts = [];
    }

    /// <summary>A table of given features, row by row.</summary>
    public FeatureTable(ReadOnlySpan<ulong> keys)
    {
        _rows = new Dictionary<ulong, int>(keys.Length);
        for (var i = 0; i < keys.Length; i++)
            _rows.Add(keys[i], i);
    }

    /// <summary>Number of rows.</summary>
    public int Count => _rows.Count;

    /// <summary>The features in the order of their rows.</summary>
    public ulong[] Keys()
    {
        var keys = new ulong[_rows.Count];
        foreach (var (key, row) in _rows)
            keys[row] = key;
        return keys;
    }

    /// <summary>Whether it is a table of these features in this order.</summary>
    public bool Has(ReadOnlySpan<ulong> keys)
    {
        if (keys.Length != _rows.Count)
            return false;
        for (var i = 0; i < keys.Length; i++)
        {
            if (Row(keys[i]) != i)
                return false;
        }

        return true;
    }

    /// <summary>The row of a feature; −1 where it has none.</summary>
    public int Row(ulong key) => _rows.TryGetValue(key, out var row) ? row : -1;

    /// <summary>Counts a feature.</summary>
    public void Count1(ulong key)
    {
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_counts!, key, out _)++;
    }

    /// <summary>Gives rows to all features that were counted often enough, in the order of their keys.</summary>
    public FeatureTable Freeze(int least) =>
        new([.. _counts!.Where(pair => pair.Value >= least).Select(pair => pair.Key).Order()]);

    /// <summary>A feature of a template and a word.</summary>
    public static ulong Key(int template, ReadOnlySpan<char> word) => End(More(Begin(template), word));

    /// <summary>Begins a feature that is made of several pieces of text.</summary>
    public static ulong Begin(int template) => 0xcbf29ce484222325UL ^ ((ulong)template * 0x9E3779B97F4A7C15UL);

    /// <summary>Adds a piece of text; case does not count.</summary>
    public static ulong More(ulong hash, ReadOnlySpan<char> word)
    {
        foreach (var c in word)
            hash = (hash ^ (char.IsAscii(c) ? char.IsAsciiLetterUpper(c) ? (uint)(c | 0x20) : c : char.ToLowerInvariant(c))) * 0x100000001b3UL;
        return hash;
    }

    /// <summary>The feature whose text is complete.</summary>
    public static ulong End(ulong hash) => hash ^ (hash >> 29);

    /// <summary>A feature of a template and two numbers.</summary>
    public static ulong Key(int template, int one, int two = 0)
    {
        var hash = ((ulong)(uint)template * 0x9E3779B97F4A7C15UL) + ((ulong)(uint)one << 32) + (uint)two;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return hash ^ (hash >> 31);
    }
}
