using System.Buffers.Binary;
using System.Text;

namespace Dragoman.Store;

/// <summary>The words of some rows of a full-text table with two columns, gathered in memory: where each word stands. For one thread at a time.</summary>
internal sealed class Fts5Postings
{
    /// <summary>FTS5 cuts longer words.</summary>
    public const int LongestWord = 32_768;

    private const int FirstSlots = 1 << 11;
    private const int MostKept = 1 << 22;
    private const uint HashFactor = 0x9E37_79B1;
    private const int ColumnBit = 31;

    private readonly byte[] _word = new byte[LongestWord];
    private readonly List<Row> _rows = [];
    private readonly List<Word> _words = [];
    private readonly List<int> _tokens = [];
    private byte[] _bytes = new byte[1 << 14];
    private int _bytesUsed;
    private int[] _slots = new int[FirstSlots];

    /// <summary>The rows, in the order in which they came.</summary>
    public IReadOnlyList<Row> Rows => _rows;

    /// <summary>Words of all rows, those that come again counted again.</summary>
    public int Tokens => _tokens.Count;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _rows.Clear();
        _words.Clear();
        _tokens.Clear();
        _bytesUsed = 0;
        if (_tokens.Capacity > MostKept)
        {
            _tokens.Capacity = 0;
            _slots = new int[FirstSlots];
        }

        Array.Clear(_slots);
    }

    /// <summary>Adds a row.</summary>
    public void Add(long row, string first, string second)
    {
        var start = _tokens.Count;
        Take(first);
        var middle = _tokens.Count;
        Take(second);
        _rows.Add(new Row(row, start, middle - start, _tokens.Count - middle));
    }

    /// <summary>Visits every word in the order of its bytes, each with the places where it stands: rows rising, columns and positions rising in each.</summary>
    /// <param name="visit">Takes the word's bytes and its places.</param>
    public void Visit(Visitor visit)
    {
        // Row by row, rising: then every word's places are.
        var rows = _rows.ToArray();
        Array.Sort(rows, static (x, y) => x.Id.CompareTo(y.Id));
        var ends = new int[_words.Count];
        for (var (i, end) = (0, 0); i < ends.Length; i++)
        {
            ends[i] = end;
            end += _words[i].Count;
        }

        var places = new Place[_tokens.Count];
        foreach (var row in rows)
        {
            var token = row.Start;
            for (var position = 0; position < row.First; position++) places[ends[_tokens[token++]]++] = new Place(row.Id, (uint)position);
            for (var position = 0; position < row.Second; position++) places[ends[_tokens[token++]]++] = new Place(row.Id, (1u << ColumnBit) | (uint)position);
        }

        foreach (var i in InOrder())
        {
            var word = _words[i];
            visit(_bytes.AsSpan(word.Start, word.Length), places.AsSpan(ends[i] - word.Count, word.Count));
        }
    }

    private void Take(string text)
    {
        var ascii = Fts5Characters.Ascii;
        Span<byte> bytes = stackalloc byte[4];
        var (length, hash, isInside) = (0, 0u, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < ascii.Length)
            {
                var folded = ascii[c];
                if (folded == 0)
                {
                    if (isInside) End(length, hash);
                    (length, hash, isInside) = (0, 0, false);
                }
                else
                {
                    isInside = true;
                    if (length == LongestWord) continue;
                    _word[length++] = folded;
                    hash = (hash ^ folded) * HashFactor;
                }

                continue;
            }

            int codePoint = c;
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) codePoint = char.ConvertToUtf32(c, text[++i]);
            var character = Fts5Characters.Of(codePoint);
            if (character == Fts5Characters.Separator || (!isInside && !Fts5Characters.MayBegin(character)))
            {
                if (isInside) End(length, hash);
                (length, hash, isInside) = (0, 0, false);
                continue;
            }

            isInside = true;
            if (Fts5Characters.Folded(character) is not 0 and var other)
            {
                foreach (var part in bytes[..new Rune(other).EncodeToUtf8(bytes)])
                {
                    if (length == LongestWord) break;
                    _word[length++] = part;
                    hash = (hash ^ part) * HashFactor;
                }
            }
        }

        if (isInside) End(length, hash);
    }

    private void End(int length, uint hash)
    {
        hash ^= hash >> 15;
        var word = _word.AsSpan(0, length);
        var mask = _slots.Length - 1;
        var slot = (int)hash & mask;
        for (; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            var number = _slots[slot] - 1;
            ref var known = ref System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_words)[number];
            if (known.Hash != hash || known.Length != length || !word.SequenceEqual(_bytes.AsSpan(known.Start, length))) continue;
            known.Count++;
            _tokens.Add(number);
            return;
        }

        if (_bytesUsed + length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _bytesUsed + length));
        word.CopyTo(_bytes.AsSpan(_bytesUsed));
        _words.Add(new Word { Start = _bytesUsed, Length = length, Hash = hash, Count = 1 });
        _bytesUsed += length;
        _tokens.Add(_words.Count - 1);
        _slots[slot] = _words.Count;
        if (_words.Count * 2 > _slots.Length) Grow();
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 4];
        var mask = _slots.Length - 1;
        for (var i = 0; i < _words.Count; i++)
        {
            var slot = (int)_words[i].Hash & mask;
            while (_slots[slot] != 0) slot = (slot + 1) & mask;
            _slots[slot] = i + 1;
        }
    }

    /// <summary>Numbers of the words in the order of their bytes: by the first eight at once, then by all.</summary>
    private int[] InOrder()
    {
        var (keys, order) = (new ulong[_words.Count], new int[_words.Count]);
        Span<byte> start = stackalloc byte[8];
        for (var i = 0; i < order.Length; i++)
        {
            start.Clear();
            var word = _bytes.AsSpan(_words[i].Start, _words[i].Length);
            word[..Math.Min(8, word.Length)].CopyTo(start);
            (keys[i], order[i]) = (BinaryPrimitives.ReadUInt64BigEndian(start), i);
        }

        Array.Sort(keys, order);
        for (var begin = 0; begin < order.Length;)
        {
            var end = begin + 1;
            while (end < order.Length && keys[end] == keys[begin]) end++;
            if (end - begin > 1)
            {
                Array.Sort(order, begin, end - begin, Comparer<int>.Create((x, y) =>
                    _bytes.AsSpan(_words[x].Start, _words[x].Length).SequenceCompareTo(_bytes.AsSpan(_words[y].Start, _words[y].Length))));
            }

            begin = end;
        }

        return order;
    }

    /// <summary>Takes a word.</summary>
    public delegate void Visitor(ReadOnlySpan<byte> word, ReadOnlySpan<Place> places);

    /// <summary>A row: its number, where its words begin, and how many each column has.</summary>
    internal readonly record struct Row(long Id, int Start, int First, int Second);

    /// <summary>Where a word stands.</summary>
    internal readonly record struct Place(long Row, uint Packed)
    {
        /// <summary>0 or 1.</summary>
        public int Column => (int)(Packed >> ColumnBit);

        /// <summary>Number of the word in its column, 0 the first.</summary>
        public int Position => (int)(Packed & ~(1u << ColumnBit));
    }

    private struct Word
    {
        public int Start;
        public int Length;
        public uint Hash;
        public int Count;
    }
}
