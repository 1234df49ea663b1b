using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using Snappier;

namespace Dragoman.Store;

/// <summary>What a column of a Parquet file holds; the numbers are those of the format.</summary>
internal enum ParquetType
{
    /// <summary>Whole numbers of 32 bits.</summary>
    Whole = 1,

    /// <summary>Numbers of 64 bits.</summary>
    Real = 5,

    /// <summary>Text as UTF-8.</summary>
    Text = 6,
}

/// <summary>
/// Writes a Parquet file, group by group, each column of a group as one page compressed with Snappy: texts by numbers of a dictionary of the group, where they repeat. Every
/// column may lack values. The layout is that of https://parquet.apache.org/docs/file-format/, data pages of version 1. For one thread at a time.
/// </summary>
/// <param name="output">Where to; it is not asked for its position.</param>
/// <param name="columns">Names and kinds.</param>
internal sealed class ParquetWriter(Stream output, IReadOnlyList<(string Name, ParquetType Type)> columns)
{
    private const int Plain = 0;
    private const int RunLength = 3;
    private const int Dictionary = 8;
    private const int SnappyCodec = 1;
    private const int DataPage = 0;
    private const int DictionaryPage = 2;

    private readonly List<(long Rows, long Bytes, List<Chunk> Chunks)> _groups = [];
    private readonly ArrayBufferWriter<byte> _page = new(1 << 20);
    private long _position;

    private static ReadOnlySpan<byte> Magic => "PAR1"u8;

    /// <summary>Writes the head of the file.</summary>
    public void Begin() => Put(Magic);

    /// <summary>Writes a group.</summary>
    /// <param name="rows">Number of rows, 1 or more.</param>
    /// <param name="values">The columns, in order.</param>
    public void WriteGroup(int rows, IReadOnlyList<ParquetColumn> values)
    {
        var chunks = new List<Chunk>(columns.Count);
        for (var i = 0; i < columns.Count; i++) chunks.Add(WriteColumn(rows, values[i]));
        _groups.Add((rows, chunks.Sum(chunk => chunk.Whole), chunks));
    }

