using System.Buffers.Binary;

namespace Dragoman.Store;

/// <summary>
/// A segment of a full-text index as FTS5 writes one (the layout is told at the head of <c>fts5_index.c</c>): its leaves, and the table of the words that
/// leaves begin with. Built without a database.
/// </summary>
internal sealed class Fts5Segment
{
    private const int PageSize = 4_050;
    private const int HeaderBytes = 4;
    // Leaves of one word behind the one that it begins on, from which on there is a page that says which rows they begin with.
    private const int LeastSkipped = 4;

    private const byte MainIndex = (byte)'0';

    private readonly List<byte[]> _leaves = [];
    private readonly List<(byte[] Begin, int Leaf, bool HasSkips)> _begins = [];
    private readonly List<(int Leaf, byte[] Page)> _skipPages = [];
    private readonly Bytes _skips = new();
    private int _skipLeaf;
    private long _skipRow;
    private int _emptyLeaves;
    private readonly Bytes _page = new();
    private readonly Bytes _index = new();
    private readonly Bytes _places = new();
    private readonly List<(long Row, int Start, int Length)> _lists = [];
    private readonly Bytes _list = new();
    private readonly Bytes _last = new();
    private byte[] _begin = [];
    private int _beginLeaf = 1;
    private int _lastIndexed;
    private bool _isFirstTerm = true;
    private bool _isFirstRow = true;

    /// <summary>Builds the segment of some rows, one or more.</summary>
    public Fts5Segment(Fts5Postings postings)
    {
        StartPage();
        postings.Visit(Add);
        if (_page.Length > HeaderBytes) FlushPage();
        if (_leaves.Count > 0) EndBegin();
    }

    /// <summary>The leaves; the first has number 1.</summary>
    public IReadOnlyList<byte[]> Leaves => _leaves;

    /// <summary>Bytes that no word before a leaf reaches, for the leaves that a word begins on.</summary>
    public IReadOnlyList<(byte[] Begin, int Leaf, bool HasSkips)> Begins => _begins;

    /// <summary>Of words that go over many leaves, which row each leaf begins with, so that a row is found without reading those before it; by the leaf that the word begins on.</summary>
    public IReadOnlyList<(int Leaf, byte[] Page)> SkipPages => _skipPages;

    private void Add(ReadOnlySpan<byte> word, ReadOnlySpan<Fts5Postings.Place> places)
    {
        AddWord(word);
        Gather(places);
        if (PageSize >= _page.Length + _index.Length + _list.Length + 1)
        {
            _page.Append(_list.Span);
            return;
        }

        var previous = 0L;
        foreach (var (row, start, length) in _lists)
        {
            if (_isFirstRow)
            {
                BinaryPrimitives.WriteUInt16BigEndian(_page.Span, (ushort)_page.Length);
                _page.AppendVarint((ulong)row);
                _isFirstRow = false;
                Skip(row);
            }
            else
            {
                _page.AppendVarint((ulong)(row - previous));
            }

            previous = row;
            var rest = _list.Span.Slice(start, length);
            while (true)
            {
                var room = PageSize - _page.Length - _index.Length;
                var part = rest.Length <= room ? rest.Length : WholeVarints(rest, room);
                _page.Append(rest[..part]);
                rest = rest[part..];
                if (rest.Length == 0) break;
                if (_page.Length + _index.Length >= PageSize || part > 0) FlushPage();
            }

            if (_page.Length + _index.Length >= PageSize) FlushPage();
        }
    }

    private void AddWord(ReadOnlySpan<byte> word)
    {
        var length = word.Length + 1;
        if (_page.Length + _index.Length + length + 2 >= PageSize && _page.Length > HeaderBytes) FlushPage();
        _index.AppendVarint((ulong)(_page.Length - _lastIndexed));
        _lastIndexed = _page.Length;
        var last = _last.Span;
        var common = last.Length == 0 ? 0 : 1 + word.CommonPrefixLength(last[1..]);
        if (_isFirstTerm)
        {
            if (_leaves.Count > 0)
            {
                var begin = new byte[last.Length == 0 ? length : Math.Min(length, common + 1)];
                begin[0] = MainIndex;
                word[..(begin.Length - 1)].CopyTo(begin.AsSpan(1));
                EndBegin();
                (_begin, _beginLeaf) = (begin, _leaves.Count + 1);
            }

            common = 0;
        }
        else
        {
            _page.AppendVarint((ulong)common);
        }

        _page.AppendVarint((ulong)(length - common));
        if (common == 0) _page.Append([MainIndex]);
        _page.Append(word[Math.Max(0, common - 1)..]);
        _last.Clear();
        _last.Append([MainIndex]);
        _last.Append(word);
        _isFirstTerm = false;
        _isFirstRow = false;
        _skipLeaf = _leaves.Count + 1;
    }

