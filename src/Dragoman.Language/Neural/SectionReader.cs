using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Dragoman.Language.Neural;

/// <summary>Reads the values of one section of a model file; nothing is allocated that the section's own bytes do not pay for.</summary>
internal ref struct SectionReader
{
    private readonly string _name;
    private ReadOnlySpan<byte> _rest;

    /// <summary>Starts at the beginning of a section.</summary>
    /// <param name="name">The section's tag, for messages.</param>
    /// <param name="bytes">Its bytes.</param>
    public SectionReader(string name, ReadOnlySpan<byte> bytes)
    {
        _name = name;
        _rest = bytes;
    }

    /// <summary>Whether everything has been read.</summary>
    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>The bytes that are left.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>A whole number from 0 to the bound.</summary>
    /// <param name="bound">The greatest that makes sense.</param>
    /// <param name="what">What it counts, for messages.</param>
    public int Count(int bound, string what)
    {
        var value = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
        if (value > (uint)bound) Fail($"{what} is {value}, more than {bound}");
        return (int)value;
    }

    /// <summary>One byte.</summary>
    public byte Byte() => Take(1)[0];

    /// <summary>Numbers of one byte.</summary>
    /// <param name="count">How many.</param>
    public sbyte[] Steps(int count) => MemoryMarshal.Cast<byte, sbyte>(Take(count)).ToArray();

    /// <summary>Numbers of four bytes.</summary>
    /// <param name="count">How many.</param>
    public float[] Singles(int count)
    {
        var bytes = Take(4L * count);
        var values = new float[count];
        if (BitConverter.IsLittleEndian) MemoryMarshal.Cast<byte, float>(bytes).CopyTo(values);
        else
            for (var i = 0; i < count; i++) values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]);
        return values;
    }

    /// <summary>Numbers of two bytes.</summary>
    /// <param name="count">How many.</param>
    public float[] Halves(int count)
    {
        var bytes = Take(2L * count);
        var values = new float[count];
        var i = 0;
        if (BitConverter.IsLittleEndian)
        {
            // A half's bits at the place of a float's, times 2¹¹², is its value, as long as it is finite: the exponent's offset is all that differs.
            ref var source = ref Unsafe.As<byte, ushort>(ref MemoryMarshal.GetReference(bytes));
            ref var target = ref MemoryMarshal.GetArrayDataReference(values);
            for (; i <= count - Vector128<ushort>.Count; i += Vector128<ushort>.Count)
            {
                var halves = Vector128.LoadUnsafe(ref source, (nuint)i);
                if (Vector128.EqualsAny(halves & Vector128.Create((ushort)0x7C00), Vector128.Create((ushort)0x7C00))) break;
                Single(Vector128.WidenLower(halves)).StoreUnsafe(ref target, (nuint)i);
                Single(Vector128.WidenUpper(halves)).StoreUnsafe(ref target, (nuint)i + 4);
            }
        }

        for (; i < count; i++) values[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]);
        return values;
    }

    private static Vector128<float> Single(Vector128<uint> half)
    {
        var size = ((half & Vector128.Create(0x7FFFu)) << 13).AsSingle() * Vector128.Create(5.192296858534828e33f);
        return (size.AsUInt32() | ((half & Vector128.Create(0x8000u)) << 16)).AsSingle();
    }

    /// <summary>A list of strings as one block of characters and the offsets in it.</summary>
    /// <param name="offsets">Where each starts, and the end of the last.</param>
    public char[] Strings(out int[] offsets)
    {
        var count = Count(ModelFile.MaxItems, "the number of strings");
        var lengths = Take(2L * count);
        offsets = new int[count + 1];
        for (var i = 0; i < count; i++) offsets[i + 1] = offsets[i] + BinaryPrimitives.ReadUInt16LittleEndian(lengths[(2 * i)..]);
        var bytes = Take(Count(ModelFile.MaxBytes, "the length of the strings"));
        if (Encoding.UTF8.GetCharCount(bytes) != offsets[count]) Fail("the strings are not as long as their lengths say");
        var characters = new char[offsets[count]];
        Encoding.UTF8.GetChars(bytes, characters);
        return characters;
    }

    /// <summary>A list of strings.</summary>
    public string[] StringList()
    {
        var characters = Strings(out var offsets);
        var strings = new string[offsets.Length - 1];
        for (var i = 0; i < strings.Length; i++) strings[i] = new string(characters, offsets[i], offsets[i + 1] - offsets[i]);
        return strings;
    }

    /// <summary>A table of distinct strings.</summary>
    public StringTable Table()
    {
        var characters = Strings(out var offsets);
        try
        {
            return new StringTable(characters, offsets);
        }
        catch (ArgumentException error)
        {
            Fail(error.Message);
            throw;
        }
    }

    /// <summary>Stops with the section's name.</summary>
    /// <param name="what">What is wrong.</param>
    [DoesNotReturn]
    public readonly void Fail(string what) => throw new ModelFormatException($"The model's section {_name} is damaged: {what}.");

    private ReadOnlySpan<byte> Take(long count)
    {
        if (count > _rest.Length) Fail($"it ends {count - _rest.Length} bytes too early");
        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }
}
