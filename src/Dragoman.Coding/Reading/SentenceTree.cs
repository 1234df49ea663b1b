namespace Dragoman.Coding.Reading;

/// <summary>
/// The dependency tree of a piece of a sentence over its words: heads as word indices, children in text order, extents of subtrees.
/// Built once a sentence; looking at it asks for no memory. Without a parser all words are roots and <see cref="IsWhole"/> is false.
/// </summary>
internal sealed class SentenceTree
{
    private readonly int[] _starts;
    private readonly int[] _children;
    private readonly (int First, int End)[] _extents;

    private SentenceTree(int[] starts, int[] children, (int First, int End)[] extents, int root, bool whole)
    {
        _starts = starts;
        _children = children;
        _extents = extents;
        Root = root;
        IsWhole = whole;
    }

    /// <summary>Index of the first root; −1 for an empty sentence.</summary>
    public int Root { get; }

    /// <summary>Whether the words were parsed.</summary>
    public bool IsWhole { get; }

    /// <summary>The words that hang directly on a word, in text order.</summary>
    /// <param name="word">Index of a word.</param>
    public ReadOnlySpan<int> Children(int word) => _children.AsSpan(_starts[word], _starts[word + 1] - _starts[word]);

    /// <summary>First word of a subtree and the index behind its last; words of others may stand between in a crossing tree.</summary>
    /// <param name="word">Index of the word on top.</param>
    public (int First, int End) Extent(int word) => _extents[word];

    /// <summary>Builds the tree of words whose heads are set.</summary>
    /// <param name="words">Words; a head of −1 is a root.</param>
    /// <param name="whole">Whether they were parsed.</param>
    public static SentenceTree Of(Word[] words, bool whole)
    {
        var count = words.Length;
        var starts = new int[count + 1];
        var root = -1;
        for (var i = 0; i < count; i++)
        {
            if (words[i].Head >= 0)
                starts[words[i].Head + 1]++;
            else if (root < 0)
                root = i;
        }

        for (var i = 0; i < count; i++)
            starts[i + 1] += starts[i];
        var children = new int[starts[count]];
        var extents = new (int First, int End)[count];
        var next = starts.AsSpan(0, count).ToArray();
        for (var i = 0; i < count; i++)
        {
            extents[i] = (i, i + 1);
            if (words[i].Head >= 0)
                children[next[words[i].Head]++] = i;
        }

        // Each word widens its ancestors until one already reaches as far.
        for (var i = 0; i < count; i++)
        {
            var steps = 0;
            for (var h = words[i].Head; h >= 0 && steps++ < count; h = words[h].Head)
            {
                var (first, end) = extents[h];
                if (first <= i && i < end)
                    break;
                extents[h] = (Math.Min(first, i), Math.Max(end, i + 1));
            }
        }

        return new SentenceTree(starts, children, extents, root, whole);
    }
}
