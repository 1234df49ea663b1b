using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Dragoman.Stories.Reprints;

/// <summary>
/// Which texts hold a shingle: lines of 64 bytes, each one cache line with up to 15 entries of 34 bits (a text's number, and as many bits of the hash as are
/// left: 18 for 65,536 texts, 13 for two million). A hash belongs to one line and, when that is full, to the next. A look-up so touches one place in memory per
/// hash; it may name a text that does not hold the shingle (once in 262,144 or 8,192 entries), never the converse, except for shingles that a great many texts share.
/// </summary>
/// <remarks>
/// The number of texts that are named by chance grows with all that is known and not with how it is divided into tables, and each of them is read again: these bits, and
/// <see cref="Prefetch"/>, are what keeps a look-up as fast among ten million texts as among a hundred thousand.
/// </remarks>
internal sealed class PostingTable
{
    /// <summary>Texts that a table can number.</summary>
    public const int MaxTexts = 1 << 24;

    private const int Slots = 15;
    private const int MaxSame = 6;

    // What is left of the hash: the bits above those that choose the line, below those that are nought in every sampled hash.
    private const int TagShift = 40;
    private const int MostTagBits = 18;

    // Two more bits of the hash, from below those of the line; they stand together in the line's last four bytes.
    private const int ExtraBits = 2;
    private const int ExtraShift = 6;

    private readonly Line[] _lines;
    private readonly int _tagBits;

    /// <summary>Makes a table.</summary>
    /// <param name="postings">Entries that it should take at about 83 % load.</param>
    /// <param name="texts">Texts that it is to number, 1 to <see cref="MaxTexts"/>.</param>
    public PostingTable(long postings, int texts = MaxTexts)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(texts, MaxTexts);
        _tagBits = Math.Min(MostTagBits, 32 - BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)texts)));
        _lines = new Line[Math.Clamp(postings * 2 / 25, 64, 1 << 27)];
    }

    /// <summary>Memory of the table in bytes.</summary>
    public long Bytes => (long)_lines.Length * Unsafe.SizeOf<Line>();

    /// <summary>Entries held.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a text's shingle.</summary>
    /// <param name="hash">The shingle.</param>
    /// <param name="text">The text's number within this table, below <see cref="MaxTexts"/>.</param>
    public void Add(ulong hash, int text)
    {
        var line = LineOf(hash);
        var (tag, extra) = (TagOf(hash), ExtraOf(hash));
        var mask = (1u << _tagBits) - 1;
        for (var step = 0; step < 2; step++, line = line + 1 == _lines.Length ? 0 : line + 1)
        {
            ref var entries = ref _lines[line];
            if (entries[Slots - 1] != 0) continue;
            var (used, same) = (0, 0);
            for (; entries[used] != 0; used++)
            {
                if ((entries[used] & mask) == tag && entries.Extra(used) == extra) same++;
            }

            // What so many texts share tells nothing about any of them.
            if (same >= MaxSame) return;
            entries[used] = ((uint)text << _tagBits) | tag;
            entries[Slots] |= extra << (ExtraBits * used);
            Count++;
            return;
        }
    }

    /// <summary>Counts the texts that seem to hold a shingle.</summary>
    /// <param name="hash">The shingle.</param>
    /// <param name="votes">Takes one vote for each text.</param>
    /// <param name="first">Added to the number within this table.</param>
    /// <param name="weight">What one shingle of this table says.</param>
    public void Find(ulong hash, Votes votes, int first, int weight)
    {
        var line = LineOf(hash);
        var tag = TagOf(hash);
        var mask = (1u << _tagBits) - 1;
        for (var step = 0; step < 2; step++, line = line + 1 == _lines.Length ? 0 : line + 1)
        {
            ref var entries = ref _lines[line];
            for (var i = 0; i < Slots; i++)
            {
                var entry = entries[i];
                if (entry == 0) return;
                if ((entry & mask) == tag && entries.Extra(i) == ExtraOf(hash)) votes.Add(first + (int)(entry >> _tagBits), weight);
            }
        }
    }

    /// <summary>Asks for the place of memory that a shingle is looked up in; whoever has many asks for all of them before the first is read.</summary>
    /// <param name="hash">The shingle.</param>
    public unsafe void Prefetch(ulong hash)
    {
        // An address that nothing is read from: it may be out of date when the collector has moved the lines meanwhile.
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref _lines[LineOf(hash)]));
    }

    // The sampled hashes are the small ones, so that the top bits say little: lines come from the low half, tags from the bits between.
    private int LineOf(ulong hash) => (int)(((hash >> 8) & uint.MaxValue) * (ulong)_lines.Length >> 32);

    // Never nought, which is an empty place.
    private uint TagOf(ulong hash) => Math.Max(1, (uint)(hash >> TagShift) & ((1u << _tagBits) - 1));

    private static uint ExtraOf(ulong hash) => (uint)(hash >> ExtraShift) & ((1u << ExtraBits) - 1);

    [InlineArray(16)]
    private struct Line
    {
        private uint _first;

        public readonly uint Extra(int entry) => (this[Slots] >> (ExtraBits * entry)) & ((1u << ExtraBits) - 1);
    }
}

/// <summary>How many shingles speak for each text; emptied for the next look-up without touching all of it.</summary>
internal sealed class Votes
{
    private int[] _keys = new int[256];
    private int[] _counts = new int[256];
    private int[] _used = new int[128];
    private int _length;

    /// <summary>Texts with a vote.</summary>
    public int Count => _length;

    /// <summary>Forgets all votes.</summary>
    public void Clear()
    {
        for (var i = 0; i < _length; i++) _counts[_used[i]] = 0;
        _length = 0;
    }

    /// <summary>Adds votes for a text, 1 or more.</summary>
    public void Add(int text, int weight)
    {
        if (_length * 2 >= _keys.Length) Grow();
        var slot = Slot(text);
        if (_counts[slot] == 0)
        {
            _keys[slot] = text;
            _used[_length++] = slot;
        }

        _counts[slot] += weight;
    }

    /// <summary>The texts with most votes, best first; of equals the earlier one first.</summary>
    /// <param name="best">Takes text and votes; as many as have room.</param>
    /// <returns>How many there are.</returns>
    public int Best(Span<(int Text, int Count)> best)
    {
        var found = 0;
        for (var i = 0; i < _length; i++)
        {
            var candidate = (Text: _keys[_used[i]], Count: _counts[_used[i]]);
            var place = found;
            while (place > 0 && IsBetter(candidate, best[place - 1])) place--;
            if (place >= best.Length) continue;
            if (found < best.Length) found++;
            for (var move = found - 1; move > place; move--) best[move] = best[move - 1];
            best[place] = candidate;
        }

        return found;
    }

    private static bool IsBetter((int Text, int Count) one, (int Text, int Count) other) =>
        one.Count != other.Count ? one.Count > other.Count : one.Text < other.Text;

    private int Slot(int text)
    {
        var slot = (int)((uint)text * 2654435769u >> 8) & (_keys.Length - 1);
        while (_counts[slot] != 0 && _keys[slot] != text) slot = (slot + 1) & (_keys.Length - 1);
        return slot;
    }

    private void Grow()
    {
        var (keys, counts, used, length) = (_keys, _counts, _used, _length);
        (_keys, _counts, _used, _length) = (new int[keys.Length * 2], new int[keys.Length * 2], new int[keys.Length], 0);
        for (var i = 0; i < length; i++)
        {
            var slot = Slot(keys[used[i]]);
            _keys[slot] = keys[used[i]];
            _counts[slot] = counts[used[i]];
            _used[_length++] = slot;
        }
    }
}
