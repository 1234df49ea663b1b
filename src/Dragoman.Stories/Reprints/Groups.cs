namespace Dragoman.Stories.Reprints;

/// <summary>Which texts are one text, and which of them counts as the origin: sets that only ever join.</summary>
internal sealed class Groups
{
    private readonly List<int> _parents = [];
    private readonly Dictionary<int, int> _origins = [];

    /// <summary>Bytes held in memory.</summary>
    public long Bytes => (_parents.Capacity * 4L) + (_origins.Count * 24L);

    /// <summary>Adds a text that is alone.</summary>
    public void Add(int text)
    {
        Room.For(_parents);
        _parents.Add(text);
    }

    /// <summary>The text that counts as the origin of a text's group.</summary>
    public int OriginOf(int text)
    {
        var root = Root(text);
        return _origins.GetValueOrDefault(root, root);
    }

    /// <summary>Makes two texts one group.</summary>
    public void Join(int one, int other, int origin)
    {
        var (first, second) = (Root(one), Root(other));
        var (root, leaf) = first <= second ? (first, second) : (second, first);
        _parents[leaf] = root;
        _origins.Remove(leaf);
        if (origin == root) _origins.Remove(root);
        else _origins[root] = origin;
    }

    private int Root(int text)
    {
        var root = text;
        while (_parents[root] != root) root = _parents[root];
        while (_parents[text] != root) (text, _parents[text]) = (_parents[text], root);
        return root;
    }
}