    /// <summary>Writes the foot of the file; the last step.</summary>
    public void End()
    {
        var foot = new ThriftWriter(_page);
        _page.ResetWrittenCount();
        foot.Whole(1, 1);
        foot.List(2, ThriftWriter.StructType, columns.Count + 1);
        foot.BeginItem();
        foot.Text(4, "root");
        foot.Whole(5, columns.Count);
        foot.End();
        foreach (var (name, type) in columns)
        {
            foot.BeginItem();
            foot.Whole(1, (int)type);
            foot.Whole(3, 1); // may lack values
            foot.Text(4, name);
            if (type == ParquetType.Text)
            {
                foot.Whole(6, 0); // UTF-8, as older readers know it, and as newer ones do
                foot.Begin(10);
                foot.Begin(1);
                foot.End();
                foot.End();
            }

            foot.End();
        }

        foot.Long(3, _groups.Sum(group => group.Rows));
        foot.List(4, ThriftWriter.StructType, _groups.Count);
        foreach (var (rows, bytes, chunks) in _groups)
        {
            foot.BeginItem();
            foot.List(1, ThriftWriter.StructType, chunks.Count);
            for (var i = 0; i < chunks.Count; i++) WriteChunk(foot, columns[i], chunks[i], rows);
            foot.Long(2, bytes);
            foot.Long(3, rows);
            foot.End();
        }

        foot.Text(6, "Dragoman");
        foot.Stop();
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, _page.WrittenCount);
        Put(_page.WrittenSpan);
        Put(length);
        Put(Magic);
    }

    private static void WriteChunk(ThriftWriter foot, (string Name, ParquetType Type) column, Chunk chunk, long rows)
    {
        foot.BeginItem();
        foot.Long(2, chunk.Start);
        foot.Begin(3);
        foot.Whole(1, (int)column.Type);
        foot.List(2, ThriftWriter.WholeType, chunk.DictionaryStart is null ? 2 : 3);
        foot.Item(Plain);
        foot.Item(RunLength);
        if (chunk.DictionaryStart is not null) foot.Item(Dictionary);
        foot.List(3, ThriftWriter.TextType, 1);
        foot.Item(column.Name);
        foot.Whole(4, SnappyCodec);
        foot.Long(5, rows);
        foot.Long(6, chunk.Whole);
        foot.Long(7, chunk.Compressed);
        foot.Long(9, chunk.DataStart);
        if (chunk.DictionaryStart is { } start) foot.Long(11, start);
        foot.End();
        foot.End();
    }

    private Chunk WriteColumn(int rows, ParquetColumn column)
    {
        var start = _position;
        var whole = 0L;
        long? dictionary = null;
        var isDictionary = column.IsDictionary;
        if (isDictionary)
        {
            dictionary = _position;
            _page.ResetWrittenCount();
            _page.Write(column.Values);
            whole += WritePage(DictionaryPage, column.Distinct, Plain);
        }

        var data = _position;
        _page.ResetWrittenCount();
        WriteLevels(column.IsThere(rows));
        if (isDictionary) WriteNumbers(column.Numbers, column.Distinct);
        else _page.Write(column.Values);
        whole += WritePage(DataPage, rows, isDictionary ? Dictionary : Plain);
        return new Chunk(start, dictionary, data, whole, _position - start);
    }

    /// <summary>Writes the page that was gathered; gives its length as it was before compression, with its head.</summary>
    private long WritePage(int type, int values, int encoding)
    {
        var bytes = _page.WrittenSpan;
        var packed = ArrayPool<byte>.Shared.Rent(Snappy.GetMaxCompressedLength(bytes.Length));
        var length = Snappy.Compress(bytes, packed);
        var buffer = new ArrayBufferWriter<byte>(64);
        var head = new ThriftWriter(buffer);
        head.Whole(1, type);
        head.Whole(2, bytes.Length);
        head.Whole(3, length);
        head.Begin(type == DataPage ? 5 : 7);
        head.Whole(1, values);
        head.Whole(2, encoding);
        if (type == DataPage)
        {
            head.Whole(3, RunLength);
            head.Whole(4, RunLength);
        }

        head.End();
        head.Stop();
        var before = buffer.WrittenCount + bytes.Length;
        Put(buffer.WrittenSpan);
        Put(packed.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(packed);
        return before;
    }

    /// <summary>Which rows have a value: one run where all or none have, bits otherwise.</summary>
    private void WriteLevels(ReadOnlySpan<bool> there)
    {
        _page.GetSpan(sizeof(int));
        _page.Advance(sizeof(int));
        var begin = _page.WrittenCount;
        var same = there.IndexOf(!there[0]) < 0;
        if (same)
        {
            Varint((ulong)there.Length << 1);
            _page.Write([(byte)(there[0] ? 1 : 0)]);
        }
        else
        {
            var groups = (there.Length + 7) / 8;
            Varint(((ulong)groups << 1) | 1);
            var bits = _page.GetSpan(groups)[..groups];
            bits.Clear();
            for (var i = 0; i < there.Length; i++)
            {
                if (there[i]) bits[i >> 3] |= (byte)(1 << (i & 7));
            }

            _page.Advance(groups);
        }

        BinaryPrimitives.WriteInt32LittleEndian(System.Runtime.InteropServices.MemoryMarshal.AsMemory(_page.WrittenMemory).Span[(begin - sizeof(int))..], _page.WrittenCount - begin);
    }

    /// <summary>Numbers of the dictionary in as many bits as the greatest needs, eight at a time.</summary>
    private void WriteNumbers(ReadOnlySpan<int> numbers, int distinct)
    {
        var width = Math.Max(1, 32 - BitOperations.LeadingZeroCount((uint)Math.Max(0, distinct - 1)));
        _page.Write([(byte)width]);
        var groups = (numbers.Length + 7) / 8;
        Varint(((ulong)groups << 1) | 1);
        var length = groups * width;
        var bytes = _page.GetSpan(length)[..length];
        var (bits, count, at) = (0UL, 0, 0);
        for (var i = 0; i < groups * 8; i++)
        {
            bits |= (ulong)(i < numbers.Length ? numbers[i] : 0) << count;
            count += width;
            while (count >= 8)
            {
                bytes[at++] = (byte)bits;
                bits >>= 8;
                count -= 8;
            }
        }

        _page.Advance(length);
    }

    private void Varint(ulong value)
    {
        var bytes = _page.GetSpan(10);
        var at = 0;
        for (; value >= 0x80; value >>= 7) bytes[at++] = (byte)(value | 0x80);
        bytes[at++] = (byte)value;
        _page.Advance(at);
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        _position += bytes.Length;
    }

    private sealed record Chunk(long Start, long? DictionaryStart, long DataStart, long Whole, long Compressed);
}

/// <summary>The values of one column of a group, as they stand in a page.</summary>
internal sealed class ParquetColumn
{
    // Strings whose numbers are known without looking at their characters.
    private const int SameBits = 10;

    private readonly ArrayBufferWriter<byte> _values = new(1 << 12);
    private readonly List<bool> _there = [];
    private readonly List<int> _numbers = [];
    private readonly (string? Text, int Number)[] _same = new (string?, int)[1 << SameBits];
    private readonly Dictionary<string, int> _equal = new(StringComparer.Ordinal);
    private int _distinct;
    private string? _last;
    private int _lastNumber;

    /// <summary>Values, each once where <see cref="IsDictionary"/>.</summary>
    public ReadOnlySpan<byte> Values => _values.WrittenSpan;