    /// <summary>Notes the row that a leaf without a new word begins with.</summary>
    private void Skip(long row)
    {
        if (_skips.Length == 0)
        {
            _skips.AppendVarint(0);
            _skips.AppendVarint((ulong)_leaves.Count + 1);
            _skips.AppendVarint((ulong)row);
        }
        else
        {
            _skips.AppendVarint((ulong)(row - _skipRow));
        }

        _skipRow = row;
    }

    /// <summary>Ends the leaves up to the next one that a word begins on. Of a word with more leaves than one page can tell of, none is told: it is only found more slowly.</summary>
    private void EndBegin()
    {
        var hasSkips = _skips.Length is > 0 and <= PageSize && _emptyLeaves >= LeastSkipped;
        if (hasSkips) _skipPages.Add((_skipLeaf, _skips.Span.ToArray()));
        _begins.Add((_begin, _beginLeaf, hasSkips));
        _skips.Clear();
        _emptyLeaves = 0;
    }

    /// <summary>Writes the rows of a word with its places in each, as they stand where there is room for all.</summary>
    private void Gather(ReadOnlySpan<Fts5Postings.Place> places)
    {
        _list.Clear();
        _lists.Clear();
        var previous = 0L;
        for (var i = 0; i < places.Length;)
        {
            var row = places[i].Row;
            _places.Clear();
            var (column, position) = (0, 0);
            for (; i < places.Length && places[i].Row == row; i++)
            {
                if (places[i].Column != column)
                {
                    (column, position) = (places[i].Column, 0);
                    _places.Append([1]);
                    _places.AppendVarint((ulong)column);
                }

                _places.AppendVarint((ulong)(places[i].Position - position + 2));
                position = places[i].Position;
            }

            _list.AppendVarint((ulong)(row - previous));
            previous = row;
            var start = _list.Length;
            _list.AppendVarint((ulong)_places.Length * 2);
            _list.Append(_places.Span);
            _lists.Add((row, start, _list.Length - start));
        }
    }

    private void StartPage()
    {
        _page.Clear();
        _index.Clear();
        _page.Append(stackalloc byte[HeaderBytes]);
        (_lastIndexed, _isFirstTerm, _isFirstRow) = (0, true, true);
    }

    private void FlushPage()
    {
        BinaryPrimitives.WriteUInt16BigEndian(_page.Span[2..], (ushort)_page.Length);
        if (!_isFirstTerm)
        {
            _page.Append(_index.Span);
        }
        else
        {
            if (_isFirstRow && _skips.Length > 0) _skips.AppendVarint(0);
            _emptyLeaves++;
        }

        _leaves.Add(_page.Span.ToArray());
        StartPage();
    }

    /// <summary>As many bytes as fit without cutting a number in two; one number at least.</summary>
    private static int WholeVarints(ReadOnlySpan<byte> bytes, int room)
    {
        var taken = 0;
        while (taken < bytes.Length)
        {
            var next = taken;
            while (next < bytes.Length - 1 && (bytes[next] & 0x80) != 0 && next - taken < 8) next++;
            next++;
            if (taken > 0 && next > room) break;
            taken = next;
        }

        return taken;
    }

    /// <summary>Bytes that grow.</summary>
    internal sealed class Bytes
    {
        private byte[] _bytes = new byte[8 * 1024];

        public int Length { get; private set; }

        public Span<byte> Span => _bytes.AsSpan(0, Length);

        public void Clear() => Length = 0;

        public void Append(ReadOnlySpan<byte> bytes)
        {
            if (Length + bytes.Length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + bytes.Length));
            bytes.CopyTo(_bytes.AsSpan(Length));
            Length += bytes.Length;
        }

        /// <summary>A number as SQLite writes it: seven bits a byte, the highest first; the ninth byte has eight.</summary>
        public void AppendVarint(ulong value)
        {
            if (Length + 9 > _bytes.Length) Array.Resize(ref _bytes, _bytes.Length * 2);
            if (value <= 0x7F)
            {
                _bytes[Length++] = (byte)value;
                return;
            }

            var rest = value >= 1UL << 56 ? value >> 8 : value;
            var shift = value >= 1UL << 56 ? 49 : (63 - System.Numerics.BitOperations.LeadingZeroCount(value)) / 7 * 7;
            for (; shift > 0; shift -= 7) _bytes[Length++] = (byte)((rest >> shift) | 0x80);
            if (value >= 1UL << 56)
            {
                _bytes[Length++] = (byte)(rest | 0x80);
                _bytes[Length++] = (byte)value;
            }
            else
            {
                _bytes[Length++] = (byte)(rest & 0x7F);
            }
        }
    }
}
