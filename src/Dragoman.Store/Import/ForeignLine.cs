using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Dragoman.Store;

/// <summary>One line of a tab-separated file: its cells, as bytes.</summary>
internal ref struct ForeignLine
{
    private const int MostCells = 128;

    [System.Runtime.CompilerServices.InlineArray(MostCells)]
    private struct Ends
    {
        private int _first;
    }

    private readonly ReadOnlySpan<byte> _line;
    private readonly TextPool _pool;
    private Ends _ends;

    /// <summary>Takes a line apart. Of more than 128 cells only the number is right.</summary>
    public ForeignLine(ReadOnlySpan<byte> line, TextPool pool)
    {
        _line = line;
        _pool = pool;
        var start = 0;
        while (true)
        {
            var length = line[start..].IndexOf((byte)'\t');
            if (Count < MostCells) _ends[Count] = length < 0 ? line.Length : start + length;
            Count++;
            if (length < 0) break;
            start += length + 1;
        }
    }

    /// <summary>Number of cells.</summary>
    public int Count { get; }

    /// <summary>Bytes of a cell, without white space around.</summary>
    public readonly ReadOnlySpan<byte> this[int cell]
    {
        get
        {
            var start = cell == 0 ? 0 : _ends[cell - 1] + 1;
            return _line[start.._ends[cell]].Trim(" \r\n"u8);
        }
    }

    /// <summary>Text of a cell; null where it is empty, <c>None</c> or <c>NA</c>.</summary>
    public readonly string? Text(int cell)
    {
        var bytes = this[cell];
        return bytes.IsEmpty || bytes.SequenceEqual("None"u8) || bytes.SequenceEqual("NA"u8) ? null : _pool.Get(bytes);
    }

    /// <summary>Text of a cell that hardly comes twice, such as an address.</summary>
    public readonly string? Single(int cell)
    {
        var bytes = this[cell];
        return bytes.IsEmpty || bytes.SequenceEqual("None"u8) ? null : TextPool.Decode(bytes);
    }

    /// <summary>A whole number; null where the cell is none.</summary>
    public readonly long? Whole(int cell)
    {
        var bytes = this[cell];
        return Utf8Parser.TryParse(bytes, out long value, out var used) && used == bytes.Length ? value : null;
    }

    /// <summary>A number; null where the cell is none.</summary>
    public readonly double? Real(int cell)
    {
        var bytes = this[cell];
        return Utf8Parser.TryParse(bytes, out double value, out var used) && used == bytes.Length && double.IsFinite(value) ? value : null;
    }

    /// <summary>A day written as <c>20190329</c> or <c>2019-03-29</c>; 0 where the cell is none.</summary>
    public readonly int Day(int cell)
    {
        var bytes = this[cell];
        Span<char> digits = stackalloc char[8];
        if (bytes.Length == 10 && bytes[4] == (byte)'-' && bytes[7] == (byte)'-')
        {
            ReadOnlySpan<int> places = [0, 1, 2, 3, 5, 6, 8, 9];
            for (var i = 0; i < 8; i++) digits[i] = (char)bytes[places[i]];
        }
        else if (bytes.Length == 8)
        {
            for (var i = 0; i < 8; i++) digits[i] = (char)bytes[i];
        }
        else
        {
            return 0;
        }

        return DateOnly.TryParseExact(digits, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.DayNumber + 1 : 0;
    }
}

/// <summary>Texts that come again and again, made once. Forgets when it has grown large.</summary>
internal sealed class TextPool
{
    private const int Capacity = 200_000;
    private const int LongestShort = 16;
    private const int ShortBits = 13;
    private const ulong HashFactor = 0x9E37_79B9_7F4A_7C15;

    private readonly (ulong First, ulong Last, int Length, string Text)[] _short = new (ulong, ulong, int, string)[1 << ShortBits];
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public TextPool() => _lookup = _texts.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The text of bytes in UTF-8, or in Latin-1 where they are none.</summary>
    public string Get(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > LongestShort) return Find(bytes);

        // Codes, days and names of types are short: two whole numbers and a length are all of their bytes.
        var (first, last) = bytes.Length switch
        {
            >= sizeof(ulong) => (BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[^sizeof(ulong)..])),
            >= sizeof(uint) => (BinaryPrimitives.ReadUInt32LittleEndian(bytes), (ulong)BinaryPrimitives.ReadUInt32LittleEndian(bytes[^sizeof(uint)..])),
            _ => (bytes[0] | ((ulong)bytes[bytes.Length / 2] << 8) | ((ulong)bytes[^1] << 16), 0UL),
        };
        ref var known = ref _short[(int)((((first * HashFactor) ^ last ^ (ulong)bytes.Length) * HashFactor) >> (64 - ShortBits))];
        if (known.First != first || known.Last != last || known.Length != bytes.Length) known = (first, last, bytes.Length, Find(bytes));
        return known.Text;
    }

    private string Find(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 256) return Decode(bytes);
        Span<char> characters = stackalloc char[256];
        var length = Decode(bytes, characters);
        if (_lookup.TryGetValue(characters[..length], out var known)) return known;
        if (_texts.Count >= Capacity) _texts.Clear();
        var text = new string(characters[..length]);
        _texts.Add(text);
        return text;
    }

    /// <summary>The one string for all that are equal to a text; a long one is given back as it is.</summary>
    public string Get(string text)
    {
        if (text.Length > 256) return text;
        if (_texts.TryGetValue(text, out var known)) return known;
        if (_texts.Count >= Capacity) _texts.Clear();
        _texts.Add(text);
        return text;
    }

    /// <summary>The text of bytes in UTF-8, or in Latin-1 where they are none.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var characters = new char[bytes.Length];
        return new string(characters, 0, Decode(bytes, characters));
    }

    private static int Decode(ReadOnlySpan<byte> bytes, Span<char> characters) =>
        Utf8.IsValid(bytes) ? Encoding.UTF8.GetChars(bytes, characters) : Encoding.Latin1.GetChars(bytes, characters);
}
