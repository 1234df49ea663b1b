using System.Runtime.InteropServices;

namespace Dragoman.Coding.Learned;

/// <summary>A sentence as networks see it, with all words that may be a side of an event, each once. Used again for sentence after sentence by one thread.</summary>
internal sealed class LayerSides
{
    /// <summary>Features of a side as an actor; they stand in front of those as a recipient.</summary>
    public const int ActorKeys = 5;

    /// <summary>All features of a side.</summary>
    public const int KeysOfSide = 9;

    private readonly List<Side> _sides = [];
    private ulong[] _keys = [];
    private int[] _wordRows = [];
    private int[] _sideRows = [];
    private FeatureTable? _wordTable;
    private FeatureTable? _sideTable;
    private int[] _up = [];
    private int[] _down = [];

    /// <summary>The words.</summary>
    public LayerInput Input { get; } = new();

    /// <summary>Number of sides.</summary>
    public int Count => _sides.Count;

    /// <summary>The words of a side.</summary>
    public LayerSpan this[int side] => _sides[side].Span;

    /// <summary>Forgets the sides of the sentence before.</summary>
    public void Clear() => _sides.Clear();

    /// <summary>Adds words that may be a side, or finds them where they are there already.</summary>
    /// <param name="span">The words.</param>
    /// <param name="recipient">Whether they are a recipient here.</param>
    /// <returns>The number of the side.</returns>
    public int Add(LayerSpan span, bool recipient)
    {
        for (var i = 0; i < _sides.Count; i++)
        {
            var there = _sides[i];
            if (there.Span.First != span.First || there.Span.End != span.End)
                continue;

            // What was said last of them holds.
            _sides[i] = new Side(span, there.Recipient || recipient);
            return i;
        }

        _sides.Add(new Side(span, recipient));
        return _sides.Count - 1;
    }

    /// <summary>Works out features and paths, once all sides are there.</summary>
    public void Complete()
    {
        var count = Input.Count;
        (_wordTable, _sideTable) = (null, null);
        if (_keys.Length < _sides.Count * KeysOfSide)
            _keys = new ulong[2 * _sides.Count * KeysOfSide];
        if (_up.Length < _sides.Count * count)
        {
            _up = new int[2 * _sides.Count * count];
            _down = new int[2 * _sides.Count * count];
        }

        for (var i = 0; i < _sides.Count; i++)
        {
            var keys = _keys.AsSpan(i * KeysOfSide, KeysOfSide);
            Input.ActorKeys(_sides[i].Span, keys);
            Input.RecipientKeys(_sides[i].Span, keys[ActorKeys..]);
            Input.Paths(_sides[i].Span, _up.AsSpan(i * count, count), _down.AsSpan(i * count, count));
        }
    }

    /// <summary>Whether a side is a recipient of any pair.</summary>
    public bool IsRecipient(int side) => _sides[side].Recipient;

    /// <summary>Rows of the features of all words in a table, in the order of <see cref="LayerInput.Keys"/>; −1 for none. Looked up once for networks of one table.</summary>
    public ReadOnlySpan<int> WordRows(FeatureTable table)
    {
        var keys = CollectionsMarshal.AsSpan(Input.Keys);
        if (_wordTable != table)
        {
            if (_wordRows.Length < keys.Length)
                _wordRows = new int[2 * keys.Length];
            for (var i = 0; i < keys.Length; i++)
                _wordRows[i] = table.Row(keys[i]);
            _wordTable = table;
        }

        return _wordRows.AsSpan(0, keys.Length);
    }

    /// <summary>Rows of the features of all sides in a table, <see cref="KeysOfSide"/> each.</summary>
    public ReadOnlySpan<int> SideRows(FeatureTable table)
    {
        var count = _sides.Count * KeysOfSide;
        if (_sideTable != table)
        {
            if (_sideRows.Length < count)
                _sideRows = new int[2 * count];
            for (var i = 0; i < count; i++)
                _sideRows[i] = table.Row(_keys[i]);
            _sideTable = table;
        }

        return _sideRows.AsSpan(0, count);
    }

    /// <summary>The feature of the sectors of a pair.</summary>
    public ulong SectorKey(int actor, int recipient) => LayerInput.SectorKey(_sides[actor].Span, _sides[recipient].Span);


    /// <summary>Rows of the table of ways up from a side to every word.</summary>
    public ReadOnlySpan<int> Up(int side) => _up.AsSpan(side * Input.Count, Input.Count);

    /// <summary>Rows of the table of ways down from a side to every word.</summary>
    public ReadOnlySpan<int> Down(int side) => _down.AsSpan(side * Input.Count, Input.Count);

    private readonly record struct Side(LayerSpan Span, bool Recipient);
}
