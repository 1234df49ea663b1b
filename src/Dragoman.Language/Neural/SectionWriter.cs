using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Dragoman.Language.Neural;

/// <summary>Writes the values of one section of a model file, little-endian.</summary>
internal sealed class SectionWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>What has been written.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>A whole number of four bytes.</summary>
    /// <param name="value">0 or more.</param>
    public void Count(int value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.GetSpan(4), (uint)value);
        _bytes.Advance(4);
    }

    /// <summary>One byte.</summary>
    /// <param name="value">The byte.</param>
    public void Byte(byte value) => _bytes.Write([value]);

    /// <summary>Bytes as they are.</summary>
    /// <param name="value">The bytes.</param>
    public void Raw(ReadOnlySpan<byte> value) => _bytes.Write(value);

    /// <summary>Numbers of one byte.</summary>
    /// <param name="values">The numbers.</param>
    public void Steps(ReadOnlySpan<sbyte> values) => _bytes.Write(MemoryMarshal.AsBytes(values));

    /// <summary>Numbers of four bytes.</summary>
    /// <param name="values">The numbers.</param>
    public void Singles(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            BinaryPrimitives.WriteSingleLittleEndian(_bytes.GetSpan(4), value);
            _bytes.Advance(4);
        }
    }

    /// <summary>Numbers of two bytes.</summary>
    /// <param name="values">The numbers; rounded.</param>
    public void Halves(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            BinaryPrimitives.WriteHalfLittleEndian(_bytes.GetSpan(2), (Half)value);
            _bytes.Advance(2);
        }
    }

    /// <summary>A table of strings.</summary>
    /// <param name="table">The table.</param>
    public void Table(StringTable table)
    {
        Count(table.Count);
        for (var i = 0; i < table.Count; i++) Length(table.Span(i).Length);
        var bytes = Encoding.UTF8.GetBytes(table.Characters.ToArray());
        Count(bytes.Length);
        _bytes.Write(bytes);
    }

    /// <summary>A list of strings.</summary>
    /// <param name="strings">The strings.</param>
    public void Strings(IReadOnlyList<string> strings)
    {
        Count(strings.Count);
        foreach (var text in strings) Length(text.Length);
        var bytes = Encoding.UTF8.GetBytes(string.Concat(strings));
        Count(bytes.Length);
        _bytes.Write(bytes);
    }

    private void Length(int length)
    {
        if (length > ushort.MaxValue) throw new ArgumentOutOfRangeException(nameof(length), length, "A string is longer than 65535 characters.");
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.GetSpan(2), (ushort)length);
        _bytes.Advance(2);
    }
}
