namespace Dragoman.Store;

/// <summary>
/// A long list of numbers from -1 on that mostly are small: each piece of it takes one, two or four bytes a number, as its greatest needs.
/// </summary>
internal sealed class PackedNumbers
{
    /// <summary>Numbers of a piece.</summary>
    public const int PieceLength = 1 << PieceBits;

    private const int PieceBits = 16;
    private const int FirstLength = 256;

    private readonly List<Array> _pieces = [];
    private int[] _last = [];
    private int _greatest;
    private int _inLast;

    /// <summary>How many there are.</summary>
    public int Count => (_pieces.Count << PieceBits) + _inLast;

    /// <summary>Adds a number, -1 or more.</summary>
    public void Add(int number)
    {
        if (_inLast == _last.Length) Array.Resize(ref _last, Math.Clamp(_last.Length * 2, FirstLength, PieceLength));
        _last[_inLast++] = number;
        _greatest = Math.Max(_greatest, number);
        if (_inLast < PieceLength) return;

        // One more, so that -1 is 0.
        _pieces.Add(_greatest < byte.MaxValue ? Array.ConvertAll(_last, value => (byte)(value + 1))
            : _greatest < ushort.MaxValue ? Array.ConvertAll(_last, value => (ushort)(value + 1))
            : (Array)_last.Clone());
        (_inLast, _greatest) = (0, 0);
    }

    /// <summary>Writes what a table has for each number, in their order; -1 for -1.</summary>
    public void Look(ReadOnlySpan<int> table, Span<int> into)
    {
        var at = 0;
        foreach (var piece in _pieces)
        {
            switch (piece)
            {
                case byte[] bytes:
                    foreach (var value in bytes) into[at++] = value == 0 ? -1 : table[value - 1];
                    break;
                case ushort[] words:
                    foreach (var value in words) into[at++] = value == 0 ? -1 : table[value - 1];
                    break;
                default:
                    foreach (var value in (int[])piece) into[at++] = value < 0 ? -1 : table[value];
                    break;
            }
        }

        foreach (var value in _last.AsSpan(0, _inLast)) into[at++] = value < 0 ? -1 : table[value];
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _pieces.Clear();
        (_inLast, _greatest) = (0, 0);
    }
}
