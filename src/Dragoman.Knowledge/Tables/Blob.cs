using System.Reflection;
using System.Runtime.InteropServices;

namespace Dragoman.Knowledge.Tables;

/// <summary>
/// Bytes that are used where they lie: those of a resource in the mapped file of its assembly, so that opening them costs nothing and only the
/// pages that are looked at come into memory; or an array.
/// </summary>
internal sealed unsafe class Blob
{
    private readonly byte[]? _array;
    private readonly byte* _pointer;
    private readonly int _length;

    /// <summary>Takes an array.</summary>
    public Blob(byte[] array)
    {
        _array = array;
        _length = array.Length;
    }

    private Blob(byte* pointer, int length)
    {
        _pointer = pointer;
        _length = length;
    }

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Span => _array is null ? new ReadOnlySpan<byte>(_pointer, _length) : _array;

    /// <summary>Part of the bytes as numbers.</summary>
    public ReadOnlySpan<T> As<T>((int Offset, int Length) place)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Span.Slice(place.Offset, place.Length));

    /// <summary>The bytes of a resource.</summary>
    /// <exception cref="InvalidDataException">It is not in the assembly.</exception>
    public static Blob OfResource(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"{name}: the compiled table is not in {assembly.GetName().Name}; build again");

        // The mapping lives as long as the assembly, and so as long as this class; the stream is only its description. Resources lie
        // at multiples of 4; where a number of 8 bytes then lies across, the processors that .NET runs on read it all the same.
        if (stream is UnmanagedMemoryStream mapped && ((nint)mapped.PositionPointer & 3) == 0)
            return new Blob(mapped.PositionPointer, checked((int)mapped.Length));
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new Blob(bytes);
    }
}