    /// <summary>Whether values stand in a dictionary, and rows have their numbers.</summary>
    public bool IsDictionary => _numbers.Count > 0;

    /// <summary>Numbers of the rows that have a value.</summary>
    public ReadOnlySpan<int> Numbers => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_numbers);

    /// <summary>Values of the dictionary.</summary>
    public int Distinct => _distinct;

    /// <summary>For each row, whether it has a value.</summary>
    public ReadOnlySpan<bool> IsThere(int rows) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_there)[..rows];

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _values.ResetWrittenCount();
        _there.Clear();
        _numbers.Clear();
        Array.Clear(_same);
        _equal.Clear();
        _distinct = 0;
        _last = null;
    }

    /// <summary>Adds a row with a text that other rows are likely to have too; null or '' for none.</summary>
    public void Add(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            _there.Add(false);
            return;
        }

        _there.Add(true);
        if (!ReferenceEquals(text, _last))
        {
            ref var same = ref _same[RuntimeHelpers.GetHashCode(text) & ((1 << SameBits) - 1)];
            if (ReferenceEquals(text, same.Text))
            {
                _lastNumber = same.Number;
            }
            else
            {
                if (!_equal.TryGetValue(text, out _lastNumber))
                {
                    _lastNumber = _distinct++;
                    _equal.Add(text, _lastNumber);
                    Write(text);
                }

                same = (text, _lastNumber);
            }

            _last = text;
        }

        _numbers.Add(_lastNumber);
    }

    /// <summary>Adds a row with a text of its own; null or '' for none.</summary>
    public void AddOwn(string? text)
    {
        _there.Add(!string.IsNullOrEmpty(text));
        if (!string.IsNullOrEmpty(text)) Write(text);
    }

    /// <summary>Adds a row with a number.</summary>
    public void Add(double? number)
    {
        _there.Add(number is not null);
        if (number is not { } value) return;
        BinaryPrimitives.WriteDoubleLittleEndian(_values.GetSpan(sizeof(double)), value);
        _values.Advance(sizeof(double));
    }

    /// <summary>Adds a row with a whole number.</summary>
    public void Add(int? number)
    {
        _there.Add(number is not null);
        if (number is not { } value) return;
        BinaryPrimitives.WriteInt32LittleEndian(_values.GetSpan(sizeof(int)), value);
        _values.Advance(sizeof(int));
    }

    private void Write(string text)
    {
        var bytes = _values.GetSpan(sizeof(int) + (text.Length * 3));
        var length = Encoding.UTF8.GetBytes(text, bytes[sizeof(int)..]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        _values.Advance(sizeof(int) + length);
    }
}

/// <summary>Writes structs of Thrift's compact protocol, as the heads of Parquet's pages and its foot are written.</summary>
internal sealed class ThriftWriter(ArrayBufferWriter<byte> output)
{
    /// <summary>Number of the type of whole numbers of 32 bits.</summary>
    public const int WholeType = 5;

    /// <summary>Number of the type of texts.</summary>
    public const int TextType = 8;

    /// <summary>Number of the type of structs.</summary>
    public const int StructType = 12;

    private const int LongType = 6;
    private const int ListType = 9;
    private const int LongestShortList = 14;

    private readonly Stack<int> _outer = new();
    private int _last;

    public void Whole(int field, int value)
    {
        Field(field, WholeType);
        ZigZag(value);
    }

    public void Long(int field, long value)
    {
        Field(field, LongType);
        ZigZag(value);
    }

    public void Text(int field, string value)
    {
        Field(field, TextType);
        Item(value);
    }

    public void List(int field, int type, int count)
    {
        Field(field, ListType);
        if (count <= LongestShortList)
        {
            Byte((count << 4) | type);
            return;
        }

        Byte(0xF0 | type);
        Varint((ulong)count);
    }

    public void Item(int value) => ZigZag(value);

    public void Item(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        Varint((ulong)bytes.Length);
        output.Write(bytes);
    }

    /// <summary>Begins a struct that is a field.</summary>
    public void Begin(int field)
    {
        Field(field, StructType);
        BeginItem();
    }

    /// <summary>Begins a struct of a list.</summary>
    public void BeginItem()
    {
        _outer.Push(_last);
        _last = 0;
    }

    /// <summary>Ends a struct that was begun.</summary>
    public void End()
    {
        Stop();
        _last = _outer.Pop();
    }

    /// <summary>Ends the outermost struct.</summary>
    public void Stop() => Byte(0);

    private void Field(int field, int type)
    {
        Byte(((field - _last) << 4) | type);
        _last = field;
    }

    private void Byte(int value)
    {
        output.GetSpan(1)[0] = (byte)value;
        output.Advance(1);
    }

    private void ZigZag(long value) => Varint((ulong)((value << 1) ^ (value >> 63)));

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) Byte((int)(value | 0x80) & 0xFF);
        Byte((int)value);
    }
}
